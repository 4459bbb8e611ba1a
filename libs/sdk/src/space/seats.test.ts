import { describe, expect, it } from '@jest/globals';
import type { DeviceId, Instant, PractitionerId } from '@comity/contracts';
import type { Seat } from './record.js';
import { changes, devices, people } from './seats.js';

const seat = (person: string, device: string): Seat => ({ practitioner: person as PractitionerId, device: device as DeviceId });
const [ann1, ann2, bob1, cy1] = [seat('ann', 'ann-1'), seat('ann', 'ann-2'), seat('bob', 'bob-1'), seat('cy', 'cy-1')];
const entry = { seq: 7, by: 'ann' as PractitionerId, at: '2026-01-01T00:00:00.000Z' as Instant };

describe('what a commit did to the membership', () => {
  it.each([
    ['somebody joined with all devices', [ann1], [ann1, bob1, cy1], [['joined', ['bob', 'cy']]]],
    ['somebody left with all devices', [ann1, ann2, bob1], [null, null, bob1], [['left', ['ann']]]],
    ['a device of a person inside joined', [ann1, bob1], [ann1, bob1, ann2], [['device-joined', ['ann']]]],
    ['a device left, its person stays', [ann1, bob1, ann2], [null, bob1, ann2], [['device-left', ['ann']]]],
    ['one device took the place of another', [ann1, bob1], [ann2, bob1], [['device-joined', ['ann']], ['device-left', ['ann']]]],
    ['one came and one went', [ann1, bob1], [ann1, cy1], [['joined', ['cy']], ['left', ['bob']]]],
    ['only keys were renewed', [ann1, bob1], [ann1, bob1], []],
  ])('%s', (_, before, after, expected) => {
    expect(changes(before, after, entry).map(({ type, who }) => [type, who])).toEqual(expected);
  });
});

it('names the devices that came and went', () => {
  expect(changes([ann1, bob1], [ann2, bob1], entry).map((change) => change.devices)).toEqual([['ann-2'], ['ann-1']]);
});

describe('seats', () => {
  it('count a person once, blank leaves never', () => {
    expect(people([ann1, null, ann2, bob1])).toEqual(['ann', 'bob']);
    expect(devices([ann1, null, ann2])).toEqual(new Set(['ann-1', 'ann-2']));
  });
});
