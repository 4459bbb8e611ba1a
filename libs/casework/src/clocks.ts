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

/** The clocks that were started in this history, each by its last start, in the packs' order. `history` is one that `replay` accepts. */
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
  const { pausedFor, paused } = pauses(clock.pauses ?? [], history.slice(start), until);
  const end = (days: number) => instant(Date.parse(startedAt) + days * day + pausedFor);
  const dueAt = clock.until === undefined ? end(clock.days!) : carries[clock.until]!;
  const latestAt = clock.maximum === undefined ? dueAt : end(clock.maximum);
  const status = stop !== undefined ? 'stopped' : paused ? 'paused' : until < Date.parse(dueAt) ? 'running' : until <= Date.parse(latestAt) ? 'due' : 'over';
  return { id: clock.id, pack: clock.pack, article: clock.article, verified: clock.verified, meaning: clock.meaning, startedAt, dueAt, latestAt, stoppedAt: stop?.at ?? null, status };
}

/** How long the matter stood in one of `states` from the first of `events` until then, and whether it does so at the end. */
function pauses(states: readonly string[], events: readonly CaseEvent[], until: number): { pausedFor: number; paused: boolean } {
  let pausedFor = 0;
  let paused = false;
  for (const [index, event] of events.entries()) {
    const begin = Date.parse(event.at);
    if (begin > until) break;
    const next = events[index + 1];
    paused = states.includes(event.to);
    if (paused) pausedFor += Math.min(next === undefined ? until : Date.parse(next.at), until) - begin;
  }
  return { pausedFor, paused };
}

const instant = (milliseconds: number) => new Date(milliseconds).toISOString() as Instant;
