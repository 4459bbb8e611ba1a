import { describe, expect, it } from '@jest/globals';
import { Watch } from './watch.js';

const settle = async (): Promise<void> => { for (let i = 0; i < 10; i++) await Promise.resolve(); };

describe('a watched value', () => {
  it('is read on first use and again after an event that touches it', async () => {
    let value = 1;
    const watch = new Watch(async () => value, (event) => event.type === 'spaces');
    watch.subscribe(() => undefined);
    await settle();
    expect(watch.snapshot()).toEqual({ value: 1, failure: undefined, loading: false });
    value = 2;
    watch.notice({ type: 'directory' });
    await settle();
    expect(watch.snapshot().value).toBe(1);
    watch.notice({ type: 'spaces' });
    await settle();
    expect(watch.snapshot().value).toBe(2);
  });

  it('never reads twice at once, and reads once more when an event came meanwhile', async () => {
    let running = 0;
    let most = 0;
    let reads = 0;
    const watch = new Watch(async () => {
      reads++;
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return reads;
    }, () => true);
    watch.subscribe(() => undefined);
    for (let i = 0; i < 5; i++) watch.notice({ type: 'spaces' });
    await settle();
    expect(most).toBe(1);
    expect(reads).toBe(2);
  });

  it('keeps the last value beside a failure', async () => {
    let fail = false;
    const watch = new Watch(async () => { if (fail) throw Object.assign(new Error('offline'), { kind: 'offline' }); return 'kept'; }, () => true);
    watch.subscribe(() => undefined);
    await settle();
    fail = true;
    watch.notice({ type: 'spaces' });
    await settle();
    expect(watch.snapshot().value).toBe('kept');
    expect(watch.snapshot().failure?.kind).toBe('offline');
  });
});
