import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeviceId, SpaceId } from '@comity/contracts';
import { newDevice, parseReceipt, ready, signReceipt, verifyReceipt, type KeyPair, type Receipt } from '@comity/e2ee';

let device: KeyPair;
beforeAll(async () => { await ready(); device = newDevice(); });

const receipt: Receipt = { space: '11111111-1111-4111-8111-111111111111' as SpaceId, device: '33333333-3333-4333-8333-333333333333' as DeviceId, delivered: 9, read: 4, link: new Uint8Array(32).fill(3) };

describe('a receipt', () => {
  it('survives signing and verifying', () => {
    fc.assert(fc.property(fc.uuid(), fc.uuid(), fc.maxSafeNat(), fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (space, id, x, y, link) => {
      const stated = { space: space as SpaceId, device: id as DeviceId, delivered: Math.max(x, y), read: Math.min(x, y), link };
      const bytes = signReceipt(stated, device.secretKey);
      expect(bytes.length).toBe(145);
      expect(verifyReceipt(bytes, device.publicKey)).toEqual(stated);
    }));
  });
  it('is refused after any single bit was flipped', () => {
    const bytes = signReceipt(receipt, device.secretKey);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      if (verifyReceipt(bytes, device.publicKey) !== undefined) throw new Error(`bit ${bit} may be flipped`);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
    }
    expect(verifyReceipt(bytes, device.publicKey)).toEqual(receipt);
  });
  it('is refused from another device, with more read than delivered, of another length or version', () => {
    const bytes = signReceipt(receipt, device.secretKey);
    expect(verifyReceipt(bytes, newDevice().publicKey)).toBeUndefined();
    expect(parseReceipt(bytes.with(48, 200))).toBeUndefined();
    expect(parseReceipt(bytes.with(0, 2))).toBeUndefined();
    expect(parseReceipt(bytes.subarray(1))).toBeUndefined();
    expect(parseReceipt(bytes.with(33, 1))).toBeUndefined();
    expect(() => signReceipt({ ...receipt, read: 10 }, device.secretKey)).toThrow(RangeError);
    expect(() => signReceipt({ ...receipt, link: new Uint8Array(3) }, device.secretKey)).toThrow(RangeError);
  });
  it('never makes its parser throw', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 140, maxLength: 150 }), (bytes) => { parseReceipt(bytes); }));
  });
});
