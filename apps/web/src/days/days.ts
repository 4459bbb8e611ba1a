/** The public holidays of a State's year as they are edited: rows, what a file brings, and what is stated of them. Pure. What a file says is taken as dates and lines of text, and as nothing else. */
import { daysOf, holidaysOf, type Stated } from '@comity/casework';
import { dayLimits } from '@comity/contracts';

export interface DayRow { date: string; name: string | null }
export const inOrder = (rows: readonly DayRow[]): DayRow[] => rows.toSorted((a, b) => (a.date < b.date ? -1 : 1));
/** Of one date the last that was said. */
export const withDays = (rows: readonly DayRow[], more: readonly DayRow[]): DayRow[] => inOrder([...new Map([...rows, ...more].map((row) => [row.date, row])).values()]);

/** The days of a year as they count now: as stated, or by the table. */
export const rowsOf = (state: string, stated: Stated | null, year: number): DayRow[] =>
  stated?.years.includes(year) === true ? stated.days.filter(({ date }) => date.startsWith(`${year}-`)) : [...holidaysOf(daysOf(state), year)].sort().map((date) => ({ date, name: null }));

/** What is stated with another year, or other days of one: what was said of other years stays, the newest of as many as a statement holds. */
export function statementOf(stated: Stated | null, year: number, rows: readonly DayRow[], restDays: readonly number[]): Pick<Stated, 'restDays' | 'years' | 'days'> {
  const others = (stated?.years ?? []).filter((each) => each !== year);
  const years = [...others.sort((a, b) => b - a).slice(0, dayLimits.years - 1), year].sort((a, b) => a - b);
  return { restDays, years, days: inOrder([...(stated?.days ?? []).filter(({ date }) => !date.startsWith(`${year}-`) && years.includes(Number(date.slice(0, 4)))), ...rows]) };
}

/** `unread`: lines, or events, of which no date could be read. */
export interface DaysRead { days: DayRow[]; unread: number }
/** A calendar (RFC 5545), or a table of dates and names. */
export function readDays(text: string): DaysRead {
  const { days, unread } = /^\uFEFF?BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 1_000)) ? readCalendar(text) : readTable(text);
  return { days: withDays([], days), unread };
}

function readTable(text: string): DaysRead {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/).filter((line) => line.trim() !== '').slice(0, mostLines);
  const days = lines.map((line): DayRow | null => {
    const [first = '', ...rest] = line.split(/[,;\t]/);
    const date = dateIn(unquoted(first));
    return date === null ? null : { date, name: nameOf(unquoted(rest.join(', '))) };
  });
  // The first line may name the columns.
  return { days: days.filter((day) => day !== null), unread: days.filter((day, i) => day === null && i > 0).length };
}

function readCalendar(text: string): DaysRead {
  const events = text.replace(/\r?\n[ \t]/g, '').split(/^BEGIN:VEVENT\s*$/im).slice(1, mostLines);
  let unread = 0;
  const days = events.flatMap((event): DayRow[] => {
    const value = (name: string): string => new RegExp(`^${name}(?:;[^:\\r\\n]*)?:([^\\r\\n]*)`, 'im').exec(event.split(/^END:VEVENT/im)[0]!)?.[1] ?? '';
    const from = dateIn(value('DTSTART')), until = dateIn(value('DTEND'));
    if (from === null) {
      unread += 1;
      return [];
    }
    const name = nameOf(value('SUMMARY').replace(/\\[nN]/g, ' ').replace(/\\(.)/g, '$1'));
    // The end of a day's event is the day after it.
    const count = Math.min(Math.max(until === null ? 1 : (Date.parse(until) - Date.parse(from)) / 86_400_000, 1), longest);
    return Array.from({ length: count }, (_, i) => ({ date: new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10), name }));
  });
  return { days, unread };
}

const mostLines = 5_000, longest = 31;
const unquoted = (cell: string): string => cell.trim().replace(/^"(.*)"$/s, '$1').replaceAll('""', '"');

/** YYYY-MM-DD or YYYYMMDD, where there is such a day. */
function dateIn(text: string): string | null {
  const [, year, month, day] = /^\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`, at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date ? null : date;
}

/** A line without what turns or ends it. */
export function nameOf(text: string): string | null {
  const name = [...text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ').trim()].slice(0, dayLimits.name / 2).join('').trim();
  return name === '' ? null : name;
}
