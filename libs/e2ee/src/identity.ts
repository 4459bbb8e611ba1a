/** Keys of persons and devices: Ed25519 pairs (RFC 8032), and the proof that a session's holder has a device's. */
import type { DeviceId } from '@comity/contracts';
import { attachMessage } from './attach.js';
import { sign } from './signing.js';
import { sodium } from './sodium.js';

/** `secretKey` has 64 bytes: seed, then public key. */
export interface KeyPair { publicKey: Uint8Array; secretKey: Uint8Array }

function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = sodium.crypto_sign_keypair();
  return { publicKey, secretKey: privateKey };
}

/** A person's identity key: signs statements, lives in the vault. */
export const newIdentity = (): KeyPair => newKeyPair();

/** A device's key: signs items, receipts and MLS leaves, never leaves the device. */
export const newDevice = (): KeyPair => newKeyPair();

/** Signs a session's challenge (32 bytes) for this device. */
export const attachSignature = (deviceSecret: Uint8Array, challenge: Uint8Array, device: DeviceId): Uint8Array => sign(attachMessage(challenge, device), deviceSecret);
