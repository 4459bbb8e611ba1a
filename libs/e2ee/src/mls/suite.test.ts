/** A space keeps the suite it began with: what goes with another is not taken, by name. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Suite, limits, suites } from '@comity/contracts';
import { type CiphersuiteName } from 'ts-mls/crypto/ciphersuite.js';
import { ready } from '../sodium.js';
import { bothSuites, channelsIn, newDevice, newSpaceId, now } from './cast.fixture.js';
import { MlsRefusal, commitChanges, createGroup, groupInfoOf, joinByExternalCommit, joinByWelcome, leaves, newKeyPackage, policyOf } from './index.js';
import { createGroup as createMlsGroup } from 'ts-mls/clientState.js';
import { uuidToBytes } from '../bytes.js';
import { clientConfig } from './client.js';
import { holdGroup } from './group.js';
import { generateKeyPackage } from './key-package.js';
import { decodeWelcome, encodeWelcome } from './message.js';
import { policyExtensions } from './policy.js';
import { suiteOf } from './provider/index.js';

beforeAll(() => ready());

const otherThan = (suite: Suite): Suite => (suite === suites.hybrid ? suites.classical : suites.hybrid);

/** A group in `suite` whose policy says something else: what a turned founder could make. */
async function lying(suite: Suite, founder = newDevice()) {
  const { publicPackage, privatePackage } = await generateKeyPackage(founder, suite, false, new Date(0));
  const policy = channelsIn(otherThan(suite)).channelOf(founder);
  return holdGroup(await createMlsGroup(uuidToBytes(newSpaceId()), publicPackage, privatePackage, policyExtensions(policy), suiteOf(suite), clientConfig), founder);
}

describe.each(bothSuites)('a %s space', (_, suite) => {
  it('takes in nobody by a key package of the other suite', async () => {
    const founder = newDevice();
    const group = await createGroup({ space: newSpaceId(), policy: channelsIn(suite).channelOf(founder), self: founder });
    expect(group.suite).toBe(suite);
    expect(policyOf(group).suite).toBe(suite);
    const foreign = await newKeyPackage(newDevice(), otherThan(suite), false, now);
    await expect(commitChanges(group, { add: [foreign.bytes] })).rejects.toThrow(MlsRefusal);
  });

  it('is not entered with a key package of the other suite, or by a welcome relabelled to it', async () => {
    const founder = newDevice(), newcomer = newDevice();
    const group = await createGroup({ space: newSpaceId(), policy: channelsIn(suite).channelOf(founder), self: founder });
    const [own, foreign] = [await newKeyPackage(newcomer, suite, false, now), await newKeyPackage(newcomer, otherThan(suite), false, now)];
    const { welcome } = await commitChanges(group, { add: [own.bytes] });
    await expect(joinByWelcome(welcome!, foreign, newcomer)).rejects.toMatchObject({ reason: 'other-suite' });
    const relabelled = encodeWelcome({ ...decodeWelcome(welcome!), cipherSuite: suiteOf(otherThan(suite)).name });
    await expect(joinByWelcome(relabelled, own, newcomer)).rejects.toMatchObject({ reason: 'other-suite' });
    await expect(joinByWelcome(relabelled, foreign, newcomer)).rejects.toThrow(MlsRefusal);
    await expect(joinByWelcome(encodeWelcome({ ...decodeWelcome(welcome!), cipherSuite: '77' as CiphersuiteName }), own, newcomer)).rejects.toMatchObject({ reason: 'other-suite' });
    expect(leaves(await joinByWelcome(welcome!, own, newcomer))).toHaveLength(2);
  });

  it('whose policy names the other suite is not entered, by either door', async () => {
    const founder = newDevice(), newcomer = newDevice();
    const group = await lying(suite, founder);
    await expect(joinByExternalCommit(await groupInfoOf(group), newDevice(founder.practitioner))).rejects.toMatchObject({ reason: 'other-suite' });
    const own = await newKeyPackage(newcomer, suite, false, now);
    const { welcome } = await commitChanges(group, { add: [own.bytes] });
    await expect(joinByWelcome(welcome!, own, newcomer)).rejects.toMatchObject({ reason: 'other-suite' });
  });

  it('is entered from a group info that nobody relabelled', async () => {
    const founder = newDevice();
    const group = await createGroup({ space: newSpaceId(), policy: channelsIn(suite).channelOf(founder), self: founder });
    const groupInfo = await groupInfoOf(group);
    const relabelled = groupInfo.slice();
    // MLSMessage and GroupContext begin with three 16-bit numbers; the suite is the next.
    relabelled.set([otherThan(suite) >> 8, otherThan(suite) & 255], 6);
    await expect(joinByExternalCommit(relabelled, newDevice(founder.practitioner))).rejects.toMatchObject({ reason: 'other-suite' });
    expect((await joinByExternalCommit(groupInfo, newDevice(founder.practitioner))).next.suite).toBe(suite);
  });
});

describe('the largest hybrid space', () => {
  it('stays within what the service takes: sixty-four people who all came in with every device they may have', async () => {
    const devices = limits.devicesPerHybridSpace * limits.devicesPerPractitioner;
    const founder = newDevice();
    const alone = await createGroup({ space: newSpaceId(), policy: channelsIn(suites.hybrid).channelOf(founder), self: founder });
    const packages = await Promise.all(Array.from({ length: devices - 1 }, async () => (await newKeyPackage(newDevice(), suites.hybrid, false, now)).bytes));
    expect(Math.max(...packages.map(({ length }) => length))).toBeLessThan(limits.keyPackageBytes);
    // Nobody but the founder has committed: every other leaf gets a ciphertext of its own, which is the worst there is.
    const { next, groupInfo } = await commitChanges(alone, { add: packages });
    const renewal = await commitChanges(next, {});
    expect(renewal.commit.length).toBeLessThan(limits.commitBytes);
    // Each parent node that is filled later adds a public key and a hash or two.
    expect(groupInfo.length + devices * 1_300).toBeLessThan(limits.groupInfoBytes);
    const full = await commitChanges(alone, { add: packages.slice(0, limits.devicesPerHybridSpace - 1) });
    expect(full.commit.length).toBeLessThan(limits.commitBytes / 2);
    expect(full.welcome!.length).toBeLessThan(limits.welcomeBytes / 8);
  });
});
