/**
 * An upload: chunks are read, padded, sealed and sent a few at a time, so that no more than those is ever in memory. What
 * the service holds is asked of the service; the hashes of what was sent are kept here, for the index that ends the file.
 */
import { problem, type FileId, type Upload } from '@comity/contracts';
import { chunkHash, chunkLength, concat, encodeFile, equal, fileChunkBytes, fileHash, fileSizes, fromBase64Url, sealChunk, sealedChunkBytes, sealIndex, toBase64Url, wipe, type FileContent, type FileSizes } from '@comity/e2ee';
import type { FileSource, FileView, TransferView } from '../api.js';
import { fileFailure, isProblem, refused } from '../failure.js';
import { Batch } from '../store/batch.js';
import type { FileLine } from '../transport/file-line.js';
import type { Rest } from '../transport/rest.js';
import type { SealedStore } from '../store/sealed.js';
import { keys, type UploadRecord } from './record.js';
import { Transfer, type Keeper } from './transfer.js';
import { viewPreview } from './views.js';

/** Chunks of one request at most; the index may come along. */
const most = 7;
/** A request should take about this long: longer ones lose more with the line, shorter ones wait more for it. */
const shortest = 2_000;
const longest = 8_000;

export interface UploadGround { rest: Rest; line: FileLine; store: SealedStore; source(id: FileId): Promise<FileSource | undefined> }

export class FileUpload extends Transfer<UploadRecord> {
  private readonly sizes: FileSizes;

  constructor(record: UploadRecord, keeper: Keeper<UploadRecord>, private readonly ground: UploadGround) {
    super(record, keeper);
    this.sizes = fileSizes(record.size);
    if (record.state === 'done') this.done = record.size;
  }

  get size(): number { return this.record.size; }

  /** What the message says of the file, once all of it is stored. */
  get content(): FileContent | undefined {
    const { id, name, type, size, key, hash, preview } = this.record;
    if (hash === null) return undefined;
    return encodeFile({ id, name, type, size, key: fromBase64Url(key), hash: fromBase64Url(hash), preview: preview === null ? null : { ...preview, bytes: fromBase64Url(preview.bytes) } });
  }

  transferView(): Omit<TransferView, 'taken'> {
    const { id, space, name, type, size, purpose } = this.record;
    return { id, file: id, space, direction: 'up', name, type, size, purpose, ...this.look() };
  }

  fileView(): FileView {
    const { id, name, type, size, preview } = this.record;
    return { id, name, type, size, preview: viewPreview(preview), available: 'yes' };
  }

  /** The service lost or dropped what was sent: all of it is sent again. */
  async again(): Promise<void> {
    this.done = 0;
    this.record = { ...this.record, hash: null };
    await this.resume();
  }

  protected async attempt(signal: AbortSignal): Promise<void> {
    const { rest, line } = this.ground;
    const { id, space } = this.record;
    let told = await rest.call('createUpload', { body: { id, space, size: this.sizes.blob } });
    const source = told.complete ? undefined : await this.openSource();
    const leaves = await this.leavesUpTo(this.chunkAt(told), source);
    let count = 1;
    while (!told.complete && told.offset < this.sizes.blob) {
      signal.throwIfAborted();
      const chunk = this.chunkAt(told);
      this.progress(Math.min(this.record.size, chunk * fileChunkBytes));
      const bytes = await this.sealed(source, chunk, Math.max(count, Math.ceil(told.least / sealedChunkBytes)), leaves);
      const began = performance.now();
      try {
        told = await line.append(id, told.offset, bytes, signal);
      } catch (error) {
        if (!isProblem(error, 'stale-version')) throw error;
        // An earlier piece had arrived after all; of the chunks in it, only the store knows.
        told = await rest.call('upload', { params: { id } });
        await this.leavesUpTo(this.chunkAt(told), source, leaves);
      }
      const took = performance.now() - began;
      count = took < shortest ? Math.min(most, count * 2) : took > longest ? Math.max(1, Math.floor(count / 2)) : count;
    }
    // The last byte is stored; the service may still have to put them together.
    if (!told.complete) told = await rest.call('upload', { params: { id } });
    if (!told.complete) throw refused(problem('unavailable'));
    await this.complete(leaves, source);
  }

  private async complete(leaves: Map<number, Uint8Array>, source: FileSource | undefined): Promise<void> {
    const { chunks } = this.sizes;
    if (leaves.size < chunks) await this.leavesUpTo(chunks, source ?? await this.openSource(), leaves);
    const hash = fileHash(this.record.size, concat(...Array.from({ length: chunks }, (_, chunk) => leaves.get(chunk) ?? new Uint8Array())));
    this.record = { ...this.record, hash: toBase64Url(hash) };
    this.progress(this.record.size);
  }

  private async openSource(): Promise<FileSource> {
    const source = await this.ground.source(this.record.id);
    if (source === undefined) throw fileFailure('source-needed');
    if (source.size !== this.record.size) throw fileFailure('source-changed');
    return source;
  }

  /** Where the service stands, in chunks. Pieces are whole chunks, and the last one brings the index along. */
  private chunkAt({ offset, size }: Upload): number {
    if (size !== this.sizes.blob || offset < 0 || offset > this.sizes.blob) throw fileFailure('tampered');
    if (offset === this.sizes.blob) return this.sizes.chunks;
    if (offset % sealedChunkBytes !== 0 || offset / sealedChunkBytes >= this.sizes.chunks) throw fileFailure('tampered');
    return offset / sealedChunkBytes;
  }

  /** The hashes of the chunks before `chunk`: as they were kept, or from the source. The last one shows whether the source is still the same. */
  private async leavesUpTo(chunk: number, source: FileSource | undefined, leaves = new Map<number, Uint8Array>()): Promise<Map<number, Uint8Array>> {
    const { store } = this.ground;
    const { id } = this.record;
    const prefix = keys.leaves(id);
    for (const [key, value] of await store.list(prefix)) leaves.set(Number(key.slice(prefix.length)), value);
    for (const kept of leaves.keys()) if (kept >= chunk) leaves.delete(kept);
    if (source === undefined) return leaves;
    for (let i = 0; i < chunk; i += 1) {
      if (leaves.has(i) && i !== chunk - 1) continue;
      const leaf = chunkHash(await this.plain(source, i));
      const kept = leaves.get(i);
      if (kept !== undefined && !equal(kept, leaf)) throw fileFailure('source-changed', i);
      leaves.set(i, leaf);
    }
    return leaves;
  }

  /** `count` chunks from `chunk` on, sealed; with the last of them, the index. */
  private async sealed(source: FileSource | undefined, chunk: number, count: number, leaves: Map<number, Uint8Array>): Promise<Uint8Array> {
    if (source === undefined) throw fileFailure('source-needed');
    const { id, size } = this.record;
    const key = fromBase64Url(this.record.key);
    const end = Math.min(this.sizes.chunks, chunk + Math.min(most, count));
    const pieces: Uint8Array[] = [];
    const batch = new Batch();
    for (let i = chunk; i < end; i += 1) {
      const plain = await this.plain(source, i);
      const leaf = chunkHash(plain);
      leaves.set(i, leaf);
      batch.put(keys.leaf(id, i), leaf);
      pieces.push(sealChunk(key, { file: id, size, chunk: i, kind: 'content' }, plain));
    }
    // Kept before they are sent: after a restart it cannot be asked what was.
    await batch.writeTo(this.ground.store);
    if (end === this.sizes.chunks) pieces.push(sealIndex({ file: id, size, key }, concat(...Array.from({ length: end }, (_, i) => leaves.get(i) ?? new Uint8Array()))));
    wipe(key);
    return concat(...pieces);
  }

  private async plain(source: FileSource, chunk: number): Promise<Uint8Array> {
    const from = chunk * fileChunkBytes;
    const length = chunkLength(this.sizes, chunk);
    const to = Math.min(this.record.size, from + length);
    const bytes = from < to ? await source.read(from, to).catch(() => { throw fileFailure('source-needed', chunk); }) : new Uint8Array();
    if (bytes.length !== Math.max(0, to - from)) throw fileFailure('source-changed', chunk);
    if (bytes.length === length) return bytes;
    const padded = new Uint8Array(length);
    padded.set(bytes);
    return padded;
  }
}
