/**
 * One way to seal what a person keeps for themselves: version u8 = 1 | commitment 32 | nonce 24 | ciphertext
 * (XChaCha20-Poly1305-IETF). Key and commitment come from HKDF-SHA-256 of the secret and a label; the commitment keeps
 * a hostile store from serving bytes that open under many guessed keys at once (partitioning oracles).
 */
import { concat, equal, randomBytes, utf8, wipe } from './bytes.js';
import { hkdf64 } from './hash.js';
import { sodium } from './sodium.js';

const version = 1;
const bodyAt = 57;

export function sealBox(secret: Uint8Array, label: string, associated: Uint8Array, content: Uint8Array): Uint8Array {
  const [key, commitment] = hkdf64(secret, utf8(label));
  const nonce = randomBytes(24);
  const ciphertext = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(content, associated, null, nonce, key);
  wipe(key);
  return concat(Uint8Array.of(version), commitment, nonce, ciphertext);
}

/** The content, or undefined for whatever reason. */
export function openBox(secret: Uint8Array, label: string, associated: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < bodyAt + 16 || sealed[0] !== version) return undefined;
  const [key, commitment] = hkdf64(secret, utf8(label));
  if (!equal(commitment, sealed.subarray(1, 33))) return undefined;
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed.subarray(bodyAt), associated, sealed.subarray(33, bodyAt), key);
  } catch {
    return undefined;
  } finally {
    wipe(key);
  }
}
