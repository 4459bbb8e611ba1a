/**
 * REST of identity: set-up, invitation and enrolment, sign-in, sessions, devices, vault, statements. What is sent stands in `identity-bodies`.
 * Paths are listed in `routes`; bytes are base64url.
 */
import { z } from 'zod';
import { AuthorityId, DeviceId, DeviceLinkId, InvitationId, Instant, NetworkId, PractitionerId, PublicKey, StatementId, base64url, line } from './primitives.js';
import { limits } from './limits.js';

/** Argon2id parameters (RFC 9106) the client used; it refuses to use less than its own floor. `mem` in bytes. */
export const KdfParameters = z.object({
  algorithm: z.literal('argon2id13'), salt: base64url({ exactly: 16 }), ops: z.number().int().min(3).max(10), mem: z.number().int().min(67_108_864).max(1_073_741_824),
}).strict().meta({ id: 'KdfParameters' });
export type KdfParameters = z.infer<typeof KdfParameters>;

/** A record of the vault: sealed by the client, opaque here. Versions start at 1; a write names the version it replaces (0: none). */
export const VaultRecordName = z.string().regex(/^(main|space:[0-9a-f-]{36})$/, 'must be `main` or `space:` and an id');
export const VaultRecord = z.object({ name: VaultRecordName, version: z.number().int().positive(), sealed: base64url({ max: limits.vaultRecordBytes }) }).strict().meta({ id: 'VaultRecord' });
export type VaultRecord = z.infer<typeof VaultRecord>;
/** The vault key, wrapped once by the passphrase and once by the recovery code. */
export const VaultWraps = z.object({
  passphrase: z.object({ kdf: KdfParameters, sealed: base64url({ min: 40, max: 200 }) }).strict(),
  recovery: z.object({ sealed: base64url({ min: 40, max: 200 }) }).strict(),
}).strict().meta({ id: 'VaultWraps' });
export type VaultWraps = z.infer<typeof VaultWraps>;
/** The vault key, wrapped by what one passkey computes (WebAuthn PRF); `passkey` is its credential id. */
export const PasskeyWrap = z.object({ passkey: base64url({ min: 1, max: 1_023 }), sealed: base64url({ min: 40, max: 200 }) }).strict().meta({ id: 'PasskeyWrap' });
export type PasskeyWrap = z.infer<typeof PasskeyWrap>;
/** All wraps there are: passphrase, recovery code, and one for each passkey that opens the vault. */
export const HeldWraps = VaultWraps.extend({ passkeys: z.array(PasskeyWrap).max(limits.passkeysPerPractitioner) }).meta({ id: 'HeldWraps' });
export type HeldWraps = z.infer<typeof HeldWraps>;
export const Vault = z.object({ wraps: HeldWraps, records: z.array(VaultRecord) }).meta({ id: 'Vault' });
export type Vault = z.infer<typeof Vault>;

/** What an anonymous client may know: whether the network exists, and demo sign-ins in demo mode only. */
export const ServiceStatus = z.object({
  version: z.string(), protocol: z.literal(1), setUp: z.boolean(),
  network: z.object({ id: NetworkId, name: z.string(), pin: StatementId }).nullable(),
  demo: z.array(z.object({ login: z.string(), name: z.string(), authority: z.string(), state: z.string(), role: z.string(), passphrase: z.string(), totpSecret: z.string() })).nullable(),
}).meta({ id: 'ServiceStatus' });
export type ServiceStatus = z.infer<typeof ServiceStatus>;

export const Role = z.enum(['practitioner', 'focal-point']);
export type Role = z.infer<typeof Role>;

export const Invitation = z.object({
  id: InvitationId, authority: AuthorityId, role: Role, invitedBy: PractitionerId, createdAt: Instant, expiresAt: Instant, accessUntil: Instant.nullable(),
  /** For somebody who lost everything: the identity that ends when this one is vouched for. */
  supersedes: PractitionerId.nullable(),
  state: z.enum(['open', 'enrolled', 'vouched', 'expired', 'withdrawn']),
  /** Present when somebody enrolled: what the inviter's client checks and then vouches for. */
  enrolment: z.object({ person: PractitionerId, name: z.string(), title: z.string().nullable(), key: PublicKey, proof: base64url({ exactly: 32 }), at: Instant }).nullable(),
}).meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;
/** What the holder of a link may see before enrolling. */
export const InvitationView = z.object({ id: InvitationId, network: z.string(), authority: z.string(), state: z.string(), role: Role, expiresAt: Instant,
  /** The invitation is for this person alone, who is vouched for anew. */
  person: z.object({ name: z.string(), title: z.string().nullable() }).nullable() }).meta({ id: 'InvitationView' });
export type InvitationView = z.infer<typeof InvitationView>;

export const Session = z.object({
  practitioner: PractitionerId, login: z.string(), state: z.enum(['awaiting-vouching', 'active', 'ended']),
  network: z.object({ id: NetworkId, name: z.string(), pin: StatementId }), authority: AuthorityId,
  device: DeviceId.nullable(), method: z.enum(['passkey', 'passphrase']),
  signedInAt: Instant, freshUntil: Instant, expiresAt: Instant,
  /** Sign to attach a device to this session: domain string of docs/PROTOCOL.md, then this. */
  challenge: base64url({ exactly: 32 }),
}).meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SessionSummary = z.object({ id: z.string(), current: z.boolean(), device: DeviceId.nullable(), method: z.enum(['passkey', 'passphrase']), signedInAt: Instant, lastSeenAt: Instant }).meta({ id: 'SessionSummary' });
export type SessionSummary = z.infer<typeof SessionSummary>;
/** `opensVault`: there is a wrap of the vault key for it. */
export const Passkey = z.object({ id: z.string(), name: z.string(), createdAt: Instant, lastUsedAt: Instant.nullable(), opensVault: z.boolean() }).meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof Passkey>;

/** `sealed` shows to the session that asked alone. */
export const DeviceLink = z.object({
  id: DeviceLinkId, name: line(60), commitment: base64url({ exactly: 32 }), expiresAt: Instant,
  answer: base64url({ exactly: 32 }).nullable(), reveal: z.object({ key: base64url({ exactly: 32 }), nonce: base64url({ exactly: 32 }) }).nullable(), sealed: base64url({ max: 200 }).nullable(),
}).meta({ id: 'DeviceLink' });
export type DeviceLink = z.infer<typeof DeviceLink>;

/** Every REST route, once: identity, then files. `:x` are path parameters. */
export const routes = {
  status: 'GET /api/status',
  health: 'GET /health',
  setUp: 'POST /api/set-up',
  checkSetUp: 'POST /api/set-up/check',
  statements: 'GET /api/statements', // ?after=position&limit
  submitStatement: 'POST /api/statements',
  deviceEnd: 'GET /api/devices/:id/end',
  pendingStatements: 'GET /api/statements/pending',
  proposeStatement: 'POST /api/statements/pending',
  coSignStatement: 'POST /api/statements/pending/:id/signature',
  invitations: 'GET /api/invitations',
  invite: 'POST /api/invitations',
  withdrawInvitation: 'DELETE /api/invitations/:id',
  viewInvitation: 'POST /api/invitations/view', // { token }
  enrol: 'POST /api/enrolments',
  kdf: 'POST /api/sign-in/kdf',
  signInPassphrase: 'POST /api/sign-in/passphrase',
  passkeySignInOptions: 'POST /api/sign-in/passkey/options',
  signInPasskey: 'POST /api/sign-in/passkey',
  session: 'GET /api/session',
  stepUpPassphrase: 'POST /api/session/step-up/passphrase',
  passkeyStepUpOptions: 'POST /api/session/step-up/passkey/options',
  stepUpPasskey: 'POST /api/session/step-up/passkey',
  attachDevice: 'POST /api/session/device',
  signOut: 'DELETE /api/session',
  sessions: 'GET /api/sessions',
  signOutEverywhere: 'DELETE /api/sessions',
  endSession: 'DELETE /api/sessions/:id',
  passkeys: 'GET /api/passkeys',
  passkeyOptions: 'POST /api/passkeys/options',
  addPasskey: 'POST /api/passkeys',
  removePasskey: 'DELETE /api/passkeys/:id',
  wrapForPasskey: 'PUT /api/passkeys/:id/wrap',
  vault: 'GET /api/vault',
  vaultWraps: 'GET /api/vault/wraps',
  vaultRecords: 'GET /api/vault/records',
  vaultRecord: 'GET /api/vault/records/:name',
  writeVaultRecord: 'PUT /api/vault/records/:name',
  rewrapVault: 'PUT /api/vault/wraps',
  links: 'GET /api/links',
  requestLink: 'POST /api/links',
  link: 'GET /api/links/:id',
  answerLink: 'PUT /api/links/:id/answer',
  revealLink: 'PUT /api/links/:id/reveal',
  giveLink: 'PUT /api/links/:id/vault',
  endLink: 'DELETE /api/links/:id', // ?because
  createUpload: 'POST /api/files',
  upload: 'GET /api/files/:id/upload',
  appendUpload: 'PUT /api/files/:id/upload/:offset', // application/octet-stream, with Content-Digest
  cancelUpload: 'DELETE /api/files/:id/upload',
  placeFile: 'PUT /api/files/:id/places/:item',
  removeFile: 'DELETE /api/files/:id/places/:item',
  fileAllowance: 'GET /api/files', // ?space
  file: 'GET /api/files/:id', // with Range
} as const;
