import { describe, expect, it } from '@jest/globals';
import { plenaries, plenary } from '../test/plenary.js';
import { defectsOf, type Defect, type Instance, type Meeting } from './index.js';

const sound: Instance = {
  days: [2], resources: [{ id: 'a', kind: 'office', capacity: [1, 1] }, { id: 'b', kind: 'office', capacity: [1, 1] }, { id: 't', kind: 'table', capacity: [1, 1] }],
  places: [{ id: 'A', offers: ['t'] }], meetings: [{ id: 'm', parties: ['a', 'b'], needs: ['t'], weight: 1, duration: 1 }, { id: 'n', parties: ['a', 'b'], needs: [], weight: 1, duration: 1, after: ['m'] }],
};
const having = (change: Partial<Meeting>): Instance => ({ ...sound, meetings: sound.meetings.map((meeting) => (meeting.id === 'm' ? { ...meeting, ...change } : meeting)) });

describe('the defects of an instance', () => {
  it('are none in a sound one', () => {
    expect([defectsOf(sound), defectsOf(plenary({ ...plenaries['a forum day: 132 offices, 65 requests'], named: true }))]).toEqual([[], []]);
  });
  it.each<[Defect['code'], string, Instance]>([
    ['long-day', '0', { ...sound, days: [32] }],
    ['same-id', 'a', { ...sound, resources: [...sound.resources, sound.resources[0]!] }],
    ['capacity-length', 't', { ...sound, resources: sound.resources.map((of) => (of.id === 't' ? { ...of, capacity: [1] } : of)) }],
    ['unknown-resource', 'A', { ...sound, places: [{ id: 'A', offers: ['x'] }] }],
    ['unknown-resource', 'm', having({ needs: ['x'] })],
    ['not-an-office', 'm', having({ parties: ['a', 't'] })],
    ['few-parties', 'm', having({ parties: ['a', 'a'] })],
    ['bad-weight', 'm', having({ weight: 0 })],
    ['bad-duration', 'm', having({ duration: 1.5 })],
    ['unknown-meeting', 'm', having({ after: ['x'] })],
    ['unknown-place', 'm', having({ pin: { slot: 0, place: 'x' } })],
    ['bad-slot', 'm', having({ allowed: [2] })],
    ['circular-order', 'n', having({ after: ['n'] })],
  ])('name %s of %s', (code, id, instance) => {
    expect(defectsOf(instance)).toContainEqual({ code, id });
  });
});
