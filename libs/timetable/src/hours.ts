/** Hours of a day by the clock of a zone, which may go over midnight: `22:00` to `06:00`. Pure. */
import { minutesOf } from '@comity/contracts';

const day = 1_440;
const formats = new Map<string, Intl.DateTimeFormat>();

/** How far it is from the ends of the hours for what begins at this minute of the day and takes so long; null: it is not within them. */
export function roomWithin(hours: { from: string; to: string }, minute: number, length: number): number | null {
  const begin = minutesOf(hours.from), span = (minutesOf(hours.to) - begin + day) % day || day;
  const before = (minute - begin + day) % day, after = span - before - length;
  return after < 0 ? null : Math.min(before, after);
}

/** Whether it is known here what the clocks of a zone show: zones are added, and whoever looks may have older data than whoever named one. */
export function hasClock(zone: string): boolean {
  try {
    clockAt(zone, 0);
    return true;
  } catch {
    return false;
  }
}

/** Day and minute of the day that the clocks of a zone show at an instant. */
export function clockAt(zone: string, at: number): { date: string; minute: number } {
  let format = formats.get(zone);
  if (format === undefined) formats.set(zone, format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
  const [date = '', time = ''] = format.format(at).split(', ');
  return { date, minute: minutesOf(time) };
}
