/**
 * What stands inside sealed items: versioned JSON. Written without a schema library, because every client reads
 * thousands of them at once. Trust: a member wrote it, who may be mistaken or hostile; a failure is a value, never thrown.
 */
import type { Instant } from '@comity/contracts';
import { fromUtf8, utf8 } from './bytes.js';

/** Lengths in UTF-16 units, as `string.length` counts. The longest text fits into an item whatever its letters. */
export const contentLimits = { text: 20_000, title: 200, purpose: 2_000 } as const;

export interface MessageContent { v: 1; type: 'text'; text: string; sentAt: Instant }
export interface ProfileContent { v: 1; title: string; purpose: string | null; sentAt: Instant }

export type ContentRule = 'not-json' | 'unknown-version' | 'unknown-type' | 'wrong-shape' | 'empty' | 'too-long' | 'control-characters' | 'wrong-instant';
export type ContentResult<T> = { ok: true; content: T } | { ok: false; rule: ContentRule };
export type Encoded = { ok: true; bytes: Uint8Array } | { ok: false; rule: ContentRule };

export const refuse = (rule: ContentRule) => ({ ok: false, rule }) as const;

/** Line ends are made one kind before (`\r\n` and `\r` become `\n`); everything else is kept or refused. */
export function encodeMessage(message: { text: string; sentAt: Instant }): Encoded {
  const content: MessageContent = { v: 1, type: 'text', text: message.text.replace(/\r\n?/g, '\n'), sentAt: message.sentAt };
  const rule = textRule(content.text, contentLimits.text, true) ?? instantRule(content.sentAt);
  return rule === null ? { ok: true, bytes: utf8(JSON.stringify(content)) } : refuse(rule);
}

export function decodeMessage(bytes: Uint8Array): ContentResult<MessageContent> {
  const value = parseObject(bytes);
  if (value === undefined) return refuse('not-json');
  if (value['v'] !== 1) return refuse('unknown-version');
  if (value['type'] !== 'text') return refuse('unknown-type');
  const { text, sentAt } = value;
  if (Object.keys(value).length !== 4 || typeof text !== 'string' || typeof sentAt !== 'string') return refuse('wrong-shape');
  const rule = textRule(text, contentLimits.text, true) ?? instantRule(sentAt);
  return rule === null ? { ok: true, content: { v: 1, type: 'text', text, sentAt: sentAt as Instant } } : refuse(rule);
}

/** A space's name and purpose. */
export function encodeProfile(profile: { title: string; purpose: string | null; sentAt: Instant }): Encoded {
  const content: ProfileContent = { v: 1, title: profile.title, purpose: profile.purpose, sentAt: profile.sentAt };
  const rule = profileRule(content);
  return rule === null ? { ok: true, bytes: utf8(JSON.stringify(content)) } : refuse(rule);
}

export function decodeProfile(bytes: Uint8Array): ContentResult<ProfileContent> {
  const value = parseObject(bytes);
  if (value === undefined) return refuse('not-json');
  if (value['v'] !== 1) return refuse('unknown-version');
  const { title, purpose, sentAt } = value;
  const shaped = typeof title === 'string' && (purpose === null || typeof purpose === 'string') && typeof sentAt === 'string';
  if (!shaped || Object.keys(value).length !== 4) return refuse('wrong-shape');
  const content: ProfileContent = { v: 1, title, purpose, sentAt: sentAt as Instant };
  const rule = profileRule(content);
  return rule === null ? { ok: true, content } : refuse(rule);
}

const profileRule = (content: ProfileContent): ContentRule | null =>
  textRule(content.title, contentLimits.title, false) ?? (content.purpose === null ? null : textRule(content.purpose, contentLimits.purpose, true)) ?? instantRule(content.sentAt);

export function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  const text = fromUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

// Control characters, and the bidirectional overrides that make a text show otherwise than it reads.
// eslint-disable-next-line no-control-regex -- refusing control characters is the point
const controls = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
// eslint-disable-next-line no-control-regex -- refusing control characters is the point
const controlsButLines = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

function textRule(text: string, most: number, lines: boolean): ContentRule | null {
  if (text.trim() === '') return 'empty';
  if (text.length > most) return 'too-long';
  return (lines ? controlsButLines : controls).test(text) || !text.isWellFormed() ? 'control-characters' : null;
}

/** Exactly as `Date.prototype.toISOString` writes an instant of the years 0 to 9999. */
export function instantRule(text: string): ContentRule | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return 'wrong-instant';
  const time = Date.parse(text);
  return Number.isNaN(time) || new Date(time).toISOString() !== text ? 'wrong-instant' : null;
}
