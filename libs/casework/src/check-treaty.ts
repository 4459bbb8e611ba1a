/** What somebody who writes the file of a treaty is told of it, before anything is built with it. */
import type { Defect } from './defect.js';
import { loadPack, termsOf } from './load-pack.js';
import { wordLists, type RulePack } from './pack.js';
import { addedPacks, lifeCycles, ownPacks } from './standard.js';
import { wordClashes } from './treaty-clash.js';

/** The languages that screens and letters speak. */
const languages = ['en', 'fr', 'es', 'ru', 'ar', 'zh'];

/**
 * The first thing that does not hold together; or else every word that is missing, of what the product has no words for, and every one that a treaty of `added` has otherwise. `name`: of the file. One
 * with the same id among those that were added is the same file, as it was.
 */
export function treatyDefects(file: unknown, name?: string, added: readonly RulePack[] = addedPacks): Defect[] {
  const loaded = loadPack(file, lifeCycles);
  if (!loaded.ok) return [loaded.defect];
  const { words = {}, ...pack } = loaded.value;
  if (ownPacks.has(pack.id)) return [{ entry: pack.id, rule: 'duplicate' }];
  if (name !== undefined && name !== `${pack.id}.json`) return [{ entry: name, rule: 'wrong-name', with: `${pack.id}.json` }];
  const known = [...ownPacks.values()];
  const missing = (language: string): string[] => [
    ...(words[language] === undefined ? ['name'] : []),
    ...wordLists.flatMap((list) => termsOf(pack, list).filter((id) => words[language]?.[list]?.[id] === undefined && !known.some((own) => termsOf(own, list).includes(id))).map((id) => `${list}/${id}`)),
  ];
  const clashes = wordClashes(loaded.value, added.filter(({ id }) => id !== pack.id));
  return [...clashes, ...languages.flatMap((language) => missing(language).map((entry): Defect => ({ entry: `${pack.id}/words/${language}/${entry}`, rule: 'words-missing' })))];
}
