/**
 * May this be done now, by these? The one answer for the client's buttons, the service's authority and whoever checks a signed
 * history. Pure: the same rules, history, deed, actor and instant give the same answer. Trust: none in the history, which is
 * replayed; the rules are the caller's, made by `rulesOf` from the basis that the request names.
 */
import { Instant } from '@comity/contracts';
import { checks } from './checks.js';
import { CaseEvent, type Deed } from './event.js';
import type { Transition } from './life-cycle.js';
import { owedNow } from './owed.js';
import { ownRule, refusal, type Refusal } from './refusal.js';
import type { Rules } from './rules.js';
import { rowFor } from './row.js';
import { advanced, isOpenAfter, nothing, type Standing } from './standing.js';
import { Actor, Carried } from './vocabulary.js';

export type Decision = { ok: true; event: CaseEvent } | { ok: false; refusal: Refusal };
export type Replayed = { ok: true; standing: Standing } | { ok: false; refusal: Refusal };

/**
 * The event that follows `history` when `actor` does `deed` at `now`, or the refusal that names the provision. A history that is
 * not accepted itself is refused with the `seq` of its first wrong event.
 */
export function decide(rules: Rules, history: readonly CaseEvent[], deed: Deed, actor: Actor, now: Instant): Decision {
  const replayed = replay(rules, history);
  if (!replayed.ok) return replayed;
  const taken = follow(rules, replayed.standing, deed, actor, now);
  if (!taken.ok) return taken;
  const owed = owedNow(rules, replayed.standing, deed, actor, now);
  return owed === null ? { ok: true, event: taken.standing.events.at(-1)! } : { ok: false, refusal: owed };
}

/** Decides every event anew, in order: where the matter stands, or which event is refused, and why. */
export function replay(rules: Rules, history: readonly CaseEvent[]): Replayed {
  let standing = nothing;
  for (const [index, event] of history.entries()) {
    const wrong = (code: 'malformed' | 'out-of-order' | 'another-matter' | 'altered'): Replayed => ({ ok: false, refusal: { ...refusal(code, ownRule, event.action), seq: event.seq } });
    const parsed = CaseEvent.safeParse(event);
    if (!parsed.success) return wrong('malformed');
    if (event.seq !== index + 1) return wrong('out-of-order');
    if (event.cycle !== rules.cycle.id) return wrong('another-matter');
    const taken = follow(rules, standing, event, event.actor, event.at);
    if (!taken.ok) return { ok: false, refusal: { ...taken.refusal, seq: event.seq } };
    if (textOf(taken.standing.events.at(-1)!) !== textOf(parsed.data)) return wrong('altered');
    standing = taken.standing;
  }
  return { ok: true, standing };
}

/** The rows of the table that are open to `actor` where the matter stands; whether grounds, content and clocks allow them, `decide` says. */
export function openTo(rules: Rules, standing: Standing, actor: Actor): Transition[] {
  return rules.cycle.transitions.filter((row) => standing.state !== null && row.from.includes(standing.state) && row.actors.includes(actor) && isOpenAfter(standing, row));
}

/** The standing after one more step: as `decide`, from a standing that `replay` or this made, so that a history is not decided anew for each of its steps. */
export function follow(rules: Rules, standing: Standing, deed: Deed, actor: Actor, now: Instant): Replayed {
  const carried = Carried.safeParse(deed.carries ?? {});
  if (!carried.success) return { ok: false, refusal: refusal('malformed', ownRule, String(carried.error.issues[0]?.path[0] ?? 'carries')) };
  if (!Actor.safeParse(actor).success) return { ok: false, refusal: refusal('malformed', ownRule, 'actor') };
  if (!Instant.safeParse(now).success) return { ok: false, refusal: refusal('malformed', ownRule, 'at') };
  const carries = carried.data;
  const found = rowFor(rules, standing, deed.action, actor, carries);
  if (!found.ok) return found;
  const last = standing.events.at(-1);
  if (last !== undefined && Date.parse(now) < Date.parse(last.at)) return { ok: false, refusal: refusal('before-its-predecessor', ownRule, deed.action) };
  const attempt = { rules, standing, row: found.row, actor, carries, now };
  const passed: string[] = [];
  for (const check of checks) {
    const verdict = check(attempt);
    if (verdict.refusal !== null) return { ok: false, refusal: verdict.refusal };
    passed.push(...verdict.passed);
  }
  return { ok: true, standing: advanced(standing, { ...attempt, action: deed.action, cycle: rules.cycle.id, passed }) };
}

/** Members in one order, so that equal events have equal texts. */
const textOf = (event: CaseEvent): string => JSON.stringify(CaseEvent.parse(event));
