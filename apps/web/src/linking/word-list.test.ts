import { describe, expect, it } from '@jest/globals';
import { locales, readCatalogue } from '../../build/po.js';
import { wordList } from './word-list.js';

describe('the words by which two devices are compared', () => {
  it('are sixty-four, each with a picture of its own', () => {
    expect([wordList.length, new Set(wordList.map(([name]) => name)).size, new Set(wordList.map(([, sign]) => sign)).size]).toEqual([64, 64, 64]);
  });

  it.each(locales)('differ from each other in %s', async (locale) => {
    const messages = await readCatalogue(locale);
    expect(new Set(wordList.map(([name]) => messages[`link-word.${name}`])).size).toBe(64);
  });
});
