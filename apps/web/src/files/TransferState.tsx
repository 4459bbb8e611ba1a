import { useRef, useState } from 'react';
import type { Failure, TransferView } from '@comity/sdk';
import { useAction, useOnline } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { explain } from '../failure/explain.js';
import { useFormat } from '../i18n/format.js';
import { useText, type Text } from '../i18n/text.js';
import { useMeasure } from './measure.js';

/** How far a file is, as a bar and in words. */
export function TransferState({ transfer }: { transfer: TransferView }) {
  const t = useText();
  const { bytes, speed, duration } = useMeasure();
  const online = useOnline();
  const { state, size, done, failure, bytesPerSecond, secondsLeft, name, direction } = transfer;
  const amount = t('files.amount', { done: bytes(done), size: bytes(size) });
  const words = {
    running: [amount, bytesPerSecond === null ? '' : speed(bytesPerSecond), secondsLeft === null ? '' : t('files.left', { time: duration(secondsLeft) })].filter((part) => part !== '').join(' · '),
    waiting: `${amount} · ${t(online ? 'files.waiting' : 'files.waiting-line')}`,
    paused: `${amount} · ${t('files.paused')}`,
    done: `${bytes(size)} · ${t(direction === 'up' ? 'files.stored' : 'files.fetched')}`,
    failed: amount,
  }[state];
  return (
    <div className="transfer">
      {state !== 'done' && <progress className={`transfer-bar transfer-${state}`} max={Math.max(1, size)} value={size === 0 ? 1 : done} aria-label={t('files.progress', { name })} />}
      <p className="transfer-words muted">{words}</p>
      {failure && <FileFailure failure={failure} transfer={transfer} />}
    </div>
  );
}

/** What stopped a file, with the part it happened in, what is safe and what to do. */
function FileFailure({ failure, transfer }: { failure: Failure; transfer: TransferView }) {
  const t = useText();
  const format = useFormat();
  const { what, safe, todo } = explain(failure);
  return <p className="transfer-failure" role="alert"><strong>{t(what)}.</strong> {whichPart(failure, transfer, t, format.number)} {t(safe)} {t(todo)}</p>;
}

/** Parts are counted from one for people. */
const partBytes = 1_048_576;
export function whichPart(failure: Failure, { size }: { size: number }, t: Text, number: (value: number) => string): string {
  if (failure.kind !== 'file' || failure.chunk === null) return '';
  return t('files.part', { part: number(failure.chunk + 1), parts: number(Math.max(1, Math.ceil(size / partBytes))) });
}

/** Pause, go on, choose again, end. */
export function TransferButtons({ transfer, onEnd }: { transfer: TransferView; onEnd?: () => void }) {
  const t = useText();
  const { run, failure } = useAction();
  const picker = useRef<HTMLInputElement>(null);
  const [changed, setChanged] = useState(false);
  const { id, name, state, size } = transfer;
  const wanted = transfer.failure?.kind === 'file' && (transfer.failure.file === 'source-needed' || transfer.failure.file === 'source-changed');
  const again = async (file: File): Promise<void> => {
    const { sameAs } = await import('./source.js');
    const source = await sameAs(file, size);
    setChanged(source === null);
    if (source !== null) await run(({ remote }) => remote.resumeTransfer(id, source));
  };
  return (
    <div className="transfer-buttons">
      {(state === 'running' || state === 'waiting') && <IconButton icon="pause" label={t('files.pause', { name })} onPress={() => void run(({ remote }) => remote.pauseTransfer(id))} />}
      {(state === 'paused' || (state === 'failed' && !wanted)) && <IconButton icon="resume" label={t('files.resume', { name })} onPress={() => void run(({ remote }) => remote.resumeTransfer(id))} />}
      {wanted && <button type="button" className="button button-plain" onClick={() => picker.current?.click()}>{t('files.choose-again')}<span className="visually-hidden"> {name}</span></button>}
      {wanted && <input ref={picker} type="file" hidden aria-label={t('files.choose-again')} onChange={({ target }) => { const [file] = target.files ?? []; if (file) void again(file); target.value = ''; }} />}
      <IconButton icon="close" label={t(state === 'done' && transfer.direction === 'down' ? 'files.remove-copy' : 'files.cancel', { name })} onPress={onEnd ?? (() => void run(({ remote }) => remote.cancelTransfer(id)))} />
      {(changed || failure !== null) && <p className="transfer-failure" role="alert">{t(failure === null || failure.kind === 'file' ? 'files.not-the-same' : explain(failure).what)}</p>}
    </div>
  );
}
