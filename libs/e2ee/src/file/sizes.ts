/**
 * How large a file is where: its content, padded to a Padmé size, cut into chunks of 1 MiB, each sealed on its own, and
 * behind them the sealed index of their hashes. Every size follows from the content's, so a blob of any other length was
 * cut or grown.
 */
import { padmeSize } from '../padding.js';

/** Plain bytes of every chunk but the last. */
export const fileChunkBytes = 1_048_576;
/** Header of 24 bytes, encrypted tag, and Poly1305. */
export const chunkOverhead = 41;
export const sealedChunkBytes = fileChunkBytes + chunkOverhead;
export const leafBytes = 32;
/** So that the index fits into one chunk. */
export const largestFile = (fileChunkBytes / leafBytes) * fileChunkBytes;

export interface FileSizes {
  size: number;
  /** The content with its padding. */
  padded: number;
  /** Chunks of content; the index is one more, under this number. */
  chunks: number;
  /** Where the sealed index starts. */
  indexAt: number;
  /** What the service stores. */
  blob: number;
}

/** Throws RangeError for a size no file has. */
export function fileSizes(size: number): FileSizes {
  if (!Number.isSafeInteger(size) || size < 0 || size > largestFile) throw new RangeError('not the size of a file');
  const padded = padmeSize(size);
  const chunks = Math.ceil(padded / fileChunkBytes);
  const indexAt = padded + chunks * chunkOverhead;
  return { size, padded, chunks, indexAt, blob: indexAt + chunks * leafBytes + chunkOverhead };
}

/** Plain bytes of a chunk, padding included. */
export const chunkLength = ({ padded }: FileSizes, chunk: number): number => Math.min(fileChunkBytes, padded - chunk * fileChunkBytes);

/** The largest content whose blob has at most so many bytes. */
export function largestContent(blob: number): number {
  let low = 0;
  let high = Math.min(blob, largestFile);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fileSizes(middle).blob <= blob) low = middle;
    else high = middle - 1;
  }
  return low;
}
