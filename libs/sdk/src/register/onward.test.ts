import { describe, expect, it } from '@jest/globals';
import type { ItemId } from '@comity/contracts';
import { goesOn, type Onward } from './onward.js';

const one = (as: string, from: string, stands: boolean): Onward<ItemId> => ({ as: as as ItemId, from: from as ItemId, of: 1, by: null, stands });
const id = (name: string) => name as ItemId;

describe('what goes on from something', () => {
  it('is what stands and says so, but the one that is asked about', () => {
    expect(goesOn([one('b', 'a', true)], id('a'))).toBe(true);
    expect(goesOn([one('b', 'a', true)], id('a'), id('b'))).toBe(false);
    expect(goesOn([one('b', 'a', false), one('c', 'x', true)], id('a'))).toBe(false);
    expect(goesOn([one('b', 'a', true), one('c', 'a', true)], id('a'), id('b'))).toBe(true);
  });
  it('is what was moved further as well, and comes to an end where somebody says things in a circle', () => {
    expect(goesOn([one('b', 'a', false), one('c', 'b', true)], id('a'))).toBe(true);
    expect(goesOn([one('b', 'a', false), one('a', 'b', false)], id('a'))).toBe(false);
  });
});
