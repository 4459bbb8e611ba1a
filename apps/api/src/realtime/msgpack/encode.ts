/**
 * MessagePack for Socket.IO clients. Unlike the stock encoder, which writes the whole memory behind a `Uint8Array`
 * (whatever else lies there), byte strings of every kind go out as `bin` with exactly their own bytes.
 */
let scratch = Buffer.allocUnsafeSlow(65_536);
let at = 0;

/** Encodes strings, finite numbers, booleans, null, undefined, byte strings, arrays and plain objects; throws on anything else. */
export function encode(value: unknown): Buffer {
  at = 0;
  write(value);
  return Buffer.from(scratch.subarray(0, at));
}

function room(length: number): void {
  if (at + length <= scratch.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(scratch.length * 2, at + length));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

function write(value: unknown): void {
  switch (typeof value) {
    case 'string': return writeString(value);
    case 'number': return writeNumber(value);
    case 'boolean': return byte(value ? 0xc3 : 0xc2);
    case 'undefined': room(3); scratch[at++] = 0xd4; scratch[at++] = 0; scratch[at++] = 0; return;
    case 'object': return writeObject(value);
    default: throw new TypeError(`cannot encode a ${typeof value}`);
  }
}

function writeObject(value: object | null): void {
  if (value === null) return byte(0xc0);
  if (value instanceof Uint8Array) return writeBinary(value);
  if (Array.isArray(value)) {
    header(value.length, 0x90, 0xdc, 0xdd);
    for (const item of value) write(item);
    return;
  }
  const keys = Object.keys(value);
  header(keys.length, 0x80, 0xde, 0xdf);
  for (const key of keys) {
    writeString(key);
    write((value as Record<string, unknown>)[key]);
  }
}

function writeBinary(value: Uint8Array): void {
  const length = value.length;
  room(length + 5);
  if (length < 0x100) { scratch[at++] = 0xc4; scratch[at++] = length; }
  else if (length < 0x10000) { scratch[at++] = 0xc5; at = scratch.writeUInt16BE(length, at); }
  else { scratch[at++] = 0xc6; at = scratch.writeUInt32BE(length, at); }
  scratch.set(value, at);
  at += length;
}

function writeString(value: string): void {
  const length = Buffer.byteLength(value);
  room(length + 5);
  if (length < 0x20) scratch[at++] = 0xa0 | length;
  else if (length < 0x100) { scratch[at++] = 0xd9; scratch[at++] = length; }
  else if (length < 0x10000) { scratch[at++] = 0xda; at = scratch.writeUInt16BE(length, at); }
  else { scratch[at++] = 0xdb; at = scratch.writeUInt32BE(length, at); }
  at += scratch.write(value, at, length, 'utf8');
}

function writeNumber(value: number): void {
  room(9);
  if (!Number.isSafeInteger(value)) { scratch[at++] = 0xcb; at = scratch.writeDoubleBE(value, at); }
  else if (value >= 0) {
    if (value < 0x80) scratch[at++] = value;
    else if (value < 0x100) { scratch[at++] = 0xcc; scratch[at++] = value; }
    else if (value < 0x10000) { scratch[at++] = 0xcd; at = scratch.writeUInt16BE(value, at); }
    else if (value < 0x1_0000_0000) { scratch[at++] = 0xce; at = scratch.writeUInt32BE(value, at); }
    else { scratch[at++] = 0xcf; at = scratch.writeBigUInt64BE(BigInt(value), at); }
  } else if (value >= -0x20) scratch[at++] = value & 0xff;
  else if (value >= -0x8000_0000) { scratch[at++] = 0xd2; at = scratch.writeInt32BE(value, at); }
  else { scratch[at++] = 0xd3; at = scratch.writeBigInt64BE(BigInt(value), at); }
}

/** Length of an array or map: in the prefix, in two bytes, in four. */
function header(length: number, fixed: number, two: number, four: number): void {
  room(5);
  if (length < 0x10) scratch[at++] = fixed | length;
  else if (length < 0x10000) { scratch[at++] = two; at = scratch.writeUInt16BE(length, at); }
  else { scratch[at++] = four; at = scratch.writeUInt32BE(length, at); }
}

function byte(value: number): void {
  room(1);
  scratch[at++] = value;
}
