import { describe, expect, it } from '@jest/globals';
import { pagesOf } from './pages.js';

const rows = [1, 2, 3, 4, 5].map((id) => ({ id }));
const from = (all: typeof rows, after = 0) => all.filter(({ id }) => id > after).slice(0, 2);

describe('a list in pages', () => {
  it('is all of it in its order, and the next page is asked for before one is looked at', async () => {
    for (const [all, pages] of [[rows, 3], [rows.slice(0, 4), 3], [rows.slice(0, 1), 1], [[], 1]] as const) {
      const seen: number[] = [], asked: (number | undefined)[] = [], askedThen: number[] = [];
      for await (const page of pagesOf(async (after?: number) => { asked.push(after); return from([...all], after); }, 2)) { askedThen.push(asked.length); seen.push(...page.map(({ id }) => id)); }
      expect([seen, asked.length]).toEqual([all.map(({ id }) => id), pages]);
      expect(askedThen).toEqual(Array.from({ length: pages }, (_, i) => Math.min(i + 2, pages)));
    }
  });
  it('fails where a later page cannot be had, and for nobody who left before', async () => {
    const ask = async (after?: number) => { if (after !== undefined) throw new Error('gone'); return from(rows); };
    const seen: number[] = [];
    await expect((async () => { for await (const page of pagesOf(ask, 2)) seen.push(...page.map(({ id }) => id)); })()).rejects.toThrow('gone');
    expect(seen).toEqual([1, 2]);
    for await (const page of pagesOf(ask, 2)) { expect(page).toHaveLength(2); break; }
  });
});
