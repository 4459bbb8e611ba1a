import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes, ready, utf8 } from '@comity/e2ee';
import type { Store } from '../api.js';
import { Batch } from './batch.js';
import { decodeJson } from './json.js';
import { MemoryStore } from './memory.js';
import { SealedStore } from './sealed.js';

beforeAll(() => ready());

const sealed = (inner: Store = new MemoryStore(), key = randomBytes(32), prefix = 'person/a/') => new SealedStore(inner, prefix, key);

describe.each([['in memory', () => new MemoryStore()], ['sealed', () => sealed()]])('a store %s', (_, make) => {
  it('lists keys of a prefix in order, page by page, either way', async () => {
    const store = make();
    await store.write({ put: ['b/2', 'a/1', 'b/1', 'b/3', 'c/1'].map((key) => [key, utf8(key)]), delete: [] });
    const keys = async (...args: Parameters<Store['list']>) => (await store.list(...args)).map(([key]) => key);
    expect(await keys('b/')).toEqual(['b/1', 'b/2', 'b/3']);
    expect(await keys('b/', { limit: 2 })).toEqual(['b/1', 'b/2']);
    expect(await keys('b/', { after: 'b/1', limit: 1 })).toEqual(['b/2']);
    expect(await keys('b/', { reverse: true, after: 'b/3' })).toEqual(['b/2', 'b/1']);
    expect(await keys('d')).toEqual([]);
  });

  it('behaves as a map does, whatever is written', async () => {
    const key = fc.constantFrom('a', 'ab', 'abc', 'b', 'b/');
    const batch = fc.record({ put: fc.array(fc.tuple(key, fc.uint8Array({ maxLength: 8 }))), delete: fc.array(key) });
    await fc.assert(fc.asyncProperty(fc.array(batch, { maxLength: 8 }), async (batches) => {
      const store = make();
      const map = new Map<string, Uint8Array>();
      for (const { put, delete: gone } of batches) {
        await store.write({ put, delete: gone });
        for (const [name, value] of put) map.set(name, value);
        for (const name of gone) map.delete(name);
      }
      expect(await store.list('')).toEqual([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
    }), { numRuns: 50 });
  });
});

describe('a sealed store', () => {
  it('shows nothing of what is in it', async () => {
    const inner = new MemoryStore();
    await sealed(inner).putJson('note', 'a name nobody should read');
    for (const [, value] of await inner.list('')) expect(Buffer.from(value).includes('nobody')).toBe(false);
  });

  it('does not open a value that was moved, changed or sealed with another key', async () => {
    const inner = new MemoryStore();
    const key = randomBytes(32);
    const store = sealed(inner, key);
    await store.write({ put: [['a', utf8('one')], ['b', utf8('two')]], delete: [] });
    await expect(sealed(inner, randomBytes(32)).get('a')).rejects.toThrow('does not open');
    const a = (await inner.get('person/a/a'))!;
    await inner.write({ put: [['person/a/b', a]], delete: [] });
    await expect(store.get('b')).rejects.toThrow('does not open');
    await inner.write({ put: [['person/a/a', a.map((byte, i) => (i === 30 ? byte ^ 1 : byte))]], delete: [] });
    await expect(store.get('a')).rejects.toThrow('does not open');
  });

  it('erases one person and leaves the others', async () => {
    const inner = new MemoryStore();
    const [one, other] = [sealed(inner, randomBytes(32), 'person/a/'), sealed(inner, randomBytes(32), 'person/b/')];
    await one.putJson('x', 1);
    await other.putJson('x', 2);
    await one.clear();
    expect(await one.get('x')).toBeUndefined();
    expect(await other.getJson('x')).toBe(2);
  });
});

describe('a batch', () => {
  it('keeps the last word on each key', async () => {
    const store = new MemoryStore();
    await new Batch().putJson('a', 1).delete('a').putJson('b', 1).putJson('b', 2).delete('c').putJson('c', 3).writeTo(store);
    expect((await store.list('')).map(([key, value]) => [key, decodeJson<number>(value)])).toEqual([['b', 2], ['c', 3]]);
  });
});
