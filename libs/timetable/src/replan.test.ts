import { describe, expect, it } from '@jest/globals';
import { plenaries, plenary } from '../test/plenary.js';
import { changesBetween, check, plan, replan, type Disruption, type Instance, type Plan } from './index.js';

const instance = plenary({ ...plenaries['a plenary: 130 offices, 400 requests'], named: true });
const search = { seed: 1, budget: { iterations: 30_000 } };
const first: Plan = await plan(instance, search);
const busiest = 'office-5';
const after = async (disruptions: Disruption[], more = {}) => {
  const found = await replan(instance, first.timetable, disruptions, { ...search, ...more });
  expect(check(found.instance, found.timetable)).toEqual([]);
  expect(found.changes).toEqual(changesBetween({ instance, timetable: first.timetable }, found));
  return found;
};

describe('planning anew', () => {
  it('changes nothing where nothing came between that could be bettered', async () => {
    const settled = await plan(instance, { ...search, budget: { iterations: 400_000 } });
    const { changes, value } = await replan(instance, settled.timetable, [], search);
    expect(value.weight).toBe(settled.value.weight);
    expect(changes).toEqual([]);
  });
  it('looks no further where everything is held that can be and nothing has to move, also where somebody waits', async () => {
    const held = new Set(first.timetable.map(({ meeting }) => meeting));
    const all = { ...instance, meetings: instance.meetings.filter(({ id }) => held.has(id)).map(({ after: before, ...meeting }) => ({ ...meeting, ...(before && { after: before.filter((id) => held.has(id)) }) })) };
    expect(first.value.idle).toBeGreaterThan(0);
    expect(await replan(all, first.timetable, [], search)).toMatchObject({ iterations: 0, changes: [], timetable: first.timetable });
  });
  it('moves little when a delegation is late, and far less than a new plan does', async () => {
    const { changes, instance: late } = await after([{ code: 'away', resource: busiest, slots: [0, 1, 2, 3, 4] }]);
    const fresh = await plan(late, search);
    const afresh = changesBetween({ instance, timetable: first.timetable }, { instance: late, timetable: fresh.timetable });
    expect(changes.length).toBeLessThan(afresh.length / 5);
    for (const { meeting, slot } of first.timetable.filter(({ meeting: id, slot }) => slot < 5 && late.meetings.find((of) => of.id === id)!.parties.includes(busiest))) {
      expect(changes.find((change) => change.meeting === meeting)).toMatchObject({ from: { slot }, parties: expect.arrayContaining([busiest]) });
    }
  });
  it('is the same for a seed and a number of iterations', async () => {
    const late: Disruption[] = [{ code: 'away', resource: busiest, slots: [0, 1, 2, 3, 4] }, { code: 'closed', place: 'room 1', slots: [9] }];
    const [one, again] = [await after(late), await after(late)];
    expect(one.changes.length).toBeGreaterThan(0);
    expect(again).toEqual(one);
  });
  it('moves those of a lost room to others, and nobody else where there is room enough', async () => {
    const place = first.timetable.map((held) => held.place).findLast((of) => of?.startsWith('table'))!;
    const { changes, value } = await after([{ code: 'closed', place, slots: [0, 1] }, { code: 'closed', place: 'room 1', slots: [9] }]);
    const lost = first.timetable.filter((held) => (held.place === place && held.slot < 2) || (held.place === 'room 1' && held.slot === 9));
    expect(changes.map(({ meeting }) => meeting)).toEqual(expect.arrayContaining(lost.map(({ meeting }) => meeting)));
    expect(changes.length).toBeLessThan(lost.length + 8);
    expect(value.weight).toBe(first.value.weight);
  });
  it('says of a withdrawn meeting that it was, places an added one, and keeps a pin', async () => {
    const [withdrawn, pinned] = [first.timetable[3]!, first.timetable[40]!];
    const to = (pinned.slot + 1) % 15;
    const added = { id: 'new', parties: ['office-20', 'office-21'], needs: ['table'], weight: 9, duration: 1 };
    const { changes, timetable } = await after([{ code: 'withdrawn', meeting: withdrawn.meeting }, { code: 'added', meeting: added }, { code: 'pinned', meeting: pinned.meeting, slot: to }]);
    expect(changes).toContainEqual(expect.objectContaining({ code: 'withdrawn', meeting: withdrawn.meeting, from: { slot: withdrawn.slot, place: withdrawn.place } }));
    expect(changes).toContainEqual(expect.objectContaining({ code: 'placed', meeting: 'new', parties: added.parties }));
    const parties = instance.meetings.find(({ id }) => id === pinned.meeting)!.parties;
    const possible = parties.every((party) => instance.resources.find(({ id }) => id === party)!.capacity[to] === 1);
    expect(timetable.find(({ meeting }) => meeting === pinned.meeting)?.slot).toBe(possible ? to : undefined);
  });
  it('keeps a pin where somebody heavier stands', async () => {
    const offices = ['o0', 'o1', 'o2'].map((id) => ({ id, kind: 'office' as const, capacity: [1, 1, 1] }));
    const small: Instance = { days: [3], resources: offices, meetings: [{ id: 'light', parties: ['o0', 'o1'], needs: [], weight: 1, duration: 1 }, { id: 'heavy', parties: ['o1', 'o2'], needs: [], weight: 9, duration: 1 }] };
    const { timetable } = await replan(small, [{ meeting: 'light', slot: 0, place: null }, { meeting: 'heavy', slot: 1, place: null }], [{ code: 'pinned', meeting: 'light', slot: 1 }], { seed: 1, budget: { iterations: 256 } });
    expect([timetable.find(({ meeting }) => meeting === 'light')?.slot, timetable.length]).toEqual([1, 2]);
  });
  it('leaves what is past as it was', async () => {
    const from = 8;
    const { timetable } = await after([{ code: 'away', resource: busiest, slots: [8, 9, 10, 11] }, { code: 'withdrawn', meeting: first.timetable.find(({ slot }) => slot > from)!.meeting }], { from });
    expect(timetable.filter(({ slot }) => slot < from)).toEqual(first.timetable.filter(({ slot }) => slot < from));
  });
  it('leaves it so whatever is lost since: who takes part, who interprets, the room, and what runs at this moment', async () => {
    const from = 8;
    const running = first.timetable.find(({ meeting, slot, place }) => place !== null && slot < from && slot + instance.meetings.find(({ id }) => id === meeting)!.duration > from);
    const lost = running?.place ?? first.timetable.find(({ slot, place }) => slot < from && place !== null)!.place!;
    const gone = instance.resources.map(({ id }): Disruption => ({ code: 'away', resource: id, slots: [0, 1, 2, 3, 4, 5, 6, 7, 8] }));
    for (const [less, more] of [[instance, [{ code: 'closed', place: lost }]], [{ ...instance, places: instance.places!.filter(({ id }) => id !== lost) }, []]] as [Instance, Disruption[]][]) {
      const { timetable, refused } = await replan(less, first.timetable, [...gone, ...more], { ...search, budget: { iterations: 2_000 }, from });
      expect(timetable.filter(({ slot }) => slot < from)).toEqual(first.timetable.filter(({ slot }) => slot < from));
      expect(refused.filter((meeting) => timetable.some((held) => held.meeting === meeting))).toEqual([]);
    }
  });
});
