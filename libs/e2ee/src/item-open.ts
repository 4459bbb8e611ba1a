/** Opening: the only way from a verified item to its content, with one outward kind of failure. */
import type { ItemId } from '@comity/contracts';
import { copyOf, equal, uuidToBytes, wipe } from './bytes.js';
import { itemKey } from './item-key.js';
import { at, ciphertextAt, commitmentAt, nonceAt, signatureBytes } from './item-layout.js';
import { headerOf, type VerifiedItem } from './item.js';
import { unpad } from './padding.js';
import { sodium } from './sodium.js';

/** The content, or undefined: why it does not open is nobody's business. `contentKey` has 32 bytes and is the header's epoch's. */
export function openItem(item: VerifiedItem, contentKey: Uint8Array): Uint8Array | undefined {
  const key = keyOfItem(item, contentKey);
  if (key === undefined) return undefined;
  try {
    return openWithItemKey(item, key);
  } finally {
    wipe(key);
  }
}

/** The key of this item alone, if its content key is this one: it opens nothing else. */
export function keyOfItem({ bytes }: VerifiedItem, contentKey: Uint8Array): Uint8Array | undefined {
  const { key, commitment } = itemKey(contentKey, bytes.subarray(at.id, at.sender));
  if (equal(commitment, bytes.subarray(commitmentAt, ciphertextAt))) return key;
  wipe(key);
  return undefined;
}

/**
 * The content, for whoever was given the key of this item alone. The commitment is over the content key, so that it is not asked here: what stands against
 * two keys for one item is the tag, the exact padding and the one encoding of contents, which the caller has to insist on (docs/PROTOCOL.md section 19).
 */
export function openWithItemKey({ bytes }: VerifiedItem, key: Uint8Array): Uint8Array | undefined {
  const ciphertext = bytes.subarray(ciphertextAt, bytes.length - signatureBytes);
  let padded: Uint8Array;
  try {
    padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, headerOf(bytes), bytes.subarray(nonceAt, commitmentAt), key);
  } catch {
    return undefined;
  }
  const content = unpad(padded);
  wipe(padded);
  return content;
}

/** What an item says of the key it was sealed under, before anybody has it. */
export const commitmentOf = ({ bytes }: VerifiedItem): Uint8Array => copyOf(bytes, commitmentAt, ciphertextAt);

/** Whether an item of that id and commitment was sealed under this content key. */
export function isCommittedTo(id: ItemId, commitment: Uint8Array, contentKey: Uint8Array): boolean {
  const own = itemKey(contentKey, uuidToBytes(id));
  wipe(own.key);
  return equal(own.commitment, commitment);
}
