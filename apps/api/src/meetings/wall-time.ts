/**
 * Between wall time and instants: the one place that does it, so that nobody's older time zone data differ. By the data that Node carries; whether these are of this
 * world is looked at once at start.
 */
import type { WallAt } from '@comity/contracts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether it names a zone of the IANA database; an offset is none. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) formats.set(zone, format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }));
  return format;
}

/** Milliseconds that the zone's wall time is ahead of UTC at an instant. */
export function offsetAt(zone: string, instant: number): number {
  const name = formatOf(zone).formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name) ?? [];
  return (sign === '-' ? -1_000 : 1_000) * (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds));
}

const day = 86_400_000;
export const asIfUtc = ({ date, time }: WallAt): number => Date.parse(`${date}T${time}:00.000Z`);

/** The instant of a wall time; `none` where clocks are put forward over it, `twice` where they are put back over it. */
export function instantOf(zone: string, at: WallAt): Date | 'none' | 'twice' {
  const wall = asIfUtc(at);
  const offsets = new Set([offsetAt(zone, wall - day), offsetAt(zone, wall + day)]);
  const [instant, other] = [...offsets].map((offset) => wall - offset).filter((each) => wall - each === offsetAt(zone, each));
  return instant === undefined ? 'none' : other === undefined ? new Date(instant) : 'twice';
}

/** What the clocks of a zone show at an instant. */
export function wallOf(zone: string, instant: Date): WallAt {
  const [date = '', time = ''] = new Date(instant.getTime() + offsetAt(zone, instant.getTime())).toISOString().split('T');
  return { date, time: time.slice(0, 5) };
}

/** Rules that changed lately: whoever knows them has data that are new enough. */
const known: readonly [zone: string, at: string, hours: number][] = [
  ['Europe/Vienna', '2026-12-15T12:00:00.000Z', 1], ['Europe/Vienna', '2026-07-15T12:00:00.000Z', 2], ['America/Vancouver', '2026-12-15T12:00:00.000Z', -7], ['Asia/Almaty', '2026-12-15T12:00:00.000Z', 5], ['Africa/Abidjan', '2026-12-15T12:00:00.000Z', 0],
];
/** Zones in which the data at hand are older than rules that apply. */
export const outdatedZones = (): string[] => [...new Set(known.filter(([zone, at, hours]) => offsetAt(zone, Date.parse(at)) !== hours * 3_600_000).map(([zone]) => zone))];
