import { describe, expect, it } from '@jest/globals';
import { plenaries, plenary } from '../test/plenary.js';
import { small } from '../test/small.js';
import { check, plan, valueOf, type Instance, type Progress } from './index.js';

const forum = plenary({ ...plenaries['a forum day: 132 offices, 65 requests'], named: true });
const hard = plenary({ ...plenaries['a hard plenary: 130 offices, 400 requests'], named: true });
const congress = plenary(plenaries['a full congress: 250 offices, 2,000 requests']);
const several = plenary({ ...plenaries['an operational meeting: 40 offices, 150 requests of two to four'], named: true });
const iterations = (count: number, seed = 1) => ({ seed, budget: { iterations: count } });

const offices = (count: number, slots: number) => Array.from({ length: count }, (_, n) => ({ id: `o${n}`, kind: 'office' as const, capacity: Array<number>(slots).fill(1) }));
const meeting = (id: string, a: number, b: number, more: Partial<Instance['meetings'][number]> = {}) => ({ id, parties: [`o${a}`, `o${b}`], needs: [], weight: 1, duration: 1, ...more });

describe('a plan', () => {
  it('keeps all that is hard, in the first timetable and in every better one', async () => {
    for (const instance of [forum, hard, congress, several, ...Array.from({ length: 40 }, (_, seed) => small({ offices: 5, meetings: 12, days: [4, 3], seed }))]) {
      const told: Progress[] = [];
      const { timetable, value, refused } = await plan(instance, { ...iterations(8_000), onProgress: (progress) => told.push(progress) });
      expect(told.length).toBeGreaterThan(0);
      for (const progress of told) expect(check(instance, progress.timetable)).toEqual([]);
      expect(check(instance, timetable)).toEqual([]);
      expect(value).toEqual(valueOf(instance, timetable));
      expect(new Set([...timetable.map(({ meeting: id }) => id), ...refused])).toEqual(new Set(instance.meetings.map(({ id }) => id)));
    }
  });
  it('is the same for a seed and a number of iterations, and another for another seed', async () => {
    const [one, again, other] = [await plan(hard, iterations(5_000)), await plan(hard, iterations(5_000)), await plan(hard, iterations(5_000, 2))];
    expect(again).toEqual(one);
    expect(other.timetable).not.toEqual(one.timetable);
  });
  it('gets better with what is told, and never worse', async () => {
    const told: Progress[] = [];
    const { value } = await plan(hard, { ...iterations(60_000), onProgress: (progress) => told.push(progress) });
    const weights = told.map((progress) => progress.value.weight);
    expect(weights).toEqual(weights.toSorted((a, b) => a - b));
    expect(value.weight).toBeGreaterThan(weights[0]!);
  });
  it('ends when it is told to, when the time is over, and when the goal is reached', async () => {
    const stop = new AbortController();
    const told: number[] = [];
    const stopped = await plan(hard, { ...iterations(1_000_000_000), signal: stop.signal, onProgress: (progress) => told.push(progress.iterations), pause: () => { stop.abort(); return Promise.resolve(); } });
    expect([told, stopped.iterations]).toEqual([[0], 0]);
    let time = 0;
    expect((await plan(hard, { seed: 1, budget: { milliseconds: 10, now: () => time++ } })).iterations).toBe(9 * 256);
    expect((await plan(hard, { ...iterations(1_000_000_000), goal: { weight: 1_000, idle: 10_000 } })).iterations).toBe(0);
  });
  it('holds what can be held only one after another, however it was asked for', async () => {
    const chain: Instance = {
      days: [5], resources: offices(4, 5),
      meetings: [meeting('last', 0, 1, { after: ['middle'] }), meeting('middle', 0, 2, { after: ['first'] }), meeting('first', 0, 3), meeting('pinned', 1, 2, { pin: { slot: 3 } }), meeting('early', 2, 3, { latest: 0 })],
    };
    const { timetable, refused } = await plan(chain, iterations(20_000));
    expect(refused).toEqual([]);
    const at = Object.fromEntries(timetable.map(({ meeting: id, slot }) => [id, slot]));
    expect(at).toMatchObject({ pinned: 3, early: 0 });
    expect(at['first']!).toBeLessThan(at['middle']!);
    expect(at['middle']!).toBeLessThan(at['last']!);
  });
  it('keeps long meetings in their day and off its seams', async () => {
    const long: Instance = { days: [3, 3], seams: [1], resources: offices(2, 6), meetings: [meeting('a', 0, 1, { duration: 2 }), meeting('b', 0, 1, { duration: 2 }), meeting('c', 0, 1, { duration: 2 })] };
    const { timetable, refused } = await plan(long, iterations(5_000));
    const slots = timetable.map(({ slot }) => slot).toSorted((a, b) => a - b);
    expect(slots[0]).toBe(1);
    expect([3, 4]).toContain(slots[1]);
    expect(refused.length).toBe(1);
  });
  it('leaves an empty slot where an office is away, such as at a meal, before one where it waits', async () => {
    const [first, ...others] = offices(3, 3);
    const rest: Instance = { days: [3], resources: [{ ...first!, capacity: [1, 0, 1] }, ...others], meetings: [meeting('a', 0, 1, { allowed: [0] }), meeting('b', 0, 2, { allowed: [2] })] };
    expect((await plan(rest, iterations(100))).value.idle).toBe(0);
    expect((await plan({ ...rest, resources: [first!, ...others] }, iterations(100))).value.idle).toBe(1);
  });
  it('refuses many offices one meeting each before it refuses one office many', async () => {
    const resources = [...offices(7, 2), { id: 'table', kind: 'table' as const, capacity: [1, 1] }];
    const instance: Instance = { days: [2], resources, meetings: [['a', 0, 1], ['b', 0, 2], ['c', 3, 4], ['d', 5, 6]].map(([id, a, b]) => meeting(id as string, a as number, b as number, { needs: ['table'] })) };
    const { refused } = await plan(instance, iterations(20_000));
    expect(refused).toHaveLength(2);
    expect(refused).not.toEqual(['a', 'b']);
  });
  it('puts meetings into the hours that are least uncomfortable for those far away', async () => {
    const [far, near] = offices(2, 4);
    const { timetable } = await plan({ days: [4], resources: [{ ...far!, discomfort: [3, 2, 0, 1] }, near!], meetings: [meeting('a', 0, 1)] }, iterations(20_000));
    expect(timetable[0]!.slot).toBe(2);
  });
  it('keeps an office in its room', async () => {
    const busy: Instance = {
      days: [3], resources: [...offices(8, 3), { id: 'table', kind: 'table', capacity: [4, 4, 4] }], places: ['A', 'B', 'C', 'D'].map((id) => ({ id, offers: ['table'] })),
      meetings: [0, 1, 2].flatMap((slot) => [0, 1, 2, 3].map((host) => meeting(`${host}-${slot}`, host, 4 + ((host + slot) % 4), { needs: ['table'], allowed: [slot] }))),
    };
    const { timetable, value } = await plan(busy, iterations(100));
    for (const host of [0, 1, 2, 3]) expect(new Set(timetable.filter(({ meeting: id }) => id.startsWith(`${host}-`)).map(({ place }) => place)).size).toBe(1);
    expect(value.roomChanges).toBe(8);
  });
  it('leaves out what is pinned to a place that does not offer what it needs', async () => {
    const pinned: Instance = {
      days: [2], resources: [...offices(2, 2), { id: 'screen', kind: 'equipment', capacity: [1, 1] }], places: [{ id: 'A', offers: [] }, { id: 'B', offers: ['screen'] }],
      meetings: [meeting('a', 0, 1, { needs: ['screen'], pin: { slot: 0, place: 'A' } })],
    };
    expect((await plan(pinned, iterations(100))).refused).toEqual(['a']);
  });
  it('lets nobody have a room that two others could only be in', async () => {
    // one screen and one vault in three rooms; whoever needs both can only be in C
    const places = [{ id: 'A', offers: ['table', 'screen'] }, { id: 'B', offers: ['table', 'vault'] }, { id: 'C', offers: ['table', 'screen', 'vault'] }];
    const capacity = (n: number) => [n, n];
    const instance: Instance = {
      days: [2], places, resources: [...offices(12, 2), { id: 'table', kind: 'table', capacity: capacity(3) }, { id: 'screen', kind: 'equipment', capacity: capacity(2) }, { id: 'vault', kind: 'security', capacity: capacity(2) }],
      meetings: [['table', 'screen'], ['table', 'vault'], ['table', 'screen', 'vault'], ['table', 'screen', 'vault'], ['table', 'screen'], ['table', 'vault']].map((needs, n) => meeting(`m${n}`, 2 * n, 2 * n + 1, { needs })),
    };
    const { timetable, refused } = await plan(instance, iterations(20_000));
    expect([refused, check(instance, timetable)]).toEqual([[], []]);
  });
});
