/** When two sides in different zones could talk: within the working hours of both, else at the edge of them, best first. Pure. */
import { minutesOf, timeOf } from '@comity/contracts';
import { clockAt, roomWithin } from './hours.js';

/** `from`, `to`: working hours by the clock of the zone, which may go over midnight. `works`: whether people work there on that day of theirs. */
export interface TalkSide { zone: string; from: string; to: string; works: (date: string) => boolean }
/** `outside`: by how many minutes it misses the working hours of each side. `best`: it does not, and is nobody's first or last half hour. */
export interface CommonSlot { startsAt: number; endsAt: number; best: boolean; outside: readonly [number, number] }
/** Instants in milliseconds. `busy`: when somebody of the first side is taken. */
export interface TalkSearch { from: number; until: number; minutes: number; sides: readonly [TalkSide, TalkSide]; busy: readonly { startsAt: number; endsAt: number }[] }

const millis = 60_000;
/** Talks begin at each half hour of the first side's clock. */
export const talkStep = 30;
/** So far before and after working hours is still offered, and marked. */
const edge = 120;
const rim = 30;

/** All of them: the best, then what is within all working hours, then what misses them least for whoever it is worse for; of these the earlier first. */
export function commonSlots({ from, until, minutes, sides, busy }: TalkSearch): CommonSlot[] {
  const ranked: [rank: number, slot: CommonSlot][] = [];
  for (let startsAt = firstStep(sides[0].zone, from); startsAt + minutes * millis <= until; startsAt += talkStep * millis) {
    const endsAt = startsAt + minutes * millis;
    if (busy.some((each) => each.startsAt < endsAt && startsAt < each.endsAt)) continue;
    if (!isPlain(sides[0].zone, startsAt, endsAt)) continue;
    const [one, other] = [roomOf(sides[0], startsAt, minutes), roomOf(sides[1], startsAt, minutes)];
    if (one === null || other === null) continue;
    const least = Math.min(one, other);
    ranked.push([least >= rim ? 0 : least >= 0 ? 1 : 1 - least, { startsAt, endsAt, best: least >= rim, outside: [Math.max(0, -one), Math.max(0, -other)] }]);
  }
  return ranked.toSorted(([a, one], [b, other]) => a - b || one.startsAt - other.startsAt).map(([, slot]) => slot);
}

/** How far it lies from the ends of working hours; below 0: by how much it is outside of them; null: too far, over midnight of a day on which nobody works, or over a change of the clocks. */
function roomOf({ zone, from, to, works }: TalkSide, startsAt: number, minutes: number): number | null {
  const [begin, last] = [clockAt(zone, startsAt), clockAt(zone, startsAt + (minutes - 1) * millis)];
  if (!works(begin.date) || !works(last.date) || (last.minute - begin.minute + day) % day !== minutes - 1) return null;
  const room = roomWithin({ from, to }, begin.minute, minutes);
  if (room !== null) return room;
  const wide = roomWithin({ from: timeAt(minutesOf(from) - edge), to: timeAt(minutesOf(to) + edge) }, begin.minute, minutes);
  return wide === null ? null : wide - edge;
}
const day = 1_440;
const timeAt = (minute: number): string => timeOf((minute + day) % day);

/** Whether all of its half hours are on one day of the clock, and none is shown again within the hour: such a time is written down for nobody. */
function isPlain(zone: string, startsAt: number, endsAt: number): boolean {
  const { date } = clockAt(zone, startsAt);
  for (let at = startsAt; at < endsAt; at += talkStep * millis) {
    const shown = clockAt(zone, at);
    if (shown.date !== date || [-60, -30, 30, 60].some((apart) => clockAt(zone, at + apart * millis).minute === shown.minute)) return false;
  }
  return true;
}

/** The next half hour of a clock; zones are off by quarters of an hour. */
function firstStep(zone: string, from: number): number {
  const at = Math.ceil(from / millis) * millis;
  return at + ((talkStep - (clockAt(zone, at).minute % talkStep)) % talkStep) * millis;
}
