/** Signing of receipts with the device's key. */
import { concat, writeUuid } from './bytes.js';
import { viewOf, writeU64 } from './integers.js';
import { receiptAt, receiptBytes, receiptDomain, type Receipt } from './receipt.js';
import { sign } from './signing.js';

/** The 145 bytes of a signed receipt. Throws RangeError for `read` above `delivered` and for a link that is not 32 bytes. */
export function signReceipt(receipt: Receipt, deviceSecret: Uint8Array): Uint8Array {
  if (receipt.read > receipt.delivered) throw new RangeError('nothing is read before it is delivered');
  if (receipt.link.length !== 32) throw new RangeError('a link has 32 bytes');
  const bytes = new Uint8Array(receiptBytes);
  const view = viewOf(bytes);
  bytes[receiptAt.version] = 1;
  writeUuid(bytes, receiptAt.space, receipt.space);
  writeUuid(bytes, receiptAt.device, receipt.device);
  writeU64(view, receiptAt.delivered, receipt.delivered);
  writeU64(view, receiptAt.read, receipt.read);
  bytes.set(receipt.link, receiptAt.link);
  bytes.set(sign(concat(receiptDomain, bytes.subarray(0, receiptAt.signature)), deviceSecret), receiptAt.signature);
  return bytes;
}
