import { describe, expect, it } from '@jest/globals';
import { pairsOf } from './region-pairs.js';

const pair = (key: string, count: number, accepted: number, met: number) => ({ key, count, accepted, met });
const told = (all: ReturnType<typeof pair>[], sums: { accepted: number | null; met: number | null }) => pairsOf(all, sums).map(({ key, count, accepted, met }) => [key, count, accepted, met]);

describe('requests by pairs of regions', () => {
  const large = [pair('b', 60, 40, 30), pair('a', 50, 40, 20)];
  it('are told with what was agreed and held of them, where nothing of it is few', () => {
    expect(told(large, { accepted: 80, met: 50 })).toEqual([['a', 50, 40, 20], ['b', 60, 40, 30]]);
  });
  it('keep back whole rows of which a part is few, and others with them', () => {
    expect(told([...large, pair('c', 40, 38, 20), pair('d', 90, 60, 30)], { accepted: 178, met: 100 })).toEqual([['a', 50, null, null], ['b', 60, 40, 30], ['c', 40, null, null], ['d', 90, 60, 30]]);
    expect(told([...large, pair('c', 3, 3, 3)], { accepted: 83, met: 53 })).toEqual([['a', null, null, null], ['b', 60, 40, 30], ['c', null, null, null]]);
  });
  it('say nothing of a step of which the sum is kept back', () => {
    expect(told(large, { accepted: 80, met: null })).toEqual([['a', 50, 40, null], ['b', 60, 40, null]]);
    expect(told(large, { accepted: null, met: 50 })).toEqual([['a', 50, null, 20], ['b', 60, null, 30]]);
    expect(told(large, { accepted: null, met: null })).toEqual([['a', 50, null, null], ['b', 60, null, null]]);
  });
});
