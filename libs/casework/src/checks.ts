/** What a step has to satisfy once the table has a row for it, in the order in which it is asked. */
import type { Instant } from '@comity/contracts';
import { answersOf, isUnanswered } from './asked.js';
import { clocksOf } from './clocks.js';
import { dutiesOf } from './duties.js';
import { gatesBefore } from './gates.js';
import { judgeGrounds } from './grounds.js';
import { offerFor } from './offered.js';
import { ownRule, refusal, type Refusal } from './refusal.js';
import type { Rules } from './rules.js';
import { awaitedBy, type Row, type Standing } from './standing.js';
import { Member, type Actor, type Carried } from './vocabulary.js';

export interface Attempt { rules: Rules; standing: Standing; row: Row; actor: Actor; carries: Carried; now: Instant }
interface Verdict { refusal: Refusal | null; passed: string[] }
type Check = (attempt: Attempt) => Verdict;
const asked = (ask: (attempt: Attempt) => Refusal | null): Check => (attempt) => ({ refusal: ask(attempt), passed: [] });

/** It carries what the row wants and nothing else, and what an instrument wants beside that. */
function members({ rules, row, carries }: Attempt): Refusal | null {
  const missing = row.carries.find((member) => carries[member] === undefined);
  if (missing !== undefined) return refusal('missing', row, missing);
  const stranger = Member.options.find((member) => carries[member] !== undefined && !row.carries.includes(member) && !row.may.includes(member) && !row.wants.includes(member));
  if (stranger !== undefined) return refusal('not-carried-here', row, stranger);
  const wanted = rules.requirements.find((requirement) => requirement.action === row.action && carries[requirement.carries] === undefined);
  return wanted === undefined ? null : refusal('missing', wanted, wanted.carries);
}

/** What is asked is answered once, before it is asked again. */
function answer({ rules, standing: { events }, row }: Attempt): Refusal | null {
  if (row.from === undefined) return null;
  const question = row.answers ?? row.action;
  const [first] = answersOf(rules.cycle, question);
  if (first === undefined) return null;
  const isOpen = isUnanswered(rules.cycle, events, question);
  if (row.answers !== undefined) return isOpen || row.unasked === true ? null : refusal('not-after-this', row, question);
  return isOpen ? refusal('not-after-this', row, first.action) : null;
}

/** Nobody has to ask for leave where nothing binds them. */
const binding = ({ rules, standing, row, now }: Attempt): Refusal | null =>
  (row.binding !== undefined && !dutiesOf(standing.events, rules, now).some(({ id }) => row.binding!.includes(id)) ? refusal('not-in-this-state', row, row.action) : null);

/** Some steps follow only another one. */
const order = ({ standing, row }: Attempt): Refusal | null =>
  (row.follows !== undefined && !standing.events.some(({ action }) => action === row.follows) ? refusal('not-after-this', row, row.follows) : null);

/** So do others any of several. In a final state there are such steps from before that was asked: there `owedNow` asks. */
function ordered({ rules, standing, row }: Attempt): Refusal | null {
  const awaited = rules.cycle.final.includes(standing.state ?? '') ? undefined : awaitedBy(standing, row);
  return awaited === undefined ? null : refusal('not-after-this', row, awaited);
}

/** Routes, classifications and records are the life cycle's; some may only follow a certain route. */
function choices({ rules, standing, row, carries }: Attempt): Refusal | null {
  for (const list of ['route', 'classification', 'record'] as const) {
    const id = carries[list];
    if (id === undefined) continue;
    const choice = rules.cycle.choices.find((candidate) => candidate.list === list && candidate.id === id);
    if (choice === undefined) return refusal('unknown-term', row, id);
    const route = standing.events.findLast((event) => event.carries.route !== undefined)?.carries.route;
    if (choice.afterRoutes !== undefined && (route === undefined || !choice.afterRoutes.includes(route))) return refusal('not-after-this', choice, id);
  }
  return null;
}

/** It is one that an instrument provides for. Before the second edition lists were short, and anything went that no instrument closed its list to. */
function assistance({ rules, carries }: Attempt): Refusal | null {
  const { noOtherAssistance, edition } = rules;
  if (carries.assistance === undefined || rules.assistance.some(({ id }) => id === carries.assistance) || (noOtherAssistance === null && edition < 2)) return null;
  return refusal('not-provided-for', noOtherAssistance ?? ownRule, carries.assistance);
}

function content({ rules, standing, row, carries }: Attempt): Refusal | null {
  if (carries.content === undefined) return null;
  const missing = requiredContent(rules, row.action, standing.events[0]?.carries.assistance, carries.route).find(({ id, wherePossible }) => wherePossible !== true && !carries.content!.includes(id));
  if (missing !== undefined) return refusal('content-missing', missing, missing.id);
  const stranger = carries.content.find((id) => !rules.content.some((part) => part.id === id));
  return stranger === undefined ? null : refusal('unknown-term', row, stranger);
}

const grounds = ({ rules, standing, row, carries }: Attempt): Refusal | null => {
  if (carries.grounds === undefined) return null;
  const verdict = judgeGrounds(rules, row, carries.grounds);
  if (verdict?.code !== 'wrong-ground') return verdict;
  // The ground would do, only not before the gate.
  const gate = gatesBefore(rules, standing.state, row.action, carries).find(({ force }) => force === 'hard');
  return gate === undefined ? verdict : refusal('gate', gate, gate.id);
};

const gates: Check = ({ rules, standing, row, carries }) => {
  const before = gatesBefore(rules, standing.state, row.action, carries);
  const hard = before.find(({ force }) => force === 'hard');
  return { refusal: hard === undefined ? null : refusal('gate', hard, hard.id), passed: [...new Set(before.map(({ id }) => id))] };
};

/** Some steps follow only a refusal for a ground of a certain kind. */
function sequel({ rules, standing, row }: Attempt): Refusal | null {
  if (row.refused === undefined) return null;
  const { kind, solely } = row.refused;
  const named = standing.events.findLast(({ action }) => action === 'refuse')?.carries.grounds ?? [];
  const isKind = (id: string) => rules.grounds.some((ground) => ground.id === id && ground.kind === kind);
  return (solely ? named.every(isKind) : named.some(isKind)) ? null : refusal('wrong-ground', row, row.action);
}

/** What has happened has a date before the step that says so. */
const happened = ({ row, carries, now }: Attempt): Refusal | null =>
  (row.happened === true && carries.date !== undefined && carries.date > now ? refusal('not-yet', row, 'date') : null);

/** A row may wait for a clock, or have to come before its end. A clock that no instrument sets binds nobody. */
function clocks({ rules, standing, row, now }: Attempt): Refusal | null {
  if ((row.within ?? row.after) === undefined) return null;
  const running = clocksOf(standing.events, rules, now);
  const within = running.find(({ id }) => id === row.within);
  if (within?.status === 'over') return refusal('too-late', within, within.id);
  const after = running.find(({ id }) => id === row.after);
  return after?.status === 'running' || after?.status === 'paused' ? refusal('too-early', after, after.id) : null;
}

/** What the other side offered is taken as it was said, or not at all; and by nobody from themselves. */
function offered({ standing, row, actor, carries }: Attempt): Refusal | null {
  const offer = offerFor(standing, row);
  if (offer === undefined) return null;
  if (isAsking(offer.actor) === isAsking(actor)) return refusal('not-your-step', row, row.action);
  return carries[offer.member] === offer.carries[offer.member] ? null : refusal('other-conditions', row, row.action);
}

/** What the sides that answer each other say: whoever is asked, and whoever executes for them, are one. */
const isAsking = (actor: Actor): boolean => actor === 'requesting';

export const checks: readonly Check[] = [asked(members), asked(order), asked(answer), asked(binding), asked(ordered), asked(choices), asked(offered), asked(assistance), asked(content), asked(grounds), gates, asked(sequel), asked(happened), asked(clocks)];

/** What a request has to contain when `action` is taken, for this type of assistance or route; `wherePossible` marks what may be left out. Where no instrument says anything: what is customary. */
export function requiredContent(rules: Rules, action: string, ...topics: (string | undefined)[]): Rules['content'] {
  const asked = rules.content.filter((part) => part.actions.includes(action)
    && (part.for === undefined || topics.some((topic) => topic !== undefined && part.for!.includes(topic)))
    && !topics.some((topic) => topic !== undefined && part.exceptFor?.includes(topic)));
  const own = asked.filter(({ customary }) => customary !== true);
  return own.length > 0 ? own : asked;
}
