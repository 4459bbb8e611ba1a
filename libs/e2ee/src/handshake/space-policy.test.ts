import { describe, expect, it } from '@jest/globals';
import type { PractitionerId } from '@comity/contracts';
import fc from 'fast-check';
import { fromUtf8, utf8 } from '../bytes.js';
import { type SpacePolicy, decodePolicy, encodePolicy, samePolicy } from './index.js';

const owners = (count: number): PractitionerId[] => Array.from({ length: count }, () => crypto.randomUUID() as PractitionerId);
const policy = (count = 1): SpacePolicy => ({ v: 1, kind: 'channel', owners: owners(count), history: 'none', suite: 3 });

describe("a space's policy", () => {
  it('is written in one way, whatever the order of its owners', () => {
    const one = policy(5);
    const other = { ...one, owners: one.owners.toReversed() };
    expect(encodePolicy(one)).toEqual(encodePolicy(other));
    expect(samePolicy(one, other)).toBe(true);
    expect(decodePolicy(encodePolicy(one))).toEqual({ ...one, owners: one.owners.toSorted() });
    expect(samePolicy(one, { ...one, owners: one.owners.slice(1) })).toBe(false);
  });

  it('has the canonical form of RFC 8785', () => {
    const { owners: [owner], ...rest } = policy();
    expect(fromUtf8(encodePolicy({ ...rest, owners: [owner!] }))).toBe(`{"history":"none","kind":"channel","owners":["${owner}"],"suite":3,"v":1}`);
  });

  it('is not read from any other form', () => {
    const text = fromUtf8(encodePolicy(policy(2)))!;
    const [first, second] = (JSON.parse(text) as { owners: [string, string] }).owners;
    const others = [
      ` ${text}`, text.replace(',', ', '), text.replace(`"${first}","${second}"`, `"${second}","${first}"`), text.replace(second, first),
      text.replace('"v":1', '"v":2'), text.replace('"suite":3', '"suite":1'), text.replace('"none"', '"all"'), text.replace('}', ',"x":1}'), text.replace('channel', 'direct '), '', '{}', 'null',
    ];
    for (const other of others) expect(decodePolicy(utf8(other))).toBeUndefined();
    expect(decodePolicy(Uint8Array.of(0xff))).toBeUndefined();
  });

  it('never makes its reader throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => { decodePolicy(bytes); }));
    fc.assert(fc.property(fc.json(), (text) => { decodePolicy(utf8(text)); }));
  });
});
