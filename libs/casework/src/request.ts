/** The state of a request for mutual legal assistance, which has none of its own: it follows from its measures. */
import type { CaseEvent } from './event.js';
import { CLOSED } from './life-cycle.js';
import { lifeCycles } from './standard.js';

const order = lifeCycles.get('mla')!.states;
const ended = new Set(['EXECUTED', 'REFUSED', 'NOT_EXECUTABLE', 'WITHDRAWN']);

/**
 * `histories`: of each measure one that `replay` accepts; undefined when there is none. Withdrawn measures count only when all
 * are. Once something was done the request is executed, or in part (UNCAC 46(24); 2AP 7(2)); before, it stands where its least advanced open
 * measure stands; when nothing was done and nothing is open, it was refused, or else could not be executed.
 */
export function requestStateOf(histories: readonly (readonly CaseEvent[])[]): string | undefined {
  const states = histories.flatMap((history) => history.at(-1)?.to ?? []);
  if (states.length === 0) return undefined;
  if (states.every((state) => state === CLOSED)) return CLOSED;
  const outcomes = histories.flatMap((history) => outcomeOf(history) ?? []);
  const counted = outcomes.filter((state) => state !== 'WITHDRAWN');
  if (counted.length === 0) return 'WITHDRAWN';
  if (counted.every((state) => state === 'EXECUTED')) return 'EXECUTED';
  if (counted.some((state) => state === 'EXECUTED' || state === 'PARTIALLY_EXECUTED')) return 'PARTIALLY_EXECUTED';
  const open = counted.filter((state) => !ended.has(state));
  if (open.length > 0) return order.find((state) => open.includes(state));
  return counted.includes('REFUSED') ? 'REFUSED' : 'NOT_EXECUTABLE';
}

/** The state in which a measure is, or was when it was closed. */
const outcomeOf = (history: readonly CaseEvent[]): string | null | undefined => {
  const last = history.at(-1)?.to;
  return last === CLOSED ? history.findLast(({ from, to }) => to === CLOSED && from !== CLOSED)?.from : last;
};
