/**
 * What the parties of a meeting are to read before it: entries of its case file that say so by a fixed word, a file in its `folder`, what leads to an entry or a message in its `text` (PROTOCOL section 23).
 * What this person has read is known to this device alone.
 */
import type { SpaceId } from '@comity/contracts';
import type { EntryContent, EntryId } from '@comity/e2ee';
import { preReading, type PreReading } from '../meetings.js';
import { messageAt } from '../register/contents.js';
import type { Kept } from '../register/fold.js';
import { isExhibit, isReadable, saidOf, type Readable } from '../register/view.js';
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

const stands = (kept: Kept | undefined): kept is Readable => isReadable(kept) && kept.struck === null;

/** In the order in which it was put there; what waits to be sent comes last. What leads to nothing that this client can show, or that was taken back, is not on it. */
export async function preReadingOf(from: Pick<Space, 'id' | 'register' | 'history'>, store: Store): Promise<PreReading[]> {
  const [entries, read] = await Promise.all([from.register.present(), readIn(store, from.id)]);
  const found = await Promise.all([...entries.values()].map(async (kept): Promise<PreReading[]> => {
    if (!stands(kept)) return [];
    const { kind, title } = kept.head.content, lead = leadOf(kept.head.content);
    if (lead === null || ('entry' in lead && !stands(entries.get(lead.entry))) || ('message' in lead && await messageAt(from, lead.message) === undefined)) return [];
    return [{ id: kept.id, kind, title, put: saidOf(kept.made), read: read.has(kept.id), lead }];
  }));
  return found.flat().sort((a, b) => (a.put.seq ?? Infinity) - (b.put.seq ?? Infinity) || 0);
}

export function keepRead(store: Store, space: SpaceId, entry: EntryId, read: boolean): Promise<void> {
  return turns.run(async () => {
    const known = await readIn(store, space);
    if (read) known.add(entry);
    else known.delete(entry);
    await store.putJson(keyOf(space), [...known]);
  });
}
