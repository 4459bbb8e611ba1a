import { describe, expect, it } from '@jest/globals';
import type { Instant, SpaceId } from '@comity/contracts';
import type { SealedStore } from '../store/sealed.js';
import { EpochMarks } from './epoch-marks.js';

const [early, noon, late] = ['2027-03-01T09:00:00.000Z', '2027-03-01T12:00:00.000Z', '2027-03-01T15:00:00.000Z'] as [Instant, Instant, Instant];
function marked(): EpochMarks {
  const marks = new EpochMarks({} as SealedStore, 's' as SpaceId);
  marks.begin(0, 0, early, { seats: null, policy: null });
  return marks;
}
/** The date that an item is given by the service's, its sender's and the device's. */
function dated(at: Instant, sentAt: Instant | undefined, now: Instant): Instant | null | undefined {
  const marks = marked();
  marks.say(0, at, sentAt, now);
  return marks.get(0)?.newest;
}

describe('the date of an item', () => {
  it('is the later of what the service and its sender say, but not later than it was received', () => {
    expect([dated(early, noon, late), dated(noon, early, late), dated(late, early, noon), dated(early, late, noon)]).toEqual([noon, noon, noon, noon]);
  });

  it('is not brought forward by a device whose clock is behind', () => {
    expect([dated(noon, late, early), dated(late, noon, early)]).toEqual([noon, noon]);
  });

  it('is the service\'s where nobody can read the sender\'s, but not later than it was received', () => {
    expect([dated(early, undefined, noon), dated(late, undefined, noon)]).toEqual([early, noon]);
  });

  it('is none of the future, once that shows', () => {
    const marks = marked();
    marks.say(0, early, late, late);
    marks.cap(noon);
    expect(marks.get(0)?.newest).toBe(noon);
    marks.cap(late);
    expect(marks.get(0)?.newest).toBe(noon);
  });
});
