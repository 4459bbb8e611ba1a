/** The shared secret of one-time codes (RFC 6238) as authenticators want it: base 32 (RFC 4648 section 6) in an otpauth address. */
import { randomBytes } from '@comity/e2ee';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31] ?? '';
    }
  }
  return bits > 0 ? text + (alphabet[(held << (5 - bits)) & 31] ?? '') : text;
}

/** Undefined for other characters than those of base 32; case and spaces are forgiven. */
export function base32Bytes(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const character of text.toUpperCase().replace(/[\s=]/g, '')) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return undefined;
    held = ((held << 5) | digit) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return Uint8Array.from(bytes);
}

export function newTotp(login: string): { secret: string; uri: string } {
  const secret = base32(randomBytes(20));
  const label = `Comity:${login}`;
  return { secret, uri: `otpauth://totp/${encodeURIComponent(label)}?secret=${secret}&issuer=Comity&algorithm=SHA1&digits=6&period=30` };
}
