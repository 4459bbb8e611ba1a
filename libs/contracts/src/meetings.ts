/**
 * Sessions at which authorities meet, and what a session has: days of slots, offices, rooms, interpreters and delegates. All that the service knows of a meeting
 * by plan stands here and in the neighbouring `meetings-` files; the topic never does, it lies in a space of the parties.
 * Trust: the word of the secretariat and of the offices, as the service holds it; what an office consents to is signed (`meetings-requests`).
 *
 * Time: wall times are of the session's zone. Instants are computed by the service alone (`MeetingSlot`), so that nobody's older time zone data differ.
 * Writing: each row has a version, counted from 1; whoever writes names the one they saw (0: a new row). Problem `stale-version` (409, nothing written) names the
 * version in store; ask for the list again. Problem `not-found` for whoever does not attend, `not-allowed` for what is the secretariat's.
 */
import { z } from 'zod';
import { caseReference } from './case-reference.js';
import { meetingLimits } from './meeting-limits.js';
import { AuthorityId, Instant, line, PractitionerId, uuid } from './primitives.js';
import { minutesOf } from './wall.js';

export const MeetingSessionId = uuid.brand<'MeetingSessionId'>();
export type MeetingSessionId = z.infer<typeof MeetingSessionId>;
export const MeetingRoomId = uuid.brand<'MeetingRoomId'>();
export type MeetingRoomId = z.infer<typeof MeetingRoomId>;
export const InterpreterId = uuid.brand<'InterpreterId'>();
export type InterpreterId = z.infer<typeof InterpreterId>;
export const DelegateId = uuid.brand<'DelegateId'>();
export type DelegateId = z.infer<typeof DelegateId>;
export const MeetingRequestId = uuid.brand<'MeetingRequestId'>();
export type MeetingRequestId = z.infer<typeof MeetingRequestId>;
export const PlanId = uuid.brand<'PlanId'>();
export type PlanId = z.infer<typeof PlanId>;

/** A day of the calendar, `2026-11-30`. */
export const WallDate = z.iso.date();
/** A time of the day, `09:20`. */
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:20');
/** The end of something on a day: up to `24:00`. */
export const WallEnd = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 17:40');
/** The beginning of a slot, in the session's zone. */
export const WallAt = z.object({ date: WallDate, time: WallTime }).strict();
export type WallAt = z.infer<typeof WallAt>;
/** A name of the IANA time zone database that the service knows. */
export const Zone = z.string().max(60).regex(/^[A-Za-z0-9_+\-/]+$/, 'must be a time zone such as Europe/Vienna');

const isOrdered = ({ from, to }: { from: string; to: string }): boolean => from < to;
/** Why somebody or something cannot be had. What an office asked for as a break (`prayer`, `meal`, `break`) or attends (`plenary`) is no idle time. */
export const AwayReason = z.enum(['arrival', 'departure', 'plenary', 'prayer', 'meal', 'break', 'late', 'other']);
export type AwayReason = z.infer<typeof AwayReason>;
/** A part of one day. */
export const AwaySpan = z.object({ date: WallDate, from: WallTime, to: WallEnd, reason: AwayReason }).strict().refine(isOrdered, 'must end after it begins');
export type AwaySpan = z.infer<typeof AwaySpan>;
const away = z.array(AwaySpan).max(meetingLimits.spans);
/** Whoever takes part from elsewhere: their zone, and between which times of theirs, over midnight where `to` is before `from`. */
export const Remote = z.object({ zone: Zone, from: WallTime, to: WallEnd }).strict().refine(({ from, to }) => from !== to, 'must not end as it begins');
export type Remote = z.infer<typeof Remote>;

/** A class of rooms, a kind of equipment: a short word of the secretariat's, such as `table`, `quiet-room`, `video`. */
export const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and hyphens').max(40);
const slugs = z.array(Slug).max(20).refine((all) => new Set(all).size === all.length, 'must name each once');
/** ISO 639-1 or 639-2/3. */
export const Language = z.string().regex(/^[a-z]{2,3}$/, 'must be a language code such as fr');
/** Two languages, in alphabetical order. */
export const LanguagePair = z.tuple([Language, Language]).refine(([a, b]) => a < b, 'must be two languages in alphabetical order');
export type LanguagePair = z.infer<typeof LanguagePair>;
/** 0 to 3: what a room is cleared for, and what a meeting asks for. */
export const RoomSecurity = z.number().int().min(0).max(3);

/** `forum`: an investigative forum bound to cases; `series`: days that lie apart; `bilateral`: talks outside a plenary, over weeks and time zones. */
export const SessionKind = z.enum(['plenary', 'forum', 'operational', 'series', 'bilateral']);
export type SessionKind = z.infer<typeof SessionKind>;
/** `preparing`: only the secretariat sees it. `open`: offices ask and answer. `closed`: over, nothing changes any more. */
export const SessionState = z.enum(['preparing', 'open', 'closed']);
export type SessionState = z.infer<typeof SessionState>;
/** Slots begin at `starts`, in ascending order, and take `slotMinutes` each; a meeting of several slots takes those that follow each other without a gap. */
export const SessionDay = z.object({
  date: WallDate, starts: z.array(WallTime).min(1).max(meetingLimits.slotsPerDay),
  /** What all attend, or nobody works: shown, and kept free of slots. */
  breaks: z.array(z.object({ from: WallTime, to: WallEnd, reason: AwayReason }).strict().refine(isOrdered, 'must end after it begins')).max(20),
}).strict();
export type SessionDay = z.infer<typeof SessionDay>;

/** One case of a forum: which one it is, offices know. */
export const ForumCase = z.object({ id: uuid, reference: z.string().regex(caseReference, 'must be capitals and digits with a digit among them, such as AR-2026/14') }).strict();
export type ForumCase = z.infer<typeof ForumCase>;

function dayFault(day: SessionDay, slotMinutes: number): string | undefined {
  const slots = day.starts.map(minutesOf);
  if (slots.some((start, i) => i > 0 && start < slots[i - 1]! + slotMinutes)) return 'must be in order and not overlap';
  if (slots.at(-1)! + slotMinutes > 1_440) return 'must end within the day';
  if (day.breaks.some(({ from, to }) => slots.some((start) => start < minutesOf(to) && minutesOf(from) < start + slotMinutes))) return 'must be free of breaks';
  return undefined;
}

function judgeDays({ days, slotMinutes }: { days: readonly SessionDay[]; slotMinutes: number }, context: z.core.$RefinementCtx): void {
  for (const [i, day] of days.entries()) {
    const rule = dayFault(day, slotMinutes);
    if (rule !== undefined) context.addIssue({ code: 'custom', path: ['days', i, 'starts'], message: rule });
    if (i > 0 && day.date <= days[i - 1]!.date) context.addIssue({ code: 'custom', path: ['days', i, 'date'], message: 'must be after the day before' });
  }
}

const sessionFacts = z.object({
  kind: SessionKind, title: line(120), place: line(120).nullable(), zone: Zone, state: SessionState,
  /** Until when offices ask and counter; null: as long as it is open. Answers to what was asked are taken for as long as it is open. */
  deadline: Instant.nullable(),
  /** Requests that an office may have open at once; null: no limit. An office's own limit goes before it. */
  requestsPerOffice: z.number().int().min(1).max(500).nullable(),
  slotMinutes: z.number().int().min(5).max(480), days: z.array(SessionDay).min(1).max(meetingLimits.days),
  /** A forum's cases, in the order in which they are shown; requests may name one, by its id. Empty for other kinds. */
  cases: z.array(ForumCase).max(meetingLimits.cases),
  /** Minutes before a slot from which on nobody is sent to it any more; left out, it stays as it is, 15 at first. */
  notice: z.number().int().min(0).max(1_440).optional(),
}).strict();
/** What the secretariat decides of a session. Problem `not-acceptable` at `/facts/cases` where requests that are open name a case that is gone; `invalid-input` at `/zone` for a zone the service does not know, at `/days/0/starts/3` for a wall time that does not exist on that day or exists twice. */
export const SessionFacts = sessionFacts.superRefine((facts, context) => {
  const { kind, cases } = facts;
  judgeDays(facts, context);
  for (const key of ['id', 'reference'] as const) if (new Set(cases.map((each) => each[key])).size < cases.length) context.addIssue({ code: 'custom', path: ['cases'], message: 'must name each once' });
  if ((kind === 'forum') !== (cases.length > 0)) context.addIssue({ code: 'custom', path: ['cases'], message: 'must be given for a forum, and for no other kind' });
}).meta({ id: 'SessionFacts' });
export type SessionFacts = z.infer<typeof SessionFacts>;
export const NewSession = z.object({ id: MeetingSessionId, facts: SessionFacts }).strict().meta({ id: 'NewSession' });
/**
 * Talks that an office begins with another one, without the secretariat, which does not see them: a session of kind `bilateral` that is open at once, for these two offices. `days`: slots that may do for
 * both, not all of them over, within 366 days. What both accept is published at once, and refused where somebody who comes is not free; terms say exactly when (`earliest` its first slot, `latest` its last one).
 */
export const NewTalks = z.object({ id: MeetingSessionId, with: AuthorityId, facts: sessionFacts.pick({ title: true, zone: true, slotMinutes: true, days: true }).superRefine(judgeDays) }).strict().meta({ id: 'NewTalks' });
export type NewTalks = z.infer<typeof NewTalks>;
export const SessionChange = z.object({ version: z.number().int().min(1), facts: SessionFacts }).strict().meta({ id: 'SessionChange' });

/** A slot with its instants: the only place where they are computed. */
export const MeetingSlot = z.object({ date: WallDate, time: WallTime, startsAt: Instant, endsAt: Instant });
export type MeetingSlot = z.infer<typeof MeetingSlot>;
const version = z.number().int().min(1);
export const MeetingSession = z.object({
  id: MeetingSessionId, version, facts: sessionFacts, slots: z.array(MeetingSlot),
  /** The last timetable that was published; 0: none. */
  published: z.number().int().min(0), publishedAt: Instant.nullable(),
  /** Of this caller: `secretary`, or somebody of an office that attends. */
  role: z.enum(['secretary', 'delegate']),
  /** The office that began these talks; null: a session of the secretariat's. */
  founder: AuthorityId.nullable(),
}).meta({ id: 'MeetingSession' });
export type MeetingSession = z.infer<typeof MeetingSession>;
export const MeetingSessionSummary = z.object({
  id: MeetingSessionId, version, kind: SessionKind, title: z.string(), place: z.string().nullable(), zone: z.string(), state: SessionState, deadline: Instant.nullable(), startsAt: Instant, endsAt: Instant,
  /** Of its first and its last slot, in the session's zone. */
  firstDate: WallDate, lastDate: WallDate,
  offices: z.number().int(), published: z.number().int().min(0), role: MeetingSession.shape.role, founder: MeetingSession.shape.founder,
}).meta({ id: 'MeetingSessionSummary' });
export type MeetingSessionSummary = z.infer<typeof MeetingSessionSummary>;

const row = { version: z.number().int().min(0) };
/** An authority that attends, in one meeting at a time. `requests`: its own limit in place of the session's. */
export const Office = z.object({ ...row, authority: AuthorityId, requests: z.number().int().min(0).max(500).nullable(), away, remote: Remote.nullable() }).strict().meta({ id: 'MeetingOffice' });
export type Office = z.infer<typeof Office>;
/** As the caller may see it: availability is for the secretariat and the office itself, null to others; but `remote` is for both sides of talks that an office began, where it limits nothing: times are looked for by it. */
export const OfficeView = z.object({ version, authority: AuthorityId, requests: Office.shape.requests, away: away.nullable(), remote: Remote.nullable() }).meta({ id: 'MeetingOfficeView' });
export type OfficeView = z.infer<typeof OfficeView>;
/** By the office itself, also once the session runs: who is late says until when (`late`). */
export const Availability = z.object({ version, away, remote: Remote.nullable() }).strict().meta({ id: 'MeetingAvailability' });
export type Availability = z.infer<typeof Availability>;
/** One room or table: two at once in it are refused. `seats`: people. */
export const MeetingRoom = z.object({ ...row, id: MeetingRoomId, name: line(80), class: Slug, seats: z.number().int().min(1).max(2_000), security: RoomSecurity, equipment: slugs, away }).strict().meta({ id: 'MeetingRoom' });
export type MeetingRoom = z.infer<typeof MeetingRoom>;
/** One person who interprets between two languages, in one meeting at a time. */
export const Interpreter = z.object({ ...row, id: InterpreterId, name: line(120), pair: LanguagePair, away }).strict().meta({ id: 'Interpreter' });
export type Interpreter = z.infer<typeof Interpreter>;
/** Somebody of an office who comes. `practitioner`: their account, if they have one. */
export const Delegate = z.object({ ...row, id: DelegateId, authority: AuthorityId, name: line(120), practitioner: PractitionerId.nullable(), away, remote: Remote.nullable() }).strict().meta({ id: 'Delegate' });
export type Delegate = z.infer<typeof Delegate>;

const rowsOf = <T extends z.ZodType, K extends string>(each: T, id: K) => z.object({ rows: z.array(each).min(1).max(meetingLimits.rows) }).strict().meta({ id });
/** Adds rows and changes those that are there, all of them or none; answers these rows as they are now. Delegates: an office writes its own, the secretariat all; the others are the secretariat's. */
export const OfficeRows = rowsOf(Office, 'OfficeRows');
export const RoomRows = rowsOf(MeetingRoom, 'RoomRows');
export const InterpreterRows = rowsOf(Interpreter, 'InterpreterRows');
export const DelegateRows = rowsOf(Delegate, 'DelegateRows');
