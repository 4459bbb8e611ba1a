import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Delegate, DelegateId, Instant, OfficeView, PractitionerId } from '@comity/contracts';
import { beginsSoon, isTheirs, lateNow, sessionNow } from './attendance.js';

const own = 'kenya' as AuthorityId;
const delegate = (id: string, practitioner: string | null, authority = 'kenya') => ({ id: id as DelegateId, authority: authority as AuthorityId, practitioner: practitioner as PractitionerId | null }) as Delegate;
const list = [delegate('a', 'amina'), delegate('n', null), delegate('f', 'zoe', 'france')];
const whose = (...delegates: string[]) => ['amina', 'omar'].filter((person) => isTheirs({ parties: [own, 'france' as AuthorityId], delegates: delegates as DelegateId[] }, list, { authority: own, practitioner: person as PractitionerId }));

describe('a meeting', () => {
  it('is of everybody of a party, or of those whom it named, unless none of them has an account', () => {
    expect([whose(), whose('f'), whose('a'), whose('a', 'n'), whose('n'), whose('n', 'f')]).toEqual([['amina', 'omar'], ['amina', 'omar'], ['amina'], ['amina'], ['amina', 'omar'], ['amina', 'omar']]);
    expect(isTheirs({ parties: ['france' as AuthorityId], delegates: [] }, list, { authority: own, practitioner: 'omar' as PractitionerId })).toBe(false);
  });
  it('begins soon from a quarter of an hour before until it is over', () => {
    const meeting = { startsAt: '2026-11-30T10:00:00.000Z' as Instant, endsAt: '2026-11-30T10:20:00.000Z' as Instant };
    expect(['09:44:59', '09:45:00', '10:19:59', '10:20:00'].map((time) => beginsSoon(meeting, new Date(`2026-11-30T${time}.000Z`)))).toEqual([false, true, true, false]);
  });
});

const slot = (date: string, time: string, startsAt: string) => ({ date, time, startsAt: startsAt as Instant });

describe('offices that are late', () => {
  it('are those whose time is not over on the clock of the session, what ends first, first', () => {
    const office = (authority: string, date: string, to: string, reason = 'late') => ({ authority, away: [{ date, from: '09:00', to, reason }] }) as unknown as OfficeView;
    const offices = [office('later', '2026-12-01', '09:20'), office('now', '2026-11-30', '10:20'), office('over', '2026-11-30', '10:00'), office('prays', '2026-11-30', '12:00', 'prayer'), { ...office('other', '', ''), away: null }];
    // Ten o'clock on its walls.
    expect(lateNow(offices, [slot('2026-11-30', '09:00', '2026-11-30T08:00:00.000Z')], new Date('2026-11-30T09:00:00Z')).map(({ authority }) => authority)).toEqual(['now', 'later']);
    expect(lateNow(offices.slice(4), [], new Date('2026-11-30T09:00:00Z'))).toEqual([]);
  });
  it('are looked for by the clock that was stated last, whatever is known here of its zone', () => {
    const slots = [slot('2026-10-23', '09:00', '2026-10-23T07:00:00.000Z'), slot('2026-10-26', '09:00', '2026-10-26T08:00:00.000Z')];
    expect(['2026-10-22T12:00:00Z', '2026-10-25T22:30:00Z', '2026-10-26T08:00:00Z', '2026-11-30T23:30:00Z'].map((now) => sessionNow(slots, new Date(now)))).toEqual(['2026-10-22 14:00', '2026-10-26 00:30', '2026-10-26 09:00', '2026-12-01 00:30']);
  });
});
