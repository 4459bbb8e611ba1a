/** Simulated annealing over exchanges and ejections, from the timetable that stands in a state. */
import { eject } from './ejection.js';
import { Kempe } from './kempe.js';
import type { Random } from './random.js';
import type { Budget } from './search.js';
import type { State, Sums } from './state.js';

/** How often the clock, the signal and the goal are looked at, in iterations. */
const stride = 256;
/** The threads' messages are heard, and progress told, so often in a search. */
const looks = 50;
const unheldShare = 0.15;
const swapShare = 0.6;

/** A temperature falls from one to the next while the search goes from one share of its budget to the next. */
export type Cooling = readonly (readonly [share: number, temperature: number])[];
export const fromScratch: Cooling = [[0, 120], [0.15, 25], [0.9, 0.5], [1, 0.02]];
export const fromBefore: Cooling = [[0, 4], [0.9, 0.25], [1, 0.02]];

export interface Annealing {
  readonly random: Random;
  readonly budget: Budget;
  readonly cooling: Cooling;
  /** Whether these sums are good enough to end. */
  readonly enough: (sums: Sums) => boolean;
  readonly signal?: AbortSignal | undefined;
  /** Awaited some fifty times. `better`: the best is another than at the last look. */
  readonly look: (best: Int32Array, iterations: number, better: boolean) => Promise<void>;
}

/** Answers the best slots that were met, and after how many iterations it ended. */
export async function anneal(state: State, { random, budget, cooling, enough, signal, look }: Annealing): Promise<{ slots: Int32Array; iterations: number }> {
  const { problem } = state;
  const movable = [...problem.starts.keys()].filter((meeting) => problem.pinned[meeting] === 0 && problem.starts[meeting]!.length > 0);
  const best = state.slot.slice();
  let sums = state.sums();
  const spent = spending(budget);
  const unheld = new Unheld(state, movable);
  const kempe = new Kempe(state);
  let temperature = cooling[0]![1];
  let [iterations, lookAt, better] = [0, 0, true];
  for (; movable.length > 0; iterations += 1) {
    if (iterations % stride === 0) {
      const share = spent(iterations);
      if (share >= 1 || enough(sums)) break;
      if (share >= lookAt) {
        await look(best, iterations, better);
        [lookAt, better] = [share + 1 / looks, false];
        if (signal?.aborted === true) break;
      }
      temperature = temperatureAt(cooling, share);
    }
    state.mark();
    const before = state.cost;
    if (!move(state, kempe, unheld, movable, random)) {
      state.takeBack();
      continue;
    }
    const change = state.cost - before;
    if (change > 0 && random() >= Math.exp(-change / temperature)) state.takeBack();
    else {
      unheld.update();
      if (state.betterThan(sums)) {
        best.set(state.slot);
        sums = state.sums();
        better = true;
      }
    }
  }
  return { slots: best, iterations };
}

function move(state: State, kempe: Kempe, unheld: Unheld, movable: readonly number[], random: Random): boolean {
  const { starts, durations } = state.problem;
  const choice = random();
  const waiting = choice < unheldShare ? unheld.pick(random) : -1;
  const meeting = waiting >= 0 ? waiting : movable[Math.floor(random() * movable.length)]!;
  const slot = starts[meeting]![Math.floor(random() * starts[meeting]!.length)]!;
  if (state.slot[meeting] === slot) return false;
  if (state.slot[meeting]! >= 0 && durations[meeting] === 1 && choice < swapShare) return kempe.swap(meeting, slot);
  return eject(state, meeting, slot, random);
}

/** Share of the budget that is spent. */
function spending(budget: Budget): (iterations: number) => number {
  if ('iterations' in budget) return (iterations) => iterations / budget.iterations;
  const began = budget.now();
  return () => (budget.now() - began) / budget.milliseconds;
}

function temperatureAt(cooling: Cooling, share: number): number {
  const next = Math.max(1, cooling.findIndex(([at]) => at > share));
  const [[from, high], [to, low]] = [cooling[next - 1]!, cooling[next]!];
  return high * (low / high) ** ((share - from) / (to - from));
}

/** The meetings that could be held and are not; some that are, until they are drawn. */
class Unheld {
  private readonly list: number[];
  private readonly listed: Uint8Array;

  constructor(private readonly state: State, movable: readonly number[]) {
    this.list = movable.filter((meeting) => state.slot[meeting]! < 0);
    this.listed = new Uint8Array(state.problem.meetings);
    for (const meeting of this.list) this.listed[meeting] = 1;
  }

  update(): void {
    this.state.touched((meeting) => {
      if (this.state.slot[meeting]! >= 0 || this.listed[meeting] === 1) return;
      this.listed[meeting] = 1;
      this.list.push(meeting);
    });
  }

  pick(random: Random): number {
    while (this.list.length > 0) {
      const at = Math.floor(random() * this.list.length);
      const meeting = this.list[at]!;
      if (this.state.slot[meeting]! < 0) return meeting;
      this.listed[meeting] = 0;
      this.list[at] = this.list.at(-1)!;
      this.list.pop();
    }
    return -1;
  }
}
