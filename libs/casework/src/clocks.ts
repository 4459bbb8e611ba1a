/** When what is due, by the clocks of the packs over a history. Days are of 24 hours, from the instant that starts them. */
import type { Instant } from '@comity/contracts';
import type { CaseEvent } from './event.js';
import type { Rules } from './rules.js';

const day = 86_400_000;

/**
 * `running` before `dueAt`, `due` from then to `latestAt`, `over` after; `paused` while the matter is in a state that it does not
 * count; `stopped` by the event that ends it. Of an `at-least` clock, `over` means that the least has been done.
 */
export type ClockStatus = 'running' | 'paused' | 'due' | 'over' | 'stopped';
export interface RunningClock {
  id: string; pack: string; article: string; verified: boolean;
  meaning: Rules['clocks'][number]['meaning'];
  startedAt: Instant;
  dueAt: Instant;
  /** The last moment, where it may run beyond its days; otherwise the same as `dueAt`. */
  latestAt: Instant;
  stoppedAt: Instant | null;
  status: ClockStatus;
}

/** The clocks that were started in this history, each by its last start, in the packs' order. `history` is one that `replay` accepts, and `now` not before its last event. */
export function clocksOf(history: readonly CaseEvent[], rules: Rules, now: Instant): RunningClock[] {
  return rules.clocks.flatMap((clock) => {
    const assistance = history[0]?.carries.assistance;
    if (clock.assistance !== undefined && (assistance === undefined || !clock.assistance.includes(assistance))) return [];
    const start = history.findLastIndex(({ action, carries }) => clock.starts.includes(action) && (clock.until === undefined || carries[clock.until] !== undefined));
    return start === -1 ? [] : [read(clock, history, start, now)];
  });
}

function read(clock: Rules['clocks'][number], history: readonly CaseEvent[], start: number, now: Instant): RunningClock {
  const { carries, at } = history[start]!;
  const startedAt = clock.from === 'date' ? carries.date ?? at : at;
  const stop = history.slice(start + 1).find(({ action }) => clock.stops.includes(action));
  const until = Date.parse(stop?.at ?? now);
  const stood = pauses(clock.pauses ?? [], history.slice(start), Date.parse(startedAt), until);
  // What began after the end does not move it.
  const end = (days: number) => instant(stood.reduce((at, pause) => (pause.from < at ? at + pause.to - pause.from : at), Date.parse(startedAt) + days * day));
  const dueAt = clock.until === undefined ? end(clock.days!) : carries[clock.until]!;
  const latestAt = clock.maximum === undefined ? dueAt : end(clock.maximum);
  const before = clock.pauses?.includes(history.at(-1)!.to) === true ? 'paused' : 'running';
  const status = stop !== undefined ? 'stopped' : until < Date.parse(dueAt) ? before : until <= Date.parse(latestAt) ? 'due' : 'over';
  return { id: clock.id, pack: clock.pack, article: clock.article, verified: clock.verified, meaning: clock.meaning, startedAt, dueAt, latestAt, stoppedAt: stop?.at ?? null, status };
}

/** When the matter stood in one of `states`, since the clock started and until then. */
function pauses(states: readonly string[], events: readonly CaseEvent[], startedAt: number, until: number): { from: number; to: number }[] {
  return events.flatMap((event, index) => {
    const next = events[index + 1];
    const from = Math.max(Date.parse(event.at), startedAt);
    const to = next === undefined ? until : Math.min(Date.parse(next.at), until);
    return states.includes(event.to) && from < to ? [{ from, to }] : [];
  });
}

const instant = (milliseconds: number) => new Date(milliseconds).toISOString() as Instant;
