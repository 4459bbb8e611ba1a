/**
 * A space as one device sees it in one epoch: an immutable value. Operations return a new one and leave their input usable,
 * because a commit may lose the race for its epoch; whoever adopts the new one wipes the old with `wipeGroup`.
 * Trust: the state was authenticated by MLS; whether policy allows it is for judgement.ts.
 */
import type { SpaceId, Suite } from '@comity/contracts';
import type { ClientState } from 'ts-mls/clientState.js';
import { type KeySchedule, mlsExporter } from 'ts-mls/keySchedule.js';
import { bytesToUuid, concat, utf8, uuidToBytes, wipe } from '../bytes.js';
import { type DeviceKeys, type Leaf, leavesOf } from './device.js';
import type { SpacePolicy } from '../handshake/space-policy.js';
import { policyFromExtensions } from './policy.js';
import { sha256 } from './provider/primitives.js';
import { suiteNamed, suiteOf } from './provider/index.js';
import { MlsRefusal } from './refusal.js';

declare const opaque: unique symbol;

/** Opaque: hold it, hand it to this library, store it with `encodeGroup`. */
export interface Group {
  readonly space: SpaceId;
  readonly epoch: number;
  readonly suite: Suite;
  /** After a join by welcome: the leaf whose commit brought this device in, which `judgeGroup` checks. Not stored. */
  readonly welcomedBy: number | null;
  readonly [opaque]: true;
}

export type HeldState = ClientState;
interface Held { readonly state: HeldState; readonly self: DeviceKeys }
const held = new WeakMap<Group, Held>();

export function heldBy(group: Group): Held {
  const inner = held.get(group);
  if (inner === undefined) throw new RangeError('not a group of this library, or a wiped one');
  return inner;
}

/** Node indices are even for leaves. */
export const nodeOfLeaf = (leaf: number): number => 2 * leaf;

/**
 * Takes over what ts-mls returned, without what a space never uses: the secret tree and sender data key (we send no MLS
 * application messages), the resumption secret (no pre-shared keys), keys of nodes that are blank by now, past epochs.
 * Private keys are copied, so that wiping one group never blanks another.
 */
export function holdGroup(state: ClientState, self: DeviceKeys, welcomedBy: number | null = null): Group {
  const { groupContext, keySchedule } = state;
  const privateKeys = Object.fromEntries(Object.entries(state.privatePath.privateKeys)
    .filter(([node]) => state.ratchetTree[Number(node)] !== undefined)
    .map(([node, key]) => [node, key.slice()]));
  wipe(keySchedule.senderDataSecret, keySchedule.resumptionPsk, keySchedule.confirmationKey, ...Object.values(state.secretTree.nodeSecrets));
  const none = new Uint8Array(0);
  const kept: ClientState = {
    ...state,
    keySchedule: { ...keySchedule, senderDataSecret: none, resumptionPsk: none, confirmationKey: none },
    privatePath: { ...state.privatePath, privateKeys },
    secretTree: { leafWidth: 0, nodeSecrets: {}, leaves: {} },
    historicalReceiverData: new Map(),
    unappliedProposals: {},
    signaturePrivateKey: self.secretKey,
  };
  const suite = suiteNamed(groupContext.cipherSuite);
  if (suite === undefined || groupContext.groupId.length !== 16 || groupContext.epoch > BigInt(Number.MAX_SAFE_INTEGER)) throw new MlsRefusal('unsupported');
  const group = Object.freeze({ space: bytesToUuid<SpaceId>(groupContext.groupId), epoch: Number(groupContext.epoch), suite, welcomedBy }) as Group;
  held.set(group, { state: kept, self });
  return group;
}

/** Blanks the secrets of a group that was replaced or given up; it cannot be used afterwards. The device's own keys stay. */
export function wipeGroup(group: Group): void {
  const inner = held.get(group);
  if (inner === undefined) return;
  const schedule: Record<keyof KeySchedule, Uint8Array> = inner.state.keySchedule;
  wipe(...Object.values<Uint8Array>(schedule), ...Object.values(inner.state.privatePath.privateKeys));
  held.delete(group);
}

export const epochOf = (group: Group): number => group.epoch;

export const leaves = (group: Group): Leaf[] => leavesOf(heldBy(group).state.ratchetTree);

/** The index of this device's own leaf. */
export const ownLeaf = (group: Group): number => heldBy(group).state.privatePath.leafIndex;

/** The space's policy. Throws MlsRefusal `unsupported` for a group that has none, which no operation here returns. */
export function policyOf(group: Group): SpacePolicy {
  const policy = policyFromExtensions(heldBy(group).state.groupContext.extensions);
  if (policy === undefined) throw new MlsRefusal('unsupported');
  return policy;
}

/** The key items of this epoch are sealed under: MLS-Exporter("comity content", space id, 32) (RFC 9420 section 8.5). The caller wipes it. */
export function contentKey(group: Group): Promise<Uint8Array> {
  const { state } = heldBy(group);
  return mlsExporter(state.keySchedule.exporterSecret, 'comity content', uuidToBytes(group.space), 32, suiteOf(group.suite));
}

/**
 * The key under which the past is given in this epoch: MLS-Exporter("comity history", space id, 32). No keyring keeps it, so that
 * what is sealed under it, older keys, cannot be opened any more once the devices inside have moved on to the next epoch.
 */
export function historyKey(group: Group): Promise<Uint8Array> {
  const { state } = heldBy(group);
  return mlsExporter(state.keySchedule.exporterSecret, 'comity history', uuidToBytes(group.space), 32, suiteOf(group.suite));
}

const epochTagDomain = utf8('comity epoch tag v1');

/** What a sealed item's header states about its epoch, so that a forked group shows: SHA-256 over a domain string and the epoch authenticator. */
export const epochTag = (group: Group): Uint8Array => sha256(concat(epochTagDomain, heldBy(group).state.keySchedule.epochAuthenticator));
