/** Plans from nothing: construction, then annealing; places at the end. */
import { anneal, fromScratch, type Cooling } from './annealing.js';
import { construct } from './construct.js';
import { housing, type Housing } from './housing.js';
import type { Instance } from './instance.js';
import { Occupancy } from './occupancy.js';
import { problemOf, type Problem } from './problem.js';
import { randomFrom, type Random } from './random.js';
import type { Plan, SearchOptions } from './search.js';
import { State, type Sums } from './state.js';
import type { Held, Timetable, Value } from './timetable.js';
import { valueOf } from './value.js';

/** The best timetable that was found within the budget. Every one it tells of keeps whatever is hard, but for the instance's `rules`, which `check` judges. */
export async function plan(instance: Instance, options: SearchOptions): Promise<Plan> {
  const random = randomFrom(options.seed);
  const state = new State(problemOf(instance));
  construct(state, random);
  return await seek(instance, state, random, fromScratch, options);
}

/** Anneals what stands in a state, and makes a timetable of the best. `before`: where meetings were; `all`: every one that can be held was, so that there is one timetable without a change. */
export async function seek(instance: Instance, state: State, random: Random, cooling: Cooling, options: SearchOptions, before: Timetable = [], all = false): Promise<Plan> {
  const { budget, goal, signal, onProgress, pause } = options;
  const house = housing(instance, new Map(before.map(({ meeting, place }) => [meeting, place])));
  const most = mostWeight(state.problem);
  const enough = ({ weight, over, changes, idle, discomfort }: Sums): boolean =>
    over === 0 && ((goal !== undefined && weight >= goal.weight && idle <= goal.idle) || (weight === most && changes === 0 && (all || (idle === 0 && discomfort === 0))));
  let known: { slots: Int32Array; timetable: Timetable; value: Value } | undefined;
  // Often the best that was told of is the best in the end.
  const finished = (slots: Int32Array): Pick<Plan, 'timetable' | 'value'> => {
    if (known === undefined || slots.some((slot, meeting) => slot !== known!.slots[meeting])) {
      const timetable = timetableOf(instance, house(slots));
      known = { slots: slots.slice(), timetable, value: valueOf(instance, timetable) };
    }
    return { timetable: known.timetable, value: known.value };
  };
  const { slots, iterations } = await anneal(state, {
    random, budget, cooling, enough, signal,
    look: async (best, iterations, better) => {
      if (better && onProgress !== undefined) {
        const slots = best.slice();
        onProgress({ iterations, get timetable() { return finished(slots).timetable; }, get value() { return finished(slots).value; } });
      }
      await pause?.();
    },
  });
  const { timetable, value } = finished(slots);
  const held = new Set(timetable.map(({ meeting }) => meeting));
  return { timetable, value, refused: instance.meetings.map(({ id }) => id).filter((id) => !held.has(id)), iterations };
}

function mostWeight({ weights, starts }: Problem): number {
  return weights.reduce((sum, weight, meeting) => (starts[meeting]!.length > 0 ? sum + weight : sum), 0);
}

/** With places; whoever was left without one goes where one is free, if there is such a slot. */
function timetableOf(instance: Instance, { timetable, homeless }: Housing): Timetable {
  if (homeless.length === 0) return timetable;
  const occupancy = new Occupancy(instance, timetable);
  const found = new Map(timetable.map((entry) => [entry.meeting, entry]));
  for (const meeting of homeless.map((id) => occupancy.meeting(id)).toSorted((a, b) => b.weight - a.weight)) {
    const free = occupancy.optionsOf(meeting).find(({ state }) => state === 'free');
    if (free === undefined) continue;
    const entry: Held = { meeting: meeting.id, slot: free.slot, place: free.places[0]! };
    occupancy.put(entry);
    found.set(meeting.id, entry);
  }
  return instance.meetings.flatMap(({ id }) => found.get(id) ?? []);
}
