/**
 * What the service checks of a commit before it stores it: that it is what it claims to be, that its author posted it,
 * that newcomers are devices the chain knows, that the space's policy lets its author do it, and that the group info
 * describes the group it leads to. Members judge all of it again, and the signatures besides; but what they would refuse
 * must not get into the log, where one turned member would end the space for everybody. Pure.
 */
import { devicesAllowed, limits, suiteFits, type DeviceId, type PractitionerId, type ProblemCode, type SpaceId, type SpaceKind } from '@comity/contracts';
import { applyCommitToLeaves, commitAuthor, parseCommit, parseGroupInfo, samePolicy, widensHistory, type HandshakeLeaf, type LeafIdentity, type ParsedCommit, type ParsedGroupInfo, type SpacePolicy } from '@comity/e2ee/verify';
import type { Caller } from '../realtime/event-router.js';

export interface CommitInput { space: SpaceId; epoch: number; commit: Uint8Array; welcome: Uint8Array | null; groupInfo: Uint8Array }
export interface SpaceFacts { kind: SpaceKind; suite: number }
export type Leaves = readonly (LeafIdentity | null)[];
/** What the chain says at this moment. */
export interface Standing {
  /** Whether a leaf says the truth about a device that counts. */
  certifies(leaf: HandshakeLeaf): boolean;
  /** Those of `devices` that do not count any more. */
  ended(devices: readonly DeviceId[]): DeviceId[];
}

/** What changes in the tables. `seated`: newcomers with the leaf each takes. */
export interface LeafChange { removed: number[]; seated: { leaf: number; identity: LeafIdentity }[]; welcomed: LeafIdentity[] }
export type Verdict<T> = { ok: true; value: T } | { ok: false; code: ProblemCode; rule: string };

const refuse = (code: ProblemCode, rule: string): { ok: false; code: ProblemCode; rule: string } => ({ ok: false, code, rule });

export interface ParsedInput { commit: ParsedCommit; groupInfo: ParsedGroupInfo }

/** The parts that need nothing but the bytes. */
export function parseInput(input: CommitInput): Verdict<ParsedInput> {
  const commit = parseCommit(input.commit);
  if (commit === undefined) return refuse('malformed', 'The commit does not parse.');
  if (commit.space !== input.space || commit.epoch !== input.epoch) return refuse('malformed', 'The commit is for another space or epoch.');
  const groupInfo = parseGroupInfo(input.groupInfo);
  if (groupInfo === undefined) return refuse('malformed', 'The group info does not parse.');
  if (groupInfo.space !== input.space || groupInfo.epoch !== input.epoch + 1) return refuse('malformed', 'The group info is for another space or epoch.');
  if ((input.welcome !== null) !== (commit.adds.length > 0)) return refuse('malformed', 'A welcome goes with additions, and only with them.');
  return { ok: true, value: { commit, groupInfo } };
}

/** The parts that need the leaves of the epoch the commit was made in. */
export function judgeCommit({ commit, groupInfo }: ParsedInput, caller: Caller, space: SpaceFacts & { policy: SpacePolicy }, leaves: Leaves, chain: Standing): Verdict<LeafChange> {
  const author = commitAuthor<LeafIdentity>(leaves, commit);
  if (author?.device !== caller.device || author.practitioner !== caller.practitioner) return refuse('wrong-sender', 'The commit was made by another device.');
  if (commit.path !== undefined && !chain.certifies(commit.path)) return refuse('wrong-sender', 'The commit changes the key of its author.');
  if (commit.sender === 'external' && !commit.removes.every((leaf) => leaves[leaf]?.practitioner === caller.practitioner)) return refuse('not-allowed', 'Who joins by external commit removes nobody else.');

  const newcomers = commit.joiner === undefined ? commit.adds : [commit.joiner];
  if (!newcomers.every((leaf) => chain.certifies(leaf))) return refuse('not-acceptable', 'A newcomer is no device that counts at this moment.');
  const after = applyCommitToLeaves<LeafIdentity>(leaves, commit);
  if (after === undefined) return refuse('malformed', 'The commit does not apply to the leaves of its epoch.');
  if (commit.adds.length > 0 && after.filter((leaf) => leaf !== null).length > devicesAllowed(space.suite)) return refuse('space-full', 'A post-quantum space takes in no more devices: take out some, or open a new channel, which can be larger.');
  const crowd = crowded(after, space.kind);
  if (crowd !== undefined) return refuse('not-acceptable', crowd);
  if (groupInfo.suite !== space.suite || groupInfo.policy.suite !== space.suite || groupInfo.policy.kind !== space.kind) return refuse('malformed', 'The group info changes the kind or the suite of the space.');
  const forbidden = forbiddenBy(space.policy, commit, caller.practitioner, leaves, chain);
  if (forbidden !== undefined) return refuse('not-allowed', forbidden);
  if (commit.policy !== undefined) {
    const disowned = disownedBy(space.policy, commit.policy, after, chain);
    if (disowned !== undefined) return disowned;
  }
  if (commit.changesPolicy ? commit.policy === undefined || !samePolicy(groupInfo.policy, commit.policy) : !samePolicy(groupInfo.policy, space.policy)) return refuse('malformed', 'The group info states another policy.');
  if (!describes(groupInfo, after, chain)) return refuse('malformed', 'The group info describes another group.');

  const removed = [...commit.removes];
  const seated = after.flatMap((identity, leaf) => (identity !== null && (identity !== leaves[leaf] || removed.includes(leaf)) ? [{ leaf, identity }] : []));
  return { ok: true, value: { removed, seated, welcomed: [...commit.adds] } };
}

/** The group info of a new space: one leaf, the creator's. */
export function judgeFounding(groupInfo: ParsedGroupInfo, space: SpaceId, facts: SpaceFacts, caller: Caller, chain: Standing): Verdict<null> {
  if (groupInfo.space !== space || groupInfo.epoch !== 0) return refuse('malformed', 'The group info is for another space or epoch.');
  if (groupInfo.suite !== facts.suite || groupInfo.policy.suite !== facts.suite || groupInfo.policy.kind !== facts.kind) return refuse('malformed', 'The group info is of another kind or suite.');
  if (!suiteFits(facts.kind, facts.suite)) return refuse('suite-refused', 'Only a channel may use the classical suite.');
  const [only] = groupInfo.leaves;
  if (groupInfo.leaves.length !== 1 || only == null || only.device !== caller.device || only.practitioner !== caller.practitioner || !chain.certifies(only)) return refuse('wrong-sender', 'The creator must be the only leaf.');
  return { ok: true, value: null };
}

/** What members would refuse: others come and go by an owner's hand, the policy changes by an owner's, that of a direct space never, and the past of a request only to be given less of; who does not count any more goes by anybody's. */
function forbiddenBy(policy: SpacePolicy, commit: ParsedCommit, author: PractitionerId, leaves: Leaves, chain: Standing): string | undefined {
  const owner = policy.owners.includes(author), direct = policy.kind === 'direct';
  const { policy: after } = commit;
  if (commit.changesPolicy && !owner) return 'The policy is for owners to change.';
  if (after !== undefined && direct && !samePolicy(policy, after)) return 'The policy of a direct space is for good.';
  if (after !== undefined && policy.kind === 'request' && widensHistory(policy, after)) return 'What was said before a request was transmitted stays with those who said it.';
  if (commit.adds.some(({ practitioner }) => (direct ? !policy.owners.includes(practitioner) : !owner && practitioner !== author))) return 'Only owners bring in others.';
  const others = commit.removes.flatMap((index) => leaves[index] ?? []).filter(({ practitioner }) => practitioner !== author).map(({ device }) => device);
  if ((direct || !owner) && chain.ended(others).length < others.length) return 'Only owners take out others, and nobody those of a direct space.';
  return undefined;
}

/** Who becomes an owner sits in the space with a device that counts, and one owner goes on sitting there with one. */
function disownedBy(before: SpacePolicy, after: SpacePolicy, leaves: Leaves, chain: Standing): ReturnType<typeof refuse> | undefined {
  const seated = leaves.filter((leaf) => leaf !== null);
  const ended = new Set(chain.ended(seated.map(({ device }) => device)));
  const counting = new Set(seated.filter(({ device }) => !ended.has(device)).map(({ practitioner }) => practitioner));
  if (after.owners.some((owner) => !before.owners.includes(owner) && !counting.has(owner))) return refuse('not-acceptable', 'Only somebody inside becomes an owner.');
  if (!after.owners.some((owner) => counting.has(owner))) return refuse('last-owner', 'One owner has to stay who is inside.');
  return undefined;
}

function crowded(leaves: Leaves, kind: SpaceKind): string | undefined {
  const seats = new Map<PractitionerId, number>();
  const devices = new Set<string>();
  for (const leaf of leaves) {
    if (leaf === null) continue;
    if (devices.has(leaf.device)) return 'A device has one leaf.';
    devices.add(leaf.device);
    seats.set(leaf.practitioner, (seats.get(leaf.practitioner) ?? 0) + 1);
  }
  if (kind === 'direct' && seats.size > 2) return 'A direct space is for two.';
  if (seats.size > limits.membersPerSpace) return 'The space is full.';
  if ([...seats.values()].some((count) => count > limits.devicesPerPractitioner)) return 'One person has too many devices in the space.';
  return undefined;
}

/** Leaf by leaf the same; the keys of leaves that count must be the certified ones. */
function describes(groupInfo: ParsedGroupInfo, leaves: Leaves, chain: Standing): boolean {
  return groupInfo.leaves.length === leaves.length && leaves.every((expected, leaf) => {
    const said = groupInfo.leaves[leaf] ?? null;
    if (expected === null || said === null) return expected === said;
    return said.device === expected.device && said.practitioner === expected.practitioner;
  }) && groupInfo.leaves.some((leaf, index) => leaf !== null && index === groupInfo.signer && chain.certifies(leaf));
}
