import { describe, expect, it } from '@jest/globals';
import { casesOverYears, forumCases, type ForumCases } from './forum-cases.js';
import { threshold } from './suppression.js';

/** A forum of which it is told, or is kept back, how many meetings were held. */
const open = (listed: number, discussed: number): ForumCases => forumCases({ listed, discussed, met: 40, most: 40 });
const shut = (listed: number, discussed: number, most = 40): ForumCases => forumCases({ listed, discussed, met: null, most });
const of = (years: Record<number, ForumCases[]>) => {
  const { of: told, all } = casesOverYears(Object.entries(years).flatMap(([year, forums]) => forums.map((forum) => ({ ...forum, year: Number(year) }))));
  return [...Object.keys(years).map((year) => told(Number(year))), all];
};

describe('cases of a forum', () => {
  it('are told where it is told how many meetings were held, and neither those that were discussed nor the others are few', () => {
    expect([open(14, 9), open(14, 12), open(14, 3), open(14, 0), shut(14, 9)].map(({ told }) => told)).toEqual([9, null, null, 0, null]);
  });
  it('could be no more than what a reader cannot know to be otherwise', () => {
    expect(open(12, 3).could).toEqual([1, 2, 3, 4, 8, 9, 10, 11]);
    expect(shut(12, 3).could).toEqual(Array.from({ length: 13 }, (_, i) => i));
    expect(shut(12, 3, 4).could).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('cases of forums over years', () => {
  it('add up where all of them are told, and none are where there was no forum', () => {
    expect(of({ 2025: [open(14, 9), open(20, 10)], 2026: [open(12, 6)], 2027: [] })).toEqual([19, 6, 0, 25]);
  });
  it('are told of several that keep theirs back, where each of these stays open', () => {
    expect(of({ 2026: [shut(7, 5), shut(7, 6), shut(8, 4), open(14, 9)] })).toEqual([24, 24]);
  });
  it('are kept back where one forum alone keeps its own back, or where the sum gives some away', () => {
    expect(of({ 2026: [shut(20, 12), open(14, 9)] })).toEqual([null, null]);
    expect(of({ 2026: [shut(20, 1), shut(20, 2)] })).toEqual([null, null]);
    // All cases of all of them, and, of many each, few of each.
    expect(of({ 2026: [shut(7, 7), shut(7, 7)] })).toEqual([null, null]);
    expect(of({ 2026: [open(100, 4), open(100, 4), open(100, 4)] })).toEqual([null, null]);
  });
  it('are kept back of all years where one year alone keeps its own back', () => {
    expect(of({ 2025: [open(14, 9)], 2026: [shut(20, 12)] })).toEqual([9, null, null]);
    expect(of({ 2025: [open(14, 9)], 2026: [shut(20, 12)], 2027: [shut(20, 9)] })).toEqual([9, null, null, 30]);
  });

  it('cannot be subtracted from each other to what a forum or a year keeps back, whatever the counts', () => {
    let state = 106;
    const next = (most: number): number => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return state % most; };
    let sums = 0;
    for (let round = 0; round < 400; round += 1) {
      const forums = Array.from({ length: 1 + next(5) }, () => { const listed = 1 + next(14); return { year: 2024 + next(3), ...(next(3) === 0 ? open : shut)(listed, next(listed + 1)) }; });
      const { of: ofYear, all } = casesOverYears(forums), years = [...new Set(forums.map(({ year }) => year))], kept = forums.filter(({ told }) => told === null);
      // What a reader knows: each told year, and all of them.
      const fits = (filled: readonly number[]): boolean => {
        const sum = (some: typeof forums): number => some.reduce((total, forum) => total + (forum.told ?? filled[kept.indexOf(forum)]!), 0);
        return years.every((year) => ofYear(year) === null || sum(forums.filter((forum) => forum.year === year)) === ofYear(year)) && (all === null || sum(forums) === all);
      };
      if (kept.reduce((ways, { could }) => ways * could.length, 1) > 2_000) continue;
      let filled: number[][] = [[]];
      for (const { could } of kept) filled = filled.flatMap((before) => could.map((value) => [...before, value]));
      const solutions = filled.filter(fits);
      const width = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
      for (const [i, { could }] of kept.entries()) expect(width(solutions.map((each) => each[i]!))).toBeGreaterThanOrEqual(Math.min(threshold, width(could)));
      for (const year of years.filter((each) => ofYear(each) === null)) {
        const indices = kept.flatMap((forum, i) => (forum.year === year ? [i] : [])), totals = (some: readonly number[][]) => some.map((each) => indices.reduce((sum, i) => sum + each[i]!, 0));
        expect(width(totals(solutions))).toBeGreaterThanOrEqual(Math.min(threshold, width(totals(filled))));
      }
      sums += years.filter((year) => ofYear(year) !== null).length + (all === null ? 0 : 1);
    }
    expect(sums).toBeGreaterThan(100);
  });
});
