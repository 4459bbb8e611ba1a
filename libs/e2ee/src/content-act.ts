/** What people do to an earlier item, or to a topic. */
import type { Instant } from '@comity/contracts';
import { emojiRule } from './content-emoji.js';
import { mentionRule, readMentions, type MentionAt } from './content-mention.js';
import { readChoices } from './content-poll.js';
import { readRef, type Ref } from './content-ref.js';
import { contentLimits, firstBroken, instantRule, textRule, type ContentRule, type Fields } from './content-rules.js';

export type Act = { v: 1; sentAt: Instant } & (
  | { type: 'edit'; on: Ref; text: string; mentions: MentionAt[] }
  | { type: 'withdraw' | 'close-poll' | 'acknowledge' | 'remind'; on: Ref }
  | { type: 'reaction'; on: Ref; emoji: string; set: boolean }
  | { type: 'pin'; on: Ref; set: boolean }
  | { type: 'vote'; on: Ref; choices: number[] }
  /** Opens a topic, whose id is this item's. */
  | { type: 'topic'; title: string }
  | { type: 'rename-topic'; on: Ref; title: string }
);
export type ActOf<T extends Act['type']> = Extract<Act, { type: T }>;

export const actTypes = ['edit', 'withdraw', 'close-poll', 'acknowledge', 'remind', 'reaction', 'pin', 'vote', 'topic', 'rename-topic'] as const satisfies readonly Act['type'][];
export const isActType = (type: unknown): type is Act['type'] => actTypes.some((known) => known === type);

export function readAct(type: Act['type'], fields: Fields): Act | undefined {
  const { text, emoji, set, title, sentAt: instant } = fields;
  if (typeof instant !== 'string') return undefined;
  const common = { v: 1, sentAt: instant as Instant } as const;
  if (type === 'topic') return typeof title === 'string' ? { ...common, type, title } : undefined;
  const on = readRef(fields['on']);
  if (on === undefined) return undefined;
  switch (type) {
    case 'edit': {
      const mentions = readMentions(fields['mentions']);
      return typeof text === 'string' && mentions !== undefined ? { ...common, type, on, text, mentions } : undefined;
    }
    case 'withdraw': case 'close-poll': case 'acknowledge': case 'remind': return { ...common, type, on };
    case 'reaction': return typeof emoji === 'string' && typeof set === 'boolean' ? { ...common, type, on, emoji, set } : undefined;
    case 'pin': return typeof set === 'boolean' ? { ...common, type, on, set } : undefined;
    case 'vote': {
      const choices = readChoices(fields['choices']);
      return choices === undefined ? undefined : { ...common, type, on, choices };
    }
    case 'rename-topic': return typeof title === 'string' ? { ...common, type, on, title } : undefined;
  }
}

export function writeAct(act: Act): Fields {
  const { v, type, sentAt } = act;
  const on = 'on' in act ? { on: { id: act.on.id, seq: act.on.seq } } : {};
  switch (act.type) {
    case 'edit': return { v, type, ...on, text: act.text, ...(act.mentions.length > 0 && { mentions: act.mentions }), sentAt };
    case 'reaction': return { v, type, ...on, emoji: act.emoji, set: act.set, sentAt };
    case 'pin': return { v, type, ...on, set: act.set, sentAt };
    case 'vote': return { v, type, ...on, choices: act.choices, sentAt };
    case 'topic': case 'rename-topic': return { v, type, ...on, title: act.title, sentAt };
    default: return { v, type, ...on, sentAt };
  }
}

export function actRule(act: Act): ContentRule | null {
  const time = instantRule(act.sentAt);
  switch (act.type) {
    case 'edit': return firstBroken(textRule(act.text, contentLimits.text, true), mentionRule(act.mentions, act.text), time);
    case 'reaction': return emojiRule(act.emoji) ?? time;
    case 'vote': return readChoices(act.choices) === undefined ? 'wrong-shape' : time;
    case 'topic': case 'rename-topic': return textRule(act.title, contentLimits.topicTitle, false) ?? time;
    default: return time;
  }
}
