/**
 * Receipts: how far a device has received and its person has read a space, with the transcript's link at that point.
 * Trust: a parsed receipt says nothing; a verified one was signed by the device it names, at a time nobody knows.
 */
import type { DeviceId, SpaceId } from '@comity/contracts';
import { bytesToUuid, concat, copyOf } from './bytes.js';
import { domain } from './hash.js';
import { readU64, viewOf } from './integers.js';
import { verifySignature } from './signature.js';

/** `delivered` and `read` are sequence numbers, `read` the smaller or equal; `link` is the transcript's at `delivered`. */
export interface Receipt { space: SpaceId; device: DeviceId; delivered: number; read: number; link: Uint8Array }

/** version u8 = 1 | space 16 | device 16 | delivered u64 | read u64 | link 32 | signature 64 */
export const receiptBytes = 145;
export const receiptAt = { version: 0, space: 1, device: 17, delivered: 33, read: 41, link: 49, signature: 81 } as const;
export const receiptDomain = domain('receipt');

/** Undefined for anything but a well-formed receipt; never throws. */
export function parseReceipt(bytes: Uint8Array): Receipt | undefined {
  if (bytes.length !== receiptBytes || bytes[receiptAt.version] !== 1) return undefined;
  const view = viewOf(bytes);
  const delivered = readU64(view, receiptAt.delivered);
  const read = readU64(view, receiptAt.read);
  if (delivered === undefined || read === undefined || read > delivered) return undefined;
  return {
    space: bytesToUuid<SpaceId>(bytes, receiptAt.space), device: bytesToUuid<DeviceId>(bytes, receiptAt.device),
    delivered, read, link: copyOf(bytes, receiptAt.link, receiptAt.signature),
  };
}

/** The receipt, if `deviceKey` signed it. The caller finds the key by the device the receipt names. */
export function verifyReceipt(bytes: Uint8Array, deviceKey: Uint8Array): Receipt | undefined {
  const receipt = parseReceipt(bytes);
  if (receipt === undefined) return undefined;
  const message = concat(receiptDomain, bytes.subarray(0, receiptAt.signature));
  return verifySignature(bytes.subarray(receiptAt.signature), message, deviceKey) ? receipt : undefined;
}
