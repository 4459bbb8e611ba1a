/**
 * Files in the browser. Sources are the `File`s and handles that windows hand over; a handle is remembered, so that an
 * upload goes on after a reload as long as the browser still lets it be read. Downloads grow in the origin's private file
 * system, one small file for each piece that was flushed, and become one `Blob` over all of them: nothing is ever copied,
 * nothing is ever whole in memory. Writing by streams works in shared workers, too, where synchronous access does not.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { FileInput, FilePlatform, FileSink, FileSource } from '@comity/sdk';

interface Schema extends DBSchema { handles: { key: string; value: FileSystemFileHandle } }
/** Handles can ask what they may; the DOM library does not know it yet. */
type Askable = FileSystemFileHandle & { queryPermission?: (options: { mode: 'read' }) => Promise<PermissionState> };

export function openFiles(root: () => Promise<FileSystemDirectoryHandle> = () => navigator.storage.getDirectory(), name = 'comity-files'): FilePlatform {
  const sources = new Map<string, FileSource>();
  let database: Promise<IDBPDatabase<Schema>> | undefined;
  const handles = () => database ??= openDB<Schema>(name, 1, { upgrade: (fresh) => { fresh.createObjectStore('handles'); } });
  const downloads = async (): Promise<FileSystemDirectoryHandle> => (await root()).getDirectoryHandle('downloads', { create: true });

  return {
    async open(id, input) {
      const source = await sourceOf(input);
      sources.set(id, source);
      if (isHandle(input)) await (await handles()).put('handles', input, id);
      return source;
    },
    async reopen(id) {
      const known = sources.get(id);
      if (known !== undefined) return known;
      const handle: Askable | undefined = await (await handles()).get('handles', id);
      if (handle === undefined || (await handle.queryPermission?.({ mode: 'read' }) ?? 'granted') !== 'granted') return undefined;
      return handle.getFile().then(sourceOf, () => undefined);
    },
    async sink(id, file) { return new PieceSink(await (await downloads()).getDirectoryHandle(id, { create: true }), file.size); },
    async downloaded(id, { name: as, type }) {
      const folder = await (await downloads()).getDirectoryHandle(id).catch(() => undefined);
      return folder === undefined ? undefined : new File(await pieces(folder), as, { type });
    },
    async forget(id) {
      sources.delete(id);
      await (await handles()).delete('handles', id);
      await (await downloads()).removeEntry(id, { recursive: true }).catch((error: unknown) => { if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error; });
    },
  };
}

const isHandle = (input: FileInput): input is FileSystemFileHandle => 'getFile' in input;

async function sourceOf(input: FileInput): Promise<FileSource> {
  if ('read' in input) return input;
  if ('path' in input) throw new TypeError('a browser opens no paths');
  const blob = isHandle(input) ? await input.getFile() : input;
  return { name: blob instanceof File ? blob.name : 'file', type: blob.type, size: blob.size, read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()) };
}

/** Names of pieces order as their places do. */
const nameOf = (at: number): string => String(at).padStart(14, '0');

async function pieces(folder: FileSystemDirectoryHandle): Promise<File[]> {
  const found: [string, File][] = [];
  for await (const [name, handle] of (folder as unknown as { entries(): AsyncIterable<[string, FileSystemHandle]> }).entries()) {
    if (handle.kind === 'file') found.push([name, await (handle as FileSystemFileHandle).getFile()]);
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
}

class PieceSink implements FileSink {
  private piece: FileSystemWritableFileStream | undefined;

  constructor(private readonly folder: FileSystemDirectoryHandle, private readonly size: number) {}

  async write(at: number, bytes: Uint8Array): Promise<void> {
    // What an earlier run wrote here and did not remember is written anew.
    this.piece ??= await (await this.folder.getFileHandle(nameOf(at), { create: true })).createWritable();
    await this.piece.write(bytes as Uint8Array<ArrayBuffer>);
  }

  /** Closing is what puts a piece in its place. */
  async flush(): Promise<void> {
    const { piece } = this;
    this.piece = undefined;
    await piece?.close();
  }

  async finish(): Promise<void> {
    const length = (await pieces(this.folder)).reduce((sum, { size }) => sum + size, 0);
    if (length !== this.size) throw new Error('the pieces of a download do not add up');
  }

  async close(): Promise<void> {
    await this.piece?.abort().catch(() => undefined);
    this.piece = undefined;
  }
}
