import { describe, expect, it } from '@jest/globals';
import { assetOf, mostSought } from './asset-of.js';
import { factsOf } from './draft.js';

describe('a request for what a register has', () => {
  it('begins with what an entry of an asset or an account says, and with nothing of others', () => {
    const value = { amount: '9500000', currency: 'EUR' };
    const vessel = assetOf({ kind: 'asset', title: 'The vessel Alba', fields: { type: 'Yacht', value, country: 'FR', holder: 'Lagoon Ltd', details: 'Berth 12' } })!;
    expect([vessel.sought, factsOf(vessel)]).toEqual(['The vessel Alba\nBerth 12', { type: 'Yacht', value, country: 'FR', holder: 'Lagoon Ltd' }]);
    const account = assetOf({ kind: 'account', title: 'Account', fields: { number: 'CH93', institution: 'Bank of Geneva', balance: value, date: '2026-11-03' } })!;
    expect(factsOf(account)).toEqual({ number: 'CH93', place: 'Bank of Geneva', value, date: '2026-11-03' });
    expect([assetOf({ kind: 'asset', title: 'A flat', fields: {} }), assetOf({ kind: 'person', title: 'Jean Martin', fields: {} })]).toEqual([{ sought: 'A flat', cut: false }, null]);
  });
  it('takes as much of the words as fits, no half of a sign, and says that there was more', () => {
    const of = (details: string) => assetOf({ kind: 'asset', title: 'AB', fields: { details } })!;
    const [long, full] = [of('😀'.repeat(2_000)), of('x'.repeat(mostSought - 3))];
    expect([long.sought, long.cut]).toEqual([`AB\n${'😀'.repeat(1_998)}`, true]);
    expect([full.sought.length, full.cut]).toEqual([mostSought, false]);
  });
});
