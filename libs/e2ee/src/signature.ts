/** Verification of Ed25519 signatures (RFC 8032) as libsodium does it: small-order keys and non-canonical scalars are refused. */
import { sodium } from './sodium.js';

/** False for whatever is not a valid signature, wrong lengths included; never throws. */
export function verifySignature(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  return sodium.crypto_sign_verify_detached(signature, message, publicKey);
}
