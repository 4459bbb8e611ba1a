/**
 * What whoever takes a step now owes beside what the law of a history asks: a history may hold steps from before this was asked, and stands. So `decide` and whoever is about to sign ask it, and
 * nobody who reads.
 */
import type { Instant } from '@comity/contracts';
import type { Deed } from './event.js';
import { offerFor } from './offered.js';
import { refusal, type Refusal } from './refusal.js';
import { rowFor } from './row.js';
import type { Rules } from './rules.js';
import { awaitedBy, type Row, type Standing } from './standing.js';
import type { Actor } from './vocabulary.js';

/** Of a deed that `follow` lets be. */
export function owedNow(rules: Rules, standing: Standing, { action, carries = {} }: Deed, actor: Actor, now: Instant): Refusal | null {
  const found = rowFor(rules, standing, action, actor, carries);
  if (!found.ok) return found.refusal;
  const { row } = found;
  const unsaid = row.wants.find((member) => carries[member] === undefined);
  if (unsaid !== undefined) return refusal('missing', row, unsaid);
  const awaited = awaitedBy(standing, row);
  if (awaited !== undefined) return refusal('not-after-this', row, awaited);
  const past = (['limit', 'deadline'] as const).find((member) => carries[member] !== undefined && carries[member] < now);
  if (past !== undefined) return refusal('too-late', row, past);
  if (row.takes !== undefined && offerFor(standing, row) === undefined) return refusal('not-after-this', row, row.takes.from.at(-1)!);
  const earliest = happenedBefore(rules, standing, row);
  return earliest !== null && carries.date !== undefined && carries.date < earliest ? refusal('not-before-that', row, 'date') : null;
}

/** Before which what a step says to have happened cannot have: the last that is said to have, and moved the matter. An arrest may come before the request for it, by a notice of the police. */
export function happenedBefore({ cycle }: Rules, { events }: Standing, row: Row): Instant | null {
  if (row.happened !== true) return null;
  const last = events.findLast(({ action, from, to }) => from !== to && cycle.transitions.some((each) => each.action === action && each.happened === true));
  const date = last?.carries.date;
  return date === undefined ? null : isWholeDay(date) ? new Date(Date.parse(date) - (day - 1_000)).toISOString() as Instant : date;
}

const day = 86_400_000;
/** Clients of before said days, by their last second in a zone of their own; hours are said to the minute. What happened later that day may be from its beginning on. */
const isWholeDay = (date: Instant): boolean => /:(?:14|29|44|59):59\.000Z$/.test(date);
