/**
 * What a client of Comity can do: the one interface behind the web client (through its worker), the command line,
 * the demo, the tests and the benchmarks. Every value here is structured-clonable, so that it crosses a worker's border.
 * Trust: all that is returned has been verified (chain, signatures, transcript) unless a field says otherwise.
 */
import type { AuthorityId, AuthorityKind, DeviceId, DeviceLinkId, FileId, Instant, InvitationId, ItemId, MeetingRequestId, MeetingSessionId, NetworkId, PractitionerId, Problem, Role, ServiceStatus, SessionSummary, Passkey, SpaceHistory, SpaceId, SpaceKind, SpaceRetention, StatementId, StatementBody } from '@comity/contracts';
import type { MentionAt, Ref } from '@comity/e2ee';
import type { PolicyView, SpaceView, SpaceSettings, MessageInput, TimelineScope, DraftScope, TimelineEntry, TimelinePage, AlarmRule, Alarm } from './conversation.js';
import type { EvidenceContents, EvidenceResult } from './evidence.js';
import type { AmountBand, Figures, FiguresView, MatterStatistics, OffenceCategory, ToldQuery, ToldView } from './figures.js';
import type { FilePreview } from './file-view.js';
import type { InboxEntry, NoticeSettings, SavedSearch, SearchAnswer, SearchQuery } from './finding.js';
import type { Marking } from './marking.js';
import type { DossierInput, MatterSummary, MatterView, RefusedStep, SavedFilter, StepInput, StepRefusal, StepView } from './matters.js';
import type { MeetingMethod, MeetingPart } from './meetings.js';
import type { NoteSummary, NoteView, Writing } from './note.js';
import type { OfferInput, OfferStepInput, OfferSummary, OfferView } from './offers.js';
import type { FileSource, FileInput, TransferId } from './platform.js';
import type { Accessed, AccessHow, AccessRow, BroughtFrom, CompartmentInput, CompartmentView, CustodyInput, EntryFilter, EntryId, EntryInput, EntrySummary, EntryTie, EntryView, MyTask, Unmoved } from './register.js';

export type * from './conversation.js';
export type * from './evidence.js';
export type * from './figures.js';
export type * from './file-view.js';
export type * from './finding.js';
export type * from './marking.js';
export type * from './matters.js';
export type * from './meetings.js';
export type * from './note.js';
export type * from './offers.js';
export type * from './platform.js';
export type * from './register.js';
export type { Evaluation, Mention, MentionAt, Origin, Ref, Tlp } from '@comity/e2ee';

/** Where the client stands; the interface shows one screen for each. */
export type Phase =
  | { phase: 'starting' }
  | { phase: 'set-up-needed' }
  /**
   * `ending`: the device is locked, but the service could not be told: the sessions end as soon as it can. `others`: the session here was
   * over by then; those of the person's other devices end with their next sign-in here.
   */
  | { phase: 'signed-out'; ending?: 'here' | 'everywhere' | 'others' }
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
  practitioner: PractitionerId; login: string; name: string | null; authority: AuthorityId; network: { id: NetworkId; name: string; pin: StatementId };
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
/** A new device of this person waits to be linked; `name` is what it says of itself. */
export interface LinkRequestView { id: DeviceLinkId; name: string; expiresAt: Instant }
/** Numbers of seven words, from 1 to 64, which must be the same on both devices. */
export interface LinkComparison extends LinkRequestView { words: number[] }
/** What an upload is meant for, as its caller said; whatever takes it may do so. */
export type UploadPurpose = 'message' | 'request' | 'offer' | 'step';
/**
 * A file on its way. `waiting`: for a connection, for its turn, or for the next try. `paused`: by the person.
 * `failed`: see `failure`; `resumeTransfer` tries again. `done` counts plain bytes. Done uploads vanish when their message is stored.
 */
export interface TransferView {
  id: TransferId; file: FileId; space: SpaceId; direction: 'up' | 'down'; name: string; type: string; size: number; done: number;
  state: 'running' | 'paused' | 'waiting' | 'done' | 'failed'; failure: Failure | null; bytesPerSecond: number | null; secondsLeft: number | null;
  /** Of an upload: something that waits to be sent holds it. */
  taken: boolean;
  /** Of a download, null. */
  purpose: UploadPurpose | null;
}
/**
 * What stopped a file. `chunk`: counted from 0, where that is known.
 * `tampered`, `truncated`, `extended`: the service's bytes are not those the sender sealed. `source-needed`: this client cannot open the file
 * again by itself, so hand it over anew to `resumeTransfer`. `source-changed`: it is not the file whose beginning was sent. `no-room`: the
 * device has no room left. `expired`: the service holds it no more.
 */
export type FileRule = 'tampered' | 'truncated' | 'extended' | 'source-needed' | 'source-changed' | 'no-room' | 'expired';

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

/** `bits`: what a guesser needs at least, roughly; `shortest`: characters a passphrase must have. */
export type PassphraseJudgement = { ok: true; bits: number; shortest: number } | { ok: false; rule: PassphraseFlaw; shortest: number };
export type PassphraseFlaw = 'too-short' | 'too-long' | 'context-word' | 'common' | 'too-simple';
export type RecoveryFault = 'character' | 'length' | 'checksum' | 'other';
/** Failures that callers meet: thrown by every method below, structured-clonable, never with content. */
export type Failure =
  | { kind: 'problem'; problem: Problem }
  /** The service cannot be reached. */
  | { kind: 'offline' }
  /** A check of this client refused what the service said. */
  | { kind: 'alarm'; rule: AlarmRule }
  | { kind: 'file'; file: FileRule; chunk: number | null }
  | { kind: 'wrong-passphrase' } | { kind: 'wrong-passkey' }
  /** The request to link a device is over: refused, answered by another, replaced, or its minutes passed. */
  | { kind: 'link-ended' }
  /** What is wrong with the code as typed; `other`: it is a recovery code, but not this one. */
  | { kind: 'wrong-recovery-code'; fault: RecoveryFault }
  /** The law, or a rule of the log, does not allow the step. */
  | { kind: 'law'; refusal: StepRefusal }
  /** This device's clock is more than five minutes ahead of the service's: what is dated by it would not stand. */
  | { kind: 'clock-ahead' }
  /** The case file is closed. */
  | { kind: 'closed' }
  | { kind: 'not-ready'; phase: Phase['phase'] };

export interface Comity {
  phase(): Phase;
  status(): Promise<ServiceStatus>;

  // Set-up, enrolment
  /** Whether the service would take this token; throws `sign-in-refused` when not. */
  checkSetUpToken(token: string): Promise<void>;
  /** Creates the network and both officers' accounts; answers each officer's recovery code, and the pin that the officers publish. */
  setUp(input: SetUpInput): Promise<{ recoveryCodes: [string, string]; pin: StatementId }>;
  /** What enrolment, set-up and a change of passphrase will say to it. `context`: what others know of its owner, such as name and login. */
  judgePassphrase(passphrase: string, context: string[]): Promise<PassphraseJudgement>;
  /** A fresh TOTP secret (base32) and its otpauth:// address, made on the client. */
  newTotp(login: string): Promise<{ secret: string; uri: string }>;
  /** `pin` is the link's own: the service had no part in it. */
  viewInvitation(link: string): Promise<{ network: string; authority: string; state: string; role: Role; expiresAt: Instant; pin: StatementId; person: { name: string; title: string | null } | null }>;
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
  /** From `vault-closed`: asks a device in use to open the vault here, in the place of an earlier request. `code` is for its camera. */
  requestLink(deviceName: string): Promise<{ code: string; expiresAt: Instant }>;
  /** Resolves when a device in use answered: with words to compare, or with null when it read the code and the vault is open. */
  linkAnswered(): Promise<number[] | null>;
  /** The person saw the same words on both: takes the vault key when it comes, and goes on as `openVault` does. */
  confirmLink(): Promise<Phase>;
  /** Ends the own request; `differs`: the words are not the same. */
  withdrawLink(differs: boolean): Promise<void>;
  /** On a device in use: what waits for an answer; see the event `link`. */
  linkRequest(): Promise<LinkRequestView | null>;
  /** Answers a request; resolves with the words to compare. */
  answerLink(id: DeviceLinkId): Promise<LinkComparison>;
  /** Instead of `answerLink`: what a camera read from the new device's screen. */
  readLinkCode(code: string): Promise<LinkRequestView>;
  /** Hands the vault key to the new device whose words were the same, or whose code was read. Asks for a fresh sign-in. */
  giveLink(): Promise<void>;
  refuseLink(id: DeviceLinkId, differs: boolean): Promise<void>;
  stepUpWithPassphrase(passphrase: string, code: string): Promise<void>;
  passkeyStepUpOptions(): Promise<Record<string, unknown>>;
  stepUpWithPasskey(response: Record<string, unknown>): Promise<void>;
  /** Locks this device and ends the session; where the service cannot be reached, the session ends with the next connection, or, if it is over by then, the others with the next sign-in, and the phase says so. `forget` also erases this browser's store and device keys, and ends the device if the service can be reached and the sign-in is fresh enough (not together with `everywhere`: then another device ends it). */
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
  /** `kind` is channel, `history` none and `retention` null unless named. Only a case file can be held. */
  createChannel(input: { kind?: Exclude<SpaceKind, 'direct' | 'request'>; title: string; purpose: string | null; members: PractitionerId[]; history?: SpaceHistory; retention?: SpaceRetention }): Promise<SpaceId>;
  /** The direct space with a person, made if need be; how long it keeps what is said is agreed then, for good. */
  openDirect(person: PractitionerId, retention?: SpaceRetention): Promise<SpaceId>;
  /** Owners change the policy of a space; a direct one keeps its own. */
  setPolicy(space: SpaceId, change: Partial<PolicyView>): Promise<void>;
  /** Owners close a case file, with its compartments, or open it again. What is closed is for reading: writing there throws `closed`. */
  setClosed(space: SpaceId, closed: boolean): Promise<void>;
  /** Gives people who came in later the past that the policy allows; answers to whom something was given. Who is added is given it at once. */
  giveHistory(space: SpaceId, people: PractitionerId[]): Promise<PractitionerId[]>;
  addMembers(space: SpaceId, people: PractitionerId[]): Promise<void>;
  /** An owner who is taken out is no owner any more. */
  removeMember(space: SpaceId, person: PractitionerId): Promise<void>;
  /** Owners make a member an owner, or an owner (also themselves) a member like the others. Throws problem `last-owner` when no owner would be left inside, `not-allowed` when the caller is no owner, or no longer; what is so already is done. */
  setOwner(space: SpaceId, person: PractitionerId, owner: boolean): Promise<void>;
  /** Stores the message in the outbox and returns at once; delivery shows in the timeline. */
  send(space: SpaceId, input: MessageInput): Promise<ItemId>;
  /** Acts on an earlier item that the log holds: they show at once, and are undone when the service refuses them. Edit, withdraw, close and remind are the sender's alone. */
  edit(space: SpaceId, on: Ref, text: string, mentions: MentionAt[]): Promise<void>;
  withdraw(space: SpaceId, on: Ref): Promise<void>;
  react(space: SpaceId, on: Ref, emoji: string, set: boolean): Promise<void>;
  pin(space: SpaceId, on: Ref, set: boolean): Promise<void>;
  /** Pinned messages, newest pin first. */
  pins(space: SpaceId): Promise<TimelineEntry[]>;
  vote(space: SpaceId, on: Ref, choices: number[]): Promise<void>;
  closePoll(space: SpaceId, on: Ref): Promise<void>;
  acknowledge(space: SpaceId, on: Ref): Promise<void>;
  /** Asks those again who have not acknowledged. */
  remind(space: SpaceId, on: Ref): Promise<void>;
  createTopic(space: SpaceId, title: string): Promise<ItemId>;
  renameTopic(space: SpaceId, on: Ref, title: string): Promise<void>;
  /** Sends a message on, with its marking and origin; a comment goes before it as a message of its own. Throws problem `not-allowed` that names the code which forbids it. */
  forward(from: { space: SpaceId; on: Ref }, to: SpaceId, comment: string): Promise<ItemId>;
  /** Tries a refused message again, or gives it up. One that the service took and destroyed before its time goes as another, with an id of its own. A refused offer is given up alone; see `OfferSummary.refusal`. */
  resend(space: SpaceId, id: ItemId): Promise<void>;
  discard(space: SpaceId, id: ItemId): Promise<void>;
  /** Entries `from` (inclusive) up to `count` of a view; negative `from` counts from the newest. Indices are those of the view. */
  timeline(space: SpaceId, from: number, count: number, topic?: TimelineScope): Promise<TimelinePage>;
  /** The index of an item in a view; null when this client does not hold it, or not in that view. */
  locate(space: SpaceId, on: Ref, topic?: TimelineScope): Promise<number | null>;
  /** The index of the first entry of that instant or later; the number of entries when there is none. */
  indexAt(space: SpaceId, instant: Instant, topic?: TimelineScope): Promise<number>;
  /** Moves this person's read mark in a view (without `topic`: in all of them), or that of the steps of a request alone; never backwards. */
  markRead(space: SpaceId, seq: number, topic?: TimelineScope | 'steps'): Promise<void>;
  /** Kept on this device, sealed; `space` null: of what has no space yet. A draft of an entry goes when what it is of is erased or withdrawn. */
  draft(space: SpaceId | null, scope?: DraftScope): Promise<string>;
  saveDraft(space: SpaceId | null, text: string, scope?: DraftScope): Promise<void>;
  /** Tells the others that this person is writing; sends at most every 3 s, and nothing where it is switched off. */
  typing(space: SpaceId, topic: ItemId | null): Promise<void>;
  spaceSettings(space: SpaceId): Promise<SpaceSettings>;
  setSpaceSettings(space: SpaceId, settings: SpaceSettings): Promise<void>;
  /** Searches what this device has opened, without the service; see `SearchAnswer` for what of it is in the index yet. */
  search(query: SearchQuery): Promise<SearchAnswer>;
  savedSearches(): Promise<SavedSearch[]>;
  /** Saves a search under its name, in the place of one that had it. */
  saveSearch(search: SavedSearch): Promise<void>;
  forgetSearch(name: string): Promise<void>;
  /** What waits for this person in all spaces; each space's level decides what of it shows, except of alerts and clocks. */
  inbox(): Promise<InboxEntry[]>;
  noticeSettings(): Promise<NoticeSettings>;
  setNoticeSettings(settings: NoticeSettings): Promise<void>;

  // Requests
  /** Newest step first. */
  matters(): Promise<MatterSummary[]>;
  savedFilters(): Promise<SavedFilter[]>;
  /** Saves a filter of requests under its name, in the place of one that had it. */
  saveFilter(filter: SavedFilter): Promise<void>;
  forgetFilter(name: string): Promise<void>;
  /** Of a draft that went out: the request where it went. Throws problem `not-found` for a space that holds no request this client can read. */
  matter(space: SpaceId): Promise<MatterView>;
  /** Steps of a measure that its view leaves out: from one place, counted from 0 at the oldest, up to another. */
  earlierSteps(space: SpaceId, measure: string, from: number, to: number): Promise<StepView[]>;
  /** Makes the draft of a request, puts the dossier there and takes `draft` for its measures. Throws `law`. */
  draftMatter(input: DossierInput): Promise<SpaceId>;
  /** Puts a revised dossier in the place of the last one, as long as no measure is under review; new measures are drafted. Once it went out, and while later steps have to carry more, it may add parts and change nothing else. Throws `law`. */
  reviseMatter(space: SpaceId, input: DossierInput): Promise<void>;
  /** Says how this person's authority calls a request among its own files, once it went out; null: not at all. Both sides read it. Throws `law`. */
  setReference(space: SpaceId, reference: string | null): Promise<void>;
  /**
   * Takes a step for all of these measures or for none. Throws `law`, with the provision, when it may not be taken as the request stands here; when another
   * step comes first in the log, it stands there as refused, and `step-refused` says so. `submit` with addressees needs the service, others wait for it.
   * Those to whom `forward` hands a request come in once it stands there, by the device that took it.
   * `transmit` goes to the other side, in a space of both, once it stands in the draft; whoever's device took it has to be there. Where that does not come through, a colleague takes `complete`.
   */
  takeStep(space: SpaceId, measures: string[], step: StepInput): Promise<void>;

  // Figures
  /** What an officer signed about figures. */
  figuresSetting(): Promise<FiguresView>;
  /** Officers: `told`, whether clients tell the service of the stages of requests that are transmitted from now on; `offences`, whether the requesting side is asked for a category; `assets`, whether clients tell how far the recovery of each asset has come, and the requesting side is asked for its amount; `open`, whether all members see the figures. Asks for a fresh sign-in. */
  setFigures(setting: { told: boolean; offences: boolean; assets: boolean; open: boolean }): Promise<void>;
  /** What the service was told of requests that this person is inside of, the last that moved first, at most 200 at a time: its word, and all it knows of them, beside what the signed history says. */
  toldMatters(query: ToldQuery): Promise<ToldView[]>;
  /** Of a year, or the last one of which anything was told. Throws problem `not-found` for whoever may not see them. */
  figures(year: number | null): Promise<Figures>;
  /** The requesting side: what it told of a request for statistics, and of which assets it can; null: the service was told nothing of the request. */
  matterStatistics(space: SpaceId): Promise<MatterStatistics | null>;
  /** The requesting side: what a request is about, for statistics alone. */
  tellOffence(space: SpaceId, offence: OffenceCategory): Promise<void>;
  /** The requesting side: what an asset of a request is worth, by order of magnitude, for statistics alone. */
  tellAmount(space: SpaceId, asset: string, amount: AmountBand): Promise<void>;

  // Meetings
  /** Calls one of `Meetings` by its name; see `meetingsOf`. */
  meetings(method: MeetingMethod, args: unknown[]): Promise<unknown>;

  // Spontaneous information under conditions
  /** Everything that was offered, received or given under conditions in all spaces of this person: what changed last comes first. */
  offers(): Promise<OfferSummary[]>;
  offer(space: SpaceId, id: ItemId): Promise<OfferView>;
  /**
   * Offers information to the other authority of a space: nature and conditions at once, the content under a key that stays on this device until somebody of theirs signed the acceptance. Throws `law`;
   * problem `not-acceptable` where people of a third authority are inside.
   */
  makeOffer(space: SpaceId, input: OfferInput): Promise<ItemId>;
  /** Throws `law`, with the provision, when it may not be taken as it stands here; when another step comes first in the log, it stands there as refused. */
  takeOfferStep(space: SpaceId, id: ItemId, step: OfferStepInput): Promise<void>;

  // The register of a case file. All of it throws problem `not-acceptable` in a space of another kind, and `not-found` for an entry that this client cannot read.
  /** Newest change first, with the entries of the compartments that this person is in. What waits in the outbox is in it. */
  entries(space: SpaceId, filter?: EntryFilter): Promise<EntrySummary[]>;
  entry(space: SpaceId, id: EntryId): Promise<EntryView>;
  /** This person's tasks in all case files that they are in, struck ones left out: what is due first, what has no day last. */
  myTasks(): Promise<MyTask[]>;
  /** SHA-256 of a file that is not sent yet, in hexadecimal: what an entry with it would say (`EntrySummary.sha256`). */
  fingerprint(file: Blob | FileSource): Promise<string>;
  /** All links of a register, as the versions that stand name them. */
  entryTies(space: SpaceId): Promise<EntryTie[]>;
  /**
   * Puts an entry into the outbox; one with a file reads all of the file first, and needs the service for it. A person that it names is a member. With `from`, a message or an entry of another space, that is
   * forwarded into the case file first, once for all that is made of it, and is the entry's source: needs a connection, and throws as `forward` does.
   */
  writeEntry(space: SpaceId, input: EntryInput, from?: BroughtFrom): Promise<EntryId>;
  /** A whole new version in the place of the one that it was made from. Kind and source stay as they are, and so does the file, but of a document: another one is read first, as a new entry's is, and what is said with it is marked no weaker than the document and the message that has the file. When another one came first in the log, this one is kept as a proposal. */
  reviseEntry(space: SpaceId, id: EntryId, input: EntryInput): Promise<void>;
  /** For good; what was written stays readable. */
  strikeEntry(space: SpaceId, id: EntryId, reason: string): Promise<void>;
  /** Of exhibits. */
  addCustody(space: SpaceId, id: EntryId, input: CustodyInput): Promise<void>;

  // Who opened what of a case file. `entry`, `note`, `readFile`, `download` and `bundle` write it down by themselves.
  /** Newest first, of a case file with the compartments that this person is in. */
  accessLog(file: SpaceId): Promise<AccessRow[]>;
  /** What the window did with what it shows: it printed or exported it. In a space of another kind nothing is kept. */
  tellAccess(space: SpaceId, how: AccessHow, what: Accessed[]): Promise<void>;

  // Compartments of a case file: entries that only some of its members read. Each is a space of its own (`SpaceView.within`), with the registers calls above.
  /** Those that this person is in, and those that all were told of. */
  compartments(file: SpaceId): Promise<CompartmentView[]>;
  /** Owners of the case file make one, of its members. */
  createCompartment(file: SpaceId, input: CompartmentInput): Promise<SpaceId>;
  /**
   * Between a case file and its compartments, in whichever direction: writes an entry anew there, its file with it, and strikes it out here once that stands in the log; needs a connection where it has
   * a file. What is not done goes on by itself, after a restart as well, and is the same when it is asked for again. Answers the new one. Where the entry is changed or struck out meanwhile, the new one is
   * taken back (event `unmoved`).
   */
  moveEntry(space: SpaceId, entry: EntryId, to: SpaceId, reason: string): Promise<EntryId>;
  /** Moves of this device from or to a space that came to nothing, until they are dismissed, or it is moved once more. */
  unmoved(space: SpaceId): Promise<Unmoved[]>;
  dismissUnmoved(space: SpaceId, id: Unmoved['id']): Promise<void>;

  // Notes of a case file, which several people edit together. Refusals as of the register.
  /** Newest change first. */
  notes(space: SpaceId): Promise<NoteSummary[]>;
  /** `have`: a state vector (Yjs); the view's update brings what is missing there. */
  note(space: SpaceId, id: ItemId, have?: Uint8Array): Promise<NoteView>;
  newNote(space: SpaceId, title: string): Promise<ItemId>;
  renameNote(space: SpaceId, id: ItemId, title: string): Promise<void>;
  /** In whose name a document of this device adds to the note; a new one for each time somebody opens it. */
  beginWriting(space: SpaceId, id: ItemId): Promise<Writing>;
  /** Puts an update into the outbox: what that writing added since its last one. Throws `not-acceptable` for what others would refuse. */
  writeNote(space: SpaceId, id: ItemId, n: number, update: Uint8Array): Promise<void>;
  /** Makes the note's text, as it stands here, a version of an entry of the register: of the one it was frozen as before, or of a new one. `marking`: left out, that of the version before; of a new one, none. */
  freezeNote(space: SpaceId, id: ItemId, marking?: Marking): Promise<EntryId>;
  /** As `moveEntry`: what it says now, without how it came to be. Needs a connection while something of it waits to be sent. */
  moveNote(space: SpaceId, id: ItemId, to: SpaceId, reason: string): Promise<ItemId>;

  /**
   * One file that shows to somebody outside what is signed in a space's log, as far as this person reads it: made from the service's log, which has to be the one this device
   * knows, and checked before it is handed out. See `verifyEvidence`. Throws problem `not-acceptable` where nothing can be shown yet, `too-large` beyond 64 MiB.
   */
  bundle(space: SpaceId, contents: EvidenceContents): Promise<Uint8Array>;
  /** Checks a bundle of any network; `expected` in its report: of this client's. */
  checkBundle(bundle: Uint8Array): Promise<EvidenceResult>;

  // Files
  /** Starts at once and goes on after a restart, as far as the source can be opened again. Refuses what is larger than the service takes. */
  upload(space: SpaceId, file: FileInput, preview?: FilePreview | null, purpose?: UploadPurpose): Promise<FileId>;
  /** Uploads whose message is not stored yet, and downloads until they are cleared away by `cancelTransfer`; oldest first. */
  transfers(): Promise<TransferView[]>;
  pauseTransfer(id: TransferId): Promise<void>;
  /** Goes on with a paused, waiting or failed transfer; `file` hands a source over anew after `source-needed`. */
  resumeTransfer(id: TransferId, file?: FileInput): Promise<void>;
  /** Ends a transfer and forgets what it left on this device; of a finished download, the copy. A message that waits for a cancelled upload is refused. */
  /** Not of what a request that waits holds (`not-acceptable`): its words would go with it. A message is refused then. */
  cancelTransfer(id: TransferId): Promise<void>;
  /** Fetches a file of a message. In a browser: into the origin's private file system, see `downloaded`. In Node: to the path `to`. */
  download(space: SpaceId, on: Ref, file: FileId, to?: string): Promise<TransferId>;
  /** A finished download as a `File` backed by disk, for a Blob URL or to be piped to a picked file; undefined in Node, where it lies at its path. */
  downloaded(id: TransferId): Promise<Blob | undefined>;
  /** Bytes `from` to before `to` of a file of a message: fetches and decrypts only the chunks they stand in. For previews; at most 16 MiB at once. */
  readFile(space: SpaceId, on: Ref, file: FileId, from: number, to: number): Promise<Uint8Array>;
  /** How much may be sent: the largest file, and what is left of the person's and the space's room, in plain bytes. */
  fileAllowance(space: SpaceId): Promise<{ largest: number; left: number }>;

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
  /** A request changed, by a step, a dossier or a refusal. */
  | { type: 'matters'; space: SpaceId }
  /** A step, or a dossier, of this device does not stand: another came first in the log. */
  | { type: 'step-refused'; space: SpaceId; refused: RefusedStep }
  /** Information under conditions was offered, or a step of it came in or waits. */
  | { type: 'offers'; space: SpaceId }
  /** The register of a case file changed. */
  | { type: 'register'; space: SpaceId }
  /** Notes of a case file changed. */
  | { type: 'notes'; space: SpaceId }
  /** What is kept of a case file itself changed: its compartments, or who opened what. */
  | { type: 'traces'; space: SpaceId }
  /** Everybody who is writing in a topic (null: in none) at this moment; never this person. */
  | { type: 'typing'; space: SpaceId; topic: ItemId | null; people: PractitionerId[] }
  /** The service refused an act (a reaction, an edit, …): it was undone. */
  | { type: 'undone'; space: SpaceId; problem: Problem }
  /** What was being moved stays where it was. */
  | ({ type: 'unmoved' } & Unmoved)
  /** An evidence bundle is being made: so many of the entries were read, shown and checked, each counted once for each of the three. */
  | { type: 'bundle'; space: SpaceId; done: number; of: number }
  /** The index of messages grew while it is built. */
  | { type: 'index'; indexed: number; of: number }
  /** Something of a session at which authorities meet changed. */
  | { type: 'meetings'; session: string; of: MeetingPart }
  | { type: 'saved-searches' }
  | { type: 'saved-filters' }
  | { type: 'notice-settings' }
  /** Something of others came in, or a deadline of a request comes near or passed (`due`), without its content. Whether to show anything is the window's decision: by level, quiet hours and focus. */
  | { type: 'notice'; space: SpaceId; kind: 'message' | 'step' | 'task' | 'mention' | 'alert' | 'due' | 'alarm' }
  /** Of meetings, without content: others asked for one (`asked`) or did something else about a request (`answered`), the timetable is another one for this person, a deadline comes near while something waits for their office (`answer-due`), a meeting of theirs begins within 15 minutes (`soon`), the other side of one will be late, or, to the secretariat, any office (`late`). */
  | { type: 'meeting-notice'; kind: 'asked' | 'answered' | 'timetable' | 'answer-due' | 'soon' | 'late'; session: MeetingSessionId; request: MeetingRequestId | null }
  | { type: 'directory' }
  | { type: 'invitations' }
  /** A new device of this person asks to be linked, or no longer does. */
  | { type: 'link' }
  | { type: 'transfers' }
  | { type: 'alarm'; alarm: Alarm };
