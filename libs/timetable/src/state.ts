/** Where every meeting stands during a search, with all sums kept as meetings are placed and lifted, and a trail by which a move is taken back. */
import type { Problem } from './problem.js';

/** In idle slots, for the one number that annealing goes by. A unit of weight outweighs a hundred idle slots; fairness and comfort decide between equals. */
const worth = { weight: 100, apart: 50, unfairness: 1 / 64, discomfort: 1 / 512 };

const lowest = (mask: number): number => 31 - Math.clz32(mask & -mask);

function ones(mask: number): number {
  let x = mask - ((mask >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export class State {
  /** The slot each meeting begins in; -1 where it is not held. */
  readonly slot: Int32Array;
  /** By resource and slot. */
  readonly taken: Int32Array;
  /** By resource and slot: the meeting there, of resources that take one at a time; -1 if none. */
  readonly holder: Int32Array;
  /** The meetings that run in each slot. */
  readonly running: readonly number[][];
  weight = 0;
  idle = 0;
  unfairness = 0;
  discomfort = 0;
  /** Meetings that stand elsewhere than in the timetable before, or not at all. */
  changes = 0;
  private over = 0;
  private readonly days: number;
  private readonly places: Int32Array;
  private readonly longest: number;
  private readonly busy: Int32Array;
  private readonly waits: Int32Array;
  private readonly gaps: Int32Array;
  private readonly idleOf: Int32Array;
  private readonly refusedOf: Int32Array;
  private readonly startable: Uint8Array;
  private trail: Int32Array;
  private length = 0;

  /** `old`: slots of the timetable that is to be kept, each change of which costs `stick` idle slots. */
  constructor(readonly problem: Problem, private readonly old?: Int32Array, private readonly stick = 0) {
    const { meetings, resources, slots, offices } = problem;
    this.days = problem.dayStarts.length - 1;
    this.slot = new Int32Array(meetings).fill(-1);
    this.taken = new Int32Array(resources * slots);
    this.holder = new Int32Array(resources * slots).fill(-1);
    this.running = Array.from({ length: slots }, () => []);
    this.longest = problem.durations.reduce((most, n) => Math.max(most, n), 1);
    this.places = new Int32Array(meetings * this.longest);
    this.busy = new Int32Array(offices * this.days);
    this.waits = new Int32Array(offices * this.days);
    this.gaps = new Int32Array(offices * this.days);
    this.idleOf = new Int32Array(offices);
    this.refusedOf = new Int32Array(offices);
    this.trail = new Int32Array(256);
    for (let office = 0; office < offices; office += 1) {
      for (let slot = 0; slot < slots; slot += 1) {
        const day = problem.dayOf[slot]!;
        if (problem.waits[office * slots + slot] === 1) this.waits[office * this.days + day]! |= 1 << (slot - problem.dayStarts[day]!);
      }
    }
    for (const parties of problem.parties) for (const office of parties) this.refusedOf[office]! += 1;
    for (const refused of this.refusedOf) this.unfairness += refused * refused;
    this.startable = new Uint8Array(meetings * slots);
    for (const [meeting, starts] of problem.starts.entries()) for (const slot of starts) this.startable[meeting * slots + slot] = 1;
    if (old !== undefined) this.changes = old.reduce((sum, slot) => sum + (slot >= 0 ? 1 : 0), 0);
  }

  /** What annealing makes small. */
  get cost(): number {
    return this.idle - worth.weight * this.weight + worth.apart * this.over + worth.unfairness * this.unfairness + worth.discomfort * this.discomfort + this.stick * this.changes;
  }

  mayStart(meeting: number, slot: number): boolean {
    return this.startable[meeting * this.problem.slots + slot] === 1;
  }

  /** Whether a meeting that is not held could begin in one of its starts, everything else staying. */
  fits(meeting: number, slot: number): boolean {
    const { uses, durations, slots, capacity } = this.problem;
    const duration = durations[meeting]!;
    const used = uses[meeting]!;
    for (let i = 0; i < used.length; i += 1) {
      const from = used[i]! * slots + slot;
      for (let cell = from; cell < from + duration; cell += 1) if (this.taken[cell]! >= capacity[cell]!) return false;
    }
    return !this.disorders(meeting, slot);
  }

  /** Whether a meeting that must be before or after is on the wrong side. */
  private disorders(meeting: number, slot: number): boolean {
    const { before, after, durations } = this.problem;
    for (const other of before[meeting]!) if (this.slot[other]! >= 0 && this.slot[other]! + durations[other]! > slot) return true;
    for (const other of after[meeting]!) if (this.slot[other]! >= 0 && slot + durations[meeting]! > this.slot[other]!) return true;
    return false;
  }

  /** The meetings that are held on the wrong side of one that would begin in `slot`. */
  disordered(meeting: number, slot: number): number[] {
    const { before, after, durations } = this.problem;
    return [
      ...[...before[meeting]!].filter((other) => this.slot[other]! >= 0 && this.slot[other]! + durations[other]! > slot),
      ...[...after[meeting]!].filter((other) => this.slot[other]! >= 0 && slot + durations[meeting]! > this.slot[other]!),
    ];
  }

  place(meeting: number, slot: number): void {
    this.note(meeting, -1);
    this.set(meeting, slot);
  }

  lift(meeting: number): void {
    this.note(meeting, this.slot[meeting]!);
    this.unset(meeting);
  }

  /** What the cost would grow by, if the meeting began in `slot`, where it fits. */
  priceOf(meeting: number, slot: number): number {
    const { parties, weights, durations, slots, discomfort, dayOf, dayStarts, apart } = this.problem;
    const day = dayOf[slot]!;
    const bits = ((1 << durations[meeting]!) - 1) << (slot - dayStarts[day]!);
    const of = parties[meeting]!;
    let [idle, over, unfairness] = [0, 0, 0];
    for (let i = 0; i < of.length; i += 1) {
      const office = of[i]!;
      const cell = office * this.days + day;
      const before = this.idleOf[office]!;
      const now = before + this.gapOf(this.busy[cell]! | bits, this.waits[cell]!) - this.gaps[cell]!;
      idle += now - before;
      unfairness += now * now - before * before + 1 - 2 * this.refusedOf[office]!;
      if (apart !== undefined) over += Math.max(0, now - apart) - Math.max(0, before - apart);
    }
    return idle - worth.weight * weights[meeting]! + worth.apart * over + worth.unfairness * unfairness + worth.discomfort * discomfort[meeting * slots + slot]! - (this.old?.[meeting] === slot ? this.stick : 0);
  }

  /** From here on moves can be taken back to here. */
  mark(): void {
    this.length = 0;
  }

  takeBack(): void {
    for (let i = this.length - 2; i >= 0; i -= 2) {
      const meeting = this.trail[i]!;
      const slot = this.trail[i + 1]!;
      if (slot < 0) this.unset(meeting);
      else this.set(meeting, slot);
    }
    this.length = 0;
  }

  /** Calls with each meeting that was touched since the mark; with some more than once. */
  touched(tell: (meeting: number) => void): void {
    for (let i = 0; i < this.length; i += 2) tell(this.trail[i]!);
  }

  /** Whether this is better than what these sums are of: weight, distance of offices, changes, then what else there is, in order. */
  betterThan(best: Sums): boolean {
    return (best.weight - this.weight || this.over - best.over || this.changes - best.changes || this.idle - best.idle || this.unfairness - best.unfairness || this.discomfort - best.discomfort) < 0;
  }

  sums(): Sums {
    const { weight, over, changes, idle, unfairness, discomfort } = this;
    return { weight, over, changes, idle, unfairness, discomfort };
  }

  private note(meeting: number, slot: number): void {
    if (this.length + 2 > this.trail.length) {
      const longer = new Int32Array(this.trail.length * 2);
      longer.set(this.trail);
      this.trail = longer;
    }
    this.trail[this.length] = meeting;
    this.trail[this.length + 1] = slot;
    this.length += 2;
  }

  private set(meeting: number, slot: number): void {
    const { durations, uses, slots } = this.problem;
    const used = uses[meeting]!;
    const duration = durations[meeting]!;
    for (let i = 0; i < used.length; i += 1) {
      const from = used[i]! * slots + slot;
      for (let cell = from; cell < from + duration; cell += 1) {
        this.taken[cell]! += 1;
        this.holder[cell] = meeting;
      }
    }
    for (let k = 0; k < duration; k += 1) {
      const here = this.running[slot + k]!;
      this.places[meeting * this.longest + k] = here.length;
      here.push(meeting);
    }
    this.slot[meeting] = slot;
    this.count(meeting, slot, 1);
  }

  private unset(meeting: number): void {
    const { durations, uses, slots } = this.problem;
    const slot = this.slot[meeting]!;
    const used = uses[meeting]!;
    const duration = durations[meeting]!;
    for (let i = 0; i < used.length; i += 1) {
      const from = used[i]! * slots + slot;
      for (let cell = from; cell < from + duration; cell += 1) {
        this.taken[cell]! -= 1;
        this.holder[cell] = -1;
      }
    }
    for (let k = 0; k < duration; k += 1) {
      const here = this.running[slot + k]!;
      const place = this.places[meeting * this.longest + k]!;
      const last = here.pop()!;
      if (last !== meeting) {
        here[place] = last;
        this.places[last * this.longest + slot + k - this.slot[last]!] = place;
      }
    }
    this.slot[meeting] = -1;
    this.count(meeting, slot, -1);
  }

  private count(meeting: number, slot: number, sign: 1 | -1): void {
    const { parties, weights, durations, slots, discomfort, dayOf, dayStarts } = this.problem;
    const day = dayOf[slot]!;
    const bits = ((1 << durations[meeting]!) - 1) << (slot - dayStarts[day]!);
    const of = parties[meeting]!;
    for (let i = 0; i < of.length; i += 1) {
      const office = of[i]!;
      const cell = office * this.days + day;
      if (sign === 1) this.busy[cell]! |= bits;
      else {
        this.busy[cell]! &= ~bits;
        // an office that sends several delegations may be at another meeting in these slots
        for (let at = slot; at < slot + durations[meeting]!; at += 1) if (this.taken[office * slots + at]! > 0) this.busy[cell]! |= 1 << (at - dayStarts[day]!);
      }
      this.measure(office, cell);
      const refused = this.refusedOf[office]!;
      this.unfairness += 1 - sign * 2 * refused;
      this.refusedOf[office] = refused - sign;
    }
    this.weight += sign * weights[meeting]!;
    this.discomfort += sign * discomfort[meeting * slots + slot]!;
    if (this.old?.[meeting] === slot) this.changes -= sign;
  }

  private measure(office: number, cell: number): void {
    const gap = this.gapOf(this.busy[cell]!, this.waits[cell]!);
    const change = gap - this.gaps[cell]!;
    if (change === 0) return;
    this.gaps[cell] = gap;
    const before = this.idleOf[office]!;
    const now = before + change;
    this.idleOf[office] = now;
    this.idle += change;
    this.unfairness += now * now - before * before;
    const { apart } = this.problem;
    if (apart !== undefined) this.over += Math.max(0, now - apart) - Math.max(0, before - apart);
  }

  private gapOf(busy: number, waits: number): number {
    if (busy === 0) return 0;
    const between = ((2 << (31 - Math.clz32(busy))) - 1) & ~((1 << lowest(busy)) - 1) & ~busy;
    return this.problem.periods ? ones(between & ~(between << 1)) : ones(between & waits);
  }
}

export interface Sums { weight: number; over: number; changes: number; idle: number; unfairness: number; discomfort: number }
