import { beforeEach, describe, expect, it } from '@jest/globals';
import { openFiles } from './files.js';

/** A private file system in memory, as far as downloads use it: what is written shows when the stream is closed. */
class Folder {
  readonly kind = 'directory';
  readonly entriesByName = new Map<string, Folder | MemoryFile>();
  async getDirectoryHandle(name: string, { create = false } = {}): Promise<Folder> {
    const found = this.entriesByName.get(name);
    if (found instanceof Folder) return found;
    if (!create) throw new DOMException('none', 'NotFoundError');
    const made = new Folder();
    this.entriesByName.set(name, made);
    return made;
  }
  async getFileHandle(name: string): Promise<MemoryFile> {
    const found = this.entriesByName.get(name) ?? new MemoryFile();
    this.entriesByName.set(name, found);
    return found as MemoryFile;
  }
  async removeEntry(name: string): Promise<void> { if (!this.entriesByName.delete(name)) throw new DOMException('none', 'NotFoundError'); }
  async *entries(): AsyncGenerator<[string, Folder | MemoryFile]> { yield* this.entriesByName; }
}
class MemoryFile {
  readonly kind = 'file';
  private content = new Uint8Array();
  async getFile(): Promise<File> { return new File([this.content], ''); }
  async createWritable() {
    let written: number[] = [];
    return { write: async (bytes: Uint8Array) => { written.push(...bytes); }, close: async () => { this.content = Uint8Array.from(written); }, abort: async () => { written = []; } };
  }
}

describe('downloads in the private file system', () => {
  let root: Folder;
  const files = () => openFiles(async () => root as unknown as FileSystemDirectoryHandle);
  beforeEach(() => { root = new Folder(); });
  const bytes = (from: number, length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => from + i);

  it('grow piece by piece and become one file', async () => {
    const sink = await files().sink('t', { name: 'a', type: 'b', size: 9 }, undefined);
    await sink.write(0, bytes(0, 2));
    await sink.write(2, bytes(2, 2));
    await sink.flush();
    await sink.write(4, bytes(4, 5));
    await sink.flush();
    await sink.finish();
    await sink.close();
    const made = await files().downloaded('t', { name: 'annex.pdf', type: 'application/pdf' });
    expect([(made as File).name, made?.type, made?.size]).toEqual(['annex.pdf', 'application/pdf', 9]);
    expect(new Uint8Array(await made!.arrayBuffer())).toEqual(bytes(0, 9));
  });

  it('go on where the last flush left them, whatever was begun after it', async () => {
    const first = await files().sink('t', { name: '', type: '', size: 6 }, undefined);
    await first.write(0, bytes(0, 3));
    await first.flush();
    await first.write(3, Uint8Array.of(99, 99));
    await first.close();
    const second = await files().sink('t', { name: '', type: '', size: 6 }, undefined);
    await expect(second.finish()).rejects.toThrow('do not add up');
    await second.write(3, bytes(3, 3));
    await second.flush();
    await second.finish();
    expect(new Uint8Array(await (await files().downloaded('t', { name: '', type: '' }))!.arrayBuffer())).toEqual(bytes(0, 6));
  });
});
