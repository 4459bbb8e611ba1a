/** The one word of EXIF that changes what is seen: how a picture is turned. TIFF 6.0; EXIF 2.32, tag 0x0112. */
import { view } from './window.js';

const tag = 0x0112;
/** Not turned. */
export const upright = 1;

/** Of a TIFF block as it stands in EXIF; what cannot be read is upright. */
export function orientationIn(tiff: Uint8Array): number {
  if (tiff.length < 14) return upright;
  const data = view(tiff);
  const order = data.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return upright;
  const little = order === 0x4949;
  const directory = data.getUint32(4, little);
  if (data.getUint16(2, little) !== 42 || directory + 2 > tiff.length) return upright;
  const count = data.getUint16(directory, little);
  for (let i = 0; i < count; i += 1) {
    const at = directory + 2 + i * 12;
    if (at + 12 > tiff.length) return upright;
    if (data.getUint16(at, little) !== tag) continue;
    const value = data.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : upright;
  }
  return upright;
}

/** A TIFF block that says nothing else. */
export function tiffOf(orientation: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, tag >> 8, tag & 0xff, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);
}
