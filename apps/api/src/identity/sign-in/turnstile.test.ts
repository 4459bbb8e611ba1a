import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../http/refusal.js';
import { Turnstile } from './turnstile.js';

describe('the turnstile', () => {
  it('lets so many through at a time, so many wait, and asks the rest to come back', async () => {
    const turnstile = new Turnstile(2, 3), gates: (() => void)[] = [];
    let running = 0, most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => gates.push(resolve));
      running -= 1;
    };
    const passes = Array.from({ length: 6 }, () => turnstile.pass(work).then(() => 'passed', (error: unknown) => (error instanceof Refusal ? error.problem.code : 'another error')));
    for (let opened = 0; opened < 5; opened += 1) {
      while (gates.length === 0) await Promise.resolve();
      gates.shift()?.();
    }
    expect(await Promise.all(passes)).toEqual(['passed', 'passed', 'passed', 'passed', 'passed', 'too-many-requests']);
    expect(most).toBe(2);
  });

  it('frees the place of work that failed', async () => {
    const turnstile = new Turnstile(1, 0);
    await expect(turnstile.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turnstile.pass(() => Promise.resolve('next'))).toBe('next');
  });
});
