/** Moves by exchange: a meeting goes from its slot to another, whoever it meets there goes to the first, and so on, until nobody is in the way of anybody. */
import type { State } from './state.js';

const longest = 60;

export class Kempe {
  private readonly chain: number[] = [];
  private readonly inside: Uint8Array;

  constructor(private readonly state: State) {
    this.inside = new Uint8Array(state.problem.meetings);
  }

  /** For a held meeting of one slot. False where that cannot be done: the caller takes the move back. */
  swap(meeting: number, to: number): boolean {
    const { state, chain } = this;
    const from = state.slot[meeting]!;
    const found = this.follow(meeting, from, to);
    for (const member of chain) this.inside[member] = 0;
    if (!found) return false;
    const targets = chain.map((member) => (state.slot[member] === from ? to : from));
    for (const member of chain) state.lift(member);
    for (let i = 0; i < chain.length; i += 1) {
      if (!state.fits(chain[i]!, targets[i]!)) return false;
      state.place(chain[i]!, targets[i]!);
    }
    return true;
  }

  private follow(meeting: number, from: number, to: number): boolean {
    const { state, chain, inside } = this;
    const { uses, durations, slots, capacity } = state.problem;
    chain.length = 1;
    chain[0] = meeting;
    inside[meeting] = 1;
    for (let i = 0; i < chain.length; i += 1) {
      const member = chain[i]!;
      const target = state.slot[member] === from ? to : from;
      if (durations[member] !== 1 || !state.mayStart(member, target)) return false;
      const used = uses[member]!;
      for (let u = 0; u < used.length; u += 1) {
        const cell = used[u]! * slots + target;
        const other = state.holder[cell]!;
        if (other < 0 || inside[other] === 1 || capacity[cell] !== 1) continue;
        inside[other] = 1;
        chain.push(other);
        if (chain.length > longest) return false;
      }
    }
    return true;
  }
}
