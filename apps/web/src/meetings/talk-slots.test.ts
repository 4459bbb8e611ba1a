import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Instant, MeetingSlot } from '@comity/contracts';
import type { CommonSlot } from '@comity/timetable';
import { asStated, daysOf } from '@comity/casework';
import { beginnings, daysWithin, outsideOf, spread, talkDays, talkSlots, termsAt } from './talk-slots.js';

const slot = (utc: string, minutes = 60): CommonSlot => ({ startsAt: Date.parse(`${utc}Z`), endsAt: Date.parse(`${utc}Z`) + minutes * 60_000, best: true, outside: [0, 0] });

describe('talks with another office', () => {
  it('make days of half hours by the clock of whoever begins them, each once', () => {
    expect(talkDays([slot('2026-12-02T08:30'), slot('2026-12-01T08:00'), slot('2026-12-01T08:30'), slot('2026-12-01T11:00', 30)], 'Europe/Vienna')).toEqual([
      { date: '2026-12-01', starts: ['09:00', '09:30', '10:00', '12:00'], breaks: [] }, { date: '2026-12-02', starts: ['09:30', '10:00'], breaks: [] },
    ]);
  });

  it('keep to what a session holds, the best first', () => {
    const day = Array.from({ length: 47 }, (_, i) => slot(`2026-12-01T${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 === 0 ? '00' : '30'}`));
    const [made] = talkDays(day, 'UTC');
    expect([made!.starts.length, made!.starts[0]]).toEqual([31, '00:00']);
    const many = Array.from({ length: 80 }, (_, i) => slot(new Date(Date.parse('2026-12-01T09:00Z') + i * 86_400_000).toISOString().slice(0, 16)));
    expect(talkDays(many, 'UTC').length).toBe(60);
  });

  it('say exactly when, by the wall times of the service, whatever this browser knows of the zone', () => {
    const at = (time: string, utc: string): MeetingSlot => ({ date: '2026-12-01', time, startsAt: `2026-12-01T${utc}:00.000Z` as Instant, endsAt: new Date(Date.parse(`2026-12-01T${utc}Z`) + 1_800_000).toISOString() as Instant });
    const slots = [at('08:00', '15:00'), at('08:30', '15:30'), at('09:00', '16:00'), at('09:30', '16:30'), at('10:00', '17:00'), at('11:00', '18:00')];
    const told = (utc: string, minutes?: number) => { const found = termsAt(slot(`2026-12-01T${utc}`, minutes), slots); return found && [found.first.time, found.last.time]; };
    expect([told('16:00', 90), told('15:00', 30), told('17:00'), told('19:00')]).toEqual([['09:00', '10:00'], ['08:00', '08:00'], undefined, undefined]);
  });

  it('are on days on which people of both States work: no holiday of either, no weekend of either', () => {
    const hours = { zone: 'UTC', from: '09:00', to: '17:00' }, week = { from: Date.parse('2026-07-12T00:00Z'), until: Date.parse('2026-07-19T00:00Z'), minutes: 60, busy: [] };
    const days = (...states: [string, string]) => [...new Set(talkSlots([{ ...hours, state: states[0] }, { ...hours, state: states[1] }], week).map(({ startsAt }) => new Date(startsAt).toISOString().slice(8, 10)))].sort();
    // The fourteenth of July is a Tuesday; in Saudi Arabia Friday and Saturday are the weekend.
    expect([days('US', 'US'), days('FR', 'US'), days('US', 'FR'), days('SA', 'FR'), days('SA', 'SA')]).toEqual([['13', '14', '15', '16', '17'], ['13', '15', '16', '17'], ['13', '15', '16', '17'], ['13', '15', '16'], ['12', '13', '14', '15', '16']]);
  });

  it('are on days by what a State stated, but not on one that was struck out, and on a holiday that is offered all the same', () => {
    const hours = { zone: 'UTC', from: '09:00', to: '17:00' }, week = { from: Date.parse('2026-07-12T00:00Z'), until: Date.parse('2026-07-19T00:00Z'), minutes: 60, busy: [] };
    const stated = asStated(daysOf('US'), { restDays: [0, 6], years: [2026], days: [{ date: '2026-07-16', name: null }], authority: 'a' as AuthorityId, at: '2026-07-01T00:00:00.000Z' as Instant });
    const daysFor = (state: string) => (state === 'US' ? stated : daysOf(state));
    const days = (choice: [string, boolean][]) => [...new Set(talkSlots([{ ...hours, state: 'FR' }, { ...hours, state: 'US' }], week, new Map(choice), daysFor).map(({ startsAt }) => new Date(startsAt).toISOString().slice(8, 10)))].sort();
    expect([days([]), days([['2026-07-15', false]]), days([['2026-07-14', true], ['2026-07-16', true]])]).toEqual([['13', '15', '17'], ['13', '17'], ['13', '14', '15', '16', '17']]);
    expect(daysWithin([{ ...hours, state: 'FR' }, { ...hours, state: 'US' }], week, daysFor)).toEqual([['13', []], ['14', ['FR']], ['15', []], ['16', ['US']], ['17', []]].map(([day, holidayOf]) => ({ date: `2026-07-${day as string}`, holidayOf })));
    expect(daysWithin([{ ...hours, state: 'SA' }, { ...hours, state: 'SA' }], week, daysFor).map(({ date }) => date.slice(8))).toEqual(['12', '13', '14', '15', '16']);
  });

  it('go by the days that it is at the other side then, where that has another date', () => {
    // The afternoon of the fifteenth in Lima is the morning of the sixteenth in Auckland.
    const lima = { zone: 'America/Lima', from: '14:00', to: '20:00', state: 'PE' }, auckland = { zone: 'Pacific/Auckland', from: '07:00', to: '13:00', state: 'NZ' };
    const week = { from: Date.parse('2026-07-13T00:00Z'), until: Date.parse('2026-07-19T00:00Z'), minutes: 60, busy: [] };
    const stated = asStated(daysOf('NZ'), { restDays: [0, 6], years: [2026], days: [{ date: '2026-07-16', name: null }], authority: 'a' as AuthorityId, at: '2026-07-01T00:00:00.000Z' as Instant });
    const daysFor = (state: string) => (state === 'NZ' ? stated : daysOf(state));
    expect(daysWithin([lima, auckland], week, daysFor).map(({ date, holidayOf }) => [date.slice(8), holidayOf])).toEqual([['13', []], ['14', []], ['15', ['NZ']], ['16', []]]);
    const days = (choice: [string, boolean][]) => [...new Set(talkSlots([lima, auckland], week, new Map(choice), daysFor).map(({ startsAt }) => new Date(startsAt - 5 * 3_600_000).toISOString().slice(8, 10)))].sort();
    expect([days([]), days([['2026-07-15', true]]), days([['2026-07-16', true]]), days([['2026-07-14', false]])]).toEqual([['13', '14', '16'], ['13', '14', '15', '16'], ['13', '14', '16'], ['13', '16']]);
  });

  it('are shown a few of each day first', () => {
    const order = spread([...['08', '09', '10', '11', '12'].map((hour) => slot(`2026-12-01T${hour}:00`)), slot('2026-12-02T08:00')], 'UTC').map(({ startsAt }) => new Date(startsAt).toISOString().slice(8, 13));
    expect(order).toEqual(['01T08', '01T09', '01T10', '02T08', '01T11', '01T12']);
  });

  it('begin where enough half hours follow each other on one day, and not in the past', () => {
    const cell = (utc: string): MeetingSlot => ({ date: utc.slice(0, 10), time: utc.slice(11), startsAt: `${utc}:00.000Z` as Instant, endsAt: new Date(Date.parse(`${utc}Z`) + 1_800_000).toISOString() as Instant });
    const all = ['2026-12-01T09:00', '2026-12-01T09:30', '2026-12-01T10:00', '2026-12-01T11:00', '2026-12-02T09:00'].map(cell);
    expect(beginnings(all, 2, '').map(({ first, last }) => [first.time, last.time])).toEqual([['09:00', '09:30'], ['09:30', '10:00']]);
    expect(beginnings(all, 1, '2026-12-01T10:00:00.000Z').map(({ first }) => first.date + first.time)).toEqual(['2026-12-0111:00', '2026-12-0209:00']);
    // Whose hours each of them misses, also where these go over midnight; who said none, or by a clock that is unknown here, has none.
    const said = (authority: string, zone: string | null, from = '09:00', to = '17:00') => ({ authority: authority as AuthorityId, remote: zone === null ? null : { zone, from, to } });
    const sides = [said('vienna', 'Europe/Vienna', '10:00', '24:00'), said('lima', 'America/Lima', '22:00', '05:00'), said('astana', null), said('moon', 'Moon/Tycho', '10:00', '10:30')];
    expect(beginnings(all, 2, '').map((each) => outsideOf(sides, each))).toEqual([[], ['lima']]);
    expect(beginnings(all, 1, '').map((each) => outsideOf([said('vienna', 'Europe/Vienna', '10:30', '11:30')], each))).toEqual([['vienna'], [], [], ['vienna'], ['vienna']]);
  });
});
