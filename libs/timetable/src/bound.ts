/** The most weight that any timetable can hold, by linear programming. */
import type { Instance } from './instance.js';
import { problemOf, type Problem } from './problem.js';
import { Program } from './program.js';

export interface Bound {
  readonly weight: number;
  /** What it was found by: counting what can be held at all, the capacities of all slots together, or those of each slot. */
  readonly by: 'sum' | 'totals' | 'slots';
}

export interface BoundOptions {
  /** For each program, at most. */
  readonly seconds?: number;
  /** What a timetable reaches already: a bound as low as that is the end. */
  readonly reached?: number;
  /** Only the quick program, of the capacities of all slots together. */
  readonly quick?: boolean;
}

const tolerance = 1e-4;

export async function bound(instance: Instance, { seconds = 20, reached = 0, quick = false }: BoundOptions = {}): Promise<Bound> {
  const problem = problemOf(instance);
  let best: Bound = { weight: problem.weights.reduce((sum, weight, meeting) => (problem.starts[meeting]!.length > 0 ? sum + weight : sum), 0), by: 'sum' };
  for (const [by, program] of [['totals', totals], ['slots', bySlots]] as const) {
    if (best.weight <= reached || (quick && by === 'slots')) break;
    const weight = Math.floor((await program(problem).most(seconds)) + tolerance);
    if (weight < best.weight) best = { weight, by };
  }
  return best;
}

/** How far a timetable may be from the best, as a share of the bound. */
export const gapTo = ({ weight }: Bound, reached: number): number => (weight === 0 ? 0 : (weight - reached) / weight);

/** A column for each meeting; each resource for all slots in which somebody could use it. */
function totals({ slots, resources, capacity, meetings, durations, weights, uses, starts }: Problem): Program {
  const program = new Program();
  const entries = Array.from({ length: resources }, (): [number, number][] => []);
  const useful = new Uint8Array(resources * slots);
  for (let meeting = 0; meeting < meetings; meeting += 1) {
    if (starts[meeting]!.length === 0) continue;
    const column = program.column(weights[meeting]!);
    for (const resource of uses[meeting]!) {
      entries[resource]!.push([column, durations[meeting]!]);
      for (const start of starts[meeting]!) useful.fill(1, resource * slots + start, resource * slots + start + durations[meeting]!);
    }
  }
  for (let resource = 0; resource < resources; resource += 1) {
    let limit = 0;
    for (let cell = resource * slots; cell < (resource + 1) * slots; cell += 1) limit += useful[cell]! * capacity[cell]!;
    if (entries[resource]!.reduce((sum, [, factor]) => sum + factor, 0) > limit) program.row(limit, entries[resource]!);
  }
  return program;
}

/** A column for each meeting and the slot it begins in. */
function bySlots({ slots, resources, capacity, meetings, durations, weights, uses, starts }: Problem): Program {
  const program = new Program();
  const cells = Array.from({ length: resources * slots }, (): [number, number][] => []);
  for (let meeting = 0; meeting < meetings; meeting += 1) {
    const columns = [...starts[meeting]!].map((start) => [program.column(weights[meeting]!), start] as const);
    if (columns.length === 0) continue;
    program.row(1, columns.map(([column]) => [column, 1]));
    for (const [column, start] of columns) for (const resource of uses[meeting]!) for (let at = start; at < start + durations[meeting]!; at += 1) cells[resource * slots + at]!.push([column, 1]);
  }
  for (const [cell, entries] of cells.entries()) if (entries.length > capacity[cell]!) program.row(capacity[cell]!, entries);
  return program;
}
