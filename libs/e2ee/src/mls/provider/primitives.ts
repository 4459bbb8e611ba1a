/**
 * The primitives of both suites but for the hybrid KEM, each one call into libsodium through wiped scratch.
 * Trust: inputs may be an attacker's; lengths are checked here because the raw entry points do not.
 */
import { concat } from '../../bytes.js';
import { withScratch } from './scratch.js';

/** A primitive refused its input: a key of the wrong length, a low-order point, a ciphertext that does not open. */
export class CryptoRefusal extends Error {
  override readonly name = 'CryptoRefusal';
}

const hashBytes = 32;
const hmacStateBytes = 1_024;
const tagBytes = 16;

export function exactly(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length !== length) throw new CryptoRefusal(`${what} must have ${length} bytes`);
}

export const sha256 = (message: Uint8Array): Uint8Array => withScratch((scratch, sodium) => {
  const out = scratch.reserve(hashBytes);
  sodium._crypto_hash_sha256(out, scratch.put(message), message.length, 0);
  return scratch.take(out, hashBytes);
});

export const hmacSha256 = (key: Uint8Array, message: Uint8Array): Uint8Array => withScratch((scratch, sodium) => {
  const state = scratch.reserve(hmacStateBytes);
  const out = scratch.reserve(hashBytes);
  sodium._crypto_auth_hmacsha256_init(state, scratch.put(key), key.length);
  sodium._crypto_auth_hmacsha256_update(state, scratch.put(message), message.length, 0);
  sodium._crypto_auth_hmacsha256_final(state, out);
  return scratch.take(out, hashBytes);
});

/** HKDF with SHA-256 (RFC 5869). */
export const hkdf = {
  size: hashBytes,
  extract: (salt: Uint8Array, secret: Uint8Array): Uint8Array => hmacSha256(salt, secret),
  expand(key: Uint8Array, info: Uint8Array, length: number): Uint8Array {
    if (length > 255 * hashBytes) throw new CryptoRefusal('HKDF cannot expand that far');
    const out = new Uint8Array(length);
    let block: Uint8Array = new Uint8Array(0);
    for (let at = 0, counter = 1; at < length; at += hashBytes, counter++) {
      block = hmacSha256(key, concat(block, info, Uint8Array.of(counter)));
      out.set(block.subarray(0, length - at), at);
    }
    return out;
  },
};

/** X25519 (RFC 7748); refuses a point of low order, whose product would be zero. */
export function x25519(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  exactly(secretKey, 32, 'an X25519 secret key');
  exactly(publicKey, 32, 'an X25519 public key');
  return withScratch((scratch, sodium) => {
    const out = scratch.reserve(32);
    if (sodium._crypto_scalarmult_curve25519(out, scratch.put(secretKey), scratch.put(publicKey)) !== 0) throw new CryptoRefusal('X25519 key of low order');
    return scratch.take(out, 32);
  });
}

export function x25519PublicKey(secretKey: Uint8Array): Uint8Array {
  exactly(secretKey, 32, 'an X25519 secret key');
  return withScratch((scratch, sodium) => {
    const out = scratch.reserve(32);
    sodium._crypto_scalarmult_curve25519_base(out, scratch.put(secretKey));
    return scratch.take(out, 32);
  });
}

/** Ed25519 (RFC 8032) over `message`; the secret key is libsodium's 64 bytes, seed and public key. */
export function ed25519Sign(secretKey: Uint8Array, message: Uint8Array): Uint8Array {
  exactly(secretKey, 64, 'an Ed25519 secret key');
  return withScratch((scratch, sodium) => {
    const out = scratch.reserve(64);
    sodium._crypto_sign_ed25519_detached(out, 0, scratch.put(message), message.length, 0, scratch.put(secretKey));
    return scratch.take(out, 64);
  });
}

export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  return withScratch((scratch, sodium) => sodium._crypto_sign_ed25519_verify_detached(scratch.put(signature), scratch.put(message), message.length, 0, scratch.put(publicKey)) === 0);
}

export function ed25519KeyPair(seed: Uint8Array): { publicKey: Uint8Array; secretKey: Uint8Array } {
  exactly(seed, 32, 'an Ed25519 seed');
  return withScratch((scratch, sodium) => {
    const publicKey = scratch.reserve(32);
    const secretKey = scratch.reserve(64);
    sodium._crypto_sign_ed25519_seed_keypair(publicKey, secretKey, scratch.put(seed));
    return { publicKey: scratch.take(publicKey, 32), secretKey: scratch.take(secretKey, 64) };
  });
}

/** ChaCha20-Poly1305 (RFC 8439) with a 96-bit nonce. */
export const chacha20Poly1305 = {
  keyBytes: 32,
  nonceBytes: 12,
  seal(key: Uint8Array, nonce: Uint8Array, data: Uint8Array, plaintext: Uint8Array): Uint8Array {
    exactly(key, 32, 'an AEAD key');
    exactly(nonce, 12, 'an AEAD nonce');
    return withScratch((scratch, sodium) => {
      const length = plaintext.length + tagBytes;
      const out = scratch.reserve(length);
      sodium._crypto_aead_chacha20poly1305_ietf_encrypt(out, 0, scratch.put(plaintext), plaintext.length, 0, scratch.put(data), data.length, 0, 0, scratch.put(nonce), scratch.put(key));
      return scratch.take(out, length);
    });
  },
  open(key: Uint8Array, nonce: Uint8Array, data: Uint8Array, sealed: Uint8Array): Uint8Array {
    exactly(key, 32, 'an AEAD key');
    exactly(nonce, 12, 'an AEAD nonce');
    if (sealed.length < tagBytes) throw new CryptoRefusal('ciphertext does not open');
    return withScratch((scratch, sodium) => {
      const length = sealed.length - tagBytes;
      const out = scratch.reserve(length);
      const status = sodium._crypto_aead_chacha20poly1305_ietf_decrypt(out, 0, 0, scratch.put(sealed), sealed.length, 0, scratch.put(data), data.length, 0, scratch.put(nonce), scratch.put(key));
      if (status !== 0) throw new CryptoRefusal('ciphertext does not open');
      return scratch.take(out, length);
    });
  },
};
