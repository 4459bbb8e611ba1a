/** Talks with another office: which half hours may do for both, and the session that is made of them. Pure. */
import { daysOf, holidaysOf, isWorkingDay, type DaysOf, type StateDays } from '@comity/casework';
import { meetingLimits, timeOf, type AuthorityId, type MeetingSlot, type OfficeView, type SessionDay, type WallAt } from '@comity/contracts';
import { clockAt, commonSlots, hasClock, roomWithin, talkStep, type CommonSlot, type TalkSearch } from '@comity/timetable';

const millis = 60_000;
/** So many of a day are shown at first, so that other days are seen as well. */
const ofOneDay = 3;

/** Working hours by the clock of a zone. */
export interface Hours { zone: string; from: string; to: string }
/** Whether talks are offered on a day in spite of a holiday, or not although it is none: by date, of whoever looks for a time. */
export type DayChoice = ReadonlyMap<string, boolean>;
/** Two sides, each with the hours of whoever looks for a time, or of the other one. */
export type Sides = readonly [ours: Hours & { state: string }, theirs: Hours & { state: string }];
const isRest = ({ weekend }: StateDays, date: string): boolean => weekend.includes(new Date(`${date}T00:00:00Z`).getUTCDay());
const isHoliday = (days: StateDays, date: string): boolean => holidaysOf(days, Number(date.slice(0, 4))).has(date);

/** What suits both on the working days of both States, best first and spread over the days. */
export function talkSlots([ours, theirs]: Sides, search: Omit<TalkSearch, 'sides'>, chosen: DayChoice = new Map(), daysFor: DaysOf = daysOf): CommonSlot[] {
  const [own, others] = [daysFor(ours.state), daysFor(theirs.state)];
  // Days are chosen by our date; the other side may be at another one then.
  const found = commonSlots({ ...search, sides: [{ ...ours, works: (date) => chosen.get(date) ?? isWorkingDay(own, date) }, { ...theirs, works: (date) => !isRest(others, date) }] });
  return spread(found.filter(({ startsAt, endsAt }) => chosen.get(clockAt(ours.zone, startsAt).date) === true || [startsAt, endsAt - millis].every((at) => isWorkingDay(others, clockAt(theirs.zone, at).date))), ours.zone);
}

/** Our days from one to another in whose working hours it is no weekly rest day of either side, with the States of which it is a holiday then. */
export function daysWithin([ours, theirs]: Sides, { from, until }: Pick<TalkSearch, 'from' | 'until'>, daysFor: DaysOf): { date: string; holidayOf: string[] }[] {
  const [own, others] = [daysFor(ours.state), daysFor(theirs.state)], dates = new Map<string, Set<string>>();
  for (let at = from; at < until; at += talkStep * millis) {
    const { date, minute } = clockAt(ours.zone, at);
    if (roomWithin(ours, minute, talkStep) !== null) dates.set(date, (dates.get(date) ?? new Set()).add(clockAt(theirs.zone, at).date));
  }
  return [...dates].map(([date, then]) => ({ date, then: [...then].filter((each) => !isRest(others, each)) })).filter(({ date, then }) => !isRest(own, date) && then.length > 0)
    .map(({ date, then }) => ({ date, holidayOf: [...new Set([...(isHoliday(own, date) ? [ours.state] : []), ...(then.some((each) => isHoliday(others, each)) ? [theirs.state] : [])])] }));
}

const wallAt = (zone: string, at: number): WallAt => { const { date, minute } = clockAt(zone, at); return { date, time: timeOf(minute) }; };

/** The half hours that a slot takes. */
const cellsOf = ({ startsAt, endsAt }: Pick<CommonSlot, 'startsAt' | 'endsAt'>, zone: string): WallAt[] => Array.from({ length: (endsAt - startsAt) / (talkStep * millis) }, (_, i) => wallAt(zone, startsAt + i * talkStep * millis));
/** Whether the whole of a slot lies in these days. */
export const holds = ({ days, zone }: { days: readonly SessionDay[]; zone: string }, slot: Pick<CommonSlot, 'startsAt' | 'endsAt'>): boolean =>
  cellsOf(slot, zone).every(({ date, time }) => days.some((day) => day.date === date && day.starts.includes(time)));

/** Days of half hours in which these slots lie, by the clock of a zone; where a session cannot hold all of them, the best ones. */
export function talkDays(slots: readonly CommonSlot[], zone: string): SessionDay[] {
  const days = new Map<string, Set<string>>();
  for (const slot of slots) {
    const cells = cellsOf(slot, zone);
    const { date } = cells[0]!, starts = days.get(date) ?? new Set<string>();
    if (new Set([...starts, ...cells.map(({ time }) => time)]).size > meetingLimits.slotsPerDay || (!days.has(date) && days.size === meetingLimits.days)) continue;
    for (const { time } of cells) starts.add(time);
    days.set(date, starts);
  }
  return [...days].map(([date, starts]) => ({ date, starts: [...starts].sort(), breaks: [] })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** In the order given, no more than a few of each day before the others. */
export function spread(slots: readonly CommonSlot[], zone: string): CommonSlot[] {
  const seen = new Map<string, number>(), later: CommonSlot[] = [];
  const first = slots.filter((slot) => {
    const { date } = clockAt(zone, slot.startsAt), count = seen.get(date) ?? 0;
    seen.set(date, count + 1);
    if (count >= ofOneDay) later.push(slot);
    return count < ofOneDay;
  });
  return [...first, ...later];
}

/** Whose working hours, as far as they said them and this browser knows their clock, a time does not lie in. */
export const outsideOf = (offices: readonly Pick<OfficeView, 'authority' | 'remote'>[], { first, last }: Beginning): AuthorityId[] =>
  offices.flatMap(({ authority, remote }) => (remote !== null && hasClock(remote.zone) && roomWithin(remote, clockAt(remote.zone, Date.parse(first.startsAt)).minute, (Date.parse(last.endsAt) - Date.parse(first.startsAt)) / millis) === null ? [authority] : []));

interface Beginning { first: MeetingSlot; last: MeetingSlot }
/** Where talks of so many half hours may begin, and with which one they end. */
export function beginnings(slots: readonly MeetingSlot[], count: number, after: string): Beginning[] {
  return slots.flatMap((first, i) => {
    const taken = slots.slice(i, i + count), last = taken.at(-1)!;
    const follow = taken.length === count && taken.every((slot, j) => slot.date === first.date && (j === 0 || taken[j - 1]!.endsAt === slot.startsAt));
    return follow && first.startsAt > after ? [{ first, last }] : [];
  });
}

/** The first and the last half hour of a slot by the wall times that the service gave these instants; undefined: by its rules of the zone, which may be newer than this browser's, these talks do not hold it. */
export const termsAt = ({ startsAt, endsAt }: Pick<CommonSlot, 'startsAt' | 'endsAt'>, slots: readonly MeetingSlot[]): Beginning | undefined =>
  beginnings(slots, (endsAt - startsAt) / (talkStep * millis), '').find(({ first }) => Date.parse(first.startsAt) === startsAt);
