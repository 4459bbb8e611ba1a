/** Where a file goes that leaves the client: a place of the person's choice, or the browser's downloads. */
type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** A place of the person's choice; null where the browser does not ask, undefined when the person thought better of it. */
export async function askPlace(name: string): Promise<FileSystemFileHandle | null | undefined> {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: Picker };
  if (showSaveFilePicker === undefined) return null;
  try {
    return await showSaveFilePicker({ suggestedName: name });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    return null;
  }
}

/** The address is of bytes without a type that a browser would open. */
export function hand(content: Blob, name: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun by then; the bytes stay for it as long as it reads.
  addEventListener('pagehide', () => { URL.revokeObjectURL(url); }, { once: true });
}
