/** Finds the row of the table that a step takes. */
import { gatesBefore } from './gates.js';
import { ownRule, refusal, type Refusal } from './refusal.js';
import type { Rules } from './rules.js';
import { isOpenAfter, type Row, type Standing } from './standing.js';
import type { Actor, Carried } from './vocabulary.js';

/** Where there is no such row because a hard gate comes first, that gate's article is the answer. */
export function rowFor(rules: Rules, standing: Standing, action: string, actor: Actor, carries: Carried): { ok: true; row: Row } | { ok: false; refusal: Refusal } {
  const { begin, transitions } = rules.cycle;
  const refuse = (reason: Refusal) => ({ ok: false, refusal: reason }) as const;
  const known: Row[] = [begin, ...transitions].filter((row) => row.action === action);
  const first = known[0];
  if (first === undefined) return refuse(refusal('unknown-action', ownRule, action));
  const { state } = standing;
  const row = state === null ? (action === begin.action ? begin : undefined) : transitions.find((candidate) => candidate.action === action && candidate.from.includes(state));
  if (row !== undefined && !isOpenAfter(standing, row)) return refuse(refusal('not-in-this-state', row, action));
  if (row === undefined) {
    const gate = gatesBefore(rules, state, action, carries).find(({ force, through }) => force === 'hard' && leadsTo(rules, state, through));
    return refuse(gate === undefined ? refusal('not-in-this-state', first, action) : refusal('gate', gate, gate.id));
  }
  return row.actors.includes(actor) ? { ok: true, row } : refuse(refusal('not-your-step', row, action));
}

/** Only a gate that can be gone through next is in the way. */
const leadsTo = (rules: Rules, state: string | null, through: string | undefined): boolean => state !== null && rules.cycle.transitions.some(({ from, to }) => from.includes(state) && to === through);
