import { beforeAll, describe, expect, it } from '@jest/globals';
import { type DeviceId, type Instant, type PractitionerId, type Suite, suites } from '@comity/contracts';
import { type CreateCommitOptions, createCommit } from 'ts-mls/createCommit.js';
import { generateKeyPackageWithKey } from 'ts-mls/keyPackage.js';
import type { Proposal } from 'ts-mls/proposal.js';
import { makePskIndex } from 'ts-mls/clientState.js';
import { ready } from '../sodium.js';
import { utf8 } from '../bytes.js';
import { lapsedWithin } from '../chain-state.js';
import { policyExtensionType, type SpacePolicy } from '../handshake/index.js';
import { channelOf, channelsIn, directOf, newDevice, newPerson, now, spaceOf, spaceWith } from './cast.fixture.js';
import { capabilities } from './client.js';
import { credentialOf } from './device.js';
import { heldBy } from './group.js';
import {
  type Changes, type CommitRule, type DeviceKeys, type Group, type Judgement, type PolicyChain, type StagedCommit, commitChanges, groupInfoOf, joinByExternalCommit,
  joinByWelcome, judgeCommit, judgeGroup, newKeyPackage, readCommit, staleLeaves,
} from './index.js';
import { encodeKeyPackage, encodeMessage } from './message.js';
import { policyExtensions } from './policy.js';
import { suiteOf } from './provider/index.js';

beforeAll(() => ready());

/** A chain that certified exactly these devices, some of which ended. */
function chainOf(devices: readonly DeviceKeys[], ended: { devices?: readonly DeviceKeys[]; persons?: readonly PractitionerId[] } = {}): PolicyChain {
  const known = new Map<DeviceId, { practitioner: PractitionerId; key: Uint8Array }>(devices.map((one) => [one.device, { practitioner: one.practitioner, key: one.publicKey }]));
  const person = (id: PractitionerId) => (devices.some((one) => one.practitioner === id) && !ended.persons?.includes(id) ? { id } : undefined);
  return {
    devices: known,
    person,
    lapsed: () => false,
    device: (id) => {
      const device = known.get(id);
      return device === undefined || ended.devices?.some((one) => one.device === id) || person(device.practitioner) === undefined ? undefined : device;
    },
  };
}

const allowed: Judgement = { ok: true };
const refused = (rule: CommitRule): Judgement => ({ ok: false, rule });
const removal = (removed: number): Proposal => ({ proposalType: 'remove', remove: { removed } });

/** An owner, another member, and a colleague who is not inside but certified. */
async function scene() {
  const [owner, member, colleague] = [newDevice(), newDevice(), newDevice()];
  const [owners, members] = await spaceOf(owner, member);
  return { owner, member, colleague, owners: owners!, members: members!, chain: chainOf([owner, member, colleague]) };
}

const packageOf = async (device: DeviceKeys, suite: Suite = suites.classical) => (await newKeyPackage(device, suite, false, now)).bytes;
const staged = async (author: Group, reader: Group, changes: Changes): Promise<StagedCommit> => readCommit(reader, (await commitChanges(author, changes)).commit);

/** What a member could commit with a client of their own making. */
async function forged(author: Group, options: CreateCommitOptions, credential?: DeviceKeys): Promise<Uint8Array> {
  const { state } = heldBy(author);
  const own = 2 * state.privatePath.leafIndex;
  const ratchetTree = state.ratchetTree.map((node, at) => (at === own && credential !== undefined && node?.nodeType === 'leaf' ? { ...node, leaf: { ...node.leaf, credential: credentialOf(credential) } } : node));
  const pskIndex = makePskIndex(undefined, { [Buffer.from('psk').toString('base64')]: new Uint8Array(32) });
  const { commit } = await createCommit({ state: { ...state, ratchetTree }, cipherSuite: suiteOf(author.suite), pskIndex }, { ...options, wireAsPublicMessage: true });
  return encodeMessage(commit);
}

const extensionsWith = (policy: Uint8Array): Proposal =>
  ({ proposalType: 'group_context_extensions', groupContextExtensions: { extensions: [policyExtensions(channelOf(newDevice()))[0]!, { extensionType: policyExtensionType, extensionData: policy }] } });

describe('a commit is allowed', () => {
  it('when an owner adds a colleague, and when it only renews keys', async () => {
    const { owners, members, colleague, chain } = await scene();
    expect(judgeCommit(await staged(owners, members, { add: [await packageOf(colleague)] }), chain, now)).toEqual(allowed);
    expect(judgeCommit(await staged(members, owners, {}), chain, now)).toEqual(allowed);
  });

  it('when an owner removes somebody, and hands ownership on', async () => {
    const { owner, member, colleague } = await scene();
    const [owners, members] = await spaceOf(owner, member, colleague);
    const chain = chainOf([owner, member, colleague]);
    expect(judgeCommit(await staged(owners!, members!, { remove: [2] }), chain, now)).toEqual(allowed);
    expect(judgeCommit(await staged(owners!, members!, { policy: channelOf(owner, member) }), chain, now)).toEqual(allowed);
    expect(judgeCommit(await staged(owners!, members!, { policy: channelOf(member) }), chain, now)).toEqual(allowed);
  });

  it('when it adds somebody as an owner, and when it takes out an owner with their ownership', async () => {
    const { owner, member, colleague, owners, members, chain } = await scene();
    expect(judgeCommit(await staged(owners, members, { add: [await packageOf(colleague)], policy: channelOf(owner, colleague) }), chain, now)).toEqual(allowed);
    const [first, , third] = await spaceWith(channelOf(owner, member), owner, member, colleague);
    expect(judgeCommit(await staged(first!, third!, { remove: [1], policy: channelOf(owner) }), chain, now)).toEqual(allowed);
  });

  it('when an owner changes the rules about the past, or holds a case file; nobody those of a direct space', async () => {
    const { owners, members, owner, member, chain } = await scene();
    const rules = { ...channelOf(owner), history: 'all', retention: { days: 30 } } as const;
    const changed = await staged(owners, members, { policy: rules });
    expect(judgeCommit(changed, chain, now)).toEqual(allowed);
    expect(changed.policyAfter).toEqual(rules);
    expect(judgeCommit(await staged(members, owners, { policy: rules }), chain, now)).toEqual(refused('policy-changed-by-non-owner'));
    const [one, other] = [newDevice(), newDevice()];
    const direct = { ...directOf(one, other), retention: { days: 7 } };
    const [ones, others] = await spaceWith(direct, one, other);
    const two = chainOf([one, other]);
    const file = { ...channelOf(owner), kind: 'case-file', suite: suites.hybrid } as const;
    const [[fileOwners, fileMembers], held] = [await spaceWith(file, owner, member), { ...file, hold: true }];
    expect(judgeCommit(await staged(fileOwners!, fileMembers!, { policy: held }), chain, now)).toEqual(allowed);
    expect(judgeCommit(await staged(fileMembers!, fileOwners!, { policy: held }), chain, now)).toEqual(refused('policy-changed-by-non-owner'));
    expect(judgeCommit(await staged(ones!, others!, { policy: { ...direct, retention: null } }), two, now)).toEqual(refused('policy-kind-changed'));
  });

  it('when anybody removes a device or a person that was revoked', async () => {
    const [owner, member, gone] = [newDevice(), newDevice(), newDevice()];
    const [owners, members] = await spaceOf(owner, member, gone);
    const removes = await staged(members!, owners!, { remove: [2] });
    expect(judgeCommit(removes, chainOf([owner, member, gone], { devices: [gone] }), now)).toEqual(allowed);
    expect(judgeCommit(removes, chainOf([owner, member, gone], { persons: [gone.practitioner] }), now)).toEqual(allowed);
    // By a clock that is ahead of the log's, but not by more than clocks may differ.
    const endsAfter = (seconds: number): PolicyChain => {
      const [before, after] = [chainOf([owner, member, gone]), chainOf([owner, member, gone], { devices: [gone] })];
      const then = now.getTime() + seconds * 1000;
      return { ...before, device: (id, at) => (at.getTime() < then ? before : after).device(id, at) };
    };
    expect(judgeCommit(removes, endsAfter(240), now)).toEqual(allowed);
    expect(judgeCommit(removes, endsAfter(360), now)).toEqual(refused('removed-by-non-owner'));
  });

  it('when anybody removed somebody whose access had run out, and it was renewed a moment later', async () => {
    const [owner, member, gone] = [newDevice(), newDevice(), newDevice()];
    const [owners, members] = await spaceOf(owner, member, gone);
    const removes = await staged(members!, owners!, { remove: [2] });
    const ranOut = (from: number, to: number): PolicyChain => {
      const at = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString() as Instant;
      return { ...chainOf([owner, member, gone]), lapsed: (id, since, until) => id === gone.practitioner && lapsedWithin({ lapses: [{ from: at(from), to: at(to) }] }, since.toISOString() as Instant, until.toISOString() as Instant) };
    };
    // A renewal counts five minutes early, so that by now the person was valid all along.
    expect(judgeCommit(removes, ranOut(-30, 30), now)).toEqual(allowed);
    expect(judgeCommit(removes, ranOut(60, 120), now)).toEqual(allowed);
    // Who renewed it dates that by a clock of theirs, which may be slow, and the log is written a moment after the service judged.
    expect(judgeCommit(removes, ranOut(-60, -30), now)).toEqual(allowed);
    expect(judgeCommit(removes, ranOut(-400, -301), now)).toEqual(refused('removed-by-non-owner'));
    expect(judgeCommit(removes, ranOut(360, 400), now)).toEqual(refused('removed-by-non-owner'));
  });

  it('when a member adds or removes a device of their own', async () => {
    const { owner, member, owners, members } = await scene();
    const tablet = newDevice(member.practitioner);
    expect(judgeCommit(await staged(members, owners, { add: [await packageOf(tablet)] }), chainOf([owner, member, tablet]), now)).toEqual(allowed);
    const [first, , third] = await spaceOf(owner, member, tablet);
    expect(judgeCommit(await staged(third!, first!, { remove: [1] }), chainOf([owner, member, tablet]), now)).toEqual(allowed);
  });

  it('when a new device of somebody inside joins by external commit, or takes the place of their own leaf', async () => {
    const { owner, member, owners, chain } = await scene();
    const tablet = newDevice(member.practitioner);
    const joins = await readCommit(owners, (await joinByExternalCommit(await groupInfoOf(owners), tablet)).commit);
    expect(judgeCommit(joins, chainOf([owner, member, tablet]), now)).toEqual(allowed);
    const returns = await readCommit(owners, (await joinByExternalCommit(await groupInfoOf(owners), member, 1)).commit);
    expect(judgeCommit(returns, chain, now)).toEqual(allowed);
  });

  it('when one of the two of a direct space adds a device of either', async () => {
    const [one, other] = [newDevice(), newDevice()];
    const [ones, others] = await spaceWith(directOf(one, other), one, other);
    const tablet = newDevice(other.practitioner);
    expect(judgeCommit(await staged(ones!, others!, { add: [await packageOf(tablet, suites.hybrid)] }), chainOf([one, other, tablet]), now)).toEqual(allowed);
  });
});

/** Each case prepares a commit and the chain it is judged against. */
type Case = [title: string, rule: CommitRule, prepare: () => Promise<[StagedCommit, PolicyChain, Date?]>];

const refusals: Case[] = [
  ['an owner adds a device nobody certified', 'stranger-added', async () => {
    const { owners, members, chain } = await scene();
    return [await staged(owners, members, { add: [await packageOf(newDevice())] }), chain];
  }],
  ['an owner adds a device whose person lost access', 'stranger-added', async () => {
    const { owner, member, colleague, owners, members } = await scene();
    return [await staged(owners, members, { add: [await packageOf(colleague)] }), chainOf([owner, member, colleague], { persons: [colleague.practitioner] })];
  }],
  ['a key package holds another key than the device was certified with', 'foreign-device-key', async () => {
    const { owners, members, colleague, chain } = await scene();
    const swapped = { ...newDevice(colleague.practitioner), device: colleague.device };
    return [await staged(owners, members, { add: [await packageOf(swapped)] }), chain];
  }],
  ['a key package puts a device under another person', 'foreign-device-key', async () => {
    const { owner, owners, members, colleague, chain } = await scene();
    return [await staged(owners, members, { add: [await packageOf({ ...colleague, practitioner: owner.practitioner })] }), chain];
  }],
  ['a member who is no owner adds a colleague', 'added-by-non-owner', async () => {
    const { owners, members, colleague, chain } = await scene();
    return [await staged(members, owners, { add: [await packageOf(colleague)] }), chain];
  }],
  ['a member who is no owner removes another', 'removed-by-non-owner', async () => {
    const { owner, member, colleague, chain } = await scene();
    const [, second, third] = await spaceOf(owner, member, colleague);
    return [await staged(second!, third!, { remove: [0] }), chain];
  }],
  ['its author was revoked', 'author-not-valid', async () => {
    const { owner, member, owners, members } = await scene();
    return [await staged(members, owners, {}), chainOf([owner, member], { devices: [member] })];
  }],
  ['its author takes on the identity of another', 'credential-swap', async () => {
    const { owner, owners, members, chain } = await scene();
    return [await readCommit(owners, await forged(members, {}, owner)), chain];
  }],
  ['its author takes on the identity of a colleague outside while taking the reader out', 'credential-swap', async () => {
    const { owner, member, colleague, chain } = await scene();
    const [owners, , third] = await spaceOf(owner, member, colleague);
    return [await readCommit(third!, await forged(owners!, { extraProposals: [removal(2)] }, newDevice())), chain];
  }],
  ['a device gets a second leaf', 'duplicate-device', async () => {
    const { owners, member, chain } = await scene();
    const twin = { ...newDevice(member.practitioner), device: member.device };
    return [await readCommit(owners, (await joinByExternalCommit(await groupInfoOf(owners), twin)).commit), chain];
  }],
  ['a stranger joins by external commit', 'external-join-of-stranger', async () => {
    const { owners, colleague, chain } = await scene();
    return [await readCommit(owners, (await joinByExternalCommit(await groupInfoOf(owners), colleague)).commit), chain];
  }],
  ['a device nobody certified joins in the name of a member', 'stranger-added', async () => {
    const { owners, member, chain } = await scene();
    return [await readCommit(owners, (await joinByExternalCommit(await groupInfoOf(owners), newDevice(member.practitioner))).commit), chain];
  }],
  ['an external join takes out the leaf of another', 'external-join-replaces-other', async () => {
    const { owner, member, owners } = await scene();
    const tablet = newDevice(owner.practitioner);
    return [await readCommit(owners, (await joinByExternalCommit(await groupInfoOf(owners), tablet, 1)).commit), chainOf([owner, member, tablet])];
  }],
  ['an external join takes out the very reader', 'external-join-replaces-other', async () => {
    const { owner, member, owners } = await scene();
    const tablet = newDevice(member.practitioner);
    return [await readCommit(owners, (await joinByExternalCommit(await groupInfoOf(owners), tablet, 0)).commit), chainOf([owner, member, tablet])];
  }],
  ['a member who is no owner makes themselves one', 'policy-changed-by-non-owner', async () => {
    const { owners, members, member, chain } = await scene();
    return [await staged(members, owners, { policy: channelOf(member) }), chain];
  }],
  ['an owner makes a direct space of a channel', 'policy-kind-changed', async () => {
    const { owners, members, owner, member, chain } = await scene();
    return [await staged(owners, members, { policy: { ...channelOf(owner, member), kind: 'direct' } }), chain];
  }],
  ['newcomers would be given what was said before a request was transmitted', 'history-widened', async () => {
    const [owner, member] = [newDevice(), newDevice()];
    const request: SpacePolicy = { ...channelOf(owner), kind: 'request', history: { since: '2027-03-01T12:00:00.000Z' as Instant } };
    const [owners, members] = await spaceWith(request, owner, member);
    return [await staged(owners!, members!, { policy: { ...request, history: { since: '2027-03-01T11:59:59.999Z' as Instant } } }), chainOf([owner, member])];
  }],
  ['ownership goes to somebody nobody vouched for', 'owner-unknown', async () => {
    const { owners, members, owner, chain } = await scene();
    return [await staged(owners, members, { policy: channelOf(owner, newDevice()) }), chain];
  }],
  ['ownership goes to somebody who is not inside', 'owner-outside', async () => {
    const { owners, members, owner, colleague, chain } = await scene();
    return [await staged(owners, members, { policy: channelOf(owner, colleague) }), chain];
  }],
  ['ownership goes to somebody whom the same commit takes out', 'owner-outside', async () => {
    const { owners, members, owner, member, chain } = await scene();
    return [await staged(owners, members, { remove: [1], policy: channelOf(owner, member) }), chain];
  }],
  ['the last owner inside gives ownership up, though one who is gone still has it', 'no-owner-inside', async () => {
    const [owner, gone, member] = [newDevice(), newDevice(), newDevice()];
    const [owners, , members] = await spaceWith(channelOf(owner, gone), owner, gone, member);
    const removes = await commitChanges(owners!, { remove: [1] });
    const left = (await readCommit(members!, removes.commit)).next!;
    return [await staged(removes.next, left, { policy: channelOf(gone) }), chainOf([owner, gone, member])];
  }],
  ['the policy becomes unreadable', 'policy-unreadable', async () => {
    const { owners, members, chain } = await scene();
    return [await readCommit(members, await forged(owners, { extraProposals: [extensionsWith(utf8('{}'))] })), chain];
  }],
  ['the policy names a suite below the one agreed', 'policy-unreadable', async () => {
    const { owners, members, owner, chain } = await scene();
    const lower = utf8(JSON.stringify({ history: 'none', hold: false, kind: 'channel', owners: [owner.practitioner], retention: null, suite: 1, v: 1 }));
    return [await readCommit(members, await forged(owners, { extraProposals: [extensionsWith(lower)] })), chain];
  }],
  ['the policy names the classical suite where the hybrid one was agreed', 'suite-changed', async () => {
    const [owner, member] = [newDevice(), newDevice()];
    const [owners, members] = await channelsIn(suites.hybrid).spaceOf(owner, member);
    return [await staged(owners!, members!, { policy: channelOf(owner) }), chainOf([owner, member])];
  }],
  ['the policy names the hybrid suite, which the group is not in', 'suite-changed', async () => {
    const { owners, members, owner, chain } = await scene();
    return [await staged(owners, members, { policy: channelsIn(suites.hybrid).channelOf(owner) }), chain];
  }],
  ['a third person is added to a direct space', 'third-person-in-direct-space', async () => {
    const [one, other, third] = [newDevice(), newDevice(), newDevice()];
    const [ones, others] = await spaceWith(directOf(one, other), one, other);
    return [await staged(ones!, others!, { add: [await packageOf(third, suites.hybrid)] }), chainOf([one, other, third])];
  }],
  ['one of the two of a direct space takes out the other', 'removed-from-direct-space', async () => {
    const [one, other] = [newDevice(), newDevice()];
    const tablet = newDevice(other.practitioner);
    const [ones, others] = await spaceWith(directOf(one, other), one, other, tablet);
    return [await staged(ones!, others!, { remove: [2] }), chainOf([one, other, tablet])];
  }],
  ['the policy of a direct space changes', 'policy-kind-changed', async () => {
    const [one, other, third] = [newDevice(), newDevice(), newDevice()];
    const [ones, others] = await spaceWith(directOf(one, other), one, other);
    return [await staged(ones!, others!, { policy: directOf(one, third) }), chainOf([one, other, third])];
  }],
  ['a key package is past its lifetime', 'key-package-lifetime', async () => {
    const { owners, members, colleague, chain } = await scene();
    return [await staged(owners, members, { add: [await packageOf(colleague)] }), chain, new Date(now.getTime() + 91 * 86_400_000)];
  }],
  ['a key package never ends', 'key-package-lifetime', async () => {
    const { owners, members, colleague, chain } = await scene();
    const forever = { notBefore: 0n, notAfter: 2n ** 63n - 1n };
    const { publicPackage } = await generateKeyPackageWithKey(credentialOf(colleague), capabilities(3), forever, [], { signKey: colleague.secretKey, publicKey: colleague.publicKey }, suiteOf(3));
    return [await staged(owners, members, { add: [encodeKeyPackage(publicPackage)] }), chain];
  }],
  ['it asks for a pre-shared key', 'unsupported-proposal', async () => {
    const { owners, members, chain } = await scene();
    const psk: Proposal = { proposalType: 'psk', psk: { preSharedKeyId: { psktype: 'external', pskId: utf8('psk'), pskNonce: new Uint8Array(32) } } };
    return [await readCommit(members, await forged(owners, { extraProposals: [psk] })), chain];
  }],
  ['it would start the group anew with a lower suite', 'unsupported-proposal', async () => {
    const { owners, members, chain } = await scene();
    const reinit: Proposal = { proposalType: 'reinit', reinit: { groupId: new Uint8Array(16), version: 'mls10', cipherSuite: 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519', extensions: [] } };
    return [await readCommit(members, await forged(owners, { extraProposals: [reinit] })), chain];
  }],
  ['it holds a proposal of an unknown kind', 'unsupported-proposal', async () => {
    const { owners, members, chain } = await scene();
    return [await readCommit(members, await forged(owners, { extraProposals: [{ proposalType: 0xf0ff, proposalData: new Uint8Array(0) }] })), chain];
  }],
];

describe('a commit is refused by name', () => {
  it.each(refusals)('when %s: %s', async (_, rule, prepare) => {
    const [commit, chain, at = now] = await prepare();
    expect(judgeCommit(commit, chain, at)).toEqual(refused(rule));
  });

  it('before it is posted, by its author', async () => {
    const { owners, members, colleague, chain } = await scene();
    const add = [await packageOf(colleague)];
    expect(judgeCommit((await commitChanges(owners, { add })).staged, chain, now)).toEqual(allowed);
    expect(judgeCommit((await commitChanges(members, { add })).staged, chain, now)).toEqual(refused('added-by-non-owner'));
  });

  it('and is never applied when it holds what this protocol does not do', async () => {
    const { owners, members } = await scene();
    const commit = await readCommit(members, await forged(owners, { extraProposals: [{ proposalType: 0xf0ff, proposalData: new Uint8Array(0) }] }));
    expect(commit.next).toBeNull();
    expect(commit.unsupported).toEqual([String(0xf0ff)]);
  });
});

describe('a group one comes into', () => {
  async function welcomed(by: (groups: readonly Group[]) => Group, members: readonly DeviceKeys[], newcomer: DeviceKeys): Promise<Group> {
    const groups = await spaceOf(members[0]!, ...members.slice(1));
    const made = await newKeyPackage(newcomer, suites.classical, false, now);
    const { welcome } = await commitChanges(by(groups), { add: [made.bytes] });
    return joinByWelcome(welcome!, made, newcomer);
  }

  it('is allowed when an owner added this device and everybody inside is known', async () => {
    const [owner, member, newcomer] = [newDevice(), newDevice(), newDevice()];
    const group = await welcomed(([first]) => first!, [owner, member], newcomer);
    expect(judgeGroup(group, chainOf([owner, member, newcomer]), now)).toEqual(allowed);
  });

  it('is refused when a device inside was never certified', async () => {
    const [owner, ghost, newcomer] = [newDevice(), newDevice(), newDevice()];
    const group = await welcomed(([first]) => first!, [owner, ghost], newcomer);
    expect(judgeGroup(group, chainOf([owner, newcomer]), now)).toEqual(refused('stranger-added'));
    expect(judgeGroup(group, chainOf([owner, newcomer, { ...newDevice(ghost.practitioner), device: ghost.device }]), now)).toEqual(refused('foreign-device-key'));
  });

  it('is refused when somebody who is no owner added this device', async () => {
    const [owner, member, newcomer] = [newDevice(), newDevice(), newDevice()];
    const group = await welcomed(([, second]) => second!, [owner, member], newcomer);
    expect(judgeGroup(group, chainOf([owner, member, newcomer]), now)).toEqual(refused('welcomed-by-non-owner'));
  });

  it('is refused when it is direct and a third person sits inside', async () => {
    const [one, other, third] = [newDevice(), newDevice(), newDevice()];
    const [, group] = await spaceWith(directOf(one, other), one, other, third);
    expect(judgeGroup(group!, chainOf([one, other, third]), now)).toEqual(refused('third-person-in-direct-space'));
  });

  it('is refused when it is direct and its suite is the classical one', async () => {
    const [one, other] = [newDevice(), newDevice()];
    const [, group] = await spaceWith({ ...directOf(one, other), suite: suites.classical }, one, other);
    expect(judgeGroup(group!, chainOf([one, other]), now)).toEqual(refused('suite-does-not-fit'));
  });

  it('tolerates a leaf that was revoked since, and names it for removal', async () => {
    const [owner, gone, newcomer] = [newDevice(), newDevice(), newDevice()];
    const group = await welcomed(([first]) => first!, [owner, gone], newcomer);
    const chain = chainOf([owner, gone, newcomer], { devices: [gone] });
    expect(judgeGroup(group, chain, now)).toEqual(allowed);
    expect(staleLeaves(group, chain, now)).toEqual([1]);
  });

  it('has owners that are distinct persons, two of them if it is direct', async () => {
    const self = newDevice();
    const policy = channelOf(self);
    await expect(spaceWith({ ...policy, owners: [] }, self)).rejects.toThrow(RangeError);
    await expect(spaceWith({ ...policy, owners: [self.practitioner, self.practitioner] }, self)).rejects.toThrow(RangeError);
    await expect(spaceWith({ ...policy, kind: 'direct' }, self)).rejects.toThrow(RangeError);
    await expect(spaceWith({ ...policy, kind: 'direct', owners: [self.practitioner, newPerson()] }, self)).resolves.toHaveLength(1);
  });
});
