import { beforeAll, describe, expect, it } from '@jest/globals';
import { keyPackageLifetime, parseKeyPackage } from '../handshake/index.js';
import { ready } from '../sodium.js';
import { bothSuites, channelsIn, newDevice, now } from './cast.fixture.js';
import { MlsRefusal, commitChanges, joinByWelcome, keyPackageReference, newKeyPackage } from './index.js';

beforeAll(() => ready());

describe.each(bothSuites)('a %s key package', (_, suite) => {
  const { spaceOf } = channelsIn(suite);
  it('ends, and begins early enough for clocks that differ', async () => {
    const { lifetime } = parseKeyPackage((await newKeyPackage(newDevice(), suite, false, now)).bytes)!;
    const seconds = Math.floor(now.getTime() / 1000);
    expect(lifetime).toEqual({ notBefore: seconds - keyPackageLifetime.skew, notAfter: seconds + keyPackageLifetime.span });
  });

  it('says whether it is the one of last resort', async () => {
    const [single, last] = await Promise.all([false, true].map((lastResort) => newKeyPackage(newDevice(), suite, lastResort, now)));
    expect([parseKeyPackage(single!.bytes)!.lastResort, parseKeyPackage(last!.bytes)!.lastResort]).toEqual([false, true]);
  });

  it('of last resort lets a device into two spaces', async () => {
    const self = newDevice();
    const last = await newKeyPackage(self, suite, true, now);
    for (const [owner] of [await spaceOf(newDevice()), await spaceOf(newDevice())]) {
      const { welcome } = await commitChanges(owner!, { add: [last.bytes] });
      await expect(joinByWelcome(welcome!, last, self)).resolves.toBeDefined();
    }
  });

  it('has a reference that anybody can compute', async () => {
    const made = await newKeyPackage(newDevice(), suite, false, now);
    expect(await keyPackageReference(made.bytes)).toBe(made.reference);
  });

  it('cannot be added once it is past its lifetime', async () => {
    const [owner] = await spaceOf(newDevice());
    const old = await newKeyPackage(newDevice(), suite, false, new Date(now.getTime() - 91 * 86_400_000));
    await expect(commitChanges(owner!, { add: [old.bytes] })).rejects.toThrow(MlsRefusal);
  });

  it('cannot be added with any byte changed', async () => {
    const [owner] = await spaceOf(newDevice());
    const { bytes } = await newKeyPackage(newDevice(), suite, false, now);
    for (let at = 0; at < bytes.length; at += 11) {
      const tampered = bytes.slice();
      tampered[at]! ^= 1;
      await expect(commitChanges(owner!, { add: [tampered] })).rejects.toThrow(MlsRefusal);
    }
  });
});

describe.each(bothSuites)('a welcome to a %s space', (_, suite) => {
  const { spaceOf } = channelsIn(suite);
  it('opens for nobody without the secret of its key package', async () => {
    const [self, other] = [newDevice(), newDevice()];
    const [owner] = await spaceOf(newDevice());
    const [made, another] = [await newKeyPackage(self, suite, false, now), await newKeyPackage(self, suite, false, now)];
    const { welcome } = await commitChanges(owner!, { add: [made.bytes] });
    await expect(joinByWelcome(welcome!, another, self)).rejects.toThrow(MlsRefusal);
    await expect(joinByWelcome(welcome!, { bytes: made.bytes, secret: another.secret }, self)).rejects.toThrow(MlsRefusal);
    await expect(joinByWelcome(welcome!, { bytes: made.bytes, secret: made.secret.subarray(1) }, self)).rejects.toMatchObject({ reason: 'malformed' });
    await expect(joinByWelcome(welcome!, await newKeyPackage(other, suite, false, now), other)).rejects.toThrow(MlsRefusal);
  });

  it('opens no more once a byte of it changed', async () => {
    const self = newDevice();
    const [owner] = await spaceOf(newDevice());
    const made = await newKeyPackage(self, suite, false, now);
    const { welcome } = await commitChanges(owner!, { add: [made.bytes] });
    for (let at = 0; at < welcome!.length; at += 31) {
      const tampered = welcome!.slice();
      tampered[at]! ^= 1;
      await expect(joinByWelcome(tampered, made, self)).rejects.toThrow(MlsRefusal);
    }
  });
});
