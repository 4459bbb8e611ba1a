/** What the clocks of a session show, as its wall times say beside the instants that the service made of them: what this browser knows of the zone may be older than that. */
import { useMemo } from 'react';
import { sessionNow } from '@comity/casework';
import type { MeetingSession, MeetingSlot, PublishedMeeting, WallAt } from '@comity/contracts';
import { useTag } from '../i18n/format.js';
import { clockShown, ownZone, placeOf, zonedOf } from './zoned.js';

type Timed = Pick<PublishedMeeting, 'at' | 'startsAt' | 'endsAt'>;
type Timetable = Pick<MeetingSession, 'slots'> & { facts: Pick<MeetingSession['facts'], 'zone'> };

const asIfUtc = ({ date, time }: WallAt): number => Date.parse(`${date}T${time}:00Z`);
/** Milliseconds that the wall is ahead of UTC. */
const aheadOf = ({ at, startsAt }: Pick<Timed, 'at' | 'startsAt'>): number => asIfUtc(at) - Date.parse(startsAt);
export const timedOf = ({ date, time, startsAt, endsAt }: MeetingSlot): Timed => ({ at: { date, time }, startsAt, endsAt });

/** A zone has names of before and after: Asia/Calcutta is Asia/Kolkata. */
function named(zone: string): string {
  try { return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone; } catch { return zone; }
}

/** Whether the reader's own clock shows the same then as that of the session; in one zone it does, whatever this browser knows of it. */
export const onOwnClock = (zone: string, { at, startsAt }: Pick<Timed, 'at' | 'startsAt'>): boolean => named(zone) === named(ownZone()) || clockShown('UTC', asIfUtc(at)) === clockShown(ownZone(), Date.parse(startsAt));

/** The day on which a session is at an instant. */
export const sessionDate = ({ slots }: Pick<Timetable, 'slots'>, now: Date): string => sessionNow(slots, now).slice(0, 10);

export interface SessionClock {
  /** 09:20 – 09:40 */
  span(meeting: Timed): string;
  /** Mon 30 Nov */
  day(meeting: Timed): string;
  /** Vienna GMT+1 */
  name(meeting: Timed): string;
}

export function sessionClockOf(tag: string, { slots, facts: { zone } }: Timetable): SessionClock {
  const wall = zonedOf(tag, 'UTC');
  const [begun, ended] = [new Map(slots.map((slot) => [slot.startsAt, slot])), new Map(slots.map((slot) => [slot.endsAt, slot]))];
  const shift = (instant: string, ahead: number): string => new Date(Date.parse(instant) + ahead).toISOString();
  /** How far ahead the wall is at the end: clocks may change within a meeting, between two of its slots. */
  const aheadAtEnd = (meeting: Timed): number => {
    const [first, last] = [begun.get(meeting.startsAt), ended.get(meeting.endsAt)];
    return aheadOf(first?.date === meeting.at.date && first.time === meeting.at.time && last ? timedOf(last) : meeting);
  };
  return {
    span: (meeting) => wall.span(shift(meeting.startsAt, aheadOf(meeting)), shift(meeting.endsAt, aheadAtEnd(meeting))),
    day: ({ at }) => wall.day(new Date(asIfUtc(at)).toISOString()),
    name: (meeting) => [placeOf(zone), ...offsetWords(tag, aheadOf(meeting) / 60_000)].join(' '),
  };
}

/** `GMT+5:30`, as `shortOffset` of `Intl` has it; nothing of what no zone is. */
function offsetWords(tag: string, minutes: number): string[] {
  const size = Math.abs(minutes), number = (value: number, digits = 1) => new Intl.NumberFormat(tag, { minimumIntegerDigits: digits, useGrouping: false }).format(value);
  if (size >= 15 * 60) return [];
  // Zones of the same distance at all times, which any data know.
  const [hours] = new Intl.DateTimeFormat(tag, { timeZone: `Etc/GMT${minutes < 0 ? '+' : '-'}${Math.floor(size / 60)}`, timeZoneName: 'shortOffset' }).formatToParts(0).flatMap(({ type, value }) => (type === 'timeZoneName' ? [value] : []));
  return [size % 60 === 0 ? hours! : `${hours!}:${number(size % 60, 2)}`];
}

export function useSessionClock(session: Timetable): SessionClock {
  const tag = useTag();
  return useMemo(() => sessionClockOf(tag, session), [tag, session]);
}
