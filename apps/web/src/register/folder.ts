/** Files with the folders that they lie in, as a page gets them: chosen, or dropped. */
export interface Chosen { file: File; /** The path of its folder, from the one that was chosen on; empty for a file that was chosen by itself. */ folder: string }

const folderOf = (path: string): string => path.split('/').filter((part) => part !== '').slice(0, -1).join('/');
export const chosenFiles = (files: Iterable<File>): Chosen[] => [...files].map((file) => ({ file, folder: folderOf(file.webkitRelativePath) }));

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** What the browser could not read: a file, or a folder, of which then a part or all is missing. */
export interface Unread { name: string; folder: string; of: 'file' | 'folder' }
export interface Dropped { chosen: Chosen[]; unread: Unread[] }

/** Everything in what was dropped, by folders and names in order. All is asked for before the first wait: afterwards the browser empties it. */
export async function droppedFiles(data: Pick<DataTransfer, 'items'>): Promise<Dropped> {
  const found: Dropped = { chosen: [], unread: [] };
  const entries = [...data.items].filter(({ kind }) => kind === 'file').flatMap((item) => {
    try { return item.webkitGetAsEntry() ?? []; } catch { found.unread.push({ name: item.getAsFile()?.name ?? '', folder: '', of: 'file' }); return []; }
  });
  for (const entry of entries) await within(entry, found);
  return found;
}

/** What cannot be read keeps nothing else from being brought. */
async function within(entry: FileSystemEntry, found: Dropped): Promise<void> {
  const place = { name: entry.name, folder: folderOf(entry.fullPath) };
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => { entry.file(resolve, reject); }).catch(() => null);
    if (file === null) found.unread.push({ ...place, of: 'file' });
    else found.chosen.push({ file, folder: place.folder });
  } else if (isFolder(entry)) {
    const inside: FileSystemEntry[] = [];
    // A browser answers a part of a large folder at a time.
    try { const reader = entry.createReader(); for (let part = await read(reader); part.length > 0; part = await read(reader)) inside.push(...part); } catch { found.unread.push({ ...place, of: 'folder' }); }
    for (const each of inside.sort((a, b) => (a.name < b.name ? -1 : 1))) await within(each, found);
  }
}
const read = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> => new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
