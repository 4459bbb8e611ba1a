/**
 * Byte strings: encodings that are strict in what they accept, constant-time comparison, randomness, wiping.
 * Trust: none; every decoder here may be fed by an attacker.
 */
import { sodium } from './sodium.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const digitOf = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) digitOf[alphabet.charCodeAt(i)] = i;

const hexOf: string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** base64url without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  let i = 0;
  for (; i + 2 < bytes.length; i += 3) {
    const triple = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!;
    text += alphabet[triple >> 18]! + alphabet[(triple >> 12) & 63]! + alphabet[(triple >> 6) & 63]! + alphabet[triple & 63]!;
  }
  const rest = bytes.length - i;
  if (rest === 1) text += alphabet[bytes[i]! >> 2]! + alphabet[(bytes[i]! & 3) << 4]!;
  if (rest === 2) text += alphabet[bytes[i]! >> 2]! + alphabet[((bytes[i]! & 3) << 4) | (bytes[i + 1]! >> 4)]! + alphabet[(bytes[i + 1]! & 15) << 2]!;
  return text;
}

/** Decodes base64url without padding; undefined unless `text` is the one canonical encoding of some bytes. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  const rest = text.length % 4;
  if (rest === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let filled = 0;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const digit = code < 128 ? digitOf[code]! : -1;
    if (digit < 0) return undefined;
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[filled++] = (held >> bits) & 255;
    }
  }
  // Left-over bits that are not zero would give one byte string several spellings (RFC 4648 section 3.5).
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}

/** As {@link decodeBase64Url}, for text that was validated before. Throws RangeError otherwise. */
export function fromBase64Url(text: string): Uint8Array {
  const bytes = decodeBase64Url(text);
  if (bytes === undefined) throw new RangeError('not canonical base64url without padding');
  return bytes;
}

/** The 16 bytes of a lower-case UUID. Throws RangeError if it is none: ids are validated at the edges. */
export function uuidToBytes(uuid: string): Uint8Array {
  const bytes = new Uint8Array(16);
  writeUuid(bytes, 0, uuid);
  return bytes;
}

/** Writes the 16 bytes of a lower-case UUID at `offset`. Throws RangeError if it is none. */
export function writeUuid(target: Uint8Array, offset: number, uuid: string): void {
  let at = 0;
  let filled = 0;
  while (filled < 16) {
    if (filled === 4 || filled === 6 || filled === 8 || filled === 10) {
      if (uuid.charCodeAt(at++) !== 45) throw new RangeError('not a lower-case UUID');
    }
    const high = nibble(uuid.charCodeAt(at++));
    const low = nibble(uuid.charCodeAt(at++));
    if (high < 0 || low < 0) throw new RangeError('not a lower-case UUID');
    target[offset + filled++] = (high << 4) | low;
  }
  if (uuid.length !== 36) throw new RangeError('not a lower-case UUID');
}

function nibble(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  return -1;
}

/** The lower-case UUID of 16 bytes, read from `offset`. The caller states which id it is: `bytesToUuid<SpaceId>(…)`. */
export function bytesToUuid<Id extends string = string>(bytes: Uint8Array, offset = 0): Id {
  if (bytes.length < offset + 16) throw new RangeError('a UUID has 16 bytes');
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += hexOf[bytes[offset + i]!]!;
  }
  return text as Id;
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A copy of a part. (`slice` would do, were it not that Node's Buffer overrides it to share memory.) */
export const copyOf = (bytes: Uint8Array, from = 0, to = bytes.length): Uint8Array => new Uint8Array(bytes.subarray(from, to));

/** Compares in time that depends on the lengths alone. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Decodes UTF-8 strictly; undefined for anything that is not well-formed. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Bytes of the operating system's generator. libsodium.js draws from the same source, one call for every four bytes;
 * asking once is thirty times faster.
 */
export function randomBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

/** Overwrites secrets with zeros. Copies that the engine made are beyond reach; this shortens their life all the same. */
export function wipe(...secrets: Uint8Array[]): void {
  for (const secret of secrets) sodium.memzero(secret);
}
