/**
 * Rules that everything inside sealed items keeps. Written without a schema library, because every client reads
 * thousands of items at once. Trust: a member wrote it, who may be mistaken or hostile; a failure is a value, never thrown.
 */
import type { Instant } from '@comity/contracts';
import { fromUtf8, utf8 } from './bytes.js';
import { fitsItem } from './item-seal.js';

/** Lengths in UTF-16 units, as `string.length` counts. The longest text fits into an item whatever its letters. */
export const contentLimits = {
  text: 20_000, title: 200, purpose: 2_000, topicTitle: 120, restriction: 500, mentions: 50, mentionLength: 200, emoji: 32,
  pollOptions: 20, pollOption: 200, profileTopics: 200,
  /** Of a request: its dossier leaves room, in the item that transmits it, for three steps of each measure. */
  dossierBytes: 36_000, sections: 60, measures: 20, sought: 4_000, instruments: 20, terms: 50, term: 100, words: 11, addressees: 50, attestedSteps: 60,
} as const;

export type ContentRule = 'not-json' | 'unknown-version' | 'unknown-type' | 'wrong-shape' | 'empty' | 'too-long' | 'control-characters' | 'wrong-instant' | 'wrong-range' | 'wrong-emoji' | 'not-canonical';
export type ContentResult<T> = { ok: true; content: T } | { ok: false; rule: ContentRule };
export type Encoded = { ok: true; bytes: Uint8Array } | { ok: false; rule: ContentRule };
export type Fields = Record<string, unknown>;

export const refuse = (rule: ContentRule) => ({ ok: false, rule }) as const;

/** More levels than anything that is said has. Whoever descends into thousands runs out of stack, each engine elsewhere: they are counted. */
const deepest = 16;
function isDeep(text: string): boolean {
  let depth = 0;
  // Without what is escaped, every second part stands between quotation marks.
  return text.replace(/\\./g, '').split('"').some((part, i) => i % 2 === 0 && [...part].some((each) => (depth += '[{'.includes(each) ? 1 : ']}'.includes(each) ? -1 : 0) > deepest));
}

/** The members of a JSON object, and the text they stood in; undefined for anything else. */
export function parseObject(bytes: Uint8Array): { text: string; value: Fields } | undefined {
  const text = fromUtf8(bytes);
  if (text === undefined || isDeep(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? { text, value } : undefined;
  } catch {
    return undefined;
  }
}

/** Seals the form: content has one encoding, the one this writes. */
export function encodeFields(value: unknown): Encoded {
  const bytes = utf8(JSON.stringify(value));
  return fitsItem(bytes.length) ? { ok: true, bytes } : refuse('too-long');
}

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Whole numbers from `least` on that JSON carries exactly. */
export const isWhole = (value: unknown, least = 0, most = Number.MAX_SAFE_INTEGER): value is number => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = <Id extends string>(value: unknown): value is Id => typeof value === 'string' && uuid.test(value);

// Control characters, and the bidirectional overrides that make a text show otherwise than it reads.
// eslint-disable-next-line no-control-regex -- refusing control characters is the point
const controls = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
// eslint-disable-next-line no-control-regex -- refusing control characters is the point
const controlsButLines = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Whether a text of several lines holds what none may. */
export const holdsControls = (text: string): boolean => controlsButLines.test(text);

/** The rule that a text of one line (or, with `lines`, of several) breaks. */
export function textRule(text: string, most: number, lines: boolean): ContentRule | null {
  if (text.trim() === '') return 'empty';
  if (text.length > most) return 'too-long';
  return (lines ? holdsControls(text) : controls.test(text)) || !text.isWellFormed() ? 'control-characters' : null;
}

/** Exactly as `Date.prototype.toISOString` writes an instant of the years 0 to 9999. */
export function instantRule(text: string): ContentRule | null {
  if (!isInstantShaped(text)) return 'wrong-instant';
  const time = Date.parse(text);
  return Number.isNaN(time) || new Date(time).toISOString() !== text ? 'wrong-instant' : null;
}

export const isInstant = (value: unknown): value is Instant => typeof value === 'string' && instantRule(value) === null;
const isInstantShaped = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text);

/** The first rule that is broken, if any is. */
export const firstBroken = (...rules: (ContentRule | null)[]): ContentRule | null => rules.find((rule) => rule !== null) ?? null;
