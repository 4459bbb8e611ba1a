/**
 * Blobs on the service's own disk. A piece arrives in a file of its own, is checked, and only then copied to its place in
 * the upload and flushed; a finished upload is renamed into its place. So a crash at any moment leaves at most pieces that
 * nobody refers to, and bytes behind the offset that the database knows, which the next piece overwrites.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fileWire, type FileId } from '@comity/contracts';
import { BlobStore, StoreFull, WrongBytes, type Piece, type Receiving } from './blob-store.js';

const full: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '');
const copyBytes = 1_048_576;

export class DiskStore extends BlobStore {
  readonly least = fileWire.chunk;

  constructor(private readonly folder: string) { super(); }

  async prepare(): Promise<void> {
    for (const folder of [this.incoming, this.pieces]) await mkdir(folder, { recursive: true, mode: 0o700 });
    // Whether files can be written, flushed and renamed here shows now, not with the first upload.
    const probe = path.join(this.pieces, randomUUID());
    await withFile(probe, 'wx', (file) => file.datasync());
    await rename(probe, `${probe}.renamed`);
    await unlink(`${probe}.renamed`);
  }

  async begin(): Promise<string> { return ''; }

  async receive(_upload: Receiving, part: number, body: AsyncIterable<Buffer>, length: number, sha256: Buffer): Promise<Piece> {
    const place = path.join(this.pieces, randomUUID());
    try {
      await orFull(() => withFile(place, 'wx', async (file) => {
        const hash = createHash('sha256');
        let written = 0;
        for await (const bytes of body) {
          if (written + bytes.length > length) throw new WrongBytes('length');
          hash.update(bytes);
          await writeAll(file, bytes, written);
          written += bytes.length;
        }
        if (written !== length) throw new WrongBytes('length');
        if (!hash.digest().equals(sha256)) throw new WrongBytes('digest');
      }));
    } catch (error) {
      await rm(place, { force: true });
      throw error;
    }
    return { part, length, tag: '', place };
  }

  async join({ id }: Receiving, { place, length }: Piece, offset: number): Promise<void> {
    await orFull(() => withFile(this.incomingOf(id), offset === 0 ? 'w+' : 'r+', async (file) => {
      try {
        await copy(place, file, offset);
        await file.truncate(offset + length);
        await file.datasync();
      } catch (error) {
        await file.truncate(offset).catch(() => undefined);
        throw error;
      }
    }));
    await unlink(place);
  }

  async discard(_upload: Receiving, { place }: Piece): Promise<void> { await rm(place, { force: true }); }

  async finish({ id }: Receiving, _parts: readonly unknown[], size: number): Promise<void> {
    const [from, to] = [this.incomingOf(id), this.blobOf(id)];
    if (await sizeOf(to) === size) return;
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    await withFile(from, 'r', async (file) => { await file.sync(); });
    await rename(from, to);
    for (const folder of [path.dirname(to), this.folder]) await withFile(folder, 'r', (directory) => directory.sync());
  }

  async read(id: FileId, from: number, to: number, signal: AbortSignal): Promise<Readable> {
    const file = await open(this.blobOf(id), 'r');
    return createReadStream('', { fd: file, start: from, end: to, highWaterMark: 262_144, signal });
  }

  async remove({ id }: Receiving): Promise<void> {
    await rm(this.blobOf(id), { force: true });
    await rm(this.incomingOf(id), { force: true });
  }

  async tidy(before: Date): Promise<void> {
    for (const name of await readdir(this.pieces)) {
      const place = path.join(this.pieces, name);
      const found = await stat(place).catch(() => undefined);
      if (found !== undefined && found.mtime < before) await rm(place, { force: true });
    }
  }

  // Ids are lower-case UUIDs by contract: no name leads out of the folder.
  private get pieces(): string { return path.join(this.folder, 'pieces'); }
  private get incoming(): string { return path.join(this.folder, 'incoming'); }
  private incomingOf(id: FileId): string { return path.join(this.incoming, id); }
  private blobOf(id: FileId): string { return path.join(this.folder, id.slice(0, 2), id); }
}

async function withFile<T>(name: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(name, flags, 0o600);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

async function copy(from: string, to: FileHandle, offset: number): Promise<void> {
  const buffer = Buffer.allocUnsafe(copyBytes);
  await withFile(from, 'r', async (source) => {
    for (let at = 0; ;) {
      const { bytesRead } = await source.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return;
      await writeAll(to, buffer.subarray(0, bytesRead), offset + at);
      at += bytesRead;
    }
  });
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

async function orFull<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw full.has(codeOf(error)) ? new StoreFull('The disk has no room', { cause: error }) : error;
  }
}

const sizeOf = async (name: string): Promise<number | undefined> => (await stat(name).catch((error: unknown) => { if (codeOf(error) === 'ENOENT') return undefined; throw error; }))?.size;
