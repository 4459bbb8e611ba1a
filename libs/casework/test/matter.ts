/** Plays matters in tests: who does what, day by day, with everything that a step has to carry. */
import type { Instant } from '@comity/contracts';
import { LegalBasis, decide, requiredContent, rulesOf, type Actor, type CaseEvent, type Carried, type CycleId, type Law, type Refusal, type Rules } from '../src/index.js';

const start = Date.parse('2027-03-01T09:00:00.000Z');
export const day = (count: number) => new Date(start + count * 86_400_000).toISOString() as Instant;
/** The hash of a sealed item, as good as any other. */
export const sealed = 'A'.repeat(43);

export function rulesFor(cycle: CycleId, basis: Partial<LegalBasis> & { instruments: string[] }, law?: Law): Rules {
  const result = rulesOf(LegalBasis.parse(basis), cycle, law);
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.entry}`);
  return result.rules;
}

/** Everything that the row of `action` wants where the matter stands, as it was offered where it takes that; `more` takes precedence. */
export function loaded(rules: Rules, state: string | null, action: string, history: readonly CaseEvent[], at: Instant, more: Carried = {}): Carried {
  const transition = rules.cycle.transitions.find((candidate) => candidate.action === action && state !== null && candidate.from.includes(state));
  const row = state === null ? rules.cycle.begin : transition;
  const sort = transition?.grounds;
  const ground = rules.grounds.find(({ bars, kind, accompanies }) => accompanies === undefined && bars === (sort?.bars ?? bars) && (sort?.kind === undefined || kind === sort.kind));
  const route = more.route ?? rules.cycle.choices.find(({ list }) => list === 'route')?.id;
  const everything: Record<string, unknown> = {
    assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', route, classification: 'OTHERWISE', record: rules.cycle.choices.find(({ list }) => list === 'record')?.id,
    content: requiredContent(rules, action, history[0]?.carries.assistance, route).map(({ id }) => id), grounds: ground === undefined ? undefined : [ground.id], date: at, limit: at, deadline: at,
  };
  const offered = transition?.takes === undefined ? undefined : history.findLast((event) => transition.takes!.from.includes(event.action))?.carries[transition.takes.member];
  const wanted = [...(row?.carries ?? []), ...(row?.wants ?? [])].map((member) => [member, everything[member] ?? (member === transition?.takes?.member ? offered : undefined) ?? (member === 'grounds' ? undefined : sealed)]);
  return { ...(Object.fromEntries(wanted.filter(([, value]) => value !== undefined)) as Carried), ...more };
}

export type Step = [actor: Actor, action: string, more?: Carried, at?: number];

/** A matter that so many steps were taken in; a step that is refused fails the test by name. A step without a day is a day after the last. */
export class Matter {
  readonly history: CaseEvent[] = [];
  today = 0;
  constructor(readonly rules: Rules, ...steps: Step[]) {
    for (const step of steps) this.does(...step);
  }
  get state(): string | null {
    return this.history.at(-1)?.to ?? null;
  }
  does(actor: Actor, action: string, more?: Carried, at?: number): CaseEvent {
    const result = this.tries(actor, action, more, at);
    if ('code' in result) throw new Error(`${action} was refused: ${result.code} ${result.entry} (${result.article})`);
    this.history.push(result);
    return result;
  }
  tries(actor: Actor, action: string, more: Carried = {}, at = this.today + 1): CaseEvent | Refusal {
    this.today = at;
    const decision = decide(this.rules, this.history, { action, carries: loaded(this.rules, this.state, action, this.history, day(at), more) }, actor, day(at));
    return decision.ok ? decision.event : decision.refusal;
  }
}
