/**
 * The atoms of the wire: identifiers, byte strings and instants.
 * Trust: none of these says anything about authority; they only say what shape a value has.
 */
import { z } from 'zod';

/** A random 128-bit identifier, written as a lower-case UUID. Ids are unguessable and say nothing. */
export const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'must be a lower-case UUID');

export const NetworkId = uuid.brand<'NetworkId'>();
export type NetworkId = z.infer<typeof NetworkId>;
export const AuthorityId = uuid.brand<'AuthorityId'>();
export type AuthorityId = z.infer<typeof AuthorityId>;
export const PractitionerId = uuid.brand<'PractitionerId'>();
export type PractitionerId = z.infer<typeof PractitionerId>;
export const DeviceId = uuid.brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;
export const SpaceId = uuid.brand<'SpaceId'>();
export type SpaceId = z.infer<typeof SpaceId>;
/** The client's own id of an item or commit: retries with the same id have one effect (guarantee G3). */
export const ItemId = uuid.brand<'ItemId'>();
export type ItemId = z.infer<typeof ItemId>;
/** An encrypted file in the service's store: random, made by the client, and known to those who read the message alone. */
export const FileId = uuid.brand<'FileId'>();
export type FileId = z.infer<typeof FileId>;
export const InvitationId = uuid.brand<'InvitationId'>();
export type InvitationId = z.infer<typeof InvitationId>;
/** A request of a new device to have the vault opened by a device in use. */
export const DeviceLinkId = uuid.brand<'DeviceLinkId'>();
export type DeviceLinkId = z.infer<typeof DeviceLinkId>;
/** SHA-256 of a statement's signed bytes, base64url without padding (43 characters). */
export const StatementId = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url').brand<'StatementId'>();
export type StatementId = z.infer<typeof StatementId>;

/** Bytes inside JSON: base64url without padding (RFC 4648 section 5). `length` bounds are in bytes. */
export const base64url = (bounds: { exactly?: number; min?: number; max?: number }) => {
  const chars = (bytes: number) => Math.ceil((bytes * 4) / 3);
  const min = bounds.exactly ?? bounds.min ?? 0;
  const max = bounds.exactly ?? bounds.max ?? 65_536;
  return z.string().min(chars(min), `must be at least ${min} bytes`).max(chars(max), `must be at most ${max} bytes`)
    .regex(/^[A-Za-z0-9_-]*$/, 'must be base64url without padding')
    .refine((s) => s.length % 4 !== 1, 'must be base64url without padding');
};

/** Bytes inside a socket event: a binary attachment; a browser hands over an ArrayBuffer, Node a Buffer. */
export const binary = (bounds: { exactly?: number; min?: number; max: number } | { exactly: number; max?: number }) => {
  const min = bounds.exactly ?? ('min' in bounds ? bounds.min : undefined) ?? 0;
  const max = bounds.exactly ?? bounds.max ?? 0;
  return z.union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)])
    .transform((b) => (b instanceof Uint8Array ? b : new Uint8Array(b)))
    .refine((b) => b.length >= min, `must be at least ${min} bytes`)
    .refine((b) => b.length <= max, `must be at most ${max} bytes`);
};

/** An instant in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** An Ed25519 public key (RFC 8032). */
export const PublicKey = base64url({ exactly: 32 });
/** An Ed25519 signature (RFC 8032). */
export const Signature = base64url({ exactly: 64 });

/** A line a person typed: no control or bidirectional override characters, trimmed, not empty. */
export const line = (max: number) => z.string().trim().min(1, 'must not be empty').max(max, `must be at most ${max} characters`)
  // eslint-disable-next-line no-control-regex -- refusing control characters is the point
  .refine((s) => !/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(s), 'must not contain control characters');
