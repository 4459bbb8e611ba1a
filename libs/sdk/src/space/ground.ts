/** The ground the parts of a space stand on together: what is stored of it, and the few things they ask of each other. */
import type { CaseContent, Group, Keyring, KeysAsked, KeysGiven, NoteItem, OfferContent, RegisterContent, SpacePolicy, TraceItem } from '@comity/e2ee';
import type { DeviceId, Entry, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import type { Debounce } from '../debounce.js';
import type { Batch } from '../store/batch.js';
import type { ComityEvent } from '../api.js';
import type { Opened, StoredCase, StoredMessage, StoredNote, StoredOffer, StoredRegister, StoredTrace } from './entries.js';
import type { EpochKey, EpochKeys } from './epoch-keys.js';
import type { EpochMarks, Scene } from './epoch-marks.js';
import type { History } from './history.js';
import type { Seen } from './seen.js';
import type { SpaceRecord, TopicRecord } from './record.js';
import type { Transcript } from './transcript.js';

/** A link of the transcript that another device of this person vouched for, by way of the vault. */
export interface Anchor { seq: number; link: Uint8Array }

/** A past to be read anew: from where on, the link before it (null: as a joiner, who does not know it), and its keys. Scenes at the beginning: as far as they are known, before and after its first entry. */
export interface Past { since: number; link: Uint8Array | null; before: Scene; after: Scene; keys: readonly EpochKey[] }

export interface Ground {
  readonly id: SpaceId;
  readonly record: SpaceRecord;
  readonly group: Group | null;
  readonly history: History;
  readonly seen: Seen;
  readonly reading: { arrived(message: StoredMessage, place: number): void; changed(before: StoredMessage, after: StoredMessage, place: number): Promise<void>; erased(messages: readonly StoredMessage[], before: number): Promise<void> };
  /** Whoever sent something is no longer writing it. */
  readonly typing: { ended(person: PractitionerId, topic: ItemId | null): void };
  readonly transcript: Transcript;
  readonly epochKeys: EpochKeys;
  readonly marks: EpochMarks;
  readonly retention: {
    /** The first epoch that is not due by this device's clock and the policy it knows. */
    readonly firstLeft: number;
    /** An item was taken in, or what the service left of one. */
    note(entry: Entry, sentAt?: Instant): void;
    /** The policy is about to change, by a commit of that date. */
    changes(before: SpacePolicy | null, after: SpacePolicy | null, at: Instant): void;
    /** Of a space that this person left: when all of it is over, if it ever is. */
    readonly end: Instant | null;
    /** Whether anything is left in a topic. */
    lives(topic: TopicRecord): Promise<boolean>;
  };
  /** The service's last sequence number, as far as anybody said. */
  readonly head: number;
  readonly vaultSync: Pick<Debounce, 'ask'>;
  /** Tells the outbox that the log holds one of its items. */
  readonly outbox: { forget(before: number, batch: Batch): void; arrived(item: Pick<Opened, 'id' | 'device'>, batch: Batch): void; contradiction(cursor: number, batch: Batch): number | undefined };
  /** Of a request: judges what comes in, and says afterwards what there is to tell. */
  readonly casebook: { take(opened: Opened & { content: CaseContent }, place: number): Promise<StoredCase>; news(): ComityEvent[] };
  /** Of a case file: folds what comes in, lets go of what is erased before a place, and of drafts that were begun with a message that is gone. */
  readonly register: { take(opened: Opened & { content: RegisterContent | NoteItem | TraceItem }, place: number): Promise<StoredRegister | StoredNote | StoredTrace | null>; erase(place: number): Promise<void>; forget(message: ItemId): void; news(): ComityEvent[] };
  /** Information under conditions. */
  readonly offers: { get(): Promise<{ take(opened: Opened & { content: OfferContent }, place: number): Promise<StoredOffer | null> }> };
  /** What there is to tell once what was taken in is stored. */
  readonly tidings: ComityEvent[];
  /** What this device lacks the keys of, and what others' devices lack. */
  readonly asking: { judge(content: KeysGiven, giver: Pick<Opened, 'device' | 'by'>): Promise<{ keys: EpochKey[]; refused: boolean }> };
  readonly answering: {
    asked(content: KeysAsked, by: Pick<Opened, 'id' | 'device' | 'by'>): Promise<void>;
    allows(content: KeysGiven): Promise<boolean>;
    given(content: KeysGiven, by: PractitionerId): void;
  };
  /** Tells what was received of gifts of the past that keys of epochs before one are destroyed. */
  readonly inbox: { readonly grants: { destroy(before: number, batch: Batch): Promise<void> } };
  /** The group after a commit of this device's own, if the entry is one. */
  readonly commits: { resolve(entry: Entry, batch: Batch): Group | undefined };

  /** Of a compartment: who is inside and not in its case file, as far as this client has read both. */
  strangers(): PractitionerId[];
  /** Whether a device sits in the space at the cursor; null while a past is read whose beginning is not known. */
  isInside(device: DeviceId): boolean | null;
  /** The policy at the cursor; null while a past is read whose beginning is not known. */
  policy(): SpacePolicy | null;
  /** Goes back to the beginning of a past that can be read now, in the transaction that `batch` is: the log is read anew from there. */
  rewind(past: Past, batch: Batch): Promise<void>;
  /** What this person may read, from where it begins: to be read anew with these keys as well. */
  anew(keys: readonly EpochKey[]): Promise<Past>;
  /** Does something in the space's turn. */
  turn<T>(work: () => Promise<T>): Promise<T>;
  /** Who sits in the space at the cursor; null as above. */
  insiders(): PractitionerId[] | null;
  /** Adopts the group of the next epoch in the transaction that `batch` is. */
  setGroup(group: Group | null, batch: Batch): void;
  /** Stores everything that changed, in one transaction. */
  save(batch?: Batch): Promise<void>;
  /** What a sender states of the transcript; nothing known is stated as entry 0. */
  stated(): Anchor;
  meetAnchors(): void;
  /** Somebody said that the log is at least this long. */
  heard(seq: number): void;
  catchUp(): Promise<void>;
  /** Reads the log from the cursor to its end. Runs within the space's turn. */
  readOn(): Promise<void>;
  /** Renews this device's leaf key when there is something to send: once a day, and oftener where what is said is kept for a short time. */
  renewIfDue(): Promise<void>;
  /** Removes leaves whose device or person is no longer valid: anybody inside may, and somebody must. */
  removeEnded(): Promise<void>;
  hasEnded(): boolean;
  /** The vault was told this. What came meanwhile it has to be told yet. */
  vaultHolds(told: { keyring: Keyring; ends: Instant | null }): Promise<void>;
  /** Takes the marks that another device of this person brought to the vault. */
  followMarks(marks: { read: number; views: Record<string, number> }): Promise<void>;
  /** Another device of this person read everything up to here. */
  readElsewhere(seq: number): Promise<void>;
}
