/** The first timetable: the heaviest meetings first, of equals those whose offices have least room. */
import { cheapestStart } from './ejection.js';
import type { Problem } from './problem.js';
import type { Random } from './random.js';
import type { State } from './state.js';

/** Adds to what is held already. */
export function construct(state: State, random: Random): void {
  const { problem } = state;
  for (const meeting of hardestFirst(problem)) {
    if (state.slot[meeting]! >= 0) continue;
    const start = cheapestStart(state, meeting, random);
    if (start >= 0) state.place(meeting, start);
    state.mark();
  }
}

function hardestFirst({ meetings, offices, parties, durations, capacity, slots, weights, starts, pinned }: Problem): number[] {
  const tightness = new Float64Array(offices);
  for (let meeting = 0; meeting < meetings; meeting += 1) for (const office of parties[meeting]!) tightness[office]! += durations[meeting]!;
  for (let office = 0; office < offices; office += 1) tightness[office]! /= Math.max(0.5, capacity.subarray(office * slots, (office + 1) * slots).reduce((sum, n) => sum + n, 0));
  const of = parties.map((some) => some.reduce((sum, office) => sum + tightness[office]!, 0));
  return Array.from({ length: meetings }, (_, meeting) => meeting).toSorted((a, b) => pinned[b]! - pinned[a]! || weights[b]! - weights[a]! || of[b]! - of[a]! || starts[a]!.length - starts[b]!.length || a - b);
}
