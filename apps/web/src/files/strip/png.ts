/**
 * PNG without its texts, times, EXIF, makers' chunks and whatever follows its end (W3C PNG, third edition): only chunks
 * that decide what is seen stay. Pixels are copied as they are.
 */
import { crc32 } from './crc.js';
import { orientationIn, tiffOf, upright } from './orientation.js';
import { ascii, Malformed, view, Window } from './window.js';

const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI', 'sBIT', 'bKGD', 'hIST', 'pHYs', 'acTL', 'fcTL', 'fdAT']);
const mostExif = 1_048_576;

export async function withoutPngDetails(blob: Blob): Promise<BlobPart[]> {
  const look = new Window(blob);
  const parts: BlobPart[] = [blob.slice(0, 8)];
  let orientation = upright;
  for (let at = 8; ;) {
    const head = await look.take(at, 8);
    const length = view(head).getUint32(0);
    const type = ascii(head.subarray(4));
    const end = at + 12 + length;
    if (end > look.size) throw new Malformed('chunk');
    if (type === 'eXIf' && length <= mostExif) orientation = orientationIn(await look.take(at + 8, length));
    if (kept.has(type)) parts.push(blob.slice(at, end));
    if (type === 'IEND') break;
    at = end;
  }
  // After IHDR, which comes first.
  if (orientation !== upright) parts.splice(2, 0, exifChunk(orientation));
  return parts;
}

function exifChunk(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = tiffOf(orientation);
  const chunk = new Uint8Array(12 + tiff.length);
  view(chunk).setUint32(0, tiff.length);
  chunk.set(new TextEncoder().encode('eXIf'), 4);
  chunk.set(tiff, 8);
  view(chunk).setUint32(8 + tiff.length, crc32(chunk.subarray(4, 8 + tiff.length)));
  return chunk;
}
