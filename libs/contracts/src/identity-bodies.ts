/** What is sent to the routes of identity. The service alone parses it, so that the client takes no more of this file than its types. */
import { z } from 'zod';
import { VaultWraps, PasskeyWrap, Role } from './identity.js';
import { limits } from './limits.js';
import { AuthorityId, DeviceId, Instant, PractitionerId, PublicKey, Signature, base64url, line } from './primitives.js';
import { SignedStatement } from './statement.js';

/** What a person types to sign in: shaped like an e-mail address or a short name; compared in lower case. */
export const Login = z.string().trim().toLowerCase().min(3).max(120).regex(/^[a-z0-9][a-z0-9._+@-]*$/, 'may contain letters, digits and . _ + @ -');
export const VaultRecordWrite = z.object({ replaces: z.number().int().nonnegative(), sealed: base64url({ min: 40, max: limits.vaultRecordBytes }) }).strict().meta({ id: 'VaultRecordWrite' });
/** Lets a passkey open the vault. */
export const PasskeyWrapWrite = PasskeyWrap.pick({ sealed: true }).strict().meta({ id: 'PasskeyWrapWrite' });
/** Changes how the vault key is wrapped; what is absent stays. A new passphrase (other `kdf`) brings the `authKey` it yields; nothing else does. */
export const VaultRewrap = VaultWraps.partial().extend({ authKey: base64url({ exactly: 32 }).optional() }).strict().meta({ id: 'VaultRewrap' });
export type VaultRewrap = z.infer<typeof VaultRewrap>;
/**
 * The secrets of an account as its client hands them over: `authKey` is derived from the passphrase apart from the
 * key that opens the vault; the service hashes it once more with argon2id. `totp` is the shared secret (RFC 6238)
 * with a first code that proves that the person's authenticator holds it.
 */
export const Credentials = z.object({
  login: Login, authKey: base64url({ exactly: 32 }), totp: z.object({ secret: base64url({ exactly: 20 }), code: z.string().regex(/^\d{6}$/) }).strict(),
}).strict();
const NewAccount = z.object({ person: PractitionerId, credentials: Credentials, wraps: VaultWraps, main: base64url({ min: 40, max: limits.vaultRecordBytes }) }).strict();
/** First start without demo mode: both root officers at one screen. Needs the one-time token printed at start. */
export const SetUp = z.object({ token: base64url({ exactly: 32 }), statement: SignedStatement, accounts: z.tuple([NewAccount, NewAccount]) }).strict().meta({ id: 'SetUp' });
export type SetUp = z.infer<typeof SetUp>;
/** `POST /api/set-up/check`: whether the token is right, before two officers type everything else. */
export const SetUpCheck = SetUp.pick({ token: true }).strict().meta({ id: 'SetUpCheck' });
export type SetUpCheck = z.infer<typeof SetUpCheck>;
/**
 * One-time link, made by a focal point (or an officer). The link's fragment carries the token and a further
 * secret the service never sees; the newcomer proves with it that the identity key is theirs.
 */
export const InvitationRequest = z.object({ authority: AuthorityId, role: Role, tokenHash: base64url({ exactly: 32 }), validDays: z.number().int().min(1).max(30), accessUntil: Instant.nullable(), supersedes: PractitionerId.nullable().default(null) }).strict().meta({ id: 'InvitationRequest' });
/** `proof` = HMAC-SHA-256 under the link's secret over the person's id, name, title and key; see docs/PROTOCOL.md. */
export const Enrolment = z.object({
  token: base64url({ exactly: 32 }), name: line(120), title: line(120).nullable(), key: PublicKey, proof: base64url({ exactly: 32 }), account: NewAccount,
}).strict().meta({ id: 'Enrolment' });
export type Enrolment = z.infer<typeof Enrolment>;
/** The vault's KDF parameters of a login; an unknown login gets steady, invented ones. */
export const KdfRequest = z.object({ login: Login }).strict().meta({ id: 'KdfRequest' });
export const PassphraseSignIn = z.object({ login: Login, authKey: base64url({ exactly: 32 }), code: z.string().regex(/^\d{6}$/, 'must be six digits') }).strict().meta({ id: 'PassphraseSignIn' });
/** Confirms the session's own person; a login, if given, must be theirs. */
export const PassphraseStepUp = PassphraseSignIn.partial({ login: true }).strict().meta({ id: 'PassphraseStepUp' });
/** `response` is the browser's PublicKeyCredential as @simplewebauthn/browser serialises it. */
export const PasskeyResponse = z.object({ response: z.record(z.string(), z.unknown()), name: line(60).optional() }).strict().meta({ id: 'PasskeyResponse' });
/** Proves possession of a certified device key; the session (and its sockets) then act as this device. */
export const DeviceAttach = z.object({ device: DeviceId, signature: Signature }).strict().meta({ id: 'DeviceAttach' });
/**
 * Linking: a new device asks one in use to open the vault for it. The service passes on what the two say to each other; both check
 * that it did (docs/PROTOCOL.md, "Linking a device"). `name`: what the new device will be called.
 */
export const DeviceLinkRequest = z.object({ name: line(60), commitment: base64url({ exactly: 32 }) }).strict().meta({ id: 'DeviceLinkRequest' });
/** The key of the device in use. */
export const DeviceLinkAnswer = z.object({ key: base64url({ exactly: 32 }) }).strict().meta({ id: 'DeviceLinkAnswer' });
/** What the new device committed to. */
export const DeviceLinkReveal = z.object({ key: base64url({ exactly: 32 }), nonce: base64url({ exactly: 32 }) }).strict().meta({ id: 'DeviceLinkReveal' });
/** The vault key, sealed to the new device; `key` is that of the answer, which comes along where the new device's code was read. */
export const DeviceLinkVault = z.object({ key: base64url({ exactly: 32 }), sealed: base64url({ min: 40, max: 200 }) }).strict().meta({ id: 'DeviceLinkVault' });
/** `?because` of `DELETE /api/links/:id`. `differs`: the person saw different words on the two devices. */
export const DeviceLinkEnd = z.object({ because: z.enum(['done', 'withdrawn', 'refused', 'differs']) }).strict();
export type DeviceLinkEnd = z.infer<typeof DeviceLinkEnd>;
export const StatementSubmission = z.object({ statement: SignedStatement }).strict().meta({ id: 'StatementSubmission' });
/** A root action before the second officer: the body and the first signature. */
export const StatementProposal = z.object({ body: SignedStatement.shape.body, signature: Signature }).strict().meta({ id: 'StatementProposal' });
export const StatementCoSignature = z.object({ signature: Signature }).strict().meta({ id: 'StatementCoSignature' });
