import { beforeAll, describe, expect, it } from '@jest/globals';
import { ready } from '../../sodium.js';
import { OwnClient } from './own.fixture.js';
import { WireClient } from './wire.fixture.js';

const newGroup = (): Uint8Array => crypto.getRandomValues(new Uint8Array(16));
const text = (identity: Uint8Array): string => Buffer.from(identity).toString();

/** Everybody derives the same secret in the same epoch. */
async function expectAgreement(group: Uint8Array, own: readonly OwnClient[], theirs: readonly WireClient[]): Promise<void> {
  const [first, ...rest] = own;
  const secret = await first!.exported();
  for (const client of rest) expect(await client.exported()).toEqual(secret);
  for (const client of theirs) {
    expect(await client.epoch(group)).toBe(first!.state!.groupContext.epoch);
    expect(await client.exported(group)).toEqual(secret);
  }
}

/** A group of ours with one more client of ours and two of theirs. */
async function mixed() {
  const group = newGroup();
  const [founder, second] = [await OwnClient.start(), await OwnClient.start()];
  const [alice, bob] = [await WireClient.start(), await WireClient.start()];
  await founder.create(group);
  const { welcome } = await founder.commit({ add: [await alice.keyPackage(), second.keyPackage(), await bob.keyPackage()] });
  for (const joiner of [alice, second, bob]) await joiner.joinByWelcome(welcome!);
  return { group, founder, second, alice, bob };
}

describe('with core-crypto, an independent implementation', () => {
  beforeAll(() => ready());

  it('joins by our welcome', async () => {
    const { group, founder, second, alice, bob } = await mixed();
    await expectAgreement(group, [founder, second], [alice, bob]);
    expect(await alice.members(group)).toEqual([founder.identity, second.identity, text(alice.identity), text(bob.identity)].sort());
  });

  it('lets ours join by its welcome', async () => {
    const group = newGroup();
    const [founder, other] = [await WireClient.start(), await WireClient.start()];
    const [own, another] = [await OwnClient.start(), await OwnClient.start()];
    await founder.create(group);
    const { welcome } = await founder.add(group, [own.keyPackage(), await other.keyPackage()]);
    await own.joinByWelcome(welcome!);
    await other.joinByWelcome(welcome!);
    const added = await founder.add(group, [another.keyPackage()]);
    await own.read(added.commit);
    await other.read(group, added.commit);
    await another.joinByWelcome(added.welcome!);
    await expectAgreement(group, [own, another], [founder, other]);
  });

  it('follows our updates, and ours follow its updates', async () => {
    const { group, founder, second, alice, bob } = await mixed();
    const ours = await founder.commit({});
    await second.read(ours.commit);
    for (const client of [alice, bob]) await client.read(group, ours.commit);
    await expectAgreement(group, [founder, second], [alice, bob]);
    for (const [author, reader] of [[alice, bob], [bob, alice]] as const) {
      const theirs = await author.update(group);
      for (const client of [founder, second]) await client.read(theirs.commit);
      await reader.read(group, theirs.commit);
      await expectAgreement(group, [founder, second], [alice, bob]);
    }
  });

  it('follows our additions and removals, and ours follow its own', async () => {
    const { group, founder, second, alice, bob } = await mixed();
    const [third, carol] = [await OwnClient.start(), await WireClient.start()];
    const ours = await second.commit({ add: [third.keyPackage()], remove: [second.leafOf(text(bob.identity))] });
    await founder.read(ours.commit);
    await alice.read(group, ours.commit);
    await third.joinByWelcome(ours.welcome!);
    await expectAgreement(group, [founder, second, third], [alice]);
    const added = await alice.add(group, [await carol.keyPackage()]);
    for (const client of [founder, second, third]) await client.read(added.commit);
    await carol.joinByWelcome(added.welcome!);
    await expectAgreement(group, [founder, second, third], [alice, carol]);
    const removed = await carol.remove(group, [alice.id]);
    for (const client of [founder, second, third]) await client.read(removed.commit);
    await expectAgreement(group, [founder, second, third], [carol]);
  });

  it('joins by external commit from our group info, and ours from its', async () => {
    const { group, founder, second, alice, bob } = await mixed();
    const carol = await WireClient.start();
    const theirs = await carol.joinByExternalCommit(await founder.groupInfo());
    for (const client of [founder, second]) await client.read(theirs.commit);
    for (const client of [alice, bob]) await client.read(group, theirs.commit);
    await expectAgreement(group, [founder, second], [alice, bob, carol]);
    const { commit, groupInfo } = await alice.update(group);
    for (const client of [founder, second]) await client.read(commit);
    for (const client of [bob, carol]) await client.read(group, commit);
    const fresh = await OwnClient.start();
    const ours = await fresh.joinByExternalCommit(groupInfo);
    for (const client of [founder, second]) await client.read(ours);
    for (const client of [alice, bob, carol]) await client.read(group, ours);
    await expectAgreement(group, [founder, second, fresh], [alice, bob, carol]);
  });

  it('follows one of ours that comes back in the place of its own leaf', async () => {
    const { group, founder, second, alice, bob } = await mixed();
    const back = await second.joinByExternalCommit(await founder.groupInfo(), second.leafOf(second.identity));
    await founder.read(back);
    for (const client of [alice, bob]) await client.read(group, back);
    await expectAgreement(group, [founder, second], [alice, bob]);
    expect(await alice.members(group)).toHaveLength(4);
  });

  it('agrees on the commit secret when one half of the tree is blank', async () => {
    // Leaves 0 and 1 go; what is left stands under one child of the root.
    const group = newGroup();
    const [founder, second, third] = [await OwnClient.start(), await OwnClient.start(), await OwnClient.start()];
    const alice = await WireClient.start();
    await founder.create(group);
    const { welcome } = await founder.commit({ add: [second.keyPackage(), third.keyPackage(), await alice.keyPackage()] });
    for (const joiner of [second, third, alice]) await joiner.joinByWelcome(welcome!);
    const halved = await third.commit({ remove: [0, 1] });
    await alice.read(group, halved.commit);
    await expectAgreement(group, [third], [alice]);
    const theirs = await alice.update(group);
    await third.read(theirs.commit);
    await expectAgreement(group, [third], [alice]);
  });

  it('takes an update from a device that was alone', async () => {
    const group = newGroup();
    const [founder, alice] = [await OwnClient.start(), await WireClient.start()];
    await founder.create(group);
    await founder.commit({});
    const theirs = await alice.joinByExternalCommit(await founder.groupInfo());
    await founder.read(theirs.commit);
    await expectAgreement(group, [founder], [alice]);
  });
});
