/** Committing changes to a space (RFC 9420 section 12.4). Commits are public handshake messages, their proposals by value. */
import { createCommit } from 'ts-mls/createCommit.js';
import type { Proposal } from 'ts-mls/proposal.js';
import { groupInfoOf } from './create.js';
import { type Group, heldBy, holdGroup } from './group.js';
import { decodeKeyPackage, encodeMessage, encodeWelcome } from './message.js';
import { noPsk } from './client.js';
import type { SpacePolicy } from '../handshake/space-policy.js';
import { policyExtensions } from './policy.js';
import { suiteOf } from './provider/index.js';
import { refusing } from './refusal.js';
import { type StagedCommit, stage } from './staged.js';

export interface Changes {
  /** Key packages (MLSMessage bytes) of devices to add. */
  readonly add?: readonly Uint8Array[];
  /** Leaf indices to remove. */
  readonly remove?: readonly number[];
  readonly policy?: SpacePolicy;
}

/** What to send, and the group to adopt once the service took the commit; if it did not, `wipeGroup(next)` and start over. */
export interface CommittedChanges {
  readonly next: Group;
  readonly commit: Uint8Array;
  /** One welcome for all newcomers, or null when nobody was added. */
  readonly welcome: Uint8Array | null;
  /** Describes the epoch the commit leads to. */
  readonly groupInfo: Uint8Array;
  /** The commit as others will read it, for `judgeCommit` before it is posted. */
  readonly staged: StagedCommit;
}

/**
 * Without changes: renews this device's keys. Whether policy allows the change is not asked here: judge `staged` to know what others
 * will say. Throws MlsRefusal `malformed` or `not-authentic` for a key package
 * that is none, has expired or breaks a rule of RFC 9420, or names a device that is inside.
 */
export async function commitChanges(group: Group, changes: Changes): Promise<CommittedChanges> {
  const { state, self } = heldBy(group);
  const proposals: Proposal[] = [
    ...(changes.remove ?? []).map((removed): Proposal => ({ proposalType: 'remove', remove: { removed } })),
    ...(changes.add ?? []).map((bytes): Proposal => ({ proposalType: 'add', add: { keyPackage: decodeKeyPackage(bytes) } })),
    ...(changes.policy === undefined ? [] : [{ proposalType: 'group_context_extensions', groupContextExtensions: { extensions: policyExtensions(changes.policy) } } satisfies Proposal]),
  ];
  const made = await refusing('not-authentic', () => createCommit(
    { state, cipherSuite: suiteOf(group.suite), pskIndex: noPsk },
    { wireAsPublicMessage: true, ratchetTreeExtension: true, extraProposals: proposals },
  ));
  if (made.commit.wireformat !== 'mls_public_message') throw new RangeError('commits are public messages');
  const next = holdGroup(made.newState, self);
  const commit = encodeMessage(made.commit);
  return {
    next,
    commit,
    welcome: made.welcome === undefined ? null : encodeWelcome(made.welcome),
    groupInfo: await groupInfoOf(next),
    staged: await stage(group, commit, made.commit.publicMessage, async () => next),
  };
}
