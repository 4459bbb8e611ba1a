import { describe, expect, it } from '@jest/globals';
import { plenaries, plenary } from '../test/plenary.js';
import { small } from '../test/small.js';
import { check, options, plan, type Instance } from './index.js';

const offices = ['o0', 'o1', 'o2', 'o3'].map((id) => ({ id, kind: 'office' as const, capacity: [1, 1, 1, id === 'o1' ? 0 : 1, 1] }));
const plain = { needs: ['table'], weight: 1, duration: 1 };

describe('the options of a meeting', () => {
  it('say for each slot with whom it clashes and what is not to be had', () => {
    const instance: Instance = {
      days: [5], resources: [...offices, { id: 'table', kind: 'table', capacity: [1, 2, 2, 2, 2] }], places: [{ id: 'A', offers: ['table'] }, { id: 'B', offers: ['table'], closed: [0] }],
      meetings: [
        { id: 'm', parties: ['o0', 'o1'], ...plain, latest: 3, after: ['first'] }, { id: 'first', parties: ['o2', 'o3'], ...plain },
        { id: 'busy', parties: ['o0', 'o2'], ...plain }, { id: 'next', parties: ['o2', 'o3'], ...plain, after: ['m'] },
      ],
    };
    const timetable = [{ meeting: 'first', slot: 0, place: 'A' }, { meeting: 'busy', slot: 1, place: 'A' }, { meeting: 'next', slot: 3, place: 'A' }];
    expect(options(instance, timetable, 'm')).toEqual([
      { slot: 0, state: 'clash', places: [], blockers: [{ code: 'taken', resource: 'table', meetings: ['first'] }, { code: 'order', meeting: 'first' }, { code: 'no-place', meetings: ['first'] }] },
      { slot: 1, state: 'clash', places: ['B'], blockers: [{ code: 'taken', resource: 'o0', meetings: ['busy'] }] },
      { slot: 2, state: 'free', places: ['A', 'B'], blockers: [] },
      { slot: 3, state: 'unavailable', places: ['B'], blockers: [{ code: 'unavailable', resource: 'o1' }, { code: 'order', meeting: 'next' }] },
      { slot: 4, state: 'unavailable', places: [], blockers: [{ code: 'not-allowed' }] },
    ]);
  });
  it('are free exactly where the check finds nothing, wherever the meeting stands', async () => {
    for (const instance of [plenary({ ...plenaries['a forum day: 132 offices, 65 requests'], named: true }), ...Array.from({ length: 20 }, (_, seed) => small({ offices: 5, meetings: 10, days: [4, 3], seed }))]) {
      const { timetable } = await plan(instance, { seed: 1, budget: { iterations: 2_000 } });
      for (const { id: meeting } of instance.meetings) {
        const others = timetable.filter((held) => held.meeting !== meeting);
        for (const { slot, state, places } of options(instance, timetable, meeting)) {
          const tried = [...(instance.places ?? []).map(({ id }) => id), null].filter((place) => check(instance, [...others, { meeting, slot, place }]).length === 0);
          expect([meeting, slot, tried.length > 0]).toEqual([meeting, slot, state === 'free']);
          if (state === 'free' && places.length > 0) expect(tried).toEqual([...places]);
        }
      }
    }
  });
});
