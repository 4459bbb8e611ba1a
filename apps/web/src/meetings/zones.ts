/** Time zones of a State: its capital's where that is known, else those that the browser knows of it. */
import { daysOf } from '@comity/casework';
import { hasClock } from '@comity/timetable';

export function zonesOf(state: string): string[] {
  const { zone } = daysOf(state);
  if (zone !== 'UTC') return [zone];
  if (!/^[A-Z]{2}$/.test(state)) return [];
  const locale = new Intl.Locale(`und-${state}`) as Intl.Locale & { getTimeZones?(): string[] | undefined; timeZones?: string[] | undefined };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** A distance from UTC is none. */
export const isZoneName = (zone: string): boolean => /^[A-Za-z]/.test(zone) && hasClock(zone);
