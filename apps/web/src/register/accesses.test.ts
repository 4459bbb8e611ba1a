import { describe, expect, it } from '@jest/globals';
import type { Instant, PractitionerId, SpaceId } from '@comity/contracts';
import type { AccessRow } from '@comity/sdk';
import { grouped, matching } from './accesses.js';

const [ana, ben] = ['ana' as PractitionerId, 'ben' as PractitionerId];
const row = (by: PractitionerId, title: string, part: Partial<AccessRow> = {}): AccessRow => ({ space: 'file' as SpaceId, by, seq: 1, how: 'open', what: 'entry', id: title, title, kind: 'note', count: null, from: '2026-11-03T10:00:00.000Z' as Instant, to: '2026-11-03T10:00:00.000Z' as Instant, ...part });
const rows = [row(ben, 'Account'), row(ana, 'Statement', { what: 'file', id: 'Account', title: 'ledger.bin', how: 'download' }), row(ana, 'Cuenta de Viena'), row(ben, 'Account', { how: 'print' }), row(ana, '', { what: 'everything', id: null, title: null, how: 'bundle' })];
const titleOf = ({ title }: AccessRow): string => title ?? 'All of it';
const none = { who: '', how: '', what: null, text: '' } as const;
const told = (some: readonly AccessRow[]) => some.map(({ by, how, title }) => [by, how, title]);

describe('the access log as it is looked through', () => {
  it('is filtered by person, by what was done, by one entry with its file, and by words', () => {
    expect(told(matching(rows, { ...none, who: ana, how: 'open' }, titleOf))).toEqual([[ana, 'open', 'Cuenta de Viena']]);
    expect(told(matching(rows, { ...none, what: 'Account' }, titleOf))).toEqual([[ben, 'open', 'Account'], [ana, 'download', 'ledger.bin'], [ben, 'print', 'Account']]);
    expect(told(matching(rows, { ...none, text: 'víena CUENTA' }, titleOf))).toEqual([[ana, 'open', 'Cuenta de Viena']]);
    expect(matching(rows, { ...none, text: 'all' }, titleOf)).toHaveLength(1);
  });
  it('stands in groups in the order of their newest', () => {
    expect(grouped(rows, 'who').map(({ key, rows: some }) => [key, some.length])).toEqual([[ben, 2], [ana, 3]]);
    expect(grouped(rows, 'what').map(({ rows: some }) => some.length)).toEqual([3, 1, 1]);
  });
});
