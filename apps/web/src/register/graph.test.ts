import { describe, expect, it } from '@jest/globals';
import type { EntryId, EntryTie } from '@comity/sdk';
import { around, cell, drawingOf, pairsOf, towards } from './graph.js';

const id = (name: string | number) => String(name) as EntryId;
const tie = (from: string | number, to: string | number, label = 'of'): EntryTie => ({ from: id(from), to: id(to), label });
const all = (ids: readonly (string | number)[]) => new Set(ids.map(id));
const drawn = (ids: readonly (string | number)[], ties: readonly EntryTie[], across = 7) => drawingOf(all(ids), pairsOf(all(ids), ties), across);
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('the links of a register', () => {
  it('are one line for two entries, whoever names the other, and none to what is not shown', () => {
    const pairs = pairsOf(all(['a', 'b', 'c']), [tie('a', 'b', 'owns'), tie('b', 'a', 'owned by'), tie('a', 'x')]);
    expect(pairs).toEqual([{ one: 'a', other: 'b', said: [{ from: 'a', label: 'owns' }, { from: 'b', label: 'owned by' }] }]);
  });
  it('lead from an entry as far as one wants', () => {
    const pairs = pairsOf(all(['a', 'b', 'c', 'd', 'e']), [tie('a', 'b'), tie('c', 'b'), tie('c', 'd')]);
    expect([...around(id('a'), pairs, 1)]).toEqual(['a', 'b']);
    expect([...around(id('a'), pairs, 2)]).toEqual(['a', 'b', 'c']);
    expect([...around(id('e'), pairs, 2)]).toEqual(['e']);
  });
});

describe('a drawing of entries', () => {
  const star = numbers(9).map((i) => tie('hub', i));
  it('is the same whichever entry and link comes first', () => {
    const ids = ['hub', ...numbers(12)];
    const one = drawn(ids, [...star, tie(1, 2)]);
    const other = drawn([...ids].reverse(), [tie(1, 2), ...star].reverse());
    expect(Object.fromEntries(other.places)).toEqual(Object.fromEntries(one.places));
  });
  it.each([['nothing', [], []], ['one', ['a'], []], ['some alone', numbers(20), []], ['a star', ['hub', ...numbers(9)], star], ['five hundred', numbers(500), numbers(499).map((i) => tie(i + 1, Math.floor(i / 3)))]])('holds %s, each in a place of its own', (_, ids, ties) => {
    const { places, width, height } = drawn(ids, ties);
    expect(places.size).toBe(ids.length);
    const points = [...places.values()];
    expect(points.filter(({ x, y }) => x < cell.width / 2 || x > width - cell.width / 2 || y < cell.height / 2 || y > height - cell.height / 2)).toEqual([]);
    expect(points.filter((one, i) => points.some((other, k) => k > i && Math.abs(one.x - other.x) < cell.width && Math.abs(one.y - other.y) < cell.height))).toEqual([]);
  });
  it('has linked entries closer together than others', () => {
    const chain = numbers(12);
    const { places } = drawn(chain, chain.slice(1).map((i) => tie(i - 1, i)));
    const distance = (a: number, b: number): number => Math.hypot(places.get(id(a))!.x - places.get(id(b))!.x, places.get(id(a))!.y - places.get(id(b))!.y);
    const mean = (apart: number): number => { const far = chain.slice(apart).map((i) => distance(i - apart, i)); return far.reduce((sum, each) => sum + each, 0) / far.length; };
    expect(mean(1)).toBeLessThan(mean(4));
  });
  it('is gone through with the arrow keys', () => {
    const places = new Map([[id('middle'), { x: 100, y: 100 }], [id('right'), { x: 200, y: 110 }], [id('far'), { x: 400, y: 100 }], [id('below'), { x: 90, y: 300 }]]);
    expect(towards(places, id('middle'), 'right')).toBe('right');
    expect(towards(places, id('right'), 'right')).toBe('far');
    expect(towards(places, id('middle'), 'down')).toBe('below');
    expect(towards(places, id('middle'), 'up')).toBeNull();
    expect(towards(places, id('below'), 'up')).toBe('middle');
  });
});
