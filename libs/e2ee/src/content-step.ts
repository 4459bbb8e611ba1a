/**
 * A step of a request for mutual legal assistance: what is done, for which of its measures, what it carries for each, and the words that its hashes name.
 * Trust: shapes only, as for dossiers.
 */
import type { AuthorityId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { concat, decodeBase64Url, toBase64Url, utf8, uuidToBytes } from './bytes.js';
import { dossierRule, isDistinct, isHash, isTerm, listOf, readDossier, sorted, termsOf, writeDossier, type Dossier } from './content-dossier.js';
import { contentLimits, firstBroken, instantRule, isFields, isId, isInstant, textRule, type ContentRule, type Fields } from './content-rules.js';
import { domain, sha256 } from './hash.js';

/** What a step carries beside who, what and when, by member: terms, an instant, or the hash of words. */
export type StepCarries = Record<string, string | string[]>;
/** Words that a member names by their hash. The salt (16 bytes, base64url) keeps short words from being found by trying. */
export interface StepWords { member: string; salt: string; text: string }
/** `after`: the hash of the item before it that concerns this measure, in base64url. */
export interface StepMeasure { id: string; after: string; carries: StepCarries }
/** A step as whoever transmits tells it to those who could not read it. */
export interface AttestedStep { action: string; by: PractitionerId; at: Instant; measures: { id: string; carries: StepCarries }[] }
export interface StepContent {
  v: 1; type: 'case-step'; action: string; measures: StepMeasure[]; words: StepWords[];
  /** Of `forward` alone: who is to execute. */
  executing: AuthorityId | null;
  /** Of `transmit` alone, for those who come in with it: the dossier, and the steps before. */
  transmitted: { dossier: Dossier; before: AttestedStep[] } | null;
  sentAt: Instant;
}

const action = /^[a-z]+(-[a-z]+)*$/;
const member = /^[a-z]{1,20}$/;
const saltBytes = 16;
const isAction = (value: unknown): value is string => typeof value === 'string' && value.length <= contentLimits.term && action.test(value);

function carriesOf(value: unknown): StepCarries | undefined {
  if (!isFields(value)) return undefined;
  const known = Object.entries(value).every(([name, carried]) => member.test(name) && (isTerm(carried) || isHash(carried) || isInstant(carried) || termsOf(carried) !== undefined));
  return known ? (value as StepCarries) : undefined;
}

function measureOf(value: unknown): StepMeasure | undefined {
  const carries = isFields(value) ? carriesOf(value['carries']) : undefined;
  return isFields(value) && carries !== undefined && isId(value['id']) && isHash(value['after']) ? { id: value['id'], after: value['after'], carries } : undefined;
}

function wordsOf(value: unknown): StepWords | undefined {
  if (!isFields(value)) return undefined;
  const { member: name, salt, text } = value;
  const salted = typeof salt === 'string' && decodeBase64Url(salt)?.length === saltBytes;
  return salted && typeof name === 'string' && member.test(name) && typeof text === 'string' ? { member: name, salt, text } : undefined;
}

function attestedOf(value: unknown): AttestedStep | undefined {
  if (!isFields(value)) return undefined;
  const { action: what, by, at } = value;
  const measures = listOf(value['measures'], contentLimits.measures, (each) => {
    const carries = isFields(each) ? carriesOf(each['carries']) : undefined;
    return isFields(each) && carries !== undefined && isId(each['id']) ? { id: each['id'], carries } : undefined;
  });
  return isAction(what) && isId<PractitionerId>(by) && isInstant(at) && measures !== undefined ? { action: what, by, at, measures } : undefined;
}

function transmittedOf(value: unknown): StepContent['transmitted'] | undefined {
  if (value === undefined) return null;
  const dossier = isFields(value) ? readDossier(value['dossier']) : undefined;
  const before = isFields(value) ? listOf(value['before'], contentLimits.attestedSteps, attestedOf) : undefined;
  return dossier === undefined || before === undefined ? undefined : { dossier, before };
}

export function readStep({ action: what, executing = null, sentAt, ...more }: Fields): StepContent | undefined {
  const measures = listOf(more['measures'], contentLimits.measures, measureOf);
  const words = more['words'] === undefined ? [] : listOf(more['words'], contentLimits.words, wordsOf);
  const transmitted = transmittedOf(more['transmitted']);
  if (!isAction(what) || measures === undefined || words === undefined || transmitted === undefined || typeof sentAt !== 'string' || !(executing === null || isId<AuthorityId>(executing))) return undefined;
  if (measures.length === 0 || !isDistinct(measures.map(({ id }) => id)) || !isDistinct(words.map(({ member: name }) => name))) return undefined;
  if ((transmitted !== null) !== (what === 'transmit') || (executing !== null) !== (what === 'forward')) return undefined;
  return { v: 1, type: 'case-step', action: what, measures, words, executing, transmitted, sentAt: sentAt as Instant };
}

export const writeAttested = ({ action: what, by, at, measures }: AttestedStep): Fields => ({ action: what, by, at, measures: measures.map(({ id, carries }) => ({ id, carries: sorted(carries) })) });

export const writeStep = ({ v, type, action: what, measures, words, executing, transmitted, sentAt }: StepContent): Fields => ({
  v, type, action: what, measures: measures.map(({ id, after, carries }) => ({ id, after, carries: sorted(carries) })),
  ...(words.length > 0 && { words: words.map(({ member: name, salt, text }) => ({ member: name, salt, text })) }), ...(executing !== null && { executing }),
  ...(transmitted !== null && { transmitted: { dossier: writeDossier(transmitted.dossier), before: transmitted.before.map(writeAttested) } }), sentAt,
});

export const stepRule = ({ words, transmitted, sentAt }: StepContent): ContentRule | null => firstBroken(
  ...words.map(({ text }) => textRule(text, contentLimits.text, true)), transmitted === null ? null : dossierRule(transmitted.dossier), instantRule(sentAt),
);

/** What a step carries in the place of words: SHA-256 over their one encoding, with the salt. */
export const wordsHash = ({ member: name, salt, text }: StepWords): string => toBase64Url(sha256(concat(domain('case-words'), utf8(JSON.stringify({ member: name, salt, text })))));

/** What the next item of a request names this one by: whose it is, where, and every byte it says. `content`: its one encoding. */
export const caseHash = (space: SpaceId, by: PractitionerId, content: Uint8Array): string => toBase64Url(sha256(concat(domain('case-item'), uuidToBytes(space), uuidToBytes(by), content)));
