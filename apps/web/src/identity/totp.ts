/** One-time codes (RFC 6238: SHA-1, 30 seconds, six digits) for the demo sign-ins, whose secrets are public. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const stepSeconds = 30;

/** Bytes of a base32 secret (RFC 4648 section 6), padding and spaces ignored. */
export function fromBase32(text: string): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  let bits = 0;
  let value = 0;
  for (const char of text.toUpperCase().replace(/[\s=]/g, '')) {
    const digit = alphabet.indexOf(char);
    if (digit < 0) throw new Error('not base32');
    value = ((value << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) { bits -= 8; out.push((value >> bits) & 0xff); }
  }
  return new Uint8Array(out);
}

/** The code of the step that contains `at`, moved by whole steps. */
export async function totpCode(secret: string, at: Date, steps = 0): Promise<string> {
  const counter = Math.floor(at.getTime() / 1000 / stepSeconds) + steps;
  const message = new DataView(new ArrayBuffer(8));
  message.setBigUint64(0, BigInt(counter));
  const key = await crypto.subtle.importKey('raw', fromBase32(secret), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, message.buffer));
  const offset = mac.getUint8(19) & 0xf;
  return String((mac.getUint32(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
