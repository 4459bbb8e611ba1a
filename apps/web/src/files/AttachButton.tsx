import { useRef } from 'react';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { chosen, type FileInput } from './input.js';

/** Opens the browser's own choice of files; several at once. */
export function AttachButton({ onFiles }: { onFiles(inputs: FileInput[]): void }) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button button-icon button-quiet" aria-label={t('attach.add')} title={t('attach.add')} onClick={() => input.current?.click()}><Icon name="attach" /></button>
      <input ref={input} type="file" multiple hidden aria-label={t('attach.add')} onChange={({ target }) => { onFiles(chosen(target.files ?? [])); target.value = ''; }} />
    </>
  );
}
