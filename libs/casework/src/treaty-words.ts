/** Words for the terms that a treaty brought with its file. Apart from the packs, because screens want words that have no need of the law. */
import type { PackSource, WordList } from './pack.js';
import { treaties } from './treaties.js';

/** In that language, or else in English; null: no file has any. That the words are words was checked where the law was loaded, or else is not believed. */
export function treatyWords(language: string, list: WordList, id: string): string | null {
  return spoken(language, (words) => words[list]?.[id]);
}

/** What an instrument is called in a list, or in full. */
export function treatyName(language: string, pack: string, form: 'name' | 'title' = 'name'): string | null {
  return spoken(language, (words) => (form === 'title' ? words.title : undefined) ?? words.name, pack);
}

type Words = NonNullable<PackSource['words']>[string];

function spoken(language: string, say: (words: Words) => unknown, pack?: string): string | null {
  const files = (treaties as readonly Pick<PackSource, 'id' | 'words'>[]).filter(({ id }) => pack === undefined || id === pack);
  for (const tongue of [language, 'en']) {
    for (const { words } of files) {
      const said = words?.[tongue] === undefined ? undefined : say(words[tongue]);
      if (typeof said === 'string') return said;
    }
  }
  return null;
}
