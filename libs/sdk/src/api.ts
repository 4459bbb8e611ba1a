/**
 * What a client of Comity can do: the one interface behind the web client (through its worker), the command line,
 * the demo, the tests and the benchmarks. Every value here is structured-clonable, so that it crosses a worker's border.
 * Trust: all that is returned has been verified (chain, signatures, transcript) unless a field says otherwise.
 */
import type { AuthorityId, AuthorityKind, DeviceId, HandlingCode, Instant, InvitationId, ItemId, NetworkId, PractitionerId, Problem, Role, ServiceStatus, SessionSummary, Passkey, SpaceId, SpaceKind, StatementId, StatementBody, Suite } from '@comity/contracts';

/** Where the client stands; the interface shows one screen for each. */
export type Phase =
  | { phase: 'starting' }
  | { phase: 'set-up-needed' }
  | { phase: 'signed-out' }
  /**
   * Signed in, but this browser holds no device of the person yet: open the vault. `passkeys` can open it (credential ids);
   * `signedIn`: the one used a moment ago does. `former`: this browser was one of their devices until it was not used for
   * too long, or was removed; opening the vault makes it a new one.
   */
  | { phase: 'vault-closed'; self: Self; passkeys: string[]; signedIn: boolean; former: 'expired' | 'ended' | null }
  /** Enrolled, and a focal point has not vouched yet. */
  | { phase: 'awaiting-vouching'; self: Self }
  /** Keys dropped from memory after idle time or on request. `passkeys` can unlock (credential ids). */
  | { phase: 'locked'; self: Self; passkeys: string[] }
  | { phase: 'ready'; self: Self };

export interface Self {
  practitioner: PractitionerId; login: string; name: string | null; authority: AuthorityId; network: { id: NetworkId; name: string };
  role: PersonView['role'] | null; device: DeviceId | null; method: 'passkey' | 'passphrase';
}
export interface AuthorityView { id: AuthorityId; name: string; state: string; kind: AuthorityKind; ended: boolean }
export interface PersonView {
  id: PractitionerId; name: string; title: string | null; authority: AuthorityView; role: 'officer' | 'focal-point' | 'practitioner';
  /** Valid at this moment by the chain of statements. */
  current: boolean;
  /** The user compared safety numbers with this person, and the person's key has not changed since. */
  verified: boolean;
  devices: DeviceView[];
  access: AccessView;
  /** The same person under an earlier identity, or under a later one, as the focal point states. */
  supersedes: PractitionerId | null; successor: PractitionerId | null;
}
/** `name` is what its person calls it, among the own devices; others see `certifiedName`. */
export interface DeviceView {
  id: DeviceId; name: string; certifiedName: string; certifiedAt: Instant;
  /** When it last certified itself, and until when it counts by itself; null without a limit. `expired`: it was not used for too long. */
  renewedAt: Instant; until: Instant | null; expired: boolean;
  current: boolean; thisOne: boolean;
}
export type EndReason = 'lost' | 'compromised' | 'left' | 'superseded' | 'other';
/** By whose signature: one's own, or that of two officers. */
export type Signing = 'alone' | 'together';
export interface AccessView {
  /** When access ends by itself, or ended; null without a limit. */
  until: Instant | null;
  ended: { at: Instant; reason: EndReason | 'expired' | 'authority-ended' } | null;
  /** What the signed-in person may do about it. */
  mayEnd: Signing | null; mayRenew: Signing | null;
  /** Vouch for the same person under a new identity, because everything of the earlier one is lost. */
  mayVouchAnew: Signing | null;
}
/** What opens the vault. `prf` is what the passkey computed (WebAuthn PRF over the options' input); the client wipes it. `signedIn`: the passkey used to sign in a moment ago. */
export type VaultSecret = { passphrase: string } | { recoveryCode: string } | { passkey: string; prf: Uint8Array } | { signedIn: true };
export interface SpaceView {
  id: SpaceId; kind: SpaceKind; title: string | null; purpose: string | null;
  /** For direct spaces: the other person. */
  other: PractitionerId | null;
  owners: PractitionerId[]; members: PractitionerId[]; canManage: boolean;
  /** New identities of people who were in here under an earlier one, and are not yet under this. */
  successors: PractitionerId[];
  /** Taken out of the space: its past stays readable here, nothing can be sent. */
  left: boolean;
  unread: number; lastActivity: Instant; preview: { sender: PractitionerId; text: string } | null;
  /** For good. `postQuantum`: it is the hybrid one; `room`: up to how many devices it takes in then, null without such a limit. */
  suite: Suite; postQuantum: boolean; room: number | null;
  epoch: number;
  /** Catching up, complete, or stopped by an alarm. */
  sync: 'syncing' | 'current' | 'offline' | 'barred' | 'alarm';
  alarms: Alarm[];
}
/** Own messages: queued (in the outbox), stored (committed by the service), delivered/read by all other members; refused by the service. */
export type Delivery = 'queued' | 'stored' | 'delivered' | 'read' | 'refused';
export type TimelineEntry =
  | { type: 'message'; key: string; id: ItemId; seq: number | null; sender: PractitionerId; device: DeviceId; own: boolean; text: string; handling: HandlingCode; sentAt: Instant; delivery: Delivery | null; refusal: Problem | null; readBy: PractitionerId[]; deliveredTo: PractitionerId[] }
  | { type: 'joined' | 'left' | 'device-joined' | 'device-left'; key: string; seq: number; by: PractitionerId | null; who: PractitionerId[]; at: Instant }
  | { type: 'created' | 'profile' | 'policy'; key: string; seq: number; by: PractitionerId; title: string | null; at: Instant }
  /** An entry that failed a check: never its content, always the rule. */
  | { type: 'quarantined'; key: string; seq: number; rule: AlarmRule; at: Instant };
/** A window over a space's entries: `index` counts from 0 at the oldest entry this client may read. */
export interface TimelinePage { total: number; from: number; entries: TimelineEntry[]; firstUnread: number | null }

/** Names of what a client refuses or alarms about; each has a text in the catalogue and a row in docs/THREAT-MODEL.md. */
export type AlarmRule =
  | 'chain-broken' | 'statement-refused' | 'pin-mismatch' | 'statements-rolled-back'
  | 'unknown-device' | 'device-ended' | 'bad-signature' | 'wrong-space' | 'wrong-epoch' | 'epoch-fork' | 'replayed' | 'gap' | 'reordered' | 'transcript-fork'
  | 'cannot-open' | 'malformed' | 'unknown-kind' | 'commit-refused' | 'commit-malformed' | 'policy-violation' | 'foreign-leaf' | 'removed' | 'receipt-forged' | 'key-package-refused' | 'welcome-refused' | 'vault-tampered' | 'vault-rolled-back' | 'kdf-weakened' | 'rolled-back' | 'suite-downgrade';
export interface Alarm { id: string; rule: AlarmRule; space: SpaceId | null; seq: number | null; at: Instant; acknowledged: boolean }

export interface InvitationView {
  id: InvitationId; authority: AuthorityId; role: Role; invitedBy: PractitionerId; createdAt: Instant; expiresAt: Instant; accessUntil: Instant | null;
  /** Whose earlier identity ends when this one is vouched for. */
  supersedes: PractitionerId | null;
  state: 'open' | 'enrolled' | 'vouched' | 'expired' | 'withdrawn';
  /** `proved`: the newcomer knew the link's secret, so the service did not swap the key; null when this client does not hold the secret. */
  enrolment: { person: PractitionerId; name: string; title: string | null; at: Instant; proved: boolean | null } | null;
}
export interface EnrolmentInput { link: string; name: string; title: string | null; login: string; passphrase: string; totp: { secret: string; code: string }; deviceName: string }
export interface OfficerInput { name: string; title: string | null; login: string; passphrase: string; totp: { secret: string; code: string } }
export interface SetUpInput { token: string; networkName: string; secretariat: { name: string; state: string }; officers: [OfficerInput, OfficerInput] }

export type RecoveryFault = 'character' | 'length' | 'checksum' | 'other';
/** Failures that callers meet: thrown by every method below, structured-clonable, never with content. */
export type Failure =
  | { kind: 'problem'; problem: Problem }
  /** The service cannot be reached. */
  | { kind: 'offline' }
  /** A check of this client refused what the service said. */
  | { kind: 'alarm'; rule: AlarmRule }
  | { kind: 'wrong-passphrase' } | { kind: 'wrong-passkey' }
  /** What is wrong with the code as typed; `other`: it is a recovery code, but not this one. */
  | { kind: 'wrong-recovery-code'; fault: RecoveryFault }
  | { kind: 'not-ready'; phase: Phase['phase'] };

export interface Comity {
  phase(): Phase;
  status(): Promise<ServiceStatus>;

  // Set-up, enrolment
  /** Creates the network and both officers' accounts; answers each officer's recovery code. */
  setUp(input: SetUpInput): Promise<{ recoveryCodes: [string, string] }>;
  /** A fresh TOTP secret (base32) and its otpauth:// address, made on the client. */
  newTotp(login: string): Promise<{ secret: string; uri: string }>;
  viewInvitation(link: string): Promise<{ network: string; authority: string; state: string; role: Role; expiresAt: Instant; person: { name: string; title: string | null } | null }>;
  enrol(input: EnrolmentInput): Promise<{ recoveryCode: string }>;

  /** Opens the vault with the code as a trial, before it is needed; throws `wrong-recovery-code`. `login`: an officer's, right after `setUp`. */
  checkRecoveryCode(code: string, login?: string): Promise<void>;
  /** A new recovery code. The old one holds until `replaceRecoveryCode` got the new one back from paper. */
  newRecoveryCode(): Promise<{ recoveryCode: string }>;
  replaceRecoveryCode(code: string): Promise<void>;
  /** `current` proves that it is the person who asks. */
  changePassphrase(current: VaultSecret, next: string): Promise<void>;

  // Sign-in. WebAuthn itself runs in the window; the options and the response pass through here. Options ask for what opens
  // the vault, too (PRF); its output must be taken out of the response and handed over apart.
  signInWithPassphrase(login: string, passphrase: string, code: string): Promise<Phase>;
  passkeySignInOptions(): Promise<Record<string, unknown>>;
  signInWithPasskey(response: Record<string, unknown>, prf?: Uint8Array): Promise<Phase>;
  /** Options for a passkey that is to open the vault or unlock, not to sign in: the service has no part in it. */
  passkeyUnlockOptions(passkeys: string[]): Promise<Record<string, unknown>>;
  /** From `vault-closed`: opens the vault, certifies this device, joins every space; `deviceName` names it. */
  openVault(secret: VaultSecret, deviceName: string): Promise<Phase>;
  stepUpWithPassphrase(passphrase: string, code: string): Promise<void>;
  passkeyStepUpOptions(): Promise<Record<string, unknown>>;
  stepUpWithPasskey(response: Record<string, unknown>): Promise<void>;
  /** Ends the session; `forget` also erases this browser's store and device keys, and ends the device if the sign-in is fresh enough (not together with `everywhere`: then another device ends it). */
  signOut(options: { everywhere: boolean; forget: boolean }): Promise<void>;
  /** Drops keys from memory. */
  lock(): Promise<void>;
  unlock(secret: VaultSecret): Promise<Phase>;
  passkeys(): Promise<Passkey[]>;
  passkeyOptions(): Promise<Record<string, unknown>>;
  addPasskey(response: Record<string, unknown>, name: string): Promise<Passkey>;
  /** Lets a passkey open the vault and unlock, by what it computed. */
  wrapForPasskey(id: string, prf: Uint8Array): Promise<void>;
  /** The passkey neither signs in nor opens the vault any more. */
  removePasskey(id: string): Promise<void>;
  sessions(): Promise<SessionSummary[]>;
  /** Signs another session out, wherever it is. */
  endSession(id: string): Promise<void>;

  // Directory and governance
  authorities(): Promise<AuthorityView[]>;
  people(): Promise<PersonView[]>;
  myDevices(): Promise<DeviceView[]>;
  /** Ends one of the own devices for good: it is signed out, and every space it is in removes it. */
  endDevice(device: DeviceId, reason: EndReason): Promise<void>;
  /** What the person calls a device, on all their devices; others go on seeing its certified name. */
  renameDevice(device: DeviceId, name: string): Promise<void>;
  /** Ends a person's access now (`at` null) or at an instant. What two officers must sign waits for the other one. */
  endAccess(person: PractitionerId, end: { at: Instant | null; reason: EndReason }): Promise<{ complete: boolean }>;
  /** Renews an access that ran out or will; `until` null: without a limit. */
  renewAccess(person: PractitionerId, until: Instant | null): Promise<{ complete: boolean }>;
  safetyNumber(person: PractitionerId): Promise<string>;
  markVerified(person: PractitionerId, verified: boolean): Promise<void>;
  invite(input: { authority: AuthorityId; role: Role; validDays: number; accessUntil: Instant | null }): Promise<{ id: InvitationId; link: string }>;
  /** An invitation for one person of the network who lost everything, under their name and title; vouching ends the earlier identity. */
  inviteAnew(person: PractitionerId, validDays: number): Promise<{ id: InvitationId; link: string }>;
  invitations(): Promise<InvitationView[]>;
  withdrawInvitation(id: InvitationId): Promise<void>;
  /** Signs the vouching (or appointment) statement of an enrolled invitation whose proof holds. Officers' appointments wait for the second officer. */
  vouch(invitation: InvitationId): Promise<{ complete: boolean }>;
  /** Officers: proposes to admit an authority; it waits for the second officer. */
  admitAuthority(input: { name: string; state: string; kind: AuthorityKind }): Promise<void>;
  pendingStatements(): Promise<{ id: StatementId; body: StatementBody; signedBy: PractitionerId[]; canSign: boolean }[]>;
  coSign(id: StatementId): Promise<void>;

  // Spaces and messages
  spaces(): Promise<SpaceView[]>;
  space(id: SpaceId): Promise<SpaceView>;
  createChannel(input: { title: string; purpose: string | null; members: PractitionerId[] }): Promise<SpaceId>;
  /** The direct space with a person, made if need be. */
  openDirect(person: PractitionerId): Promise<SpaceId>;
  addMembers(space: SpaceId, people: PractitionerId[]): Promise<void>;
  removeMember(space: SpaceId, person: PractitionerId): Promise<void>;
  /** Stores the message in the outbox and returns at once; delivery shows in the timeline. */
  send(space: SpaceId, text: string, handling: HandlingCode): Promise<ItemId>;
  /** Tries a refused message again, or gives it up. */
  resend(space: SpaceId, id: ItemId): Promise<void>;
  discard(space: SpaceId, id: ItemId): Promise<void>;
  /** Entries `from` (inclusive) up to `count`; negative `from` counts from the newest. */
  timeline(space: SpaceId, from: number, count: number): Promise<TimelinePage>;
  /** Moves this person's read mark; never backwards. */
  markRead(space: SpaceId, seq: number): Promise<void>;
  draft(space: SpaceId): Promise<string>;
  saveDraft(space: SpaceId, text: string): Promise<void>;
  alarms(): Promise<Alarm[]>;
  acknowledgeAlarm(id: string): Promise<void>;
  /** Resolves when everything queued is stored and every space is current; for the command line and tests. */
  settled(): Promise<void>;

  on(listener: (event: ComityEvent) => void): () => void;
  close(): Promise<void>;
}

/** Hints that something changed; read it anew. `spaces` when the list or a summary changed, `timeline` for one space. */
export type ComityEvent =
  | { type: 'phase'; phase: Phase }
  | { type: 'connection'; online: boolean }
  | { type: 'spaces' }
  | { type: 'timeline'; space: SpaceId }
  | { type: 'directory' }
  | { type: 'invitations' }
  | { type: 'alarm'; alarm: Alarm };

/**
 * What the client asks of its surroundings. In the browser: IndexedDB with sealed values; in Node: a file or memory.
 * A store holds small named values; a batch is applied wholly or not at all.
 */
export interface Store {
  get(key: string): Promise<Uint8Array | undefined>;
  /** All keys with a prefix, in order; `after` (exclusive) and `limit` page. */
  list(prefix: string, options?: { after?: string; limit?: number; reverse?: boolean }): Promise<[string, Uint8Array][]>;
  write(batch: { put: [string, Uint8Array][]; delete: string[] }): Promise<void>;
  clear(): Promise<void>;
}
export interface Platform {
  /** The service's origin, for example `https://comity.example`. */
  origin: string;
  store: Store;
  now(): Date;
  /** Node clients keep their cookie here; in a browser the cookie jar is the browser's and this is absent. */
  cookies?: { get(): string | undefined; set(value: string | undefined): void };
}
