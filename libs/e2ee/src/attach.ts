/** Proof of possession by which a session becomes a device's: what is signed, and its verification. */
import type { DeviceId } from '@comity/contracts';
import { concat, uuidToBytes } from './bytes.js';
import { domain } from './hash.js';
import { verifySignature } from './signature.js';

const attachDomain = domain('attach');

/** `challenge` are the session's 32 bytes. Throws RangeError for another length. */
export function attachMessage(challenge: Uint8Array, device: DeviceId): Uint8Array {
  if (challenge.length !== 32) throw new RangeError('a challenge has 32 bytes');
  return concat(attachDomain, challenge, uuidToBytes(device));
}

/** Whether the holder of the device's key signed this session's challenge for this device. */
export const verifyAttach = (deviceKey: Uint8Array, challenge: Uint8Array, device: DeviceId, signature: Uint8Array): boolean =>
  verifySignature(signature, attachMessage(challenge, device), deviceKey);
