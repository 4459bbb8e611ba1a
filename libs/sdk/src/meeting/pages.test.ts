import { describe, expect, it } from '@jest/globals';
import { pagesOf } from './pages.js';

const most = 10;
const idAt = (at: number): string => `${Math.floor(at * 2 ** 32).toString(16).padStart(8, '0')}-0000-4000-8000-00000000000a`;
/** So many ids all over, by dice that fall the same each time. */
const spread = (count: number): string[] => { let dice = 7; return Array.from({ length: count }, () => idAt((dice = (dice * 48_271) % 2_147_483_647) / 2_147_483_647)).sort(); };
const within = (from: number, to: number, count: number): string[] => Array.from({ length: count }, (_, i) => idAt(from + ((to - from) * i) / count));
const serviceOf = (ids: readonly string[]) => (after?: string) => ids.filter((id) => after === undefined || id > after).slice(0, most).map((id) => ({ id }));

describe('a list in pages', () => {
  it.each([
    ['nothing', []], ['less than a page', spread(9)], ['one page', spread(10)], ['one more', spread(11)], ['four pages', spread(40)], ['a hundred', spread(1_000)],
    ['ids close to each other at the beginning', [...within(0, 0.001, 60), ...within(0.5, 0.6, 3)]], ['and at the end', [...within(0.1, 0.2, 10), ...within(0.99, 1, 60)]], ['first ones far off', within(0.999, 1, 25)],
  ])('is all of it in its order and once: %s', async (_, ids) => {
    const seen: string[] = [], ask = serviceOf(ids);
    for await (const page of pagesOf(async (after?: string) => ask(after), most)) { expect(page.length).toBeLessThanOrEqual(most); seen.push(...page.map(({ id }) => id)); }
    expect(seen).toEqual(ids);
  });

  it('asks for all that a full page lets expect before it is looked at, and for little more than there is', async () => {
    const asked: (string | undefined)[] = [], ask = serviceOf(spread(40)), then: number[] = [];
    for await (const page of pagesOf(async (after?: string) => { asked.push(after); return ask(after); }, most)) { then.push(asked.length); expect(page.length).toBeLessThanOrEqual(most); }
    expect(then[0]).toBeGreaterThan(3);
    expect(asked.length).toBeLessThan(10);
    expect(asked.length).toBe(new Set(asked).size);
  });

  it('fails where a later page cannot be had, and for nobody who left before', async () => {
    const served = serviceOf(spread(40)), ask = async (after?: string) => { if (after !== undefined) throw new Error('gone'); return served(); };
    const seen: string[] = [];
    await expect((async () => { for await (const page of pagesOf(ask, most)) seen.push(...page.map(({ id }) => id)); })()).rejects.toThrow('gone');
    expect(seen).toEqual(spread(40).slice(0, most));
    for await (const page of pagesOf(ask, most)) { expect(page).toHaveLength(most); break; }
  });
});
