/**
 * JPEG without what it tells beside the picture (ITU-T T.81, Annex B): EXIF, XMP, IPTC, comments, makers' segments, embedded
 * thumbnails, and whatever follows the end of the picture. Coded pixels are copied as they are. Colour profile and Adobe's
 * transform stay, since colours hang on them; so does the orientation, alone.
 */
import { orientationIn, tiffOf, upright } from './orientation.js';
import { Malformed, part, starts, Window, view } from './window.js';

const marker = { start: 0xd8, end: 0xd9, scan: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee, app15: 0xef, comment: 0xfe };
const exif = 'Exif\0\0';

export async function withoutJpegDetails(blob: Blob): Promise<BlobPart[]> {
  const look = new Window(blob);
  const kept: BlobPart[] = [];
  let orientation = upright;
  let at = 2;
  for (;;) {
    const [fill, code = 0] = await look.take(at, 2);
    if (fill !== 0xff) throw new Malformed('no marker');
    if (code === 0xff) { at += 1; continue; }
    if (code === marker.end) break;
    const length = view(await look.take(at + 2, 2)).getUint16(0);
    if (length < 2) throw new Malformed('segment');
    const next = at + 2 + length;
    const body = await look.take(at + 4, Math.min(length - 2, 65_533));
    if (code === marker.app1 && starts(body, exif)) orientation = orientationIn(body.subarray(exif.length));
    const stays = keeps(code, body, kept.length === 0);
    if (stays !== null) kept.push(stays === 'whole' ? blob.slice(at, next) : stays);
    at = next;
    if (code === marker.scan) {
      const end = await endOfScan(look, at);
      kept.push(blob.slice(at, end));
      at = end;
      // A picture cut short is still shown by every viewer, as far as it goes.
      if (at >= look.size - 1) break;
    }
  }
  const turned: BlobPart[] = orientation === upright ? [] : [exifSegment(orientation)];
  // JFIF wants to be the first segment.
  const jfif = kept[0] instanceof Uint8Array ? 1 : 0;
  return [Uint8Array.of(0xff, marker.start), ...kept.slice(0, jfif), ...turned, ...kept.slice(jfif), Uint8Array.of(0xff, marker.end)];
}

function keeps(code: number, body: Uint8Array, first: boolean): 'whole' | Uint8Array<ArrayBuffer> | null {
  if (code === marker.comment) return null;
  if (code < marker.app0 || code > marker.app15) return 'whole';
  if (code === marker.app0 && first && starts(body, 'JFIF\0') && body.length >= 14) return jfifSegment(body);
  if (code === marker.app2 && starts(body, 'ICC_PROFILE\0')) return 'whole';
  return code === marker.app14 && starts(body, 'Adobe') && body.length <= 14 ? 'whole' : null;
}

/** JFIF without its thumbnail. */
function jfifSegment(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const segment = Uint8Array.from([0xff, marker.app0, 0, 16, ...part(body.subarray(0, 14))]);
  segment.set([0, 0], 16);
  return segment;
}

function exifSegment(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = tiffOf(orientation);
  return Uint8Array.from([0xff, marker.app1, 0, 2 + exif.length + tiff.length, ...new TextEncoder().encode(exif), ...tiff]);
}

/** Where the marker behind coded pixels stands: neither a stuffed byte nor a restart. */
async function endOfScan(look: Window, from: number): Promise<number> {
  let at = from;
  for (;;) {
    const bytes = await look.stretchFrom(at);
    if (bytes.length < 2) return look.size;
    for (let i = bytes.indexOf(0xff); i !== -1 && i + 1 < bytes.length; i = bytes.indexOf(0xff, i + 1)) {
      const code = bytes[i + 1] ?? 0;
      if (code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at + i;
    }
    at += bytes.length - 1;
  }
}
