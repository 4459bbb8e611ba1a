/** What a client remembers of a space besides its group: where it stands in the log, and the summary that lists show. */
import type { DeviceId, Instant, ItemId, PractitionerId, SpaceId, SpaceKind, Suite } from '@comity/contracts';
import type { AlarmRule } from '../api.js';

/** A leaf of the group as the public log tells it: who sits at an index. */
export interface Seat { practitioner: PractitionerId; device: DeviceId }

export interface SpaceRecord {
  v: 1;
  id: SpaceId;
  kind: SpaceKind;
  suite: Suite;
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
  /** Timeline entries stored. */
  total: number;
  title: string | null;
  purpose: string | null;
  readSeq: number;
  unread: number;
  /** Index of the first unread message. */
  firstUnread: number | null;
  lastActivity: Instant;
  preview: { sender: PractitionerId; text: string } | null;
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
  /** Whether a profile was seen, as opposed to what the founder keeps beforehand. */
  named: boolean;
  /** Ids of this epoch's items that have no timeline entry: they, too, may come only once. */
  unseen: ItemId[];
  draft: string;
}

export const keys = {
  record: (id: SpaceId) => `spaces/${id}`,
  group: (id: SpaceId) => `space/${id}/group`,
  pending: (id: SpaceId) => `space/${id}/pending`,
  page: (id: SpaceId, page: number) => `space/${id}/page/${padded(page)}`,
  links: (id: SpaceId, page: number) => `space/${id}/links/${padded(page)}`,
  unlinked: (id: SpaceId) => `space/${id}/unlinked`,
  epochs: (id: SpaceId) => `space/${id}/epoch/`,
  epoch: (id: SpaceId, epoch: number) => `space/${id}/epoch/${padded(epoch)}`,
  outbox: (id: SpaceId) => `space/${id}/outbox/`,
  queued: (id: SpaceId, position: number) => `space/${id}/outbox/${padded(position)}`,
  receipts: (id: SpaceId) => `space/${id}/receipts`,
} as const;

/** Keys order as numbers do. */
const padded = (value: number) => String(value).padStart(12, '0');
