/** Downloads that a program ends at their very end. */
import { describe, expect, it } from '@jest/globals';
import { fileChunkBytes } from '@comity/e2ee';
import type { FileSink } from '../api.js';
import { FileDownload } from './download.js';
import type { DownloadRecord } from './record.js';
import type { StoredFile } from './stored-file.js';

/** A file of three chunks, each of which is full of its number. */
const size = 3 * fileChunkBytes;
const whole = new Uint8Array(size).map((_, i) => 1 + Math.floor(i / fileChunkBytes));
const stored = { sizes: { chunks: 3 }, chunks: (from: number, to: number) => Promise.resolve(Array.from({ length: to - from }, (_, i) => whole.subarray((from + i) * fileChunkBytes, (from + i + 1) * fileChunkBytes))) } as unknown as StoredFile;
const begun = { direction: 'down', id: 't', space: 's', state: 'open', failure: null, since: 0, file: { id: 'f', name: 'evidence', type: 'application/zip', size }, to: null, chunk: 0 } as unknown as DownloadRecord;

const isWhole = (bytes: Uint8Array | undefined): boolean => bytes !== undefined && Buffer.compare(bytes, whole) === 0;

/** A disk, and what was stored of the download. */
class Disk {
  part = new Uint8Array();
  target: Uint8Array | undefined;
  record = begun;
  sink = (flushed: () => void = () => undefined): FileSink => ({
    held: this.part.length,
    write: (at, bytes) => {
      const grown = new Uint8Array(Math.max(this.part.length, at + bytes.length));
      grown.set(this.part);
      grown.set(bytes, at);
      this.part = grown;
      return Promise.resolve();
    },
    flush: () => { flushed(); return Promise.resolve(); },
    finish: () => {
      const full = new Uint8Array(size);
      full.set(this.part);
      [this.target, this.part] = [full, new Uint8Array()];
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
  /** One run, to its end. `keeps`: whether what it stores is written down. */
  async run(keeps: () => boolean, flushed: (download: FileDownload) => void = () => undefined): Promise<void> {
    const ended = Promise.withResolvers<void>();
    const download: FileDownload = new FileDownload(this.record, { keep: (record) => { if (keeps()) this.record = record; return Promise.resolve(); }, moved: () => undefined, ready: () => { ended.resolve(); } }, { stored, sink: () => Promise.resolve(this.sink(() => { flushed(download); })) });
    download.start();
    await ended.promise;
  }
}

describe('a download', () => {
  it('that is stopped with the last chunk finishes nothing, and goes on to the whole file', async () => {
    const disk = new Disk();
    let stopped = false;
    await disk.run(() => !stopped, (download) => {
      if (disk.part.length < size) return;
      stopped = true;
      download.interrupt();
    });
    expect([disk.target === undefined, disk.record.state]).toEqual([true, 'open']);
    await disk.run(() => true);
    expect([isWhole(disk.target), disk.record.state]).toEqual([true, 'done']);
  });

  it('that lay where it belongs before that was written down is fetched anew, not replaced by nothing', async () => {
    const disk = new Disk();
    await disk.run(() => disk.target === undefined);
    expect([disk.record.chunk, disk.record.state, isWhole(disk.target)]).toEqual([3, 'open', true]);
    await disk.run(() => true);
    expect([isWhole(disk.target), disk.record.state]).toEqual([true, 'done']);
  });
});
