/** Where a file goes that leaves the client: a place of the person's choice, or the browser's downloads. */
type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** `handed`: the browser's downloads have it. `unwritten`: the chosen place refused it. */
export type Outcome = 'saved' | 'handed' | 'unwritten';

/** Puts what is made here where the person chooses; null when they think better of it, or nothing was made. The place is asked for first, while the browser takes it for their wish. */
export async function saveAs(name: string, make: () => Promise<Blob | undefined>): Promise<Outcome | null> {
  const place = await askPlace(name);
  if (place === undefined) return null;
  const content = await make();
  if (content === undefined) return null;
  try {
    if (place === null) hand(content, name);
    else await content.stream().pipeTo(await place.createWritable());
    return place === null ? 'handed' : 'saved';
  } catch {
    return 'unwritten';
  }
}

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
