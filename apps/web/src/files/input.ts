/** Files as a page gets them: chosen, dropped or pasted. */

/** `handle`, where the browser gives one, lets an upload go on after a reload. `folder`: it is none, and cannot be sent. */
export interface FileInput { file: File; handle: FileSystemFileHandle | null; folder: boolean }
type Item = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };

export const chosen = (files: Iterable<File>): FileInput[] => [...files].map((file) => ({ file, handle: null, folder: false }));
export const holdsFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false;

/** What was dropped. All is asked for before the first wait: afterwards the browser empties it. */
export async function dropped(data: DataTransfer): Promise<FileInput[]> {
  const asked = [...data.items].filter(({ kind }) => kind === 'file').map((item: Item) => ({ file: item.getAsFile(), folder: item.webkitGetAsEntry()?.isDirectory ?? false, handle: item.getAsFileSystemHandle?.().catch(() => null) }));
  const inputs: FileInput[] = [];
  for (const { file, folder, handle } of asked) {
    const found = await handle ?? null;
    if (file !== null) inputs.push({ file, folder, handle: found?.kind === 'file' ? found as FileSystemFileHandle : null });
  }
  return inputs;
}
