/** Dates, times, numbers and lists by Intl, in the chosen language and digits. */
import { useMemo } from 'react';
import { useLingui } from '@lingui/react';

export interface Format {
  /** 14:05 */
  time(instant: string): string;
  /** Tuesday 3 March 2026; today and yesterday are the catalogue's matter. */
  day(instant: string): string;
  /** 3 Mar 2026 */
  date(instant: string): string;
  /** 3 Mar */
  dayOfYear(instant: string): string;
  /** 2026 */
  year(instant: string): string;
  /** 3 Mar 2026, 14:05 */
  moment(instant: string): string;
  /** The shortest that is still clear: time today, weekday this week, else the date. */
  brief(instant: string, now?: Date): string;
  number(value: number): string;
  list(items: string[]): string;
}

export function formatOf(tag: string): Format {
  const style = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, options);
    return (instant: string) => format.format(new Date(instant));
  };
  const time = style({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekday = style({ weekday: 'short' });
  const short = style({ day: 'numeric', month: 'short' });
  const withYear = style({ day: 'numeric', month: 'short', year: 'numeric' });
  const number = new Intl.NumberFormat(tag);
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  return {
    time,
    day: style({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    date: withYear,
    dayOfYear: short,
    year: style({ year: 'numeric' }),
    moment: style({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    brief: (instant, now = new Date()) => {
      const then = new Date(instant);
      if (sameDay(then, now)) return time(instant);
      const days = (now.getTime() - then.getTime()) / 86_400_000;
      if (days >= 0 && days < 6) return weekday(instant);
      return then.getFullYear() === now.getFullYear() ? short(instant) : withYear(instant);
    },
    number: (value) => number.format(value),
    list: (items) => list.format(items),
  };
}

export const sameDay = (a: Date, b: Date): boolean =>
  a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();

/** The tag for dates and numbers: language, region and digits. */
export function useTag(): string {
  const { i18n } = useLingui();
  return [i18n.locales ?? i18n.locale].flat()[0] ?? 'en';
}

const made = new Map<string, Format>();
export function useFormat(): Format {
  const tag = useTag();
  return useMemo(() => {
    const format = made.get(tag) ?? formatOf(tag);
    made.set(tag, format);
    return format;
  }, [tag]);
}
