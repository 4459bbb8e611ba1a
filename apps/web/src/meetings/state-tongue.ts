/** Which of the six languages of letters a State is first offered: one that is official there, or nearest to it; English where none is. A guess, which whoever prints changes. */
import type { LetterLanguage } from '../letter/frame.js';

const of: Readonly<Record<Exclude<LetterLanguage, 'en'>, string>> = {
  fr: 'BE BF BI BJ CD CF CG CH CI CM DJ FR GA GN HT KM LU MC MG ML NE SN TD TG', es: 'AD AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PY SV UY VE',
  ru: 'BY KG KZ RU TJ', ar: 'AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TN YE', zh: 'CN',
};
const byState = new Map(Object.entries(of).flatMap(([language, states]) => states.split(' ').map((state): [string, LetterLanguage] => [state, language as LetterLanguage])));
export const tongueOfState = (state: string | undefined): LetterLanguage => byState.get(state ?? '') ?? 'en';
