import { describe, expect, it } from '@jest/globals';
import { droppedFiles } from './folder.js';

interface Node { name: string; inside?: Node[]; broken?: true; /** Throws at once. */ shut?: true }
/** As a browser answers it: a folder in parts of two, and nothing of what is broken after its first part. */
function entryOf({ name, inside, broken, shut }: Node, above = ''): FileSystemEntry {
  const fullPath = `${above}/${name}`;
  const common = { name, fullPath, isFile: inside === undefined, isDirectory: inside !== undefined };
  if (inside === undefined) return { ...common, file: (take: (file: File) => void, fail: (error: Error) => void) => { if (broken) fail(new Error('NotReadableError')); else take(new File([name], name)); } } as unknown as FileSystemEntry;
  return { ...common, createReader: () => {
    if (shut) throw new Error('SecurityError');
    let at = 0;
    return { readEntries: (take: (entries: FileSystemEntry[]) => void, fail: (error: Error) => void) => { if (broken && at > 0) fail(new Error('NotFoundError')); else take(inside.slice(at, at += 2).map((each) => entryOf(each, fullPath))); } };
  } } as unknown as FileSystemEntry;
}
const dropped = (...nodes: Node[]) => droppedFiles({ items: [{ kind: 'string', webkitGetAsEntry: () => null }, ...nodes.map((node) => ({ kind: 'file', webkitGetAsEntry: () => { if (node.shut && !node.inside) throw new Error('SecurityError'); return entryOf(node); }, getAsFile: () => new File([], node.name) }))] as unknown as DataTransferItemList });
const told = async (...nodes: Node[]) => { const { chosen, unread } = await dropped(...nodes); return { chosen: chosen.map(({ file, folder }) => [folder, file.name]), unread }; };

describe('what is dropped', () => {
  it('is every file of every folder, in order, however large a folder is', async () => {
    expect(await told({ name: 'seizure', inside: [{ name: 'c.txt' }, { name: 'desk', inside: [{ name: 'photo.jpg' }] }, { name: 'a.txt' }, { name: 'b.txt' }] }, { name: 'note.txt' })).toEqual({
      chosen: [['seizure', 'a.txt'], ['seizure', 'b.txt'], ['seizure', 'c.txt'], ['seizure/desk', 'photo.jpg'], ['', 'note.txt']], unread: [],
    });
  });

  it('comes without what cannot be read, which is named', async () => {
    expect(await told({ name: 'seizure', inside: [{ name: 'b.txt', broken: true }, { name: 'a.txt' }, { name: 'desk', broken: true, inside: [{ name: 'z.txt' }, { name: 'y.txt' }, { name: 'x.txt' }] }] }, { name: 'gone.txt', broken: true }, { name: 'note.txt' })).toEqual({
      chosen: [['seizure', 'a.txt'], ['seizure/desk', 'y.txt'], ['seizure/desk', 'z.txt'], ['', 'note.txt']],
      unread: [{ name: 'b.txt', folder: 'seizure', of: 'file' }, { name: 'desk', folder: 'seizure', of: 'folder' }, { name: 'gone.txt', folder: '', of: 'file' }],
    });
  });

  it('comes without what throws at once as well', async () => {
    expect(await told({ name: 'locked.txt', shut: true }, { name: 'seizure', inside: [{ name: 'desk', shut: true, inside: [] }, { name: 'a.txt' }] }, { name: 'note.txt' })).toEqual({
      chosen: [['seizure', 'a.txt'], ['', 'note.txt']], unread: [{ name: 'locked.txt', folder: '', of: 'file' }, { name: 'desk', folder: 'seizure', of: 'folder' }],
    });
  });
});
