/**
 * Requests for assistance, extradition and the recovery of assets as callers see them. Part of the one interface in `api.ts`. States, actions, grounds, parts and types of
 * assistance are the terms of `@comity/casework`. Trust: every client decides each step anew from the signed items of the log; the
 * service has no part in it.
 */
import type { Actor, Duty, LegalBasis, Member, Refusal, RunningClock, WorkingDay } from '@comity/casework';
import type { AuthorityId, FileId, Instant, ItemId, MatterKind, PractitionerId, Problem, SpaceId } from '@comity/contracts';
import type { DossierSource, EntryId, Facts, Ref, SourcePlace, SourceUse } from '@comity/e2ee';
import type { FileView } from './file-view.js';
import type { Marking } from './marking.js';
import type { ForbiddingCode } from './space/forwarding.js';

export type { Actor, Duty, LegalBasis, Member, RunningClock, WorkingDay } from '@comity/casework';

/** Mutual legal assistance goes by measure, extradition by person sought, the recovery of assets by asset; each is a life cycle of its own. */
export type { MatterKind } from '@comity/contracts';
export type { DossierSource, Facts, SourcePlace, SourceUse } from '@comity/e2ee';

/**
 * Why a step does not stand although the law has nothing against it. `second-officer`: whoever submitted, sent at once or completed it does not take it further alone. `overtaken`: another step
 * came first in the log (`entry`: its action). `wrong-predecessor`: it follows no step that this client holds. `no-party`: its sender is of no authority of the
 * request. `no-dossier`: nothing that it could be for. `unknown-measure`: not of the dossier. `whole-request`: only all measures together are transmitted.
 * `wrong-words`: a hash names words that do not stand there. `altered`: what it says of the dossier or the steps before is not so. `frozen`: the
 * dossier is under review, or the request was transmitted. `ahead-of-its-time`: dated later than the service had it. `wrong-authority`: the requested, or
 * executing, authority cannot be this one, or an addressee is not of it. `not-the-founder`: only who made the space begins a request in it.
 */
export type LogRule =
  | 'second-officer' | 'overtaken' | 'wrong-predecessor' | 'no-party' | 'no-dossier' | 'unknown-measure' | 'whole-request' | 'wrong-words' | 'altered' | 'frozen' | 'ahead-of-its-time' | 'wrong-authority' | 'not-the-founder';
/**
 * Why a step does not stand although the law has nothing against it, of information under conditions beside these. `no-offer`: nothing that it could be about. `not-delivered`: a wider use is asked for of
 * what was delivered. `other-content`: the key does not open what was offered. `other-conditions`: the acceptance names others than those of the offer. `taken`: it was offered already. `too-many`: more than one person may have open, or say of one offer.
 */
export type OfferRule = 'no-offer' | 'not-delivered' | 'other-content' | 'other-conditions' | 'taken' | 'too-many';
/** What the law, or a rule of the log, has against a step; `article` is `—` for the latter. */
export type StepRefusal = Omit<Refusal, 'code'> & { code: Refusal['code'] | LogRule | OfferRule };

export interface Section { /** A part of the required content, by its id in the packs. */ part: string; text: string }
/** One thing that is asked for: a measure with its type of assistance, or, in `sought`, a person or an asset. `id`: a UUID of the client's making, the same in every revision; another type of assistance begins the measure anew. `facts`: what an asset is known by beside that, by the fields of `assetFacts`; none where they are not said. */
export interface MeasureInput { id: string; assistance: string | null; sought: string; facts?: Facts }
/** `basis.periods` and the like as in the packs; see `rulesOf`. */
export interface DossierInput { /** Mutual legal assistance, where it is not said; for good. */ kind?: MatterKind; requested: AuthorityId; basis: LegalBasis; title: string; urgent: boolean; sections: Section[]; measures: MeasureInput[];
  /** How this authority calls it among its own files; none where it is not said. Once it went out, see `setReference`. */
  reference?: string | null;
  /** Files of the dossier that stay, and uploads to the draft that are stored: at most ten. None where they are not said. */
  enclosures?: FileId[];
  /** None where they are not said. */
  translations?: TranslationInput[];
  /** What it comes from; stays as it is where it is not said, null: nothing. Who said it, when, in which words and how it is marked is read there. */
  source?: SourceInput | null;
  /** How it is marked, with its files; where it is not said as it was, or like what it comes from, but for its evaluation. It is never weaker than what others say: see `MatterView.floor`. */
  marking?: Marking;
}
/** Refused with `not-allowed` where its marking forbids that anybody sends it on. */
export interface SourceInput { place: SourcePlace; use: SourceUse }
/** `of`: `title`, a part, or the id of a measure. `from`: the text that it was made from; null: a piece that stands in the dossier and stays, with who made it. `machine`: as a program made it, changed by nobody. */
export interface PieceInput { of: string; from: string | null; machine: boolean; text: string }
/** `language`: two or three letters. */
export interface TranslationInput { language: string; pieces: PieceInput[] }

export interface StepInput {
  action: string;
  grounds?: string[];
  /** Words by the member that carries their hash: reasons, conditions, … */
  words?: Partial<Record<Member, string>>;
  /** The hash of the offer that was read, or of each measure its own; where another was made meanwhile, or stands at another measure, the step is refused. */
  accepts?: string | Readonly<Record<string, string>>;
  date?: Instant; limit?: Instant; deadline?: Instant;
  /** One of the choices that the step offers. */
  route?: string; classification?: string; record?: string;
  /**
   * Who comes in with it: of `submit` the colleagues who are to review it (they become owners), of `complete` and of what sends a request out people of the requested authority (the first
   * becomes an owner), of `forward` people of one other authority of the requested State.
   */
  addressees?: PractitionerId[];
  /** Files that come with it, of steps that may have some: uploads to this space that are stored, at most ten. */
  enclosures?: FileId[];
  /** How it is marked, with its files; not at all where it is not said. */
  marking?: Marking;
  /** Of `share-draft`: where it is said, in which words. Whom it reaches is noted as the step's `account`. With a `Prospect` the step is judged alone. */
  shares?: Sharing | Prospect;
}

/** A draft as others read it in advance. `files`: uploads to that space; its codes are never weaker than those of what the draft comes from, unless that is this person's own. */
export interface Sharing { space: SpaceId; text: string; marking: Marking; files: FileId[] }
/** Where a draft would be read, or by whom there where no conversation is yet: refused as the step would be, and otherwise nothing is done, so that nobody learns of what may not be shared. */
export type Prospect = { space: SpaceId } | { people: PractitionerId[] };

/** In whose function this person's authority has a part; null: it has none. */
export type Side = 'requesting' | 'requested' | 'executing';
/**
 * A period that runs or has run out, once for all measures that it ends for at the same moment: `measures` counts them. One that an event stopped is not there. `deadline` and `suggested` are overdue after
 * `at`; before the end of an `at-least` something may not be done, and at that of a `lapse` something ends by itself.
 */
export interface MatterClock { id: string; article: string; verified: boolean; meaning: RunningClock['meaning']; startedAt: Instant; /** What it counts down to (`RunningClock.endsAt`); of a paused one as if it went on now. */ at: Instant; actBy: WorkingDay | null; paused: boolean; /** The state that it stands still in, and since when. */ pausedIn: string | null; pausedSince: Instant | null; /** It holds somebody in custody, whose measure can still go forward. */ custody: boolean; measures: number }
/** A clock that alarms this person's side: nobody of it has taken `see-alarm` for these measures since it began to, at `since`, or came a reminder further. */
export interface MatterAlarm { id: string; article: string; verified: boolean; meaning: RunningClock['meaning']; at: Instant; actBy: WorkingDay | null; since: Instant; measures: string[] }
/** `seen`: who acknowledged its alarm since it last began, one of each side. The same for both sides, as everything else of it. */
export interface ClockView extends RunningClock { seen: { actor: Actor; by: PractitionerId; at: Instant }[] }
/** Evidence that was received for a measure, a person who was surrendered, or an asset, or what was told of it, as long as the use is limited (UNCAC 46(19), ECE 14) or conditions bind. `received`: the files that came with it. `marking`: the strictest codes of what the other side gave it with. `asked`: other uses, oldest first; `answer` null: none yet; its words are conditions or reasons. `unasked`: what the other side consented to though nobody asked, on which conditions. `notices`: of exculpatory disclosure. */
export interface MatterUse {
  measure: string; assistance: string | null; sought: string; since: Instant; limits: Pick<Duty, 'id' | 'article' | 'verified'>[]; conditions: string[];
  received: { name: string; sha256: string }[]; marking: Marking;
  asked: { purpose: string; by: PractitionerId; at: Instant; answer: { granted: boolean; words: string | null; by: PractitionerId; at: Instant } | null }[];
  unasked: { action: string; words: string | null; by: PractitionerId; at: Instant }[];
  notices: { action: string; by: PractitionerId; at: Instant }[];
}
export interface MatterSummary {
  /** Where both sides read it, once that is there; else the draft. */
  space: SpaceId;
  /** Where this person's side drafted it and deliberates; null for whoever is not inside. The same as `space` until the request went out. */
  draft: SpaceId | null;
  kind: MatterKind; title: string; requesting: AuthorityId; requested: AuthorityId; side: Side | null;
  /** Of the request, which follows from its measures. */
  state: string;
  urgent: boolean; measures: number;
  /** Whose step goes forward, as the table has it, or who was asked along the way and did not answer; both sides may be meant, then it is `us`. */
  waitingFor: 'us' | 'them' | 'nobody';
  transmittedAt: Instant | null; lastStepAt: Instant;
  /** Whoever of this person's side did something last; null: nobody did, or the person is of neither side. */
  officer: PractitionerId | null;
  /** What runs out first comes first. */
  clocks: MatterClock[];
  alarms: MatterAlarm[];
  uses: MatterUse[];
  /** Messages, and steps of others, that this person has not read. */
  unread: number;
  /** How this person's authority calls it among its own files, and how the other side does. */
  references: { ours: string | null; theirs: string | null };
  /** The message or entry that this person's side drafted it from; null where there is none, or for whoever is not inside of the draft. */
  origin: ItemId | EntryId | null;
}
/** A file of the request, or of a step. `sha256`: of the whole file, in hexadecimal. `on`: the item that holds it; null while that waits in the outbox. */
export interface EnclosureView { file: FileView; sha256: string; on: Ref | null }
/** `stale`: the text that it was made from was changed since. `missing`: which texts have no translation. */
export interface TranslationView { language: string; pieces: { of: string; text: string; by: PractitionerId; machine: boolean; stale: boolean }[]; missing: string[] }
/** A code that keeps somebody from showing it to others, and the marking that it is of. */
export interface Kept { code: ForbiddingCode; marking: Marking }
export interface MatterView extends MatterSummary {
  basis: LegalBasis; sections: Section[]; measureViews: MeasureView[];
  /** Of the draft, for this person's side alone: the other side reads nothing of it. */
  source: DossierSource | null;
  enclosures: EnclosureView[]; translations: TranslationView[];
  /** Of the dossier, with its files. `floor`: than which this person cannot mark it weaker. `within`: the strictest codes of all that is read in it. */
  marking: Marking; floor: Marking; within: Marking;
  /** The code of another that keeps this person from handing it on to people of further authorities. */
  keptBack: ForbiddingCode | null;
  /** Of a draft, what it comes from, or once came from, that keeps this person from showing it in advance to people of the requested authority. */
  keptFromAsked: Kept | null;
  /** Parts that going out, or the next step of the requesting side that carries them, needs and the dossier lacks; `measure`: the one that needs it. `wherePossible`: may be left out. */
  missing: { part: string; article: string; verified: boolean; wherePossible: boolean; measure: string; action: string }[];
  /** Newest last; at most the last hundred of others and the last hundred of one's own. */
  refused: RefusedStep[];
  /** Whether this person may revise the dossier now; once it went out, only add parts to it. */
  canEdit: boolean;
  /** Whether a revision begins the draft anew, with its review. */
  reopens: boolean;
  executing: AuthorityId[];
  /** Whose people this person may bring in, as an owner. */
  guestsFrom: AuthorityId[];
  /** People inside the draft who are not of the requesting authority: an owner brought them in against the rules, and they read it. */
  strangers: PractitionerId[];
  /** Of a draft that was transmitted, for whoever does not see it where it went. Else null. */
  passage: Passage | null;
  /** With which it went out; of all measures at once. */
  transmission: StepView | null;
}
/**
 * `by`: whoever transmitted it, or completes it. `here`: this device brings it there. `through`: it came through, by their word. `problem`: why that cannot be; this device does not try again.
 * Until it came through, whoever is of the requesting authority can take `complete`.
 */
export interface Passage { by: PractitionerId; addressees: PractitionerId[]; here: boolean; through: boolean; problem: Problem | null }
export interface MeasureView { id: string; assistance: string | null; sought: string; /** Of an asset; otherwise none. */ facts: Facts; /** Null: not drafted. */ state: string | null; /** The newest, the last one last; `earlier`: how many were before them, see `earlierSteps`. */ steps: StepView[]; earlier: number; open: OpenStep[]; clocks: ClockView[]; duties: Duty[] }
export interface StepView {
  /** Null: it waits in this client's outbox; or, with `attested`, it stands in a draft. */
  seq: number | null;
  /** Known by the word of whoever brought the request to the other side: steps of the draft, and the transmission itself where a colleague completed it. */
  attested: boolean;
  /** `at` is the word of whoever took it, by which clocks are judged; `storedAt` that of the service, when it had it, null without `seq`. */
  action: string; actor: Actor; by: PractitionerId; at: Instant; storedAt: Instant | null; from: string | null; to: string; article: string; verified: boolean;
  grounds: string[]; words: Partial<Record<Member, string>>;
  /** What it takes that the other side offered, and in which step of the measure, from 1; null: nothing was, and it has words of its own, as steps of before may. Their words are among its own. */
  accepts: { member: Member; step: number | null } | null;
  date: Instant | null; limit: Instant | null; deadline: Instant | null; route: string | null; classification: string | null; record: string | null;
  enclosures: EnclosureView[];
  /** With its files; of what was sent out where both sides read it, the whole transmission. */
  marking: Marking;
  /** Soft gates that it passed by. */
  passed: string[];
}
export type ChoiceMember = 'route' | 'classification' | 'record';
/** A row of the table that is open where the measure stands. */
export interface OpenStep {
  action: string; article: string; verified: boolean; actors: Actor[];
  /** Takes the request out of its draft, to people of the other side. */
  sends: boolean;
  /** Its date is of what has happened already. */
  happened: boolean;
  /** Said along the way, ends everything, or may follow an end: not what the matter waits for. */
  besides: boolean;
  /** Whether this person's side may take it. */
  mine: boolean;
  carries: Member[]; may: Member[];
  /** What it takes of the other side, as that was said; null: nothing. */
  offered: { member: Member; text: string; /** For `accepts`. */ hash: string } | null;
  /** Before which what it says to have happened cannot have. */
  earliest: Instant | null;
  /** Grounds of the sort that the step takes, each with what speaks against it here. */
  grounds: { id: string; article: string; verified: boolean; refusal: StepRefusal | null }[];
  /** What the step has one of to choose from, by the member that carries it. */
  choices: { list: ChoiceMember; id: string; article: string; verified: boolean; refusal: StepRefusal | null }[];
  /** What speaks against it already now, whatever it carries: a gate, missing content, four eyes. Null: it can be taken. Judged only where it is `mine`. */
  refusal: StepRefusal | null;
}
/** `action` null: a dossier. `wrote`: what one wrote oneself, for another try; null of what others wrote. */
export interface RefusedStep { seq: number; by: PractitionerId; at: Instant; action: string | null; measures: string[]; refusal: StepRefusal; wrote: Wrote | null }
export type Wrote = { dossier: DossierInput } | { step: StepInput };

/** Every condition must hold. Without words, all that meets the other conditions. `text`: words of the title, the other authority or the stage. */
export interface MatterConditions { text: string; kind?: MatterKind; state?: string; waitingFor?: 'us' | 'them'; /** The one on the other side. */ authority?: AuthorityId; officer?: PractitionerId; overdue?: true; urgent?: true; custody?: true }
/** A filter of requests to come back to; kept in the vault, the same on all devices. */
export interface SavedFilter { name: string; conditions: MatterConditions }
