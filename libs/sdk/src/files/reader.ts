/** Reads parts of files for previews: fetches and opens only the chunks asked for, and keeps the last few. */
import { fileChunkBytes, type FileContent } from '@comity/e2ee';
import type { FileId } from '@comity/contracts';
import type { StoredFile } from './stored-file.js';

const filesKept = 16;
const chunksKept = 12;
/** Chunks of one request. */
const together = 8;
export const mostRead = 16 * fileChunkBytes;

export class FileReader {
  private readonly files = new Map<FileId, StoredFile>();
  private readonly chunks = new Map<string, Uint8Array>();

  constructor(private readonly stored: (file: FileContent) => StoredFile) {}

  /** The bytes `from` to before `to`, cut to the file. */
  async read(file: FileContent, from: number, to: number): Promise<Uint8Array> {
    const end = Math.min(to, file.size);
    const bytes = new Uint8Array(Math.max(0, end - from));
    const last = Math.ceil(end / fileChunkBytes);
    for (let chunk = Math.floor(from / fileChunkBytes); chunk < last;) {
      const plain = this.chunks.get(this.name(file, chunk)) ?? await this.fetch(file, chunk, last);
      const at = chunk * fileChunkBytes;
      const [start, stop] = [Math.max(from, at), Math.min(end, at + plain.length)];
      bytes.set(plain.subarray(start - at, stop - at), start - from);
      chunk += 1;
    }
    return bytes;
  }

  /** Drops what is held of files. */
  forget(files: ReadonlySet<FileId>): void {
    for (const file of files) this.files.delete(file);
    for (const name of this.chunks.keys()) if (files.has(name.slice(0, name.indexOf(' ')) as FileId)) this.chunks.delete(name);
  }

  private async fetch(file: FileContent, chunk: number, last: number): Promise<Uint8Array> {
    let to = chunk + 1;
    while (to < last && to < chunk + together && !this.chunks.has(this.name(file, to))) to += 1;
    const plain = await this.of(file).chunks(chunk, to, new AbortController().signal);
    plain.forEach((bytes, i) => { keep(this.chunks, this.name(file, chunk + i), bytes, chunksKept); });
    return plain[0] ?? new Uint8Array();
  }

  private of(file: FileContent): StoredFile {
    const known = this.files.get(file.id);
    // Another message may name the same blob by another key or hash.
    const made = known !== undefined && known.file.key === file.key && known.file.hash === file.hash ? known : this.stored(file);
    keep(this.files, file.id, made, filesKept);
    return made;
  }

  private name(file: FileContent, chunk: number): string { return `${file.id} ${file.hash} ${chunk}`; }
}

/** The longest unused goes first. */
function keep<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
