/**
 * The recovery code: 256 random bits a person writes down, in Crockford's base 32 with a checksum of 24 bits:
 * 35 bytes are 56 characters in 14 groups of four. Reading forgives case, separators, O for 0, I and L for 1.
 */
import { concat, equal, randomBytes } from './bytes.js';
import { domain, sha256 } from './hash.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeDomain = domain('recovery-code');
const characters = 56;

export type RecoveryCodeResult = { ok: true; secret: Uint8Array } | { ok: false; rule: 'length' | 'character' | 'checksum' };

export function newRecoveryCode(): { secret: Uint8Array; code: string } {
  const secret = randomBytes(32);
  return { secret, code: formatRecoveryCode(secret) };
}

/** Writes the 32 bytes as `XXXX-XXXX-…`. */
export function formatRecoveryCode(secret: Uint8Array): string {
  if (secret.length !== 32) throw new RangeError('a recovery secret has 32 bytes');
  const bytes = concat(secret, checksum(secret));
  let code = '';
  for (let i = 0; i < characters; i++) {
    const bit = i * 5;
    const pair = (bytes[bit >> 3]! << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    if (i > 0 && i % 4 === 0) code += '-';
    code += alphabet[(pair >> (11 - (bit & 7))) & 31]!;
  }
  return code;
}

/** Reads a code as people type it; names what is wrong, so that they can look again. */
export function parseRecoveryCode(text: string): RecoveryCodeResult {
  const plain = text.toUpperCase().replace(/[\s\-–—_.]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const bytes = new Uint8Array(35);
  let filled = 0;
  let held = 0;
  let bits = 0;
  for (const character of plain) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return { ok: false, rule: 'character' };
    held = ((held << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      if (filled < 35) bytes[filled] = (held >> bits) & 255;
      filled += 1;
    }
  }
  if (plain.length !== characters) return { ok: false, rule: 'length' };
  const secret = bytes.slice(0, 32);
  return equal(checksum(secret), bytes.subarray(32)) ? { ok: true, secret } : { ok: false, rule: 'checksum' };
}

const checksum = (secret: Uint8Array): Uint8Array => sha256(concat(codeDomain, secret)).subarray(0, 3);
