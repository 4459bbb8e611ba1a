/** Every message of the fixture's shorter conversations, the newest first, for its search and its inbox. */
import type { InboxEntry, SearchHit } from '@comity/sdk';
import { me } from './people.js';
import { countOf, entryOf, spaces } from './spaces.js';

const longest = 100;
export const said: SearchHit[] = spaces.flatMap((space, at) => Array.from({ length: Math.min(longest, countOf(at)) }, (_, i) => entryOf(at, i)).flatMap((entry): SearchHit[] =>
  (entry.type === 'message' && entry.seq !== null ? [{ space: space.id, on: { id: entry.id, seq: entry.seq }, entry: null, request: null, note: null, offer: null, topic: entry.topic, sender: entry.sender, sentAt: entry.sentAt, excerpt: entry.text, marks: [] }] : [])))
  .sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1));

const kinds = ['reminder', 'mention', 'alert', 'mention', 'mention'] as const;
const single = said.filter(({ sender }) => sender !== me.id).filter((_, i) => i % 9 === 0).slice(0, kinds.length)
  .map(({ space, on, topic, sender, sentAt, excerpt }, i): InboxEntry => ({ kind: kinds[i] ?? 'mention', space, on, topic, sender, at: sentAt, count: 1, text: excerpt, upTo: on.seq }));
const unread = spaces.flatMap((space, at): InboxEntry[] => {
  const first = said.filter((hit) => hit.space === space.id)[space.unread - 1];
  return first === undefined ? [] : [{ kind: 'unread', space: space.id, on: first.on, topic: null, sender: first.sender, at: spaces[at]?.lastActivity ?? first.sentAt, count: space.unread, text: first.excerpt, upTo: first.on.seq + space.unread }];
});
export const waiting: InboxEntry[] = [...single, ...unread].sort((a, b) => (a.at < b.at ? 1 : -1));
