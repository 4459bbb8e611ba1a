/** Sizes of blobs, as far as the service needs to know how clients cut them (docs/PROTOCOL.md, files). */
import { fileWire } from '@comity/contracts';

const plainChunk = 1_048_576;
const overhead = fileWire.chunk - plainChunk;
const leaf = 32;

/** The blob of the largest file: its chunks, and the index of their hashes. A file of that many bytes is padded at most to the next step of a thirty-second. */
export function largestBlob(content: number): number {
  const exponent = Math.floor(Math.log2(content));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  const padded = Math.ceil(content / step) * step;
  const chunks = Math.ceil(padded / plainChunk);
  return padded + chunks * (overhead + leaf) + overhead;
}

/** Bytes of one append at most. */
export const largestAppend = fileWire.chunk * fileWire.chunksPerAppend;
