/** Random matters: whoever may, does something of what the table offers; what the rules refuse is not done. */
import { decide, openTo, replay, Actor, type CaseEvent, type Rules } from '../src/index.js';
import { day, loaded } from './matter.js';

/** One throw: which of the open rows, how many tenths of a day later, with which of the grounds. */
export interface Throw { row: number; tenths: number; ground: number }

export function standingOf(rules: Rules, history: readonly CaseEvent[]) {
  const replayed = replay(rules, history);
  if (!replayed.ok) throw new Error(`${replayed.refusal.code} at ${String(replayed.refusal.seq)}`);
  return replayed.standing;
}

/** Rows open to anybody, each with somebody who may take it. */
export function openRows(rules: Rules, history: readonly CaseEvent[]) {
  const standing = standingOf(rules, history);
  return Actor.options.flatMap((actor) => openTo(rules, standing, actor).map((row) => ({ actor, row })));
}

export function begin(rules: Rules): CaseEvent {
  const { action, actors } = rules.cycle.begin;
  const first = decide(rules, [], { action, carries: loaded(rules, null, action, [], day(0)) }, actors[0]!, day(0));
  if (!first.ok) throw new Error(`a matter cannot begin: ${first.refusal.code} ${first.refusal.entry}`);
  return first.event;
}

export function walk(rules: Rules, throws: readonly Throw[]): CaseEvent[] {
  const history = [begin(rules)];
  let tenths = 0;
  for (const thrown of throws) {
    const open = openRows(rules, history);
    // Most matters are not given up where they could go on.
    const further = open.filter(({ row }) => row.to !== 'WITHDRAWN' && row.to !== 'CLOSED' && row.ends === undefined);
    const rows = thrown.ground % 5 === 0 || further.length === 0 ? open : further;
    if (rows.length === 0) break;
    tenths += thrown.tenths;
    const { actor, row } = rows[thrown.row % rows.length]!;
    const grounds = row.carries.includes('grounds') && rules.grounds.length > 0 ? { grounds: [rules.grounds[thrown.ground % rules.grounds.length]!.id] } : {};
    const at = day(tenths / 10);
    const decision = decide(rules, history, { action: row.action, carries: loaded(rules, history.at(-1)!.to, row.action, history, at, grounds) }, actor, at);
    if (decision.ok) history.push(decision.event);
  }
  return history;
}

/**
 * Tries, from each state (and each ground that led there, and what others follow) once, every row with every ground, a day and six weeks later: the indices of the
 * rows of the table that somebody could really take.
 */
export function takenRows(rules: Rules): Set<number> {
  const taken = new Set<number>();
  const seen = new Set<string>();
  const waiting = [{ history: [begin(rules)], today: 0 }];
  for (const { history, today } of waiting) {
    const { to, carries: { grounds: led } } = history.at(-1)!;
    const done = rules.cycle.transitions.filter(({ follows, takes }) => history.some(({ action, carries }) => action === follows || (takes?.from.includes(action) === true && carries[takes.member] !== undefined))).length;
    const asked = rules.cycle.transitions.filter(({ answers }) => answers !== undefined && history.at(-1)!.action === answers).length;
    const key = `${to} ${String(led)} ${done} ${asked} ${String(standingOf(rules, history).ended)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const { actor, row } of openRows(rules, history)) {
      const choices = row.carries.includes('grounds') ? rules.grounds.map(({ id }) => ({ grounds: [id] })) : [{}];
      for (const more of choices) for (const tomorrow of [today + 1, today + 41]) {
        const at = day(tomorrow);
        const decision = decide(rules, history, { action: row.action, carries: loaded(rules, to, row.action, history, at, more) }, actor, at);
        if (!decision.ok) continue;
        taken.add(rules.cycle.transitions.indexOf(row));
        waiting.push({ history: [...history, decision.event], today: tomorrow });
      }
    }
  }
  return taken;
}
