/** Polls: a question (the text), its options, and votes for them. */
import { contentLimits, firstBroken, isFields, isWhole, textRule, type ContentRule } from './content-rules.js';

export interface Poll { options: string[]; multiple: boolean }

export function readPoll(value: unknown): Poll | undefined {
  if (!isFields(value)) return undefined;
  const { options, multiple } = value;
  if (!Array.isArray(options) || options.length > contentLimits.pollOptions || typeof multiple !== 'boolean') return undefined;
  return options.every((option) => typeof option === 'string') ? { options, multiple } : undefined;
}

export function pollRule(poll: Poll | null): ContentRule | null {
  if (poll === null) return null;
  if (poll.options.length < 2 || new Set(poll.options).size < poll.options.length) return 'wrong-shape';
  if (poll.options.length > contentLimits.pollOptions) return 'too-long';
  return firstBroken(...poll.options.map((option) => textRule(option, contentLimits.pollOption, false)));
}

/** Places of options, in order, each once; none takes the vote back. Whether the poll has them is judged where it is counted. */
export function readChoices(value: unknown): number[] | undefined {
  if (!Array.isArray(value) || value.length > contentLimits.pollOptions) return undefined;
  const choices: unknown[] = value;
  return choices.every((choice, i): choice is number => isWhole(choice, 0, contentLimits.pollOptions - 1) && (i === 0 || choice > (choices[i - 1] as number))) ? choices : undefined;
}
