import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { handlingCodes, itemKinds, limits, type DeviceId, type HandlingCode, type ItemHeader, type ItemId, type ItemKind, type SpaceId } from '@comity/contracts';
import { concat, fitsItem, newDevice, openItem, parseItem, randomBytes, ready, sealItem, utf8, verifyItem, wipe, type ItemToSeal, type KeyPair } from '@comity/e2ee';
import { itemDomain, overhead } from './item-layout.js';
import { padmeSize, unpad } from './padding.js';
import { sign } from './signing.js';

let device: KeyPair;
let contentKey: Uint8Array;
beforeAll(async () => {
  await ready();
  device = newDevice();
  contentKey = randomBytes(32);
});

const header = (change: Partial<ItemHeader> = {}): Omit<ItemHeader, 'version'> => ({
  kind: 'message', handling: 'H1', space: '11111111-1111-4111-8111-111111111111' as SpaceId, epoch: 7, epochTag: new Uint8Array(32).fill(1),
  id: '22222222-2222-4222-8222-222222222222' as ItemId, sender: '33333333-3333-4333-8333-333333333333' as DeviceId,
  transcript: { seq: 41, link: new Uint8Array(32).fill(2) }, treeHead: { size: 0, root: new Uint8Array(32) }, ...change,
});
const seal = (change: Partial<ItemToSeal> = {}) => sealItem({ header: header(), content: utf8('hello'), contentKey, deviceSecret: device.secretKey, ...change });
const rule = (bytes: Uint8Array) => { const result = parseItem(bytes); return result.ok ? 'ok' : result.rule; };
/** The item with one byte changed and signed anew, as its own sender could. */
const resigned = (bytes: Uint8Array, offset: number, value: number) => {
  const body = bytes.slice(0, -64);
  body[offset] = value;
  return concat(body, sign(concat(itemDomain, body), device.secretKey));
};

describe('a sealed item', () => {
  it('opens to what was sealed, whatever header and content', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const number = fc.maxSafeNat();
    const headers = fc.record({
      kind: fc.constantFrom(...(Object.keys(itemKinds) as ItemKind[])), handling: fc.constantFrom(...(Object.keys(handlingCodes) as HandlingCode[])),
      space: fc.uuid(), epoch: number, epochTag: hash, id: fc.uuid(), sender: fc.uuid(), transcript: fc.record({ seq: number, link: hash }), treeHead: fc.record({ size: number, root: hash }),
    });
    fc.assert(fc.property(headers, fc.uint8Array({ maxLength: 2_000 }), (fields, content) => {
      const bytes = seal({ header: fields as Omit<ItemHeader, 'version'>, content });
      const item = verifyItem(bytes, device.publicKey)!;
      expect(item.header).toEqual({ version: 1, ...fields });
      expect(openItem(item, contentKey)).toEqual(content);
      expect(bytes.length - overhead).toBe(padmeSize(4 + content.length));
    }));
  });
  it('is refused after any single bit was flipped', () => {
    const bytes = seal();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      if (verifyItem(bytes, device.publicKey) !== undefined) throw new Error(`bit ${bit} may be flipped`);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
    }
    expect(verifyItem(bytes, device.publicKey)).toBeDefined();
  });
  it('is refused under another device’s key', () => {
    expect(verifyItem(seal(), newDevice().publicKey)).toBeUndefined();
    expect(verifyItem(seal(), new Uint8Array(31))).toBeUndefined();
  });
  it('does not open under another content key', () => {
    expect(openItem(verifyItem(seal(), device.publicKey)!, randomBytes(32))).toBeUndefined();
  });
  it('does not open with a header, commitment, nonce or ciphertext its own sender changed', () => {
    for (const offset of [1, 2, 30, 174, 198, 230, 300]) {
      const bytes = seal();
      const item = verifyItem(resigned(bytes, offset, offset === 1 ? 2 : offset === 2 ? 3 : bytes[offset]! ^ 1), device.publicKey);
      expect(item).toBeDefined();
      expect(openItem(item!, contentKey)).toBeUndefined();
    }
  });
  it('differs each time, even for the same id', () => {
    expect(seal()).not.toEqual(seal());
  });
  it('does not show whether a short answer was yes or no', () => {
    expect(seal({ content: utf8('yes') }).length).toBe(seal({ content: utf8('certainly not before next week') }).length);
  });
  it('keeps what was parsed when the caller wipes its bytes', () => {
    const bytes = Buffer.from(seal());
    const parsed = parseItem(bytes);
    wipe(bytes);
    expect(parsed.ok && parsed.header.epochTag).toEqual(new Uint8Array(32).fill(1));
  });
});

describe('parsing an item', () => {
  it('never throws on random bytes, nor on random ends of a true item', () => {
    const bytes = seal();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 800 }), (random) => {
      expect(rule(random)).not.toBe('ok');
      rule(concat(bytes.subarray(0, random.length), random));
    }), { numRuns: 500 });
  });
  it('names what this version does not read', () => {
    const bytes = seal();
    const changed = (offset: number, value: number) => { const copy = bytes.slice(); copy[offset] = value; return rule(copy); };
    expect([changed(0, 2), changed(1, 99), changed(172, 1), changed(173, 1)]).toEqual(['unknown-version', 'unknown-kind', 'unknown-extension', 'unknown-extension']);
    expect([changed(2, 9), changed(3, 1), changed(20, 1), changed(92, 1), changed(132, 1)]).toEqual(Array(5).fill('malformed'));
  });
  it('refuses every other length', () => {
    const bytes = seal();
    expect([rule(bytes.subarray(0, -1)), rule(concat(bytes, Uint8Array.of(0))), rule(new Uint8Array(0)), rule(bytes.subarray(0, 200))]).toEqual(Array(4).fill('malformed'));
    expect(rule(new Uint8Array(limits.itemBytes + 1))).toBe('too-large');
  });
});

describe('sealing', () => {
  it('takes the largest content that fits and refuses one byte more', () => {
    const largest = 63_484;
    const bytes = seal({ content: new Uint8Array(largest) });
    expect([fitsItem(largest), fitsItem(largest + 1), bytes.length <= limits.itemBytes]).toEqual([true, false, true]);
    expect(openItem(verifyItem(bytes, device.publicKey)!, contentKey)?.length).toBe(largest);
    expect(() => seal({ content: new Uint8Array(largest + 1) })).toThrow(RangeError);
  });
  it('refuses hashes of a wrong length and numbers that are not whole', () => {
    for (const bad of [header({ epochTag: new Uint8Array(31) }), header({ epoch: -1 }), header({ epoch: 2 ** 53 }), header({ epoch: 0.5 })]) {
      expect(() => seal({ header: bad })).toThrow(RangeError);
    }
  });
});

describe('padding', () => {
  it('reaches sizes that are their own and waste less than an eighth', () => {
    fc.assert(fc.property(fc.nat(70_000), (length) => {
      const size = padmeSize(length);
      expect(size).toBeGreaterThanOrEqual(length);
      expect(padmeSize(size)).toBe(size);
      if (length > 256) expect(size).toBeLessThanOrEqual(length * 1.125);
    }));
  });
  it('refuses a length that lies, another size, and anything but zeros', () => {
    const padded = new Uint8Array(256);
    padded[3] = 5;
    expect(unpad(padded)).toEqual(new Uint8Array(5));
    expect([unpad(padded.subarray(0, 255)), unpad(new Uint8Array(3)), unpad(padded.with(255, 1)), unpad(padded.with(3, 253))]).toEqual(Array(4).fill(undefined));
  });
});
