import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, ready } from '@comity/e2ee';
import type { DeviceId, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { Batch } from '../store/batch.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { History, type StoredEntry } from './history.js';

const space = '11111111-2222-4333-8444-555555555555' as SpaceId;
const at = '2026-01-01T00:00:00.000Z' as Instant;
const message = (seq: number): StoredEntry => ({ type: 'message', seq, id: `item-${seq}` as ItemId, sender: 'p' as PractitionerId, device: 'd' as DeviceId, text: `text ${seq}`, handling: 'none', sentAt: at });

/** Counts what is read, to hold windows to a few values. */
class CountingStore extends SealedStore {
  reads = 0;
  override get(key: string): Promise<Uint8Array | undefined> {
    this.reads += 1;
    return super.get(key);
  }
}

describe('a history', () => {
  let store: CountingStore;
  beforeAll(() => ready());
  beforeEach(() => { store = new CountingStore(new MemoryStore(), '', randomBytes(32)); });

  const filled = async (count: number): Promise<History> => {
    const history = new History(store, space, 0);
    await history.open();
    // Every third sequence number has no entry: renewals of keys show nothing.
    for (let i = 0; i < count; i += 1) history.append(message(Math.floor(i * 1.5) + 1));
    const batch = new Batch();
    history.flush(batch);
    await batch.writeTo(store);
    return new History(store, space, history.total);
  };

  it('reads any window in order', async () => {
    const history = await filled(1_000);
    for (const [from, count] of [[0, 10], [60, 10], [63, 1], [64, 130], [990, 50]] as const) {
      const entries = await history.read(from, count);
      expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: Math.min(count, 1_000 - from) }, (_, i) => Math.floor((from + i) * 1.5) + 1));
    }
  });

  it('reads a window of ten thousand in a few values', async () => {
    const history = await filled(10_000);
    store.reads = 0;
    await history.read(5_000, 50);
    expect(store.reads).toBeLessThanOrEqual(2);
    store.reads = 0;
    await history.indexOf(7_777);
    expect(store.reads).toBeLessThanOrEqual(10);
  });

  it('finds the first entry at or after a sequence number', async () => {
    const history = await filled(200);
    expect(await history.indexOf(1)).toBe(0);
    expect(await history.indexOf(3)).toBe(2);
    expect(await history.indexOf(4)).toBe(2);
    expect(await history.indexOf(10_000)).toBe(200);
    expect(await new History(store, 'empty' as SpaceId, 0).indexOf(5)).toBe(0);
  });

  it('knows every item it ever held, after a restart too', async () => {
    const history = await filled(130);
    await history.open();
    expect(history.has('item-1' as ItemId)).toBe(true);
    expect(history.has(`item-${Math.floor(129 * 1.5) + 1}` as ItemId)).toBe(true);
    expect(history.has('item-0' as ItemId)).toBe(false);
  });

  it('goes on where it stopped, in the middle of a page', async () => {
    const history = await filled(70);
    await history.open();
    expect(history.append(message(500))).toBe(70);
    const batch = new Batch();
    history.flush(batch);
    await batch.writeTo(store);
    expect((await new History(store, space, 71).read(68, 3)).map(({ seq }) => seq)).toEqual([103, 104, 500]);
  });

  it('puts an opened entry in the place of a quarantined one', async () => {
    const history = await filled(100);
    await history.replace(10, message(16));
    const batch = new Batch();
    history.flush(batch);
    await batch.writeTo(store);
    expect(await new History(store, space, 100).read(10, 1)).toEqual([message(16)]);
  });
});
