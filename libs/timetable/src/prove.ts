/** The best timetable there is, with proof: of weight, and then of idleness. For small instances, and for those where everything has to be held. */
import { encode } from './encoding.js';
import { housing } from './housing.js';
import type { Instance } from './instance.js';
import { lodge } from './lodging.js';
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

export async function prove(instance: Instance, options: ProofOptions = {}): Promise<Proof> {
  const proof = await proveOf(instance, options, false);
  if (proof.status !== 'homeless') return proof;
  // Sets of places do not say whether one of them is free for as long as a meeting takes; with each place by itself a proof takes longer.
  const lodged = await proveOf(instance, options, true);
  // What is best without rooms bounds what is best with them.
  return lodged.status === 'optimal' || (lodged.status === 'impossible' && instance.rules?.all === true) ? lodged : { status: 'unfinished', bound: proof.bound };
}

/** Slots are the best there are, and places were not found for all of them. */
interface Homeless { readonly status: 'homeless'; readonly bound: ProvenBound }

async function proveOf(instance: Instance, { strategy = 'counting', over = () => false }: ProofOptions, lodged: boolean): Promise<Proof | Homeless> {
  const problem = problemOf(instance);
  const rules = instance.rules ?? {};
  if (rules.all === true && tooMuch(problem)) return { status: 'impossible' };
  const encoding = encode(problem, rules, { redundant: strategy === 'counting' });
  const lodgings = lodged ? lodge(encoding, problem, instance) : undefined;
  const { status, costs, model } = await cheapest(encoding.formula, encoding.levels, { over, solver: {} });
  const whole = rules.apart === undefined || someoneIsNeverIdle(problem);
  if (status === 'impossible' && whole) return { status };
  const most = problem.weights.reduce((sum, weight, meeting) => (problem.starts[meeting]!.length > 0 ? sum + weight : sum), 0);
  const bound = whole ? { weight: most - costs[0]!, idle: costs[1]! } : { weight: most, idle: 0 };
  if (model === undefined || !(whole || (rules.all === true && costs[1]! <= problem.offices))) return { status: 'unfinished', bound };
  const chosen = <Key>(variables: ReadonlyMap<Key, number>): Key | undefined => [...variables].find(([, variable]) => model[variable] === true)?.[0];
  const slots = Int32Array.from(instance.meetings, (_, meeting) => chosen(encoding.starts[meeting]!) ?? -1);
  const settled = lodgings === undefined ? instance : {
    ...instance, meetings: instance.meetings.map((meeting, number) => (lodgings.has(number) && slots[number]! >= 0 ? { ...meeting, pin: { slot: slots[number]!, place: chosen(lodgings.get(number)!)! } } : meeting)),
  };
  const { timetable, homeless } = housing(settled)(slots);
  if (homeless.length > 0) return { status: 'homeless', bound };
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
