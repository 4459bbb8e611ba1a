/** What an entry says, in words: for what is made of it elsewhere. */
import { problem, type Instant, type PractitionerId } from '@comity/contracts';
import type { EntryContent, EntryId } from '@comity/e2ee';
import { refused } from '../failure.js';
import type { Marking } from '../marking.js';
import type { Space } from '../space/space.js';
import { bearingOf } from './bearing.js';
import { authorOf, isReadable } from './view.js';

/** `author`: of all of it; see `EntryView`. */
export interface SaidInEntry { by: PractitionerId; at: Instant; words: string; marking: Marking; author: PractitionerId | null }

/** Of the version that stands. */
export async function saidInEntry(space: Space, entry: EntryId): Promise<SaidInEntry> {
  const kept = (await space.register.present()).get(entry);
  if (!isReadable(kept) || kept.struck !== null) throw refused(problem('not-found', { detail: 'there is no such entry' }));
  const { head: { content }, versions, made } = kept;
  const { by, at } = versions.find(({ state }) => state === 'current') ?? made;
  return { by, at, words: toldBy(content), marking: await bearingOf(space, kept), author: authorOf(kept, space.record.unopened) };
}

/** A decision is a note that says its title once more. */
function toldBy({ title, fields: { text, details } }: EntryContent): string {
  return [title, text === title ? undefined : text, details].filter((words) => typeof words === 'string').join('\n');
}
