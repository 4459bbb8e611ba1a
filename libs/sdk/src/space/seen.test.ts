import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, ready } from '@comity/e2ee';
import type { ItemId, SpaceId } from '@comity/contracts';
import { Batch } from '../store/batch.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { Seen } from './seen.js';

const space = '11111111-2222-4333-8444-555555555555' as SpaceId;
const id = (n: number) => `item-${n}` as ItemId;

describe('the ids seen in an epoch', () => {
  let store: SealedStore;
  beforeAll(() => ready());
  beforeEach(() => { store = new SealedStore(new MemoryStore(), '', randomBytes(32)); });

  const opened = async () => { const seen = new Seen(store, space); await seen.open(); return seen; };
  const kept = async (seen: Seen) => { const batch = new Batch(); seen.flush(batch); await batch.writeTo(store); return batch; };

  it('are forgotten again where what came was not taken in', async () => {
    const seen = await opened();
    for (let i = 0; i < 300; i += 1) seen.add(id(i));
    await kept(seen);
    const { count } = seen;
    seen.add(id(300));
    seen.back(count);
    await kept(seen);
    for (const each of [seen, await opened()]) expect([each.has(id(299)), each.has(id(300))]).toEqual([true, false]);
  });

  it('are known after a restart, thousands of them', async () => {
    const seen = await opened();
    for (let i = 0; i < 10_000; i += 1) {
      expect(seen.has(id(i))).toBe(false);
      seen.add(id(i));
      if (i % 999 === 0) await kept(seen);
    }
    await kept(seen);
    const anew = await opened();
    for (let i = 0; i < 10_000; i += 1) if (!anew.has(id(i))) throw new Error(`${i} was forgotten`);
    expect(anew.has(id(10_000))).toBe(false);
  });

  it('end with the epoch, and leave nothing behind', async () => {
    const seen = await opened();
    for (let i = 0; i < 600; i += 1) seen.add(id(i));
    await kept(seen);
    expect(await store.list('')).toHaveLength(3);
    seen.clear();
    seen.add(id(7_000));
    await kept(seen);
    expect(await store.list('')).toHaveLength(1);
    const anew = await opened();
    expect([anew.has(id(1)), anew.has(id(7_000))]).toEqual([false, true]);
  });
});
