/** What a space's timeline holds, as this client stores it. */
import type { CaseContent, EntryId, Evaluation, FileContent, HistoryContent, KeysContent, MentionAt, MessageContent, NoteItem, OfferContent, Origin, Poll, ProfileContent, Ref, RegisterContent, SpacePolicy, Tlp, TraceItem } from '@comity/e2ee';
import type { DeviceId, EntryKind, HandlingCode, Instant, ItemId, PractitionerId } from '@comity/contracts';
import type { AlarmRule, ClosingChange, EntryChange, StepRefusal } from '../api.js';

/**
 * A message with everything that was done to it. Members that say nothing are absent. What acts left carries the place
 * of the act in the log, so that the later one wins whatever order they were opened in.
 */
export interface StoredMessage {
  type: 'message'; seq: number; id: ItemId; sender: PractitionerId; device: DeviceId;
  /** As first written; empty once withdrawn. */
  text: string;
  handling: HandlingCode; sentAt: Instant;
  /** When the service stored it, by its own word; absent while it waits in the outbox. */
  storedAt?: Instant;
  topic?: ItemId; reply?: Ref; mentions?: MentionAt[]; restriction?: string; evaluation?: Evaluation; tlp?: Tlp; forwarded?: Origin; files?: FileContent[];
  edits?: { seq: number; at: Instant; text: string; mentions: MentionAt[] }[];
  withdrawn?: { seq: number; at: Instant };
  reactions?: { emoji: string; by: PractitionerId; seq: number; set: boolean }[];
  pin?: { by: PractitionerId; at: Instant; seq: number; set: boolean };
  /** `asked`: everybody else inside when it was sent. */
  alert?: { asked: PractitionerId[]; acknowledged: { person: PractitionerId; at: Instant; seq: number }[]; reminders: Instant[] };
  poll?: Poll & { votes: { by: PractitionerId; seq: number; choices: number[] }[]; closed: number | null };
}
export interface StoredTopic { type: 'topic'; seq: number; id: ItemId; by: PractitionerId; title: string; at: Instant }
/** `closing`: it closed the case file, or opened it again; `over`: as its meetings are. */
export interface StoredProfile { type: 'profile'; seq: number; id: ItemId; by: PractitionerId; title: string; purpose: string | null; at: Instant; closing?: ClosingChange }
export interface MembershipChange { type: 'joined' | 'left' | 'device-joined' | 'device-left'; seq: number; by: PractitionerId | null; who: PractitionerId[]; devices: DeviceId[]; at: Instant }
/** What an item that waits for its key says of that key; binary in base64url. */
export interface Lock { by: PractitionerId; id: ItemId; tag: string; commitment: string }
/** An item of a request. `content` is kept of what stands, and of what one wrote oneself. */
export type StoredCase = { seq: number; id: ItemId; by: PractitionerId; device: DeviceId; at: Instant; storedAt: Instant; /** Not of what was stored before it was kept. */ handling?: HandlingCode; refused: StepRefusal | null; content: CaseContent | null }
  & ({ type: 'step'; action: string; measures: string[] } | { type: 'dossier'; title: string });
export type StoredStep = Extract<StoredCase, { type: 'step' }>;
/** A change of the register. `title` and `kind`: null when nothing of the entry can be read here. `owner`: whom it gave an open task that was not theirs before. */
export interface StoredRegister { type: 'entry'; seq: number; id: ItemId; entry: EntryId; by: PractitionerId; at: Instant; handling: HandlingCode; change: EntryChange; kind: EntryKind | null; title: string | null; content: RegisterContent; owner?: PractitionerId }
/** An item of a note, as it came: whether it holds is judged where the note is read. */
export interface StoredNote { type: 'note'; seq: number; id: ItemId; note: ItemId; by: PractitionerId; device: DeviceId; at: Instant; epoch: number; /** Not of what was stored before it was kept. */ handling?: HandlingCode; content: NoteItem }
/** What is kept of a case file itself, as it came: read where somebody asks for it. */
export interface StoredTrace { type: 'trace'; seq: number; id: ItemId; by: PractitionerId; device: DeviceId; at: Instant; content: TraceItem }
/** An item of information under conditions. `on`: the item of the offer. `content` is kept of what stands, and `files` of what was delivered with it. */
export interface StoredOffer { type: 'offer'; seq: number; id: ItemId; by: PractitionerId; device: DeviceId; at: Instant; storedAt: Instant; handling: HandlingCode; on: ItemId; action: string; refused: StepRefusal | null; content: OfferContent | null; files?: FileContent[] }
export type StoredEntry =
  | StoredMessage
  | StoredTopic
  | StoredProfile
  | StoredCase
  | StoredRegister
  | StoredNote
  | StoredTrace
  | StoredOffer
  | MembershipChange
  | { type: 'created'; seq: number; by: PractitionerId; title: string | null; at: Instant }
  /** `before` is null where this device cannot know it. */
  | { type: 'policy'; seq: number; by: PractitionerId; before: SpacePolicy | null; after: SpacePolicy; at: Instant }
  /** Somebody was given the past from an instant on; null: from the beginning. */
  | { type: 'history'; seq: number; id: ItemId; by: PractitionerId; to: PractitionerId[]; from: Instant | null; at: Instant }
  /** The key of its epoch, from before this device joined, has not come yet. */
  | { type: 'unopened'; seq: number; at: Instant; lock?: Lock }
  | { type: 'quarantined'; seq: number; rule: AlarmRule; at: Instant }
  /** What was before is erased, as the space's rules say; its newest item was of that instant. */
  | { type: 'erased'; seq: number; at: Instant }
  /** Was erased: it stands in no view. */
  | { type: 'act'; seq: number };

/** An item of the log that passed all checks. */
export interface Opened {
  id: ItemId; device: DeviceId; by: PractitionerId; handling: HandlingCode; epoch: number; seq: number; at: Instant;
  content: MessageContent | ({ type: 'profile' } & ProfileContent) | ({ type: 'history' } & HistoryContent) | { type: 'keys'; keys: KeysContent; sentAt: Instant };
}

/** The words as they stand now. */
export function currentOf(message: StoredMessage): { text: string; mentions: MentionAt[] } {
  const edit = message.edits?.at(-1);
  return edit ?? { text: message.text, mentions: message.mentions ?? [] };
}

/** When people wrote, or something happened. */
export const timeOf = (entry: StoredEntry): Instant | null => (entry.type === 'message' ? entry.sentAt : entry.type === 'act' ? null : entry.at);
