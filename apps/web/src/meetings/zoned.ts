/** An instant on the clock of the session and on that of whoever looks. */
import { useMemo } from 'react';
import { useTag } from '../i18n/format.js';

export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** 2026-11-30 */
export const todayIn = (timeZone: string, now: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);

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
    name: (instant) => `${zone.split('/').at(-1)!.replaceAll('_', ' ')} ${offset.formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ?? ''}`,
  };
}

/** Whether the clocks of two zones show the same at an instant. */
export const sameClock = (instant: string, one: string, other: string): boolean => {
  const shown = (timeZone: string) => new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));
  return shown(one) === shown(other);
};

export function useZoned(zone: string): Zoned {
  const tag = useTag();
  return useMemo(() => zonedOf(tag, zone), [tag, zone]);
}
