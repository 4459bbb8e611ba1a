import { describe, expect, it } from '@jest/globals';
import { dayIn, daysOf, easter, holidaysOf, isWorkingDay, midnightOf, pascha } from './calendar.js';
import { stateDays } from './table.js';

describe('Easter', () => {
  it('falls where the almanacs have it, in the West', () => {
    const dates = ['2000-04-23', '2008-03-23', '2011-04-24', '2019-04-21', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21', '2038-04-25', '1818-03-22'];
    expect(dates.map((date) => easter(Number(date.slice(0, 4))))).toEqual(dates);
  });
  it('and in the East', () => {
    const dates = ['2000-04-30', '2008-04-27', '2016-05-01', '2021-05-02', '2024-05-05', '2025-04-20', '2026-04-12', '2027-05-02', '2028-04-16', '2030-04-28'];
    expect(dates.map((date) => pascha(Number(date.slice(0, 4))))).toEqual(dates);
  });
});

describe('the public holidays of a State', () => {
  it('are those of its law: France in 2026', () => {
    expect([...holidaysOf(daysOf('FR'), 2026)].sort()).toEqual(['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25']);
  });
  it('fall on weekdays of a month, and move where the law moves them, also over the end of a year: the United States', () => {
    expect([...holidaysOf(daysOf('US'), 2021)].sort()).toEqual([
      '2021-01-01', '2021-01-18', '2021-02-15', '2021-05-31', '2021-06-18', '2021-06-19', '2021-07-04', '2021-07-05', '2021-09-06', '2021-10-11', '2021-11-11', '2021-11-25', '2021-12-24', '2021-12-25', '2021-12-31',
    ]);
    expect(holidaysOf(daysOf('US'), 2020).has('2020-06-19')).toBe(false);
  });
  it('do not fall together when they move: Kenya’s Christmas on a Sunday', () => {
    expect([...holidaysOf(daysOf('KE'), 2022)].filter((date) => date > '2022-12-20').sort()).toEqual(['2022-12-25', '2022-12-26', '2022-12-27']);
  });
  it('are there for the members of many networks, each as it is known: Canada, Kazakhstan, Côte d’Ivoire and Egypt in 2027', () => {
    const days = (state: string) => [...holidaysOf(daysOf(state), 2027)].sort().map((date) => date.slice(5));
    expect(days('CA')).toEqual(['01-01', '03-26', '07-01', '09-06', '09-30', '10-11', '11-11', '12-25', '12-26']);
    expect(days('KZ')).toEqual(['01-01', '01-02', '01-07', '03-08', '03-21', '03-22', '03-23', '05-01', '05-07', '05-09', '07-06', '08-30', '10-25', '12-16']);
    expect(days('CI')).toEqual(['01-01', '03-29', '05-01', '05-06', '05-17', '08-07', '08-15', '11-01', '11-15', '12-25']);
    // Its spring feast is the Monday after the Eastern Easter.
    expect(days('EG')).toContain('05-03');
    for (const state of ['CA', 'KZ', 'CI', 'EG']) expect(daysOf(state)).toMatchObject({ verified: false, complete: false });
  });
  it('begin in the year that made them', () => {
    expect([2023, 2024].map((year) => holidaysOf(daysOf('BR'), year).has(`${year}-11-20`))).toEqual([false, true]);
  });
});

describe('a working day', () => {
  it.each([
    // A Thursday to a Monday.
    ['FR', [true, true, false, false, true]], ['JO', [true, false, false, true, true]], ['SA', [true, false, false, true, true]], ['BN', [true, false, true, false, true]], ['AE', [true, true, false, false, true]], ['XX', [true, true, false, false, true]],
  ])('is not of the weekend of %s', (state, expected) => {
    expect(['2026-06-18', '2026-06-19', '2026-06-20', '2026-06-21', '2026-06-22'].map((date) => isWorkingDay(daysOf(state), date))).toEqual(expected);
  });
  it('is not a holiday: Ascension, and the Monday after the Eastern Easter', () => {
    expect([isWorkingDay(daysOf('FR'), '2026-05-14'), isWorkingDay(daysOf('US'), '2026-05-14'), isWorkingDay(daysOf('GR'), '2026-04-13'), isWorkingDay(daysOf('FR'), '2026-04-13')]).toEqual([false, true, false, true]);
  });
});

describe('a day of a State', () => {
  it('is that of its capital', () => {
    const at = Date.parse('2026-06-19T22:30:00.000Z');
    expect(['FR', 'US', 'KE', 'XX'].map((state) => dayIn(daysOf(state), at))).toEqual(['2026-06-20', '2026-06-19', '2026-06-20', '2026-06-19']);
  });
  it('begins at its midnight, also around a change of the clocks', () => {
    const begins = (state: string, date: string) => new Date(midnightOf(daysOf(state), date)).toISOString();
    expect(['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26'].map((date) => begins('FR', date))).toEqual(['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
    expect([begins('US', '2026-07-04'), begins('KE', '2026-07-04')]).toEqual(['2026-07-04T04:00:00.000Z', '2026-07-03T21:00:00.000Z']);
  });
});

describe('the table', () => {
  it('has rows that can be read: days that exist, weekdays, zones, and a source for what is verified', () => {
    for (const [state, days] of Object.entries(stateDays)) {
      expect(state).toMatch(/^[A-Z]{2}$/);
      expect(days.weekend.length).toBeGreaterThan(0);
      expect(() => dayIn(days, 0)).not.toThrow();
      for (const holiday of days.holidays) {
        const fixed = typeof holiday === 'string' ? holiday : 'on' in holiday ? holiday.on : null;
        if (fixed !== null) expect(new Date(`2028-${fixed}T00:00:00Z`).toISOString().slice(5, 10)).toBe(fixed);
      }
      if (days.verified) expect(days.source).not.toBe('—');
    }
  });
});
