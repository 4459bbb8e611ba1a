/** Files with the folders that they lie in, as a page gets them: chosen, or dropped. */
export interface Chosen { file: File; /** The path of its folder, from the one that was chosen on; empty for a file that was chosen by itself. */ folder: string }

const folderOf = (path: string): string => path.split('/').filter((part) => part !== '').slice(0, -1).join('/');
export const chosenFiles = (files: Iterable<File>): Chosen[] => [...files].map((file) => ({ file, folder: folderOf(file.webkitRelativePath) }));

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** Everything in what was dropped, by folders and names in order. All is asked for before the first wait: afterwards the browser empties it. */
export async function droppedFiles(data: DataTransfer): Promise<Chosen[]> {
  const entries = [...data.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found: Chosen[] = [];
  for (const entry of entries) found.push(...await within(entry));
  return found;
}

async function within(entry: FileSystemEntry): Promise<Chosen[]> {
  if (isFile(entry)) return [{ file: await new Promise<File>((resolve, reject) => { entry.file(resolve, reject); }), folder: folderOf(entry.fullPath) }];
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const inside: FileSystemEntry[] = [];
  // A browser answers a part of a large folder at a time.
  for (let part = await read(reader); part.length > 0; part = await read(reader)) inside.push(...part);
  const found: Chosen[] = [];
  for (const each of inside.sort((a, b) => (a.name < b.name ? -1 : 1))) found.push(...await within(each));
  return found;
}
const read = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> => new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
