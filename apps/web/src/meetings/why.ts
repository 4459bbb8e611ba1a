/** Why a meeting is not held, cut to what a secretary reads first, and what is done about it by one press. */
import type { AgreedRequest, Fact, Remedy } from '@comity/timetable';
import { nowhere, wishOf, type Wanted } from './draft.js';
import type { Hall, Placements } from './hall.js';

export const weightOf = ({ wishes }: Pick<AgreedRequest, 'wishes'>): number => Object.values(wishes).reduce((sum, wish) => sum + (wish?.priority ?? 1), 0);

/** `slots` of one day, or all of one day or of several after one another. */
export type Stretch = { first: string; last: string; runs: null } | { first: string; last: string; runs: [number, number][] };

/** Slots in few words: days of which all is meant run together, and so do slots. `dates`: of each slot its day. */
export function stretchesOf(dates: readonly string[], slots: readonly number[]): Stretch[] {
  const meant = new Set(slots), found: Stretch[] = [];
  let follows = false;
  for (const [date, all] of Map.groupBy(dates.keys(), (slot) => dates[slot]!)) {
    const of = all.filter((slot) => meant.has(slot)), before = found.at(-1), whole = of.length === all.length;
    if (whole && follows && before !== undefined) before.last = date;
    else if (whole) found.push({ first: date, last: date, runs: null });
    else if (of.length > 0) found.push({ first: date, last: date, runs: runsOf(of) });
    follows = whole;
  }
  return found;
}

function runsOf(slots: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const slot of slots) {
    const last = runs.at(-1);
    if (last?.[1] === slot - 1) last[1] = slot;
    else runs.push([slot, slot]);
  }
  return runs;
}

/** What nobody can help (who is away, what was agreed, what is locked or over), what that leaves, and what fills the rest. `left`: null where one of both is all there is. */
export function toldOf(hall: Hall, placements: Placements, meeting: string, facts: readonly Fact[]): { firm: Fact[]; left: number[] | null; rest: Fact[] } {
  const isFirm = ({ code }: Fact): boolean => code === 'unavailable' || code === 'not-allowed' || code === 'locked' || code === 'too-soon';
  const firm = facts.filter(isFirm), others = facts.filter((fact) => !isFirm(fact));
  if (firm.length === 0 || others.length === 0) return { firm, left: null, rest: others };
  const closed = new Set(firm.flatMap(({ slots }) => slots)), left = [...hall.table.slots.keys()].filter((slot) => !closed.has(slot)), length = lengthOf(hall, meeting);
  const rest = others.map((fact): Fact => {
    const slots = fact.slots.filter((slot) => !closed.has(slot));
    if (!('meetings' in fact)) return { ...fact, slots };
    const there = fact.meetings.filter((other) => { const at = hall.slotOf(placements.get(other)); return at === undefined || slots.some((slot) => at < slot + length && slot < at + lengthOf(hall, other)); });
    return { ...fact, slots, meetings: there };
  });
  // With very many reasons, one that is firm may say all that another one says.
  return { firm, left: left.length === 0 ? null : left, rest: rest.filter(({ slots }) => slots.length > 0) };
}
const lengthOf = (hall: Hall, meeting: string): number => hall.meetings.get(meeting)?.terms.slots ?? 1;

/** The best of each kind; they come in that order. */
export const bestOf = (remedies: readonly Remedy[]): Remedy[] => remedies.filter(({ code }, i) => remedies.findIndex((other) => other.code === code) === i);

/** Of two moves that let a meeting in, both; null where the draft is not as it was by now. */
export function movesOf(hall: Hall, placements: Placements, locked: readonly string[], meeting: string, { slot, meeting: other, to }: Extract<Remedy, { code: 'move' }>, now: Date): Wanted[] | null {
  const [coming, going] = [hall.meetings.get(meeting), hall.meetings.get(other)];
  const there = placements.get(other);
  if (!coming || !going || !there?.place || [slot, to].some((each) => locked.includes(hall.dateOf(each)))) return null;
  const without = new Map(placements).set(other, { ...there, place: null }), first = hall.options(without, meeting, now)[slot]!;
  if (first.state !== 'free') return null;
  const inside: Wanted = { ...wishOf(placements.get(meeting) ?? nowhere(coming.id)), place: hall.placeAt(without, meeting, slot, first) };
  const meanwhile = new Map(without).set(meeting, { version: 0, ...inside }), second = hall.options(meanwhile, other, now)[to]!;
  return second.state === 'free' ? [{ request: going.id, place: hall.placeAt(meanwhile, other, to, second), pinned: there.pinned }, inside] : null;
}
