import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuthorityId, MeetingSession, OutcomeWordBody, PublishedMeeting } from '@comity/contracts';
import { becameOf, isWhole, maySay } from './outcome.js';

const [kenya, france, spain] = [randomUUID(), randomUUID(), randomUUID()] as [AuthorityId, AuthorityId, AuthorityId];
const at = { date: '2026-11-30', time: '09:00' };
const word = (authority: AuthorityId, outcome: OutcomeWordBody['outcome'], change: Partial<OutcomeWordBody> = {}) => ({ authority, outcome, at, reason: null, absent: [], ...change }) as OutcomeWordBody;
const became = (...words: OutcomeWordBody[]) => becameOf([kenya, france, spain], { words }, { at }, kenya);

describe('what became of a meeting', () => {
  it('is said in one press where the others say the same already, and this office nothing', () => {
    expect(became().same).toBeNull();
    expect(became(word(france, 'no-show', { absent: [spain] })).same).toEqual({ outcome: 'no-show', reason: null, absent: [spain] });
    expect(became(word(france, 'held'), word(spain, 'cut-short')).same).toBeNull();
    expect(became(word(france, 'held'), word(kenya, 'held')).same).toBeNull();
  });

  it('is corrected after all words of this office, also those of a slot from which it was moved', () => {
    const { own, before, state } = became(word(kenya, 'not-held', { at: { date: '2026-11-30', time: '08:00' } }));
    expect([own, before, state]).toEqual([null, 1, 'untold']);
  });

  it('is said from its beginning on, and for sixty days after the session', () => {
    const session = { slots: [{ endsAt: '2026-11-30T10:00:00.000Z' }, { endsAt: '2026-12-01T10:00:00.000Z' }] } as MeetingSession, meeting = { startsAt: '2026-11-30T09:00:00.000Z' } as PublishedMeeting;
    expect(['2026-11-30T08:59:59Z', '2026-11-30T09:00:00Z', '2027-01-30T10:00:00Z', '2027-01-30T10:00:01Z'].map((now) => maySay(session, meeting, new Date(now)))).toEqual([false, true, true, false]);
  });

  it('has a reason where it was not held, and somebody who came where somebody did not', () => {
    expect(isWhole([kenya, france], { outcome: 'held', reason: null, absent: [] })).toBe(true);
    expect(isWhole([kenya, france], { outcome: 'not-held', reason: null, absent: [] })).toBe(false);
    expect(isWhole([kenya, france], { outcome: 'no-show', reason: null, absent: [] })).toBe(false);
    expect(isWhole([kenya, france], { outcome: 'no-show', reason: null, absent: [kenya, france] })).toBe(false);
    expect(isWhole([kenya, france], { outcome: 'no-show', reason: null, absent: [france] })).toBe(true);
  });
});
