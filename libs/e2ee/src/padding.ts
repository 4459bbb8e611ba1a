/**
 * Padmé padding (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019,
 * section 4): a length of n bits shows its leading bits alone, at a cost below 12 %. Nothing is shorter than 256 bytes,
 * so that short answers look alike. Layout: length u32 | content | zeros.
 */
import { copyOf } from './bytes.js';

export const shortestPadded = 256;

/** The size to which `length` bytes are padded. */
export function padmeSize(length: number): number {
  const least = Math.max(length, shortestPadded);
  // Files may be longer than 32 bits count.
  const exponent = least < 2 ** 32 ? 31 - Math.clz32(least) : 63 - Math.clz32(Math.floor(least / 2 ** 32));
  const kept = 32 - Math.clz32(exponent);
  const step = 2 ** (exponent - kept);
  return Math.ceil(least / step) * step;
}

export function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(padmeSize(4 + content.length));
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, 4);
  return padded;
}

/** The content, in a copy of its own; undefined unless length, size and zeros are exactly what `pad` makes. */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  if (padded.length < 4) return undefined;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - 4 || padmeSize(4 + length) !== padded.length) return undefined;
  for (let i = 4 + length; i < padded.length; i++) if (padded[i] !== 0) return undefined;
  return copyOf(padded, 4, 4 + length);
}
