import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, AuthorityKind, Instant } from '@comity/contracts';
import { asStated, dayAfter, dayIn, daysOf, easter, foremost, holidaysOf, isWorkingDay, knownDays, midnightOf, pascha } from './calendar.js';
import { moonDays } from './moon.js';
import { stateDays, type Stated } from './table.js';

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
    expect(days('KZ')).toEqual(['01-01', '01-02', '01-07', '03-08', '03-21', '03-22', '03-23', '05-01', '05-07', '05-09', '05-16', '07-06', '08-30', '10-25', '12-16']);
    expect(days('CI')).toEqual(['01-01', '03-09', '03-29', '05-01', '05-06', '05-16', '05-17', '08-07', '08-14', '08-15', '11-01', '11-15', '12-25']);
    // Its spring feast is the Monday after the Eastern Easter.
    expect(days('EG')).toContain('05-03');
    for (const state of ['CA', 'KZ', 'CI', 'EG']) expect(daysOf(state)).toMatchObject({ verified: false, complete: false });
  });
  it('follow the moon as it is reckoned, also where its feast comes twice in a year, or lasts over the end of one', () => {
    const months = (state: string, year: number, ...of: string[]) => [...holidaysOf(daysOf(state), year)].filter((date) => of.includes(date.slice(5, 7))).map((date) => date.slice(5)).sort();
    // Eid al-Fitr of 2033, in January and in December; of 2035, by the last of November and the first of December.
    expect(months('QA', 2033, '01', '12')).toEqual(['01-03', '01-04', '01-05', '12-18', '12-23', '12-24', '12-25']);
    expect(months('SG', 2027, '02')).toEqual(['02-06', '02-07', '02-08']);
    expect(months('VN', 2028, '01')).toEqual(['01-01', '01-25', '01-26', '01-27', '01-28', '01-29']);
    expect(months('IL', 2026, '09')).toEqual(['09-12', '09-13', '09-21', '09-26']);
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

describe('what a State stated of its days', () => {
  const authority = '00000000-0000-4000-8000-00000000000a' as AuthorityId, at = '2026-12-01T09:00:00.000Z' as Instant;
  const kenya = asStated(daysOf('KE'), { restDays: [0], years: [2027], days: [{ date: '2027-03-10', name: 'Idd-ul-Fitr' }], authority, at });
  it('comes before the table: its rest days always, and all days of the years that it stated', () => {
    expect([...holidaysOf(kenya, 2027)]).toEqual(['2027-03-10']);
    expect([...holidaysOf(kenya, 2028)]).toEqual([...holidaysOf(daysOf('KE'), 2028)]);
    // Christmas on a Saturday, and the Saturday before.
    expect(['2027-12-25', '2027-12-18', '2027-12-19', '2027-03-10'].map((date) => isWorkingDay(kenya, date))).toEqual([true, true, false, false]);
  });
  it('is known for certain in those years alone', () => {
    expect([['2027-01-01', '2027-12-31'], ['2027-12-20', '2028-01-03']].map(([from, to]) => knownDays('KE', kenya, from!, to!).known)).toEqual(['stated', 'unverified']);
    expect(knownDays('FR', daysOf('FR'), '2027-01-01', '2031-01-01')).toEqual({ state: 'FR', known: 'verified', authority: null, at: null });
    expect(knownDays('KE', kenya, '2027-12-20', '2028-01-03')).toMatchObject({ authority, at });
  });
  it('is not what was compared with a law, where it takes the place of that', () => {
    const france = (change: Partial<Stated>) => asStated(daysOf('FR'), { restDays: [0, 6], years: [], days: [], authority, at, ...change });
    const moved = france({ restDays: [1, 2, 3] });
    expect([isWorkingDay(daysOf('FR'), '2027-03-08'), isWorkingDay(moved, '2027-03-08')]).toEqual([true, false]);
    expect(knownDays('FR', moved, '2027-03-01', '2027-03-31')).toEqual({ state: 'FR', known: 'unverified', authority, at });
    expect(knownDays('FR', france({}), '2027-03-01', '2027-03-31')).toEqual({ state: 'FR', known: 'verified', authority, at });
    // Nor are the days of a year that it stated, beside one that it did not.
    expect(['2028-01-03', '2027-12-31'].map((to) => knownDays('FR', france({ years: [2027] }), '2027-12-20', to).known)).toEqual(['unverified', 'stated']);
  });
  it('is that of a central authority before all others, then the newest', () => {
    const one = (kind: AuthorityKind, hour: number, id: string) => ({ kind, at: `2026-12-01T0${hour}:00:00.000Z` as Instant, authority: id as AuthorityId });
    const [police, older, newer, same] = [one('police', 9, 'p'), one('central-authority', 3, 'c'), one('central-authority', 4, 'd'), one('central-authority', 4, 'a')];
    expect([foremost([]), foremost([police]), foremost([police, older]), foremost([older, newer, police]), foremost([newer, same])]).toEqual([undefined, police, older, newer, same]);
    expect(foremost([same, newer])).toBe(same);
  });
});

describe('feasts by the moon', () => {
  it('are days that exist, in their order, and each is in its season', () => {
    for (const dates of Object.values(moonDays)) {
      expect([...dates]).toEqual([...new Set(dates)].sort());
      for (const date of dates) expect(dayAfter(date, 0)).toBe(date);
    }
    // Lunar years are eleven days short; the others keep to the sun by leap months.
    const apart = (dates: readonly string[]) => dates.slice(1).map((date, i) => (Date.parse(date) - Date.parse(dates[i]!)) / 86_400_000);
    for (const days of apart(moonDays.fitr)) expect([354, 355]).toContain(days);
    for (const dates of [moonDays.springFestival, moonDays.pesach]) for (const days of apart(dates)) expect([353, 354, 355, 383, 384, 385]).toContain(days);
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
