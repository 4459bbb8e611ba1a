/** A message that people read: words, and what they carry. */
import type { Instant, ItemId } from '@comity/contracts';
import { filesRule, readFiles, type FileContent } from './content-file.js';
import { readEvaluation, readOrigin, readTlp, restrictionRule, type Evaluation, type Origin, type Tlp } from './content-marking.js';
import { mentionRule, readMentions, type MentionAt } from './content-mention.js';
import { pollRule, readPoll, type Poll } from './content-poll.js';
import { readRef, type Ref } from './content-ref.js';
import { contentLimits, firstBroken, instantRule, isId, textRule, type ContentRule, type Fields } from './content-rules.js';

export interface TextContent {
  v: 1; type: 'text'; text: string; sentAt: Instant; topic: ItemId | null; reply: Ref | null; mentions: MentionAt[];
  /** The words of handling code H3. */
  restriction: string | null;
  evaluation: Evaluation | null; tlp: Tlp | null; alert: boolean; poll: Poll | null; forwarded: Origin | null; files: FileContent[];
}

const nothing = { topic: null, reply: null, mentions: [], restriction: null, evaluation: null, tlp: null, alert: false, poll: null, forwarded: null, files: [] };

/** A text with whatever it carries. Line ends are made one kind, unless ranges count on them: then they must be already. */
export function newText(text: string, sentAt: Instant, more: Partial<TextContent> = {}): TextContent {
  const whole: TextContent = { ...nothing, ...more, v: 1, type: 'text', text, sentAt };
  return whole.mentions.length === 0 ? { ...whole, text: text.replace(/\r\n?/g, '\n') } : whole;
}

export function readText({ text, sentAt, ...more }: Fields): TextContent | undefined {
  if (typeof text !== 'string' || typeof sentAt !== 'string') return undefined;
  const content: TextContent = { ...nothing, v: 1, type: 'text', text, sentAt: sentAt as Instant };
  // Most messages are words alone.
  if (Object.keys(more).length === 2) return content;
  const read = <T>(value: unknown, reader: (value: unknown) => T | undefined): T | null | undefined => (value === undefined ? null : reader(value));
  const topic = read(more['topic'], (value) => (isId<ItemId>(value) ? value : undefined));
  const reply = read(more['reply'], readRef);
  const mentions = readMentions(more['mentions']);
  const restriction = read(more['restriction'], (value) => (typeof value === 'string' ? value : undefined));
  const evaluation = read(more['evaluation'], readEvaluation);
  const tlp = read(more['tlp'], readTlp);
  const alert = more['alert'] === undefined ? false : more['alert'];
  const poll = read(more['poll'], readPoll);
  const forwarded = read(more['forwarded'], readOrigin);
  const files = readFiles(more['files']);
  if (topic === undefined || reply === undefined || mentions === undefined || restriction === undefined || evaluation === undefined || tlp === undefined) return undefined;
  if (typeof alert !== 'boolean' || poll === undefined || forwarded === undefined || files === undefined) return undefined;
  return { ...content, topic, reply, mentions, restriction, evaluation, tlp, alert, poll, forwarded, files };
}

/** Members that say nothing are left out: a short message stays short. */
export function writeText(content: TextContent): Fields {
  const { v, type, text, sentAt, topic, reply, mentions, restriction, evaluation, tlp, alert, poll, forwarded, files } = content;
  return {
    v, type, text, sentAt, ...(topic !== null && { topic }), ...(reply !== null && { reply }), ...(mentions.length > 0 && { mentions }), ...(restriction !== null && { restriction }),
    ...(evaluation !== null && { evaluation }), ...(tlp !== null && { tlp }), ...(alert && { alert }), ...(poll !== null && { poll }), ...(forwarded !== null && { forwarded }), ...(files.length > 0 && { files }),
  };
}

export function textContentRule(content: TextContent): ContentRule | null {
  const { text, files } = content;
  // A file may speak for itself.
  const words = text === '' && files.length > 0 ? null : textRule(text, contentLimits.text, true);
  return firstBroken(words, instantRule(content.sentAt), mentionRule(content.mentions, text), restrictionRule(content.restriction), pollRule(content.poll), filesRule(files));
}
