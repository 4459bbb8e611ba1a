/** WebP without EXIF, XMP and unknown chunks (RFC 9649): chunks of the picture are copied as they are. */
import { orientationIn, tiffOf, upright } from './orientation.js';
import { ascii, Malformed, part, starts, view, Window } from './window.js';

const kept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const flags = { exif: 0x08, xmp: 0x04 };
const mostExif = 1_048_576;

export async function withoutWebpDetails(blob: Blob): Promise<BlobPart[]> {
  const look = new Window(blob);
  const end = 8 + view(await look.take(4, 4)).getUint32(0, true);
  if (end > look.size) throw new Malformed('length');
  const parts: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  let orientation = upright;
  for (let at = 12; at + 8 <= end;) {
    const head = await look.take(at, 8);
    const type = ascii(head.subarray(0, 4));
    const length = view(head).getUint32(4, true);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > end) throw new Malformed('chunk');
    if (type === 'EXIF' && length <= mostExif) orientation = exifOrientation(await look.take(at + 8, length));
    if (type === 'VP8X') parts.push(part(await look.take(at, Math.min(next, end) - at)));
    else if (kept.has(type)) parts.push(blob.slice(at, Math.min(next, end)));
    at = next;
  }
  const [extended] = parts;
  if (extended instanceof Uint8Array) extended[8] = ((extended[8] ?? 0) & ~(flags.exif | flags.xmp)) | (orientation === upright ? 0 : flags.exif);
  if (orientation !== upright && extended instanceof Uint8Array) parts.push(exifChunk(orientation));
  const size = parts.reduce((sum, each) => sum + (each instanceof Blob ? each.size : each.length), 4);
  const head = Uint8Array.from([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]);
  view(head).setUint32(4, size, true);
  return [head, ...parts];
}

/** Some writers put JPEG's prefix before the TIFF block. */
const exifOrientation = (body: Uint8Array): number => orientationIn(starts(body, 'Exif\0\0') ? body.subarray(6) : body);

function exifChunk(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = tiffOf(orientation);
  const chunk = new Uint8Array(8 + tiff.length + (tiff.length % 2));
  chunk.set(new TextEncoder().encode('EXIF'));
  view(chunk).setUint32(4, tiff.length, true);
  chunk.set(tiff, 8);
  return chunk;
}
