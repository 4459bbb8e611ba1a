import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { excerptOf } from './excerpt.js';

const shown = (text: string, word: string) => {
  const from = text.indexOf(word);
  const { excerpt, marks } = excerptOf(text, [{ from, to: from + word.length }]);
  return { excerpt, marked: marks.map(([a, b]) => excerpt.slice(a, b)) };
};

describe('an excerpt', () => {
  it('is the whole of a short text, in one line', () => {
    expect(shown('first\nsecond line', 'second')).toEqual({ excerpt: 'first second line', marked: ['second'] });
  });
  it('is cut between words around what was found', () => {
    const { excerpt, marked } = shown(`${'before '.repeat(60)}needle ${'after '.repeat(60)}`, 'needle');
    expect(marked).toEqual(['needle']);
    expect(excerpt).toMatch(/^…before .*before needle after .* after…$/);
    expect(excerpt.length).toBeLessThan(260);
  });
  it('keeps marks where they belong and characters whole, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '𠀋', 'é', 'م', '\n'), minLength: 1, maxLength: 900 });
    fc.assert(fc.property(text, fc.nat(900), fc.nat(8), (each, at, length) => {
      const from = Math.min(at, each.length - 1);
      const { excerpt, marks } = excerptOf(each, [{ from, to: Math.min(each.length, from + length + 1) }]);
      if (each.isWellFormed()) expect(excerpt.isWellFormed()).toBe(true);
      for (const [a, b] of marks) expect(excerpt.slice(a, b)).toBe(each.slice(from, Math.min(each.length, from + length + 1)).replace(/\s/g, ' '));
    }));
  });
});
