/** A term means the same in all treaties and is read in one way: screens ask for the words of a term, and not by which of two treaties it stands there. */
import type { Defect } from './defect.js';
import { wordLists, type RulePack } from './pack.js';

/** Words of a treaty for what another one that was added calls otherwise, in the same language. */
export const wordClashes = ({ id: pack, words = {} }: RulePack, others: readonly RulePack[]): Defect[] =>
  Object.entries(words).flatMap(([language, said]) => wordLists.flatMap((list) => Object.entries(said[list] ?? {}).flatMap(([id, word]): Defect[] => {
    const other = others.find(({ words: theirs = {} }) => (theirs[language]?.[list]?.[id] ?? word) !== word);
    return other === undefined ? [] : [{ entry: `${pack}/words/${language}/${list}/${id}`, rule: 'words-differ', with: other.id }];
  })));
