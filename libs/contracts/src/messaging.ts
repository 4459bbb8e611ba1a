/**
 * Socket events of messaging: spaces, MLS delivery (RFC 9750), sealed items, receipts, sync.
 * What clients send stands in `messaging-bodies`. Acknowledgements are `Ack<T>`. An acknowledgement means committed and fsynced (G1). A server event is a hint:
 * `messaging:sync` alone restores everything (G4).
 */
import { z } from 'zod';
import { DeviceId, Instant, PractitionerId, SpaceId } from './primitives.js';
import { limits } from './limits.js';
import { SpaceKind, Suite } from './space.js';

/** What somebody who comes in later may read of the past: nothing, everything, or what was said from an instant on. */
export const SpaceHistory = z.union([z.enum(['none', 'all']), z.object({ since: Instant }).strict()]);
export type SpaceHistory = z.infer<typeof SpaceHistory>;
/** How long what was said is kept: after that its keys are destroyed, and with them its content. Null: as long as the space. Whole days, or hours if it is less than one: each time has one form. Decisions 37 and 41. */
export const SpaceRetention = z.union([
  z.object({ days: z.number().int().min(limits.retentionDays.min).max(limits.retentionDays.max) }).strict(),
  z.object({ hours: z.number().int().min(limits.retentionHours.min).max(limits.retentionHours.max) }).strict(),
]).nullable();
export type SpaceRetention = z.infer<typeof SpaceRetention>;
/** The same in hours; null: for good. */
export const retentionHours = (retention: SpaceRetention): number | null => (retention === null ? null : 'days' in retention ? retention.days * 24 : retention.hours);

export const Seq = z.number().int().nonnegative();
export const Epoch = z.number().int().nonnegative();

export const OfSpace = z.object({ space: SpaceId }).strict();
export const Nothing = z.object({}).strict();

/** Bytes in an answer: the connection bounds them. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes');

/** One entry of a space's log: seq counts from 1 without gaps over items and commits alike (G2). */
/** Of a `destroyed` item, whose retention is over, the bytes are its SHA-256: it keeps its place in the log and its link in the transcript. */
export const Entry = z.object({ seq: Seq, type: z.enum(['item', 'commit', 'destroyed']), bytes, sender: DeviceId, at: Instant });
export type Entry = z.infer<typeof Entry>;
export const Stored = z.object({ space: SpaceId, seq: Seq, at: Instant });
export type Stored = z.infer<typeof Stored>;
export const SpaceState = z.object({
  space: SpaceId, kind: SpaceKind, suite: z.number(), epoch: Epoch,
  /** The last sequence number. */
  head: Seq,
  /** The first sequence number this practitioner may read: the commit that brought them in. */
  since: Seq,
  /** Whether the calling device is a leaf of the group. */
  joined: z.boolean(),
  /** Whether the space waits for a commit that removes a revoked leaf. */
  barred: z.boolean(),
  /** The latest signed receipt of each device. */
  receipts: z.array(bytes),
});
export type SpaceState = z.infer<typeof SpaceState>;

/** What is left of this device's key packages of one suite. */
const KeyPackageStock = z.object({ suite: Suite, left: z.number(), lastResort: z.boolean() });

/** The values of acknowledgements. */
export const clientAnswers = {
  /** `now`: the service's clock before it looked. */
  'messaging:spaces': z.object({ spaces: z.array(SpaceState), welcomes: z.number(), keyPackages: z.array(KeyPackageStock), now: Instant }),
  'messaging:create': OfSpace,
  'messaging:commit': Stored.extend({ epoch: Epoch }),
  'messaging:post': Stored,
  'messaging:signal': Nothing,
  'messaging:sync': z.object({ entries: z.array(Entry), head: Seq, epoch: Epoch, now: Instant }),
  /** Those among the people named who now read from exactly there on. */
  'messaging:widen': z.object({ widened: z.array(PractitionerId) }),
  'messaging:receipt': z.object({ stored: z.boolean() }),
  'messaging:group-info': z.object({ epoch: Epoch, head: Seq, groupInfo: bytes }),
  'messaging:upload-key-packages': z.object({ stored: z.number() }),
  'messaging:claim-key-packages': z.object({ packages: z.array(z.object({ device: DeviceId, practitioner: PractitionerId, bytes, lastResort: z.boolean() })) }),
  'messaging:welcomes': z.object({ welcomes: z.array(z.object({ space: SpaceId, kind: SpaceKind, epoch: Epoch, seq: Seq, bytes })) }),
  'messaging:welcomed': z.object({ removed: z.boolean() }),
} as const;

/** Events the service sends, none of which asks for an acknowledgement. */
export const serverEvents = {
  'messaging:posted': z.object({ space: SpaceId, entries: z.array(Entry), epoch: Epoch }),
  'messaging:signalled': z.object({ space: SpaceId, signal: bytes }),
  'messaging:receipts': z.object({ space: SpaceId, receipts: z.array(bytes) }),
  'messaging:welcome': OfSpace,
  /** This practitioner (all devices) left the space, or it became barred or unbarred. */
  'messaging:space-changed': OfSpace,
  'identity:statements': z.object({ head: Seq }),
  /** Another device of this person wrote the vault: this record has this version now. */
  'identity:vault': z.object({ name: z.string().max(50), version: z.number().int().positive() }),
  /** A request of this person to link a device was made, went on, or ended. */
  'identity:link': Nothing,
  /** Somebody enrolled by an invitation of this person, or another officer proposed what needs their signature as well. */
  'identity:desk': Nothing,
  /** Something of a session at which authorities meet changed, for whom it concerns: look again. */
  'meetings:changed': z.object({ session: z.string(), of: z.enum(['session', 'roster', 'requests', 'draft', 'plans', 'published', 'outcomes', 'presence']) }),
  /** The session ended (sign-out, revocation, time-out): the socket closes right after. */
  'session:ended': z.object({ reason: z.enum(['signed-out', 'expired', 'revoked']) }),
} as const;
export type ServerEvents = { [E in keyof typeof serverEvents]: z.infer<(typeof serverEvents)[E]> };

