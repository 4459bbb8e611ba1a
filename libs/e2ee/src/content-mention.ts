/** Mentions: who is meant, and the range of the text that names them. */
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import { contentLimits, isFields, isId, isWhole, type ContentRule } from './content-rules.js';

export type Mention = { type: 'person'; id: PractitionerId } | { type: 'authority'; id: AuthorityId } | { type: 'all' };
/** A mention and the range of the text it stands for, in UTF-16 units. */
export type MentionAt = Mention & { at: number; length: number };

export function readMentions(value: unknown): MentionAt[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > contentLimits.mentions) return undefined;
  const mentions = value.map(readMention);
  return mentions.every((mention) => mention !== undefined) ? mentions : undefined;
}

function readMention(value: unknown): MentionAt | undefined {
  if (!isFields(value)) return undefined;
  const { type, id, at, length } = value;
  if (!isWhole(at) || !isWhole(length, 1, contentLimits.mentionLength)) return undefined;
  if (type === 'all') return { type, at, length };
  if (type === 'person' && isId<PractitionerId>(id)) return { type, id, at, length };
  return type === 'authority' && isId<AuthorityId>(id) ? { type, id, at, length } : undefined;
}

/** Ranges lie inside the text, in order, and do not overlap. */
export function mentionRule(mentions: readonly MentionAt[], text: string): ContentRule | null {
  if (mentions.length > contentLimits.mentions) return 'too-long';
  let end = 0;
  for (const { at, length } of mentions) {
    if (at < end || length < 1 || length > contentLimits.mentionLength || at + length > text.length) return 'wrong-range';
    end = at + length;
  }
  return null;
}
