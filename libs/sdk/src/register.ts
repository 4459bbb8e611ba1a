/**
 * The register of a case file as callers see it. Part of the one interface in `api.ts`. Kinds and their fields: `entryFields` of `@comity/contracts`.
 * Trust: every client folds the register anew from the signed items of the log; the service has no part in it.
 */
import type { EntryKind, FileId, HandlingCode, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import type { AccessHow, EntryId, EntryLink, Evaluation, ExhibitFile, FieldValue, MovedFrom, Ref } from '@comity/e2ee';
import type { Marking } from './marking.js';

export type { Accessed, AccessHow, EntryId, EntryLink, ExhibitFile, FieldValue, Money } from '@comity/e2ee';

/** `kinds` absent or empty: all. `text`: words that all stand in its title or fields, in whatever spelling. `open`: tasks that are not done. Every condition must hold. */
export interface EntryFilter { kinds?: EntryKind[]; /** These and no others. */ ids?: EntryId[]; text?: string; open?: boolean; /** Those of one of its spaces: of the case file itself, or of one compartment. */ where?: SpaceId; /** With what stands in their fields, and the codes with which that is sent on. */ whole?: boolean }

/** A file as it is named to be registered: its size and hash are found by this client, which reads all of it. */
export interface FileChoice { on: Ref; file: FileId }
/** Values by field, of the kind's table: words, a day, a country or a person as text; a flag as true. What is absent is empty. */
export type FieldsInput = Record<string, FieldValue | FileChoice>;
export interface EntryInput {
  /** The version that it was made from, by its key; null for a new entry. */
  after: string | null;
  /** Of a revision: as before. */
  kind: EntryKind;
  title: string; fields: FieldsInput; links: EntryLink[]; marking: Marking;
  /** The message that it was made from; of a revision: as before. */
  source: Ref | null;
  /** Of a revision: the proposals (`VersionView.key`) that it takes over or sets aside. */
  settles?: string[];
}
/** What stands in another space and is to be an entry here: a message, or an entry. */
export type BroughtFrom = { space: SpaceId; on: Ref } | { space: SpaceId; entry: EntryId };
/** Who has it from when on, and why. */
export interface CustodyInput { holder: string; from: Instant; reason: string }

/** Who said something and when, by the service's word; `seq` null: it waits in this client's outbox. */
export interface Said { by: PractitionerId; at: Instant; seq: number | null }

export interface EntrySummary {
  id: EntryId;
  /** Where it is kept: the case file itself, or a compartment of it. */
  space: SpaceId; kind: EntryKind; title: string; handling: HandlingCode; evaluation: Evaluation | null;
  made: Said;
  /** Its last change that stands: a version, custody, or being struck out. */
  changed: Said;
  struck: boolean;
  /** Its dates, by field; in the order of the kind's fields. */
  dated: { field: string; date: string }[];
  /** Who answers for it: for a task, or for what a note says was decided. */
  owner: PractitionerId | null;
  /** Of a task; null of every other kind. */
  task: { due: string | null; done: boolean } | null;
  /** Versions that do not stand because another came first, and that nobody has settled. */
  proposals: number;
  /** How many other entries it is linked with, either way. */
  linked: number;
  /** SHA-256 of its file, in hexadecimal; null where it has none. */
  sha256: string | null;
  /** What stands in its fields, and the codes with which it is sent on, where that was asked for. */
  fields?: Record<string, FieldValue>; bears?: Marking;
}

/** What was to be moved from `space`, and stays there: it was changed or struck out meanwhile; `lost`: not taken there, or struck out there; `onward`: moved on from there before it was struck out here, so that it stands in two places. */
export interface Unmoved { space: SpaceId; to: SpaceId; what: 'entry' | 'note'; id: EntryId | ItemId; title: string; why: 'changed' | 'struck' | 'lost' | 'onward' }

/** A task of this person. */
export interface MyTask extends EntrySummary { task: NonNullable<EntrySummary['task']> }

export interface EntryView extends EntrySummary {
  fields: Record<string, FieldValue>; links: LinkView[]; marking: Marking;
  source: Ref | null;
  /** Who wrote all of it, as whose word it is sent on; null where there are several, or it says what was said elsewhere. */
  author: PractitionerId | null;
  /** The codes with which it is sent on: nobody weakens those of another, or of what it was made of. */
  bears: Marking;
  /** The entry of the case file, or of a compartment of it, that it goes on from. `space`: where that is; null where this person cannot read it. */
  moved: (MovedFrom & { space: SpaceId | null }) | null;
  /** The entry elsewhere that goes on from this one; null where there is none that this person can read. */
  movedTo: { entry: EntryId; space: SpaceId } | null;
  /** Where this device is moving it, while that is not done. */
  moving: SpaceId | null;
  /** The file of an exhibit or a document, as it stands; `held`: whether this client holds a message with just that file. */
  exhibit: (ExhibitFile & { held: boolean }) | null;
  /** All that it had, in the order in which they came: of an exhibit the one that it is. */
  files: (FileVersion & { held: boolean })[];
  /** As the log has them, oldest first. */
  versions: VersionView[];
  /** In the order of the log, which is the order in which it was stated. */
  custody: CustodyView[];
  /** `reason` is empty once that is erased. */
  struckOut: (Said & { reason: string }) | null;
  /** Whether there was more of it than is here: from before this person came in, erased, or not arrived yet. Custody too may be missing then. */
  partial: boolean;
  /** Whether, for that reason, another version may stand for others than here. */
  doubtful: boolean;
}

/** `current`: the entry as it stands. `former`: it stood. `proposed`: another version came first. `settled`: likewise, and a later version took it over or set it aside. */
export type VersionState = 'current' | 'former' | 'proposed' | 'settled';
export interface VersionView extends Said {
  /** Names it; see `EntryInput.settles`. */
  key: string;
  state: VersionState;
  /** The version that it was made from, by its key; null: none. It may be one that this client cannot read. */
  after: string | null;
  title: string; fields: Record<string, FieldValue>; links: EntryLink[]; marking: Marking;
}
/** A file that versions were said with: by whom first, and when. `key`: that version. `state`: `current` or `former` where one of them stands or stood, else that of a proposal. */
export interface FileVersion extends Said { key: string; state: VersionState; file: ExhibitFile }
export interface CustodyView extends Said, CustodyInput {}

/** A compartment of a case file. `members` null: this person is not inside, and knows no more than its name. */
export interface CompartmentView {
  space: SpaceId; title: string; members: PractitionerId[] | null; canManage: boolean;
  /** Whether an owner is inside; nobody can become one otherwise. Outside it is not known, and said to be so. */
  led: boolean;
  /** Who told all of the case file of it, and when; null: nobody. */
  announced: { by: PractitionerId; at: Instant } | null;
}
/** `members`: of the case file; this person is inside anyway. `announce`: all of the case file are told its name. */
export interface CompartmentInput { title: string; members: PractitionerId[]; announce: boolean }

/**
 * What somebody's client says that they had before them, from when to when at most. `seq` null: this client tells of it soon, or it waits in the outbox. `everything`: the register, or all of the space.
 * `id`: of the entry or note; of a file: of the entry that registers it, null where there is none. `title`: of a file its name; null where that cannot be read here. `count`: of how many entries.
 */
export interface AccessRow { space: SpaceId; by: PractitionerId; seq: number | null; how: AccessHow; what: 'entry' | 'note' | 'file' | 'everything'; id: string | null; title: string | null; kind: EntryKind | null; count: number | null; from: Instant; to: Instant }

/** A link as the entry that stands at `from` names it; `to` may be an entry that this client cannot read. */
export interface EntryTie { from: EntryId; to: EntryId; label: string }

/** Both ends show it. `from`: the other entry names this one. `title` and `kind` are null for an entry that this client cannot read. */
export interface LinkView { to: EntryId; /** Where that is kept; null where it cannot be read. */ space: SpaceId | null; label: string; direction: 'to' | 'from'; kind: EntryKind | null; title: string | null; struck: boolean }
