import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SpaceId } from '@comity/contracts';
import { decodeKeyring, encodeKeyring, mergeKeyrings, newKeyring, ready, withEpoch, withoutEpochsBefore, type Keyring } from '@comity/e2ee';

beforeAll(ready);

const space = '11111111-1111-4111-8111-111111111111' as SpaceId;
const bytes32 = (fill: number) => new Uint8Array(32).fill(fill);
const entry = (fill: number) => ({ key: bytes32(fill), tag: bytes32(fill + 1) });
const empty = newKeyring(space, 5, { seq: 4, link: bytes32(9) });
const keyring = (...epochs: [number, number][]): Keyring => ({ ...empty, epochs: new Map(epochs.map(([epoch, fill]) => [epoch, entry(fill)])) });
const merged = (a: Keyring, b: Keyring) => { const result = mergeKeyrings(a, b); if (!result.ok) throw new Error(result.rule); return result.keyring; };

const anyKeyring = fc.record({
  since: fc.maxSafeNat(), destroyedBefore: fc.nat(20), seq: fc.maxSafeNat(), link: fc.uint8Array({ minLength: 32, maxLength: 32 }), epochs: fc.uniqueArray(fc.nat(50)),
}).map(({ since, destroyedBefore, seq, link, epochs }): Keyring => ({ space, since, destroyedBefore, anchor: { seq, link }, epochs: new Map(epochs.filter((epoch) => epoch >= destroyedBefore).sort((a, b) => a - b).map((epoch) => [epoch, entry(epoch)])) }));

describe('a keyring', () => {
  it('survives encoding', () => {
    fc.assert(fc.property(anyKeyring, (ring) => { expect(decodeKeyring(encodeKeyring(ring))).toEqual(ring); }));
  });
  it('is read in one form only', () => {
    const bytes = encodeKeyring(keyring([1, 1], [2, 2]));
    const swapped = bytes.slice();
    swapped.set(bytes.subarray(77, 149), 149);
    expect([decodeKeyring(swapped), decodeKeyring(bytes.subarray(1)), decodeKeyring(bytes.with(0, 1)), decodeKeyring(bytes.with(17, 255)), decodeKeyring(bytes.with(76, 3)), decodeKeyring(bytes.with(32, 2))]).toEqual(Array(6).fill(undefined));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (random) => { decodeKeyring(random); }));
  });
  it('merges to the union, whichever copy comes first', () => {
    fc.assert(fc.property(anyKeyring, anyKeyring, (a, b) => {
      fc.pre(a.anchor.seq !== b.anchor.seq);
      const union = merged(a, b);
      expect(union).toEqual(merged(b, a));
      expect([...union.epochs.keys()]).toEqual([...new Set([...a.epochs.keys(), ...b.epochs.keys()])].filter((epoch) => epoch >= Math.max(a.destroyedBefore, b.destroyedBefore)).sort((x, y) => x - y));
      expect(merged(union, a)).toEqual(union);
    }));
  });
  it('never gets a destroyed key back, whichever copy holds it', () => {
    fc.assert(fc.property(anyKeyring, fc.nat(60), (ring, epoch) => {
      const rest = withoutEpochsBefore(ring, epoch);
      for (const union of [merged(rest, ring), merged(ring, rest), merged(rest, decodeKeyring(encodeKeyring(ring))!)]) {
        expect([...union.epochs.keys()].filter((each) => each < epoch)).toEqual([]);
        expect(union.destroyedBefore).toBe(Math.max(epoch, ring.destroyedBefore));
      }
    }));
  });
  it('reports an epoch with two keys, a place with two links, and another space', () => {
    expect(mergeKeyrings(keyring([3, 1]), keyring([3, 2]))).toEqual({ ok: false, rule: 'epoch-conflict', epoch: 3 });
    expect(mergeKeyrings(empty, { ...empty, anchor: { seq: 4, link: bytes32(8) } })).toEqual({ ok: false, rule: 'anchor-conflict', seq: 4 });
    expect(mergeKeyrings(empty, { ...empty, space: '22222222-2222-4222-8222-222222222222' as SpaceId })).toEqual({ ok: false, rule: 'other-space' });
  });
  it('takes an epoch’s key once', () => {
    const one = withEpoch(empty, 1, entry(1));
    expect(one.ok && withEpoch(one.keyring, 1, entry(1)).ok).toBe(true);
    expect(one.ok && withEpoch(one.keyring, 1, entry(2))).toEqual({ ok: false, rule: 'epoch-conflict', epoch: 1 });
    expect(() => encodeKeyring(newKeyring(space, 1, { seq: 0, link: new Uint8Array(3) }))).toThrow(RangeError);
  });
});
