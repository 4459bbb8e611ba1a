import { useRef } from 'react';
import { Icon } from '../design/Icon.js';
import { chosenFiles, type Chosen } from './folder.js';

/** Opens the browser's own choice of files, or of a folder with everything in it. */
export function FilePicker({ label, folder, multiple = true, onFiles }: { label: string; folder: boolean; multiple?: boolean; onFiles(files: Chosen[]): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button button-plain" onClick={() => input.current?.click()}><Icon name={folder ? 'case-file' : 'files'} /><span>{label}</span></button>
      <input ref={input} type="file" multiple={multiple} hidden aria-label={label} {...(folder ? { webkitdirectory: '' } : {})} onChange={({ target }) => { onFiles(chosenFiles(target.files ?? [])); target.value = ''; }} />
    </>
  );
}
