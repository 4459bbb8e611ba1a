/**
 * What was said elsewhere, on its way into a register: it is forwarded into the conversation of the case file, by the rule for that and with its origin, and named there by the entry that is made of it. Asked
 * for again, it goes on with what was forwarded before.
 */
import { problem } from '@comity/contracts';
import { newText, type FileContent, type Origin, type Ref } from '@comity/e2ee';
import { instant } from '../clock.js';
import { offline, refused } from '../failure.js';
import type { Marking } from '../marking.js';
import type { BroughtFrom } from '../register.js';
import { Conversation, nameable } from '../space/conversation.js';
import { currentOf, type StoredMessage } from '../space/entries.js';
import { forbids } from '../space/forwarding.js';
import { Present } from '../space/present.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import { newestSent } from './sent.js';
import { isOwn, saidInEntry } from './said.js';

interface Saying { text: string; marking: Marking; files: FileContent[]; forwarded: Origin; own: boolean }
interface Said { text: string; handling: Marking['handling']; forwarded?: Origin | null; files?: FileContent[] }

/** Answers the message that says it there, once that stands in the log. Needs a connection. */
export async function bring(from: BroughtFrom, source: Space, to: Space, env: Surroundings): Promise<Ref> {
  if (source === to) throw refused(problem('not-acceptable', { detail: 'it stands in this case file already' }));
  if (!env.link.online || to.strangers().length > 0) throw offline();
  const saying = 'on' in from ? await inMessage(source, from.on, env) : await inEntry(source, from.entry, env);
  const self = env.secrets.practitioner;
  const isIt = (said: Said): boolean => keyOf(said) === keyOf({ ...saying, handling: saying.marking.handling });
  const sent = (): Promise<StoredMessage | undefined> => newestSent(to, (message) => message.sender === self && message.withdrawn === undefined && isIt({ ...message, text: currentOf(message).text }));
  const waiting = () => to.outbox.texts().find(({ content, handling }) => isIt({ ...content, handling }));
  if (waiting() === undefined && (await sent()) === undefined) await ('on' in from ? new Conversation(source, env).forward(from.on, new Conversation(to, env), '') : say(saying, to, env));
  await to.outbox.ended();
  await to.catchUp();
  const stuck = waiting();
  if (stuck?.refusal) {
    await to.outbox.drop(stuck.id);
    throw refused(stuck.refusal);
  }
  const there = await sent();
  if (there === undefined) throw offline();
  return { id: there.id, seq: there.seq };
}

/** By whom and when it was said, in which words, by which code, with which files: forwarded twice, it is the same. */
const keyOf = ({ text, handling, forwarded, files = [] }: Said): string => JSON.stringify([text, handling, forwarded?.sender, forwarded?.sentAt, forwarded?.from, files.map(({ id }) => id)]);

async function inMessage(space: Space, on: Ref, env: Surroundings): Promise<Saying> {
  const message = await new Present(space, env).message(on);
  if (message === undefined || message.withdrawn !== undefined) throw refused(problem('not-found', { detail: 'there is no such message' }));
  const { handling, restriction = null, evaluation = null, tlp = null, files = [] } = message;
  return { text: currentOf(message).text, marking: { handling, restriction, evaluation, tlp }, files, forwarded: message.forwarded ?? originOf(space, message.sender, message.sentAt, env), own: message.sender === env.secrets.practitioner && !message.forwarded };
}

async function inEntry(space: Space, entry: Extract<BroughtFrom, { entry: unknown }>['entry'], env: Surroundings): Promise<Saying> {
  const said = await saidInEntry(space, entry);
  const { by, at, words, marking } = said;
  return { text: words, marking, files: [], forwarded: originOf(space, by, at, env), own: isOwn(said, env.secrets.practitioner) };
}

function originOf(space: Space, sender: Origin['sender'], sentAt: Origin['sentAt'], { directory }: Pick<Surroundings, 'directory'>): Origin {
  const authority = directory.chain.persons.get(sender)?.authority;
  if (authority === undefined) throw refused(problem('not-found'));
  return { sender, authority, sentAt, from: nameable(space) };
}

/** The words of an entry, by the rule for forwarding, as those of whoever wrote them. */
async function say({ text, marking, forwarded, own }: Saying, to: Space, env: Surroundings): Promise<void> {
  const { directory: { chain }, secrets: { practitioner } } = env;
  const authorityOf = (person: Origin['sender']) => chain.persons.get(person)?.authority ?? null;
  const from = authorityOf(practitioner);
  if (from === null) throw refused(problem('not-found'));
  const code = forbids({ marking, own, from, readers: to.members().map(authorityOf) });
  if (code !== null) throw refused(problem('not-allowed', { detail: code }));
  const { handling, restriction, evaluation, tlp } = marking;
  await to.outbox.add({ kind: 'message', handling, content: newText(text, instant(env.now()), { restriction, evaluation, tlp, forwarded }) });
}
