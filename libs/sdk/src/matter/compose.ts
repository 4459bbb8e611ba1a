/** From what a person wants to do to the item that says it, as their client's view of the request has it. */
import type { Carried, Offer } from '@comity/casework';
import type { AuthorityId, Instant } from '@comity/contracts';
import { enclosuresHash, randomBytes, toBase64Url, wordsHash, writeStepAnnex, type Enclosure, type StepCarries, type StepContent, type StepWords } from '@comity/e2ee';
import { unmarked } from '../codes.js';
import type { StepInput } from '../matters.js';
import { marked } from './codes.js';
import { contentOf, offersTo, referring, type Matter } from './law.js';

const saltBytes = 16;

/** To whom a step leads, who is to execute, or the space in which it goes to the other side; and what comes with it. */
export interface Leading { executing?: AuthorityId | null; shared?: StepContent['shared']; enclosed?: readonly Enclosure[] }

/** `measures` are of the matter. */
export function stepOf(matter: Matter, ids: readonly string[], { action, grounds, words = {}, accepts, date, limit, deadline, route, classification, record, marking = unmarked }: StepInput, { executing = null, shared = null, enclosed = [] }: Leading, now: Instant): StepContent {
  const said = Object.entries(words).map(([member, text]): StepWords => ({ member, salt: toBase64Url(randomBytes(saltBytes)), text: text.replace(/\r\n?/g, '\n') }));
  const hashes = Object.fromEntries(said.map((each) => [each.member, wordsHash(each)]));
  const annex = writeStepAnnex(enclosed);
  const measures = matter.measures.filter(({ id }) => ids.includes(id));
  const { begin, transitions } = matter.rules.cycle;
  const content = transitions.some((row) => row.action === action && row.carries.includes('content'));
  const carries = (id: string, assistance: string | null): StepCarries => ({
    ...takenFrom(offersTo(matter, id, action), typeof accepts === 'string' ? accepts : accepts?.[id]),
    ...(action === begin.action && assistance !== null && { assistance }), ...(content && { content: contentOf(matter) }), ...(grounds !== undefined && { grounds: [...grounds] }),
    ...(date !== undefined && { date }), ...(limit !== undefined && { limit }), ...(deadline !== undefined && { deadline }),
    ...(route !== undefined && { route }), ...(classification !== undefined && { classification }), ...(record !== undefined && { record }), ...hashes, ...(annex && { enclosures: enclosuresHash(annex) }),
  } satisfies Carried);
  // A clock that is slow must not put a step before the one it follows.
  const sentAt = measures.map(({ standing }) => standing.events.at(-1)?.at ?? now).reduce((a, b) => (a > b ? a : b), now);
  return marked({
    v: 1, type: 'case-step', action, measures: measures.map(({ id, last, assistance }) => ({ id, after: last, carries: carries(id, assistance) })), words: said, executing, shared, ...(annex && { annex }), sentAt,
  }, marking);
}

/** What was offered is taken by its hash, unless somebody says it otherwise, or read another one: which is refused. */
const takenFrom = (offer: Offer | undefined, read: string | undefined): StepCarries => (offer === undefined ? {} : { [offer.member]: read ?? offer.carries[offer.member]! });

/** By which somebody says how their authority calls the request among its own files; null: not at all. */
export const referenceOf = (matter: Matter, reference: string | null, now: Instant): StepContent => ({
  v: 1, type: 'case-step', action: referring, measures: matter.measures.map(({ id, last }) => ({ id, after: last, carries: {} })),
  words: reference === null ? [] : [{ member: referring, salt: toBase64Url(randomBytes(saltBytes)), text: reference }], executing: null, shared: null, sentAt: now,
});
