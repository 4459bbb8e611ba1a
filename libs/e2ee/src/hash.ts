/** SHA-256 (FIPS 180-4), HMAC-SHA-256 (RFC 2104) and HKDF-SHA-256 (RFC 5869), all from libsodium. */
import { concat, utf8 } from './bytes.js';
import { sodium } from './sodium.js';

export const sha256 = (bytes: Uint8Array): Uint8Array => sodium.crypto_hash_sha256(bytes);

/** HMAC under a key of exactly 32 bytes. */
export const hmacSha256 = (key: Uint8Array, bytes: Uint8Array): Uint8Array => sodium.crypto_auth_hmacsha256(bytes, key);

const noSalt = new Uint8Array(32);

/** HKDF with an empty salt to 64 bytes: two blocks of expansion, for two independent keys of 32. */
export function hkdf64(secret: Uint8Array, info: Uint8Array): [Uint8Array, Uint8Array] {
  const pseudorandomKey = hmacSha256(noSalt, secret);
  const first = hmacSha256(pseudorandomKey, concat(info, Uint8Array.of(1)));
  const second = hmacSha256(pseudorandomKey, concat(first, info, Uint8Array.of(2)));
  sodium.memzero(pseudorandomKey);
  return [first, second];
}

/** A domain string as it stands before signed or hashed bytes: `comity/<what>/v1` and a zero byte. */
export const domain = (what: string): Uint8Array => utf8(`comity/${what}/v1\0`);

/** SHA-256 of bytes that come in parts, in hexadecimal. */
export function sha256OfParts(): { add(part: Uint8Array): void; end(): string } {
  const state = sodium.crypto_hash_sha256_init();
  return {
    add(part) { sodium.crypto_hash_sha256_update(state, part); },
    end() { return [...sodium.crypto_hash_sha256_final(state)].map((byte) => byte.toString(16).padStart(2, '0')).join(''); },
  };
}
