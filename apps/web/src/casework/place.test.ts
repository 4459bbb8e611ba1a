import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import { usualOrder } from './listing.js';
import { addressOf, readPlace, type Place } from './place.js';

const usual: Place = { view: 'list', conditions: {}, order: usualOrder, month: null };

describe('the address of a listing', () => {
  it.each([
    ['/requests', usual],
    ['/requests?view=table&stage=RECEIVED&waiting=us&authority=a1&overdue=1&urgent=1&sort=-last', { view: 'table', conditions: { state: 'RECEIVED', waitingFor: 'us', authority: 'a1' as AuthorityId, overdue: true, urgent: true }, order: { by: 'last', down: true }, month: null }],
    ['/requests?kind=extradition&stage=RELEASED', { ...usual, conditions: { kind: 'extradition', state: 'RELEASED' } }],
    ['/requests?custody=1', { ...usual, conditions: { custody: true } }],
    ['/requests?view=calendar&month=2026-12', { ...usual, view: 'calendar', month: '2026-12' }],
    ['/requests?view=workload&officer=o1', { ...usual, view: 'workload', conditions: { officer: 'o1' as PractitionerId } }],
    ['/requests?view=board&sort=-due', { ...usual, view: 'board', order: { by: 'due', down: true } }],
  ] as [string, Place][])('is %s, and read again', (address, place) => {
    expect(addressOf(place)).toBe(address);
    expect(readPlace(address.split('?')[1] ?? '')).toEqual(place);
  });

  it('is read as the usual where it says what nobody knows', () => {
    expect(readPlace('view=heap&kind=spontaneous&waiting=nobody&sort=colour&month=2026-13&stage=&authority=&text=Marchand')).toEqual(usual);
  });
});
