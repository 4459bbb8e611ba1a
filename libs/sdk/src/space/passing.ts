/** What was said in one space, and is said once more in another one: by the rule for that, with its codes and with who said it first. */
import { newText, type FileContent, type Origin, type Ref } from '@comity/e2ee';
import { problem, type Instant, type ItemId, type PractitionerId } from '@comity/contracts';
import { instant } from '../clock.js';
import { refused } from '../failure.js';
import type { Marking } from '../marking.js';
import type { Surroundings } from '../surroundings.js';
import { currentOf } from './entries.js';
import { forbids } from './forwarding.js';
import { Present } from './present.js';
import type { Space } from './space.js';
import { expectOpen } from './writable.js';

/** `own`: theirs to give. `storedAt`: of the message, by the service's word. */
export interface Passed { text: string; marking: Marking; files: FileContent[]; forwarded: Origin; own: boolean; storedAt?: Instant }

/** A message, as it is said elsewhere. */
export async function passed(space: Space, on: Ref, env: Surroundings): Promise<Passed> {
  const message = await new Present(space, env).message(on);
  if (message === undefined) throw refused(problem('not-found', { detail: 'there is no such message' }));
  if (message.withdrawn !== undefined) throw refused(problem('not-acceptable', { detail: 'the message was withdrawn' }));
  const { sender, sentAt, handling, restriction = null, evaluation = null, tlp = null, files = [], forwarded, storedAt } = message;
  return { text: currentOf(message).text, marking: { handling, restriction, evaluation, tlp }, files, forwarded: forwarded ?? originOf(space, sender, sentAt, env), own: sender === env.secrets.practitioner && forwarded === undefined, ...(storedAt !== undefined && { storedAt }) };
}

/** Says it there, unless a code of it forbids that. */
export async function passOn({ text, marking: { handling, restriction, evaluation, tlp }, files, forwarded, own }: Passed, to: Space, env: Surroundings, comment = ''): Promise<ItemId> {
  const { secrets: { practitioner }, directory: { chain: { persons } } } = env;
  const authorityOf = (person: PractitionerId) => persons.get(person)?.authority ?? null;
  const from = authorityOf(practitioner);
  if (from === null) throw refused(problem('not-found'));
  const code = forbids({ marking: { handling, tlp }, own, from, readers: to.members().map(authorityOf) });
  if (code !== null) throw refused(problem('not-allowed', { detail: code }));
  expectOpen(to);
  const sentAt = instant(env.now());
  if (comment.trim() !== '') await to.outbox.add({ kind: 'message', handling: 'none', content: newText(comment, sentAt) });
  return to.outbox.add({ kind: 'message', handling, content: newText(text, sentAt, { restriction, evaluation, tlp, forwarded, files }) });
}

/** Of a direct space, a compartment or a request nothing tells that there is one. */
export function originOf({ id, record: { kind, within } }: Space, sender: PractitionerId, sentAt: Origin['sentAt'], { directory }: Pick<Surroundings, 'directory'>): Origin {
  const authority = directory.chain.persons.get(sender)?.authority;
  if (authority === undefined) throw refused(problem('not-found'));
  return { sender, authority, sentAt, from: kind === 'direct' || kind === 'request' || within ? null : id };
}
