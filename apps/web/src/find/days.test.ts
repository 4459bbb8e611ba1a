import { describe, expect, it } from '@jest/globals';
import { weekdaysOf } from '../i18n/weekdays.js';
import { dayOf, startOfDay } from './days.js';

describe('days of a date field', () => {
  it('begin at midnight of the reader', () => {
    expect(new Date(startOfDay('2026-03-03') ?? '')).toEqual(new Date(2026, 2, 3));
    expect(new Date(startOfDay('2026-02-28', 1) ?? '')).toEqual(new Date(2026, 2, 1));
    expect([startOfDay(''), startOfDay('3 March'), startOfDay('2026-3-3')]).toEqual([undefined, undefined, undefined]);
  });
  it('come back from the instants they became', () => {
    for (const day of ['2026-03-29', '2026-10-25', '2026-12-31']) {
      expect(dayOf(startOfDay(day))).toBe(day);
      // Until the end of a day: the moment after it, less a day.
      expect(dayOf(startOfDay(day, 1), -1)).toBe(day);
    }
    expect(dayOf(undefined)).toBe('');
  });
});

describe('the days of the week', () => {
  it('begin where the region begins them, and are named in the language', () => {
    expect(weekdaysOf('en-GB').map(({ day }) => day)).toEqual([1, 2, 3, 4, 5, 6, 0]);
    expect(weekdaysOf('ar').map(({ day }) => day)).toEqual([6, 0, 1, 2, 3, 4, 5]);
    expect(weekdaysOf('ar')[1]?.name).toBe('الأحد');
    expect(weekdaysOf('en-GB')[0]?.name).toBe('Mon');
  });
});
