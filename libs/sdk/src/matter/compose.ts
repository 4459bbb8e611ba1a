/** From what a person wants to do to the item that says it, as their client's view of the request has it. */
import type { Carried } from '@comity/casework';
import type { AuthorityId, Instant } from '@comity/contracts';
import { randomBytes, toBase64Url, wordsHash, type StepCarries, type StepContent, type StepWords } from '@comity/e2ee';
import type { StepInput } from '../matters.js';
import { attested, contentOf, type Matter } from './law.js';

const saltBytes = 16;

/** `measures` are of the matter. */
export function stepOf(matter: Matter, ids: readonly string[], { action, grounds, words = {}, date, limit, deadline }: StepInput, executing: AuthorityId | null, now: Instant): StepContent {
  const said = Object.entries(words).map(([member, text]): StepWords => ({ member, salt: toBase64Url(randomBytes(saltBytes)), text: text.replace(/\r\n?/g, '\n') }));
  const hashes = Object.fromEntries(said.map((each) => [each.member, wordsHash(each)]));
  const measures = matter.measures.filter(({ id }) => ids.includes(id));
  const carries = (assistance: string): StepCarries => ({
    ...(action === 'draft' && { assistance }), ...(action === 'transmit' && { content: contentOf(matter) }), ...(grounds !== undefined && { grounds: [...grounds] }),
    ...(date !== undefined && { date }), ...(limit !== undefined && { limit }), ...(deadline !== undefined && { deadline }), ...hashes,
  } satisfies Carried);
  // A clock that is slow must not put a step before the one it follows.
  const sentAt = measures.map(({ standing }) => standing.events.at(-1)?.at ?? now).reduce((a, b) => (a > b ? a : b), now);
  return {
    v: 1, type: 'case-step', action, measures: measures.map(({ id, last, assistance }) => ({ id, after: last, carries: carries(assistance) })), words: said, executing,
    transmitted: action === 'transmit' ? { dossier: matter.dossier, before: attested(matter) } : null, sentAt,
  };
}
