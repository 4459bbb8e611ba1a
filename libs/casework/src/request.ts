/** The state of a request, which has none of its own: it follows from what it tracks. */
import type { CaseEvent } from './event.js';
import { CLOSED, type LifeCycle } from './life-cycle.js';
import { lifeCycles } from './standard.js';

const ended = new Set(['EXECUTED', 'REFUSED', 'NOT_EXECUTABLE', 'WITHDRAWN']);

/**
 * `histories`: of each measure, person or asset one that `replay` accepts, all of one life cycle; undefined when there is none. What was withdrawn, or discarded as a draft, counts only
 * when all is. Extradition and asset recovery stand where the least advanced of what is open stands, or else where it ended furthest. Of mutual legal assistance, once something was done the request is executed, or in part (UNCAC 46(24); 2AP 7(2)); before, it stands where its least advanced open
 * measure stands; when nothing was done and nothing is open, it was refused, or else could not be executed.
 */
export function requestStateOf(histories: readonly (readonly CaseEvent[])[]): string | undefined {
  const states = histories.flatMap((history) => stateReached(history) ?? []);
  if (states.length === 0) return undefined;
  const alike = states.every((state) => state === states[0]);
  if (alike && (states[0] === CLOSED || states[0] === 'DISCARDED')) return states[0];
  const outcomes = histories.flatMap((history) => outcomeOf(history) ?? []);
  const counted = outcomes.filter((state) => state !== 'WITHDRAWN' && state !== 'DISCARDED');
  if (counted.length === 0) return 'WITHDRAWN';
  const cycle = lifeCycles.get(histories.flat()[0]!.cycle)!;
  if (cycle.id !== 'mla') return standsAt(cycle, states, counted);
  if (counted.every((state) => state === 'EXECUTED')) return 'EXECUTED';
  if (counted.some((state) => state === 'EXECUTED' || state === 'PARTIALLY_EXECUTED')) return 'PARTIALLY_EXECUTED';
  const open = counted.filter((state) => !ended.has(state));
  if (open.length > 0) return cycle.states.find((state) => open.includes(state));
  return counted.includes('REFUSED') ? 'REFUSED' : 'NOT_EXECUTABLE';
}

/** An end is a state that only a closing leads on from, or nothing. */
function standsAt({ states, final, transitions }: LifeCycle, present: readonly string[], outcomes: readonly string[]): string {
  const ends = new Set([...final, ...transitions.filter(({ action }) => action === 'close').flatMap(({ from }) => from)]);
  return states.find((state) => present.includes(state) && !ends.has(state)) ?? states.findLast((state) => outcomes.includes(state))!;
}

/** The state in which a measure is, or was when it was closed. */
const outcomeOf = (history: readonly CaseEvent[]): string | null | undefined => {
  const last = stateReached(history);
  return last === CLOSED ? history.findLast(({ from, to }) => to === CLOSED && from !== CLOSED)?.from : last;
};

/** What a step comes to where it ends a matter outside of the table; undefined: it does not. */
export const endOf = ({ cycle, action }: Pick<CaseEvent, 'cycle' | 'action'>): string | undefined => lifeCycles.get(cycle)!.transitions.find((row) => row.action === action && row.ends !== undefined)?.ends;
/** Where a history leaves its matter, as it is called. */
const stateReached = (history: readonly CaseEvent[]): string | undefined => history.map(endOf).findLast((end) => end !== undefined) ?? history.at(-1)?.to;
