/**
 * What a message says, in runs: text, mentions, addresses. Also how mentions move while their text is edited.
 * Trust: text and ranges come from other people; ranges that do not fit are text, and only http and https become links.
 */
import type { MentionAt } from '@comity/sdk';

export interface Words { text: string; mentions: MentionAt[] }
export type Run = { type: 'text' | 'link'; text: string } | { type: 'mention'; text: string; mention: MentionAt };

const address = /https?:\/\/[^\s<>"'\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/gi;

function withLinks(text: string, into: Run[]): void {
  let done = 0;
  for (const match of text.matchAll(address)) {
    // Punctuation at the end belongs to the sentence.
    const found = match[0].replace(/[.,;:!?)\]}»”’،؛؟]+$/u, '');
    if (!linkTarget(found)) continue;
    if (match.index > done) into.push({ type: 'text', text: text.slice(done, match.index) });
    into.push({ type: 'link', text: found });
    done = match.index + found.length;
  }
  if (done < text.length) into.push({ type: 'text', text: text.slice(done) });
}

/** The address as the browser understands it; null if it is none, or one that names a user before its host to deceive. */
export function linkTarget(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' ? url.href : null;
}

export function runsOf({ text, mentions }: Words): Run[] {
  const runs: Run[] = [];
  let done = 0;
  for (const mention of [...mentions].sort((a, b) => a.at - b.at)) {
    const end = mention.at + mention.length;
    if (mention.at < done || mention.length <= 0 || end > text.length) continue;
    withLinks(text.slice(done, mention.at), runs);
    runs.push({ type: 'mention', text: text.slice(mention.at, end), mention });
    done = end;
  }
  withLinks(text.slice(done), runs);
  return runs;
}

/** The words after the text was changed by hand: mentions behind the change move along, mentions in it are mentions no more. */
export function retyped(words: Words, text: string): Words {
  const before = words.text;
  let start = 0;
  while (start < before.length && start < text.length && before[start] === text[start]) start++;
  let tail = 0;
  while (tail < before.length - start && tail < text.length - start && before.at(-1 - tail) === text.at(-1 - tail)) tail++;
  const end = before.length - tail;
  const moved = text.length - before.length;
  const mentions = words.mentions.flatMap((mention) => {
    if (mention.at + mention.length <= start) return [mention];
    return mention.at >= end ? [{ ...mention, at: mention.at + moved }] : [];
  });
  return { text, mentions };
}

/** Without white space at either end. */
export function trimmed({ text, mentions }: Words): Words {
  const lead = text.length - text.trimStart().length;
  const clean = text.trim();
  return { text: clean, mentions: mentions.map((mention) => ({ ...mention, at: mention.at - lead })).filter((mention) => mention.at >= 0 && mention.at + mention.length <= clean.length) };
}

/** What is being typed after an `@` up to the caret; null when no mention is being typed. */
export function mentionBefore({ text, mentions }: Words, caret: number): { at: number; query: string } | null {
  const at = text.lastIndexOf('@', caret - 1);
  if (at === -1 || caret - at > 40) return null;
  if (mentions.some((mention) => at >= mention.at && at < mention.at + mention.length)) return null;
  const query = text.slice(at + 1, caret);
  if (query.includes('\n') || /^\s/.test(query) || (at > 0 && /[\p{L}\p{N}._-]/u.test(text[at - 1] ?? ''))) return null;
  return { at, query };
}

/** Puts a mention in the place of what was typed for it; answers the words and where the caret goes. */
export function mentioned(words: Words, from: number, caret: number, name: string, who: { type: 'person' | 'authority'; id: string } | { type: 'all' }): { words: Words; caret: number } {
  const shown = `@${name}`;
  const cleared = retyped(words, words.text.slice(0, from) + words.text.slice(caret));
  const opened = insert(cleared, from, `${shown} `);
  const mention = { ...who, at: from, length: shown.length } as MentionAt;
  return { words: { text: opened.text, mentions: [...opened.mentions, mention].sort((a, b) => a.at - b.at) }, caret: from + shown.length + 1 };
}

const insert = ({ text, mentions }: Words, at: number, added: string): Words => ({
  text: text.slice(0, at) + added + text.slice(at),
  mentions: mentions.map((mention) => (mention.at >= at ? { ...mention, at: mention.at + added.length } : mention)),
});
