/**
 * The key of one item: HKDF-SHA-256 (RFC 5869) of its epoch's content key with an empty salt, bound to the item's id.
 * The second half commits to the key, because Poly1305 does not: nobody can make bytes that open differently under two keys.
 */
import { concat, utf8 } from './bytes.js';
import { hkdf64 } from './hash.js';

const label = utf8('comity item v1');

/** `id` are the 16 bytes of the item's id. */
export function itemKey(contentKey: Uint8Array, id: Uint8Array): { key: Uint8Array; commitment: Uint8Array } {
  const [key, commitment] = hkdf64(contentKey, concat(label, id));
  return { key, commitment };
}
