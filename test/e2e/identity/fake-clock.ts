/** A clock that stands still until a test turns it. */
import { Clock } from '../../../apps/api/src/clock.js';

export class FakeClock extends Clock {
  private time = Date.parse('2026-03-02T09:00:00.000Z');

  override now(): Date {
    return new Date(this.time);
  }

  advance(seconds: number): void {
    this.time += seconds * 1000;
  }
}
