/** Days of slots by a small generator. Pure. */
import { minutesOf, timeOf, type AwayReason, type SessionDay } from '@comity/contracts';

export interface DayPlan { first: string; last: string; weekends: boolean; from: string; to: string; minutes: number; breaks: { from: string; to: string; reason: AwayReason }[] }
export type DayFault = 'no-days' | 'too-many-days' | 'no-slots' | 'too-many-slots' | 'break-order';
const most = { days: 60, slots: 31 };

/** Every day alike: slots from one time to the other, without those that a break cuts; after a break they begin when it ends. */
export function daysOf({ first, last, weekends, from, to, minutes, breaks }: DayPlan): SessionDay[] | DayFault {
  if (breaks.some((each) => each.from >= each.to)) return 'break-order';
  const dates: string[] = [];
  for (let day = Date.parse(`${first}T00:00:00Z`); day <= Date.parse(`${last}T00:00:00Z`) && dates.length <= most.days; day += 86_400_000) {
    const weekday = new Date(day).getUTCDay();
    if (weekends || (weekday !== 0 && weekday !== 6)) dates.push(new Date(day).toISOString().slice(0, 10));
  }
  if (dates.length === 0) return 'no-days';
  if (dates.length > most.days) return 'too-many-days';
  const ordered = [...breaks].sort((a, b) => a.from.localeCompare(b.from)), starts: string[] = [], end = minutesOf(to);
  for (let at = minutesOf(from); at + minutes <= end;) {
    const within = ordered.find((each) => at < minutesOf(each.to) && minutesOf(each.from) < at + minutes);
    if (within) { at = minutesOf(within.to); continue; }
    starts.push(timeOf(at));
    at += minutes;
  }
  if (starts.length === 0) return 'no-slots';
  if (starts.length > most.slots) return 'too-many-slots';
  return dates.map((date) => ({ date, starts, breaks: ordered }));
}

/** The generator as it would have made these days, as far as they are alike. */
export function planOf(days: readonly SessionDay[], minutes: number): DayPlan {
  const [first, last] = [days[0]!, days.at(-1)!];
  return {
    first: first.date, last: last.date, weekends: days.some(({ date }) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())),
    from: first.starts[0]!, to: timeOf(Math.min(1_439, minutesOf(first.starts.at(-1)!) + minutes)), minutes, breaks: first.breaks.map(({ from, to, reason }) => ({ from, to, reason })),
  };
}
