import './files.css';
import { useEffect, useRef, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import { useClient, useWatch } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { explain } from '../failure/explain.js';
import { useText, type Text } from '../i18n/text.js';
import type { TrayRow } from './attachments.js';
import { FileGlyph } from './FileGlyph.js';
import { useMeasure, type Measure } from './measure.js';
import { TransferButtons, TransferState } from './TransferState.js';
import { trayOf, type Attached, type Refusal } from './tray.js';

/** The files of the message being written: how far each is, and what can be done about it. */
export function TrayList({ space, rows }: { space: SpaceId; rows: readonly TrayRow[] }) {
  const t = useText();
  const client = useClient();
  const { bytes } = useMeasure();
  const { value: allowance } = useWatch(client.watch(`file allowance ${space}`, (remote) => remote.fileAllowance(space), (event) => event.type === 'connection'));
  return (
    <section className="tray" aria-label={t('files.tray')}>
      <ul>{rows.map((row) => <li key={row.key} className="tray-row">{row.attached ? <AttachedRow space={space} attached={row.attached} row={row} /> : row.transfer && <EarlierRow row={row} />}</li>)}</ul>
      {allowance && <p className="muted tray-room">{t('files.room', { largest: bytes(allowance.largest), left: bytes(allowance.left) })}</p>}
      <Telling rows={rows} />
    </section>
  );
}

function EarlierRow({ row: { transfer } }: { row: TrayRow }) {
  return transfer && (
    <>
      <FileGlyph name={transfer.name} />
      <div className="tray-words"><p className="file-name"><bdi>{transfer.name}</bdi></p><TransferState transfer={transfer} /></div>
      <TransferButtons transfer={transfer} />
    </>
  );
}

function AttachedRow({ space, attached, row: { transfer } }: { space: SpaceId; attached: Attached; row: TrayRow }) {
  const t = useText();
  const measure = useMeasure();
  const tray = trayOf(useClient(), space);
  const { key, input: { file }, state, refusal, strippable, clean } = attached;
  const remove = (): void => tray.remove(key);
  return (
    <>
      <FileGlyph name={file.name} />
      <div className="tray-words">
        <p className="file-name"><bdi>{file.name}</bdi></p>
        {state === 'preparing' && <p className="transfer-words muted">{measure.bytes(file.size)} · {t('files.preparing')}</p>}
        {state === 'uploading' && (transfer ? <TransferState transfer={transfer} /> : <p className="transfer-words muted">{measure.bytes(file.size)}</p>)}
        {state === 'refused' && refusal && <p className="transfer-failure" role="alert">{refused(refusal, t, measure)}</p>}
        {state === 'unclean' && (
          <div className="transfer-failure" role="alert">
            <p>{t('files.unclean')}</p>
            <button type="button" className="button button-plain" onClick={() => tray.setClean(key, false)}>{t('files.send-as-is')}</button>
          </div>
        )}
        {strippable && state !== 'refused' && state !== 'unclean' && (
          <label className="tray-clean">
            <input type="checkbox" checked={clean} onChange={({ target }) => tray.setClean(key, target.checked)} />
            <span>{t('files.clean')}<span className="muted">{t(strippable === 'image' ? 'files.clean-image' : 'files.clean-office')}</span></span>
          </label>
        )}
        {!strippable && state === 'uploading' && tells.test(file.name) && <p className="transfer-words muted">{t('files.clean-not')}</p>}
      </div>
      {transfer ? <TransferButtons transfer={transfer} onEnd={remove} /> : <div className="transfer-buttons"><IconButton icon="close" label={t('files.cancel', { name: file.name })} onPress={remove} /></div>}
    </>
  );
}

/** Kinds that are known to tell of their origin, and that are left as they are. */
const tells = /\.(?:pdf|hei[cf]|avif|tiff?|gif|docx?|xlsx?|pptx?|od[tsp]|mp4|mov|m4a|mp3|wav)$/i;

function refused(refusal: Refusal, t: Text, { bytes }: Measure): string {
  switch (refusal.why) {
    case 'too-many': return t('files.too-many');
    case 'folder': return t('files.folder');
    case 'unreadable': return t('files.unreadable');
    case 'too-large': return t('files.too-large', { largest: bytes(refusal.bytes) });
    case 'no-quota': return t('files.no-quota', { left: bytes(refusal.bytes) });
    case 'failed': {
      const { what, todo } = explain(refusal.failure);
      return `${t(what)}. ${t(todo)}`;
    }
  }
}

/** Tells assistive technology what changed, not every step of the way. */
function Telling({ rows }: { rows: readonly TrayRow[] }) {
  const t = useText();
  const [said, setSaid] = useState('');
  const known = useRef(new Map<string, string>());
  useEffect(() => {
    const news = rows.flatMap(({ key, attached, transfer }) => {
      const state = transfer?.state === 'done' || transfer?.state === 'failed' ? transfer.state : attached?.state === 'refused' ? 'failed' : 'begun';
      if (known.current.get(key) === state) return [];
      known.current.set(key, state);
      const name = attached?.input.file.name ?? transfer?.name ?? '';
      return [t(state === 'done' ? 'files.said-stored' : state === 'failed' ? 'files.said-failed' : 'files.said-attached', { name })];
    });
    if (news.length > 0) setSaid(news.join(' '));
  }, [rows, t]);
  return <p className="visually-hidden" aria-live="polite">{said}</p>;
}
