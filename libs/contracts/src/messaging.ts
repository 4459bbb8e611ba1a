/**
 * Socket events of messaging: spaces, MLS delivery (RFC 9750), sealed items, receipts, sync.
 * Acknowledgements are `Ack<T>`. An acknowledgement means committed and fsynced (G1). A server event is a hint:
 * `messaging:sync` alone restores everything (G4).
 */
import { z } from 'zod';
import { DeviceId, Instant, ItemId, PractitionerId, SpaceId, binary } from './primitives.js';
import { limits } from './limits.js';

export const SpaceKind = z.enum(['direct', 'channel']);
export type SpaceKind = z.infer<typeof SpaceKind>;
/** MLS cipher suites (RFC 9420 section 17.1) a space may use. */
export const Suite = z.literal(3);

export const Seq = z.number().int().nonnegative();
export const Epoch = z.number().int().nonnegative();

/** `groupInfo`: MLSMessage(GroupInfo) of epoch 0 with ratchet tree and external_pub; the creator is its only leaf. */
export const CreateSpace = z.object({ space: SpaceId, kind: SpaceKind, suite: Suite, groupInfo: binary({ max: limits.groupInfoBytes }) }).strict();
/** `epoch` is the one the commit was made in. `groupInfo` describes the epoch it leads to. `welcome` is null when nobody was added. */
export const PostCommit = z.object({
  space: SpaceId, id: ItemId, epoch: Epoch,
  commit: binary({ max: limits.commitBytes }), welcome: binary({ max: limits.welcomeBytes }).nullable(), groupInfo: binary({ max: limits.groupInfoBytes }),
}).strict();
/** One sealed item; space, epoch, id and sender are read from its header. */
export const PostItem = z.object({ item: binary({ max: limits.itemBytes }) }).strict();
export const Sync = z.object({ space: SpaceId, after: Seq, limit: z.number().int().min(1).max(limits.syncEntries) }).strict();
/** A signed receipt; layout in docs/PROTOCOL.md. */
export const PostReceipt = z.object({ receipt: binary({ exactly: 145 }) }).strict();
export const UploadKeyPackages = z.object({ suite: Suite, packages: z.array(binary({ max: limits.keyPackageBytes })).max(limits.keyPackagesPerDevice), lastResort: binary({ max: limits.keyPackageBytes }).nullable() }).strict();
export const ClaimKeyPackages = z.object({ suite: Suite, devices: z.array(DeviceId).min(1).max(limits.claimDevices) }).strict();
export const OfSpace = z.object({ space: SpaceId }).strict();
export const Nothing = z.object({}).strict();

/** One entry of a space's log: seq counts from 1 without gaps over items and commits alike (G2). */
export interface Entry { seq: number; type: 'item' | 'commit'; bytes: Uint8Array; sender: DeviceId; at: Instant }
export interface Stored { space: SpaceId; seq: number; at: Instant }
export interface SpaceState {
  space: SpaceId; kind: SpaceKind; suite: number; epoch: number;
  /** The last sequence number. */
  head: number;
  /** The first sequence number this practitioner may read: the commit that brought them in. */
  since: number;
  /** Whether the calling device is a leaf of the group. */
  joined: boolean;
  /** Whether the space waits for a commit that removes a revoked leaf. */
  barred: boolean;
  /** The latest signed receipt of each device. */
  receipts: Uint8Array[];
}

/** Events a client sends: name, contract of its argument, value of its acknowledgement. */
export interface ClientEvents {
  'messaging:spaces': [z.infer<typeof Nothing>, { spaces: SpaceState[]; welcomes: number; keyPackages: number; lastResort: boolean }];
  'messaging:create': [z.infer<typeof CreateSpace>, { space: SpaceId }];
  'messaging:commit': [z.infer<typeof PostCommit>, Stored & { epoch: number }];
  'messaging:post': [z.infer<typeof PostItem>, Stored];
  'messaging:sync': [z.infer<typeof Sync>, { entries: Entry[]; head: number; epoch: number }];
  'messaging:receipt': [z.infer<typeof PostReceipt>, { stored: boolean }];
  'messaging:group-info': [z.infer<typeof OfSpace>, { epoch: number; head: number; groupInfo: Uint8Array }];
  'messaging:upload-key-packages': [z.infer<typeof UploadKeyPackages>, { stored: number }];
  'messaging:claim-key-packages': [z.infer<typeof ClaimKeyPackages>, { packages: { device: DeviceId; practitioner: PractitionerId; bytes: Uint8Array; lastResort: boolean }[] }];
  'messaging:welcomes': [z.infer<typeof Nothing>, { welcomes: { space: SpaceId; kind: SpaceKind; epoch: number; seq: number; bytes: Uint8Array }[] }];
  'messaging:welcomed': [z.infer<typeof OfSpace>, { removed: boolean }];
}
export const clientEvents = {
  'messaging:spaces': Nothing,
  'messaging:create': CreateSpace,
  'messaging:commit': PostCommit,
  'messaging:post': PostItem,
  'messaging:sync': Sync,
  'messaging:receipt': PostReceipt,
  'messaging:group-info': OfSpace,
  'messaging:upload-key-packages': UploadKeyPackages,
  'messaging:claim-key-packages': ClaimKeyPackages,
  'messaging:welcomes': Nothing,
  'messaging:welcomed': OfSpace,
} as const satisfies Record<keyof ClientEvents, z.ZodType>;

/** Events the service sends, none of which asks for an acknowledgement. */
export interface ServerEvents {
  'messaging:posted': { space: SpaceId; entries: Entry[]; epoch: number };
  'messaging:receipts': { space: SpaceId; receipts: Uint8Array[] };
  'messaging:welcome': { space: SpaceId };
  /** This practitioner (all devices) left the space, or it became barred or unbarred. */
  'messaging:space-changed': { space: SpaceId };
  'identity:statements': { head: number };
  /** The session ended (sign-out, revocation, time-out): the socket closes right after. */
  'session:ended': { reason: 'signed-out' | 'expired' | 'revoked' };
}

/** What the socket's `auth` must carry; the session travels in the cookie. */
export const SocketAuth = z.object({ protocol: z.literal(1) });
