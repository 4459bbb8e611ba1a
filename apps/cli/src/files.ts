/**
 * Files of the command line: sources are paths, which are opened again after a restart; downloads go to a path, beside
 * which they grow under a name of their own until they are whole.
 */
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { FileInput, FilePlatform, FileSink, FileSource, Store } from '@comity/sdk';

export class NodeFiles implements FilePlatform {
  /** `notes` remembers which path belongs to which transfer. */
  constructor(private readonly notes: Store) {}

  async open(id: string, file: FileInput): Promise<FileSource> {
    if (!('path' in file)) throw new TypeError('a file of the command line is a path');
    const source = await sourceAt(file.path);
    await this.note(id, path.resolve(file.path));
    return source;
  }

  async reopen(id: string): Promise<FileSource | undefined> {
    const known = await this.notes.get(nameOf(id));
    return known === undefined ? undefined : sourceAt(Buffer.from(known).toString('utf8')).catch(() => undefined);
  }

  async sink(id: string, file: { name: string; size: number }, to: string | undefined): Promise<FileSink> {
    const target = path.resolve(to ?? file.name), growing = `${target}.${id.slice(0, 8)}.part`;
    await this.note(id, growing);
    const handle = await open(growing, 'a', 0o600).then(async (made) => { await made.close(); return open(growing, 'r+'); });
    return new PathSink(handle, growing, target, file.size, (await handle.stat()).size);
  }

  async downloaded(): Promise<undefined> { return undefined; }

  async forget(id: string): Promise<void> {
    const known = await this.notes.get(nameOf(id));
    if (known === undefined) return;
    const at = Buffer.from(known).toString('utf8');
    // Of a source nothing but the note is ours.
    if (at.endsWith('.part')) await rm(at, { force: true });
    await this.notes.write({ put: [], delete: [nameOf(id)] });
  }

  private async note(id: string, at: string): Promise<void> { await this.notes.write({ put: [[nameOf(id), Buffer.from(at, 'utf8')]], delete: [] }); }
}

const nameOf = (id: string): string => `paths/${id}`;

async function sourceAt(at: string): Promise<FileSource> {
  const { size, mtimeMs } = await stat(at);
  return {
    name: path.basename(at), type: typeOf(at), size,
    read: async (from, to) => {
      const file = await open(at, 'r');
      try {
        const found = await file.stat();
        if (found.size !== size || found.mtimeMs !== mtimeMs) return new Uint8Array();
        const bytes = new Uint8Array(to - from);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
        return bytes.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

class PathSink implements FileSink {
  constructor(private readonly file: FileHandle, private readonly growing: string, private readonly target: string, private readonly size: number, readonly held: number) {}

  async write(at: number, bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) done += (await this.file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
  flush(): Promise<void> { return this.file.datasync(); }
  async finish(): Promise<void> {
    await this.file.truncate(this.size);
    await this.file.sync();
    await rename(this.growing, this.target);
  }
  close(): Promise<void> { return this.file.close(); }
}

const types: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf', '.txt': 'text/plain', '.csv': 'text/csv', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.webp': 'image/webp', '.mp3': 'audio/mpeg', '.wav': 'audio/wav', '.mp4': 'video/mp4', '.zip': 'application/zip',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '.odt': 'application/vnd.oasis.opendocument.text',
};
const typeOf = (at: string): string => types[path.extname(at).toLowerCase()] ?? 'application/octet-stream';
