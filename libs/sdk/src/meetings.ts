/**
 * Meetings, as callers see them. One method of the interface in `api.ts` leads here, so that nobody loads this before they need it: `meetingsOf(client)`.
 * Trust: requests are folded from acts whose signatures were verified; sessions, timetables and agendas are the service's and the secretariat's word.
 * Problem `stale-version`: somebody wrote first; read again. `not-allowed`: it is the secretariat's; `not-found`: the own authority does not attend.
 */
import type { Stated } from '@comity/casework';
import type {
  Agenda, AuthorityId, AwaySpan, DeclineReason, Delegate, DelegateId, DraftCheck, Elsewhere, EntryKind, FileId, Instant, Interpreter, InterpreterId, MailLanguage, MailStatus, MeetingRequestId, MeetingRoom, MeetingRoomId, MeetingSession, MeetingSessionId, MeetingSessionSummary, MeetingTerms, MeetingWishes, NewTalks, Office, OfficeView,
  OutcomeWordBody, Placement, Plan, PlanId, PractitionerId, Presence, PresenceWord, Publication, PublishedMeeting, Remote, RequestAct, RequestState, ScreenStatus, ServerEvents, SessionFacts, SessionFigures, SpaceId, TimetableDraft, WallDate,
} from '@comity/contracts';
import type { EntryId, Ref } from '@comity/e2ee';
import type { z } from 'zod';
import type { Said } from './register.js';

/** `authority`: in whose name; `by`: who signed. */
export interface MeetingActView { act: RequestAct; authority: AuthorityId; by: PractitionerId; at: Instant; reason: DeclineReason | null; terms: MeetingTerms; wishes: MeetingWishes | null }
/**
 * A request, by its signed acts alone. `sound` false: an act is not signed by whom it names, or does not follow; then `state` and what follows from it are those before that act, and
 * the service, or somebody, tampers. `mayNow`: what this person may do now.
 */
export interface MeetingRequestView {
  id: MeetingRequestId; session: MeetingSessionId; version: number; sound: boolean; state: RequestState | null; terms: MeetingTerms; consents: { authority: AuthorityId; wishes: MeetingWishes }[]; acts: MeetingActView[]; mayNow: Exclude<RequestAct, 'ask'>[];
}
/** What the parties of a request said of its meeting, in their order, as far as their devices signed it; fold it with `outcomeOf` of `@comity/casework`. `sound` false: there were words that they did not sign so. */
export interface MeetingWordsView { request: MeetingRequestId; sound: boolean; words: OutcomeWordBody[] }
/** `published`, `at`: of which meeting. `before`: how many words of the own authority were seen; another one corrects them. */
export interface OutcomeInput extends Pick<OutcomeWordBody, 'published' | 'at' | 'outcome' | 'reason' | 'absent'> { before: number }
/** Of what a hint is; `seen`: which requests this device showed. */
export type MeetingPart = ServerEvents['meetings:changed']['of'] | 'seen';
/** A request that waits for this person's office (`waits`), or of which others' last word was not shown (`fresh`). `act`, `by`, `at`: its last act; `agreed`: whether all had agreed before it. */
export interface RequestSign { id: MeetingRequestId; version: number; act: RequestAct; by: AuthorityId; at: Instant; agreed: boolean; waits: boolean; fresh: boolean }
/**
 * What waits at a session. `timetable`: the version by which meetings of theirs are not as they were when the agenda was shown last, and when it was published. `late`: whoever is late was not shown yet: the
 * other side of a meeting of theirs, or, to the secretariat, any office; a number for `markSeen`, 0: nobody. `coming`: the next meetings of theirs, until they are over.
 */
export interface MeetingSign { session: MeetingSessionId; title: string; role: MeetingSessionSummary['role']; deadline: Instant | null; requests: RequestSign[]; timetable: { version: number; at: Instant | null } | null; late: number; coming: Pick<PublishedMeeting, 'request' | 'parties' | 'startsAt' | 'endsAt'>[] }
/** `text`: its first line is the title of the space. `people`: of the parties, who are brought into it; of each other party the first becomes an owner. */
export interface MeetingTopic { text: string; people: PractitionerId[] }
/** `parties`: the others. `topic`: lies in a case file of the parties, which the service cannot read and the secretariat is not in; `space`: it was made before. Null: without one. */
export interface MeetingAsk { parties: AuthorityId[]; terms: Partial<Omit<MeetingTerms, 'parties' | 'space'>>; wishes: MeetingWishes; topic: MeetingTopic | { space: SpaceId } | null }
/** A cell that does not do: `line` of the file, counted from 1; `field`: the column's name; null: the line or the file as a whole. */
export interface CsvFault { line: number; field: string | null; rule: CsvRule }
export type CsvRule = 'not-a-table' | 'encoding' | 'too-long' | 'missing-column' | 'unknown-column' | 'twice' | 'empty' | 'malformed' | 'unknown-authority' | 'unknown-person' | 'too-many-cells' | 'too-often-away' | 'not-attending';
/** What a file would write. `changed`: rows that are there already, by authority or name. Nothing is written while there are faults. */
export interface CsvPreview<T> { rows: T[]; changed: number; faults: CsvFault[] }

/** What comes in as a table, and by which columns. */
export const importColumns = {
  offices: ['state', 'authority', 'requests', 'arrives', 'leaves'], rooms: ['name', 'class', 'seats', 'security', 'equipment'], interpreters: ['name', 'from', 'to'], delegates: ['state', 'authority', 'name', 'practitioner', 'arrives', 'leaves'],
} as const;
export type ImportTable = keyof typeof importColumns;
export interface ImportedRow { offices: Office; rooms: MeetingRoom; interpreters: Interpreter; delegates: Delegate }
/** Names of States by their codes, in the language of whoever wrote the table. */
export type StateNames = Readonly<Record<string, string>>;

/** What an entry of a meeting's case file is on the list of what is to be read before by; in every language the same. */
export const preReading = 'Pre-reading';
/** `put`: who put it on the list, and when. `lead`: the file of a message, a message or an entry of the same case file. `read`: this person told this device so. */
export interface PreReading { id: EntryId; kind: EntryKind; title: string; put: Said; read: boolean; lead: { file: FileId; on: Ref } | { message: Ref } | { entry: EntryId } }

/** A meeting as this client saw it. */
export interface FileOf { session: MeetingSessionId; request: MeetingRequestId; version: number }

/** What counts of what was stated of the days of a State, if anything was. Its row of the table is in `@comity/casework` (`asStated`). `own`, where this person may state them: what their authority stated last, and whether what it states goes first, or another's. */
export interface StateDaysView { state: string; stated: Stated | null; own: { stated: Stated | null; first: boolean } | null }
/** All public holidays of these years, in any order; `restDays`: in a week, 0 is Sunday. What the authority stated before ends with it, of other years as well; `after`: when it stated that, null if it did not. */
export type DaysInput = Pick<Stated, 'restDays' | 'years' | 'days'> & { after: Instant | null };

export interface Meetings {
  sessions(): Promise<MeetingSessionSummary[]>;
  session(id: MeetingSessionId): Promise<MeetingSession>;
  addSession(facts: SessionFacts): Promise<MeetingSession>;
  /** Talks with another office, which sees them once it is asked; the secretariat does not. Terms of its requests say exactly when. `id`: a new one, with which it is tried again; `already-exists` where an earlier try went through. */
  beginTalks(id: MeetingSessionId, other: AuthorityId, facts: NewTalks['facts']): Promise<MeetingSession>;
  changeSession(id: MeetingSessionId, version: number, facts: SessionFacts): Promise<MeetingSession>;

  offices(session: MeetingSessionId): Promise<OfficeView[]>;
  rooms(session: MeetingSessionId): Promise<MeetingRoom[]>;
  interpreters(session: MeetingSessionId): Promise<Interpreter[]>;
  delegates(session: MeetingSessionId): Promise<Delegate[]>;
  /** Version 0: a new row. Any number: they go in calls of 500, each of which is written whole or not at all. */
  writeOffices(session: MeetingSessionId, rows: Office[]): Promise<OfficeView[]>;
  writeRooms(session: MeetingSessionId, rows: MeetingRoom[]): Promise<MeetingRoom[]>;
  writeInterpreters(session: MeetingSessionId, rows: Interpreter[]): Promise<Interpreter[]>;
  writeDelegates(session: MeetingSessionId, rows: Delegate[]): Promise<Delegate[]>;
  removeOffice(session: MeetingSessionId, office: AuthorityId, version: number): Promise<void>;
  removeRoom(session: MeetingSessionId, room: MeetingRoomId, version: number): Promise<void>;
  removeInterpreter(session: MeetingSessionId, interpreter: InterpreterId, version: number): Promise<void>;
  removeDelegate(session: MeetingSessionId, delegate: DelegateId, version: number): Promise<void>;
  setAvailability(session: MeetingSessionId, office: AuthorityId, version: number, away: AwaySpan[], remote: Remote | null): Promise<OfficeView>;
  /** Reads a table, writes nothing. An authority is named by id or name, its State, or both. `coming`: offices that are not written yet, whose delegates are taken as if they were. */
  preview<T extends ImportTable>(session: MeetingSessionId, table: T, csv: string, states?: StateNames, coming?: AuthorityId[]): Promise<CsvPreview<ImportedRow[T]>>;

  /** All that the caller may see. */
  requests(session: MeetingSessionId): Promise<MeetingRequestView[]>;
  request(session: MeetingSessionId, id: MeetingRequestId): Promise<MeetingRequestView>;
  /** Makes the space of a request that is to be asked: `parties` are the others. `file`: of one that was agreed on without; refused before anything is made where `beginFile` would be. */
  seal(parties: AuthorityId[], topic: MeetingTopic, file?: FileOf): Promise<SpaceId>;
  ask(session: MeetingSessionId, input: MeetingAsk): Promise<MeetingRequestView>;
  /** Answers the request as this client saw it at `version`. */
  accept(session: MeetingSessionId, id: MeetingRequestId, version: number, wishes: MeetingWishes): Promise<MeetingRequestView>;
  counter(session: MeetingSessionId, id: MeetingRequestId, version: number, terms: Partial<Omit<MeetingTerms, 'parties' | 'space'>>, wishes: MeetingWishes, reason: DeclineReason | null): Promise<MeetingRequestView>;
  /** Names the case file of a meeting that was agreed on without one; see `seal`. */
  beginFile(session: MeetingSessionId, id: MeetingRequestId, version: number, space: SpaceId): Promise<MeetingRequestView>;
  decline(session: MeetingSessionId, id: MeetingRequestId, version: number, reason: DeclineReason): Promise<MeetingRequestView>;
  withdraw(session: MeetingSessionId, id: MeetingRequestId, version: number, reason: DeclineReason | null): Promise<MeetingRequestView>;

  /** Of every request of which something was said. */
  outcomes(session: MeetingSessionId): Promise<MeetingWordsView[]>;
  /** Says what became of a meeting that began, until sixty days after the session. */
  sayOutcome(session: MeetingSessionId, id: MeetingRequestId, said: OutcomeInput): Promise<MeetingWordsView>;

  /** The working days of States, on which talks and periods of requests count. */
  days(states: readonly string[]): Promise<StateDaysView[]>;
  /** Focal points, of the State of their authority; whether it counts, or what another authority of the State stated. Asks for a fresh sign-in; `stale-version` where a colleague stated them meanwhile. */
  stateDays(input: DaysInput): Promise<boolean>;

  /** When a case file that a request names closes by itself, if nobody writes in it until then and no owner says otherwise; null where one did. */
  closing(space: SpaceId): Promise<Instant | null>;

  /** What is to be read before a meeting, of its case file: entries of its register that say so. */
  preReading(space: SpaceId): Promise<PreReading[]>;
  /** For this device alone. */
  markRead(space: SpaceId, entry: EntryId, read: boolean): Promise<void>;

  /** Of whoever may see figures. */
  figures(session: MeetingSessionId): Promise<SessionFigures>;

  /** The version of each request that this device showed last; of the agenda (`agenda`) likewise, and of who is late (`late`) the number that its sign had. */
  seen(session: MeetingSessionId): Promise<Record<string, number>>;
  markSeen(session: MeetingSessionId, id: MeetingRequestId | 'agenda' | 'late', version: number): Promise<void>;
  /** Sessions of which something waits, or was not shown on this device; as of the last look for notices, the soonest to begin first. */
  signs(): Promise<MeetingSign[]>;

  /** `since`: only what changed after that version of it. */
  draft(session: MeetingSessionId, since?: number): Promise<TimetableDraft>;
  edit(session: MeetingSessionId, edits: Placement[]): Promise<TimetableDraft>;
  lockDays(session: MeetingSessionId, lockVersion: number, locked: z.infer<typeof WallDate>[]): Promise<TimetableDraft>;
  check(session: MeetingSessionId): Promise<DraftCheck>;
  /** When people of the session are in published meetings of others, as far as the secretariat may know. */
  elsewhere(session: MeetingSessionId): Promise<Elsewhere[]>;
  /** Says that this secretary has the timetable open, or not any more; answers who else has. Stored nowhere. */
  bePresent(session: MeetingSessionId, word: PresenceWord): Promise<Presence[]>;
  plans(session: MeetingSessionId): Promise<Plan[]>;
  plan(session: MeetingSessionId, plan: PlanId): Promise<Plan>;
  /** `seed`: drawn, unless it is given. */
  orderPlan(session: MeetingSessionId, mode: Plan['mode'], seconds: number, seed?: number): Promise<Plan>;
  cancelPlan(session: MeetingSessionId, plan: PlanId): Promise<Plan>;
  approvePlan(session: MeetingSessionId, plan: PlanId, draft: number): Promise<TimetableDraft>;
  publish(session: MeetingSessionId, draft: number): Promise<Agenda>;
  /** What was published, newest first. */
  publications(session: MeetingSessionId): Promise<Publication[]>;
  agenda(session: MeetingSessionId, version?: number): Promise<Agenda>;

  feed(): Promise<{ madeAt: Instant | null }>;
  /** The whole address, shown once. Whoever has it reads when and where this person meets somebody. */
  makeFeed(): Promise<{ address: string; madeAt: Instant }>;
  endFeed(): Promise<void>;

  /** A screen in the hall, for the secretariat alone. */
  screen(session: MeetingSessionId): Promise<ScreenStatus>;
  /** The whole address, shown once. Whoever has it reads which rooms are taken, and by whom if `names`. */
  makeScreen(session: MeetingSessionId, names: boolean): Promise<{ address: string; madeAt: Instant }>;
  endScreen(session: MeetingSessionId): Promise<void>;

  /** Invitations by e-mail: the caller's own choice. */
  mail(): Promise<MailStatus>;
  /** Sends a code to an address that is not confirmed; another language alone needs none. */
  setMail(address: string, language: MailLanguage): Promise<MailStatus>;
  confirmMail(code: string): Promise<MailStatus>;
  endMail(): Promise<void>;
}
export type MeetingMethod = keyof Meetings;

/** The methods of a client's `meetings`. */
export const meetingsOf = (client: { meetings(method: MeetingMethod, args: unknown[]): Promise<unknown> }): Meetings =>
  new Proxy({} as Meetings, { get: (_, method) => (...args: unknown[]) => client.meetings(method as MeetingMethod, args) });

export type { Agenda, Availability, AwaySpan, Delegate, DraftCheck, Interpreter, MeetingRoom, MeetingSession, MeetingSessionSummary, MeetingTerms, MeetingWishes, Office, OfficeView, OutcomeWordBody, Placement, Plan, PlaceChange, SessionFacts, TimetableDraft } from '@comity/contracts';
