import { describe, expect, it } from '@jest/globals';
import { plenaries, plenary } from '../test/plenary.js';
import { published, publishedInstance } from '../test/published.js';
import { bestOf, small } from '../test/small.js';
import { bound, check, disrupt, gapTo, plan, prove, valueOf, type Held, type Instance, type ProvenBound } from './index.js';

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
    let closed = 0;
    for (let seed = 100; seed < 120; seed += 1) {
      const instance = small({ offices: 6, meetings: 14, days: [5, 4], seed });
      const proof = await prove(instance), searched = await plan(instance, { seed, budget: { iterations: 4_000 } });
      if (proof.status !== 'optimal') {
        // The best by classes of rooms does not fit into the rooms: what is known is a bound.
        expect(proof).toMatchObject({ status: 'unfinished' });
        expect(searched.value.weight).toBeLessThanOrEqual((proof as { bound: ProvenBound }).bound.weight);
        continue;
      }
      closed += 1;
      expect(check(instance, proof.timetable)).toEqual([]);
      expect(searched.value.weight).toBeLessThanOrEqual(proof.value.weight);
      if (searched.value.weight === proof.value.weight) expect(searched.value.idle).toBeGreaterThanOrEqual(proof.value.idle);
      expect((await bound(instance)).weight).toBeGreaterThanOrEqual(proof.value.weight);
    }
    expect(closed).toBeGreaterThanOrEqual(15);
  });
  it('is worth no less with more of anything, and nobody waits longer for it', async () => {
    // Of 206 the best by classes of rooms does not fit into the rooms.
    for (const seed of [200, 201, 202, 203, 204, 205, 207, 208, 209]) {
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

/** Those that take seconds rather than minutes; the others are proven by `npm run bench:timetable`. */
const quick = new Set(['forumt-14.original', 'forumt-14crafd.original', 'tic-12.original', 'tic-13crafb.original', 'tic-14crafa.original', 'tic-14crafd.original', 'forum-13.original']);

describe('the published instances', () => {
  it('are read: ten, with everything to be held', () => {
    expect(published).toHaveLength(10);
    expect(published.map(({ name }) => publishedInstance(name)).map(({ meetings, resources, days }) => [meetings.length, resources.length - 1, days[0]])).toEqual([
      [154, 70, 21], [154, 70, 21], [237, 60, 10], [236, 60, 10], [125, 42, 8], [184, 46, 10], [237, 60, 10], [236, 60, 10], [195, 76, 22], [302, 78, 22],
    ]);
  });
  it.each(published.filter(({ name }) => quick.has(name)))('are as idle as was published, and no less: $name', async ({ name, least }) => {
    const instance = publishedInstance(name);
    const proof = await prove(instance);
    expect(proof).toMatchObject({ status: 'optimal', value: { weight: instance.meetings.length, idle: least } });
    if (proof.status === 'optimal') expect(check(instance, proof.timetable)).toEqual([]);
  });
  it.each(published.filter(({ name }) => !quick.has(name)))('allow no less than what was published, by a timetable that holds all of them: $name', async ({ name, least }) => {
    const instance = publishedInstance(name);
    const { timetable, value } = await plan(instance, { seed: 1, budget: { iterations: 40_000 } });
    expect(check(instance, timetable).filter(({ code }) => code !== 'not-held' && code !== 'too-far-apart')).toEqual([]);
    expect(value.weight).toBe(instance.meetings.length);
    expect(value.idle).toBeGreaterThanOrEqual(least);
  });
});
