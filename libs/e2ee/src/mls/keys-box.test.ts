import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceId, ItemId } from '@comity/contracts';
import { randomBytes, ready } from '../verify.js';
import { adopt, bothSuites, channelsIn, newDevice } from './cast.fixture.js';
import { commitChanges, decodeGroup, encodeGroup, openKeys, sealKeys, type DeviceKeys, type Group, type KeysBox } from './index.js';

const epochs = [2, 5];
const keys = epochs.map(() => ({ key: randomBytes(32), tag: randomBytes(32) }));
const about = (giver: DeviceKeys, to: DeviceKeys): KeysBox => ({ giver: giver.device, to: to.device, ask: crypto.randomUUID() as ItemId, epochs });

describe.each(bothSuites)('keys in a box for one device of a %s space', (_, suite) => {
  const { spaceOf } = channelsIn(suite);
  let [giver, taker, other] = [] as unknown as [DeviceKeys, DeviceKeys, DeviceKeys];
  let groups: Group[];
  let box: KeysBox;
  let sealed: Uint8Array;
  beforeAll(async () => {
    await ready();
    [giver, taker, other] = [newDevice(), newDevice(), newDevice()];
    groups = await spaceOf(giver, taker, other);
    box = about(giver, taker);
    sealed = (await sealKeys(groups[0]!, box, keys))!;
  });

  it('are opened by that device, also after its program was started again', async () => {
    expect(await openKeys(groups[1]!, box, sealed)).toEqual(keys);
    expect(await openKeys(decodeGroup(encodeGroup(groups[1]!), taker), box, sealed)).toEqual(keys);
  });

  it('are opened by nobody else inside, the giver included', async () => {
    for (const group of [groups[0]!, groups[2]!]) expect(await openKeys(group, box, sealed)).toBeUndefined();
  });

  it('cannot be passed off as another’s, of other epochs, as an answer to something else, or in another epoch', async () => {
    const altered: KeysBox[] = [{ ...box, giver: other.device }, { ...box, to: other.device }, { ...box, ask: crypto.randomUUID() as ItemId }, { ...box, epochs: [2, 6] }, { ...box, epochs: [2] }];
    for (const each of altered) expect(await openKeys(groups[1]!, each, sealed)).toBeUndefined();
    const { commit } = await commitChanges(groups[0]!, {});
    expect(await openKeys(await adopt(groups[1]!, commit), box, sealed)).toBeUndefined();
  });

  it('do not open once a byte was changed or is missing', async () => {
    for (const at of [0, 1, 2, 40, sealed.length - 1]) expect(await openKeys(groups[1]!, box, sealed.with(at, sealed[at]! ^ 1))).toBeUndefined();
    for (const length of [0, 1, 2, sealed.length - 1]) expect(await openKeys(groups[1]!, box, sealed.subarray(0, length))).toBeUndefined();
  });

  it('are for no device outside', async () => {
    expect(await sealKeys(groups[0]!, { ...box, to: crypto.randomUUID() as DeviceId }, keys)).toBeUndefined();
  });
});
