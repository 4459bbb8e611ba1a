/** What clients send over the socket, and begin it with. The service alone parses it, so that the client takes no more of this file than its types. */
import { z } from 'zod';
import { limits } from './limits.js';
import { Epoch, Nothing, OfSpace, Seq, type clientAnswers } from './messaging.js';
import { DeviceId, ItemId, PractitionerId, SpaceId, binary } from './primitives.js';
import { SpaceKind, Suite } from './space.js';

/** `groupInfo`: MLSMessage(GroupInfo) of epoch 0 with ratchet tree and external_pub; the creator is its only leaf. */
export const CreateSpace = z.object({ space: SpaceId, kind: SpaceKind, suite: Suite, groupInfo: binary({ max: limits.groupInfoBytes }) }).strict();
/** `epoch` is the one the commit was made in. `groupInfo` describes the epoch it leads to. `welcome` is null when nobody was added. */
export const PostCommit = z.object({
  space: SpaceId, id: ItemId, epoch: Epoch,
  commit: binary({ max: limits.commitBytes }), welcome: binary({ max: limits.welcomeBytes }).nullable(), groupInfo: binary({ max: limits.groupInfoBytes }),
}).strict();
/** One sealed item; space, epoch, id and sender are read from its header. */
export const PostItem = z.object({ item: binary({ max: limits.itemBytes }) }).strict();
/** One sealed item of kind `signal`, passed on to whoever of the space is connected and never stored. */
export const PostSignal = z.object({ signal: binary({ max: limits.signalBytes }) }).strict();
export const Sync = z.object({ space: SpaceId, after: Seq, limit: z.number().int().min(1).max(limits.syncEntries) }).strict();
/** A signed receipt; layout in docs/PROTOCOL.md. */
export const PostReceipt = z.object({ receipt: binary({ exactly: 145 }) }).strict();
export const UploadKeyPackages = z.object({ suite: Suite, packages: z.array(binary({ max: limits.keyPackageBytes })).max(limits.keyPackagesPerDevice), lastResort: binary({ max: limits.keyPackageBytes }).nullable() }).strict();
export const ClaimKeyPackages = z.object({ suite: Suite, devices: z.array(DeviceId).min(1).max(limits.claimDevices) }).strict();
/** Lets people inside read from an earlier entry on, as the space's policy allows; never from before what the caller may read. */
export const Widen = z.object({ space: SpaceId, people: z.array(PractitionerId).min(1).max(limits.membersPerSpace), since: Seq.min(1) }).strict();

export const clientEvents = {
  'messaging:spaces': Nothing,
  'messaging:create': CreateSpace,
  'messaging:commit': PostCommit,
  'messaging:post': PostItem,
  'messaging:signal': PostSignal,
  'messaging:sync': Sync,
  'messaging:widen': Widen,
  'messaging:receipt': PostReceipt,
  'messaging:group-info': OfSpace,
  'messaging:upload-key-packages': UploadKeyPackages,
  'messaging:claim-key-packages': ClaimKeyPackages,
  'messaging:welcomes': Nothing,
  'messaging:welcomed': OfSpace,
} as const satisfies Record<keyof typeof clientAnswers, z.ZodType>;

/** Events a client sends: name, contract of its argument, value of its acknowledgement. */
export type ClientEvents = { [E in keyof typeof clientEvents]: [z.infer<(typeof clientEvents)[E]>, z.infer<(typeof clientAnswers)[E]>] };

/** What the socket's `auth` must carry; the session travels in the cookie. */
export const SocketAuth = z.object({ protocol: z.literal(1) });
