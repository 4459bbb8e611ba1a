/** What a client remembers of a space besides its group: where it stands in the log, and the summary that lists show. */
import type { DeviceId, Instant, ItemId, PractitionerId, SpaceId, SpaceKind, Suite } from '@comity/contracts';
import type { SpacePolicy } from '@comity/e2ee';
import type { AlarmRule, DraftScope } from '../api.js';

/** A view of a timeline: everything, what has no topic, or one topic. */
export type ScopeName = 'all' | 'main' | 'notes' | 'traces' | 'announced' | ItemId;

/** A leaf of the group as the public log tells it: who sits at an index. */
export interface Seat { practitioner: PractitionerId; device: DeviceId }

export interface SpaceRecord {
  v: 1;
  id: SpaceId;
  kind: SpaceKind;
  suite: Suite;
  /** Who made the space, by its first entry: before that nobody else was inside. Null where this person does not read from there. */
  founder: PractitionerId | null;
  /** First entry this person may read. */
  since: number;
  /** Last entry taken in. */
  cursor: number;
  /** Epoch after the entry at `cursor`, or null before the first commit of a past without group state is seen. */
  epoch: number | null;
  /** The entry that brought this device's group state: everything before is read with the keyring alone. */
  joinedAt: number;
  /** Entry the transcript is known from, or null while a joiner waits for the first stated link. */
  linkedFrom: number | null;
  /** Leaves at `cursor` by index while reading the past (blank: null); null once the group itself tells. */
  seats: (Seat | null)[] | null;
  /** Leaves after the entry at `since`, for other devices of this person that will read this past; null when unknown. */
  firstSeats: (Seat | null)[] | null;
  /** The policy at `cursor`, and the one after the entry at `since`, in the same way. */
  policy: SpacePolicy | null;
  firstPolicy: SpacePolicy | null;
  /** Of a device that was taken out of this stay and came back: where it was then. Until the log is read anew from the beginning of the stay, which has to lead there. */
  backFrom?: { seq: number; link: string };
  /** Timeline entries stored. */
  total: number;
  title: string | null;
  purpose: string | null;
  /** The case file of which this is a compartment, as an owner said first; null: of none. Absent: no owner said anything yet. */
  within?: SpaceId | null;
  /** Whether the case file is closed, as an owner said last; absent: no owner said anything yet. `at` counts for the order of what is said, `seq` is of the item that changed it. */
  closing?: { closed: boolean; at: number; seq: number };
  /** Entries in each view. */
  shown: Record<string, number>;
  /** Everything up to here was read, in whatever topic: what others are told. */
  readSeq: number;
  /** How far this person read beyond that, by view. */
  marks: Record<string, number>;
  /** What is unread of what has no topic. */
  main: Unread;
  topics: TopicRecord[];
  /** Places of messages that are pinned, and of alerts this person was asked to acknowledge and has not; oldest first. */
  pins: number[];
  /** Places of what information under conditions consists of; absent: none. */
  offers?: number[];
  alerts: number[];
  /** Unread messages that mean this person. */
  mentioned: Mentioned[];
  lastActivity: Instant;
  preview: { seq: number; sender: PractitionerId; text: string } | null;
  /** When this device last renewed its leaf key. */
  renewedAt: Instant;
  /** Who was in here and is not any more. */
  departed: PractitionerId[];
  /** No longer a member. */
  left: boolean;
  /** An alarm that stopped the reading of this space. */
  halted: AlarmRule | null;
  /** The newest epoch whose key the vault holds. */
  vaultEpoch: number;
  /** Entries that could not be opened for want of a key that another device of this person may still bring. */
  unopened: number[];
  /** The epochs whose keys this device asked of others inside, and by epoch who gave one that was not believed: the rest are asked again. Null: nothing was asked. */
  asked: { epochs: number[]; doubts: Record<number, PractitionerId[]> } | null;
  /** What others' new devices asked for, and this one can give. */
  asks: Ask[];
  /** The keys of all epochs before this one are destroyed, for good. */
  destroyedBefore: number;
  /** Epochs before this one were let go by a policy that has changed since; not while what there was is held. */
  owed: number;
  /** Entries before this number are erased; places before `erasedPlaces` are blank but for the row that says so. */
  erasedBefore: number;
  erasedPlaces: number;
  /** Entries before this number are erased because this device found them due, not on the service's word alone. */
  overBefore: number;
  /** What the service says it destroyed, by epoch, until the log is read to its end and shows whether the policy let it. */
  gone: Gone[];
  /** When this device knew last that the log ended at an entry. */
  endedAt: { seq: number; at: Instant } | null;
  /** The epoch in which the profile was stated last, and the newest one that this device began. */
  profiledIn: number;
  begun: number;
  /** Whether a profile was seen, as opposed to what the founder keeps beforehand. */
  named: boolean;
}

/** `seq`: the first item destroyed of an epoch; `newest`: of all items of that epoch; `allowed`: by a policy that is no longer the present one. */
export interface Gone { epoch: number; seq: number; newest: Instant; allowed: boolean }

/** A device of a person asks, in an item, for the keys of epochs; not of those whose gift was false. */
export interface Ask { id: ItemId; device: DeviceId; person: PractitionerId; epochs: number[]; not: PractitionerId[] }

/** What was not read yet in a view; `first` is the first of it. */
export interface Unread { unread: number; mentions: number; first: { place: number; seq: number } | null }
export interface Mentioned { place: number; seq: number; scope: ScopeName }
export const nothingUnread = (): Unread => ({ unread: 0, mentions: 0, first: null });

/** `by` is null where this client did not see who opened it; `titled` is the place in the log of what gave the topic its title. */
export interface TopicRecord extends Unread { id: ItemId; seq: number; title: string; by: PractitionerId | null; titled: number; lastActivity: Instant }

/** What a space's record holds before anything was taken in. */
export const blankTimeline = () => ({ founder: null, total: 0, shown: {}, title: null, purpose: null, readSeq: 0, marks: {}, main: nothingUnread(), topics: [], pins: [], alerts: [], mentioned: [], preview: null, departed: [], unopened: [], asked: null, asks: [], named: false, destroyedBefore: 0, owed: 0, erasedBefore: 0, erasedPlaces: 0, overBefore: 0, gone: [], profiledIn: 0 }) satisfies Partial<SpaceRecord>;

/** A record of a space that nothing is known of yet but what is given. */
export const freshRecord = (given: Pick<SpaceRecord, 'id' | 'kind' | 'suite' | 'since' | 'joinedAt' | 'lastActivity'>): SpaceRecord => ({
  v: 1, ...given, cursor: given.since - 1, epoch: null, linkedFrom: null, seats: null, firstSeats: null, policy: null, firstPolicy: null, ...blankTimeline(),
  renewedAt: given.lastActivity, left: false, halted: null, vaultEpoch: -1, endedAt: null, begun: -1,
});

export const keys = {
  record: (id: SpaceId) => `spaces/${id}`,
  group: (id: SpaceId) => `space/${id}/group`,
  pending: (id: SpaceId) => `space/${id}/pending`,
  draft: (id: SpaceId | null, scope: DraftScope) => (id === null ? `draft/${scope}` : `space/${id}/draft/${scope}`),
  fences: (id: SpaceId) => `space/${id}/fences`,
  scope: (id: SpaceId, scope: ScopeName, page: number) => `space/${id}/scope/${scope}/${padded(page)}`,
  seenPages: (id: SpaceId) => `space/${id}/seen/`,
  seen: (id: SpaceId, page: number) => `space/${id}/seen/${padded(page)}`,
  page: (id: SpaceId, page: number) => `space/${id}/page/${padded(page)}`,
  links: (id: SpaceId, page: number) => `space/${id}/links/${padded(page)}`,
  unlinked: (id: SpaceId) => `space/${id}/unlinked`,
  epochs: (id: SpaceId) => `space/${id}/epoch/`,
  epoch: (id: SpaceId, epoch: number) => `space/${id}/epoch/${padded(epoch)}`,
  marks: (id: SpaceId) => `space/${id}/mark/`,
  mark: (id: SpaceId, epoch: number) => `space/${id}/mark/${padded(epoch)}`,
  scenes: (id: SpaceId) => `space/${id}/scene/`,
  scene: (id: SpaceId, epoch: number) => `space/${id}/scene/${padded(epoch)}`,
  grants: (id: SpaceId) => `space/${id}/grant/`,
  grant: (id: SpaceId, grant: ItemId) => `space/${id}/grant/${grant}`,
  offerKeys: (id: SpaceId) => `space/${id}/offer/`,
  offerKey: (id: SpaceId, offer: ItemId) => `space/${id}/offer/${offer}`,
  matter: (id: SpaceId) => `space/${id}/matter`,
  guests: 'guest/',
  guestsOf: (id: SpaceId) => `guest/${id}/`,
  guest: (id: SpaceId, forwarding: ItemId) => `guest/${id}/${forwarding}`,
  registerPages: (id: SpaceId) => `space/${id}/register/`,
  register: (id: SpaceId, page: number) => `space/${id}/register/${padded(page)}`,
  moves: 'move/',
  move: (from: SpaceId, what: string) => `move/${from}/${what}`,
  allUnmoved: 'unmoved/',
  unmoved: (from: SpaceId, what: string) => `unmoved/${from}/${what}`,
  accesses: (id: SpaceId) => `space/${id}/accesses`,
  snapshot: (id: SpaceId, note: ItemId) => `space/${id}/snapshot/${note}`,
  outbox: (id: SpaceId) => `space/${id}/outbox/`,
  queued: (id: SpaceId, position: number) => `space/${id}/outbox/${padded(position)}`,
  receipts: (id: SpaceId) => `space/${id}/receipts`,
} as const;

/** Keys order as numbers do. */
const padded = (value: number) => String(value).padStart(12, '0');
