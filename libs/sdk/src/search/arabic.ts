/**
 * Arabic writes conjunctions (و ف), prepositions (ب ك ل) and the article (ال) as one word with what follows. Which letters
 * are such a prefix and which belong to the word only a dictionary could tell, so every reading counts.
 */
const letters = /^[\u0621-\u064a]+$/;
/** A word of the language has at least this many letters when a single letter is taken from it. */
const shortest = 3;

export const isArabic = (word: string): boolean => letters.test(word);

const withoutConjunction = (word: string): string | undefined => (/^[وف]/.test(word) && word.length > shortest ? word.slice(1) : undefined);

/** Without the article, and the preposition before it; لل is ل with the article. */
function withoutArticle(word: string): string | undefined {
  const [prefix] = /^(?:[بكف]?ال|لل)/.exec(word) ?? [];
  return prefix !== undefined && word.length >= prefix.length + 2 ? word.slice(prefix.length) : undefined;
}
const withoutPreposition = (word: string): string | undefined => (/^[بكل]/.test(word) && word.length > shortest ? word.slice(1) : undefined);

/** Readings that leave no doubt that something was a prefix (`sure`), and those that may cut a letter of the word itself. */
export function readings(word: string): { sure: string[]; possible: string[] } {
  const bare = withoutConjunction(word);
  const sure = [word, bare].flatMap((each) => (each === undefined ? [] : (withoutArticle(each) ?? [])));
  const possible = [bare, ...[word, bare].map((each) => (each === undefined || withoutArticle(each) !== undefined ? undefined : withoutPreposition(each)))].filter((each) => each !== undefined);
  return { sure, possible };
}
