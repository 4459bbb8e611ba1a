import { describe, expect, it } from '@jest/globals';
import type { Instant, PractitionerId } from '@comity/contracts';
import fc from 'fast-check';
import { fromUtf8, utf8 } from '../bytes.js';
import { type SpacePolicy, allowsHistory, decodePolicy, encodePolicy, epochSpan, isDue, samePolicy, widensHistory } from './index.js';

const owners = (count: number): PractitionerId[] => Array.from({ length: count }, () => crypto.randomUUID() as PractitionerId);
const policy = (count = 1): SpacePolicy => ({ v: 1, kind: 'channel', owners: owners(count), history: 'none', retention: null, hold: false, suite: 3 });

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
    expect(fromUtf8(encodePolicy({ ...rest, owners: [owner!] }))).toBe(`{"history":"none","hold":false,"kind":"channel","owners":["${owner}"],"retention":null,"suite":3,"v":1}`);
    const since = '2027-03-01T12:00:00.000Z' as Instant;
    expect(fromUtf8(encodePolicy({ ...rest, owners: [owner!], history: { since }, kind: 'case-file', retention: { days: 30 }, hold: true }))).toBe(`{"history":{"since":"${since}"},"hold":true,"kind":"case-file","owners":["${owner}"],"retention":{"days":30},"suite":3,"v":1}`);
    expect(decodePolicy(encodePolicy({ ...rest, owners: [owner!], retention: { hours: 23 } }))?.retention).toEqual({ hours: 23 });
  });

  it('is not read from any other form', () => {
    const text = fromUtf8(encodePolicy(policy(2)))!;
    const [first, second] = (JSON.parse(text) as { owners: [string, string] }).owners;
    const others = [
      ` ${text}`, text.replace(',', ', '), text.replace(`"${first}","${second}"`, `"${second}","${first}"`), text.replace(second, first),
      text.replace('"v":1', '"v":2'), text.replace('"suite":3', '"suite":1'), text.replace('"none"', '"some"'), text.replace('"none"', '{"since":"yesterday"}'), text.replace('"retention":null', '"retention":{"days":0}'),
      text.replace('"retention":null', '"retention":{"days":3651}'), text.replace('"retention":null', '"retention":{"days":1.5}'), text.replace('"retention":null', '"retention":{"hours":0}'), text.replace('"retention":null', '"retention":{"hours":24}'), text.replace('"retention":null', '"retention":{"days":1,"hours":1}'),
      text.replace('"hold":false', '"hold":0'), text.replace('"hold":false', '"hold":true'), text.replace('"kind":"channel"', '"kind":"direct"').replace('"none"', '"all"'), text.replace('}', ',"x":1}'), text.replace('channel', 'direct '), '', '{}', 'null',
    ];
    for (const other of others) expect(decodePolicy(utf8(other))).toBeUndefined();
    expect(decodePolicy(Uint8Array.of(0xff))).toBeUndefined();
  });

  it('allows of the past what began when it says', () => {
    const [before, since, after] = ['2027-02-28T23:59:59.999Z', '2027-03-01T00:00:00.000Z', '2027-03-02T00:00:00.000Z'] as [Instant, Instant, Instant];
    const asked = (history: SpacePolicy['history']) => [before, since, after].map((began) => allowsHistory({ ...policy(), history }, began));
    expect([asked('none'), asked('all'), asked({ since })]).toEqual([[false, false, false], [true, true, true], [false, true, true]]);
  });

  it('of a request keeps everything, and tells when more of the past could be given', () => {
    const request: SpacePolicy = { ...policy(), kind: 'request' };
    expect(decodePolicy(encodePolicy(request))).toEqual(request);
    expect(() => encodePolicy({ ...request, retention: { days: 1 } })).toThrow('a request is kept');
    expect(decodePolicy(utf8(fromUtf8(encodePolicy(request))!.replace('"retention":null', '"retention":{"days":1}')))).toBeUndefined();
    const steps = ['all', { since: '2027-03-01T00:00:00.000Z' as Instant }, { since: '2027-03-02T00:00:00.000Z' as Instant }, 'none'] as const;
    for (const [i, before] of steps.entries()) expect(steps.map((after) => widensHistory({ ...request, history: before }, { ...request, history: after }))).toEqual(steps.map((_, j) => j < i));
  });

  it('says when what is over is due, and never under a hold', () => {
    const now = new Date('2027-03-31T00:00:00.000Z');
    const due = (days: number | null, hold = false) => isDue({ retention: days === null ? null : { days }, hold }, '2027-03-01T00:00:00.000Z', now);
    expect([due(null), due(31), due(30), due(1), due(1, true)]).toEqual([false, false, true, true, false]);
    const dueAfter = (minutes: number) => isDue({ retention: { hours: 1 }, hold: false }, new Date(now.getTime() - minutes * 60_000).toISOString(), now);
    expect([dueAfter(59), dueAfter(60)]).toEqual([false, true]);
    const hours = (retention: SpacePolicy['retention']) => epochSpan({ retention }) / 3_600_000;
    expect([null, { days: 3_650 }, { days: 7 }, { days: 1 }, { hours: 8 }, { hours: 1 }].map(hours)).toEqual([24, 24, 21, 3, 1, 0.125]);
  });

  it('never makes its reader throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => { decodePolicy(bytes); }));
    fc.assert(fc.property(fc.json(), (text) => { decodePolicy(utf8(text)); }));
  });
});
