import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@comity/contracts';
import { day } from '../clock.js';
import type { EpochMark } from './epoch-marks.js';
import type { Ground } from './ground.js';
import { Retention } from './retention.js';

const now = new Date('2027-03-10T12:00:00.000Z');
const ago = (days: number): Instant => new Date(now.getTime() - days * day).toISOString() as Instant;
const mark = (epoch: number, at: number, newest: number | null): EpochMark => ({ epoch, seq: epoch, at: ago(at), newest: newest === null ? null : ago(newest) });
/** The first epoch left of a space that keeps what is said for two days. */
function firstLeft(...known: EpochMark[]): number {
  const policy = { v: 1, kind: 'channel', owners: [], history: 'none', retention: { days: 2 }, hold: false, suite: 1 };
  const space = { group: null, head: 9, record: { policy, epoch: known.length, cursor: 9, destroyedBefore: 0, owed: 0 }, marks: { from: (epoch: number) => known.slice(epoch) } } as unknown as Ground;
  return new Retention(space, { now: () => now } as never).firstLeft;
}

describe('what is due', () => {
  it('goes as far as the first epoch with an item whose time is not over', () => {
    expect(firstLeft(mark(0, 9, 8), mark(1, 8, 3), mark(2, 3, 1), mark(3, 1, null))).toBe(2);
  });

  it('is not kept by an epoch without items, whatever its date', () => {
    expect(firstLeft(mark(0, 9, 8), mark(1, -30, null), mark(2, 8, 3), mark(3, 3, 1))).toBe(3);
    expect(firstLeft(mark(0, 9, 1), mark(1, 9, null), mark(2, 9, 8))).toBe(0);
    // Nor does it go before its time for nothing.
    expect(firstLeft(mark(0, 9, 8), mark(1, 1, null))).toBe(1);
  });
});
