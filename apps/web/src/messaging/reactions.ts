/** A few reactions that colleagues need, each shown as a word: short, translated, and legible where no font has pictures. */
import type { PlainId } from '../i18n/text.js';

export const reactions = [
  { emoji: '👌', text: 'talk-reaction.noted' },
  { emoji: '👍', text: 'talk-reaction.agreed' },
  { emoji: '👀', text: 'talk-reaction.looking' },
  { emoji: '❓', text: 'talk-reaction.question' },
  { emoji: '✅', text: 'talk-reaction.done' },
  { emoji: '🙏', text: 'talk-reaction.thanks' },
] as const satisfies readonly { emoji: string; text: PlainId }[];

export const reactionText = (emoji: string): PlainId | null => reactions.find((each) => each.emoji === emoji)?.text ?? null;

const grapheme = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** The one emoji somebody typed, or null: letters and digits are words, not reactions. */
export function oneEmoji(typed: string): string | null {
  const text = typed.trim();
  const first = [...grapheme.segment(text)];
  return first.length === 1 && text.length <= 32 && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text) ? text : null;
}
