/** The public holidays of a State's year as they are edited: rows, what a file brings, and what is stated of them. Pure. What a file says is taken as dates and lines of text, and as nothing else. */
import { daysOf, holidaysOf, type Stated } from '@comity/casework';
import { dayLimits } from '@comity/contracts';
import type { DaysInput, StateDaysView } from '@comity/sdk';

export interface DayRow { date: string; name: string | null }
export const inOrder = (rows: readonly DayRow[]): DayRow[] => rows.toSorted((a, b) => (a.date < b.date ? -1 : 1));
/** Of one date the last that was said. */
export const withDays = (rows: readonly DayRow[], more: readonly DayRow[]): DayRow[] => inOrder([...new Map([...rows, ...more].map((row) => [row.date, row])).values()]);

/** The days of a year as they count now: as stated, or by the table. */
const rowsOf = (state: string, stated: Stated | null, year: number): DayRow[] =>
  stated?.years.includes(year) === true ? stated.days.filter(({ date }) => date.startsWith(`${year}-`)) : [...holidaysOf(daysOf(state), year)].sort().map((date) => ({ date, name: null }));

/** A year of a State as it is edited. `from`: what the own authority stated when it was begun; `mark`: what it was made from. */
export interface Draft { rows: readonly DayRow[]; restDays: readonly number[]; from: Stated | null; mark: string; changed: boolean }
export const markOf = ({ stated, own }: StateDaysView): string => [own?.stated?.at, stated?.authority, stated?.at].join(' ');
/** From the own authority's word, where it has one of that year; else from what counts. */
export function draftOf(view: StateDaysView, year: number): Draft {
  const { state, stated, own } = view, from = own?.stated ?? null;
  return { rows: rowsOf(state, from?.years.includes(year) === true ? from : stated, year), restDays: ((from ?? stated)?.restDays ?? daysOf(state).weekend).toSorted((a, b) => a - b), from, mark: markOf(view), changed: false };
}

/** What is stated with another year, or other days of one: what the own authority said of other years stays, the newest of as many as a statement holds. */
export function statementOf({ rows, restDays, from }: Pick<Draft, 'rows' | 'restDays' | 'from'>, year: number): DaysInput {
  const years = [year];
  let days = [...rows];
  for (const other of (from?.years ?? []).filter((each) => each !== year).toSorted((a, b) => b - a)) {
    const more = [...days, ...from!.days.filter(({ date }) => date.startsWith(`${other}-`))];
    if (years.length === dayLimits.years || more.length > dayLimits.days) break;
    years.push(other);
    days = more;
  }
  return { restDays, years: years.sort((a, b) => a - b), days: inOrder(days), after: from?.at ?? null };
}

/** Years that were stated, and would not be any more. */
export const leftOut = (draft: Pick<Draft, 'rows' | 'restDays' | 'from'>, year: number): number[] => {
  const { years } = statementOf(draft, year);
  return (draft.from?.years ?? []).filter((each) => !years.includes(each));
};

/** `unread`: lines without a date that can be read, and events that no day could be made of for certain; `refused`: nothing of it was taken, since its letters are in another encoding than UTF-8, it is too long, or the file cannot be read. */
export interface DaysRead { days: DayRow[]; unread: number; refused?: 'encoding' | 'length' | 'unreadable' }
/** Bytes. */
export const largestFile = 1_048_576;
/** A calendar (RFC 5545), of whose yearly events those round a year are taken, or a table of dates and names. */
export function readDays(text: string, year: number): DaysRead {
  if (/[\0\uFFFD]/.test(text)) return { days: [], unread: 0, refused: 'encoding' };
  const { days, unread, refused } = /^\uFEFF?BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 1_000)) ? readCalendar(text, year) : readTable(text);
  return { days: withDays([], days), unread, ...(refused && { refused }) };
}
const tooLong: DaysRead = { days: [], unread: 0, refused: 'length' };

function readTable(text: string): DaysRead {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  if (lines.length > most) return tooLong;
  const days = lines.map((line): DayRow | null => {
    const [first = '', ...rest] = line.split(/[,;\t]/);
    const date = dateIn(unquoted(first));
    return date === null ? null : { date, name: nameOf(unquoted(rest.join(', '))) };
  });
  // The first line may name the columns.
  return { days: days.filter((day) => day !== null), unread: days.filter((day, i) => day === null && i > 0).length };
}

function readCalendar(text: string, year: number): DaysRead {
  const events = text.replace(/\r?\n[ \t]/g, '').split(/^BEGIN:VEVENT\s*$/im).slice(1);
  if (events.length > most) return tooLong;
  const read = events.map((event) => readEvent(event.split(/^END:VEVENT/im)[0]!.replace(/^BEGIN:VALARM[^]*?^END:VALARM/gim, ''), year));
  return { days: read.flatMap((days) => days ?? []), unread: read.filter((days) => days === null).length };
}

/** Null where its days are not certain: an instant is on another day elsewhere, and of what repeats only what does so every year is reckoned. */
function readEvent(event: string, year: number): DayRow[] | null {
  const value = (name: string): string => new RegExp(`^${name}(?:;[^:\\r\\n]*)?:([^\\r\\n]*)`, 'im').exec(event)?.[1]?.trim() ?? '';
  const [start, end, rule] = ['DTSTART', 'DTEND', 'RRULE'].map(value) as [string, string, string];
  const from = dateIn(start), until = dateIn(end === '' ? start : end);
  if (from === null || until === null || /Z$/i.test(start + end) || /^(?:RDATE|EXDATE|DURATION)[;:]/im.test(event)) return null;
  const name = nameOf(value('SUMMARY').replace(/\\[nN]/g, ' ').replace(/\\(.)/g, '$1'));
  // The end of a day's event is the day after it; one that ends at an hour ends on that day.
  const count = Math.max((Date.parse(until) - Date.parse(from)) / 86_400_000 + (/T(?!000000)/i.test(end) ? 1 : 0), 1);
  const begins = rule === '' ? [from] : yearly(rule, from, year);
  if (count > longest || begins === null) return null;
  return begins.flatMap((begin) => Array.from({ length: count }, (_, i) => ({ date: new Date(Date.parse(begin) + i * 86_400_000).toISOString().slice(0, 10), name })));
}

/** When an event of every year begins in this one and the one before, which may last into it; null for any other rule. */
function yearly(rule: string, from: string, year: number): string[] | null {
  const { FREQ, INTERVAL = '1', COUNT = '9999', UNTIL, BYMONTH, BYMONTHDAY, ...others } = Object.fromEntries(rule.toUpperCase().split(';').map((part) => part.split('=', 2))) as Partial<Record<string, string>>;
  const [begun, month, day] = from.split('-').map(Number) as [number, number, number];
  const until = UNTIL === undefined ? '9999' : dateIn(UNTIL);
  // Not of a leap day, which most years have not.
  if (FREQ !== 'YEARLY' || INTERVAL !== '1' || Number(BYMONTH ?? month) !== month || Number(BYMONTHDAY ?? day) !== day || until === null || Object.keys(others).some((key) => key !== 'WKST') || (month === 2 && day === 29)) return null;
  return [year - 1, year].filter((each) => each >= begun && each < begun + Number(COUNT)).map((each) => `${each}${from.slice(4)}`).filter((date) => date <= until);
}

/** Of lines or events, and of days in a row. */
const most = 5_000, longest = 31;
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
