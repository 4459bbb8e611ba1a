/**
 * What the parties of a meeting are to read before it: entries of its case file that say so by a fixed word, a file in its `folder`, what leads to an entry or a message in its `text` (PROTOCOL section 23).
 * What this person has read is known to this device alone.
 */
import type { SpaceId } from '@comity/contracts';
import type { EntryContent, EntryId } from '@comity/e2ee';
import { preReading, type PreReading } from '../meetings.js';
import { isExhibit, isReadable, saidOf } from '../register/view.js';
import { Serial } from '../serial.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';

type Store = Pick<Surroundings['store'], 'getJson' | 'putJson'>;
const keyOf = (space: SpaceId): string => `meetings-read/${space}`;
const readIn = async (store: Store, space: SpaceId): Promise<Set<string>> => new Set(await store.getJson<string[]>(keyOf(space)));
/** What is read, changed and written whole is so by one at a time. */
const turns = new Serial();

/** Where it leads; null where it is not on the list. */
function leadOf({ fields: { file, folder, text }, source, links: [link, ...more] }: EntryContent): PreReading['lead'] | null {
  if (isExhibit(file)) return folder === preReading ? { file: file.file, on: file.on } : null;
  if (text !== preReading || more.length > 0) return null;
  return link !== undefined ? { entry: link.to } : source === null ? null : { message: source };
}

/** In the order in which it was put there; what waits to be sent comes last. */
export async function preReadingOf({ id: space, register }: Pick<Space, 'id' | 'register'>, store: Store): Promise<PreReading[]> {
  const [entries, read] = await Promise.all([register.present(), readIn(store, space)]);
  const found = [...entries.values()].flatMap((kept): PreReading[] => {
    if (!isReadable(kept) || kept.struck !== null) return [];
    const { kind, title } = kept.head.content, lead = leadOf(kept.head.content);
    return lead === null ? [] : [{ id: kept.id, kind, title, put: saidOf(kept.made), read: read.has(kept.id), lead }];
  });
  return found.sort((a, b) => (a.put.seq ?? Infinity) - (b.put.seq ?? Infinity) || 0);
}

export function keepRead(store: Store, space: SpaceId, entry: EntryId, read: boolean): Promise<void> {
  return turns.run(async () => {
    const known = await readIn(store, space);
    if (read) known.add(entry);
    else known.delete(entry);
    await store.putJson(keyOf(space), [...known]);
  });
}
