/** What of an entry can be found, and by what. */
import type { StoredEntry } from '../space/history.js';
import type { Document } from './documents.js';

export type Searchable = Omit<Document, 'space' | 'index'> & { text: string };

/** Null for what holds no words of anybody. */
export function searchable(entry: StoredEntry): Searchable | null {
  if (entry.type !== 'message') return null;
  return { seq: entry.seq, sender: entry.sender, topic: null, at: Date.parse(entry.sentAt), hasFile: false, mentionsMe: false, text: entry.text };
}
