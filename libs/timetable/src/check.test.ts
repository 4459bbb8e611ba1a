import { describe, expect, it } from '@jest/globals';
import { check, type Held, type Instance, type Violation } from './index.js';

const offices = ['o0', 'o1', 'o2', 'o3'].map((id) => ({ id, kind: 'office' as const, capacity: [1, 1, 1, 1, 1, id === 'o3' ? 0 : 1] }));
const instance: Instance = {
  days: [3, 3], seams: [1],
  resources: [...offices, { id: 'table', kind: 'table', capacity: [2, 2, 2, 2, 2, 2] }, { id: 'screen', kind: 'equipment', capacity: [1, 1, 1, 1, 1, 1] }],
  places: [{ id: 'A', offers: ['table'], closed: [4] }, { id: 'B', offers: ['table', 'screen'] }],
  meetings: [
    { id: 'long', parties: ['o0', 'o1'], needs: ['table'], weight: 1, duration: 2 },
    { id: 'window', parties: ['o2', 'o3'], needs: [], weight: 1, duration: 1, earliest: 1, latest: 3, allowed: [1, 3] },
    { id: 'screened', parties: ['o0', 'o2'], needs: ['table', 'screen'], weight: 1, duration: 1, after: ['long'] },
    { id: 'pinned', parties: ['o1', 'o3'], needs: ['table'], weight: 1, duration: 1, pin: { slot: 4, place: 'B' } },
  ],
};
const good: readonly Held[] = [{ meeting: 'long', slot: 1, place: 'A' }, { meeting: 'window', slot: 1, place: null }, { meeting: 'screened', slot: 3, place: 'B' }, { meeting: 'pinned', slot: 4, place: 'B' }];
const withEntry = (meeting: string, change: Partial<Held>): Held[] => good.map((held) => (held.meeting === meeting ? { ...held, ...change } : held));
const codes = (timetable: readonly Held[], of: Instance = instance) => [...new Set(check(of, timetable).map(({ code }) => code))];

describe('the check', () => {
  it('finds nothing in a timetable that keeps everything', () => {
    expect(check(instance, good)).toEqual([]);
    expect(check(instance, [])).toEqual([]);
  });
  it.each<[Violation['code'], Held[]]>([
    ['unknown-meeting', [...good, { meeting: 'other', slot: 0, place: null }]],
    ['held-twice', [...good, { meeting: 'window', slot: 3, place: null }]],
    ['outside-days', withEntry('long', { slot: 5 })],
    ['outside-days', withEntry('window', { slot: -1 })],
    ['outside-days', withEntry('window', { slot: 1.5 })],
    ['across-seam', withEntry('long', { slot: 0 })],
    ['across-seam', withEntry('long', { slot: 2 })],
    ['too-early', withEntry('window', { slot: 0 })],
    ['too-late', withEntry('window', { slot: 4 })],
    ['slot-not-allowed', withEntry('window', { slot: 2 })],
    ['pin-not-kept', withEntry('pinned', { slot: 3 })],
    ['pin-not-kept', withEntry('pinned', { place: 'A' })],
    ['order', withEntry('screened', { slot: 2 })],
    ['over-capacity', withEntry('screened', { slot: 1 })],
    ['over-capacity', withEntry('window', { slot: 5 })],
    ['no-place', withEntry('screened', { place: null })],
    ['unknown-place', withEntry('screened', { place: 'C' })],
    ['unfit-place', withEntry('screened', { place: 'A' })],
    ['place-closed', withEntry('long', { slot: 4 })],
    ['place-taken', withEntry('screened', { slot: 4 })],
  ])('finds %s', (code, timetable) => {
    expect(codes(timetable)).toContain(code);
  });
  it('names whoever is in a slot that is taken by too many', () => {
    expect(check(instance, withEntry('window', { slot: 3 })).filter(({ code }) => code === 'over-capacity')).toEqual([{ code: 'over-capacity', resource: 'o2', slot: 3, meetings: ['window', 'screened'] }]);
  });
  it('keeps the rules of instances that have some', () => {
    expect(codes(good.slice(1), { ...instance, rules: { all: true } })).toEqual(['not-held']);
    const apart = { ...instance, meetings: instance.meetings.map(({ after: _after, ...rest }) => rest) };
    const waiting = withEntry('screened', { slot: 0 }).filter(({ meeting }) => meeting !== 'long').concat({ meeting: 'long', slot: 4, place: 'A' });
    expect(codes(waiting, { ...apart, rules: { apart: 5 } })).not.toContain('too-far-apart');
    const split: Held[] = [{ meeting: 'window', slot: 3, place: null }, { meeting: 'pinned', slot: 5, place: 'B' }];
    const three = { ...instance, resources: offices.map((office) => ({ ...office, capacity: [1, 1, 1, 1, 1, 1] })) };
    expect(codes(split, { ...three, rules: { apart: 0 } })).toContain('too-far-apart');
    expect(codes(split, { ...three, rules: { apart: 1 } })).not.toContain('too-far-apart');
  });
});
