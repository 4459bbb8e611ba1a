/** What an asset is known by, on paper: names and numbers as they were written, days, States and amounts in the language of the page. Pure. */
import { assetFacts, type Facts } from '@comity/sdk';
import { moneyWords } from '../register/money.js';
import type { LetterLanguage } from './frame.js';
import { frameWords, letterTags, said, type Row } from './line.js';

export function factRows(facts: Facts, language: LetterLanguage, label: (id: string) => string, state: (code: string) => string): Row[] {
  const day = new Intl.DateTimeFormat(letterTags[language], { dateStyle: 'long', calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' });
  return assetFacts.flatMap(({ id, shape }): Row[] => {
    const value = facts[id];
    if (value === undefined || value === true) return [];
    if (typeof value === 'object') return 'amount' in value ? [{ label: label(id), value: [frameWords(moneyWords(value, `${letterTags[language]}-u-nu-latn`))] }] : [];
    return [{ label: label(id), value: [shape === 'date' ? frameWords(day.format(new Date(value))) : shape === 'country' ? frameWords(state(value)) : said(value)] }];
  });
}
