import { describe, expect, it } from '@jest/globals';
import type { MatterSummary, MatterUse, OfferSummary } from '@comity/sdk';
import { narrowed, noFilter, sorts, usesNarrowed } from './ledger.js';

const offer = (nature: string, more: Partial<OfferSummary> = {}): OfferSummary =>
  ({ nature, conditions: ['Not in court'], side: 'receiving', state: 'DELIVERED', waiting: false, uses: { asked: 0, granted: 0, refused: 0, consented: 0 }, notices: 0, ...more } as OfferSummary);
const all = [
  offer('Payments'), offer('Vessel', { side: 'providing', state: 'OFFERED' }), offer('Account', { state: 'OFFERED', waiting: true }), offer('Old', { state: 'DECLINED' }),
  offer('Asked', { uses: { asked: 1, granted: 0, refused: 0, consented: 0 } }), offer('Notice', { state: 'EXCULPATORY_NOTICE', notices: 1 }),
];
const names = (filter: Partial<typeof noFilter>) => narrowed(all, { ...noFilter, ...filter }, ({ side }) => (side === 'providing' ? 'Parquet financier' : 'Asset Office')).map(({ nature }) => nature);

describe('the ledger', () => {
  it('is narrowed by direction, by where it stands, and by words', () => {
    expect(Object.fromEntries(sorts.map((sort) => [sort, names({ sort })]))).toEqual({
      all: ['Payments', 'Vessel', 'Account', 'Old', 'Asked', 'Notice'], waiting: ['Account'], open: ['Vessel', 'Account'], delivered: ['Payments', 'Asked', 'Notice'], consents: ['Asked'], notices: ['Notice'], declined: ['Old'],
    });
    expect([names({ direction: 'given' }), names({ direction: 'received' }).length, names({ text: 'parquet' }), names({ text: 'COURT old' }), names({ text: 'court nowhere' })]).toEqual([['Vessel'], 5, ['Vessel'], ['Old'], []]);
  });

  it('has what came under requests, narrowed alike', () => {
    const use = (sought: string, more: Partial<MatterUse> = {}): MatterUse => ({ measure: sought, assistance: null, sought, since: '2026-01-01T00:00:00.000Z', limits: [], conditions: [], asked: [], unasked: [], notices: [], ...more } as MatterUse);
    const asked = (purpose: string, granted: boolean | null) => ({ purpose, by: 'p', at: '2026-01-02T00:00:00.000Z', answer: granted === null ? null : { granted, words: 'Without names', by: 'q', at: '2026-01-03T00:00:00.000Z' } }) as MatterUse['asked'][number];
    const matter = (title: string, side: MatterSummary['side'], at: string, ...uses: MatterUse[]) => ({ title, side, lastStepAt: at, uses } as MatterSummary);
    const matters = [
      matter('Ports', 'requesting', '2026-01-01', use('Ledgers', { conditions: ['Not for tax matters'] }), use('Statements', { asked: [asked('A civil claim', true)] }), use('A person', { unasked: [{ action: 'consent-to-re-extradition', words: 'After the trial', by: 'q', at: '2026-01-03T00:00:00.000Z' } as MatterUse['unasked'][number]] })),
      matter('Given', 'requested', '2026-02-01', use('Files', { asked: [asked('A tax matter', null)], notices: [{ action: 'inform-of-disclosure' } as MatterUse['notices'][number]] })), matter('Stranger', null, '2026-03-01', use('Nothing of ours')),
    ];
    const found = (filter: Partial<typeof noFilter>) => usesNarrowed(matters, { ...noFilter, ...filter }, ({ side }) => (side === 'requested' ? 'Parquet financier' : 'Asset Office')).map(({ use: { sought } }) => sought);
    expect(Object.fromEntries(sorts.map((sort) => [sort, found({ sort })]))).toEqual({ all: ['Files', 'Ledgers', 'Statements', 'A person'], waiting: ['Files'], open: [], delivered: ['Files', 'Ledgers', 'Statements', 'A person'], consents: ['Files', 'Statements', 'A person'], notices: ['Files'], declined: [] });
    expect([found({ direction: 'given' }), found({ direction: 'received' }), found({ text: 'tax' }), found({ text: 'names CIVIL' }), found({ text: 'parquet' }), found({ text: 'trial' })]).toEqual([['Files'], ['Ledgers', 'Statements', 'A person'], ['Files', 'Ledgers'], ['Statements'], ['Files'], ['A person']]);
  });
});
