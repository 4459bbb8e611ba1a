/** An instant on the clocks of a zone, by what this browser knows of it: those of whoever looks. What a session's clocks show stands in `session-clock`. */
import { useMemo } from 'react';
import { useTag } from '../i18n/format.js';

export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The place that a zone is named after. */
export const placeOf = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ');

export interface Zoned {
  /** 09:20 – 09:40 */
  span(from: string, to: string): string;
  /** 09:20 */
  time(instant: string): string;
  /** Mon 30 Nov */
  day(instant: string): string;
  /** The name that people give the zone at that moment, such as `Vienna GMT+1`. */
  name(instant: string): string;
}

export function zonedOf(tag: string, zone: string): Zoned {
  const style = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { ...options, timeZone: zone });
  const time = style({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = style({ weekday: 'short', day: 'numeric', month: 'short' });
  const offset = style({ timeZoneName: 'shortOffset' });
  return {
    span: (from, to) => `${time.format(new Date(from))} – ${time.format(new Date(to))}`,
    time: (instant) => time.format(new Date(instant)),
    day: (instant) => day.format(new Date(instant)),
    name: (instant) => `${placeOf(zone)} ${offset.formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ?? ''}`,
  };
}

/** What the clocks of a zone show, for comparing. */
export const clockShown = (timeZone: string, at: number): string => new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
/** Whether the clocks of two zones show the same at an instant. */
export const sameClock = (instant: string, one: string, other: string): boolean => clockShown(one, Date.parse(instant)) === clockShown(other, Date.parse(instant));

export function useZoned(zone: string): Zoned {
  const tag = useTag();
  return useMemo(() => zonedOf(tag, zone), [tag, zone]);
}
