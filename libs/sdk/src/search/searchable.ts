/** What of an entry can be found, and by what. */
import type { MentionAt } from '@comity/e2ee';
import { wordsOf } from '../register/view.js';
import { currentOf, timeOf, type StoredEntry, type StoredRegister } from '../space/entries.js';
import type { Document } from './documents.js';

export type Searchable = Omit<Document, 'space' | 'index'> & { id: string; text: string };
export type MentionsMe = (sender: string, mentions: readonly MentionAt[]) => boolean;

/** Where an entry of a register is found: in no topic of the conversation, and not among what has none. */
const register = 'register';
/** A version of an entry by its title and fields. Whether it is the one that stands, its register knows. */
export function searchableVersion({ id, seq, by, at, content }: StoredRegister): Searchable | null {
  if (content.type !== 'entry') return null;
  return { id, seq, sender: by, topic: register, at: Date.parse(at), hasFile: 'file' in content.fields, mentionsMe: false, text: wordsOf(content) };
}

/** A message by its words as they stand now, its options and the names of its files; a topic by its title. Null for what holds no words of anybody. */
export function searchable(entry: StoredEntry, mentionsMe: MentionsMe): Searchable | null {
  const at = Date.parse(timeOf(entry) ?? '');
  if (entry.type === 'topic') return { id: entry.id, seq: entry.seq, sender: entry.by, topic: entry.id, at, hasFile: false, mentionsMe: false, text: entry.title };
  if (entry.type !== 'message' || entry.withdrawn !== undefined) return null;
  const { id, seq, sender, files = [] } = entry;
  const { text, mentions } = currentOf(entry);
  const words = [text, ...(entry.poll?.options ?? []), ...files.map(({ name }) => name)].filter((part) => part !== '');
  return { id, seq, sender, topic: entry.topic ?? null, at, hasFile: files.length > 0, mentionsMe: mentionsMe(sender, mentions), text: words.join('\n') };
}
