/** A space's name and purpose, and its topics, stated anew for whoever joins and cannot read back. */
import type { Instant, ItemId, SpaceId } from '@comity/contracts';
import { readRef, type Ref } from './content-ref.js';
import { contentLimits, encodeFields, firstBroken, instantRule, isFields, isId, isWhole, parseObject, refuse, textRule, type ContentResult, type ContentRule, type Encoded } from './content-rules.js';

export interface ProfileTopic { on: Ref; title: string }
/** Whether a case file is closed. `at`: null where it is said by this; otherwise the place in the log at which it was said, or 0: by the rule for meetings. */
export interface Closing { closed: boolean; at: number | null }
/** `within`: the case file of which the space is a compartment. */
export interface ProfileContent { v: 1; title: string; purpose: string | null; sentAt: Instant; topics: ProfileTopic[]; within?: SpaceId; closing?: Closing }

const write = ({ v, title, purpose, sentAt, topics, within, closing }: ProfileContent) =>
  ({ v, title, purpose, sentAt, ...(topics.length > 0 && { topics: topics.map(({ on, title: name }) => ({ on: { id: on.id, seq: on.seq }, title: name })) }), ...(within && { within }), ...(closing && { closing: { closed: closing.closed, ...(closing.at !== null && { at: closing.at }) } }) });

/** Topics that no longer fit are left out, last ones first. */
export function encodeProfile(profile: Omit<ProfileContent, 'v' | 'topics'> & { topics?: ProfileTopic[] }): Encoded {
  const content: ProfileContent = { topics: [], ...profile, v: 1 };
  const rule = profileRule(content);
  if (rule !== null) return refuse(rule);
  const whole = encodeFields(write(content));
  return whole.ok || content.topics.length === 0 ? whole : encodeProfile({ ...content, topics: content.topics.slice(0, content.topics.length >> 1) });
}

export function decodeProfile(bytes: Uint8Array): ContentResult<ProfileContent> {
  const parsed = parseObject(bytes);
  if (parsed === undefined) return refuse('not-json');
  const { v, title, purpose, sentAt, topics: listed, within, closing: stated } = parsed.value;
  if (v !== 1) return refuse('unknown-version');
  const topics = readTopics(listed);
  const closing = readClosing(stated);
  if (typeof title !== 'string' || !(purpose === null || typeof purpose === 'string') || typeof sentAt !== 'string' || topics === undefined || closing === undefined || !(within === undefined || isId<SpaceId>(within))) return refuse('wrong-shape');
  const content: ProfileContent = { v: 1, title, purpose, sentAt: sentAt as Instant, topics, ...(within && { within }), ...(closing && { closing }) };
  const rule = profileRule(content);
  if (rule !== null) return refuse(rule);
  return JSON.stringify(write(content)) === parsed.text ? { ok: true, content } : refuse('not-canonical');
}

/** Null: nothing is said. */
function readClosing(value: unknown): Closing | null | undefined {
  if (value === undefined) return null;
  const { closed, at } = isFields(value) ? value : {};
  return typeof closed === 'boolean' && (at === undefined || isWhole(at)) ? { closed, at: at ?? null } : undefined;
}

function readTopics(value: unknown): ProfileTopic[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > contentLimits.profileTopics) return undefined;
  const topics = value.map((each: unknown): ProfileTopic | undefined => {
    const on = isFields(each) ? readRef(each['on']) : undefined;
    const title = isFields(each) ? each['title'] : undefined;
    return on !== undefined && typeof title === 'string' ? { on, title } : undefined;
  });
  return topics.every((topic) => topic !== undefined) && new Set(topics.map(({ on }): ItemId => on.id)).size === topics.length ? topics : undefined;
}

const profileRule = ({ title, purpose, sentAt, topics }: ProfileContent): ContentRule | null => firstBroken(
  textRule(title, contentLimits.title, false), purpose === null ? null : textRule(purpose, contentLimits.purpose, true), instantRule(sentAt),
  topics.length > contentLimits.profileTopics ? 'too-long' : null, ...topics.map((topic) => textRule(topic.title, contentLimits.topicTitle, false)),
);
