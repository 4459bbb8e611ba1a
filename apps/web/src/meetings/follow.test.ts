import { describe, expect, it } from '@jest/globals';
import { problem, type AuthorityId, type Instant, type MeetingSessionId } from '@comity/contracts';
import type { Failure } from '@comity/sdk';
import { attendedBy, candidates } from './follow.js';

const now = new Date('2026-12-01T09:00:00.000Z');
const listed = (id: string, change: object = {}) => ({ id: id as MeetingSessionId, state: 'open' as const, deadline: null, startsAt: '2026-12-10T09:00:00.000Z' as Instant, endsAt: '2026-12-12T09:00:00.000Z' as Instant, offices: 30, ...change });

describe('another meeting', () => {
  it('is offered at sessions that are ahead and take requests, at the same one first and then at the next', () => {
    const sessions = [
      listed('later', { startsAt: '2027-01-10T09:00:00.000Z', endsAt: '2027-01-12T09:00:00.000Z' }), listed('ended', { startsAt: '2026-11-01T09:00:00.000Z', endsAt: '2026-12-01T09:00:00.000Z' }), listed('closed', { state: 'closed' }),
      listed('late', { deadline: '2026-11-30T09:00:00.000Z' }), listed('small', { offices: 2 }), listed('next'), listed('same', { startsAt: '2026-11-30T09:00:00.000Z', deadline: '2026-12-02T09:00:00.000Z' }), listed('running', { startsAt: '2026-11-29T09:00:00.000Z' }),
    ];
    expect(candidates(sessions, 'same' as MeetingSessionId, 3, now)).toEqual(['same', 'running', 'next', 'later']);
    expect(candidates(Array.from({ length: 300 }, (_, i) => listed(`${i}`)), 'same' as MeetingSessionId, 2, now).length).toBe(40);
  });

  it('is offered where all parties attend, without asking everywhere at once, and not where one was taken off', async () => {
    const parties = ['a', 'b'] as AuthorityId[], ids = Array.from({ length: 20 }, (_, i) => `${i}` as MeetingSessionId);
    const gone: Failure = { kind: 'problem', problem: problem('not-found') };
    let running = 0, most = 0;
    const attended = await attendedBy(ids, parties, async (id) => {
      most = Math.max(most, running += 1);
      await Promise.resolve();
      running -= 1;
      if (id === '3') throw gone as unknown as Error;
      return (Number(id) % 2 === 0 ? ['a', 'c'] : ['b', 'c', 'a']).map((authority) => ({ authority: authority as AuthorityId }));
    });
    expect([attended, most]).toEqual([['1', '5', '7', '9', '11', '13', '15', '17', '19'], 8]);
    await expect(attendedBy(ids, parties, () => Promise.reject({ kind: 'offline' } as unknown as Error))).rejects.toEqual({ kind: 'offline' });
  });
});
