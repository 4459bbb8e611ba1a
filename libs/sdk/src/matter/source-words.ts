/** The words of what a draft comes from, as its source has them: what was said, as far as it fits. For whoever shows them before there is a draft, and whoever writes it. */
import { sourceLimits } from '@comity/e2ee';

/** So much as fits beside the conditions, and no half of a sign. */
export function sourceWords(words: string, conditions: readonly string[] = []): string {
  const cut = words.trim().slice(0, Math.min(sourceLimits.words, sourceLimits.wordsAndConditions - conditions.join('').length));
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trimEnd();
}

/** Of information under conditions its nature first, and without words of its own the names of its files. */
export const offeredWords = ({ nature, conditions }: { nature: string; conditions: readonly string[] }, { text, files }: { text: string; files: readonly { name: string }[] }): string =>
  sourceWords([nature, text === '' ? files.map(({ name }) => name).join('\n') : text].join('\n'), conditions);
