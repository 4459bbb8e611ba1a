/** Spaces and what is said in them, as callers see them. Part of the one interface in `api.ts`. */
import type { DeviceId, EntryKind, FileId, Instant, ItemId, PractitionerId, Problem, SpaceHistory, SpaceId, SpaceKind, SpaceRetention, Suite } from '@comity/contracts';
import type { MentionAt, Origin, Ref } from '@comity/e2ee';
import type { FileView } from './file-view.js';
import type { Marking } from './marking.js';
import type { OfferSummary } from './offers.js';
import type { EntryId } from './register.js';
import type { StepRefusal } from './matters.js';

/** What the members of a space agreed on about its past; every client enforces it. */
export interface PolicyView {
  /** What a newcomer may read of the past. */
  history: SpaceHistory;
  /** How long what was said is kept. */
  retention: SpaceRetention;
  /** Legal hold of a case file: nothing is destroyed. */
  hold: boolean;
}
export interface SpaceView {
  id: SpaceId; kind: SpaceKind; title: string | null; purpose: string | null;
  /** For direct spaces: the other person. */
  other: PractitionerId | null;
  owners: PractitionerId[]; members: PractitionerId[]; canManage: boolean;
  /** Of a compartment: the case file that it is of. */
  within: SpaceId | null;
  /** Of a compartment: who is inside and no longer, or not yet, in its case file. What is written there waits until they are out. */
  strangers: PractitionerId[];
  /** New identities of people who were in here under an earlier one, and are not yet under this. */
  successors: PractitionerId[];
  /** Taken out of the space: its past stays readable here, nothing can be sent. */
  left: boolean;
  /** Closed by an owner, or by the rule for meetings, until an owner opens it again. `readOnly`: closed, or left. */
  closed: boolean; readOnly: boolean;
  /** The sum over the topics and what has no topic. `mentions`: unread mentions of this person; `alerts`: alerts this person was asked to acknowledge and has not. */
  unread: number; mentions: number; alerts: number;
  /** Newest activity first. */
  topics: TopicView[];
  settings: SpaceSettings;
  lastActivity: Instant; preview: { sender: PractitionerId; text: string } | null;
  /** For good. `postQuantum`: it is the hybrid one; `room`: up to how many devices it takes in then, null without such a limit. */
  suite: Suite; postQuantum: boolean; room: number | null;
  epoch: number;
  policy: PolicyView;
  /** Catching up, complete, or stopped by an alarm. */
  sync: 'syncing' | 'current' | 'offline' | 'barred' | 'alarm';
  alarms: Alarm[];
}
/** A topic of a space: one level, with an unread state of its own. `seq` is null while it waits in the outbox. */
export interface TopicView { id: ItemId; seq: number | null; title: string; unread: number; mentions: number; lastActivity: Instant }
/** What this person wants of a space, the same on all their devices. Without `receipts` others are told that messages arrived but not that they were read, and neither is this person told of them. */
export interface SpaceSettings { receipts: boolean; typing: boolean; level: 'all' | 'mentions' | 'none' }
export interface PollInput { options: string[]; multiple: boolean }
/** A message to send. `mentions` are ranges of `text` in UTF-16 units, in order, not overlapping. `files` are uploads, finished or running: the message waits in the outbox for them. */
export interface MessageInput { text: string; marking: Marking; topic: ItemId | null; reply: Ref | null; mentions: MentionAt[]; alert: boolean; poll: PollInput | null; files: FileId[] }
/** One view of a space's timeline: a topic, or `main` for what has none; absent where it is asked for: everything. */
export type TimelineScope = ItemId | 'main';
/** What somebody is writing: a message; an entry of the register, a new one, or of that entry or message; a request; a step of one, by its action; an offer of information; or a request for a meeting, by its session. */
export type DraftScope = TimelineScope | `entry-${'new' | EntryId | ItemId}` | 'request' | 'offer' | `step-${string}` | `meeting-${string}`;
/** Own messages: queued (in the outbox), stored (committed by the service), delivered/read by all other members; refused by the service. */
export type Delivery = 'queued' | 'stored' | 'delivered' | 'read' | 'refused';
export type TimelineEntry =
  | MessageEntry
  /** A topic was opened: stands in the main view and at the head of the topic's own. */
  | { type: 'topic'; key: string; id: ItemId; seq: number | null; by: PractitionerId; title: string; at: Instant }
  | { type: 'joined' | 'left' | 'device-joined' | 'device-left'; key: string; seq: number; by: PractitionerId | null; who: PractitionerId[]; devices: DeviceId[]; at: Instant }
  | { type: 'created' | 'profile'; key: string; seq: number; by: PractitionerId; title: string | null; at: Instant }
  /** An owner closed the case file, or opened it again; `over`: by the rule for meetings. */
  | { type: 'closing'; key: string; seq: number; by: PractitionerId; change: ClosingChange; at: Instant }
  /** The policy changed. `before` is null where this client cannot know it; `owners`: who owns the space now, if that changed, who became an owner and who is none any more. */
  | { type: 'policy'; key: string; seq: number; by: PractitionerId; before: PolicyView | null; after: PolicyView; owners: { now: PractitionerId[]; made: PractitionerId[]; ended: PractitionerId[] } | null; at: Instant }
  /** The past was given to people who came in later, from an instant on; null: all of it. */
  | { type: 'history'; key: string; seq: number; by: PractitionerId; to: PractitionerId[]; from: Instant | null; at: Instant }
  /** A step of a request, or its dossier anew; see `matter`. `refused`: it does not stand, and why. */
  | { type: 'step'; key: string; seq: number; by: PractitionerId; at: Instant; action: string; measures: string[]; refused: StepRefusal | null }
  | { type: 'dossier'; key: string; seq: number; by: PractitionerId; at: Instant; title: string; refused: StepRefusal | null }
  /** A change of the register, see `entry`. `proposed`: a version that does not stand, because another came first. */
  | { type: 'entry'; key: string; seq: number; by: PractitionerId; at: Instant; id: EntryId; kind: EntryKind; title: string; change: EntryChange }
  /** Information under conditions: the offer (with all of it, as it stands now) or a step that followed; see `offer`. `on`: the item of the offer. `refused`: it does not stand, and why. */
  | { type: 'offer'; key: string; seq: number; by: PractitionerId; at: Instant; on: ItemId; action: string; refused: StepRefusal | null; offer: OfferSummary | null }
  /** Written before this device joined, under a key that has not come yet; opens by itself when it does. */
  | { type: 'unopened'; key: string; seq: number; at: Instant }
  /** Everything up to that instant was erased, as the space's rules say. */
  | { type: 'erased'; key: string; seq: number; at: Instant }
  /** An entry that failed a check: never its content, always the rule. */
  | { type: 'quarantined'; key: string; seq: number; rule: AlarmRule; at: Instant };
export type ClosingChange = 'closed' | 'open' | 'over';
export type EntryChange = 'made' | 'revised' | 'proposed' | 'custody' | 'struck';
export interface MessageEntry extends Marking {
  type: 'message'; key: string; id: ItemId; seq: number | null; sender: PractitionerId; device: DeviceId; own: boolean;
  /** The sender's word. */
  sentAt: Instant;
  /** The service's; null while it waits here. */
  storedAt: Instant | null;
  delivery: Delivery | null; refusal: Problem | null; readBy: PractitionerId[]; deliveredTo: PractitionerId[];
  /** As it stands after all edits; empty once withdrawn. */
  text: string;
  mentions: MentionAt[]; mentionsMe: boolean;
  topic: ItemId | null;
  /** The message answered, as it stands now; null when there is none or this client does not hold it. */
  reply: { on: Ref; sender: PractitionerId; text: string; withdrawn: boolean } | null;
  /** Earlier versions, oldest first, each with the time it was written. */
  edited: { at: Instant; text: string }[];
  withdrawn: Instant | null;
  reactions: { emoji: string; by: PractitionerId[] }[];
  pinned: { by: PractitionerId; at: Instant } | null;
  /** Whoever forwarded it says where it came from: nobody can check that. */
  forwarded: Origin | null;
  files: FileView[];
  /** `outstanding`: members who were asked and have not acknowledged; `mine`: whether this person has; `reminded`: the last reminder. */
  alert: { acknowledged: { person: PractitionerId; at: Instant }[]; outstanding: PractitionerId[]; mine: boolean; reminded: Instant | null } | null;
  poll: { options: { text: string; by: PractitionerId[] }[]; multiple: boolean; closed: boolean; mine: number[] } | null;
}
/** A window over a space's entries: `index` counts from 0 at the oldest entry this client may read. */
export interface TimelinePage {
  total: number; from: number; entries: TimelineEntry[]; firstUnread: number | null;
  /** How much was erased so far: when this grows, what was read before is let go. */
  erased: number;
  /** The space is read anew, with keys that came: this is short of what it held, and of what it will. */
  anew: boolean;
}

/** Names of what a client refuses or alarms about; each has a text in the catalogue and a row in docs/THREAT-MODEL.md. */
export type AlarmRule =
  | 'chain-broken' | 'statement-refused' | 'pin-mismatch' | 'statements-rolled-back'
  | 'unknown-device' | 'device-ended' | 'bad-signature' | 'wrong-space' | 'wrong-epoch' | 'epoch-fork' | 'replayed' | 'gap' | 'reordered' | 'transcript-fork'
  | 'cannot-open' | 'malformed' | 'unknown-kind' | 'commit-refused' | 'commit-malformed' | 'policy-violation' | 'foreign-leaf' | 'removed' | 'receipt-forged' | 'key-package-refused' | 'welcome-refused' | 'vault-tampered' | 'vault-rolled-back' | 'kdf-weakened' | 'rolled-back' | 'suite-downgrade' | 'history-refused' | 'link-tampered' | 'destroyed-early' | 'request-altered' | 'request-misdated';
export interface Alarm { id: string; rule: AlarmRule; space: SpaceId | null; seq: number | null; at: Instant; acknowledged: boolean }
