import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { limits, type DeviceId, type Instant, type ItemId, type PractitionerId } from '@comity/contracts';
import { decodeKeys, encodeKeys, fitsItem, fromUtf8, ready, utf8, type KeysContent } from '@comity/e2ee';

beforeAll(ready);

const id = <T extends string>(n: number): T => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000` as T;
const sentAt = '2027-03-01T12:00:00.000Z' as Instant;
const ask: KeysContent = { v: 1, type: 'ask', epochs: [4, 7], not: [id<PractitionerId>(1)], sentAt };
const give: KeysContent = { v: 1, type: 'give', to: id<DeviceId>(2), ask: id<ItemId>(3), epochs: [4, 7], sealed: new Uint8Array(100).fill(9), sentAt };

const bytesOf = (content: KeysContent): Uint8Array => {
  const encoded = encodeKeys(content);
  if (!encoded.ok) throw new Error(encoded.rule);
  return encoded.bytes;
};

describe('keys asked for and given', () => {
  it('are read as they were written', () => {
    for (const content of [ask, give, { ...ask, not: [] }]) expect(decodeKeys(bytesOf(content))).toEqual({ ok: true, content });
  });

  it('fit into an item, however many', () => {
    const epochs = Array.from({ length: limits.epochsPerItem }, (_, i) => Number.MAX_SAFE_INTEGER - limits.epochsPerItem + i);
    const not = Array.from({ length: limits.membersPerSpace }, (_, i) => id<PractitionerId>(i));
    // The box: length and encapsulation of the larger suite, key and tag of each epoch, the cipher's tag.
    const sealed = new Uint8Array(2 + 1_120 + limits.epochsPerItem * 64 + 16).fill(255);
    for (const content of [{ ...ask, epochs, not }, { ...give, epochs, sealed }]) expect(fitsItem(bytesOf(content).length)).toBe(true);
  });

  it('are read in one form only', () => {
    const refused = [
      [ask, '"v":1', '"v":2', 'unknown-version'], [ask, '"ask"', '"beg"', 'unknown-type'], [ask, '[4,7]', '[]', 'wrong-shape'], [ask, '[4,7]', '[7,4]', 'wrong-shape'], [ask, '[4,7]', '[4,4]', 'wrong-shape'],
      [ask, '[4,7]', '[-1]', 'wrong-shape'], [ask, '[4,7]', '[4.5]', 'wrong-shape'], [ask, `["${id(1)}"]`, '["somebody"]', 'wrong-shape'], [ask, `["${id(1)}"]`, '{}', 'wrong-shape'], [ask, '"v":1', '"v":1,"x":1', 'not-canonical'],
      [ask, sentAt, 'today', 'wrong-instant'], [give, id(2), 'somewhere', 'wrong-shape'], [give, id(3), 'something', 'wrong-shape'], [give, '"sealed":"', '"sealed":"!', 'wrong-shape'], [give, '"type":"give"', '"type":"ask"', 'wrong-shape'],
    ] as const;
    for (const [content, from, to, rule] of refused) expect([to, decodeKeys(utf8(fromUtf8(bytesOf(content))!.replace(from, to)))]).toEqual([to, { ok: false, rule }]);
    const many = JSON.stringify({ ...ask, epochs: Array.from({ length: limits.epochsPerItem + 1 }, (_, i) => i) });
    expect(decodeKeys(utf8(many))).toEqual({ ok: false, rule: 'wrong-shape' });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (random) => { decodeKeys(random); }));
    fc.assert(fc.property(fc.json(), (json) => { decodeKeys(utf8(json)); }));
  });
});
