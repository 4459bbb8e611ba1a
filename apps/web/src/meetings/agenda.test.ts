import { describe, expect, it } from '@jest/globals';
import { meetingLimits, minutesOf, type AwaySpan, type Instant, type MeetingRequestId, type MeetingRoomId, type PlaceChange, type PublishedMeeting } from '@comity/contracts';
import { agendaDays, bothSpans, changesSince, isLate, lateFor, withLate, withoutLate, withoutSpan, withSpan } from './agenda.js';

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
    expect(withLate(withLate([meal], late, '2026-11-30'), late, '2026-11-30')).toEqual([meal, late]);
    expect([isLate([{ ...late, reason: 'other' }], late), isLate([meal, late], late), isLate([{ ...late, date: '2026-12-01' }], late)]).toEqual([false, true, false]);
    expect(withoutLate([meal, late], late, '2026-11-30')).toEqual([meal]);
    expect([withSpan([meal], late), withoutSpan([meal, late], late)]).toEqual([[meal, late], [meal]]);
  });
  it('holds times at which it is late as one where they touch, and gives back of them what it keeps', () => {
    const date = '2026-11-30', late = (from: string, to: string): AwaySpan => ({ date, from, to, reason: 'late' }), other: AwaySpan = { date, from: '09:00', to: '12:00', reason: 'meal' };
    const both = withLate([late('09:00', '09:20'), other], late('09:20', '09:40'), date);
    expect(both).toEqual([other, late('09:00', '09:40')]);
    expect(withLate([late('09:00', '09:30'), late('09:50', '10:10')], late('09:20', '09:50'), date)).toEqual([late('09:00', '10:10')]);
    expect([isLate(both, late('09:20', '09:40')), isLate(both, late('09:20', '10:00'))]).toEqual([true, false]);
    expect(withoutLate(both, late('09:20', '09:40'), date)).toEqual([other, late('09:00', '09:20')]);
    expect(withoutLate([late('09:00', '10:00')], late('09:20', '09:40'), date)).toEqual([late('09:00', '09:20'), late('09:40', '10:00')]);
    expect(withoutLate([late('09:00', '09:20')], late('09:20', '09:40'), date)).toEqual([late('09:00', '09:20')]);
  });
  it('can say so however often it said so before', () => {
    const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const late = (date: string, n: number): AwaySpan => ({ date, from: clock(n * 20), to: clock(n * 20 + (n === 3 ? 15 : 10)), reason: 'late' });
    const said = (date: string, count: number): AwaySpan[] => Array.from({ length: count }, (_, n) => late(date, n));
    const [first, second] = ['2026-11-30', '2026-12-01'] as const;
    // What is over need not be said any more.
    const next = late(second, 40), over = withLate([...said(first, 30), ...said(second, 30)], next, second);
    expect(over).toEqual([...said(second, 30), next]);
    // Of one day as much as can be told apart: the times that are closest to each other are one.
    const full = said(second, 60), more = withLate(full, { ...next, from: '23:00', to: '23:20' }, first);
    expect([more.length, isLate(more, { ...next, from: '23:00', to: '23:20' }), full.every((span) => isLate(more, span))]).toEqual([meetingLimits.spans, true, true]);
    expect(more.filter(({ from, to }) => minutesOf(to) - minutesOf(from) > 20)).toEqual([{ ...late(second, 3), to: late(second, 4).to }]);
    // It takes back what it keeps also where it can say no more: what is between is what was taken back.
    const kept: AwaySpan = { date: second, from: '21:02', to: '21:04', reason: 'late' }, long: AwaySpan = { ...kept, from: '21:00', to: '21:10' }, back = withoutLate([...full.slice(1), long], kept, first);
    expect([back.length, isLate(back, kept), isLate(back, { ...kept, from: '21:01', to: '21:03' })]).toEqual([meetingLimits.spans, false, false]);
    expect(back.filter(({ from }) => from >= '21:00')).toEqual([{ ...long, to: '21:02' }, { ...long, from: '21:04' }]);
    // Where there is nothing else to make one of, it is not said at all, and the service refuses it.
    const days = Array.from({ length: 59 }, (_, n): AwaySpan => ({ ...long, date: `2027-${n < 30 ? '01' : '03'}-${String((n % 30) + 1).padStart(2, '0')}` }));
    expect(withoutLate([long, ...days], kept, first)).toHaveLength(meetingLimits.spans + 1);
  });
  it('keeps what two people said of an office at once: nobody is late no more because somebody else goes to lunch', () => {
    const [meal, late, later, prayer] = ([['12:00', '13:00', 'meal'], ['09:00', '09:20', 'late'], ['09:00', '09:40', 'late'], ['10:00', '10:10', 'prayer']] as const).map(([from, to, reason]): AwaySpan => ({ date: '2026-11-30', from, to, reason })) as [AwaySpan, AwaySpan, AwaySpan, AwaySpan];
    expect(bothSpans([], [late], [meal])).toEqual([late, meal]);
    expect(bothSpans([late, prayer], [later, prayer], [late, meal])).toEqual([later, meal]);
    expect(bothSpans([prayer], [], [{ ...prayer, to: '10:20' }])).toEqual([{ ...prayer, to: '10:20' }]);
    expect(bothSpans([meal], [meal, late], [meal, late])).toEqual([meal, late]);
  });
});
