import { describe, expect, it } from '@jest/globals';
import { plenaries, plenary } from '../test/plenary.js';
import { publishedInstance } from '../test/published.js';
import { bestOf, small } from '../test/small.js';
import { bound, check, disrupt, gapTo, plan, prove, valueOf, type Held, type Instance } from './index.js';

/** What places are there for a choice of slots, by trying them one after another. */
function housed(instance: Instance, slots: ReadonlyMap<string, number>): Held[] | undefined {
  const place = (number: number, held: readonly Held[]): Held[] | undefined => {
    const meeting = instance.meetings[number];
    if (meeting === undefined) return [...held];
    const slot = slots.get(meeting.id);
    if (slot === undefined) return place(number + 1, held);
    for (const { id } of instance.places!) {
      const next = [...held, { meeting: meeting.id, slot, place: id }];
      const found = check(instance, next).length > 0 ? undefined : place(number + 1, next);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return place(0, []);
}

/** A pin counts for more than anything, so that where one is, less may be held with more to hold it with. */
const pinless = (instance: Instance): Instance => ({ ...instance, meetings: instance.meetings.map(({ pin: _pin, ...meeting }) => meeting) });

describe('a proof', () => {
  it('finds what trying everything finds', async () => {
    for (let seed = 0; seed < 16; seed += 1) {
      const instance = { ...pinless(small({ offices: 4, meetings: 4, days: [2, 2], seed })), rules: { idle: seed % 2 === 0 ? 'slots' as const : 'periods' as const } };
      const best = bestOf(instance, (slots) => {
        const timetable = housed(instance, slots);
        if (timetable === undefined) return undefined;
        const { weight, idle } = valueOf(instance, timetable);
        return { weight, idle };
      });
      for (const strategy of ['counting', 'plain'] as const) {
        expect([seed, await prove(instance, { strategy })]).toMatchObject([seed, { status: 'optimal', value: best, bound: best }]);
      }
    }
  });
  it('keeps all that is hard, is never beaten by a search, and not passed by a bound', async () => {
    for (let seed = 100; seed < 140; seed += 1) {
      const instance = small({ offices: 6, meetings: 14, days: [5, 4], seed });
      const proof = await prove(instance), searched = await plan(instance, { seed, budget: { iterations: 4_000 } });
      if (proof.status !== 'optimal') throw new Error(`it is not proven: ${seed}`);
      expect(check(instance, proof.timetable)).toEqual([]);
      expect(searched.value.weight).toBeLessThanOrEqual(proof.value.weight);
      if (searched.value.weight === proof.value.weight) expect(searched.value.idle).toBeGreaterThanOrEqual(proof.value.idle);
      expect((await bound(instance)).weight).toBeGreaterThanOrEqual(proof.value.weight);
    }
  });
  it('is worth no less with more of anything, and nobody waits longer for it', async () => {
    for (const seed of [200, 201, 202, 203, 204, 205, 206, 207, 208, 209]) {
      const instance = pinless(small({ offices: 5, meetings: 9, days: [4, 3], seed }));
      const worth = async (of: Instance): Promise<{ weight: number; idle: number }> => {
        const proof = await prove(of);
        if (proof.status !== 'optimal') throw new Error('it is not proven');
        return proof.value;
      };
      const before = await worth(instance), least = ({ weight, idle }: { weight: number; idle: number }): boolean => weight > before.weight || (weight === before.weight && idle <= before.idle);
      const more = (resource: string) => worth(disrupt(instance, [{ code: 'capacity', resource, capacity: instance.resources.find(({ id }) => id === resource)!.capacity.map((n) => n + 1) }]));
      for (const resource of ['table', 'screen', 'fr']) expect([seed, resource, least(await more(resource))]).toEqual([seed, resource, true]);
      expect(least(await worth({ ...instance, places: [...instance.places!, { id: 'C', offers: ['table', 'screen'] }] }))).toBe(true);
      // An office that is there for longer may wait where it was away before: only what is held counts.
      expect((await more('o1')).weight).toBeGreaterThanOrEqual(before.weight);
    }
  });
  it('knows that a room has to be free for as long as a meeting takes, and that one of two in the same room is left out', async () => {
    const offices = ['o0', 'o1', 'o2', 'o3'].map((id) => ({ id, kind: 'office' as const, capacity: [1, 1] }));
    const resources = [...offices, { id: 'table', kind: 'table' as const, capacity: [2, 2] }], long = { id: 'long', parties: ['o0', 'o1', 'o2'], needs: ['table'], weight: 3, duration: 2 };
    const shifts: Instance = { days: [2], resources, places: [{ id: 'early', offers: ['table'], closed: [1] }, { id: 'late', offers: ['table'], closed: [0] }], meetings: [long, { ...long, id: 'short', weight: 1, duration: 1 }] };
    expect(await prove(shifts)).toMatchObject({ status: 'optimal', value: { weight: 1 }, timetable: [{ meeting: 'short' }] });
    // Whenever it is ended, it knows no less than before.
    const bounds: number[] = [];
    for (let most = 0, ended = false; !ended; most += 1) {
      let asked = 0;
      const proof = await prove(shifts, { over: () => (asked += 1) > most });
      ended = proof.status === 'optimal';
      bounds.push(proof.status === 'impossible' ? NaN : proof.bound.weight);
    }
    expect(bounds).toEqual(bounds.toSorted((one, other) => other - one));
    expect(new Set(bounds)).toEqual(new Set([4, 3, 1]));
    const pin = { slot: 0, place: 'A' }, pins: Instance = { days: [2], resources, places: [{ id: 'A', offers: ['table'] }, { id: 'B', offers: ['table'] }], meetings: [{ ...long, parties: ['o0', 'o1'], weight: 1, pin }, { ...long, id: 'heavy', parties: ['o2', 'o3'], pin }] };
    expect(await prove(pins)).toMatchObject({ status: 'optimal', timetable: [{ meeting: 'heavy', slot: 0, place: 'A' }] });
    expect((await plan(pins, { seed: 1, budget: { iterations: 100 } })).refused).toEqual(['long']);
  });
  it('closes a forum day, which a search reaches', async () => {
    const instance = plenary({ ...plenaries['a forum day: 132 offices, 65 requests'], named: true });
    const proof = await prove(instance);
    if (proof.status !== 'optimal') throw new Error('it is not proven');
    expect(check(instance, proof.timetable)).toEqual([]);
    const { value } = await plan(instance, { seed: 1, budget: { iterations: 1_000_000 }, goal: proof.bound });
    expect([value.weight, value.idle]).toEqual([proof.value.weight, proof.value.idle]);
    expect(gapTo(await bound(instance), value.weight)).toBeLessThan(0.02);
  });
  it('says that rules cannot be kept, and that it was ended', async () => {
    const instance = publishedInstance('tic-12.original');
    const crowded = disrupt(instance, [{ code: 'capacity', resource: 'table', capacity: instance.resources.at(-1)!.capacity.map(() => 15) }]);
    const away = disrupt(instance, [{ code: 'away', resource: 'b0', slots: [3] }]);
    for (const impossible of [crowded, away]) expect(await prove(impossible)).toEqual({ status: 'impossible' });
    expect(await prove(publishedInstance('forum-13crafc.original'), { over: () => true })).toMatchObject({ status: 'unfinished', bound: { weight: 154, idle: 0 } });
  });
});
