/** How many pixels a picture claims, from its headers alone: read before anything is decoded, since a small file may claim any number. */
import { ascii, starts, view } from './strip/window.js';

/** Pixels that are decoded at most: 256 MiB of memory. */
export const mostPixels = 67_108_864;

export interface ImageSize { width: number; height: number }
type Data = ReturnType<typeof view>;

/** Of the first bytes of a picture; null where they do not say. */
export function imageSize(head: Uint8Array): ImageSize | null {
  const data = view(head);
  if (starts(head, '\u0089PNG')) return head.length >= 24 ? { width: data.getUint32(16), height: data.getUint32(20) } : null;
  if (starts(head, 'GIF8')) return head.length >= 10 ? { width: data.getUint16(6, true), height: data.getUint16(8, true) } : null;
  if (starts(head, 'RIFF') && starts(head, 'WEBP', 8)) return head.length >= 30 ? webpSize(head, data) : null;
  return starts(head, '\u00ff\u00d8') ? jpegSize(data) : null;
}

export const isBounded = (size: ImageSize | null): size is ImageSize => size !== null && size.width > 0 && size.height > 0 && size.width * size.height <= mostPixels;

function webpSize(head: Uint8Array, data: Data): ImageSize | null {
  const triple = (at: number): number => data.getUint16(at, true) | (data.getUint8(at + 2) << 16);
  switch (ascii(head.subarray(12, 16))) {
    case 'VP8X': return { width: triple(24) + 1, height: triple(27) + 1 };
    case 'VP8L': {
      const bits = data.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ': return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff };
    default: return null;
  }
}

/** The frame header, behind however many segments. */
function jpegSize(data: Data): ImageSize | null {
  for (let at = 2; at + 9 <= data.byteLength;) {
    if (data.getUint8(at) !== 0xff) return null;
    const code = data.getUint8(at + 1);
    if (code === 0xff) { at += 1; continue; }
    if (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc) return { width: data.getUint16(at + 7), height: data.getUint16(at + 5) };
    if (code === 0xda || code === 0xd9) return null;
    at += 2 + data.getUint16(at + 2);
  }
  return null;
}
