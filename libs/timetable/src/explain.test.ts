import { describe, expect, it } from '@jest/globals';
import { plenaries, plenary } from '../test/plenary.js';
import { check, disrupt, explain, options, plan, type Instance } from './index.js';

const office = (id: string, capacity: number[]) => ({ id, kind: 'office' as const, capacity });
const plain = { needs: [], weight: 2, duration: 1 };
const all = [1, 1, 1, 1];

describe('an explanation', () => {
  it('names the fewest facts: that two offices share two slots, in which all interpreters are taken', () => {
    const instance: Instance = {
      days: [4], resources: [office('a', [1, 1, 1, 0]), office('b', [0, 1, 1, 1]), ...['c', 'd', 'e', 'f'].map((id) => office(id, all)), { id: 'fr', kind: 'interpreters', capacity: all }],
      meetings: [{ id: 'm', parties: ['a', 'b'], ...plain, needs: ['fr'] }, { id: 'x', parties: ['c', 'd'], ...plain, needs: ['fr'], weight: 9 }, { id: 'y', parties: ['e', 'f'], ...plain, needs: ['fr'], weight: 4, allowed: [1, 2] }],
    };
    const { facts, remedies, free } = explain(instance, [{ meeting: 'x', slot: 1, place: null }, { meeting: 'y', slot: 2, place: null }], 'm');
    expect(free).toEqual([]);
    expect(facts).toEqual([
      { code: 'unavailable', resource: 'b', slots: [0] },
      { code: 'unavailable', resource: 'a', slots: [3] },
      { code: 'taken', resource: 'fr', slots: [1, 2], meetings: ['x', 'y'] },
    ]);
    expect(remedies).toEqual([
      { code: 'move', slot: 1, meeting: 'x', to: 0, weight: 0 },
      { code: 'provide', slot: 0, resources: ['b'], weight: 0 }, { code: 'provide', slot: 1, resources: ['fr'], weight: 0 }, { code: 'provide', slot: 2, resources: ['fr'], weight: 0 },
      { code: 'drop', slot: 2, meetings: ['y'], weight: 4 },
    ]);
  });
  it('leaves out a fact whose slots others close anyway', () => {
    const instance: Instance = {
      days: [3], resources: [office('a', [1, 1, 0]), office('b', [0, 0, 1]), office('c', [1, 1, 1])],
      meetings: [{ id: 'm', parties: ['a', 'b'], ...plain }, { id: 'x', parties: ['a', 'c'], ...plain }],
    };
    expect(explain(instance, [{ meeting: 'x', slot: 0, place: null }], 'm').facts).toEqual([{ code: 'unavailable', resource: 'b', slots: [0, 1] }, { code: 'unavailable', resource: 'a', slots: [2] }]);
  });
  it('says that wider terms would do, and that it is free after all', () => {
    const instance: Instance = { days: [2], resources: [office('a', [1, 1]), office('b', [1, 1]), office('c', [1, 1])], meetings: [{ id: 'm', parties: ['a', 'b'], ...plain, latest: 0 }, { id: 'x', parties: ['b', 'c'], ...plain, pin: { slot: 0 } }] };
    expect(explain(instance, [{ meeting: 'x', slot: 0, place: null }], 'm').remedies).toEqual([{ code: 'allow', slot: 1, weight: 0 }]);
    expect(explain(instance, [], 'm')).toEqual({ meeting: 'm', free: [0], facts: [], remedies: [] });
  });
  it('says a locked day by itself, and that of no other than an open day wider terms would do', () => {
    const instance: Instance = {
      days: [2, 4], locked: [0, 1], from: 1, resources: [office('a', Array(6).fill(1)), office('b', Array(6).fill(1)), office('c', Array(6).fill(1))],
      meetings: [{ id: 'm', parties: ['a', 'b'], ...plain, allowed: [2] }, { id: 'x', parties: ['b', 'c'], ...plain, pin: { slot: 2 } }],
    };
    const { facts, remedies } = explain(instance, [{ meeting: 'x', slot: 2, place: null }], 'm');
    expect(facts).toEqual([{ code: 'not-allowed', slots: [3, 4, 5] }, { code: 'too-soon', slots: [0] }, { code: 'locked', slots: [1] }, { code: 'taken', resource: 'b', slots: [2], meetings: ['x'] }]);
    expect(remedies.filter(({ code }) => code === 'allow').map(({ slot }) => slot)).toEqual([3, 4, 5]);
  });
  it('of very many facts leaves out one whose slots others close anyway, too', () => {
    const closed = [[0, 1, 2, 3], [0, 1, 4], [2, 3, 5], ...Array.from({ length: 15 }, (_, i) => [6 + i])];
    const instance: Instance = {
      days: [21], resources: closed.map((slots, i) => office(`o${i}`, Array.from({ length: 21 }, (_, slot) => (slots.includes(slot) ? 0 : 1)))),
      meetings: [{ id: 'm', parties: closed.map((_, i) => `o${i}`), ...plain }],
    };
    expect(explain(instance, [], 'm').facts.map(({ slots }) => slots).toSorted((a, b) => a[0]! - b[0]!)).toEqual(closed.slice(1));
  });
  it('of every refusal of a plenary closes every slot, and each remedy opens one', async () => {
    const instance = plenary({ ...plenaries['a hard plenary: 130 offices, 400 requests'], named: true });
    const { timetable, refused } = await plan(instance, { seed: 1, budget: { iterations: 3_000 } });
    const slots = [...instance.resources[0]!.capacity.keys()];
    let tried = 0;
    for (const id of refused) {
      const { free, facts, remedies } = explain(instance, timetable, id);
      if (free.length > 0) continue;
      expect(new Set(facts.flatMap((fact) => fact.slots))).toEqual(new Set(slots));
      for (const fact of facts) expect(new Set(facts.filter((other) => other !== fact).flatMap((other) => other.slots)).size).toBeLessThan(slots.length);
      for (const remedy of remedies) {
        const gone = remedy.code === 'drop' ? remedy.meetings : remedy.code === 'move' ? [remedy.meeting] : [];
        if (remedy.code === 'move' || remedy.code === 'drop') {
          const [option] = options(instance, timetable.filter(({ meeting }) => !gone.includes(meeting)), id).filter(({ slot }) => slot === remedy.slot);
          expect(option).toMatchObject({ state: 'free' });
          tried += 1;
          if (remedy.code !== 'move') continue;
          const meanwhile = [...timetable.filter(({ meeting }) => !gone.includes(meeting)), { meeting: id, slot: remedy.slot, place: option!.places[0]! }];
          const moved = options(instance, meanwhile, remedy.meeting)[remedy.to]!;
          expect(check(instance, [...meanwhile, { meeting: remedy.meeting, slot: remedy.to, place: moved.places[0]! }])).toEqual([]);
        } else if (remedy.code === 'provide') {
          const more = remedy.resources.map((resource) => ({ code: 'capacity' as const, resource, capacity: instance.resources.find((of) => of.id === resource)!.capacity.map((n, slot) => (slot === remedy.slot || slot === remedy.slot + 1 ? n + 1 : n)) }));
          expect(options(disrupt(instance, more), timetable, id)[remedy.slot]!.blockers.filter(({ code }) => code !== 'no-place')).toEqual([]);
        }
      }
    }
    expect(tried).toBeGreaterThan(10);
  });
});
