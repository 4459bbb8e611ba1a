import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PersistentMap } from './persistent-map.js';

describe('a persistent map', () => {
  it('holds what an ordinary map would hold after the same writes', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(200), fc.integer()), { maxLength: 500 }), (writes) => {
      const plain = new Map<number, number>();
      let map = PersistentMap.of<number, number>();
      for (const [key, value] of writes) {
        plain.set(key, value);
        map = map.with(key, value);
      }
      expect(new Map(map)).toEqual(plain);
      expect([map.size, map.has(writes[0]?.[0] ?? 1), map.get(201)]).toEqual([plain.size, plain.has(writes[0]?.[0] ?? 1), undefined]);
      expect([...map.keys()].length).toBe(plain.size);
    }));
  });
  it('never changes once made', () => {
    let map = PersistentMap.of([[0, 'first']]);
    const before = map;
    for (let i = 0; i < 300; i++) map = map.with(i, 'later');
    expect([...before]).toEqual([[0, 'first']]);
    const seen: string[] = [];
    before.forEach((value) => seen.push(value));
    expect(seen).toEqual(['first']);
  });
});
