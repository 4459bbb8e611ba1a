/**
 * The timetable of a session: one draft that the secretaries edit, plans that propose another, and what is published.
 * A draft may hold clashes (they are shown); what is published passes `check` and holds no resource twice, which the database makes sure of once more.
 */
import { z } from 'zod';
import { AuthorityId, base64url, Instant, PractitionerId, uuid } from './primitives.js';
import { meetingLimits } from './meeting-limits.js';
import { DelegateId, InterpreterId, LanguagePair, MeetingRequestId, MeetingRoomId, MeetingSessionId, PlanId, WallAt, WallDate, WallEnd } from './meetings.js';

/** Where a meeting lies. `room` and `interpreter` null: none yet, or none needed. */
export const Place = z.object({ at: WallAt, room: MeetingRoomId.nullable(), interpreter: InterpreterId.nullable() }).strict();
export type Place = z.infer<typeof Place>;
/** Why a meeting is pinned outside of the times that its offices agreed to, or sooner than the session's notice: they were asked, and said yes. */
export const Waiver = z.enum(['agreed-orally', 'agreed-in-writing', 'urgent', 'other']);
export type Waiver = z.infer<typeof Waiver>;
/** `place` null: not placed. `pinned`: plans leave it where it is. `version`: of this meeting in the draft, raised by each edit of it; 0: it was never touched. `waiver`: left out, or of what is not pinned, there is none. */
export const Placement = z.object({ request: MeetingRequestId, version: z.number().int().min(0), place: Place.nullable(), pinned: z.boolean(), waiver: Waiver.nullable().optional() }).strict().meta({ id: 'Placement' });
export type Placement = z.infer<typeof Placement>;
/** A placement as the draft has it. `by`: who edited it last, or approved the plan that did; null: its request ended. */
export const DraftPlacement = Placement.extend({ by: PractitionerId.nullable() }).meta({ id: 'DraftPlacement' });
export type DraftPlacement = z.infer<typeof DraftPlacement>;
/** `version`: of the whole draft, raised by every edit. Asked with `since`, it holds the placements that changed after that version. */
export const TimetableDraft = z.object({ version: z.number().int().min(0), placements: z.array(DraftPlacement), locked: z.array(WallDate), lockVersion: z.number().int().min(0) }).meta({ id: 'TimetableDraft' });
export type TimetableDraft = z.infer<typeof TimetableDraft>;
export const DraftQuery = z.object({ since: z.coerce.number().int().min(0).default(0) }).strict();
/**
 * Edits by a secretary, all or none; each names the version of the placement it saw, so that two secretaries overwrite nothing of each other's. Answers the draft since the
 * version before. Problem `stale-version` when one changed meanwhile; `not-acceptable` for a day that is locked (its meetings neither leave nor come) or a request that is not agreed.
 */
export const DraftEdits = z.object({ edits: z.array(Placement).min(1).max(meetingLimits.rows).refine((all) => new Set(all.map(({ request }) => request)).size === all.length, 'must name each once') }).strict().meta({ id: 'DraftEdits' });
export type DraftEdits = z.infer<typeof DraftEdits>;
export const DayLocks = z.object({ lockVersion: z.number().int().min(0), locked: z.array(WallDate).max(meetingLimits.days) }).strict().meta({ id: 'DayLocks' });

/** A rule that the draft breaks, or of which it warns, as `check` of `@comity/timetable` names it, and the meetings it concerns. `resource`: which office, delegate, room or interpreter, by its id. */
export const Clash = z.object({ rule: z.string().max(60), requests: z.array(MeetingRequestId), resource: z.string().nullable(), at: WallAt.nullable() });
export type Clash = z.infer<typeof Clash>;
/** `clashes` bar publishing, `warnings` do not (`forceOf` of `@comity/timetable`). */
export const DraftCheck = z.object({ version: z.number().int().min(0), clashes: z.array(Clash), warnings: z.array(Clash), unplaced: z.array(MeetingRequestId) }).meta({ id: 'DraftCheck' });
export type DraftCheck = z.infer<typeof DraftCheck>;

/**
 * Slots of this session in which somebody is in a published meeting of another one. `of`: at sessions of the secretariat's, the delegate, and `held` the meeting in which they are;
 * where it is talks of offices, the agreed request that needs them, with no word of who it is, where or with whom (`held` null).
 */
export const Elsewhere = z.object({ of: uuid, at: z.array(WallAt), held: z.object({ session: MeetingSessionId, request: MeetingRequestId }).nullable() });
export type Elsewhere = z.infer<typeof Elsewhere>;

/** Another secretary who has the timetable open, and the meeting that they have in hand. */
export const Presence = z.object({ by: PractitionerId, holding: MeetingRequestId.nullable() });
export type Presence = z.infer<typeof Presence>;
/** Said again every twenty seconds; who says nothing for a minute is gone. */
export const PresenceWord = z.object({ here: z.boolean(), holding: MeetingRequestId.nullable() }).strict().meta({ id: 'PresenceWord' });
export type PresenceWord = z.infer<typeof PresenceWord>;

/** `plan`: anew, around what is pinned or locked. `replan`: as few changes as possible to the draft as it stands. `seconds`: for about how long; they stand for a number of rounds, so that the same draft, mode, seed and seconds give the same timetable, wherever it is made. */
export const PlanOrder = z.object({ id: PlanId, mode: z.enum(['plan', 'replan']), seed: z.number().int().min(0).max(4_294_967_295), seconds: z.number().min(0.1).max(meetingLimits.planSeconds) }).strict().meta({ id: 'PlanOrder' });
export type PlanOrder = z.infer<typeof PlanOrder>;
/** `cancelled`: given up, or put aside once it was done. `failed`: also when it was interrupted more often than it is tried again. `approved`: its proposal went into the draft. */
export const PlanState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled', 'approved']);
export type PlanState = z.infer<typeof PlanState>;
/** Best so far: meetings wanted and placed, the weight of what is placed, the most that any timetable can hold, and idle slots of all offices. */
export const PlanProgress = z.object({ wanted: z.number().int(), placed: z.number().int(), weight: z.number(), bound: z.number(), idle: z.number().int() });
export type PlanProgress = z.infer<typeof PlanProgress>;
/** A meeting that is elsewhere: `before` null: it was not placed; `after` null: it is not any more. */
export const PlaceChange = z.object({ request: MeetingRequestId, before: Place.nullable(), after: Place.nullable() });
export type PlaceChange = z.infer<typeof PlaceChange>;
/** `base`: the version of the draft that it began from. `difference`: to that draft; null until it is done. */
export const Plan = z.object({
  id: PlanId, mode: PlanOrder.shape.mode, seed: z.number().int(), seconds: z.number(), state: PlanState, base: z.number().int(), progress: PlanProgress.nullable(), difference: z.array(PlaceChange).nullable(), by: PractitionerId, orderedAt: Instant, endedAt: Instant.nullable(),
}).meta({ id: 'Plan' });
export type Plan = z.infer<typeof Plan>;
/** Approving a plan, and publishing: the version of the draft that the secretary looked at. Problem `stale-version` when it changed, or is not what the plan began from; `not-acceptable` with the broken rules in `errors`. */
export const AtDraft = z.object({ draft: z.number().int().min(0) }).strict().meta({ id: 'AtDraft' });

/** A party that said it will be late, and until when on that day, in the session's zone. */
export const LateParty = z.object({ authority: AuthorityId, to: WallEnd });
export type LateParty = z.infer<typeof LateParty>;
/** A meeting that takes place. `interpreter`: for the secretariat alone. `delegates`: of all parties, who have to be there. `late`: as it stands now; of the last version alone, and left out where nobody is. */
export const PublishedMeeting = z.object({
  request: MeetingRequestId, parties: z.array(AuthorityId), at: WallAt, startsAt: Instant, endsAt: Instant, room: z.object({ id: MeetingRoomId, name: z.string() }).nullable(), languages: LanguagePair.nullable(), interpreter: InterpreterId.nullable(), delegates: z.array(DelegateId),
  late: z.array(LateParty).optional(),
});
export type PublishedMeeting = z.infer<typeof PublishedMeeting>;
/** What the caller may see of a published timetable: the secretariat all of it, an office its own meetings; and what changed against the version before. `version` 0: nothing was published. */
export const Agenda = z.object({ version: z.number().int().min(0), publishedAt: Instant.nullable(), by: PractitionerId.nullable(), meetings: z.array(PublishedMeeting), changes: z.array(PlaceChange) }).meta({ id: 'Agenda' });
export type Agenda = z.infer<typeof Agenda>;
/** A version that was published. `changed`: how many meetings are elsewhere than in the version before, of those that the caller may see. */
export const Publication = z.object({ version: z.number().int().min(1), publishedAt: Instant, by: PractitionerId, changed: z.number().int().min(0) }).meta({ id: 'Publication' });
export type Publication = z.infer<typeof Publication>;
/** `version`: an earlier one; the last one without it. */
export const AgendaQuery = z.object({ version: z.coerce.number().int().min(1).optional() }).strict();

/** The person's calendar address: when it was made; null: there is none. */
export const FeedStatus = z.object({ madeAt: Instant.nullable() }).meta({ id: 'FeedStatus' });
export const CalendarToken = base64url({ exactly: 32 });
/** Shown once: the path, whose last part is a secret of 256 bits. A new one takes the place of the old one. */
export const FeedAddress = z.object({ path: z.string(), madeAt: Instant }).meta({ id: 'FeedAddress' });
