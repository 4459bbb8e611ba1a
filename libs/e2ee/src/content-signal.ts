/** Signals: sealed like items, passed on to whoever is connected, kept by nobody. */
import type { Instant, ItemId } from '@comity/contracts';
import { encodeFields, instantRule, isId, parseObject, refuse, type ContentResult, type Encoded } from './content-rules.js';

/** Somebody is writing, in a topic or in none. */
export interface SignalContent { v: 1; type: 'typing'; topic: ItemId | null; sentAt: Instant }

const write = ({ v, type, topic, sentAt }: SignalContent) => ({ v, type, ...(topic !== null && { topic }), sentAt });

export const encodeSignal = (signal: SignalContent): Encoded => encodeFields(write(signal));

export function decodeSignal(bytes: Uint8Array): ContentResult<SignalContent> {
  const parsed = parseObject(bytes);
  if (parsed === undefined) return refuse('not-json');
  const { v, type, topic = null, sentAt } = parsed.value;
  if (v !== 1) return refuse('unknown-version');
  if (type !== 'typing') return refuse('unknown-type');
  if (!(topic === null || isId<ItemId>(topic)) || typeof sentAt !== 'string') return refuse('wrong-shape');
  const rule = instantRule(sentAt);
  if (rule !== null) return refuse(rule);
  const content: SignalContent = { v: 1, type, topic, sentAt: sentAt as Instant };
  return JSON.stringify(write(content)) === parsed.text ? { ok: true, content } : refuse('not-canonical');
}
