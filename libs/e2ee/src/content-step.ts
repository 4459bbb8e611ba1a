/**
 * A step of a request: what is done, for which of its measures, what it carries for each, and the words that its hashes name.
 * Trust: shapes only, as for dossiers.
 */
import type { AuthorityId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { concat, decodeBase64Url, toBase64Url, utf8, uuidToBytes } from './bytes.js';
import { isDistinct, isHash, isHung, isTerm, listOf, sorted, termsOf } from './content-dossier.js';
import { contentLimits, firstBroken, instantRule, isFields, isId, isInstant, textRule, type ContentRule, type Fields } from './content-rules.js';
import { domain, sha256 } from './hash.js';

/** What a step carries beside who, what and when, by member: terms, an instant, or the hash of words. */
export type StepCarries = Record<string, string | string[]>;
/** Words that a member names by their hash. The salt (16 bytes, base64url) keeps short words from being found by trying. */
export interface StepWords { member: string; salt: string; text: string }
/** `after`: the hash of the item before it that concerns this measure, in base64url. */
export interface StepMeasure { id: string; after: string; carries: StepCarries }
export interface StepContent {
  v: 1; type: 'case-step'; action: string; measures: StepMeasure[]; words: StepWords[];
  /** Of `forward` alone: who is to execute. */
  executing: AuthorityId | null;
  /** Of steps that go out alone: the space in which it goes to the other side, and to whom there. */
  shared: { space: SpaceId; addressees: PractitionerId[] } | null;
  /** The files that come with it, as it stands there; see `readStepAnnex`. */
  annex?: Fields;
  /** How it is marked beside its handling code, as it stands there; see `readMarks`. */
  marks?: Fields;
  sentAt: Instant;
}

const action = /^[a-z]+(-[a-z]+)*$/;
const member = /^[a-z]{1,20}$/;
const saltBytes = 16;
export const isAction = (value: unknown): value is string => typeof value === 'string' && value.length <= contentLimits.term && action.test(value);

export function carriesOf(value: unknown): StepCarries | undefined {
  if (!isFields(value)) return undefined;
  const known = Object.entries(value).every(([name, carried]) => member.test(name) && (isTerm(carried) || isHash(carried) || isInstant(carried) || termsOf(carried) !== undefined));
  return known ? (value as StepCarries) : undefined;
}

function measureOf(value: unknown): StepMeasure | undefined {
  const carries = isFields(value) ? carriesOf(value['carries']) : undefined;
  return isFields(value) && carries !== undefined && isId(value['id']) && isHash(value['after']) ? { id: value['id'], after: value['after'], carries } : undefined;
}

export function wordsOf(value: unknown): StepWords | undefined {
  if (!isFields(value)) return undefined;
  const { member: name, salt, text } = value;
  const salted = typeof salt === 'string' && decodeBase64Url(salt)?.length === saltBytes;
  return salted && typeof name === 'string' && member.test(name) && typeof text === 'string' ? { member: name, salt, text } : undefined;
}

function sharedOf(value: unknown): StepContent['shared'] | undefined {
  if (value === undefined) return null;
  if (!isFields(value) || !isId<SpaceId>(value['space'])) return undefined;
  const addressees = listOf(value['addressees'], contentLimits.addressees, (each) => (isId<PractitionerId>(each) ? each : undefined));
  return addressees === undefined || addressees.length === 0 || !isDistinct(addressees) ? undefined : { space: value['space'], addressees };
}

/** What takes a request to the other side: `complete` again, the others by the tables of its kind. */
const goesOut: ReadonlySet<string> = new Set(['transmit', 'complete', 'request-provisional-arrest', 'request-tracing', 'receive-tip']);

export function readStep({ action: what, executing = null, annex, marks, sentAt, ...more }: Fields): StepContent | undefined {
  const measures = listOf(more['measures'], contentLimits.measures, measureOf);
  const words = more['words'] === undefined ? [] : listOf(more['words'], contentLimits.words, wordsOf);
  const shared = sharedOf(more['shared']);
  if (!isAction(what) || measures === undefined || words === undefined || shared === undefined || typeof sentAt !== 'string' || !(executing === null || isId<AuthorityId>(executing)) || !isHung(annex) || !isHung(marks)) return undefined;
  if (measures.length === 0 || !isDistinct(measures.map(({ id }) => id)) || !isDistinct(words.map(({ member: name }) => name))) return undefined;
  if ((shared !== null) !== goesOut.has(what) || (executing !== null) !== (what === 'forward')) return undefined;
  return { v: 1, type: 'case-step', action: what, measures, words, executing, shared, ...(annex && { annex }), ...(marks && { marks }), sentAt: sentAt as Instant };
}

export const writeWords = (words: readonly StepWords[]): Fields[] => words.map(({ member: name, salt, text }) => ({ member: name, salt, text }));

export const writeStep = ({ v, type, action: what, measures, words, executing, shared, annex, marks, sentAt }: StepContent): Fields => ({
  v, type, action: what, measures: measures.map(({ id, after, carries }) => ({ id, after, carries: sorted(carries) })),
  ...(words.length > 0 && { words: writeWords(words) }), ...(executing !== null && { executing }),
  ...(shared !== null && { shared: { space: shared.space, addressees: shared.addressees } }), ...(annex && { annex }), ...(marks && { marks }), sentAt,
});

export const wordsRule = (words: readonly StepWords[]): ContentRule | null => firstBroken(...words.map(({ text }) => textRule(text, contentLimits.text, true)));
export const stepRule = ({ words, sentAt }: StepContent): ContentRule | null => wordsRule(words) ?? instantRule(sentAt);

/** What a step carries in the place of words: SHA-256 over their one encoding, with the salt. */
export const wordsHash = ({ member: name, salt, text }: StepWords): string => toBase64Url(sha256(concat(domain('case-words'), utf8(JSON.stringify({ member: name, salt, text })))));

/** What the next item of a request names this one by: whose it is, where, and every byte it says. `content`: its one encoding. */
export const caseHash = (space: SpaceId, by: PractitionerId, content: Uint8Array): string => toBase64Url(sha256(concat(domain('case-item'), uuidToBytes(space), uuidToBytes(by), content)));
