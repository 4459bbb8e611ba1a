import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { limits, type DeviceId, type Instant, type ItemId, type PractitionerId } from '@comity/contracts';
import { concat, decodeGrant, decodeHistory, encodeGrant, fitsItem, fromUtf8, historyContents, ready, utf8, type HistoryGrant } from '@comity/e2ee';

beforeAll(ready);

const id = <T extends string>(n: number): T => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000` as T;
const bytes32 = (fill: number) => new Uint8Array(32).fill(fill % 256);
const at = '2027-03-01T12:00:00.000Z' as Instant;
const grantOf = (keys: number, seats = 3): HistoryGrant => ({
  since: 12, link: bytes32(1), epoch: 4, policy: { v: 1, kind: 'channel', owners: [id<PractitionerId>(1)], history: 'all', retention: { days: 30 }, hold: false, suite: 3 },
  seats: Array.from({ length: seats }, (_, i) => (i === 1 ? null : { practitioner: id<PractitionerId>(i + 1), device: id<DeviceId>(i + 100) })),
  keys: Array.from({ length: keys }, (_, i) => ({ key: bytes32(i), tag: bytes32(i + 1) })),
});
const about = { grant: id<ItemId>(9), to: [id<PractitionerId>(7)], from: at, sentAt: at };
const partsOf = (grant: HistoryGrant, to = about.to) => historyContents(grant, { ...about, to }).map((content) => {
  const decoded = decodeHistory(content);
  if (!decoded.ok) throw new Error(decoded.rule);
  return decoded.content;
});

describe('a past that is given', () => {
  it('survives the way, however many epochs and seats it has', () => {
    for (const grant of [grantOf(1, 0), grantOf(1), grantOf(700), grantOf(3_000, 2_500)]) {
      const parts = partsOf(grant);
      expect(parts.map(({ part, parts: count, since, epoch }) => [part, count, since, epoch])).toEqual(parts.map((_, i) => [i, parts.length, 12, 4]));
      expect(decodeGrant(concat(...parts.map(({ data }) => data)))).toEqual(grant);
    }
  });

  it('fits into items, with every member there may be', () => {
    const to = Array.from({ length: limits.membersPerSpace }, (_, i) => id<PractitionerId>(i + 1));
    for (const content of historyContents(grantOf(2_000, 500), { ...about, to })) expect(fitsItem(content.length)).toBe(true);
    expect(() => historyContents(grantOf(40_000), about)).toThrow(RangeError);
  });

  it('is read in one form only', () => {
    const bytes = encodeGrant(grantOf(2));
    const [part] = historyContents(grantOf(2), about) as [Uint8Array];
    expect([bytes.subarray(1), bytes.subarray(0, -1), bytes.with(0, 2), bytes.with(8, 0), bytes.with(52, 255), bytes.with(60, 0)].map(decodeGrant)).toEqual(Array(6).fill(undefined));
    const text = fromUtf8(part)!;
    const refused = [
      ['"v":1', '"v":2', 'unknown-version'], ['"part":0', '"part":1', 'wrong-shape'], ['"parts":1', '"parts":0', 'wrong-shape'], ['"since":12', '"since":0', 'wrong-shape'], ['"epoch":4', '"epoch":-1', 'wrong-shape'],
      [id(7), 'somebody', 'wrong-shape'], [`["${id(7)}"]`, '[]', 'wrong-shape'], [`["${id(7)}"]`, `["${id(7)}","${id(7)}"]`, 'wrong-shape'], ['"sentAt"', '"x":1,"sentAt"', 'wrong-shape'], [`"from":"${at}"`, '"from":"yesterday"', 'wrong-instant'], ['"data":"', '"data":"!', 'wrong-shape'],
    ] as const;
    for (const [from, to, rule] of refused) expect([to, decodeHistory(utf8(text.replace(from, to)))]).toEqual([to, { ok: false, rule }]);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (random) => { decodeGrant(random); decodeHistory(random); }));
    fc.assert(fc.property(fc.json(), (json) => { decodeHistory(utf8(json)); }));
  });
});
