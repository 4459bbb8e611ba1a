import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import type { Marking, SpaceView } from '@comity/sdk';
import { useClient } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { holdsFiles } from '../files/input.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { ClosedNotice } from '../messaging/ClosedNotice.js';
import { plain } from '../messaging/marking.js';
import { registerPath } from '../messaging/place.js';
import { Page } from '../shell/Page.js';
import { FilePicker } from './FilePicker.js';
import { droppedFiles, type Dropped } from './folder.js';
import { importerOf, type ImportChoice, type ImportState } from './importing.js';
import { ImportRow } from './ImportRow.js';
import { MarkingButton } from './MarkingButton.js';

const begun: ReadonlySet<ImportState> = new Set(['reading', 'sending', 'registering', 'done', 'duplicate']);
/** Rows that are shown at once; those that need somebody come first. */
const atOnce = 100;
const urgency: Record<ImportState, number> = { failed: 0, stopped: 1, reading: 2, sending: 2, registering: 2, waiting: 3, duplicate: 4, done: 5 };

/** A folder of files, or many at once, put on the register. */
export function ImportPage({ space }: { space: SpaceView }) {
  const t = useText();
  const format = useFormat();
  const importer = importerOf(useClient(), space.id);
  const { items, running } = useSyncExternalStore(importer.subscribe, importer.snapshot);
  const [kind, setKind] = useState<ImportChoice['kind']>('exhibit');
  const [clean, setClean] = useState(true);
  const [marking, setMarking] = useState<Marking>(plain);
  const zone = useRef<HTMLDivElement>(null);
  const over = useFolderDrop(zone, !running && !space.readOnly, ({ chosen, unread }) => importer.add(chosen, unread));
  const count = (...states: ImportState[]): number => items.filter(({ state }) => states.includes(state)).length;
  const through = count('done', 'duplicate');
  const fixed = running || items.some(({ state }) => begun.has(state));
  const left = items.filter(({ file, state }) => file !== null && state !== 'done' && state !== 'duplicate');
  const again = left.some(({ state }) => state === 'failed' || state === 'stopped');
  const start = (): void => { void importer.start({ kind, clean, marking, words: (files) => t('register.import-words', { count: files }) }); };
  const rows = [...items].sort((a, b) => urgency[a.state] - urgency[b.state]).slice(0, atOnce);
  const more = items.length - rows.length;
  return (
    <Page title={t('register.import')} back={registerPath(space.id)}>
      {space.left && <Notice tone="info" title={t('register.left')}><p>{t('register.left-hint')}</p></Notice>}
      <ClosedNotice space={space} />
      <section className="card stack">
        <Segments label={t('register.import-as')} value={kind} onChange={(next) => { if (!fixed) setKind(next); }} options={[{ value: 'exhibit', label: t('register.kind-exhibit') }, { value: 'document', label: t('register.kind-document') }]} />
        <p className="muted">{t(kind === 'exhibit' ? 'register.import-exhibit' : 'register.import-document')}</p>
        {kind === 'document' && <label className="register-check"><input type="checkbox" checked={clean} disabled={fixed} onChange={({ target }) => setClean(target.checked)} /><span>{t('register.import-clean')}</span></label>}
        <MarkingButton marking={marking} onChange={(next) => { if (!fixed) setMarking(next); }} />
      </section>
      {!running && !space.readOnly && (
        <div ref={zone} className={`card import-zone${over ? ' import-over' : ''}`}>
          <p>{t('register.import-drop')}</p>
          <div className="row">
            <FilePicker label={t('register.import-folder')} folder onFiles={(files) => importer.add(files)} />
            <FilePicker label={t('register.import-files')} folder={false} onFiles={(files) => importer.add(files)} />
          </div>
          <p className="muted">{t('register.import-again')}</p>
        </div>
      )}
      {items.length > 0 && (
        <section className="card stack" aria-label={t('register.import-list')}>
          <p role="status">{t('register.import-count', { done: format.number(through), all: format.number(items.length), same: format.number(count('duplicate')), failed: format.number(count('failed')) })}</p>
          <progress className="transfer-bar" max={items.length} value={through} aria-label={t('register.import')} />
          <div className="row">
            {running
              ? <Button onPress={() => importer.stop()}>{t('register.import-stop')}</Button>
              : left.length > 0 && <Button look="primary" isDisabled={space.readOnly} onPress={start}>{again ? t('register.import-retry') : t('register.import-start', { count: count('waiting') })}</Button>}
            {!running && <Button look="quiet" onPress={() => importer.clear()}>{t('register.import-clear')}</Button>}
          </div>
          <ul className="import-list">{rows.map((item) => <ImportRow key={item.key} space={space.id} item={item} running={running} onRemove={() => importer.remove(item.key)} />)}</ul>
          {more !== 0 && <p className="muted">{t('register.import-more', { count: more })}</p>}
        </section>
      )}
    </Page>
  );
}

/** Files and folders dragged onto the page; beside the place for them they must not open in place of the client. */
function useFolderDrop(zone: RefObject<HTMLElement | null>, open: boolean, onFiles: (dropped: Dropped) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  useEffect(() => { take.current = onFiles; });
  useEffect(() => {
    const ending = new AbortController();
    const within = ({ target }: DragEvent): boolean => open && target instanceof Node && zone.current?.contains(target) === true;
    const listen = (type: 'dragover' | 'drop' | 'dragleave', listener: (event: DragEvent) => void): void => addEventListener(type, (event) => { if (holdsFiles(event.dataTransfer)) { event.preventDefault(); listener(event); } }, { signal: ending.signal });
    listen('dragover', (event) => setOver(within(event)));
    listen('dragleave', (event) => { if (event.relatedTarget === null) setOver(false); });
    listen('drop', (event) => { setOver(false); if (within(event) && event.dataTransfer) void droppedFiles(event.dataTransfer).then(take.current); });
    return () => ending.abort();
  }, [zone, open]);
  return over;
}
