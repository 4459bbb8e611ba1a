/**
 * Reading a commit of somebody else: authenticated and computed, but not adopted. Everything a judgement needs is laid out, found
 * by comparing the tree before and after leaf by leaf, not by believing the list of proposals.
 * Trust: a `StagedCommit` is authentic MLS; it is not yet allowed. Adopt `next` only after `judgeCommit` said ok.
 */
import type { SpaceId } from '@comity/contracts';
import type { IncomingMessageCallback } from 'ts-mls/incomingMessageAction.js';
import { unprotectPublicMessage } from 'ts-mls/messageProtectionPublic.js';
import { processPublicMessage } from 'ts-mls/processMessages.js';
import type { Proposal, ProposalAdd, ProposalGroupContextExtensions } from 'ts-mls/proposal.js';
import type { PublicMessage } from 'ts-mls/publicMessage.js';
import type { Sender } from 'ts-mls/sender.js';
import { equal, uuidToBytes, wipe } from '../bytes.js';
import { parseCommit } from '../handshake/commit.js';
import type { HandshakeLeaf } from '../handshake/leaf-node.js';
import { applyCommitToLeaves } from '../handshake/leaves.js';
import type { SpacePolicy } from '../handshake/space-policy.js';
import { noPsk } from './client.js';
import { type Leaf, leafOf, leavesOf } from './device.js';
import { type Group, heldBy, holdGroup, policyOf } from './group.js';
import { decodePublicMessage } from './message.js';
import { policyFromExtensions } from './policy.js';
import { suiteOf } from './provider/index.js';
import { MlsRefusal, refusing } from './refusal.js';

/** Somebody a commit adds, and the lifetime of the key package it did so with, in Unix seconds. */
export interface Addition { readonly leaf: Leaf; readonly notBefore: number; readonly notAfter: number }

/** A leaf that stands for somebody else, or holds another key, after a commit whose proposals do not say so. */
export interface CredentialSwap { readonly index: number; readonly expected: Leaf | undefined; readonly found: Leaf | undefined }

export interface StagedCommit {
  readonly space: SpaceId;
  /** The epoch the commit was made in. */
  readonly epoch: number;
  /** `external`: the author was not inside and joins with this very commit; `leaf` is then the leaf it takes. Undefined only if `unsupported` names something. */
  readonly author: { readonly external: boolean; readonly leaf: Leaf } | undefined;
  readonly before: readonly Leaf[];
  readonly after: readonly Leaf[];
  readonly adds: readonly Addition[];
  readonly removes: readonly Leaf[];
  /** Leaves whose keys were renewed: the author's, when the commit has a path. */
  readonly updates: readonly number[];
  readonly swaps: readonly CredentialSwap[];
  readonly policyBefore: SpacePolicy;
  /** Undefined when the commit puts something unreadable in its place. */
  readonly policyAfter: SpacePolicy | undefined;
  /** Kinds of proposals this protocol has no use for (`psk`, `reinit`, `reference`, …); such a commit is never applied. */
  readonly unsupported: readonly string[];
  /** Whether this very device is taken out. */
  readonly removesSelf: boolean;
  /** The group to adopt if the commit is allowed; null when this device is removed or the commit cannot be applied. */
  readonly next: Group | null;
}

const supported = new Set<Proposal['proposalType']>(['add', 'remove', 'group_context_extensions', 'external_init']);

/** Throws MlsRefusal: the bytes are no commit of this space and epoch, or do not verify. `group` stays as it is. */
export async function readCommit(group: Group, commit: Uint8Array): Promise<StagedCommit> {
  const message = decodePublicMessage(commit);
  const { content } = message;
  if (content.contentType !== 'commit') throw new MlsRefusal('malformed');
  if (!equal(content.groupId, uuidToBytes(group.space))) throw new MlsRefusal('other-space');
  if (content.epoch !== BigInt(group.epoch)) throw new MlsRefusal('other-epoch');
  const { state } = heldBy(group);
  await refusing('not-authentic', () => unprotectPublicMessage(state.keySchedule.membershipKey, state.groupContext, state.ratchetTree, message, suiteOf(group.suite)));

  const unsupported = content.commit.proposals.flatMap((entry) => {
    if (entry.proposalOrRefType === 'reference') return ['reference'];
    return supported.has(entry.proposal.proposalType) ? [] : [String(entry.proposal.proposalType)];
  });
  return unsupported.length > 0 ? unapplied(group, content.sender, unsupported) : stage(group, commit, message, () => apply(group, message));
}

/** A commit that asks for what this protocol does not do: all there is to say is who made it. */
function unapplied(group: Group, sender: Sender, unsupported: readonly string[]): StagedCommit {
  const before = leavesOf(heldBy(group).state.ratchetTree);
  const author = sender.senderType === 'member' ? before.find((leaf) => leaf.index === sender.leafIndex) : undefined;
  const policy = policyOf(group);
  return {
    space: group.space, epoch: group.epoch, author: author === undefined ? undefined : { external: false, leaf: author }, before, after: before,
    adds: [], removes: [], updates: [], swaps: [], policyBefore: policy, policyAfter: policy, unsupported, removesSelf: false, next: null,
  };
}

/**
 * Lays a commit out. `following` computes the group after it, null if it takes this device out.
 * A second parser, ours, says what the tree should look like; ts-mls then has to arrive at the same.
 */
export async function stage(group: Group, bytes: Uint8Array, message: PublicMessage, following: () => Promise<Group | null>): Promise<StagedCommit> {
  const parsed = parseCommit(bytes);
  if (parsed === undefined) throw new MlsRefusal('malformed');
  const before = leavesOf(heldBy(group).state.ratchetTree);
  const applied = applyCommitToLeaves(bySlot(before), parsed);
  if (applied === undefined) throw new MlsRefusal('not-authentic');
  const expected = applied.flatMap((leaf, index) => (leaf === null ? [] : [{ ...leaf, index }]));
  const { sender, joiner, path } = parsed;
  const leaf = sender === 'external' ? expected.find(({ index }) => joiner !== undefined && applied[index] === joiner) : before.find(({ index }) => index === sender.leaf);
  if (leaf === undefined) throw new MlsRefusal('not-authentic');

  const removesSelf = parsed.removes.includes(heldBy(group).state.privatePath.leafIndex);
  const next = await following();
  // A device that is taken out cannot follow the tree any further; what the commit says of itself is then all there is to compare.
  const after = next === null ? expected.map((one) => (one.index === leaf.index && path !== undefined ? { ...one, ...path } : one)) : leavesOf(heldBy(next).state.ratchetTree);
  const policyBefore = policyOf(group);
  return {
    space: group.space,
    epoch: group.epoch,
    author: { external: sender === 'external', leaf },
    before,
    after,
    adds: additions(message, parsed.adds.map((added) => applied.indexOf(added))),
    removes: before.filter(({ index }) => parsed.removes.includes(index)),
    updates: path === undefined ? [] : [leaf.index],
    swaps: swapsBetween(expected, after),
    policyBefore,
    policyAfter: parsed.changesPolicy ? policyIn(message) : policyBefore,
    unsupported: [],
    removesSelf,
    next,
  };
}

function bySlot(members: readonly Leaf[]): (Leaf | HandshakeLeaf | null)[] {
  const slots: (Leaf | null)[] = [];
  for (const leaf of members) {
    while (slots.length < leaf.index) slots.push(null);
    slots.push(leaf);
  }
  return slots;
}

const proposalsOf = ({ content }: PublicMessage): Proposal[] =>
  content.contentType === 'commit' ? content.commit.proposals.flatMap((entry) => (entry.proposalOrRefType === 'proposal' ? [entry.proposal] : [])) : [];

/** Even after the look at its proposals, ts-mls is told to take nothing but a commit of the kinds above. */
const onlySupported: IncomingMessageCallback = (incoming) =>
  (incoming.kind === 'commit' && incoming.proposals.every(({ proposal }) => supported.has(proposal.proposalType)) ? 'accept' : 'reject');

/** The group after the commit; null when it takes this device out. */
async function apply(group: Group, message: PublicMessage): Promise<Group | null> {
  const { state, self } = heldBy(group);
  const result = await refusing('not-authentic', () => processPublicMessage(state, message, noPsk, suiteOf(group.suite), onlySupported));
  if (result.actionTaken !== 'accept') throw new MlsRefusal('unsupported');
  // The init secret of the group it started from is among the consumed; that group stays usable until the caller wipes it.
  wipe(...result.consumed.filter((secret) => secret !== state.keySchedule.initSecret));
  return result.newState.groupActiveState.kind === 'active' ? holdGroup(result.newState, self) : null;
}

function additions(message: PublicMessage, indices: readonly number[]): Addition[] {
  const added = proposalsOf(message).flatMap((proposal) => (proposal.proposalType === 'add' ? [(proposal as ProposalAdd).add.keyPackage.leafNode] : []));
  return added.map((node, nth) => {
    const index = indices[nth];
    const leaf = index === undefined ? undefined : leafOf(node, index);
    if (leaf === undefined) throw new MlsRefusal('not-authentic');
    return { leaf, notBefore: Number(node.lifetime.notBefore), notAfter: Number(node.lifetime.notAfter) };
  });
}

function policyIn(message: PublicMessage): SpacePolicy | undefined {
  const proposal = proposalsOf(message).find(({ proposalType }) => proposalType === 'group_context_extensions') as ProposalGroupContextExtensions | undefined;
  return proposal === undefined ? undefined : policyFromExtensions(proposal.groupContextExtensions.extensions);
}

const same = (a: Leaf | undefined, b: Leaf | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.practitioner === b.practitioner && a.device === b.device && equal(a.key, b.key));

function swapsBetween(expected: readonly Leaf[], found: readonly Leaf[]): CredentialSwap[] {
  const [wanted, seen] = [expected, found].map((members) => new Map(members.map((leaf) => [leaf.index, leaf]))) as [Map<number, Leaf>, Map<number, Leaf>];
  return [...new Set([...wanted.keys(), ...seen.keys()])].map((index) => ({ index, expected: wanted.get(index), found: seen.get(index) }))
    .filter((pair) => !same(pair.expected, pair.found));
}
