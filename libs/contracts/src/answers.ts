/** What each REST route answers when it succeeds; null: no body (204). Lists are plain arrays. */
import { z } from 'zod';
import { FileAllowance, Upload } from './files.js';
import { DeviceLink, HeldWraps, Invitation, InvitationView, KdfParameters, Passkey, ServiceStatus, Session, SessionSummary, Vault, VaultRecord, VaultRecordName, type routes } from './identity.js';
import { NetworkId, StatementId } from './primitives.js';
import { PendingStatement, SignedStatement, StatementPage } from './statement.js';

/** An accepted statement's place in the network's order. */
export const StatementAccepted = z.object({ id: StatementId, position: z.number().int().positive() }).meta({ id: 'StatementAccepted' });
export type StatementAccepted = z.infer<typeof StatementAccepted>;
export const Founded = z.object({ network: NetworkId, pin: StatementId }).meta({ id: 'Founded' });
export const VaultRecordVersion = z.object({ name: VaultRecordName, version: z.number().int().positive() }).meta({ id: 'VaultRecordVersion' });
/** Options of a WebAuthn ceremony, for `@simplewebauthn/browser` as they are. */
export const PasskeyOptions = z.record(z.string(), z.unknown()).meta({ id: 'PasskeyOptions' });
export const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

export const answers = {
  status: ServiceStatus,
  health: Health,
  setUp: Founded,
  checkSetUp: null,
  statements: StatementPage,
  submitStatement: StatementAccepted,
  /** The statement that revoked a device; for the device itself, which has no session any more. */
  deviceEnd: SignedStatement,
  pendingStatements: z.array(PendingStatement),
  proposeStatement: PendingStatement,
  coSignStatement: StatementAccepted,
  invitations: z.array(Invitation),
  invite: Invitation,
  withdrawInvitation: null,
  viewInvitation: InvitationView,
  /** Enrolling signs in: the answer comes with the session's cookie. */
  enrol: Session,
  kdf: KdfParameters,
  signInPassphrase: Session,
  passkeySignInOptions: PasskeyOptions,
  signInPasskey: Session,
  session: Session,
  stepUpPassphrase: Session,
  passkeyStepUpOptions: PasskeyOptions,
  stepUpPasskey: Session,
  attachDevice: Session,
  signOut: null,
  sessions: z.array(SessionSummary),
  signOutEverywhere: null,
  endSession: null,
  passkeys: z.array(Passkey),
  passkeyOptions: PasskeyOptions,
  addPasskey: Passkey,
  removePasskey: null,
  wrapForPasskey: null,
  vault: Vault,
  vaultWraps: HeldWraps,
  vaultRecords: z.array(VaultRecordVersion),
  vaultRecord: VaultRecord,
  writeVaultRecord: VaultRecordVersion,
  rewrapVault: null,
  /** What other sessions of the caller ask for: at most one. */
  links: z.array(DeviceLink),
  requestLink: DeviceLink,
  link: DeviceLink,
  answerLink: null,
  revealLink: null,
  giveLink: null,
  endLink: null,
  createUpload: Upload,
  upload: Upload,
  appendUpload: Upload,
  cancelUpload: null,
  placeFile: null,
  removeFile: null,
  fileAllowance: FileAllowance,
  /** Bytes. */
  file: null,
} as const satisfies Record<keyof typeof routes, z.ZodType | null>;

/** `?after=position&limit` of `GET /api/statements`. */
export const StatementQuery = z.object({ after: z.coerce.number().int().nonnegative().default(0), limit: z.coerce.number().int().min(1).max(1_000).default(500) }).strict();
/** `POST /api/invitations/view` */
export const InvitationToken = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url') }).strict().meta({ id: 'InvitationToken' });
