/**
 * What was said elsewhere, on its way into a register: it is forwarded into the conversation of the case file, by the rule for that and with its origin, and named there by the entry that is made of it. Asked
 * for again, it goes on with what was forwarded before.
 */
import { problem, type Instant } from '@comity/contracts';
import type { FileContent, Origin, Ref } from '@comity/e2ee';
import { clockSkew, instant } from '../clock.js';
import { offline, refused } from '../failure.js';
import type { Marking } from '../marking.js';
import type { BroughtFrom } from '../register.js';
import { currentOf, type StoredMessage } from '../space/entries.js';
import { originOf, passed, passOn, type Passed } from '../space/passing.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import { saidInEntry } from './said.js';
import { newestSent } from './sent.js';

interface Said { text: string; handling: Marking['handling']; forwarded?: Origin | null; files?: FileContent[] }

/** Answers the message that says it there, once that stands in the log. Needs a connection. */
export async function bring(from: BroughtFrom, source: Space, to: Space, env: Surroundings): Promise<Ref> {
  if (source === to) throw refused(problem('not-acceptable', { detail: 'it stands in this case file already' }));
  if (!env.link.online || to.strangers().length > 0) throw offline();
  const saying = 'on' in from ? await passed(source, from.on, env) : await inEntry(source, from.entry, env);
  const self = env.secrets.practitioner;
  const isIt = (said: Said): boolean => keyOf(said) === keyOf({ ...saying, handling: saying.marking.handling });
  const since = heardSince(saying);
  const sent = (): Promise<StoredMessage | undefined> => newestSent(to, (message) => message.sender === self && message.withdrawn === undefined && isIt({ ...message, text: currentOf(message).text }), since);
  // What was refused before waits for whoever sent it to look at.
  const waiting = to.outbox.texts().find(({ content, handling, state }) => state !== 'refused' && isIt({ ...content, handling }))?.id;
  const added = waiting === undefined && (await sent()) === undefined ? await passOn(saying, to, env) : undefined;
  await to.outbox.ended();
  await to.catchUp();
  const stuck = to.outbox.texts().find(({ id }) => id === (added ?? waiting));
  if (stuck?.refusal) {
    if (added !== undefined) await to.outbox.drop(added);
    throw refused(stuck.refusal);
  }
  const there = await sent();
  if (there === undefined) throw offline();
  return { id: there.id, seq: there.seq };
}

/** What forwards it was not stored before that: by the clock of whoever said it, or of the service, whichever is behind. */
const heardSince = ({ forwarded: { sentAt }, storedAt = sentAt }: Passed): Instant => instant(new Date(Date.parse(storedAt < sentAt ? storedAt : sentAt) - clockSkew));

/** By whom and when it was said, in which words, by which code, with which files: forwarded twice, it is the same. */
const keyOf = ({ text, handling, forwarded, files = [] }: Said): string => JSON.stringify([text, handling, forwarded?.sender, forwarded?.sentAt, forwarded?.from, files.map(({ id }) => id)]);

/** The words of an entry, as those of whoever wrote them. */
async function inEntry(space: Space, entry: Extract<BroughtFrom, { entry: unknown }>['entry'], env: Surroundings): Promise<Passed> {
  const { by, at, words, marking, author } = await saidInEntry(space, entry);
  return { text: words, marking, files: [], forwarded: originOf(space, by, at, env), own: author === env.secrets.practitioner };
}
