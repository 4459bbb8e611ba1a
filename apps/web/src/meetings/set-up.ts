/** Days of slots by a small generator: a pattern of dates, one shape of a day, and days that have a shape of their own. Pure; dates are counted in UTC, so that no change of clocks makes a day more or less. */
import { minutesOf, timeOf, type AwayReason, type SessionDay } from '@comity/contracts';

export interface Hours { from: string; to: string; breaks: { from: string; to: string; reason: AwayReason }[] }
/** `exactly`: slots that no generator made, for as long as they take so many minutes. */
export interface OwnHours extends Hours { exactly?: { minutes: number; starts: string[] } }
/** `range`: each day; `series`: on weekdays (0 is Sunday) of every so many weeks; `chosen`: none but what is added. */
export const ways = ['range', 'series', 'chosen'] as const;
export interface DayPlan extends Hours { way: typeof ways[number]; first: string; last: string; weekends: boolean; weekdays: number[]; every: number; minutes: number; added: string[]; without: string[]; own: Record<string, OwnHours> }
export type DayFault = 'no-days' | 'too-many-days' | 'no-slots' | 'too-many-slots' | 'break-order';
/** `date`: of the one day that it is about. */
export interface Faulty { fault: DayFault; date: string | null }
const most = { days: 60, slots: 31 };
const dayMs = 86_400_000;

const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const weekdayOf = (date: string): number => new Date(at(date)).getUTCDay();
/** The Monday of its week, as a number of weeks. */
const weekOf = (day: number): number => Math.floor((day / dayMs + 3) / 7);

/** Dates of the pattern, up to one more than there may be. */
function pattern({ way, first, last, weekends, weekdays, every }: DayPlan): string[] {
  const dates: string[] = [], begin = at(first), end = at(last);
  if (way === 'chosen' || Number.isNaN(begin) || Number.isNaN(end)) return dates;
  for (let day = begin; day <= end && dates.length <= most.days; day += dayMs) {
    const weekday = new Date(day).getUTCDay();
    if (way === 'series' ? weekdays.includes(weekday) && (weekOf(day) - weekOf(begin)) % every === 0 : weekends || (weekday !== 0 && weekday !== 6)) dates.push(new Date(day).toISOString().slice(0, 10));
  }
  return dates;
}
export const datesOf = (plan: DayPlan): string[] => [...new Set([...pattern(plan), ...plan.added])].filter((date) => !plan.without.includes(date)).sort();
export const hoursOf = (plan: DayPlan, date: string): OwnHours => plan.own[date] ?? { from: plan.from, to: plan.to, breaks: plan.breaks };

/** Slots from one time to the other, without those that a break cuts; after a break they begin when it ends. The last minute of the day is its end. */
function startsOf({ from, to, breaks, exactly }: OwnHours, minutes: number): string[] | DayFault {
  if (breaks.some((each) => each.from >= each.to)) return 'break-order';
  if (exactly?.minutes === minutes) return exactly.starts;
  const starts: string[] = [], end = to === '23:59' ? 1_440 : minutesOf(to);
  for (let start = minutesOf(from); start + minutes <= end;) {
    const within = breaks.find((each) => start < minutesOf(each.to) && minutesOf(each.from) < start + minutes);
    if (within) { start = minutesOf(within.to); continue; }
    starts.push(timeOf(start));
    start += minutes;
  }
  return starts.length === 0 ? 'no-slots' : starts.length > most.slots ? 'too-many-slots' : starts;
}

export function daysOf(plan: DayPlan): SessionDay[] | Faulty {
  const dates = datesOf(plan);
  if (dates.length === 0) return { fault: 'no-days', date: null };
  if (dates.length > most.days) return { fault: 'too-many-days', date: null };
  const days: SessionDay[] = [];
  for (const date of dates) {
    const hours = hoursOf(plan, date), breaks = hours.breaks.toSorted((a, b) => a.from.localeCompare(b.from)), starts = startsOf({ ...hours, breaks }, plan.minutes);
    if (typeof starts === 'string') return { fault: starts, date: plan.own[date] ? date : null };
    days.push({ date, starts, breaks });
  }
  return days;
}

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const plainOf = (breaks: SessionDay['breaks']): Hours['breaks'] => breaks.map(({ from, to, reason }) => ({ from, to, reason }));
/** What a day that was made is, as one would have asked for it. */
function ownOf({ starts, breaks }: SessionDay, minutes: number): OwnHours {
  const end = minutesOf(starts.at(-1)!) + minutes, hours: OwnHours = { from: starts[0]!, to: end >= 1_440 ? '23:59' : timeOf(end), breaks: plainOf(breaks) };
  return equal(startsOf(hours, minutes), starts) ? hours : { ...hours, exactly: { minutes, starts: [...starts] } };
}

/** The generator as it makes these very days: most of them alike, the others with hours of their own. */
export function planOf(days: readonly SessionDay[], minutes: number): DayPlan {
  const dates = days.map(({ date }) => date), [first, last] = [dates[0]!, dates.at(-1)!];
  const hours = new Map(days.map((day) => [day.date, ownOf(day, minutes)]));
  const usual = [...Map.groupBy(hours.values(), (each) => JSON.stringify(each)).values()].toSorted((a, b) => b.length - a.length)[0]![0]!;
  const { from, to, breaks } = usual;
  const base: DayPlan = { way: 'range', first, last, weekends: dates.some((date) => weekdayOf(date) % 6 === 0), weekdays: [...new Set(dates.map(weekdayOf))], every: 1, minutes, from, to, breaks, added: [], without: [], own: {} };
  const fitting = [base, ...[1, 2, 3, 4].map((every): DayPlan => ({ ...base, way: 'series', every }))].find((plan) => equal(datesOf(plan), dates)) ?? { ...base, way: 'chosen', added: dates };
  const own = Object.fromEntries([...hours].filter(([, each]) => !equal(each, { from, to, breaks })));
  return { ...fitting, own };
}

/** Another pattern. What stands already is what one goes on choosing from; a series begins with the weekday of its first day. */
export const withWay = (plan: DayPlan, way: DayPlan['way']): DayPlan => ({ ...plan, way, weekdays: plan.weekdays.length > 0 || Number.isNaN(at(plan.first)) ? plan.weekdays : [weekdayOf(plan.first)], added: way === 'chosen' ? datesOf(plan) : [], without: [] });
export const withDay = (plan: DayPlan, date: string): DayPlan => ({ ...plan, added: [...plan.added, date], without: plan.without.filter((each) => each !== date) });
/** A day that goes takes its own hours with it. */
export const withoutDay = (plan: DayPlan, date: string): DayPlan => ({ ...withOwn(plan, date, null), added: plan.added.filter((each) => each !== date), without: [...plan.without, date] });
/** Null: as the others are. */
export const withOwn = (plan: DayPlan, date: string, hours: Hours | null): DayPlan => ({ ...plan, own: Object.fromEntries([...Object.entries(plan.own).filter(([each]) => each !== date), ...(hours === null ? [] : [[date, hours] as const])]) });
