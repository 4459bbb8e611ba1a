import { describe, expect, it } from '@jest/globals';
import type { AwaySpan, Instant, MeetingRequestId, MeetingRoomId, PlaceChange, PublishedMeeting } from '@comity/contracts';
import { agendaDays, bothSpans, changesSince, holdsSpan, lateFor, withoutSpan, withSpan } from './agenda.js';

const meeting = (id: string, date: string, time: string, startsAt: string, minutes = 20, room: string | null = 'A'): PublishedMeeting => ({
  request: id as MeetingRequestId, parties: [], at: { date, time }, startsAt: startsAt as Instant, endsAt: new Date(Date.parse(startsAt) + minutes * 60_000).toISOString() as Instant,
  room: room === null ? null : { id: room as MeetingRoomId, name: `Room ${room}` }, languages: null, interpreter: null, delegates: [],
});
const place = { at: { date: '2026-11-30', time: '09:00' }, room: null, interpreter: null };

describe('the agenda of an office', () => {
  it('goes by day and time, and says what lies between two meetings', () => {
    const days = agendaDays({ changes: [], meetings: [
      meeting('c', '2026-12-01', '09:00', '2026-12-01T08:00:00Z'), meeting('b', '2026-11-30', '10:00', '2026-11-30T09:00:00Z', 20, 'B'), meeting('a', '2026-11-30', '09:20', '2026-11-30T08:20:00Z'), meeting('d', '2026-11-30', '10:20', '2026-11-30T09:20:00Z', 20, 'B'),
    ] });
    expect(days.map(({ date, items }) => [date, items.map(({ meeting: { request }, next }) => [request, next])])).toEqual([
      ['2026-11-30', [['a', { minutes: 20, room: 'Room B' }], ['b', { minutes: 0, room: null }], ['d', null]]], ['2026-12-01', [['c', null]]],
    ]);
  });
  it('marks what is new and what moved since the version before', () => {
    const changes: PlaceChange[] = [{ request: 'a' as MeetingRequestId, before: null, after: place }, { request: 'b' as MeetingRequestId, before: place, after: place }, { request: 'z' as MeetingRequestId, before: place, after: null }];
    const [day] = agendaDays({ changes, meetings: ['a', 'b', 'c'].map((id, i) => meeting(id, '2026-11-30', `1${i}:00`, `2026-11-30T1${i}:00:00Z`)) });
    expect(day!.items.map(({ change }) => change)).toEqual(['new', 'moved', null]);
  });
  it('knows what changed between any two versions', () => {
    const [stays, moves, gone] = ['s', 'm', 'g'].map((id, i) => meeting(id, '2026-11-30', `1${i}:00`, `2026-11-30T1${i}:00:00Z`));
    const moved = { ...moves!, at: { date: '2026-11-30', time: '12:00' } }, fresh = meeting('n', '2026-11-30', '13:00', '2026-11-30T13:00:00Z');
    expect(changesSince([stays!, moves!, gone!], [stays!, moved, fresh]).map(({ request, before, after }) => [request, before?.at.time, after?.at.time])).toEqual([['m', '11:00', '12:00'], ['g', '12:00', undefined], ['n', undefined, '13:00']]);
  });
  it('says of one that is late until when, on the clock of the session, and takes it back', () => {
    const late = lateFor(meeting('a', '2026-11-30', '23:30', '2026-11-30T22:30:00Z', 45));
    expect(late).toEqual({ date: '2026-11-30', from: '23:30', to: '24:00', reason: 'late' });
    const meal: AwaySpan = { date: '2026-11-30', from: '12:00', to: '13:00', reason: 'meal' };
    expect(withSpan(withSpan([meal], late), late)).toEqual([meal, late]);
    expect(holdsSpan([{ ...late, reason: 'other' }], late)).toBe(false);
    expect(withoutSpan([meal, late], late)).toEqual([meal]);
  });
  it('keeps what two people said of an office at once: nobody is late no more because somebody else goes to lunch', () => {
    const [meal, late, later, prayer] = ([['12:00', '13:00', 'meal'], ['09:00', '09:20', 'late'], ['09:00', '09:40', 'late'], ['10:00', '10:10', 'prayer']] as const).map(([from, to, reason]): AwaySpan => ({ date: '2026-11-30', from, to, reason })) as [AwaySpan, AwaySpan, AwaySpan, AwaySpan];
    expect(bothSpans([], [late], [meal])).toEqual([late, meal]);
    expect(bothSpans([late, prayer], [later, prayer], [late, meal])).toEqual([later, meal]);
    expect(bothSpans([prayer], [], [{ ...prayer, to: '10:20' }])).toEqual([{ ...prayer, to: '10:20' }]);
    expect(bothSpans([meal], [meal, late], [meal, late])).toEqual([meal, late]);
  });
});
