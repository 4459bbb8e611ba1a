/** Sealing: pads, encrypts under the item's own key, signs the whole with the device's key. */
import { handlingCodes, itemKinds, type ItemHeader } from '@comity/contracts';
import { randomBytes, wipe, writeUuid } from './bytes.js';
import { viewOf, writeU64 } from './integers.js';
import { itemKey } from './item-key.js';
import { at, ciphertextAt, commitmentAt, headerBytes, itemDomain, largestItem, nonceAt, overhead, signatureBytes, tagBytes } from './item-layout.js';
import { pad, padmeSize } from './padding.js';
import { sign } from './signing.js';
import { sodium } from './sodium.js';

export interface ItemToSeal {
  header: Omit<ItemHeader, 'version'>;
  content: Uint8Array;
  /** 32 bytes of the header's epoch. */
  contentKey: Uint8Array;
  /** 64 bytes: Ed25519 seed and public key of `header.sender`. */
  deviceSecret: Uint8Array;
}

/** Whether content of this length fits into an item. */
export const fitsItem = (contentBytes: number): boolean => overhead + padmeSize(4 + contentBytes) <= largestItem;

/**
 * The bytes of a sealed item. Sealing the same id twice is safe: each time has its own nonce.
 * Throws RangeError for fields of a wrong length and for content that does not fit (see {@link fitsItem}).
 */
export function sealItem(input: ItemToSeal): Uint8Array {
  const { header, content, contentKey, deviceSecret } = input;
  if (!fitsItem(content.length)) throw new RangeError('the content does not fit into an item');
  const padded = pad(content);
  // The domain string stands before the item, so that what is signed lies in one piece.
  const start = itemDomain.length;
  const whole = new Uint8Array(start + overhead + padded.length);
  whole.set(itemDomain);
  const item = whole.subarray(start);
  writeHeader(item, header);
  const nonce = randomBytes(24);
  const { key, commitment } = itemKey(contentKey, item.subarray(at.id, at.sender));
  item.set(nonce, nonceAt);
  item.set(commitment, commitmentAt);
  item.set(sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, item.subarray(0, headerBytes), null, nonce, key), ciphertextAt);
  wipe(key, padded);
  const signedEnd = ciphertextAt + padded.length + tagBytes;
  item.set(sign(whole.subarray(0, start + signedEnd), deviceSecret), signedEnd);
  return whole.slice(start, start + signedEnd + signatureBytes);
}

function writeHeader(item: Uint8Array, header: Omit<ItemHeader, 'version'>): void {
  const view = viewOf(item);
  item[at.version] = 1;
  item[at.kind] = itemKinds[header.kind];
  item[at.handling] = handlingCodes[header.handling];
  writeUuid(item, at.space, header.space);
  writeU64(view, at.epoch, header.epoch);
  writeHash(item, at.epochTag, header.epochTag);
  writeUuid(item, at.id, header.id);
  writeUuid(item, at.sender, header.sender);
  writeU64(view, at.transcriptSeq, header.transcript.seq);
  writeHash(item, at.transcriptLink, header.transcript.link);
  writeU64(view, at.treeSize, header.treeHead.size);
  writeHash(item, at.treeRoot, header.treeHead.root);
}

function writeHash(item: Uint8Array, offset: number, hash: Uint8Array): void {
  if (hash.length !== 32) throw new RangeError('a hash has 32 bytes');
  item.set(hash, offset);
}
