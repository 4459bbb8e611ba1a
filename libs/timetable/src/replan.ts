/** Plans anew after something came between, and leaves as much as can be as it was: after the weight of what is held, the fewest changes count. */
import { fromBefore } from './annealing.js';
import { changesBetween } from './changes.js';
import { construct } from './construct.js';
import { disrupt } from './disrupt.js';
import type { Disruption, Replan } from './disruption.js';
import type { Instance } from './instance.js';
import { seek } from './plan.js';
import { problemOf } from './problem.js';
import { randomFrom } from './random.js';
import type { SearchOptions } from './search.js';
import { begunBefore, settle } from './settle.js';
import { State } from './state.js';
import type { Timetable } from './timetable.js';

/** In idle slots: what one change must win at least, where anything is looked for: once all that can be held is held at its time of before, nothing is, whatever a change would win. */
const stick = 20;

export interface ReplanOptions extends SearchOptions {
  /** The first slot that is still to come: nothing before it is moved, dropped or begun. */
  readonly from?: number;
}

export async function replan(instance: Instance, timetable: Timetable, disruptions: readonly Disruption[], options: ReplanOptions): Promise<Replan> {
  const disrupted = disrupt(instance, disruptions);
  const was = new Map(timetable.map((held) => [held.meeting, held]));
  const { from = 0 } = options;
  const settled = settle(disrupted, timetable, from);
  const random = randomFrom(options.seed);
  const problem = problemOf(settled);
  const old = Int32Array.from(settled.meetings, ({ id }) => was.get(id)?.slot ?? -1);
  const state = new State(problem, old, stick);
  const heaviest = [...old.keys()].toSorted((a, b) => problem.pinned[b]! - problem.pinned[a]! || problem.weights[b]! - problem.weights[a]! || a - b);
  for (const meeting of heaviest) {
    // What is pinned goes there before anybody else stays.
    const at = problem.pinned[meeting] === 1 ? problem.starts[meeting]![0]! : old[meeting]!;
    if (at >= 0 && state.mayStart(meeting, at) && state.fits(meeting, at)) state.place(meeting, at);
    state.mark();
  }
  construct(state, random);
  const found = await seek(settled, state, random, fromBefore, options, timetable, problem.starts.every((starts, meeting) => starts.length === 0 || old[meeting]! >= 0));
  const begun = begunBefore(timetable, from), held = new Map([...found.timetable.map((each) => [each.meeting, each] as const), ...begun]);
  const after = disrupted.meetings.flatMap(({ id }) => held.get(id) ?? []);
  return { ...found, timetable: after, refused: found.refused.filter((id) => !begun.has(id)), instance: disrupted, changes: changesBetween({ instance, timetable }, { instance: disrupted, timetable: after }) };
}
