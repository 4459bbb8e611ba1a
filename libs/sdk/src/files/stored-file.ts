/**
 * A file as the service holds it: ranges of sealed chunks, opened one by one against the index, which the message's hash
 * holds. Trust: none in what comes; a chunk that is not the sender's is refused with its number.
 */
import { chunkLength, chunkOverhead, fileChunkBytes, fileSizes, fromBase64Url, openContent, openIndex, sealedChunkBytes, wipe, type FileContent, type FileSizes } from '@comity/e2ee';
import { fileFailure, isProblem, offline } from '../failure.js';
import type { FileLine } from '../transport/file-line.js';

/** Tries at one place before what is missing counts as cut off. */
const patience = 3;

export class StoredFile {
  readonly sizes: FileSizes;
  private leaves: Uint8Array | undefined;
  private short = 0;

  constructor(readonly file: FileContent, private readonly line: FileLine, private readonly online: () => boolean) { this.sizes = fileSizes(file.size); }

  /** The plain chunks `from` to before `to`, as far as they came: at least one. */
  async chunks(from: number, to: number, signal: AbortSignal): Promise<Uint8Array[]> {
    const { sizes } = this;
    this.leaves ??= await this.index(signal);
    const end = to === sizes.chunks ? sizes.indexAt : to * sealedChunkBytes;
    const sealed = await this.read(from * sealedChunkBytes, end, from, signal);
    const key = fromBase64Url(this.file.key);
    const plain: Uint8Array[] = [];
    try {
      for (let chunk = from, at = 0; chunk < to; chunk += 1) {
        const length = chunkLength(sizes, chunk) + chunkOverhead;
        if (at + length > sealed.length) break;
        const opened = openContent({ file: this.file.id, size: this.file.size, key }, this.leaves, chunk, sealed.subarray(at, at + length));
        if (opened === undefined) throw fileFailure('tampered', chunk);
        plain.push(this.content(opened, chunk));
        at += length;
      }
    } finally {
      wipe(key);
    }
    if (plain.length === 0) throw this.cutOff(from);
    this.short = 0;
    return plain;
  }

  private async index(signal: AbortSignal): Promise<Uint8Array> {
    const { sizes, file } = this;
    const sealed = await this.read(sizes.indexAt, sizes.blob, sizes.chunks, signal);
    if (sealed.length < sizes.blob - sizes.indexAt) throw this.cutOff(sizes.chunks);
    const key = fromBase64Url(file.key);
    const leaves = openIndex({ file: file.id, size: file.size, key }, fromBase64Url(file.hash), sealed);
    wipe(key);
    if (leaves === undefined) throw fileFailure('tampered', sizes.chunks);
    return leaves;
  }

  /** Without its padding, which must be nothing but zeros. */
  private content(plain: Uint8Array, chunk: number): Uint8Array {
    const left = Math.max(0, this.file.size - chunk * fileChunkBytes);
    if (left >= plain.length) return plain;
    for (let i = left; i < plain.length; i += 1) if (plain[i] !== 0) throw fileFailure('tampered', chunk);
    return plain.subarray(0, left);
  }

  private async read(from: number, to: number, chunk: number, signal: AbortSignal): Promise<Uint8Array> {
    try {
      const { bytes, total } = await this.line.read(this.file.id, from, to, signal);
      if (total !== null && total > this.sizes.blob) throw fileFailure('extended', this.sizes.chunks + 1);
      if (total !== null && total < this.sizes.blob) throw fileFailure('truncated', Math.min(this.sizes.chunks, Math.floor(total / sealedChunkBytes)));
      return bytes;
    } catch (error) {
      if (isProblem(error, 'not-found')) throw fileFailure('expired');
      // The service has no such range: the blob is shorter than the file.
      if (isProblem(error, 'invalid-input')) throw fileFailure('truncated', chunk);
      throw error;
    }
  }

  /** A range that breaks off at one place again and again, over a line that holds, is not there. */
  private cutOff(chunk: number): Error {
    this.short += 1;
    return this.short >= patience && this.online() ? fileFailure('truncated', chunk) : offline();
  }
}
