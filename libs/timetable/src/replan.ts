/** Plans anew after something came between, and leaves as much as can be as it was: after the weight of what is held, the fewest changes count. */
import { fromBefore } from './annealing.js';
import { changesBetween } from './changes.js';
import { construct } from './construct.js';
import { disrupt } from './disrupt.js';
import type { Disruption, Replan } from './disruption.js';
import type { Instance, Meeting } from './instance.js';
import { seek } from './plan.js';
import { problemOf } from './problem.js';
import { randomFrom } from './random.js';
import type { SearchOptions } from './search.js';
import { State } from './state.js';
import type { Held, Timetable } from './timetable.js';

/** In idle slots: what one change must win at least. */
const stick = 20;

export interface ReplanOptions extends SearchOptions {
  /** The first slot that is still to come: nothing before it is moved, dropped or begun. */
  readonly from?: number;
}

export async function replan(instance: Instance, timetable: Timetable, disruptions: readonly Disruption[], options: ReplanOptions): Promise<Replan> {
  const disrupted = disrupt(instance, disruptions);
  const was = new Map(timetable.map((held) => [held.meeting, held]));
  const settled = { ...disrupted, meetings: disrupted.meetings.map((meeting) => settle(meeting, was.get(meeting.id), options.from ?? 0)) };
  const random = randomFrom(options.seed);
  const problem = problemOf(settled);
  const old = Int32Array.from(settled.meetings, ({ id }) => was.get(id)?.slot ?? -1);
  const state = new State(problem, old, stick);
  const heaviest = [...old.keys()].toSorted((a, b) => problem.pinned[b]! - problem.pinned[a]! || problem.weights[b]! - problem.weights[a]! || a - b);
  for (const meeting of heaviest) {
    if (old[meeting]! >= 0 && state.mayStart(meeting, old[meeting]!) && state.fits(meeting, old[meeting]!)) state.place(meeting, old[meeting]!);
    state.mark();
  }
  construct(state, random);
  const found = await seek(settled, state, random, fromBefore, options, timetable);
  return { ...found, instance: disrupted, changes: changesBetween({ instance, timetable }, { instance: disrupted, timetable: found.timetable }) };
}

function settle(meeting: Meeting, was: Held | undefined, from: number): Meeting {
  if (from === 0) return meeting;
  if (was !== undefined && was.slot < from) return { ...meeting, pin: { slot: was.slot, ...(was.place === null ? {} : { place: was.place }) } };
  return { ...meeting, earliest: Math.max(meeting.earliest ?? 0, from) };
}
