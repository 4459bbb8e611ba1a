/** The best timetable there is, with proof: of weight, and then of idleness. For small instances, and for those where everything has to be held. */
import { encode } from './encoding.js';
import { housing } from './housing.js';
import type { Instance } from './instance.js';
import { cheapest } from './maxsat.js';
import { problemOf, type Problem } from './problem.js';
import type { Timetable, Value } from './timetable.js';
import { valueOf } from './value.js';

/** Two ways that differ most in how long they take for what; side by side, in two threads, the quicker counts. */
export type Strategy = 'counting' | 'plain';

export interface ProofOptions {
  readonly strategy?: Strategy;
  /** True once it is to end without an answer; asked now and then. */
  readonly over?: () => boolean;
}

/** `weight` is the most that can be held; `idle`, among timetables of that weight, the least, as far as that is known. */
export type Proof =
  | { readonly status: 'optimal'; readonly timetable: Timetable; readonly value: Value; readonly bound: ProvenBound }
  /** The instance's rules cannot be kept. */
  | { readonly status: 'impossible' }
  | { readonly status: 'unfinished'; readonly bound: ProvenBound };

export interface ProvenBound { readonly weight: number; readonly idle: number }

export async function prove(instance: Instance, { strategy = 'counting', over = () => false }: ProofOptions = {}): Promise<Proof> {
  const problem = problemOf(instance);
  const rules = instance.rules ?? {};
  if (rules.all === true && tooMuch(problem)) return { status: 'impossible' };
  const { formula, starts, levels } = encode(problem, rules, { redundant: strategy === 'counting' });
  const { status, costs, model } = await cheapest(formula, levels, { over, solver: {} });
  const whole = rules.apart === undefined || someoneIsNeverIdle(problem);
  if (status === 'impossible' && whole) return { status };
  const most = problem.weights.reduce((sum, weight, meeting) => (problem.starts[meeting]!.length > 0 ? sum + weight : sum), 0);
  const bound = whole ? { weight: most - costs[0]!, idle: costs[1]! } : { weight: most, idle: 0 };
  if (model === undefined || !(whole || (rules.all === true && costs[1]! <= problem.offices))) return { status: 'unfinished', bound };
  const slots = Int32Array.from(instance.meetings, (_, meeting) => [...starts[meeting]!].find(([, variable]) => model[variable] === true)?.[0] ?? -1);
  const { timetable, homeless } = housing(instance)(slots);
  if (homeless.length > 0) return { status: 'unfinished', bound };
  return { status: 'optimal', timetable, value: valueOf(instance, timetable), bound: { weight: most - costs[0]!, idle: costs[1]! } };
}

/**
 * The formula lets no office be idle more than the rule lets offices be apart. Where some office is idle never, that is the rule itself; otherwise what it leaves out has every
 * office idle at least once.
 */
function someoneIsNeverIdle({ offices, parties }: Problem): boolean {
  return Array.from({ length: offices }, (_, office) => parties.filter((of) => of.includes(office)).length).some((meetings) => meetings < 2);
}

/** Whether some meeting has no slot, or a resource is asked for more than it has in all: what a solver of clauses is slow to count. */
function tooMuch({ starts, resources, slots, capacity, durations, uses }: Problem): boolean {
  const wanted = new Int32Array(resources);
  for (const [meeting, used] of uses.entries()) for (const resource of used) wanted[resource]! += durations[meeting]!;
  return starts.some((slot) => slot.length === 0) || wanted.some((total, resource) => total > capacity.subarray(resource * slots, (resource + 1) * slots).reduce((sum, n) => sum + n, 0));
}
