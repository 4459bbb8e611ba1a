import { useId, useMemo, useState } from 'react';
import { useText } from '../../i18n/text.js';
import { useMeasure } from '../measure.js';
import { decode, encodings, guess } from './decode.js';

/** The beginning of a text, as characters and nothing else: markup and scripts are shown, not obeyed. */
export function TextView({ head, size }: { head: Uint8Array; size: number }) {
  const t = useText();
  const { bytes } = useMeasure();
  const id = useId();
  const [encoding, setEncoding] = useState(() => guess(head));
  const text = useMemo(() => decode(head, encoding), [head, encoding]);
  return (
    <>
      <div className="viewer-tools">
        <label htmlFor={id}>{t('files.encoding')}</label>
        <select id={id} className="input select viewer-encoding" value={encoding} onChange={({ target }) => setEncoding(encodings.find((each) => each === target.value) ?? 'utf-8')}>
          {encodings.map((each) => <option key={each} value={each}>{each}</option>)}
        </select>
        {head.length < size && <span className="muted">{t('files.beginning', { shown: bytes(head.length), size: bytes(size) })}</span>}
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <pre className="viewer-text" dir="auto" tabIndex={0}>{text}</pre>
    </>
  );
}
