import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, ready } from '@comity/e2ee';
import type { DeviceId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { Batch } from '../store/batch.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { EpochMarks, type Scene } from './epoch-marks.js';

const at = '2027-03-01T12:00:00.000Z' as Instant;
const with_ = (...people: string[]): Scene => ({ seats: people.map((person) => ({ practitioner: person as PractitionerId, device: `${person}'s` as DeviceId })), policy: null });

describe('the epochs of a space', () => {
  let store: SealedStore;
  let marks: EpochMarks;
  beforeAll(() => ready());
  beforeEach(async () => {
    store = new SealedStore(new MemoryStore(), '', randomBytes(32));
    marks = new EpochMarks(store, '11111111-2222-4333-8444-555555555555' as SpaceId);
    // Followed from outside up to the third, then from inside: who sits there is the same for a while.
    for (const epoch of [1, 2]) marks.begin(epoch, epoch * 10, at, with_('ana'), false);
    for (const epoch of [3, 4]) marks.begin(epoch, epoch * 10, at, with_('ana'), true);
    marks.begin(5, 50, at, with_('ana', 'ben'), true);
  });

  const again = async () => {
    const batch = new Batch();
    marks.flush(batch);
    await batch.writeTo(store);
    marks = new EpochMarks(store, '11111111-2222-4333-8444-555555555555' as SpaceId);
    await marks.load();
  };

  it('are found for entries in their order', () => {
    expect(marks.atEach([3, 10, 19, 20, 49, 50, 1_000])).toEqual([0, 1, 1, 2, 4, 5, 5]);
  });

  it('keep who sat there as this device saw it from inside, whatever a past that is read again begins with', async () => {
    for (const reread of [() => Promise.resolve(), again]) {
      await reread();
      for (const epoch of [1, 2, 3, 4, 5]) marks.begin(epoch, epoch * 10, at, with_('ana', 'mallory'), false);
      expect(await Promise.all([2, 3, 4, 5].map((epoch) => marks.scene(epoch)))).toEqual([with_('ana', 'mallory'), with_('ana'), with_('ana'), with_('ana', 'ben')]);
      expect([2, 3, 5].map((epoch) => marks.get(epoch)?.held === true)).toEqual([false, true, true]);
    }
    // Nor does a commit that is served at another place say anything about the epochs from inside that follow it.
    for (const moved of [3, 4]) {
      marks.begin(moved, moved * 10 + 1, at, with_('ana', 'mallory'), false);
      await again();
      expect(await Promise.all([3, 4, 5].map((epoch) => marks.scene(epoch)))).toEqual([with_('ana'), with_('ana'), with_('ana', 'ben')]);
      expect([3, 4].map((epoch) => marks.get(epoch))).toMatchObject([{ seq: 30, held: true }, { seq: 40, held: true }]);
    }
    marks.begin(6, 60, at, with_('ana', 'ben'), true);
    expect(await marks.scene(6)).toEqual(with_('ana', 'ben'));
  });
});

const [early, noon, late] = ['2027-03-01T09:00:00.000Z', '2027-03-01T12:00:00.000Z', '2027-03-01T15:00:00.000Z'] as [Instant, Instant, Instant];
function marked(): EpochMarks {
  const marks = new EpochMarks({} as SealedStore, 's' as SpaceId);
  marks.begin(0, 0, early, { seats: null, policy: null }, false);
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

  it('is the service\'s where nobody can read the sender\'s: a device whose clock is behind does not bring that forward, for good', () => {
    expect([dated(early, undefined, noon), dated(late, undefined, noon)]).toEqual([early, late]);
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
