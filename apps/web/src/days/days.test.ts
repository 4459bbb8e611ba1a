import { describe, expect, it } from '@jest/globals';
import type { Stated } from '@comity/casework';
import { readDays, rowsOf, statementOf, withDays } from './days.js';

const stated = { restDays: [0], years: [2026, 2027], days: [{ date: '2026-12-25', name: null }, { date: '2027-03-10', name: 'Eid' }], authority: 'a', at: '2026-11-01T00:00:00.000Z' } as unknown as Stated;

describe('the days of a year', () => {
  it('are those that were stated, of other years those of the table', () => {
    expect(rowsOf('FR', stated, 2027)).toEqual([{ date: '2027-03-10', name: 'Eid' }]);
    expect(rowsOf('FR', stated, 2028)[0]).toEqual({ date: '2028-01-01', name: null });
    expect(rowsOf('FR', null, 2026)).toHaveLength(11);
  });
  it('are stated beside what was said of other years, of as many as a statement holds', () => {
    expect(statementOf(stated, 2027, [{ date: '2027-05-01', name: null }], [5, 6])).toEqual({ restDays: [5, 6], years: [2026, 2027], days: [{ date: '2026-12-25', name: null }, { date: '2027-05-01', name: null }] });
    expect(statementOf(null, 2028, [], [0, 6])).toEqual({ restDays: [0, 6], years: [2028], days: [] });
    const many = { ...stated, years: Array.from({ length: 12 }, (_, i) => 2016 + i) };
    const next = statementOf(many, 2028, [], [0]);
    expect([next.years[0], next.years.length, next.days.every(({ date }) => date >= '2017')]).toEqual([2017, 12, true]);
  });
  it('have one row for each date: the last that was said', () => {
    expect(withDays([{ date: '2027-02-01', name: 'A' }, { date: '2027-01-01', name: null }], [{ date: '2027-02-01', name: 'B' }])).toEqual([{ date: '2027-01-01', name: null }, { date: '2027-02-01', name: 'B' }]);
  });
});

describe('a file of days', () => {
  it('is a table of dates and names, of whichever separator', () => {
    expect(readDays('\uFEFFdate;name\r\n2027-03-10;"Idd-ul-Fitr"\r\n\r\n20270501\tLabour Day\n2027-12-25')).toEqual({ days: [{ date: '2027-03-10', name: 'Idd-ul-Fitr' }, { date: '2027-05-01', name: 'Labour Day' }, { date: '2027-12-25', name: null }], unread: 0 });
    expect(readDays('2027-02-30,No such day\n2027-13-01,Nor month\n10 March,words\n2027-03-10,x')).toEqual({ days: [{ date: '2027-03-10', name: 'x' }], unread: 2 });
  });
  it('or a calendar, whose events may take several days and fold their lines', () => {
    const ics = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20270309', 'DTEND;VALUE=DATE:20270312', 'SUMMARY:Eid\\, the', ' first', 'END:VEVENT', 'BEGIN:VEVENT', 'SUMMARY:No date', 'END:VEVENT', 'BEGIN:VEVENT', 'DTSTART:20270501T000000Z', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
    expect(readDays(ics)).toEqual({ days: [...['09', '10', '11'].map((day) => ({ date: `2027-03-${day}`, name: 'Eid, thefirst' })), { date: '2027-05-01', name: null }], unread: 1 });
    expect(readDays('BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101\nDTEND:29990101\nEND:VEVENT').days).toHaveLength(31);
  });
  it('is nothing but dates and lines of text, whatever is in it', () => {
    const { days } = readDays('2027-01-01,=HYPERLINK("x")\u202e\u0000\n2027-01-02,<img src=x onerror=alert(1)>\n2027-01-03,' + 'x'.repeat(500));
    expect(days[0]!.name).toBe('=HYPERLINK("x")');
    expect(days[1]!.name).toBe('<img src=x onerror=alert(1)>');
    expect(days[2]!.name).toHaveLength(40);
    expect(readDays('\u0000\u0001'.repeat(1_000))).toEqual({ days: [], unread: 0 });
  });
});
