/** One emoji, as reactions carry it. */
import { contentLimits, type ContentRule } from './content-rules.js';

/**
 * The grammar of UTS #51 (ED-18a): a flag, a keycap, or pictographs joined into one. Extended_Pictographic keeps room
 * for emoji yet to come, so that clients of different ages agree on what one is.
 */
const emoji = /^(?:[\u{1f1e6}-\u{1f1ff}]{2}|[#*0-9]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?(?:[\u{e0020}-\u{e007e}]{1,8}\u{e007f})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)*)$/u;

export const emojiRule = (text: string): ContentRule | null => (text.length > 0 && text.length <= contentLimits.emoji && emoji.test(text) ? null : 'wrong-emoji');
