import { describe, expect, it } from '@jest/globals';
import type { SessionDay } from '@comity/contracts';
import { datesOf, daysOf, planOf, withDay, withoutDay, withOwn, withWay, type DayPlan } from './set-up.js';

const plan: DayPlan = { way: 'range', first: '2026-12-04', last: '2026-12-07', weekends: false, weekdays: [1], every: 1, from: '09:00', to: '12:00', minutes: 30, breaks: [{ from: '10:15', to: '10:35', reason: 'break' }], added: [], without: [], own: {} };
const made = (of: DayPlan): SessionDay[] => { const days = daysOf(of); if ('fault' in days) throw new Error(days.fault); return days; };

describe('days of slots', () => {
  it('leave out weekends, and begin again when a break ends', () => {
    expect(made(plan)).toEqual(['2026-12-04', '2026-12-07'].map((date) => ({ date, starts: ['09:00', '09:30', '10:35', '11:05'], breaks: plan.breaks })));
    expect(made({ ...plan, weekends: true }).length).toBe(4);
  });
  it('are refused where there are none, or too many, and say of which day that is', () => {
    const refused = [{ ...plan, last: '2026-12-01' }, { ...plan, first: '' }, { ...plan, last: '2027-12-01' }, { ...plan, to: '09:20' }, { ...plan, minutes: 5 }, withOwn(plan, '2026-12-07', { from: '09:00', to: '10:00', breaks: [{ from: '11:00', to: '10:00', reason: 'meal' }] })];
    expect(refused.map(daysOf)).toEqual([['no-days', null], ['no-days', null], ['too-many-days', null], ['no-slots', null], ['too-many-slots', null], ['break-order', '2026-12-07']].map(([fault, date]) => ({ fault, date })));
  });
  it('lie on weekdays of every second week, over changes of the clocks and of the year', () => {
    const series: DayPlan = { ...plan, way: 'series', first: '2026-10-14', last: '2026-11-25', weekdays: [2, 3], every: 2 };
    // Europe changes its clocks on 25 October, North America on 1 November.
    expect(datesOf(series)).toEqual(['2026-10-14', '2026-10-27', '2026-10-28', '2026-11-10', '2026-11-11', '2026-11-24', '2026-11-25']);
    expect(datesOf({ ...series, first: '2027-03-01', last: '2027-04-05', weekdays: [1], every: 1 })).toEqual(['2027-03-01', '2027-03-08', '2027-03-15', '2027-03-22', '2027-03-29', '2027-04-05']);
    expect(datesOf({ ...series, first: '2026-12-21', last: '2027-01-20', weekdays: [0, 1], every: 2 })).toEqual(['2026-12-21', '2026-12-27', '2027-01-04', '2027-01-10', '2027-01-18']);
    expect(new Set(made(series).map(({ starts }) => starts.join())).size).toBe(1);
  });
  it('are added, removed and given other hours one by one', () => {
    const noon = withOwn(withDay(withoutDay(plan, '2026-12-04'), '2026-12-10'), '2026-12-10', { from: '09:00', to: '10:00', breaks: [] });
    expect(made(noon).map(({ date, starts }) => [date, starts.length])).toEqual([['2026-12-07', 4], ['2026-12-10', 2]]);
    expect(made(withOwn(noon, '2026-12-10', null)).map(({ starts }) => starts.length)).toEqual([4, 4]);
    expect(datesOf(withDay(noon, '2026-12-04'))).toEqual(['2026-12-04', '2026-12-07', '2026-12-10']);
    expect(datesOf(withWay(noon, 'chosen'))).toEqual(datesOf(noon));
    expect(datesOf(withWay(noon, 'range'))).toEqual(datesOf(plan));
    expect(datesOf(withWay({ ...plan, weekdays: [], last: '2026-12-20' }, 'series'))).toEqual(['2026-12-04', '2026-12-11', '2026-12-18']);
  });
  it('end with the day where they go to its end', () => {
    expect(made({ ...plan, from: '22:00', to: '23:59', minutes: 60 })[0]!.starts).toEqual(['22:00', '23:00']);
  });
  it('are made again from what they are, uneven or not', () => {
    const uneven = [...made({ ...plan, last: '2026-12-11' }), { date: '2026-12-12', starts: ['09:00', '09:40'], breaks: [] }, { date: '2026-12-14', starts: ['23:30'], breaks: [] }];
    const series: DayPlan = { ...plan, way: 'series', last: '2027-02-01', weekdays: [1, 4], every: 2 };
    for (const days of [made(plan), made({ ...plan, weekends: true }), uneven, made(series), made({ ...plan, way: 'chosen', added: ['2026-12-01', '2026-12-09', '2026-12-10'] })]) expect(made(planOf(days, 30))).toEqual(days);
    expect([planOf(made(plan), 30).way, planOf(made(series), 30).way, planOf(made(series), 30).every, planOf(uneven, 30).way]).toEqual(['range', 'series', 2, 'chosen']);
    // Slots of another length are made by the hours.
    expect(made({ ...planOf(uneven, 30), minutes: 20 }).find(({ date }) => date === '2026-12-12')!.starts).toEqual(['09:00', '09:20', '09:40']);
  });
});
