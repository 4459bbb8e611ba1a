import { beforeAll, describe, expect, it } from '@jest/globals';
import { equal, ready } from '../verify.js';
import { adopt, bothSuites, channelsIn, expectAgreement, newDevice, newSpaceId, now } from './cast.fixture.js';
import { MlsRefusal, commitChanges, contentKey, createGroup, decodeGroup, encodeGroup, joinByExternalCommit, joinByWelcome, leaves, newKeyPackage, policyOf, readCommit, welcomeReferences, wipeGroup } from './index.js';

describe.each(bothSuites)('a %s space', (_, suite) => {
  const { channelOf, spaceOf } = channelsIn(suite);
  beforeAll(() => ready());

  it('gives everybody added by one commit the same content key', async () => {
    await expectAgreement(await spaceOf(newDevice(), newDevice(), newDevice(), newDevice()));
  });

  it('gives a new content key after each device renewed its keys', async () => {
    let groups = await spaceOf(newDevice(), newDevice(), newDevice());
    for (let turn = 0; turn < groups.length; turn++) {
      const before = await contentKey(groups[0]!);
      const { next, commit, welcome } = await commitChanges(groups[turn]!, {});
      expect(welcome).toBeNull();
      groups = await Promise.all(groups.map(async (group, nth) => (nth === turn ? next : adopt(group, commit))));
      await expectAgreement(groups);
      expect(equal(await contentKey(groups[0]!), before)).toBe(false);
    }
  });

  it('leaves a removed device behind', async () => {
    const [owner, second, third] = await spaceOf(newDevice(), newDevice(), newDevice());
    const { next, commit } = await commitChanges(owner!, { remove: [1] });
    const staged = await readCommit(second!, commit);
    expect(staged.removesSelf).toBe(true);
    expect(staged.next).toBeNull();
    await expectAgreement([next, await adopt(third!, commit)]);
    expect(leaves(next).map((leaf) => leaf.index)).toEqual([0, 2]);
  });

  it('changes its policy for everybody at once', async () => {
    const [owner, second] = [newDevice(), newDevice()];
    const groups = await spaceOf(owner, second);
    const { next, commit } = await commitChanges(groups[0]!, { policy: channelOf(owner, second) });
    const staged = await readCommit(groups[1]!, commit);
    expect(staged.policyBefore.owners).toHaveLength(1);
    expect(staged.policyAfter?.owners).toHaveLength(2);
    await expectAgreement([next, staged.next!]);
    expect(policyOf(next).owners).toEqual([owner.practitioner, second.practitioner].sort());
  });

  it('lets another device of a person come in by external commit', async () => {
    const [owner, second] = [newDevice(), newDevice()];
    const groups = await spaceOf(owner, second);
    const fresh = newDevice(second.practitioner);
    const committed = await commitChanges(groups[0]!, {});
    const inside = [committed.next, await adopt(groups[1]!, committed.commit)];
    const joined = await joinByExternalCommit(committed.groupInfo, fresh);
    const staged = await Promise.all(inside.map((group) => readCommit(group, joined.commit)));
    expect(staged[0]!.author).toEqual({ external: true, leaf: { index: 2, practitioner: fresh.practitioner, device: fresh.device, key: fresh.publicKey } });
    await expectAgreement([joined.next, ...staged.map((one) => one.next!)]);
  });

  it('lets a device that lost its state come in again in the place of its own leaf', async () => {
    const [owner, second] = [newDevice(), newDevice()];
    const groups = await spaceOf(owner, second);
    const { next, commit, groupInfo } = await commitChanges(groups[0]!, {});
    const joined = await joinByExternalCommit(groupInfo, second, 1);
    const staged = await readCommit(next, joined.commit);
    expect(staged.removes.map((leaf) => leaf.index)).toEqual([1]);
    await expectAgreement([joined.next, staged.next!]);
    expect(leaves(joined.next)).toHaveLength(2);
    const replaced = await readCommit(await adopt(groups[1]!, commit), joined.commit);
    expect(replaced.removesSelf).toBe(true);
    expect(replaced.next).toBeNull();
  });

  it('takes a device out and in again with one commit', async () => {
    const [owner, second] = [newDevice(), newDevice()];
    const groups = await spaceOf(owner, second);
    const again = await newKeyPackage(second, suite, false, now);
    const { next, welcome } = await commitChanges(groups[0]!, { remove: [1], add: [again.bytes] });
    await expectAgreement([next, await joinByWelcome(welcome!, again, second)]);
    await expect(commitChanges(groups[0]!, { add: [again.bytes] })).rejects.toThrow(MlsRefusal);
  });

  it('survives being stored, without the device key among the stored bytes', async () => {
    const [owner, second] = [newDevice(), newDevice()];
    const groups = await spaceOf(owner, second);
    const bytes = encodeGroup(groups[1]!);
    expect(Buffer.from(bytes).includes(Buffer.from(second.secretKey.subarray(0, 32)))).toBe(false);
    const restored = decodeGroup(bytes, second);
    await expectAgreement([groups[0]!, restored]);
    const { next, commit } = await commitChanges(groups[0]!, {});
    await expectAgreement([next, await adopt(restored, commit)]);
    expect(() => decodeGroup(bytes, owner)).toThrow(MlsRefusal);
  });

  it('keeps the group a commit was made from usable, in case another commit wins', async () => {
    const groups = await spaceOf(newDevice(), newDevice());
    const lost = await commitChanges(groups[0]!, {});
    wipeGroup(lost.next);
    const won = await commitChanges(groups[1]!, {});
    await expectAgreement([won.next, await adopt(groups[0]!, won.commit)]);
    await expectAgreement([won.next, await adopt(groups[0]!, won.commit)]);
  });

  it('keeps the next group whole when the one before is wiped', async () => {
    const groups = await spaceOf(newDevice(), newDevice(), newDevice());
    const first = await commitChanges(groups[0]!, {});
    const others = await Promise.all(groups.slice(1).map((group) => adopt(group, first.commit)));
    groups.forEach(wipeGroup);
    await expect(commitChanges(groups[0]!, {})).rejects.toThrow(RangeError);
    const second = await commitChanges(others[1]!, {});
    await expectAgreement([second.next, await adopt(first.next, second.commit), await adopt(others[0]!, second.commit)]);
  });

  it('tells which key package a welcome was made for', async () => {
    const founded = await createGroup({ space: newSpaceId(), policy: channelOf(newDevice()), self: newDevice() });
    const newcomer = await newKeyPackage(newDevice(), suite, true, now);
    const { welcome } = await commitChanges(founded, { add: [newcomer.bytes] });
    expect(welcomeReferences(welcome!)).toEqual([newcomer.reference]);
  });

  it('refuses a commit of another epoch and of another space', async () => {
    const groups = await spaceOf(newDevice(), newDevice());
    const { next, commit } = await commitChanges(groups[0]!, {});
    await expect(readCommit(next, commit)).rejects.toMatchObject({ reason: 'other-epoch' });
    const [other] = await spaceOf(newDevice());
    await expect(readCommit(other!, commit)).rejects.toMatchObject({ reason: 'other-space' });
  });

  it('refuses a commit with any byte changed', async () => {
    const groups = await spaceOf(newDevice(), newDevice());
    const { commit } = await commitChanges(groups[0]!, {});
    for (let at = 0; at < commit.length; at += 7) {
      const tampered = commit.slice();
      tampered[at]! ^= 1;
      await expect(readCommit(groups[1]!, tampered)).rejects.toThrow(MlsRefusal);
    }
  });
});
