import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, DelegateId, Instant, PractitionerId } from '@comity/contracts';
import { takenBy } from './own-busy.js';

const [kenya, france] = ['kenya', 'france'] as unknown as [AuthorityId, AuthorityId];
const [wanjiru, amina] = ['wanjiru', 'amina'] as unknown as [PractitionerId, PractitionerId];
const people = [{ id: 'w' as DelegateId, authority: kenya, practitioner: wanjiru }, { id: 'a' as DelegateId, authority: kenya, practitioner: amina }, { id: 'c' as DelegateId, authority: france, practitioner: null }];
const meeting = (hour: string, delegates: string[], parties = [kenya, france]) => ({ startsAt: `2026-12-01T${hour}:00:00.000Z` as Instant, endsAt: `2026-12-01T${hour}:30:00.000Z` as Instant, delegates: delegates as DelegateId[], parties });

describe('when somebody is taken', () => {
  it('follows from meetings that name them, or nobody of their office', () => {
    const taken = takenBy([meeting('08', ['w', 'c']), meeting('09', ['a']), meeting('10', ['c']), meeting('11', []), meeting('12', [], [france])], people, { authority: kenya, practitioner: wanjiru });
    expect(taken.map(({ startsAt }) => new Date(startsAt).getUTCHours())).toEqual([8, 10, 11]);
  });
});
