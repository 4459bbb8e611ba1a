/** Every message of the fixture's shorter conversations, the newest first, for its search. */
import type { SearchHit } from '@comity/sdk';
import { countOf, entryOf, spaces } from './spaces.js';

const longest = 100;
export const said: SearchHit[] = spaces.flatMap((space, at) => Array.from({ length: Math.min(longest, countOf(at)) }, (_, i) => entryOf(at, i)).flatMap((entry): SearchHit[] =>
  (entry.type === 'message' && entry.seq !== null ? [{ space: space.id, on: { id: entry.id, seq: entry.seq }, topic: entry.topic, sender: entry.sender, sentAt: entry.sentAt, excerpt: entry.text, marks: [] }] : [])))
  .sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
