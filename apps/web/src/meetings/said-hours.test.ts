import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Instant, MeetingSessionId, MeetingSessionSummary, OfficeView, Remote } from '@comity/contracts';
import { saidHours } from './said-hours.js';

const own = 'own' as AuthorityId, other = 'other' as AuthorityId;
const at = (zone: string, to = '18:00'): Remote => ({ zone, from: '10:00', to });

/** Sessions by the day on which they begin: what each side said. */
const ask = (all: Record<string, { talks: boolean; said: [AuthorityId, Remote | null][] }>) => ({
  sessions: () => Promise.resolve(Object.entries(all).map(([day, { talks }]) => ({ id: day as MeetingSessionId, startsAt: `2026-12-${day}T09:00:00.000Z` as Instant, founder: talks ? own : null }) as MeetingSessionSummary)),
  offices: (id: MeetingSessionId) => Promise.resolve(all[id]!.said.map(([authority, remote]): OfficeView => ({ version: 1, authority, requests: null, away: null, remote }))),
});

describe('the working hours of another office', () => {
  it('are those that it said last in talks with this one', async () => {
    const talks = ask({ '01': { talks: true, said: [[own, at('Europe/Madrid')], [other, at('Asia/Almaty')]] }, '03': { talks: true, said: [[other, null]] }, '02': { talks: true, said: [[other, at('Asia/Qyzylorda', '24:00')]] } });
    expect(await saidHours(talks, other)).toEqual({ zone: 'Asia/Qyzylorda', from: '10:00', to: '00:00' });
    expect(await saidHours(talks, own)).toEqual(at('Europe/Madrid'));
  });
  it('are found behind however many later talks with others, and no more is asked for once they are', async () => {
    const days = Array.from({ length: 31 }, (_, n) => String(n + 1).padStart(2, '0')), asked: string[] = [];
    const talks = ask(Object.fromEntries(days.map((day, n) => [day, { talks: true, said: [n === 12 ? [other, at('Asia/Almaty')] : [own, at('Europe/Madrid')]] }])));
    expect(await saidHours({ ...talks, offices: (id) => { asked.push(id); return talks.offices(id); } }, other)).toEqual(at('Asia/Almaty'));
    expect(asked.sort()).toEqual(days.slice(7));
  });
  it('are not known where it said none, or said where it takes part from at a session of the secretariat’s', async () => {
    expect(await saidHours(ask({ '01': { talks: false, said: [[other, at('Asia/Almaty')]] }, '02': { talks: true, said: [[own, at('Europe/Madrid')], [other, null]] } }), other)).toBeNull();
  });
});
