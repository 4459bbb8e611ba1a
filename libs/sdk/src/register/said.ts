/** What an entry says, in words: for what is made of it elsewhere. */
import { problem, type Instant, type PractitionerId } from '@comity/contracts';
import type { EntryContent, EntryId } from '@comity/e2ee';
import { refused } from '../failure.js';
import type { Marking } from '../marking.js';
import type { Space } from '../space/space.js';
import { gapsOf, isReadable, markingOf } from './view.js';

/** `authors`: who wrote any of it; null where it says what stands elsewhere, was moved, or is not known whole. */
export interface SaidInEntry { by: PractitionerId; at: Instant; words: string; marking: Marking; authors: PractitionerId[] | null }

/** Of the version that stands. */
export async function saidInEntry({ register, record }: Space, entry: EntryId): Promise<SaidInEntry> {
  const kept = (await register.present()).get(entry);
  if (!isReadable(kept) || kept.struck !== null) throw refused(problem('not-found', { detail: 'there is no such entry' }));
  const { head: { content, handling }, versions, made } = kept;
  const { by, at } = versions.find(({ state }) => state === 'current') ?? made;
  const whole = content.source === null && !content.moved && !gapsOf(kept, record.unopened).partial;
  return { by, at, words: toldBy(content), marking: markingOf(content, handling), authors: whole ? versions.map((version) => version.by) : null };
}

/** Theirs to give: nobody else wrote a word of it. Whoever revised, promoted or moved what others wrote has not written it. */
export const isOwn = ({ authors }: SaidInEntry, self: PractitionerId): boolean => authors !== null && authors.every((by) => by === self);

/** A decision is a note that says its title once more. */
function toldBy({ title, fields: { text, details } }: EntryContent): string {
  return [title, text === title ? undefined : text, details].filter((words) => typeof words === 'string').join('\n');
}
