import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Again } from './again.js';

describe('what failed in passing', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });
  const begin = () => {
    let count = 0;
    const again = new Again(() => { count += 1; });
    return { again, after: (ms: number) => { jest.advanceTimersByTime(ms); return count; } };
  };

  it('is tried again soon, however much failed at once, and then ever less often', () => {
    const { again, after } = begin();
    for (let i = 0; i < 6; i += 1) again.ask();
    expect([after(999), after(1)]).toEqual([0, 1]);
    again.ask();
    expect([after(1_999), after(1)]).toEqual([1, 2]);
    for (let i = 0; i < 9; i += 1) { again.ask(); after(60_000); }
    again.ask();
    expect([after(59_999), after(1)]).toEqual([11, 12]);
  });

  it('is not tried again once it is on its way; and what fails meanwhile is, although that went', () => {
    const { again, after } = begin();
    again.ask();
    again.drop();
    expect(after(60_000)).toBe(0);
    again.ask();
    again.done();
    expect([after(2_000), after(60_000)]).toEqual([1, 1]);
    again.ask();
    expect(after(1_000)).toBe(2);
  });
});
