/** Finding: search, inbox and notices as callers see them. Part of the one interface in `api.ts`. */
import type { EntryKind, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import type { EntryId, Ref } from '@comity/e2ee';

/** Every condition must hold. Without words, everything that meets the other conditions. `topic`: `main` for what has none. */
export interface SearchConditions {
  text: string; space?: SpaceId; topic?: ItemId | 'main'; sender?: PractitionerId;
  /** From `since` on, before `until`. */
  since?: Instant; until?: Instant;
  hasFile?: boolean; mentionsMe?: boolean;
}
export interface SearchQuery extends SearchConditions { offset: number; limit: number }
/** `marks` are places in `excerpt`, in UTF-16 units: from, to. `entry`: of the register of a case file, of which `on` is the version that stands. `request`: what a request says (`action` null: its dossier as it stands) or the words of a step. `note`: of a note written together, as it is by now; `on`: what was done to it last. `offer`: information under conditions that was delivered, by its item; `on`: what delivered it. All null for a message. */
export interface SearchHit { space: SpaceId; on: Ref; entry: { id: EntryId; kind: EntryKind } | null; request: { action: string | null } | null; note: { id: ItemId } | null; offer: { id: ItemId } | null; topic: ItemId | null; sender: PractitionerId; sentAt: Instant; excerpt: string; marks: [number, number][] }
export interface SearchAnswer {
  /** Newest first; what only resembles the words asked for comes after all that has them. */
  hits: SearchHit[]; total: number;
  /** Messages of this device in the index, and how many there will be: fewer while it is built. */
  indexed: number; of: number;
  /** Entries that cannot be searched because they could not be opened or checked here. */
  closed: number;
}
/** A search to come back to; kept in the vault, the same on all devices. */
export interface SavedSearch { name: string; conditions: SearchConditions }

/** What waits for this person somewhere: what is due first, then the newest. */
export type InboxEntry = WaitingMessage | WaitingStep | WaitingClock;
/**
 * A mention is there until it is read, an alert until it is acknowledged; a `reminder` is an alert whose sender asked again.
 * `unread` counts the messages of a topic (null: of what has none) that are not read, from `on` on.
 */
export interface WaitingMessage {
  kind: 'mention' | 'alert' | 'reminder' | 'unread'; space: SpaceId; topic: ItemId | null; on: Ref; sender: PractitionerId; at: Instant; count: number;
  /** The beginning of the message at `on`. */
  text: string;
  /** To mark it read, mark the topic read up to here. */
  upTo: number;
}
/** A step of somebody else in a request, until it is read; `count`: for so many measures. To mark it read, mark `steps` read up to `upTo`. */
export interface WaitingStep { kind: 'step'; space: SpaceId; /** The request's. */ title: string; on: Ref; sender: PractitionerId; at: Instant; action: string; count: number; upTo: number }
/**
 * A clock that ends at `at`, over `count` measures that wait for this person's side, once a reminder of it has come: `before` days before the end (0: it ended); early ones are for whoever acted last for the
 * side, from three days on they are for all. It is there until a step stops it or passes the measures on. `alarm`: since when it alarms the side, none of whom has acknowledged it; `before` is null where only that is so. `custody`: somebody is held while it runs.
 */
export interface WaitingClock { kind: 'due'; space: SpaceId; title: string; at: Instant; clock: string; count: number; before: number | null; alarm: Instant | null; custody: boolean }

/** When notifications are shown; the same on all devices. Times are those of the device's own time zone. */
export interface NoticeSettings {
  notify: boolean;
  /** From `from` (HH:MM) to `to`, over midnight if that is earlier; `days` (0 is Sunday) are those on which it begins. */
  quiet: { from: string; to: string; days: number[] } | null;
  /** So many days before the end of a clock this person is reminded at the earliest; `all`: whenever the clock says. Alarms do not follow it. */
  remind: 'all' | 7 | 3 | 1;
}
