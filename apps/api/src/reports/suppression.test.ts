import { describe, expect, it } from '@jest/globals';
import { percentile, staysOpen, suppressed, sumOf, tellable, threshold } from './suppression.js';

const told = (...counts: number[]) => { const { cells, total } = suppressed(counts.map((count, i) => ({ key: String(i), count }))); return [cells.map(({ count }) => count), total]; };

/** Every way to fill what was kept back that fits what was told, as a reader of the figures would try. */
function solutions(cells: readonly (number | null)[], total: number): number[][] {
  const [first, ...rest] = cells;
  if (first === undefined) return total === 0 ? [[]] : [];
  const tries = first === null ? Array.from({ length: total + 1 }, (_, i) => i) : [first];
  return tries.filter((value) => value <= total).flatMap((value) => solutions(rest, total - value).map((more) => [value, ...more]));
}

describe('what is kept back', () => {
  it('lets a sum of some cells be told where it is the same in every way to fill what was kept back', () => {
    const told = suppressed([5, 3, 6, 9, 0].map((count, i) => ({ key: String(i), count })));
    expect(told.cells.map(({ count }) => count)).toEqual([null, null, null, 9, 0]);
    for (const keys of [['0'], ['3'], ['3', '4'], ['0', '1', '2'], ['0', '1', '2', '3'], ['0', '3'], ['1', '2', '3', '4'], []]) {
      const sums = new Set(solutions(told.cells.map(({ count }) => count), told.total!).map((all) => all.reduce((sum, count, i) => (keys.includes(String(i)) ? sum + count : sum), 0)));
      expect([keys, sumOf(told, keys)]).toEqual([keys, sums.size === 1 ? [...sums][0] : null]);
    }
    expect(sumOf({ cells: [{ key: '0', count: null }], total: null }, ['0'])).toBeNull();
  });

  it('is every count below the threshold, but not none', () => {
    expect(told(40, 0, 12, 30)).toEqual([[40, 0, 12, 30], 82]);
    expect(told(40, 3, 2, 30)).toEqual([[40, null, null, null], 75]);
  });
  it('is another one beside a single one, which the total would give away', () => {
    expect(told(40, 3, 12)).toEqual([[40, null, null], 55]);
  });
  it('is as many as it takes that what is kept back does not add up in one way alone', () => {
    expect(told(1, 1, 20, 50)).toEqual([[null, null, null, 50], 72]);
    expect(told(4, 4, 9)).toEqual([[null, null, null], 17]);
  });
  it('is the total itself where that is small, and every cell where the total is hardly more', () => {
    expect(told(0, 3, 0)).toEqual([[null, null, null], null]);
    expect(told(5, 0, 1)).toEqual([[null, null, null], 6]);
    expect(told(0, 0)).toEqual([[0, 0], 0]);
    expect(told(7, 0, 0)).toEqual([[7, 0, 0], 7]);
  });
  it('cannot be reckoned from what is told, whatever the counts', () => {
    const counts = [0, 1, 2, 4, 5, 6, 11];
    for (const a of counts) for (const b of counts) for (const c of counts) for (const d of counts) {
      const [cells, total] = told(a, b, c, d) as [(number | null)[], number | null];
      if (total === null) continue;
      for (const [i, value] of [a, b, c, d].entries()) {
        if (value === 0 || value >= threshold) continue;
        expect(cells[i]).toBeNull();
        expect(new Set(solutions(cells, total).map((each) => each[i])).size).toBeGreaterThan(2);
      }
    }
  });
});

describe('a sum of what is kept back', () => {
  const few = [1, 2, 3, 4];
  it('is told where each may still be all that it could have been, or is open by the threshold', () => {
    expect([staysOpen([few, few], 5), staysOpen([few, few, few], 7), staysOpen([], 0)]).toEqual([true, true, true]);
    expect(staysOpen([[0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 3, 4, 5]], 6)).toBe(true);
  });
  it('is not told of one alone, nor where it leaves less of one of them', () => {
    expect([staysOpen([few], 3), staysOpen([few, few], 8), staysOpen([few, few], 4), staysOpen([few, few, few], 11)]).toEqual([false, false, false, false]);
    expect(staysOpen([[0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 3, 4, 5]], 12)).toBe(false);
  });
});

describe('a percentile', () => {
  const days = (...values: number[]) => values.map((value) => ({ days: value, count: 1 }));
  it('is of the nearest rank', () => {
    expect(percentile(days(9, 1, 3, 5, 7), 0.5)).toBe(5);
    expect(percentile([{ days: 2, count: 9 }, { days: 40, count: 1 }], 0.9)).toBe(2);
    expect(percentile([{ days: 2, count: 8 }, { days: 40, count: 2 }], 0.9)).toBe(40);
  });
  it('is not told of few, nor where it is the one that took longest', () => {
    expect(percentile(days(1, 2, 3, 4), 0.5)).toBeNull();
    expect(percentile(days(1, 2, 3, 4, 90), 0.9)).toBeNull();
    expect(percentile([], 0.5)).toBeNull();
  });
});

describe('rows that are told in parts', () => {
  const told = (rows: Record<string, number[]>, hidden: string[] = []) => [...tellable(Object.entries(rows).map(([key, parts]) => ({ key, parts })), new Set(hidden))].sort();
  it('are all of them, where nothing in them is few', () => {
    expect(told({ a: [5, 0, 40], b: [10, 6, 0] })).toEqual(['a', 'b']);
  });
  it('are not those with a part that is few, nor those that sums of columns would give away with them', () => {
    expect(told({ a: [2, 20, 20], b: [12, 9, 9], c: [50, 50, 50] })).toEqual(['c']);
    // Of the last column two rows together leave eight: a third is kept back.
    expect(told({ a: [2, 20, 4], b: [9, 9, 4], c: [9, 9, 9], d: [50, 50, 50] })).toEqual(['d']);
    expect(told({ a: [2, 20, 20], b: [12, 9, 9] })).toEqual([]);
  });
  it('are not those of which the sum is kept back already', () => {
    expect(told({ a: [9, 9], b: [9, 9], c: [5, 5] }, ['a', 'b'])).toEqual(['c']);
    expect(told({ a: [9, 9], c: [5, 5] }, ['a'])).toEqual([]);
  });
  it('leave every part that is kept back open by at least the threshold', () => {
    let state = 7;
    const next = (most: number): number => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return state % most; };
    for (let round = 0; round < 300; round += 1) {
      const rows = Array.from({ length: 2 + next(3) }, (_, i) => ({ key: String(i), parts: [next(14), next(14)] })), open = tellable(rows, new Set());
      const kept = rows.filter(({ key }) => !open.has(key));
      // What a reader knows: both sums of each row, and of each column over the rows kept back.
      for (const { parts: [a, b] } of open.size === 0 ? [] : kept) {
        const size = a! + b!, column = kept.reduce((all, { parts }) => all + parts[0]!, 0), whole = kept.reduce((all, { parts }) => all + parts[0]! + parts[1]!, 0);
        const [low, high] = [Math.max(0, size - (whole - column)), Math.min(size, column)];
        expect([size >= threshold && column > 0 && column < whole ? high - low >= Math.min(size, threshold, whole - size) : true, low <= a! && a! <= high]).toEqual([true, true]);
      }
    }
  });
});
