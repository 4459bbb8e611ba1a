import { describe, expect, it } from '@jest/globals';
import { Attempts } from './attempts.js';

const second = 1_000;

describe('attempts', () => {
  it('wait twice as long after each failure beyond the fourth, and never longer than a quarter of an hour', () => {
    const attempts = new Attempts(), waits: number[] = [];
    let now = 0;
    for (let i = 0; i < 18; i += 1) {
      attempts.failed('a', '1', now);
      waits.push(attempts.wait('a', '1', now));
      now += (waits.at(-1) ?? 0) * second;
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
  });

  it('of one source do not keep another source or another login waiting', () => {
    const attempts = new Attempts();
    for (let i = 0; i < 20; i += 1) attempts.failed('a', '1', 0);
    expect([attempts.wait('a', '1', 0) > 0, attempts.wait('a', '2', 0), attempts.wait('b', '1', 0)]).toEqual([true, 0, 0]);
  });

  it('start anew after a success, and after an hour of quiet', () => {
    const attempts = new Attempts();
    for (let i = 0; i < 6; i += 1) attempts.failed('a', '1', 0);
    attempts.succeeded('a', '1');
    expect(attempts.wait('a', '1', 0)).toBe(0);
    for (let i = 0; i < 6; i += 1) attempts.failed('a', '2', 0);
    attempts.failed('a', '2', 3_601 * second);
    expect(attempts.wait('a', '2', 3_601 * second)).toBe(0);
  });

  it('of one source at many logins wait, too', () => {
    const attempts = new Attempts();
    for (let i = 0; i < 60; i += 1) attempts.failed(`login ${i}`, '1', 0);
    expect([attempts.wait('another', '1', 0), attempts.wait('another', '2', 0)]).toEqual([2, 0]);
  });

  it('of a crowd at one login keep newcomers waiting, and not a source that signed in before', () => {
    const attempts = new Attempts();
    attempts.succeeded('a', 'home');
    for (let i = 0; i < 100; i += 1) attempts.failed('a', `bot ${i}`, 0);
    expect([attempts.wait('a', 'home', 0), attempts.wait('a', 'newcomer', 0), attempts.wait('a', 'newcomer', 36 * second)]).toEqual([0, 36, 0]);
  });
});
