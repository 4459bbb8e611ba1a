/**
 * Information that nobody asked for, under conditions: what an offer says, what its content is sealed under, and the steps that follow.
 * Conditions come before content: an offer carries its content under a key of its own, which a later item brings.
 * Trust: shapes only; whether a step stands is judged where the log is read (see the SDK). Loaded by those who have offers.
 */
import type { AuthorityId, HandlingCode, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { concat, decodeBase64Url, randomBytes, toBase64Url, utf8, uuidToBytes } from './bytes.js';
import { conditionLimits, conditionsRule, readConditions } from './conditions.js';
import { isDistinct, isHash, listOf, packsOf, sorted } from './content-dossier.js';
import { readEvaluation, readTlp, restrictionRule } from './content-marking.js';
import { contentLimits, firstBroken, instantRule, isId, parseObject, textRule, type ContentRule, type Fields } from './content-rules.js';
import { carriesOf, isAction, wordsOf, wordsRule, writeWords, type StepCarries, type StepWords } from './content-step.js';
import type { OfferContent } from './content-message.js';
import { decodeFiles, type FileContent } from './file/content.js';
import { domain, sha256 } from './hash.js';
import { writeMarks, type Marks } from './marks.js';
import { pad, unpad } from './padding.js';
import { openBox, sealBox } from './sealed-box.js';

/** Lengths in UTF-16 units, as `string.length` counts; `contentBytes` of the encoded content, so that all of an offer fits into an item. */
export const offerLimits = { nature: 2_000, ...conditionLimits, text: 10_000, contentBytes: 28_000 } as const;

/** `basis`: packs of the rules. `sealed`: the content, closed, in base64url. `hash`: what it opens to has to have. `restriction`: the words of H3. */
export interface Offer extends Marks {
  type: 'offer'; to: AuthorityId; basis: string[]; nature: string; conditions: string[]; sealed: string; hash: string; sentAt: Instant;
}
/**
 * `on`: the hash of the offer. `after`: of the item before it that moved the same line. `use`: the line of one wider use, by the hash of the question; null: of the information itself,
 * or the question. `key` of `deliver` alone, in base64url. `request` of `link-request` alone.
 */
export interface OfferStep {
  type: 'offer-step'; on: string; use: string | null; after: string; action: string; carries: StepCarries; words: StepWords[]; key: string | null; request: SpaceId | null; sentAt: Instant;
}
/** What an offer closes. `salt` (16 bytes, base64url) keeps a short content from being found by trying its hash. */
export interface OfferSecret { salt: string; text: string; files: FileContent[] }

const saltBytes = 16;
const keyBytes = 32;
const label = 'comity offer content v1';
const bytesOf = (value: unknown, length: number): Uint8Array | undefined => {
  const bytes = typeof value === 'string' ? decodeBase64Url(value) : undefined;
  return bytes?.length === length ? bytes : undefined;
};
const optional = <T>(value: unknown, read: (value: unknown) => T | undefined): T | null | undefined => (value === undefined ? null : read(value));
const words = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function readOffer(fields: Fields): Offer | undefined {
  const { to, nature, sealed, hash, sentAt } = fields;
  const [basis, conditions] = [packsOf(fields['basis']), readConditions(fields['conditions'])];
  const [restriction, evaluation, tlp] = [optional(fields['restriction'], words), optional(fields['evaluation'], readEvaluation), optional(fields['tlp'], readTlp)];
  if (!isId<AuthorityId>(to) || basis === undefined || typeof nature !== 'string' || conditions === undefined || restriction === undefined || evaluation === undefined || tlp === undefined) return undefined;
  if (typeof sealed !== 'string' || !isHash(hash) || typeof sentAt !== 'string') return undefined;
  return { type: 'offer', to, basis, nature, conditions, restriction, evaluation, tlp, sealed, hash, sentAt: sentAt as Instant };
}

function readStep(fields: Fields): OfferStep | undefined {
  const { on, after, action, sentAt } = fields;
  const [use, carries] = [optional(fields['use'], (value) => (isHash(value) ? value : undefined)), carriesOf(fields['carries'])];
  const said = fields['words'] === undefined ? [] : listOf(fields['words'], contentLimits.words, wordsOf);
  const key = optional(fields['key'], (value) => (bytesOf(value, keyBytes) === undefined ? undefined : (value as string)));
  const request = optional(fields['request'], (value) => (isId<SpaceId>(value) ? value : undefined));
  if (!isHash(on) || !isHash(after) || !isAction(action) || typeof sentAt !== 'string' || use === undefined || carries === undefined || said === undefined || key === undefined || request === undefined) return undefined;
  if ((key !== null) !== (action === 'deliver') || (request !== null) !== (action === 'link-request') || !isDistinct(said.map(({ member }) => member))) return undefined;
  return { type: 'offer-step', on, use, after, action, carries, words: said, key, request, sentAt: sentAt as Instant };
}

function write(content: Offer | OfferStep): OfferContent {
  const { type, sentAt } = content;
  if (type === 'offer') {
    const { to, basis, nature, conditions, sealed, hash } = content;
    return { v: 1, type, sentAt, said: { to, basis, nature, conditions, ...writeMarks(content), sealed, hash } };
  }
  const { on, use, after, action, carries, words: said, key, request } = content;
  return { v: 1, type, sentAt, said: { on, ...(use !== null && { use }), after, action, carries: sorted(carries), ...(said.length > 0 && { words: writeWords(said) }), ...(key !== null && { key }), ...(request !== null && { request }) } };
}

function ruleOf(content: Offer | OfferStep): ContentRule | null {
  if (content.type === 'offer-step') return firstBroken(wordsRule(content.words), instantRule(content.sentAt));
  const { nature, conditions, restriction, sentAt } = content;
  return firstBroken(textRule(nature, offerLimits.nature, true), conditionsRule(conditions), restrictionRule(restriction), instantRule(sentAt));
}

/** What an item says that was decoded as an offer's; undefined for what is not exactly that. */
export function readOfferContent({ type, said, sentAt }: OfferContent): Offer | OfferStep | undefined {
  const fields = { ...said, sentAt };
  const content = type === 'offer' ? readOffer(fields) : readStep(fields);
  return content !== undefined && ruleOf(content) === null && JSON.stringify(write(content).said) === JSON.stringify(said) ? content : undefined;
}

/** As it goes into an item; or which rule it breaks. */
export function writeOfferContent(content: Offer | OfferStep): { ok: true; content: OfferContent } | { ok: false; rule: ContentRule } {
  const rule = ruleOf(content);
  if (rule !== null) return { ok: false, rule };
  const written = write(content);
  return readOfferContent(written) === undefined ? { ok: false, rule: 'wrong-shape' } : { ok: true, content: written };
}

/** What the next item names this one by: whose it is, where, under which handling code, and every byte it says. `content`: its one encoding. */
export const offerHash = (space: SpaceId, by: PractitionerId, handling: HandlingCode, content: Uint8Array): string =>
  toBase64Url(sha256(concat(domain('offer-item'), uuidToBytes(space), uuidToBytes(by), utf8(`${handling}\0`), content)));

const secretText = ({ salt, text, files }: OfferSecret): string => JSON.stringify({ salt, text, ...(files.length > 0 && { files }) });
const secretRule = ({ text, files }: Omit<OfferSecret, 'salt'>): ContentRule | null => (text === '' && files.length > 0 ? null : textRule(text, offerLimits.text, true));
const associated = (space: SpaceId, by: PractitionerId): Uint8Array => concat(uuidToBytes(space), uuidToBytes(by));
const hashOf = (bytes: Uint8Array): string => toBase64Url(sha256(concat(domain('offer-content'), bytes)));

/** Whether content is short enough, and in order. */
export function offerSecretRule(content: Omit<OfferSecret, 'salt'>): ContentRule | null {
  return secretRule(content) ?? (utf8(secretText({ ...content, salt: 'A'.repeat(22) })).length > offerLimits.contentBytes ? 'too-long' : null);
}

/** Closes content under a fresh key, which stands nowhere in what it answers beside `key`. */
export function sealOffer(space: SpaceId, by: PractitionerId, content: Omit<OfferSecret, 'salt'>): { key: Uint8Array; sealed: string; hash: string } {
  const bytes = utf8(secretText({ ...content, salt: toBase64Url(randomBytes(saltBytes)) }));
  const key = randomBytes(keyBytes);
  return { key, sealed: toBase64Url(sealBox(key, label, associated(space, by), pad(bytes))), hash: hashOf(bytes) };
}

/** What an offer closes; undefined unless the key opens it to just what was offered. `by`: who offered it. */
export function openOffer(space: SpaceId, by: PractitionerId, { sealed, hash }: Pick<Offer, 'sealed' | 'hash'>, key: Uint8Array): OfferSecret | undefined {
  const box = decodeBase64Url(sealed);
  const padded = box === undefined || key.length !== keyBytes ? undefined : openBox(key, label, associated(space, by), box);
  const bytes = padded === undefined ? undefined : unpad(padded);
  if (bytes === undefined || hashOf(bytes) !== hash) return undefined;
  const parsed = parseObject(bytes);
  if (parsed === undefined) return undefined;
  const { salt, text, files: listed } = parsed.value;
  const files = listed === undefined ? [] : decodeFiles(listed);
  if (bytesOf(salt, saltBytes) === undefined || typeof text !== 'string' || files === undefined) return undefined;
  const secret: OfferSecret = { salt: salt as string, text, files };
  return secretRule(secret) === null && secretText(secret) === parsed.text ? secret : undefined;
}
