import { describe, expect, it } from '@jest/globals';
import type { OfferSummary } from '@comity/sdk';
import { narrowed, noFilter, sorts } from './ledger.js';

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
});
