/** What an item of the log is to a register: for clients, and for whoever checks a bundle. Pure. */
import { registerLimits, type ItemId, type SpaceId } from '@comity/contracts';
import { encodeMessage, entryHash, entryId, type EntryId } from '@comity/e2ee';
import type { Kept, RegisterItem } from './fold.js';

export function itemOf(space: SpaceId, { id, ...said }: Omit<RegisterItem, 'entry' | 'hash'> & { id: ItemId }): RegisterItem {
  const { by, content } = said;
  const encoded = encodeMessage(content);
  const hash = encoded.ok ? entryHash(space, by, id, encoded.bytes) : '';
  return { ...said, hash, entry: content.type === 'entry' ? entryId(space, content, hash) : content.id };
}

/** Whether one entry more of this person is taken. What others made does not matter: whoever came in earlier has read more of it, and would refuse what the rest takes. */
export function hasRoom(register: ReadonlyMap<EntryId, Kept>, { by, entry }: RegisterItem): boolean {
  const { entries } = registerLimits.taken;
  return register.size < entries || register.has(entry) || [...register.values()].filter(({ made, changed }) => (made ?? changed).by === by).length < entries;
}

/** Whether this client makes one more: less than others take. */
export function mayMake(register: ReadonlyMap<EntryId, Kept>, { by, entry, content }: RegisterItem): boolean {
  if (content.type === 'entry') return register.has(entry) || [...register.values()].filter(({ head }) => head !== null).length < registerLimits.entries;
  return content.type === 'entry-strike' || (register.get(entry)?.custody ?? []).filter((mark) => mark.by === by).length < registerLimits.custody;
}
