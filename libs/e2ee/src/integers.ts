/** Unsigned 64-bit integers, big endian, held in numbers: what exceeds 2^53 - 1 does not occur and is refused. */
const high = 2 ** 32;

/** Throws RangeError for what is not a safe non-negative integer. */
export function writeU64(view: DataView, offset: number, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not a safe non-negative integer');
  view.setUint32(offset, Math.floor(value / high));
  view.setUint32(offset + 4, value % high);
}

/** Undefined above 2^53 - 1. */
export function readU64(view: DataView, offset: number): number | undefined {
  const value = view.getUint32(offset) * high + view.getUint32(offset + 4);
  return Number.isSafeInteger(value) ? value : undefined;
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
