/** Translations of what a request says, while somebody writes it: which texts there are, which have none, and which were changed since. */
import { z } from 'zod';
import type { MatterView, TranslationInput } from '@comity/sdk';

/**
 * `from`: the text that it was made from; null: one that nobody knows here. `kept`: it stands in the dossier as it is. `by`: who stands by it; null: whoever writes.
 * `machine`: as a program made it, changed by nobody.
 */
export const Piece = z.strictObject({ text: z.string(), from: z.string().nullable(), kept: z.boolean(), by: z.string().nullable(), machine: z.boolean() });
export const Translations = z.array(z.strictObject({ language: z.string(), pieces: z.record(z.string(), Piece) }));
type Piece = z.infer<typeof Piece>;
export type Translations = z.infer<typeof Translations>;
export type Translation = Translations[number];

interface Said { title: string; sections: readonly { part: string; text: string }[]; measures: readonly { id: string; sought: string }[] }
/** What can be translated, by what it is: the title, a part, or a measure. */
export const textsOf = ({ title, sections, measures }: Said): Map<string, string> =>
  new Map([['title', title], ...sections.map(({ part, text }): [string, string] => [part, text]), ...measures.map(({ id, sought }): [string, string] => [id, sought])].map(([of = '', text = '']): [string, string] => [of, text.trim()]).filter(([, text]) => text !== ''));

export function translationsOf({ translations, title, sections, measureViews }: MatterView): Translations {
  const texts = textsOf({ title, sections, measures: measureViews });
  return translations.map(({ language, pieces }) => ({ language, pieces: Object.fromEntries(pieces.map(({ of, text, by, machine, stale }) => [of, { text, from: stale ? null : texts.get(of) ?? null, kept: true, by, machine }])) }));
}

/** Of words that came to nothing, to be taken up again. */
export const translationsFrom = (translations: readonly TranslationInput[], said: Said): Translations =>
  translations.map(({ language, pieces }) => ({ language, pieces: Object.fromEntries(pieces.map(({ of, from, machine, text }) => [of, { text, from: from ?? textsOf(said).get(of) ?? null, kept: from === null, by: null, machine }])) }));

/** Some, with the pieces of others put over theirs. */
export const withPieces = (translations: Translations, over: Translations): Translations =>
  [...new Set([...translations, ...over].map(({ language }) => language))].map((language) => ({ language, pieces: Object.assign({}, ...[...translations, ...over].filter((each) => each.language === language).map(({ pieces }) => pieces)) as Translation['pieces'] }));

export type Standing = 'missing' | 'stale' | 'current';
const isBlank = (piece: Piece | undefined): piece is undefined => piece === undefined || piece.text.trim() === '';
export const standingOf = (translation: Translation, of: string, text: string): Standing => {
  const piece = translation.pieces[of];
  return isBlank(piece) ? 'missing' : piece.from === text ? 'current' : 'stale';
};

/** Somebody wrote, or took what a program made. */
export const written = (translation: Translation, of: string, from: string, text: string, machine = false): Translation =>
  ({ ...translation, pieces: { ...translation.pieces, [of]: { text, from, kept: false, by: null, machine } } });
/** Somebody read it once more beside the text as it is now. */
export const confirmed = (translation: Translation, of: string, from: string): Translation => {
  const piece = translation.pieces[of];
  return piece === undefined ? translation : { ...translation, pieces: { ...translation.pieces, [of]: { ...piece, from, kept: false, by: null } } };
};

/** What is sent: of texts that are there. One that was made from a text that nobody knows any more, and was not confirmed, stays as it stands. */
export function translationInputs(translations: Translations, said: Said): TranslationInput[] {
  const texts = [...textsOf(said).keys()];
  return translations.map(({ language, pieces }) => ({
    language, pieces: texts.flatMap((of) => {
      const piece = pieces[of];
      return isBlank(piece) ? [] : [{ of, from: piece.kept ? null : piece.from, machine: piece.machine, text: piece.text.trim() }];
    }),
  })).filter(({ pieces }) => pieces.length > 0);
}
