import { describe, expect, it } from '@jest/globals';
import type { Stated } from '@comity/casework';
import { tableText, type StateDaysView } from '@comity/sdk';
import { draftOf, leftOut, markOf, readDays, statementOf, withDays } from './days.js';

const stated = { restDays: [0], years: [2026, 2027], days: [{ date: '2026-12-25', name: null }, { date: '2027-03-10', name: 'Eid' }], authority: 'a', at: '2026-11-01T00:00:00.000Z' } as unknown as Stated;
const viewOf = (counts: Stated | null, own: StateDaysView['own'] = null): StateDaysView => ({ state: 'FR', stated: counts, own });

describe('the days of a year', () => {
  it('are those that were stated, of other years those of the table', () => {
    expect(draftOf(viewOf(stated), 2027)).toMatchObject({ rows: [{ date: '2027-03-10', name: 'Eid' }], restDays: [0], from: null, changed: false });
    expect(draftOf(viewOf(stated), 2028).rows[0]).toEqual({ date: '2028-01-01', name: null });
    expect(draftOf(viewOf(null), 2026)).toMatchObject({ restDays: [0, 6], rows: { length: 11 } });
  });
  it('are edited from what the own authority stated, and of no other year from what another did', () => {
    const own = { ...stated, restDays: [5], years: [2028], days: [{ date: '2028-02-02', name: 'Ours' }], authority: 'b', at: '2026-10-01T00:00:00.000Z' } as unknown as Stated, view = viewOf(stated, { stated: own, first: false });
    expect(draftOf(view, 2028)).toMatchObject({ rows: own.days, restDays: [5], from: own });
    const draft = draftOf(view, 2027);
    expect([draft.rows, statementOf(draft, 2027)]).toEqual([[{ date: '2027-03-10', name: 'Eid' }], { restDays: [5], years: [2027, 2028], days: [{ date: '2027-03-10', name: 'Eid' }, ...own.days], after: own.at }]);
    expect(statementOf(draftOf(viewOf(stated, { stated: null, first: true }), 2029), 2029)).toMatchObject({ years: [2029], after: null });
    expect(markOf(view)).not.toBe(markOf(viewOf(stated, { stated: { ...own, at: stated.at }, first: false })));
  });
  it('are stated beside what was said of other years, of as many as a statement holds', () => {
    expect(statementOf({ from: stated, rows: [{ date: '2027-05-01', name: null }], restDays: [5, 6] }, 2027)).toEqual({ restDays: [5, 6], years: [2026, 2027], days: [{ date: '2026-12-25', name: null }, { date: '2027-05-01', name: null }], after: stated.at });
    expect(statementOf({ from: null, rows: [], restDays: [0, 6] }, 2028)).toEqual({ restDays: [0, 6], years: [2028], days: [], after: null });
    const many = { from: { ...stated, years: Array.from({ length: 12 }, (_, i) => 2016 + i) }, rows: [], restDays: [0] };
    const next = statementOf(many, 2028);
    expect([next.years[0], next.years.length, next.days.every(({ date }) => date >= '2017'), leftOut(many, 2028)]).toEqual([2017, 12, true, [2016]]);
    expect(leftOut(many, 2027)).toEqual([]);
  });
  it('and of as many days: the oldest years go first', () => {
    const days = (year: number, count: number) => Array.from({ length: count }, (_, i) => ({ date: new Date(Date.UTC(year, 0, 1) + i * 86_400_000).toISOString().slice(0, 10), name: null }));
    const draft = { from: { ...stated, years: [2025, 2026, 2027], days: [...days(2025, 20), ...days(2026, 100), ...days(2027, 120)] }, rows: days(2028, 200), restDays: [0] };
    const { years, days: all } = statementOf(draft, 2028);
    expect([years, all.length, leftOut(draft, 2028)]).toEqual([[2027, 2028], 320, [2025, 2026]]);
    expect(statementOf({ ...draft, rows: days(2028, 180) }, 2028)).toMatchObject({ years: [2026, 2027, 2028], days: { length: 400 } });
  });
  it('have one row for each date: the last that was said', () => {
    expect(withDays([{ date: '2027-02-01', name: 'A' }, { date: '2027-01-01', name: null }], [{ date: '2027-02-01', name: 'B' }])).toEqual([{ date: '2027-01-01', name: null }, { date: '2027-02-01', name: 'B' }]);
  });
});

describe('a file of days', () => {
  const read = (text: string) => readDays(text, 2027);
  const calendar = (...events: string[][]): string => ['BEGIN:VCALENDAR', ...events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']), 'END:VCALENDAR'].join('\r\n');
  it('is a table of dates and names, of whichever separator', () => {
    expect(read('\uFEFFdate;name\r\n2027-03-10;"Idd-ul-Fitr"\r\n\r\n20270501\tLabour Day\n2027-12-25')).toEqual({ days: [{ date: '2027-03-10', name: 'Idd-ul-Fitr' }, { date: '2027-05-01', name: 'Labour Day' }, { date: '2027-12-25', name: null }], unread: 0 });
    expect(read('2027-02-30,No such day\n2027-13-01,Nor month\n10 March,words\n2027-03-10,x')).toEqual({ days: [{ date: '2027-03-10', name: 'x' }], unread: 2 });
  });
  it('or a calendar, whose events may take several days and fold their lines', () => {
    expect(read(calendar(['DTSTART;VALUE=DATE:20270309', 'DTEND;VALUE=DATE:20270312', 'SUMMARY:Eid\\, the', ' first'], ['SUMMARY:No date']))).toEqual({ days: ['09', '10', '11'].map((day) => ({ date: `2027-03-${day}`, name: 'Eid, thefirst' })), unread: 1 });
    const dates = (...event: string[]) => read(calendar(event)).days.map(({ date }) => date);
    expect([dates('DTSTART;TZID=Europe/Paris:20270501T090000', 'DTEND;TZID=Europe/Paris:20270501T170000'), dates('DTSTART:20270501T000000', 'DTEND:20270503T000000'), dates('DTSTART:20270501T090000', 'DTEND:20270502T170000', 'BEGIN:VALARM', 'DURATION:PT15M', 'END:VALARM')])
      .toEqual([['2027-05-01'], ['2027-05-01', '2027-05-02'], ['2027-05-01', '2027-05-02']]);
  });
  it('has yearly events in the year that is shown, and counts what no day could be made of for certain', () => {
    const yearly = (rule: string, start = '20150501', ...more: string[]) => { const { days, unread } = read(calendar([`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`, ...more])); return [days.map(({ date }) => date).filter((date) => date.startsWith('2027')), unread]; };
    for (const rule of ['FREQ=YEARLY', 'FREQ=YEARLY;INTERVAL=1;BYMONTH=5;BYMONTHDAY=1;WKST=MO', 'FREQ=YEARLY;UNTIL=20271231', 'FREQ=YEARLY;COUNT=13']) expect([rule, yearly(rule)]).toEqual([rule, [['2027-05-01'], 0]]);
    for (const rule of ['FREQ=YEARLY;UNTIL=20261231T000000Z', 'FREQ=YEARLY;COUNT=12']) expect([rule, yearly(rule)]).toEqual([rule, [[], 0]]);
    expect(yearly('FREQ=YEARLY', '20280501')).toEqual([[], 0]);
    // Over the end of the year before.
    expect(yearly('FREQ=YEARLY', '20151231', 'DTEND;VALUE=DATE:20160102')).toEqual([['2027-01-01', '2027-12-31'], 0]);
    for (const rule of ['FREQ=MONTHLY', 'FREQ=YEARLY;INTERVAL=2', 'FREQ=YEARLY;BYDAY=1MO', 'FREQ=YEARLY;BYMONTH=6', 'FREQ=YEARLY;UNTIL=soon']) expect([rule, yearly(rule)]).toEqual([rule, [[], 1]]);
    expect([yearly('FREQ=YEARLY', '20160229'), yearly('FREQ=YEARLY', '20150501', 'EXDATE;VALUE=DATE:20270501')]).toEqual([[[], 1], [[], 1]]);
    for (const event of [['DTSTART:20270501T220000Z'], ['DTSTART;VALUE=DATE:20270501', 'DURATION:P2D'], ['DTSTART:20270101', 'DTEND:29990101'], ['DTSTART:20270101', 'DTEND:20270202']]) expect(read(calendar(event))).toEqual({ days: [], unread: 1 });
    expect(read(calendar(['DTSTART:20270101', 'DTEND:20270201']))).toMatchObject({ days: { length: 31 }, unread: 0 });
  });
  it('is refused whole where it is of another encoding, or too long', () => {
    expect(read(new TextDecoder().decode(Uint8Array.from([...'2027-05-01;F', 0xea, ...'te'].map((each) => (typeof each === 'number' ? each : each.charCodeAt(0))))))).toEqual({ days: [], unread: 0, refused: 'encoding' });
    const wide = Buffer.from('2027-05-01;Fête', 'utf16le');
    expect(read(tableText(Buffer.concat([Buffer.from([0xff, 0xfe]), wide])))).toEqual({ days: [{ date: '2027-05-01', name: 'Fête' }], unread: 0 });
    expect(read(tableText(wide))).toEqual({ days: [], unread: 0, refused: 'encoding' });
    for (const text of ['2027-05-01,x\n'.repeat(5_001), calendar(...Array.from({ length: 5_001 }, () => ['DTSTART:20270501']))]) expect(read(text)).toEqual({ days: [], unread: 0, refused: 'length' });
    // As a table there may be in Excel's own way of dates.
    expect(read('date;name\n1/5/2027;x\n25.12.2027;y')).toEqual({ days: [], unread: 2 });
  });
  it('is nothing but dates and lines of text, whatever is in it', () => {
    const { days } = read('2027-01-01,=HYPERLINK("x")\u202e\u0001\n2027-01-02,<img src=x onerror=alert(1)>\n2027-01-03,' + 'x'.repeat(500));
    expect(days[0]!.name).toBe('=HYPERLINK("x")');
    expect(days[1]!.name).toBe('<img src=x onerror=alert(1)>');
    expect(days[2]!.name).toHaveLength(40);
    expect(read('\u0001\u0002'.repeat(1_000))).toEqual({ days: [], unread: 0 });
  });
});
