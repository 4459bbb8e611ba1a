/** Working days of a State, by what it stated itself or by its row of the table. Days are written YYYY-MM-DD and are the State's own. Pure. */
import type { AuthorityId, AuthorityKind, Instant } from '@comity/contracts';
import { moonDays } from './moon.js';
import { stateDays, usualDays, type Holiday, type StateDays, type Stated } from './table.js';

const day = 86_400_000;
const known = new WeakMap<StateDays, Map<number, ReadonlySet<string>>>();
const formats = new Map<string, Intl.DateTimeFormat>();

export type DaysOf = (state: string) => StateDays;
/** By the table. */
export const daysOf = (state: string): StateDays => (Object.hasOwn(stateDays, state) ? stateDays[state]! : usualDays);

/** What a State stated, before its row: its rest days always, and all days of the years that it stated. */
export const asStated = (days: StateDays, stated: Stated): StateDays => ({ ...days, weekend: stated.restDays, stated });

/** Which of several statements of one State counts: that of a central authority before all others, and of these the newest. */
export const foremost = <T extends { kind: AuthorityKind; authority: AuthorityId; at: Instant }>(all: readonly T[]): T | undefined =>
  all.toSorted((a, b) => Number(b.kind === central) - Number(a.kind === central) || (a.at === b.at ? (a.authority < b.authority ? -1 : 1) : a.at < b.at ? 1 : -1))[0];
const central: AuthorityKind = 'central-authority';

/** How well the days of a State are known over a time: it stated them itself, they were compared with its law, none is announced from year to year and nothing that it stated took their place, or neither. `authority`, `at`: who stated any of them last, and when. */
export interface KnownDays { state: string; known: 'stated' | 'verified' | 'unverified'; authority: AuthorityId | null; at: Instant | null }
export function knownDays(state: string, { stated, verified, complete }: StateDays, from: string, to: string): KnownDays {
  const [first, last] = [from, to].map((date) => Number(date.slice(0, 4))) as [number, number];
  const years = Array.from({ length: last - first + 1 }, (_, i) => stated?.years.includes(first + i) === true);
  const byLaw = verified && complete && !years.includes(true) && (stated === undefined || sameDays(stated.restDays, daysOf(state).weekend));
  return { state, known: !years.includes(false) ? 'stated' : byLaw ? 'verified' : 'unverified', authority: stated?.authority ?? null, at: stated?.at ?? null };
}
const sameDays = (some: readonly number[], others: readonly number[]): boolean => some.length === others.length && some.every((day) => others.includes(day));

export function isWorkingDay(days: StateDays, date: string): boolean {
  return !days.weekend.includes(weekdayOf(date)) && !holidaysOf(days, Number(date.slice(0, 4))).has(date);
}

/** The public holidays of a year, as they are kept; those that move into it or out of it, too. */
export function holidaysOf(days: StateDays, year: number): ReadonlySet<string> {
  const years = known.get(days) ?? new Map<number, ReadonlySet<string>>();
  known.set(days, years);
  const own = days.stated?.years.includes(year) === true ? days.stated.days.filter(({ date }) => date.startsWith(`${year}-`)).map(({ date }) => date) : undefined;
  const found = years.get(year) ?? new Set(own ?? [...kept(days, year - 1), ...kept(days, year), ...kept(days, year + 1)].filter((date) => date.startsWith(`${year}-`)));
  years.set(year, found);
  return found;
}

function kept(days: StateDays, year: number): Set<string> {
  const { holidays, moves = {}, weekend } = days;
  const named = holidays.flatMap((holiday) => datesOf(holiday, year));
  const all = new Set(named);
  for (const date of named) {
    const step = moves[weekdayOf(date)];
    if (step === undefined) continue;
    let moved = dayAfter(date, step);
    while (weekend.includes(weekdayOf(moved)) || all.has(moved)) moved = dayAfter(moved, step);
    all.add(moved);
  }
  return all;
}

function datesOf(holiday: Holiday, year: number): string[] {
  if (typeof holiday === 'string' || !('moon' in holiday)) return [dateOf(holiday, year) ?? []].flat();
  // Of a lunar year there may be two in one of ours, or what is counted from it may lie in the next.
  const { moon, plus = 0, since = 0 } = holiday;
  return moonDays[moon].map((date) => dayAfter(date, plus)).filter((date) => date.startsWith(`${year}-`) && year >= since);
}

function dateOf(holiday: Exclude<Holiday, { moon: unknown }>, year: number): string | null {
  if (typeof holiday === 'string') return `${year}-${holiday}`;
  if (holiday.since !== undefined && year < holiday.since) return null;
  if ('on' in holiday) return `${year}-${holiday.on}`;
  if ('easter' in holiday) return dayAfter(easter(year), holiday.easter);
  if ('pascha' in holiday) return dayAfter(pascha(year), holiday.pascha);
  const { nth, weekday, month } = holiday;
  const edge = written(nth > 0 ? Date.UTC(year, month - 1, 1) : Date.UTC(year, month, 0));
  const away = nth > 0 ? (weekday - weekdayOf(edge) + 7) % 7 + (nth - 1) * 7 : -((weekdayOf(edge) - weekday + 7) % 7) + (nth + 1) * 7;
  return dayAfter(edge, away);
}

/** Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher). */
export function easter(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const k = h + l - 7 * m;
  const month = Math.floor((k + 90) / 25);
  return written(Date.UTC(year, month - 1, (k + 33 * month + 19) % 32));
}

/** Easter Sunday by the Julian computus, in the Gregorian calendar. */
export function pascha(year: number): string {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const [month, date] = [Math.floor((d + e + 114) / 31), (d + e + 114) % 31 + 1];
  const apart = Math.floor(year / 100) - Math.floor(year / 400) - 2;
  return written(Date.UTC(year, month - 1, date + apart));
}

/** The day on which an instant falls there. */
export const dayIn = ({ zone }: StateDays, at: number): string => written(local(zone, at));

/** When a day begins there. */
export const midnightOf = (place: StateDays, date: string): number => whenIn(place.zone, date, '00:00');

/** When clocks of a zone show this, HH:MM; NaN for what is no day or time. Of an hour that comes twice, the first; of one that is left out, the one after. */
export function whenIn(zone: string, date: string, time: string): number {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wanted)) return NaN;
  // The zone's distance at a first guess may be that of before a change of the clocks.
  const guess = wanted - (local(zone, wanted) - wanted);
  return wanted - (local(zone, guess) - guess);
}

/** What clocks show there at an instant, as if it were universal time. */
function local(zone: string, at: number): number {
  let format = formats.get(zone);
  if (format === undefined) formats.set(zone, format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }));
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']) + (((at % 1_000) + 1_000) % 1_000);
}

export const dayAfter = (date: string, by: number): string => written(Date.parse(`${date}T00:00:00Z`) + by * day);
const written = (time: number): string => new Date(time).toISOString().slice(0, 10);
const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
