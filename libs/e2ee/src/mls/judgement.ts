/**
 * Whether a space's policy allows a commit, or a group one is about to join. This is where the service's word ends: it may order
 * and withhold commits, but nobody comes in, goes or changes keys unless every client finds it allowed here.
 * Trust: the chain is verified by its owner; `at` is the instant of the entry in the log, the same for every client.
 */
import { type DeviceId, type PractitionerId, suiteFits } from '@comity/contracts';
import { equal, toBase64Url } from '../bytes.js';
import { clockSkew } from '../chain-state.js';
import { lifetimeHolds } from '../handshake/key-package.js';
import { type SpacePolicy, samePolicy, widensHistory } from '../handshake/space-policy.js';
import type { Leaf } from './device.js';
import { type Group, leaves, ownLeaf, policyOf } from './group.js';
import type { StagedCommit } from './staged.js';

interface KnownDevice { readonly practitioner: PractitionerId; readonly key: Uint8Array }

/** The little of the trust chain a judgement asks for; `Chain` has it. */
export interface PolicyChain {
  /** The person if their access is valid at that instant. */
  person(id: PractitionerId, at: Date): unknown;
  /** Whether the person's access had run out at some moment of that time, though it was renewed since. */
  lapsed(id: PractitionerId, from: Date, to: Date): boolean;
  /** The device if it, and its person, are valid at that instant. */
  device(id: DeviceId, at: Date): KnownDevice | undefined;
  /** Every device ever certified, ended ones included. */
  readonly devices: { get(id: DeviceId): KnownDevice | undefined };
}

/** The rule a commit or group breaks. */
export type CommitRule =
  /** It holds a proposal this protocol has no use for: a pre-shared key, a reinitialisation, a proposal by reference, an unknown kind. */
  | 'unsupported-proposal'
  /** A leaf stands for somebody else, or holds another key, than before, though nothing added or removed it. */
  | 'credential-swap'
  /** Its author's device or access is not valid at that instant. */
  | 'author-not-valid'
  /** It adds a device the chain does not know as valid, or of a person without access. */
  | 'stranger-added'
  /** A leaf's key is not the key its device was certified with, or the device is another person's. */
  | 'foreign-device-key'
  /** One device, or one key, has two leaves. */
  | 'duplicate-device'
  /** A key package beyond its lifetime, or with one longer than allowed. */
  | 'key-package-lifetime'
  /** Somebody who is no owner adds a device of somebody else. */
  | 'added-by-non-owner'
  /** Somebody who is no owner removes a valid device of somebody else. */
  | 'removed-by-non-owner'
  /** A third person comes into a direct space. */
  | 'third-person-in-direct-space'
  /** One of the two of a direct space removes a valid device of the other. */
  | 'removed-from-direct-space'
  /** Somebody comes in by external commit who has no device inside. */
  | 'external-join-of-stranger'
  /** An external commit takes out a leaf of somebody else. */
  | 'external-join-replaces-other'
  /** The policy it leaves behind cannot be read. */
  | 'policy-unreadable'
  | 'policy-changed-by-non-owner'
  /** The kind of a space is for good, and so is everything about a direct one. */
  | 'policy-kind-changed'
  | 'suite-changed'
  /** A request would let newcomers read what was said before it was transmitted, or earlier. */
  | 'history-widened'
  /** A kind of space that has to use the hybrid suite, in another. */
  | 'suite-does-not-fit'
  /** An owner the chain does not know. */
  | 'owner-unknown'
  /** Somebody becomes an owner who has no device inside. */
  | 'owner-outside'
  /** The policy it leaves behind names no owner who is inside: nobody could take anybody in any more. */
  | 'no-owner-inside'
  /** The commit that brought this device in was made by somebody who may not. */
  | 'welcomed-by-non-owner';

export type Judgement = { readonly ok: true } | { readonly ok: false; readonly rule: CommitRule };

/** Rules are asked in order; the first one broken is the answer. */
type Rules = Generator<CommitRule | undefined, void>;

function judge(rules: Rules): Judgement {
  for (const rule of rules) if (rule !== undefined) return { ok: false, rule };
  return { ok: true };
}

/** Decides about a commit of somebody else, or one's own before posting it. */
export const judgeCommit = (staged: StagedCommit, chain: PolicyChain, at: Date): Judgement => judge(commitRules(staged, chain, at));

function* commitRules(staged: StagedCommit, chain: PolicyChain, at: Date): Rules {
  const { author, policyBefore, policyAfter } = staged;
  if (staged.unsupported.length > 0 || author === undefined) {
    yield 'unsupported-proposal';
    return;
  }
  if (staged.swaps.length > 0) yield 'credential-swap';
  if (!author.external && !isValid(author.leaf, chain, at)) yield 'author-not-valid';
  if (hasDuplicates(staged.after)) yield 'duplicate-device';
  if (policyAfter === undefined) {
    yield 'policy-unreadable';
    return;
  }
  if (!samePolicy(policyBefore, policyAfter)) yield* policyRules(policyBefore, policyAfter, author.leaf, staged.after, chain, at);
  yield* author.external ? externalRules(staged, author.leaf, chain, at) : memberRules(staged, author.leaf, chain, at);
  yield* directRules(policyBefore, staged.after);
}

function* policyRules(before: SpacePolicy, after: SpacePolicy, author: Leaf, members: readonly Leaf[], chain: PolicyChain, at: Date): Rules {
  if (after.suite !== before.suite) yield 'suite-changed';
  if (!before.owners.includes(author.practitioner)) yield 'policy-changed-by-non-owner';
  if (after.kind !== before.kind || (before.kind === 'direct' && !samePolicy(before, after))) yield 'policy-kind-changed';
  if (before.kind === 'request' && widensHistory(before, after)) yield 'history-widened';
  const inside = new Set(members.map((leaf) => leaf.practitioner));
  const made = after.owners.filter((owner) => !before.owners.includes(owner));
  if (made.some((owner) => chain.person(owner, at) === undefined)) yield 'owner-unknown';
  if (made.some((owner) => !inside.has(owner))) yield 'owner-outside';
  if (!after.owners.some((owner) => inside.has(owner))) yield 'no-owner-inside';
}

function* externalRules(staged: StagedCommit, joiner: Leaf, chain: PolicyChain, at: Date): Rules {
  yield newLeafRule(joiner, chain, at);
  if (!staged.before.some((leaf) => leaf.practitioner === joiner.practitioner)) yield 'external-join-of-stranger';
  if (staged.removes.some((leaf) => leaf.practitioner !== joiner.practitioner)) yield 'external-join-replaces-other';
}

function* memberRules(staged: StagedCommit, author: Leaf, chain: PolicyChain, at: Date): Rules {
  const { policyBefore, adds, removes } = staged;
  const mayChangeOthers = policyBefore.owners.includes(author.practitioner);
  for (const { leaf, notBefore, notAfter } of adds) {
    yield newLeafRule(leaf, chain, at);
    if (!mayChangeOthers && leaf.practitioner !== author.practitioner) yield 'added-by-non-owner';
    if (!lifetimeHolds({ notBefore, notAfter }, at)) yield 'key-package-lifetime';
  }
  for (const leaf of removes) {
    // Whoever removes an ended leaf goes by a clock that may be a little ahead of the log's, and by a chain that does not hold
    // yet what renews an access a moment later, perhaps dated by a clock that is slow; the space must not end over that.
    const [before, soon] = [new Date(at.getTime() - clockSkew), new Date(at.getTime() + clockSkew)];
    if (leaf.practitioner === author.practitioner || !isValid(leaf, chain, at) || !isValid(leaf, chain, soon) || chain.lapsed(leaf.practitioner, before, soon)) continue;
    if (policyBefore.kind === 'direct') yield 'removed-from-direct-space';
    if (!mayChangeOthers) yield 'removed-by-non-owner';
  }
}

function* directRules(policy: SpacePolicy, members: readonly Leaf[]): Rules {
  if (policy.kind === 'direct' && members.some((leaf) => !policy.owners.includes(leaf.practitioner))) yield 'third-person-in-direct-space';
}

/**
 * Decides about a group one came into, by welcome or external commit, before anything is posted to it or read from it. A leaf that
 * was valid once and is no longer does not stand in the way: `staleLeaves` names it, and anybody inside may remove it.
 */
export const judgeGroup = (group: Group, chain: PolicyChain, at: Date): Judgement => judge(groupRules(group, chain, at));

function* groupRules(group: Group, chain: PolicyChain, at: Date): Rules {
  const members = leaves(group);
  const policy = policyOf(group);
  if (policy.suite !== group.suite) yield 'suite-changed';
  if (!suiteFits(policy.kind, policy.suite)) yield 'suite-does-not-fit';
  if (hasDuplicates(members)) yield 'duplicate-device';
  for (const leaf of members) if (!matches(leaf, chain.devices.get(leaf.device))) yield newLeafRule(leaf, chain, at);
  yield* directRules(policy, members);
  if (group.welcomedBy !== null) {
    const adder = members.find((leaf) => leaf.index === group.welcomedBy);
    const self = members.find((leaf) => leaf.index === ownLeaf(group));
    const may = adder !== undefined && isValid(adder, chain, at) && (policy.owners.includes(adder.practitioner) || adder.practitioner === self?.practitioner);
    if (!may) yield 'welcomed-by-non-owner';
  }
}

/** The leaves whose device or person is not valid at that instant: revoked or expired, to be removed by anybody inside. */
export const staleLeaves = (group: Group, chain: PolicyChain, at: Date): number[] =>
  leaves(group).filter((leaf) => !isValid(leaf, chain, at)).map((leaf) => leaf.index);

const matches = (leaf: Leaf, device: KnownDevice | undefined): boolean =>
  device !== undefined && device.practitioner === leaf.practitioner && equal(device.key, leaf.key);

const isValid = (leaf: Leaf, chain: PolicyChain, at: Date): boolean =>
  chain.person(leaf.practitioner, at) !== undefined && matches(leaf, chain.device(leaf.device, at));

/** What is wrong with somebody who comes in. */
function newLeafRule(leaf: Leaf, chain: PolicyChain, at: Date): CommitRule | undefined {
  const device = chain.device(leaf.device, at);
  if (device === undefined || chain.person(leaf.practitioner, at) === undefined) return 'stranger-added';
  return matches(leaf, device) ? undefined : 'foreign-device-key';
}

function hasDuplicates(members: readonly Leaf[]): boolean {
  return new Set(members.map((leaf) => leaf.device)).size < members.length || new Set(members.map((leaf) => toBase64Url(leaf.key))).size < members.length;
}
