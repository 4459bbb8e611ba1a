/**
 * What the service is told of requests, if the network wants figures, and the figures themselves: parties, kind, stage, dates, urgency, a category of
 * offence, how far the recovery of each asset has come and what it is worth by order of magnitude, and nothing else. Trust: whoever tells is of one of the parties, and inside the space; whether it is so, nobody who has not read the request can say.
 */
import { z } from 'zod';
import { amountBands, offenceCategories } from './figures-words.js';
import { MeetingSessionId, SessionKind } from './meetings.js';
import { AuthorityId, Instant, NetworkId, PractitionerId, Signature, SpaceId } from './primitives.js';

export const MatterKind = z.enum(['mla', 'extradition', 'asset']);
export type MatterKind = z.infer<typeof MatterKind>;
/** Where a measure, a person sought or an asset stands, coarsely: the states of the life cycles in eight words. */
export const MatterStage = z.enum(['transmitted', 'acknowledged', 'in-execution', 'done', 'refused', 'impossible', 'withdrawn', 'closed']);
export type MatterStage = z.infer<typeof MatterStage>;
/** How it ended. `closed`: without any of the others. */
export const MatterOutcome = MatterStage.extract(['done', 'refused', 'impossible', 'withdrawn', 'closed']);
export type MatterOutcome = z.infer<typeof MatterOutcome>;
export const OffenceCategory = z.enum(offenceCategories);
export type OffenceCategory = z.infer<typeof OffenceCategory>;

/** How far the recovery of an asset has come. `ended`: without a return. */
export const AssetStage = z.enum(['sought', 'frozen', 'in-confiscation', 'confiscated', 'returned', 'ended']);
export type AssetStage = z.infer<typeof AssetStage>;
export const AmountBand = z.enum(amountBands);
export type AmountBand = z.infer<typeof AmountBand>;

/**
 * What an officer signed: since when clients tell (null: they do not), whether they are asked for a category of offence, and whether every member sees the
 * figures. `assets`: since when the stage of each asset is told, and its amount asked for; left out: they are not.
 * Whoever changes the rest keeps `since` and `assets`.
 */
export const FiguresSettingBody = z.object({ v: z.literal(1), network: NetworkId, since: Instant.nullable(), offences: z.boolean(), assets: Instant.optional(), open: z.boolean(), issuer: PractitionerId, issuedAt: Instant }).strict();
export type FiguresSettingBody = z.infer<typeof FiguresSettingBody>;
export const FiguresSetting = z.object({ body: FiguresSettingBody, signature: Signature }).strict().meta({ id: 'FiguresSetting' });
export type FiguresSetting = z.infer<typeof FiguresSetting>;

/** Null: nothing was ever set. */
export const HeldFiguresSetting = z.object({ setting: FiguresSetting.nullable() }).meta({ id: 'HeldFiguresSetting' });

/** Things that one request tracks at most, as the service takes them. */
const items = 100;
const item = z.string().regex(/^[0-9a-f-]{36}$/, 'must be a lower-case UUID');

/** A step that stands, by its place in the space's log: the stage that each item it moved has come to; `asset`: of an asset, where that is asked for. */
export const MatterReport = z.object({
  seq: z.number().int().positive(), kind: MatterKind, requesting: AuthorityId, requested: AuthorityId, urgent: z.boolean(),
  items: z.array(z.object({ id: item, stage: MatterStage, asset: AssetStage.optional() }).strict()).min(1).max(items).refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'must name each once'),
}).strict().meta({ id: 'MatterReport' });
export type MatterReport = z.infer<typeof MatterReport>;
export const MatterOffence = z.object({ offence: OffenceCategory }).strict().meta({ id: 'MatterOffence' });
export const MatterAmount = z.object({ id: item, amount: AmountBand }).strict().meta({ id: 'MatterAmount' });
export type MatterAmount = z.infer<typeof MatterAmount>;
/** What its requesting authority said of a request. `assets`: those of which the stage was told; null: nobody said. */
export const MatterStatistics = z.object({ offence: OffenceCategory.nullable(), assets: z.array(z.object({ id: item, amount: AmountBand.nullable() })) }).meta({ id: 'MatterStatistics' });
export type MatterStatistics = z.infer<typeof MatterStatistics>;

/** A request as the service was told of it. */
export const ToldMatter = z.object({
  space: SpaceId, kind: MatterKind, requesting: AuthorityId, requested: AuthorityId, urgent: z.boolean(), facilitated: z.boolean(), offence: OffenceCategory.nullable(),
  stage: MatterStage, transmittedAt: Instant, acknowledgedAt: Instant.nullable(), endedAt: Instant.nullable(), lastAt: Instant,
}).meta({ id: 'ToldMatter' });
export type ToldMatter = z.infer<typeof ToldMatter>;
const year = z.coerce.number().int().min(2_000).max(2_999);
/** Newest first; `before` and `space` are those of the last one of the page before. */
export const MatterQuery = z.object({
  kind: MatterKind.optional(), stage: MatterStage.optional(), year: year.optional(), counterpart: AuthorityId.optional(), side: z.enum(['requesting', 'requested']).optional(), only: SpaceId.optional(),
  before: Instant.optional(), space: SpaceId.optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
}).strict().refine(({ before, space }) => (before === undefined) === (space === undefined), 'must name both ends of a page or none');
export type MatterQuery = z.infer<typeof MatterQuery>;

export const FiguresQuery = z.object({ year: year.optional() }).strict();
export const Region = z.enum(['africa', 'americas', 'asia', 'europe', 'oceania', 'none']);
export type Region = z.infer<typeof Region>;
/**
 * Where a request for a meeting ended up: `asked` also where other terms were proposed last; `unplaced`, agreed and not in the timetable; `ahead`, in it, and not begun; the others as its
 * parties say, `untold` where none did.
 */
export const SessionFate = z.enum(['asked', 'declined', 'withdrawn', 'unplaced', 'ahead', 'untold', 'held', 'cut-short', 'not-held', 'no-show', 'contested']);
export type SessionFate = z.infer<typeof SessionFate>;

/** Null: not told, since somebody could be recognised by it. */
const count = z.number().int().nonnegative().nullable();
const days = z.object({ median: count, p90: count });
/** Of a forum; null of other kinds. `listed`: its cases; `discussed`: those of a meeting that was held, where how many were held is told. */
const cases = z.object({ listed: z.number().int(), discussed: count }).nullable();
const network = z.object({ authorities: z.number().int(), states: z.number().int(), appointed: z.number().int(), invited: z.number().int(), uncovered: z.number().int() });
const sessions = z.array(z.object({ kind: SessionKind, count }));
/** `cases`: of forums, in which something was held. */
const sessionSums = z.object({ sessions, cases: count });
export const Figures = z.object({
  /** Years since the network was founded and others of which anything was told, oldest first, and the one that these are of. */
  years: z.array(z.number().int()), year: z.number().int(),
  /** Counts below it are not told. */
  threshold: z.number().int(),
  /** As the chain of statements had it when the year was over, and of the present one as it has it now. `appointed`: focal points; `invited`: how many were to be, until then; `uncovered`: authorities without one. */
  network,
  /** Requests that were transmitted in that year. Each table sums to it. */
  total: count,
  tables: z.array(z.object({ of: z.enum(['kind', 'outcome', 'asked', 'asking', 'facilitated', 'offence']), cells: z.array(z.object({ key: z.string(), count })) })),
  /** Of the latest of `years`, ten at most and the newest first: how many requests, and of which kind, kept back as in the figures of each; sessions of the secretariat that were over; and the network. */
  overYears: z.array(sessionSums.extend({ year: z.number().int(), total: count, kinds: z.array(z.object({ key: z.string(), count })), network })),
  /** Of all years together, where that gives away none that keeps its own back. */
  allYears: sessionSums,
  /** Assets of requests for their recovery, by how far that has come, and each of these by what they are worth; `untold`: nobody said. */
  assets: z.object({ total: count, stages: z.array(z.object({ stage: AssetStage, count, amounts: z.array(z.object({ key: z.string(), count })) })) }),
  /** Whole days from transmission, nearest rank. */
  durations: z.array(z.object({ kind: MatterKind, acknowledge: days, execute: days })),
  /** Sessions of the secretariat that were over by now, by kind; `talks`: those that offices began, and of which something was published; and the plenaries and forums among them that the caller may know of, with how many of their meetings were held. */
  meetings: z.object({
    sessions, talks: count,
    held: z.array(z.object({ session: MeetingSessionId, kind: SessionKind, title: z.string(), startsAt: Instant, met: count, cases })),
  }),
}).meta({ id: 'Figures' });
export type Figures = z.infer<typeof Figures>;
const cell = z.object({ key: z.string(), count });
const cells = z.array(cell);
/**
 * Of one session. `requests` (by `SessionFate`) and `pairs` (regions of two parties, such as `africa-asia`, or `several`) both sum to `total`, all requests. `accepted`, `placed`, `met`: sums of
 * `requests`, where they follow from it; of each pair `accepted` and `met` as well, where that gives nobody away. `idle`: the median of what offices that meet somebody wait between two meetings of a day, in slots.
 */
export const SessionFigures = z.object({
  session: MeetingSessionId, kind: SessionKind, threshold: z.number().int(), total: count, requests: cells, accepted: count, placed: count, met: count, pairs: z.array(cell.extend({ accepted: count, met: count })), idle: count, cases,
}).meta({ id: 'SessionFigures' });
export type SessionFigures = z.infer<typeof SessionFigures>;

/** Apart from the other routes: most people never call them, and load them when they do. */
export const figureRoutes = {
  figuresSetting: 'GET /api/figures/setting',
  setFigures: 'PUT /api/figures/setting',
  figures: 'GET /api/figures', // ?year
  sessionFigures: 'GET /api/figures/sessions/:id',
  matters: 'GET /api/matters', // ?kind&stage&year&counterpart&side&before&space&limit
  tellMatter: 'POST /api/matters/:id/steps',
  matterStatistics: 'GET /api/matters/:id/statistics',
  tellOffence: 'PUT /api/matters/:id/offence',
  tellAmount: 'PUT /api/matters/:id/amount',
} as const;
export const figureAnswers = {
  figuresSetting: HeldFiguresSetting,
  setFigures: FiguresSetting,
  figures: Figures,
  sessionFigures: SessionFigures,
  matters: z.array(ToldMatter),
  tellMatter: null,
  matterStatistics: MatterStatistics,
  tellOffence: null,
  tellAmount: null,
} as const satisfies Record<keyof typeof figureRoutes, z.ZodType | null>;
