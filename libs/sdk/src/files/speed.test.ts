import { describe, expect, it } from '@jest/globals';
import { Speed } from './speed.js';

describe('the speed of a transfer', () => {
  it('is that of its last seconds, and falls while nothing comes', () => {
    let now = 0;
    const speed = new Speed(() => now);
    expect(speed.perSecond).toBeNull();
    for (let second = 0; second <= 60; second += 1) {
      speed.note(second <= 30 ? second * 100 : 3_000 + (second - 30) * 1_000);
      now += 1_000;
    }
    expect(speed.perSecond).toBeGreaterThan(850);
    expect(speed.perSecond).toBeLessThanOrEqual(1_000);
    now += 60_000;
    expect(speed.perSecond).toBeLessThan(200);
    speed.reset();
    expect(speed.perSecond).toBeNull();
  });
});
