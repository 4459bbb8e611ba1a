import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import { IconButton } from '../design/Button.js';
import { explain } from '../failure/explain.js';
import { fieldErrors } from '../failure/fields.js';
import { FileGlyph } from '../files/FileGlyph.js';
import { useMeasure } from '../files/measure.js';
import { useText, type Text } from '../i18n/text.js';
import type { ImportItem, ImportRefusal } from './importing.js';
import { entryPath } from './place.js';
import { ruleWords } from './words.js';

/** A file on its way into a register. */
export function ImportRow({ space, item, running, onRemove }: { space: SpaceId; item: ImportItem; running: boolean; onRemove(): void }) {
  const t = useText();
  const { bytes } = useMeasure();
  const { name, file, folder, state, sent, refusal, entry, title } = item;
  return (
    <li className="tray-row">
      <FileGlyph name={name} />
      <div className="tray-words">
        <p className="file-name"><bdi>{name}</bdi></p>
        {folder !== '' && <p className="transfer-words muted"><bdi>{folder}</bdi></p>}
        <p className="transfer-words muted">{file && `${bytes(file.size)} · `}{t(`register.import-${state}`)}</p>
        {state === 'sending' && file && <progress className="transfer-bar" max={Math.max(1, file.size)} value={sent} aria-label={t('files.progress', { name })} />}
        {state === 'duplicate' && <p className="transfer-words">{entry === null ? t('register.import-same', { title }) : <>{t('register.import-same-entry')} <Link href={entryPath(space, entry)}><bdi>{title}</bdi></Link></>}</p>}
        {state === 'done' && entry !== null && <p className="transfer-words"><Link href={entryPath(space, entry)}>{t('register.see')}</Link></p>}
        {refusal && <p className="transfer-failure" role="alert">{why(t, refusal)}</p>}
      </div>
      {!running && state !== 'done' && <IconButton icon="close" label={t('register.import-remove', { name })} onPress={onRemove} />}
    </li>
  );
}

function why(t: Text, refusal: ImportRefusal): string {
  if (refusal.why === 'unreadable') return t('files.unreadable');
  if (refusal.why === 'incomplete') return t('register.import-incomplete');
  if (refusal.why === 'unclean') return t('register.import-unclean');
  if (refusal.why === 'refused') return t('register.import-refused');
  const { failure } = refusal;
  const { what, todo } = explain(failure);
  // Files are of documents and exhibits, whose parts are called alike.
  const rules = failure.kind === 'problem' ? fieldErrors(failure.problem, t, (pointer, rule) => ruleWords(t, 'document', pointer, rule)) : [];
  return [`${t(what)}.`, t(todo), ...rules].join(' ');
}
