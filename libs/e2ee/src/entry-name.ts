/** What versions and entries of a register are named by. Apart from how they are written, as it is asked for only where a register is folded. */
import type { ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { concat, toBase64Url, utf8, uuidToBytes } from './bytes.js';
import { writeRef, writeValue, type EntryContent, type EntryId, type FieldValue } from './content-entry.js';
import { domain, sha256 } from './hash.js';

/** What a later version names this one by: where it is, whose, the one item that said it, and every byte of it. `content`: its one encoding. */
export const entryHash = (space: SpaceId, by: PractitionerId, item: ItemId, content: Uint8Array): string =>
  toBase64Url(sha256(concat(domain('register-entry'), uuidToBytes(space), uuidToBytes(by), uuidToBytes(item), content)));

/**
 * What an entry is named by: the version that began it, and what never changes of it. So no other version can begin it, and none can say another kind,
 * source, entry that it was moved from, or file that it began with: it is of another entry then. `hash`: of the version itself.
 */
export function entryId(space: SpaceId, { first, kind, fields, original, source, moved }: EntryContent, hash: string): EntryId {
  const file = original ?? fields['file'];
  const fixed = { first: first ?? hash, kind, ...(file !== undefined && { file: writeValue(file) }), ...(source !== null && { source: writeRef(source) }), ...(moved && { moved }) };
  return toBase64Url(sha256(concat(domain('register-id'), uuidToBytes(space), utf8(JSON.stringify(fixed))))) as EntryId;
}

/** All that is said of a file, as one text. */
export const fileKey = (file: FieldValue): string => JSON.stringify(writeValue(file));
/** Whether two values are one file, said in the same words. */
export const isSameFile = (one: FieldValue, other: FieldValue | undefined): boolean => other !== undefined && fileKey(one) === fileKey(other);
