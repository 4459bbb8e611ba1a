/** What of an entry can be found, and by what. */
import { noAnnex, readAnnex, type Dossier, type MentionAt } from '@comity/e2ee';
import type { NoteWords } from '../notes/notes.js';
import type { Offered } from '../offer/law.js';
import { wordsOf } from '../register/view.js';
import { currentOf, timeOf, type StoredCase, type StoredEntry, type StoredOffer, type StoredRegister } from '../space/entries.js';
import type { Document } from './documents.js';

export type Searchable = Omit<Document, 'space' | 'index'> & { id: string; text: string };
export type MentionsMe = (sender: string, mentions: readonly MentionAt[]) => boolean;

/** Where what is no message is found: in no topic of the conversation, and not among what has none. */
const apart = 'apart';
/** A version of an entry by its title and fields. Whether it is the one that stands, its register knows. */
export function searchableVersion({ id, seq, by, at, content }: StoredRegister): Searchable | null {
  if (content.type !== 'entry') return null;
  return { id, seq, sender: by, topic: apart, at: Date.parse(at), hasFile: 'file' in content.fields, mentionsMe: false, text: wordsOf(content) };
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

/** An item of a request that stands: a dossier by all its texts, a step by the words it carries. Whether a dossier is the last one, the search knows. */
export function searchableCase({ id, seq, by, at, refused, content }: StoredCase): Searchable | null {
  if (content === null || refused !== null) return null;
  const said = content.type === 'dossier' ? [] : content.words.map(({ text }) => text);
  const texts = [...(content.type === 'case-step' ? [] : textsOf(content.dossier)), ...said];
  return texts.length === 0 ? null : { id, seq, sender: by, topic: apart, at: Date.parse(at), hasFile: content.type !== 'case-step' && (readAnnex(content.dossier)?.enclosures.length ?? 0) > 0, mentionsMe: false, text: texts.join('\n') };
}

function textsOf(dossier: Dossier): string[] {
  const { reference, enclosures, translations, assets } = readAnnex(dossier) ?? noAnnex;
  return [dossier.title, ...dossier.measures.map(({ sought }) => sought), ...dossier.sections.map(({ text }) => text), ...(reference === null ? [] : [reference]), ...enclosures.map(({ file }) => file.name), ...translations.flatMap(({ pieces }) => pieces.map(({ text }) => text)), ...assets.flatMap(({ facts }) => Object.values(facts).filter((value) => typeof value === 'string'))].filter((text) => text !== '');
}

/** A note by its title and what it says now, in the place of whatever was done to it last. */
export const searchableNote = ({ title, text, last: { id, seq, by, at } }: NoteWords): Searchable =>
  ({ id, seq, sender: by, topic: apart, at: Date.parse(at), hasFile: false, mentionsMe: false, text: `${title}\n${text}` });

/** Everything else that is said of information under conditions is found by nobody, as what nobody accepted is. */
export const isDelivery = ({ action, refused }: StoredOffer): boolean => action === 'deliver' && refused === null;

/** Information under conditions by its nature, its words and the names of its files, where it was delivered; null where it is no longer held. */
export function searchableOffer({ id, seq, by, at, on }: StoredOffer, offers: Iterable<Offered>): Searchable | null {
  const offered = [...offers].find((each) => each.id === on);
  if (offered?.content == null) return null;
  const { text, files } = offered.content;
  return { id, seq, sender: by, topic: apart, at: Date.parse(at), hasFile: files.length > 0, mentionsMe: false, text: [offered.offer.nature, text, ...files.map(({ name }) => name)].filter((part) => part !== '').join('\n') };
}
