/** Days and times of a session as they stand on its own walls: nothing is converted to the zone of whoever looks. */
import { useMemo } from 'react';
import type { WallAt } from '@comity/contracts';
import { useTag } from '../i18n/format.js';

export interface WallFormat {
  /** Mon 30 Nov */
  day(date: string): string;
  /** Monday 30 November 2026 */
  longDay(date: string): string;
  /** 09:20 */
  time(time: string): string;
  /** Mon 30 Nov, 09:20 */
  at(at: WallAt): string;
  /** Mon 30 Nov, 09:20, Danube: what stands one after the other, with the comma of the language. */
  row(...parts: readonly string[]): string;
  /** 30 Nov – 4 Dec 2026 */
  range(from: string, to: string): string;
}

/** What stands one after the other, with the comma of the language. */
export const rowOf = (tag: string, parts: readonly string[]): string => parts.join(tag.startsWith('ar') ? '، ' : ', ');

export function wallFormatOf(tag: string): WallFormat {
  const style = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
  const [day, longDay, time] = [style({ weekday: 'short', day: 'numeric', month: 'short' }), style({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }), style({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })];
  const dayOf = (date: string) => day.format(new Date(`${date}T00:00:00Z`));
  const timeOf = (text: string) => time.format(new Date(`2000-01-01T${text === '24:00' ? '00:00' : text}:00Z`));
  const row = (...parts: readonly string[]): string => rowOf(tag, parts);
  return {
    row, day: dayOf, time: timeOf,
    longDay: (date) => longDay.format(new Date(`${date}T00:00:00Z`)),
    at: ({ date, time: text }) => row(dayOf(date), timeOf(text)),
    range: (from, to) => style({ day: 'numeric', month: 'short', year: 'numeric' }).formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)),
  };
}

const made = new Map<string, WallFormat>();
export function useWallFormat(): WallFormat {
  const tag = useTag();
  return useMemo(() => {
    const format = made.get(tag) ?? wallFormatOf(tag);
    made.set(tag, format);
    return format;
  }, [tag]);
}
