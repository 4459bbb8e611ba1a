/**
 * Keeps a connection's posts below what the service takes from it: one that is told to slow down in the middle of a
 * burst has lost the order of what it sends. Room is left for everything else a client asks.
 */
import { limits } from '@comity/contracts';

const perSecond = limits.eventsPerSecond * 0.8;
const most = limits.eventsBurst * 0.6;

export class Pace {
  private tokens = most;
  private at: number;

  constructor(private readonly clock: () => number = () => performance.now()) { this.at = clock(); }

  /** Milliseconds to wait before `count` further posts; they are counted at once. */
  take(count: number): number {
    const now = this.clock();
    this.tokens = Math.min(most, this.tokens + ((now - this.at) * perSecond) / 1_000) - count;
    this.at = now;
    return this.tokens >= 0 ? 0 : (-this.tokens * 1_000) / perSecond;
  }
}
