/** Moves by force: a meeting takes a slot, and those in its way look for another. */
import type { Random } from './random.js';
import type { State } from './state.js';

const mostEjected = 3;

/** The slot where a meeting that is not held costs least, everything else staying; -1 if it fits nowhere. */
export function cheapestStart(state: State, meeting: number, random: Random): number {
  const starts = state.problem.starts[meeting]!;
  let best = -1;
  let least = Infinity;
  let equals = 0;
  for (let i = 0; i < starts.length; i += 1) {
    const slot = starts[i]!;
    if (!state.fits(meeting, slot)) continue;
    const price = state.priceOf(meeting, slot);
    if (price < least) [best, least, equals] = [slot, price, 1];
    else if (price === least && random() * ++equals < 1) best = slot;
  }
  return best;
}

/** Puts a meeting into one of its starts. False where that cannot be done: the caller takes the move back. */
export function eject(state: State, meeting: number, slot: number, random: Random): boolean {
  const { problem } = state;
  const ejected: number[] = [];
  if (state.slot[meeting]! >= 0) state.lift(meeting);
  const out = (victim: number): boolean => {
    if (victim < 0 || problem.pinned[victim] === 1 || ejected.length >= mostEjected) return false;
    state.lift(victim);
    ejected.push(victim);
    return true;
  };
  for (const resource of problem.uses[meeting]!) {
    for (let at = slot; at < slot + problem.durations[meeting]!; at += 1) {
      const cell = resource * problem.slots + at;
      while (state.taken[cell]! >= problem.capacity[cell]!) if (!out(victimOf(state, resource, at, random))) return false;
    }
  }
  for (const other of state.disordered(meeting, slot)) if (!out(other)) return false;
  state.place(meeting, slot);
  if (ejected.length > 1) ejected.sort((a, b) => problem.weights[b]! - problem.weights[a]!);
  for (const victim of ejected) {
    const start = cheapestStart(state, victim, random);
    if (start >= 0) state.place(victim, start);
  }
  return true;
}

/** Of the meetings that take a resource in a slot, the lightest of a few. */
function victimOf(state: State, resource: number, slot: number, random: Random): number {
  const { capacity, slots, weights, uses, pinned } = state.problem;
  if (capacity[resource * slots + slot] === 1) return state.holder[resource * slots + slot]!;
  const here = state.running[slot]!;
  let victim = -1;
  for (let tries = 0; tries < 8; tries += 1) {
    const other = here[Math.floor(random() * here.length)]!;
    if (pinned[other] === 0 && uses[other]!.includes(resource) && (victim < 0 || weights[other]! < weights[victim]!)) victim = other;
  }
  return victim >= 0 ? victim : here.find((other) => pinned[other] === 0 && uses[other]!.includes(resource)) ?? -1;
}
