/** An instance as a formula: true of exactly the timetables that keep what is hard, with the price of each refusal and of each idle slot. */
import { Formula } from './formula.js';
import type { Rules } from './instance.js';
import type { Problem } from './problem.js';

/** A literal that costs so much where it is true. */
export interface Price { readonly literal: number; readonly cost: number }

export interface Encoding {
  readonly formula: Formula;
  /** By meeting, the variables of its starts. */
  readonly starts: readonly ReadonlyMap<number, number>[];
  /** First what refusals cost, then idleness: the lesser counts only where the greater is at its least. */
  readonly levels: readonly [refusals: readonly Price[], idleness: readonly Price[]];
}

export interface EncodingOptions {
  /** Counts that follow from the rest, and help to see early that something cannot be. */
  readonly redundant: boolean;
}

export function encode(problem: Problem, rules: Rules, { redundant }: EncodingOptions): Encoding {
  const formula = new Formula();
  const starts = problem.starts.map((slots) => new Map([...slots].map((slot) => [slot, formula.variable()])));
  const refusals = starts.flatMap((at, meeting): Price[] => {
    formula.atMostOne([...at.values()]);
    if (rules.all === true || problem.pinned[meeting] === 1) formula.clause(...at.values());
    else if (at.size > 0) return [{ literal: -formula.any([...at.values()]), cost: problem.weights[meeting]! }];
    return [];
  });
  const running = runningIn(problem, starts);
  const busy = capacities(formula, problem, running);
  order(formula, problem, starts);
  if (redundant && rules.all === true) totals(formula, problem, busy);
  if (redundant) pairs(formula, problem, busy);
  const idle = Array.from({ length: problem.offices }, (_, office) => (problem.periods ? idlePeriods : idleSlots)(formula, problem, busy, office));
  if (problem.apart !== undefined) for (const literals of idle) formula.atMost(problem.apart, literals);
  return { formula, starts, levels: [refusals, idle.flat().map((literal) => ({ literal, cost: 1 }))] };
}

interface Running { readonly meeting: number; readonly literal: number }

/** By slot: the meetings that may run in it, each with a literal for every start that makes it so. */
function runningIn({ slots, durations }: Problem, starts: readonly ReadonlyMap<number, number>[]): Running[][] {
  const running = Array.from({ length: slots }, (): Running[] => []);
  for (const [meeting, at] of starts.entries()) for (const [start, literal] of at) for (let slot = start; slot < start + durations[meeting]!; slot += 1) running[slot]!.push({ meeting, literal });
  return running;
}

/** Answers, by office and slot, the variable of its being at a meeting; 0 where it cannot be. */
function capacities(formula: Formula, { slots, offices, resources, capacity, uses }: Problem, running: readonly (readonly Running[])[]): Int32Array {
  const busy = new Int32Array(offices * slots);
  const members = uses.map((used) => new Set(used));
  for (let slot = 0; slot < slots; slot += 1) {
    for (let resource = 0; resource < resources; resource += 1) {
      const users = running[slot]!.filter(({ meeting }) => members[meeting]!.has(resource));
      const cell = resource * slots + slot;
      if (resource < offices && users.length > 0) busy[cell] = formula.any(users.map(({ literal }) => literal));
      if (users.length <= capacity[cell]!) continue;
      const literals = users.map(({ literal }) => literal);
      if (capacity[cell]! <= 1) formula.atMost(capacity[cell]!, literals);
      else formula.atMost(capacity[cell]!, bunched(formula, users, (meeting) => [...uses[meeting]!].filter((used) => capacity[used * slots + slot] === 1)));
    }
  }
  return busy;
}

/** Of meetings that exclude each other one literal is enough to count: fewer to count is quicker. */
function bunched(formula: Formula, users: readonly Running[], exclusive: (meeting: number) => readonly number[]): number[] {
  const bunches: number[] = [];
  let left = users;
  while (left.length > 0) {
    const shared = new Map<number, Running[]>();
    for (const user of left) for (const resource of exclusive(user.meeting)) shared.set(resource, [...(shared.get(resource) ?? []), user]);
    const widest = [...shared.values()].reduce<readonly Running[]>((most, some) => (some.length > most.length ? some : most), left.slice(0, 1));
    bunches.push(formula.some(widest.map(({ literal }) => literal)));
    const gone = new Set(widest);
    left = left.filter((user) => !gone.has(user));
  }
  return bunches;
}

function order(formula: Formula, { slots, durations, before }: Problem, starts: readonly ReadonlyMap<number, number>[]): void {
  const lateness = new Map<number, number[]>();
  /** By slot: true if the meeting still runs in it or later. */
  const lateOf = (meeting: number): number[] => {
    const late = lateness.get(meeting) ?? Array.from({ length: slots }, () => formula.variable());
    if (!lateness.has(meeting)) {
      for (const [start, literal] of starts[meeting]!) formula.clause(-literal, late[start + durations[meeting]! - 1]!);
      for (let slot = 1; slot < slots; slot += 1) formula.clause(-late[slot]!, late[slot - 1]!);
    }
    lateness.set(meeting, late);
    return late;
  };
  for (const [meeting, others] of before.entries()) for (const other of others) for (const [start, literal] of starts[meeting]!) formula.clause(-literal, -lateOf(other)[start]!);
}

const literalsOf = (busy: Int32Array, slots: number, office: number): number[] => [...busy.subarray(office * slots, (office + 1) * slots)].filter((literal) => literal !== 0);

/** Where everything is held, an office is at meetings in exactly so many slots. */
function totals(formula: Formula, { slots, offices, capacity, parties, durations }: Problem, busy: Int32Array): void {
  const wanted = new Int32Array(offices);
  for (const [meeting, of] of parties.entries()) for (const office of of) wanted[office]! += durations[meeting]!;
  for (let office = 0; office < offices; office += 1) {
    const literals = literalsOf(busy, slots, office);
    const total = wanted[office]!;
    if (total === 0 || capacity.subarray(office * slots, (office + 1) * slots).some((n) => n > 1)) continue;
    if (literals.length < total) formula.clause();
    else if (literals.length === total) for (const literal of literals) formula.clause(literal);
    else {
      const counted = formula.count(literals, total + 1, true);
      formula.clause(counted[total - 1]!);
      formula.clause(-counted[total]!);
    }
  }
}

/** Where all meetings are of two offices and share a resource, twice its capacity bounds the offices at meetings, whose number is even. */
function pairs(formula: Formula, { slots, offices, resources, capacity, meetings, parties, uses }: Problem, busy: Int32Array): void {
  const shared = Array.from({ length: resources - offices }, (_, n) => offices + n).find((resource) => uses.every((used) => used.includes(resource)));
  if (meetings === 0 || shared === undefined || parties.some((of) => of.length !== 2)) return;
  for (let slot = 0; slot < slots; slot += 1) {
    const literals = Array.from({ length: offices }, (_, office) => busy[office * slots + slot]!).filter((literal) => literal !== 0);
    const most = 2 * capacity[shared * slots + slot]!;
    if (literals.length <= most || Array.from({ length: offices }, (_, office) => capacity[office * slots + slot]!).some((n) => n > 1)) continue;
    const counted = formula.count(literals, most + 1, true);
    formula.clause(-counted[most]!);
    for (let n = 0; n < most; n += 2) formula.clause(-counted[n]!, counted[n + 1]!);
  }
}

/** By slot of a day: true at least if the office was at a meeting in it or earlier in `sequence`. */
function since(formula: Formula, sequence: readonly number[], busyAt: (slot: number) => number): Map<number, number> {
  const reached = new Map<number, number>();
  let previous = 0;
  for (const slot of sequence) {
    const here = formula.variable();
    if (busyAt(slot) !== 0) formula.clause(-busyAt(slot), here);
    if (previous !== 0) formula.clause(-previous, here);
    reached.set(slot, previous = here);
  }
  return reached;
}

type Idleness = (formula: Formula, problem: Problem, busy: Int32Array, office: number) => number[];

const idleSlots: Idleness = (formula, problem, busy, office) => eachDay(problem, (day) => {
  const busyAt = (slot: number) => busy[office * problem.slots + slot]!;
  if (!day.some((slot) => busyAt(slot) !== 0)) return [];
  const [before, later] = [since(formula, day, busyAt), since(formula, day.toReversed(), busyAt)];
  return day.slice(1, -1).filter((slot) => problem.waits[office * problem.slots + slot] === 1).map((slot) => {
    const idle = formula.variable();
    formula.clause(idle, -before.get(slot - 1)!, -later.get(slot + 1)!, ...(busyAt(slot) === 0 ? [] : [busyAt(slot)]));
    return idle;
  });
});

const idlePeriods: Idleness = (formula, problem, busy, office) => eachDay(problem, (day) => {
  const busyAt = (slot: number) => busy[office * problem.slots + slot]!;
  if (problem.parties.filter((of) => of.includes(office)).length < 2) return [];
  const before = since(formula, day, busyAt);
  return day.slice(2).filter((slot) => busyAt(slot) !== 0).map((slot) => {
    const ends = formula.variable();
    formula.clause(ends, -before.get(slot - 2)!, -busyAt(slot), ...(busyAt(slot - 1) === 0 ? [] : [busyAt(slot - 1)]));
    return ends;
  });
});

function eachDay({ dayStarts }: Problem, literals: (slots: readonly number[]) => number[]): number[] {
  return [...dayStarts.subarray(0, -1)].flatMap((from, day) => literals(Array.from({ length: dayStarts[day + 1]! - from }, (_, k) => from + k)));
}
