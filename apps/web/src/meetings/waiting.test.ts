import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Instant, MeetingRequestId, MeetingSessionId } from '@comity/contracts';
import type { MeetingSign, RequestSign } from '@comity/sdk';
import { waitingOf } from './waiting.js';

const now = new Date('2026-11-30T09:00:00Z'), by = 'oslo' as AuthorityId;
const sign = (more: Partial<MeetingSign> = {}): MeetingSign => ({ session: 's' as MeetingSessionId, title: 'Plenary', role: 'delegate', deadline: null, requests: [], timetable: null, late: 0, coming: [], ...more });
const request = (id: string, at: string, more: Partial<RequestSign> = {}): RequestSign => ({ id: id as MeetingRequestId, version: 2, act: 'ask', by, at: at as Instant, agreed: false, waits: false, fresh: true, ...more });

describe('what waits at sessions', () => {
  it('is what begins, then who is late, then the newest; what begins comes a quarter of an hour before, and goes when it is over, by the clock', () => {
    const soon = (id: string, startsAt: string, endsAt: string) => ({ request: id as MeetingRequestId, parties: [by], startsAt: startsAt as Instant, endsAt: endsAt as Instant });
    const signs = [
      sign({ timetable: { version: 3, at: '2026-11-29T10:00:00Z' as Instant }, requests: [request('old', '2026-11-28T10:00:00Z'), request('new', '2026-11-30T08:00:00Z')] }),
      sign({ session: 't' as MeetingSessionId, late: 2, coming: [soon('b', '2026-11-30T09:10:00Z', '2026-11-30T09:30:00Z'), soon('a', '2026-11-30T08:55:00Z', '2026-11-30T09:15:00Z'), soon('over', '2026-11-30T08:40:00Z', '2026-11-30T09:00:00Z'), soon('far', '2026-11-30T09:15:30Z', '2026-11-30T09:30:00Z')] }),
    ];
    expect(waitingOf(signs, now).map(({ news, path }) => [news.of, path])).toEqual([['soon', '/sessions/t/requests/a'], ['soon', '/sessions/t/requests/b'], ['late', '/sessions/t/agenda'], ['request', '/sessions/s/requests/new'], ['timetable', '/sessions/s/agenda'], ['request', '/sessions/s/requests/old']]);
    expect(['09:01', '09:15', '09:30'].map((time) => waitingOf(signs, new Date(`2026-11-30T${time}:00Z`)).filter(({ news }) => news.of === 'soon').map(({ path }) => path.at(-1)))).toEqual([['a', 'b', 'r'], ['b', 'r'], []]);
  });
  it('is done away with by looking at it, but for a request that waits for an answer, with the deadline until that has passed', () => {
    const of = (deadline: string) => waitingOf([sign({ deadline: deadline as Instant, requests: [request('asked', '2026-11-28T10:00:00Z', { waits: true }), request('said', '2026-11-27T10:00:00Z', { act: 'decline' })] })], now).map(({ news, seen }) => [news.of === 'request' && news.deadline, seen]);
    expect(of('2026-12-01T00:00:00Z')).toEqual([['2026-12-01T00:00:00Z', null], [null, { what: 'said', version: 2 }]]);
    expect(of('2026-11-29T00:00:00Z')).toEqual([[null, null], [null, { what: 'said', version: 2 }]]);
  });
  it('is no agreement where all had agreed before: then somebody else comes, or a case file was begun', () => {
    const of = (more: Partial<RequestSign>) => waitingOf([sign({ requests: [request('r', '2026-11-28T10:00:00Z', more)] })], now).map(({ news }) => news.of === 'request' && news.act);
    expect([of({ act: 'accept' }), of({ act: 'accept', agreed: true }), of({ act: 'withdraw', agreed: true })]).toEqual([['accept'], ['change'], ['withdraw']]);
  });
  it('leads whoever prepares a session to its own page where an office is late', () => {
    expect(waitingOf([sign({ role: 'secretary', late: 4 })], now)).toMatchObject([{ news: { of: 'late-office' }, path: '/sessions/s', seen: { what: 'late', version: 4 } }]);
  });
});
