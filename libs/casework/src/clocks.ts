/**
 * When what is due, by the clocks of the packs over a history. Days are of 24 hours, from the instant that starts them; of a clock that counts working days, those of the States that are
 * bound. The end is what the instrument makes it; that nobody works on that day moves nothing, it is only said.
 */
import type { Instant } from '@comity/contracts';
import type { CaseEvent } from './event.js';
import { dayAfter, dayIn, daysOf, isWorkingDay, knownDays, midnightOf, type DaysOf, type KnownDays } from './holidays/calendar.js';
import type { StateDays } from './holidays/table.js';
import type { Rules } from './rules.js';
import type { Actor } from './vocabulary.js';

const day = 86_400_000;

/**
 * `running` before `dueAt`, `due` from then to `latestAt`, `over` after; `paused` while the matter is in a state that it does not
 * count; `stopped` by the event that ends it. Of an `at-least` clock, `over` means that the least has been done.
 */
export type ClockStatus = 'running' | 'paused' | 'due' | 'over' | 'stopped';
/** A day (YYYY-MM-DD, of the State that is bound). `days`: of each of these States, how well its days are known. */
export interface WorkingDay { date: string; days: readonly KnownDays[] }
/** So many days before an end; 0: that end. */
export interface Reminder { at: Instant; before: number }
export interface RunningClock {
  id: string; pack: string; article: string; verified: boolean;
  meaning: Rules['clocks'][number]['meaning'];
  startedAt: Instant;
  dueAt: Instant;
  /** The last moment, where it may run beyond its days; otherwise the same as `dueAt`. */
  latestAt: Instant;
  /** What it counts down to: of a lapse first its days, otherwise the last moment. */
  endsAt: Instant;
  stoppedAt: Instant | null;
  status: ClockStatus;
  /** The state that it stands still in. */
  pausedIn: string | null;
  pausedSince: Instant | null;
  /** Whose working days it counts; null: calendar days. */
  workingDaysOf: readonly KnownDays[] | null;
  /** Who has to act before it ends; null: whoever can bring the matter forward. */
  bound: readonly Actor[] | null;
  alarm: 'start' | 'end' | null;
  /** Where nobody works on the day of `endsAt`: the last working day before it, if there is one since it started. */
  actBy: WorkingDay | null;
  /** Oldest first; counted back from the last working day where the end is on none. */
  reminders: readonly Reminder[];
}

/** Where a pack says nothing: the days before the end at which people are reminded, by how many days the clock has. */
const usualReminders: readonly { upTo: number; days: readonly number[] }[] = [{ upTo: 10, days: [3, 1] }, { upTo: 45, days: [7, 3, 1] }, { upTo: Infinity, days: [14, 7, 3, 1] }];
/** From so many days before the end on, all of the side that has to act are told; before, whoever acted last for it. */
export const escalation = 3;

/**
 * The clocks that were started in this history, each by its last start, in the packs' order. `history` is one that `replay` accepts, and `now` not before its last event. `daysFor`: what is known of the days of a
 * State; where a step is judged nothing is said, so that no word of a State makes clients judge what was signed otherwise.
 */
export function clocksOf(history: readonly CaseEvent[], rules: Rules, now: Instant, daysFor: DaysOf = daysOf): RunningClock[] {
  return rules.clocks.flatMap((clock) => {
    const assistance = history[0]?.carries.assistance;
    if (clock.assistance !== undefined && (assistance === undefined || !clock.assistance.includes(assistance))) return [];
    const start = history.findLastIndex(({ action, carries }) => clock.starts.includes(action) && (clock.until === undefined || carries[clock.until] !== undefined));
    return start === -1 ? [] : [read(clock, history, start, now, rules.states, daysFor)];
  });
}

function read(clock: Rules['clocks'][number], history: readonly CaseEvent[], start: number, now: Instant, parties: Rules['states'], daysFor: DaysOf): RunningClock {
  const { carries, at } = history[start]!;
  const { id, pack, article, verified, meaning, bound = null, alarm = null } = clock;
  const startedAt = clock.from === 'date' ? carries.date ?? at : at;
  const stop = history.slice(start + 1).find(({ action }) => clock.stops.includes(action));
  const until = Date.parse(stop?.at ?? now);
  const stood = pauses(clock.pauses ?? [], history.slice(start), Date.parse(startedAt), until);
  const states = [...new Set((bound ?? []).flatMap((actor) => parties[actor] ?? []))], place = placeOf(states, daysFor);
  const end = (days: number) => instant(clock.count === 'working-days' ? afterWorkingDays(Date.parse(startedAt), days, stood, place) : after(Date.parse(startedAt), days, stood));
  const dueAt = clock.until === undefined ? end(clock.days!) : stood.length === 0 ? carries[clock.until]! : instant(stood.reduce(pushed, Date.parse(carries[clock.until]!)));
  const latestAt = clock.maximum === undefined ? dueAt : end(clock.maximum);
  const state = history.at(-1)!.to;
  const before = clock.pauses?.includes(state) === true ? 'paused' : 'running';
  const status = stop !== undefined ? 'stopped' : until < Date.parse(dueAt) ? before : until <= Date.parse(latestAt) ? 'due' : 'over';
  const endsAt = meaning === 'lapse' && until < Date.parse(dueAt) ? dueAt : latestAt;
  const lastDay = (at: Instant) => lastWorkingDay(Date.parse(at), Date.parse(startedAt), place);
  return {
    id, pack, article, verified, meaning, startedAt, dueAt, latestAt, endsAt, stoppedAt: stop?.at ?? null, status, ...(status === 'paused' ? { pausedIn: state, pausedSince: since(history) } : { pausedIn: null, pausedSince: null }), bound, alarm,
    workingDaysOf: clock.count === 'working-days' ? knownIn(place, startedAt, latestAt) : null,
    actBy: stop === undefined ? lastDay(endsAt) : null,
    reminders: stop === undefined ? reminders(clock.reminders, startedAt, [...new Set([dueAt, latestAt])].map((at) => ({ at, actBy: lastDay(at) })), place) : [],
  };
}

/** When it came into the state that it is in. */
const since = (history: readonly CaseEvent[]): Instant => history[history.findLastIndex(({ to }) => to !== history.at(-1)!.to) + 1]!.at;

interface Span { from: number; to: number }

/** When the matter stood in one of `states`, since the clock started and until then. */
function pauses(states: readonly string[], events: readonly CaseEvent[], startedAt: number, until: number): Span[] {
  return events.flatMap((event, index) => {
    const next = events[index + 1];
    const from = Math.max(Date.parse(event.at), startedAt);
    const to = next === undefined ? until : Math.min(Date.parse(next.at), until);
    return states.includes(event.to) && from < to ? [{ from, to }] : [];
  });
}

/** What began after the end does not move it. */
const pushed = (at: number, pause: Span): number => (pause.from < at ? at + pause.to - pause.from : at);
const after = (from: number, days: number, stood: readonly Span[]): number => stood.reduce(pushed, from + days * day);

/** The same, of the time that is neither a pause nor on a day when nobody works. */
function afterWorkingDays(from: number, count: number, stood: readonly Span[], { place, works }: Place): number {
  let left = count * day;
  for (let date = dayIn(place, from); ; date = dayAfter(date, 1)) {
    if (!works(date)) continue;
    for (const span of between(Math.max(from, midnightOf(place, date)), midnightOf(place, dayAfter(date, 1)), stood)) {
      if (span.to - span.from >= left) return span.from + left;
      left -= span.to - span.from;
    }
  }
}

/** What of a span lies in no pause. */
function between(from: number, to: number, stood: readonly Span[]): Span[] {
  const free: Span[] = [];
  let at = from;
  for (const pause of stood) {
    if (pause.to <= at || pause.from >= to) continue;
    if (pause.from > at) free.push({ from: at, to: pause.from });
    at = pause.to;
  }
  return at < to ? [...free, { from: at, to }] : free;
}

/** Whose days are counted, and whether all of these States work on one. */
interface Place { states: readonly string[]; days: readonly StateDays[]; place: StateDays; works: (date: string) => boolean }
function placeOf(states: readonly string[], daysFor: DaysOf): Place {
  const days = (states.length === 0 ? [''] : states).map(daysFor);
  return { states, days, place: days[0]!, works: (date) => days.every((each) => isWorkingDay(each, date)) };
}

const knownIn = ({ states, days, place }: Place, from: Instant, to: Instant): KnownDays[] => states.map((state, i) => knownDays(state, days[i]!, dayIn(place, Date.parse(from)), dayIn(place, Date.parse(to))));

function lastWorkingDay(end: number, startedAt: number, { states, days, place, works }: Place): WorkingDay | null {
  if (states.length === 0) return null;
  // What ends at midnight ends with the day before.
  const last = dayIn(place, end - 1);
  if (works(last)) return null;
  const first = dayIn(place, startedAt);
  for (let date = dayAfter(last, -1); date >= first; date = dayAfter(date, -1)) {
    if (works(date)) return { date, days: states.map((state, i) => knownDays(state, days[i]!, date, last)) };
  }
  return null;
}

function reminders(own: readonly number[] | undefined, startedAt: Instant, ends: readonly { at: Instant; actBy: WorkingDay | null }[], { place }: Place): Reminder[] {
  let from: Instant = startedAt;
  return ends.flatMap(({ at, actBy }) => {
    const length = (Date.parse(at) - Date.parse(startedAt)) / day;
    const base = actBy === null ? Date.parse(at) : midnightOf(place, dayAfter(actBy.date, 1));
    const days = own ?? usualReminders.find(({ upTo }) => length <= upTo)!.days;
    const all = days.map((before): Reminder => ({ at: instant(base - before * day), before })).sort((a, b) => (a.at < b.at ? -1 : 1));
    // Of those that it begins too late for, the last comes with its start.
    const missed = from === startedAt ? all.findLast((each) => each.at <= startedAt) : undefined;
    const mine = [...(missed === undefined ? [] : [{ ...missed, at: startedAt }]), ...all.filter((each) => each.at > from)];
    from = at;
    return [...mine, { at, before: 0 }];
  });
}

const instant = (milliseconds: number) => new Date(milliseconds).toISOString() as Instant;
