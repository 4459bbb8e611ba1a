/**
 * What a space must have let go of, by the words of PROTOCOL (section 7.5): from the service's log alone. An epoch goes as a
 * whole when its newest item is as old as the policy says, and epochs go in order, so that one place in the log tells it all.
 */
import type { SpaceLog, Policy } from './log.js';

const hour = 3_600_000;
/** How long a policy keeps an item, in milliseconds. */
const spanOf = (retention: NonNullable<Policy['retention']>): number => ('days' in retention ? retention.days * 24 : retention.hours) * hour;
/** The service waits a quarter of an hour longer, for members whose clocks are behind. */
const patience = 900_000;

/** The newest item of an epoch. */
interface Newest { seq: number; at: number }

const newestOf = (log: SpaceLog, end: number): Newest[] => {
  const newest = new Map<number, Newest>();
  for (const { seq, at, epoch, item } of log.entries.slice(0, end)) if (item !== null) newest.set(epoch, { seq, at: Date.parse(at) });
  return [...newest.values()];
};

/** The last item that a policy lets go of by a date. */
function lets(epochs: readonly Newest[], { retention, hold }: Policy, date: number): number {
  let gone = 0;
  for (const { seq, at } of epochs) {
    if (retention === null || hold || date - at < spanOf(retention)) break;
    gone = seq;
  }
  return gone;
}

/**
 * The last item that is gone at a date, for somebody who reads the log up to `end`. What a policy that changed since had let go by
 * then is gone as well; but a hold keeps whatever is left, and in the plot it is set before anything is due.
 */
export function goneAt(log: SpaceLog, end: number, date: Date): number {
  let gone = lets(newestOf(log, end), log.policyAfter(end), date.getTime());
  for (let seq = 1; seq <= end; seq += 1) {
    const [before, now] = [log.policyAfter(seq - 1), log.policyAfter(seq)];
    if (before !== now && !now.hold) gone = Math.max(gone, lets(newestOf(log, seq), before, Date.parse(log.at(seq).at)));
  }
  return gone;
}

/** The last item that the service must have destroyed. */
export const destroyedAt = (log: SpaceLog, date: Date): number => lets(newestOf(log, log.head), log.policyAfter(log.head), date.getTime() - patience);

/** Whether something comes to be due about a date: then clients may differ for the moment. */
export function isTurning(log: SpaceLog, date: Date): boolean {
  const { retention } = log.policyAfter(log.head);
  const ago = retention === null ? NaN : date.getTime() - spanOf(retention);
  return newestOf(log, log.head).some(({ at }) => ago - at > -patience && ago - at < 2 * patience);
}
