/** A draft that the other side reads in advance: a message with the letter, where people of theirs are. It is no request, and becomes none. */
import { problem, type PractitionerId, type SpaceId } from '@comity/contracts';
import { refused } from '../failure.js';
import type { Prospect, Sharing } from '../matters.js';
import { Conversation } from '../space/conversation.js';
import type { Space } from '../space/space.js';
import { expectWritable } from '../space/writable.js';
import type { Surroundings } from '../surroundings.js';
import { keptFrom, markedBy } from './codes.js';
import type { Matter } from './law.js';

/** As long as words of a step may be. */
const most = 20_000;

/** `reaches`: who reads it, of others than one's own authority, in the words of the step that notes it. `send` null: it was only asked about. */
export interface Advance { reaches: string; send: (() => Promise<void>) | null }

/** Judges it; nothing is sent before the step was judged as well. */
export function advanceOf(matter: Matter, shares: Sharing | Prospect, spaceOf: (id: SpaceId) => Space, env: Surroundings): Advance {
  const { requesting, requested } = matter.dossier;
  const { secrets: { practitioner: self }, directory: { chain: { persons, authorities } } } = env;
  const to = 'people' in shares ? null : spaceOf(shares.space);
  if (to !== null) expectWritable(to);
  if (to?.record.kind === 'request') throw refused(problem('not-acceptable', { detail: 'what is said in a request is said of that request' }));
  const members = 'people' in shares ? [self, ...shares.people] : to!.members();
  const authorityOf = (person: PractitionerId) => persons.get(person)?.authority ?? null;
  const readers = members.map(authorityOf);
  if (!readers.includes(requested)) throw refused(problem('invalid-input', { errors: [{ pointer: '/shares/space', rule: 'somebody of the requested authority must be inside' }] }));
  const kept = keptFrom(matter, self, requesting, readers);
  if (kept !== null) throw refused(problem('not-allowed', { detail: kept.code }));
  const others = members.filter((person) => authorityOf(person) !== requesting);
  const nameOf = (person: PractitionerId): string => { const known = persons.get(person); const authority = known && authorities.get(known.authority); return [known?.name ?? '?', ...(authority ? [`(${authority.name})`] : [])].join(' '); };
  const reaches = others.map(nameOf).join('\n').slice(0, most);
  if (to === null || !('text' in shares)) return { reaches, send: null };
  const { text, marking, files } = shares;
  const codes = markedBy(matter, self, marking);
  return { reaches, send: async () => { await new Conversation(to, env).send({ text, marking: codes, topic: null, reply: null, mentions: [], alert: false, poll: null, files }); } };
}
