import { describe, expect, it } from '@jest/globals';
import { sourceLimits } from '@comity/e2ee';
import { offeredWords } from './source-words.js';

describe('the words of information that a draft comes from', () => {
  const said = (text: string, conditions: string[] = ['Not in court'], names: string[] = []) => offeredWords({ nature: 'A yacht', conditions }, { text, files: names.map((name) => ({ name })) });
  it('are its nature and its words, or the names of its files, without what is blank around them', () => {
    expect([said(' Paid through Valletta\n\n'), said('', [], ['deed.pdf', 'crew.csv']), said('')]).toEqual(['A yacht\n Paid through Valletta', 'A yacht\ndeed.pdf\ncrew.csv', 'A yacht']);
  });
  it('are as many as fit beside the conditions, with no half of a sign and no blank at their end', () => {
    const long = said('x'.repeat(8_000)), beside = said('x'.repeat(8_000), ['c'.repeat(1_500), 'd'.repeat(1_500)]);
    expect([long.length, beside.length]).toEqual([sourceLimits.words, sourceLimits.wordsAndConditions - 3_000]);
    expect(said(`${'x'.repeat(sourceLimits.words - 'A yacht\n'.length - 1)}\u{1f6a2}`)).toHaveLength(sourceLimits.words - 1);
    expect(said(`${'x'.repeat(3_000)}${' '.repeat(2_000)}end`)).toHaveLength(3_000 + 'A yacht\n'.length);
  });
});
