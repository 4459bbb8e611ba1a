import { describe, expect, it } from '@jest/globals';
import { locales, readCatalogue } from '../../build/po.js';
import { paperOf, papersToBegin, paperTitles } from './papers.js';

const note = (title: string, struck = false) => ({ title, struck });

describe('papers of a meeting', () => {
  it('are known in every language by the title that its screens give them', async () => {
    const all = await Promise.all(locales.map(async (locale) => {
      const { 'talks.paper-agenda': agenda, 'talks.paper-minutes': minutes } = await readCatalogue(locale);
      return [locale, { agenda, minutes }];
    }));
    expect(Object.fromEntries(all)).toEqual(paperTitles);
    expect(['Agenda', 'جدول الأعمال', 'Minutes', 'المحضر', 'Minutes of May', 'agenda'].map((title) => paperOf({ title }))).toEqual(['agenda', 'agenda', 'minutes', 'minutes', null, null]);
  });

  it('are begun once, whatever the language of whoever did; anew where that was struck out', () => {
    expect([papersToBegin([]), papersToBegin([note('Minutes')]), papersToBegin([note('المحضر')]), papersToBegin([note('المحضر'), note('Minutes', true), note('Agenda')])]).toEqual([['agenda', 'minutes'], ['agenda'], ['agenda'], []]);
    expect(papersToBegin([note('Minutes', true)])).toEqual(['agenda', 'minutes']);
  });
});
