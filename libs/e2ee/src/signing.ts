/** Ed25519 signing (RFC 8032). Never reachable from verify.ts. */
import { sodium } from './sodium.js';

/** Signs with a 64-byte secret (seed and public key, as libsodium keeps it), which spares deriving the key again. */
export const sign = (message: Uint8Array, secretKey: Uint8Array): Uint8Array => sodium.crypto_sign_detached(message, secretKey);
