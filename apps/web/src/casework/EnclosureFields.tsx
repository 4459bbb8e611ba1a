import { useRef } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { EnclosureView } from '@comity/sdk';
import { Button, IconButton } from '../design/Button.js';
import { later, Later } from '../failure/Later.js';
import type { Attachments } from '../files/attachments.js';
import { FileGlyph } from '../files/FileGlyph.js';
import { chosen } from '../files/input.js';
import { useMeasure } from '../files/measure.js';
import { useText } from '../i18n/text.js';

const TrayList = later(() => import('../files/TrayList.js').then((m) => ({ default: m.TrayList })));
export const mostEnclosures = 10;

/** Files of the request: those of the dossier, and those on their way to it. `settled`: both sides read them already, and they stay. */
export function EnclosureFields({ space, enclosed, attachments, settled, onRemove }: { space: SpaceId; enclosed: readonly EnclosureView[]; attachments: Attachments; settled: boolean; onRemove(file: string): void }) {
  const t = useText();
  const { bytes } = useMeasure();
  const input = useRef<HTMLInputElement>(null);
  const over = enclosed.length + attachments.rows.length > mostEnclosures;
  return (
    <section className="card stack enclosure-fields" aria-labelledby="enclosure-title">
      <div>
        <h2 id="enclosure-title">{t('request.enclosures')}</h2>
        <p className="muted">{t('request.enclosures-hint')}</p>
      </div>
      {enclosed.length > 0 && (
        <ul className="rows enclosure-list">
          {enclosed.map(({ file, sha256 }) => (
            <li key={file.id}>
              <FileGlyph name={file.name} />
              <span className="row-words"><bdi>{file.name}</bdi><span className="muted">{bytes(file.size)}</span><Fingerprint sha256={sha256} /></span>
              {!settled && <IconButton icon="close" label={t('request.enclosure-remove', { name: file.name })} onPress={() => onRemove(file.id)} />}
            </li>
          ))}
        </ul>
      )}
      {attachments.rows.length > 0 && <Later><TrayList space={space} rows={attachments.rows} /></Later>}
      <div className="row">
        <Button icon="attach" onPress={() => input.current?.click()}>{t('request.enclosure-add')}</Button>
        <input ref={input} type="file" multiple hidden aria-label={t('request.enclosure-add')} onChange={({ target }) => { attachments.add(chosen(target.files ?? [])); target.value = ''; }} />
      </div>
      {over && <p className="field-error" role="alert">{t('request.enclosures-over', { count: mostEnclosures })}</p>}
    </section>
  );
}

/** SHA-256 of a file, as any program computes it. */
export function Fingerprint({ sha256 }: { sha256: string }) {
  const t = useText();
  return <span className="muted fingerprint">{t('request.enclosure-hash')} <bdi dir="ltr" className="mono">{sha256}</bdi></span>;
}
