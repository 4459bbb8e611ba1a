import { describe, expect, it } from '@jest/globals';
import { Debounce } from './debounce.js';
import { Serial } from './serial.js';

describe('a serial', () => {
  it('runs one task after another, and goes on after a failure', async () => {
    const serial = new Serial();
    const log: string[] = [];
    const task = (name: string, fails = false) => serial.run(async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    });
    const results = await Promise.allSettled([task('one'), task('two', true), task('three')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
    await serial.idle();
    expect(serial.busy).toBe(false);
  });
});

describe('a debounce', () => {
  it('runs once for many requests, and at once when flushed', async () => {
    let runs = 0;
    const debounce = new Debounce(() => { runs += 1; return Promise.resolve(); }, 60_000, 60_000, () => undefined);
    debounce.ask();
    debounce.ask();
    expect(debounce.pending).toBe(true);
    await debounce.flush();
    await debounce.flush();
    expect(runs).toBe(1);
    expect(debounce.pending).toBe(false);
  });

  it('tells of a failure and can be asked again', async () => {
    const failures: unknown[] = [];
    let fails = true;
    const debounce = new Debounce(() => (fails ? Promise.reject(new Error('once')) : Promise.resolve()), 0, 0, (error) => failures.push(error));
    debounce.ask();
    await debounce.flush();
    fails = false;
    debounce.ask();
    await debounce.flush();
    expect(failures).toHaveLength(1);
  });

  it('runs by itself after a while', async () => {
    const ran = new Promise<void>((resolve) => {
      new Debounce(() => { resolve(); return Promise.resolve(); }, 1, 1, () => undefined).ask();
    });
    await ran;
  });
});
