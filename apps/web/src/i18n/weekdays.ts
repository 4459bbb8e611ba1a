/** The days of the week by name, in the order of the reader's region. */
import { useMemo } from 'react';
import { useTag } from './format.js';

/** `day` counts from 0, a Sunday, as `Date` does. */
export function weekdaysOf(tag: string): { day: number; name: string }[] {
  const locale = new Intl.Locale(tag) as Intl.Locale & { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } };
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  const format = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' });
  // The 4th of January 1970 was a Sunday.
  return Array.from({ length: 7 }, (_, i) => (first + i) % 7).map((day) => ({ day, name: format.format(new Date(Date.UTC(1970, 0, 4 + day))) }));
}

export function useWeekdays(): { day: number; name: string }[] {
  const tag = useTag();
  return useMemo(() => weekdaysOf(tag), [tag]);
}
