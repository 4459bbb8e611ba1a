import { describe, expect, it } from '@jest/globals';
import { limits } from '@comity/contracts';
import { Pace } from './pace.js';

describe('a pace', () => {
  it('lets a burst through and then holds back, always below what the service takes', () => {
    let now = 0;
    const pace = new Pace(() => now);
    let sent = 0;
    while (now < 60_000) {
      now += pace.take(64);
      sent += 64;
      expect(sent).toBeLessThanOrEqual(limits.eventsBurst + (now * limits.eventsPerSecond) / 1_000);
    }
    expect(sent).toBeGreaterThan(60 * limits.eventsPerSecond * 0.75);
  });

  it('forgets a long silence beyond one burst', () => {
    let now = 0;
    const pace = new Pace(() => now);
    now = 3_600_000;
    expect(pace.take(1_000)).toBe(0);
    expect(pace.take(1_000)).toBeGreaterThan(0);
  });
});
