/** People, devices and spaces for the tests of this folder. */
import { expect } from '@jest/globals';
import { type DeviceId, type PractitionerId, type SpaceId, type Suite, suites } from '@comity/contracts';
import { equal } from '../bytes.js';
import type { SpacePolicy } from '../handshake/index.js';
import { type DeviceKeys, type Group, commitChanges, contentKey, createGroup, epochTag, joinByWelcome, leaves, newKeyPackage, policyOf, readCommit } from './index.js';
import { ed25519KeyPair } from './provider/primitives.js';

/** ts-mls asks the clock of the machine whether a key package is within its lifetime, so these are of now. */
export const now = new Date();

export const newSpaceId = (): SpaceId => crypto.randomUUID() as SpaceId;
export const newPerson = (): PractitionerId => crypto.randomUUID() as PractitionerId;

/** A device of `practitioner`, or of somebody new. */
export function newDevice(practitioner: PractitionerId = newPerson()): DeviceKeys {
  return { practitioner, device: crypto.randomUUID() as DeviceId, ...ed25519KeyPair(crypto.getRandomValues(new Uint8Array(32))) };
}

const policyIn = (suite: Suite, kind: SpacePolicy['kind'], owners: DeviceKeys[]): SpacePolicy =>
  ({ v: 1, kind, owners: owners.map((owner) => owner.practitioner), history: 'none', retention: null, hold: false, suite });

/** Spaces whose suite does not matter to a test are classical channels, which are faster, or direct. */
export const channelOf = (...owners: DeviceKeys[]): SpacePolicy => policyIn(suites.classical, 'channel', owners);
export const directOf = (one: DeviceKeys, other: DeviceKeys): SpacePolicy => policyIn(suites.hybrid, 'direct', [one, other]);

/** A space all of whose members were added by one commit; the groups are in the order of the devices, the first of whom founds it. */
export async function spaceWith(policy: SpacePolicy, founder: DeviceKeys, ...others: DeviceKeys[]): Promise<Group[]> {
  const founded = await createGroup({ space: newSpaceId(), policy, self: founder });
  if (others.length === 0) return [founded];
  const packages = await Promise.all(others.map((other) => newKeyPackage(other, policy.suite, false, now)));
  const { next, welcome } = await commitChanges(founded, { add: packages.map((made) => made.bytes) });
  return [next, ...await Promise.all(others.map((other, nth) => joinByWelcome(welcome!, packages[nth]!, other)))];
}

export const spaceOf = (founder: DeviceKeys, ...others: DeviceKeys[]): Promise<Group[]> => spaceWith(channelOf(founder), founder, ...others);

/** Channels of one suite, for tests that run with both. */
export const channelsIn = (suite: Suite) => {
  const channel = (...owners: DeviceKeys[]) => policyIn(suite, 'channel', owners);
  return { channelOf: channel, spaceOf: (founder: DeviceKeys, ...others: DeviceKeys[]) => spaceWith(channel(founder), founder, ...others) };
};

/** Both suites, named, for `describe.each`. */
export const bothSuites = Object.entries(suites) as [keyof typeof suites, Suite][];

/** Reads a commit and takes it over unjudged. */
export async function adopt(group: Group, commit: Uint8Array): Promise<Group> {
  const staged = await readCommit(group, commit);
  expect(staged.swaps).toEqual([]);
  expect(staged.next).not.toBeNull();
  return staged.next!;
}

/** Everybody has the same keys, members and policy. */
export async function expectAgreement(groups: readonly Group[]): Promise<void> {
  const [first, ...rest] = groups;
  const key = await contentKey(first!);
  expect(key).toHaveLength(32);
  for (const group of rest) {
    expect(equal(await contentKey(group), key)).toBe(true);
    expect(equal(epochTag(group), epochTag(first!))).toBe(true);
    expect(leaves(group)).toEqual(leaves(first!));
    expect(policyOf(group)).toEqual(policyOf(first!));
  }
}
