import { describe, expect, it } from '@jest/globals';
import { small } from '../test/small.js';
import { valueOf, type Instance } from './index.js';
import { problemOf } from './problem.js';
import { randomFrom } from './random.js';
import { State } from './state.js';

const sumsOf = (instance: Instance, state: State) => {
  const { weight, idle, unfairness, discomfort } = valueOf(instance, instance.meetings.flatMap(({ id }, n) => (state.slot[n]! < 0 ? [] : [{ meeting: id, slot: state.slot[n]!, place: null }])));
  return { weight, idle, unfairness, discomfort };
};

describe('the state of a search', () => {
  it.each(['slots', 'periods'] as const)('has the sums and prices that counting anew gives, after every move and after taking it back (idle %s)', (idle) => {
    for (let seed = 0; seed < 30; seed += 1) {
      const instance: Instance = { ...small({ offices: 4, meetings: 10, days: [5, 4], seed }), rules: { idle, ...(seed % 2 === 0 && { apart: 1 }) } };
      const problem = problemOf(instance);
      const random = randomFrom(seed);
      const state = new State(problem, Int32Array.from(problem.starts, (starts) => starts[Math.floor(random() * starts.length)] ?? -1), seed % 3);
      for (let step = 0; step < 60; step += 1) {
        const before = [...state.slot];
        state.mark();
        for (let moves = 0; moves < 3; moves += 1) {
          const meeting = Math.floor(random() * problem.meetings);
          const starts = problem.starts[meeting]!;
          const slot = starts[Math.floor(random() * starts.length)];
          if (state.slot[meeting]! >= 0) state.lift(meeting);
          else if (slot !== undefined && state.fits(meeting, slot)) {
            const [price, before] = [state.priceOf(meeting, slot), state.cost];
            state.place(meeting, slot);
            expect(state.cost - before).toBe(price);
          }
        }
        expect(state).toMatchObject(sumsOf(instance, state));
        if (random() < 0.5) continue;
        state.takeBack();
        expect([...state.slot]).toEqual(before);
        expect(state).toMatchObject(sumsOf(instance, state));
      }
    }
  });
});
