import './files.css';
import { useMemo, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { FilePreview, FileView, Ref, TransferView } from '@comity/sdk';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { FileGlyph } from './FileGlyph.js';
import { imageSize } from './image-size.js';
import { useMeasure } from './measure.js';
import { useSaves } from './saves.js';
import { sniff } from './sniff.js';
import { TransferButtons, TransferState } from './TransferState.js';

const Viewer = later(() => import('./viewer/Viewer.js').then((m) => ({ default: m.Viewer })));

/** The files of a message; `on` is null while it waits in the outbox, and its files are on their way up. */
export function MessageFiles({ space, on, files }: { space: SpaceId; on: Ref | null; files: readonly FileView[] }) {
  const t = useText();
  const { value: transfers } = useWatch(useClient().transfers());
  const direction = on === null ? 'up' : 'down';
  return (
    <div className="message-files">
      {on === null && <p className="muted files-waiting">{t('files.message-waits')}</p>}
      <ul className="file-cards" aria-label={t('files.of-message')}>
        {files.map((file) => <li key={file.id}><FileCard space={space} on={on} file={file} transfer={transfers?.findLast((each) => each.file === file.id && each.direction === direction) ?? null} /></li>)}
      </ul>
    </div>
  );
}

/** A file that stands by itself, not in a message. */
export function OneFile({ space, on, file }: { space: SpaceId; on: Ref | null; file: FileView }) {
  const { value: transfers } = useWatch(useClient().transfers());
  return <FileCard space={space} on={on} file={file} transfer={transfers?.findLast((each) => each.file === file.id && each.direction === (on === null ? 'up' : 'down')) ?? null} />;
}

function FileCard({ space, on, file, transfer }: { space: SpaceId; on: Ref | null; file: FileView; transfer: TransferView | null }) {
  const t = useText();
  const { bytes } = useMeasure();
  const { run, busy, failure } = useAction();
  const { saves, states } = useSaves();
  const [open, setOpen] = useState(false);
  const saved = states.get(file.id);
  const picture = usePicture(file.preview);
  const there = on !== null && file.available === 'yes';
  const fetch = (): void => { if (on) void run(() => saves.fetch(space, on, file)); };
  return (
    <div className="file-card">
      {picture && there && <button type="button" className="file-picture" aria-label={t('files.look', { name: file.name })} onClick={() => setOpen(true)}><img src={picture.url} width={picture.width} height={picture.height} alt="" /></button>}
      <div className="file-line">
        {!picture && <FileGlyph name={file.name} />}
        <div className="file-words">
          <p className="file-name"><bdi>{file.name}</bdi></p>
          {file.available === 'expired' ? <p className="transfer-failure">{t('failure.file.expired')}. {t('todo.file.expired')}</p> : !transfer && <p className="muted">{bytes(file.size)}</p>}
          {transfer && <TransferState transfer={transfer} />}
          <p className="file-saved" role="status">{saved !== undefined && t(`files.save-${saved}`)}</p>
        </div>
      </div>
      <div className="file-tools">
        {there && <button type="button" className="button button-plain" onClick={() => setOpen(true)}>{t('files.open')}<span className="visually-hidden"> {file.name}</span></button>}
        {there && !transfer && <button type="button" className="button button-plain" disabled={busy} onClick={fetch}>{t('files.download')}<span className="visually-hidden"> {file.name}</span></button>}
        {transfer?.state === 'done' && transfer.direction === 'down' && saved !== 'saving' && <button type="button" className="button button-plain" disabled={busy} onClick={() => void run(() => saves.save(transfer))}>{t('files.save')}<span className="visually-hidden"> {file.name}</span></button>}
        {transfer && (transfer.direction === 'down' || transfer.state !== 'done') && <TransferButtons transfer={transfer} />}
      </div>
      <FailureNotice failure={failure} />
      {open && on && <Later><Viewer space={space} on={on} file={file} onDownload={() => { setOpen(false); fetch(); }} onClose={() => setOpen(false)} /></Later>}
    </div>
  );
}

/** Pixels of a picture that came in a message, whatever it claims. */
const mostPixels = 1_048_576;

/** The sender's small picture, if it is what it says and small indeed; its address holds its bytes. */
function usePicture(preview: FilePreview | null): { url: string; width: number; height: number } | null {
  return useMemo(() => {
    if (!preview) return null;
    const { bytes, width, height } = preview;
    const shown = sniff(bytes);
    const size = imageSize(bytes);
    if (shown.kind !== 'image' || shown.type === 'image/gif' || size === null || size.width * size.height > mostPixels) return null;
    return { url: `data:${shown.type};base64,${btoa(String.fromCharCode(...bytes))}`, width, height };
  }, [preview]);
}
