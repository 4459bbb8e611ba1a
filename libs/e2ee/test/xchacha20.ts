/** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) on Node's ChaCha20-Poly1305, with HChaCha20 written out. */
import { createCipheriv, createDecipheriv } from 'node:crypto';

const rotate = (x: number, n: number) => ((x << n) | (x >>> (32 - n))) >>> 0;

/** Section 2.2: the ChaCha20 block without its final addition, first and last row. */
export function hchacha20(key: Buffer, nonce16: Buffer): Buffer {
  const constants = Buffer.from('expand 32-byte k');
  const s = Array.from({ length: 16 }, (_, i) => (i < 4 ? constants.readUInt32LE(i * 4) : i < 12 ? key.readUInt32LE((i - 4) * 4) : nonce16.readUInt32LE((i - 12) * 4)));
  const quarter = (a: number, b: number, c: number, d: number) => {
    s[a] = (s[a]! + s[b]!) >>> 0; s[d] = rotate(s[d]! ^ s[a]!, 16);
    s[c] = (s[c]! + s[d]!) >>> 0; s[b] = rotate(s[b]! ^ s[c]!, 12);
    s[a] = (s[a]! + s[b]!) >>> 0; s[d] = rotate(s[d]! ^ s[a]!, 8);
    s[c] = (s[c]! + s[d]!) >>> 0; s[b] = rotate(s[b]! ^ s[c]!, 7);
  };
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < 4; i++) quarter(i, 4 + i, 8 + i, 12 + i);
    for (let i = 0; i < 4; i++) quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4));
  }
  const out = Buffer.alloc(32);
  for (let i = 0; i < 4; i++) { out.writeUInt32LE(s[i]!, i * 4); out.writeUInt32LE(s[12 + i]!, 16 + i * 4); }
  return out;
}

const inner = (key: Buffer, nonce: Buffer): [Buffer, Buffer] => [hchacha20(key, nonce.subarray(0, 16)), Buffer.concat([Buffer.alloc(4), nonce.subarray(16)])];

export function xchachaSeal(key: Buffer, nonce: Buffer, associated: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', ...inner(key, nonce), { authTagLength: 16 });
  cipher.setAAD(associated, { plaintextLength: plain.length });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the tag does not hold. */
export function xchachaOpen(key: Buffer, nonce: Buffer, associated: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('chacha20-poly1305', ...inner(key, nonce), { authTagLength: 16 });
  decipher.setAAD(associated, { plaintextLength: sealed.length - 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}
