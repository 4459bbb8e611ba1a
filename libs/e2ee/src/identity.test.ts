import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceId, PractitionerId } from '@comity/contracts';
import { attachSignature, newDevice, newIdentity, randomBytes, ready, safetyNumber, verifyAttach } from '@comity/e2ee';

beforeAll(ready);

describe('attaching a device to a session', () => {
  it('takes the device’s key, this challenge and this device', () => {
    const keys = newDevice();
    const challenge = randomBytes(32);
    const device = '33333333-3333-4333-8333-333333333333' as DeviceId;
    const signature = attachSignature(keys.secretKey, challenge, device);
    expect(verifyAttach(keys.publicKey, challenge, device, signature)).toBe(true);
    expect(verifyAttach(keys.publicKey, randomBytes(32), device, signature)).toBe(false);
    expect(verifyAttach(keys.publicKey, challenge, '44444444-4444-4444-8444-444444444444' as DeviceId, signature)).toBe(false);
    expect(verifyAttach(newDevice().publicKey, challenge, device, signature)).toBe(false);
    expect(verifyAttach(keys.publicKey, challenge, device, new Uint8Array(3))).toBe(false);
    expect(() => attachSignature(keys.secretKey, new Uint8Array(31), device)).toThrow(RangeError);
  });
});

describe('a safety number', () => {
  const party = (last: string) => ({ id: `33333333-3333-4333-8333-33333333333${last}` as PractitionerId, key: newIdentity().publicKey });
  it('is twelve groups of five digits and the same for both', () => {
    const [a, b] = [party('1'), party('2')];
    expect(safetyNumber(a, b)).toMatch(/^(\d{5} ){11}\d{5}$/);
    expect(safetyNumber(a, b)).toBe(safetyNumber(b, a));
  });
  it('changes with either key and either person', () => {
    const [a, b] = [party('1'), party('2')];
    const numbers = [safetyNumber(a, b), safetyNumber({ ...a, key: newIdentity().publicKey }, b), safetyNumber(a, { ...b, key: newIdentity().publicKey }), safetyNumber({ ...a, id: party('9').id }, b)];
    expect(new Set(numbers).size).toBe(4);
  });
});
