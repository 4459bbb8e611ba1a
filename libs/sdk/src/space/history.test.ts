import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, ready } from '@comity/e2ee';
import type { DeviceId, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { Batch } from '../store/batch.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import type { StoredEntry } from './entries.js';
import { History } from './history.js';

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
  beforeEach(() => {
    shown = {};
    store = new CountingStore(new MemoryStore(), '', randomBytes(32));
  });

  let shown: Record<string, number>;
  const kept = async (history: History, batch = new Batch()) => {
    await history.flush(batch);
    await batch.writeTo(store);
    history.stored();
  };
  const filled = async (count: number): Promise<History> => {
    const history = new History(store, space, 0, shown);
    await history.open();
    // Every third sequence number has no entry: renewals of keys show nothing.
    for (let i = 0; i < count; i += 1) history.append(message(Math.floor(i * 1.5) + 1));
    await kept(history);
    return new History(store, space, history.total, shown);
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
    expect(await new History(store, 'empty' as SpaceId, 0, {}).indexOf(5)).toBe(0);
  });

  it('goes on where it stopped, in the middle of a page', async () => {
    const history = await filled(70);
    await history.open();
    expect(history.append(message(500))).toBe(70);
    await kept(history);
    expect((await new History(store, space, 71, shown).read(68, 3)).map(({ seq }) => seq)).toEqual([103, 104, 500]);
  });

  it('finds an item by its place in the log and its id, and none of another id', async () => {
    const history = await filled(1_000);
    store.reads = 0;
    expect(await history.find({ seq: 301, id: 'item-301' as ItemId })).toEqual({ place: 200, entry: message(301) });
    expect(store.reads).toBeLessThanOrEqual(2);
    expect(await history.find({ seq: 301, id: 'item-300' as ItemId })).toBeUndefined();
    expect(await history.find({ seq: 3, id: 'item-3' as ItemId })).toBeUndefined();
    expect(await history.find({ seq: 100_000, id: 'item-1' as ItemId })).toBeUndefined();
  });

  it('finds the first of several entries that one commit left, across pages', async () => {
    const history = new History(store, space, 0, shown);
    await history.open();
    for (let i = 1; i <= 60; i += 1) history.append(message(i));
    for (let i = 0; i < 10; i += 1) history.append({ type: 'joined', seq: 61, by: null, who: [], devices: [], at });
    history.append(message(62));
    await kept(history);
    expect(await history.indexOf(61)).toBe(60);
    expect(await history.indexOf(62)).toBe(70);
  });

  it('keeps a change to an entry that is long past', async () => {
    const history = await filled(300);
    await history.open();
    const [entry] = await history.read(5, 1);
    await history.update(5, { ...(entry as StoredEntry & { type: 'message' }), reactions: [{ emoji: '👍', by: 'p' as PractitionerId, seq: 900, set: true }] });
    expect(await history.read(5, 1)).toMatchObject([{ reactions: [{ emoji: '👍' }] }]);
    await kept(history);
    expect(await new History(store, space, 300, shown).read(5, 1)).toMatchObject([{ reactions: [{ emoji: '👍' }] }]);
  });

  describe('by topic', () => {
    const topic = 'topic-1' as ItemId;
    /** Every fifth message is in the topic. */
    const sorted = async (count: number): Promise<History> => {
      const history = new History(store, space, 0, shown);
      await history.open();
      for (let i = 0; i < count; i += 1) {
        history.append(i % 5 === 0 ? { ...message(i + 1) as StoredEntry & { type: 'message' }, topic } : message(i + 1));
        // Now and then what came so far is stored.
        if (i % 700 === 0) await kept(history);
      }
      await kept(history);
      return new History(store, space, history.total, shown);
    };
    const seqs = async (history: History, scope: ItemId | 'main' | 'all', from: number, count: number) => (await history.at(await history.scope(scope).read(from, count))).map(({ seq }) => seq);

    it('shows each entry where it belongs, in order', async () => {
      const history = await sorted(4_000);
      expect(['all', 'main', topic, 'another'].map((name) => history.scope(name as ItemId).total)).toEqual([4_000, 3_200, 800, 0]);
      expect(await seqs(history, topic, 0, 3)).toEqual([1, 6, 11]);
      expect(await seqs(history, topic, 510, 4)).toEqual([2_551, 2_556, 2_561, 2_566]);
      expect(await seqs(history, 'main', 3_198, 10)).toEqual([3_999, 4_000]);
      expect(await seqs(history, 'all', 511, 2)).toEqual([512, 513]);
      expect(await seqs(history, 'another' as ItemId, 0, 10)).toEqual([]);
    });

    it('shows what is not stored yet as well', async () => {
      const history = await sorted(600);
      await history.open();
      for (const seq of [701, 702]) history.append({ ...message(seq) as StoredEntry & { type: 'message' }, topic });
      expect(await seqs(history, topic, 118, 10)).toEqual([591, 596, 701, 702]);
      expect(await history.scope(topic).positionOf(600)).toBe(120);
    });

    it('finds a position in a few reads', async () => {
      const history = await sorted(10_000);
      store.reads = 0;
      expect(await history.scope(topic).positionOf(5_000)).toBe(1_000);
      expect(await history.scope(topic).positionOf(5_001)).toBe(1_001);
      expect(await history.scope(topic).positionOf(99_999)).toBe(2_000);
      expect(store.reads).toBeLessThanOrEqual(12);
      store.reads = 0;
      await seqs(history, 'main', 4_000, 50);
      expect(store.reads).toBeLessThanOrEqual(4);
    });
  });

  it('erases what is before a place, and leaves one row in each view that had something there', async () => {
    const topic = 'topic' as ItemId;
    const empty = 'empty' as ItemId;
    const history = new History(store, space, 0, shown);
    await history.open();
    for (let i = 0; i < 1_500; i += 1) history.append(i % 2 === 0 ? { ...message(i + 1) as StoredEntry & { type: 'message' }, topic: i < 600 && i % 4 === 0 ? empty : topic } : message(i + 1));
    await kept(history);
    const seen = async (name: 'all' | 'main' | ItemId, from: History): Promise<string[]> => (await from.at(await from.scope(name).read(0, 2_000))).map((entry) => `${entry.type} ${entry.seq}`);
    const wanted = (of: (seq: number) => boolean, row: number): string[] => [`erased ${row}`, ...Array.from({ length: 1_500 }, (_, i) => i + 1).filter((seq) => seq > row && of(seq)).map((seq) => `message ${seq}`)];
    for (const [from, row] of [[0, 640], [639, 1_100]] as const) {
      const batch = new Batch();
      const erased = await history.erase(from, row, at, batch);
      expect(erased.filter(({ type }) => type === 'message')).toHaveLength(row - (from === 0 ? 0 : 640));
      await kept(history, batch);
      // In memory, and for whoever reads it anew.
      for (const reader of [history, new History(store, space, history.total, shown)]) {
        expect(await seen('all', reader)).toEqual(wanted(() => true, row));
        expect(await seen('main', reader)).toEqual(wanted((seq) => seq % 2 === 0, row));
        expect(await seen(topic, reader)).toEqual(wanted((seq) => seq % 2 === 1, row));
        expect(await seen(empty, reader)).toEqual([`erased ${row}`]);
        expect(await reader.find({ seq: 3, id: 'item-3' as ItemId })).toBeUndefined();
        expect((await reader.find({ seq: 1_200, id: 'item-1200' as ItemId }))?.place).toBe(1_199);
      }
    }
    const written = await store.list('');
    expect(written.some(([, value]) => Buffer.from(value).toString('utf8').includes('"text":"text 900"'))).toBe(false);
  });
});
