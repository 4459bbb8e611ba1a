import { describe, expect, it } from '@jest/globals';
import type { Figures } from '@comity/contracts';
import { durationsOf, type Count } from './durations.js';

const days = (kind: Count['kind'], figure: string, count: number): Count => ({ kind, figure, key: '3', count });
const told = (asset: number | null, done: number | null): Figures['tables'] => [{ of: 'kind', cells: [{ key: 'mla', count: 50 }, { key: 'extradition', count: null }, { key: 'asset', count: asset }] }, { of: 'outcome', cells: [{ key: 'done', count: done }] }];
const counts = [days('mla', 'acknowledge', 50), days('mla', 'execute', 20), days('asset', 'acknowledge', 10), days('asset', 'execute', 10), days('extradition', 'acknowledge', 1)];
const none = { median: null, p90: null };
const three = { median: 3, p90: 3 };

describe('durations', () => {
  it('are told of a kind whose number is told', () => {
    expect(durationsOf(counts, told(10, 30))).toEqual([{ kind: 'mla', acknowledge: three, execute: three }, { kind: 'extradition', acknowledge: none, execute: none }, { kind: 'asset', acknowledge: three, execute: three }]);
  });
  it('do not give away how many there are at least of what was kept back', () => {
    expect(durationsOf(counts, told(null, 30))[2]).toEqual({ kind: 'asset', acknowledge: none, execute: none });
    expect(durationsOf(counts, told(10, null)).map(({ execute }) => execute)).toEqual([none, none, none]);
    expect(durationsOf(counts, told(10, null))[0]).toEqual({ kind: 'mla', acknowledge: three, execute: none });
  });
});
