/** What the figures count of sessions: what became of each request, and how long offices waited. For whoever asks, no more than they may know of; counting and keeping back is for the reports. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { outcomeOf } from '@comity/casework';
import type { AuthorityId, MeetingSessionId, OutcomeWordBody, Placement, RequestState, SessionFate, SessionKind } from '@comity/contracts';
import { idleByOffice, instanceOf, timetableOf } from '@comity/timetable';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { MeetingAccess, sessionColumns, visibleTo, type SessionRow, type Stored } from './access.js';
import { stood } from './outcomes.js';
import { dataOf } from './session-data.js';

export interface Fate { session: MeetingSessionId; parties: AuthorityId[]; case: string | null; fate: SessionFate }
interface Row { session: MeetingSessionId; parties: AuthorityId[]; case: string | null; state: RequestState; date: string | null; time: string | null; startsAt: Stored | null; words: Pick<OutcomeWordBody, 'authority' | 'absent' | 'outcome' | 'at'>[] | null }
const beforeMeeting = { asked: 'asked', countered: 'asked', accepted: 'unplaced', declined: 'declined', withdrawn: 'withdrawn' } as const satisfies Record<RequestState, SessionFate>;
/** Those that were held: over, and no longer prepared. Parameters: the network, now. */
const over = "s.network = ? and s.state <> 'preparing' and s.ends_at <= ?";
/** Those of the secretariat among them. */
const official = `${over} and s.founder is null`;
const yearOf = "extract(year from s.ends_at at time zone 'UTC')::integer";

@Injectable()
export class MeetingTallies {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly clock: Clock) {}

  /** Refuses with `not-found`. */
  async session(by: SessionContext, id: MeetingSessionId): Promise<SessionRow> {
    return (await this.access.enter(by, id)).session;
  }

  /** Of several sessions at once. */
  async fates(sessions: readonly Pick<SessionRow, 'id'>[]): Promise<Fate[]> {
    const now = this.clock.now();
    // Of each party its last word about where the meeting lay, and of that what it amounts to: thousands of whole words are no matter of figures.
    const rows = await run<Row>(this.pool, `with lay as materialized (
        select r.id, r.session, to_jsonb(r.parties) as parties, r.terms ->> 'case' as "case", r.state, p.date, p.time, p.starts_at as "startsAt" from meeting_request r left join ${stood} p on true where r.session = any (?::uuid[])),
      last as (select distinct on (o.request, o.authority) o.request, o.authority, o.body from meeting_outcome o join lay on lay.id = o.request
        where o.body #>> '{at,date}' = lay.date and o.body #>> '{at,time}' = lay.time order by o.request, o.authority, o.number desc),
      said as (select request, jsonb_agg(jsonb_build_object('authority', authority, 'absent', body -> 'absent', 'outcome', body -> 'outcome', 'at', body -> 'at') order by authority) as words from last group by request)
      select lay.*, said.words from lay left join said on said.request = lay.id`, [`{${sessions.map(({ id }) => id).join(',')}}`]);
    return rows.map(({ session, parties, case: one, state, date, time, startsAt, words }) => ({
      session, parties, case: one,
      fate: date === null || time === null || startsAt === null ? beforeMeeting[state] : new Date(startsAt) > now ? 'ahead' : outcomeOf(parties, words ?? [], { date, time }).state,
    }));
  }

  /** Of each office that meets somebody: its empty slots between two meetings of a day, without those it asked for. */
  async idle(session: SessionRow): Promise<number[]> {
    if (session.published === 0) return [];
    const data = await dataOf(this.pool, session), agreed = new Map(data.requests.map(({ id, terms }) => [id, terms.parties]));
    const published = await run<{ request: Placement['request']; date: string; time: string }>(this.pool, 'select request, date, time from meeting_published where session = ? and version = ?', [session.id, session.published]);
    const placements = published.filter(({ request }) => agreed.has(request)).map(({ request, date, time }): Placement => ({ request, version: 1, place: { at: { date, time }, room: null, interpreter: null }, pinned: false }));
    const placed = { ...data, placements }, meeting = new Set<string>(placements.flatMap(({ request }) => agreed.get(request)!));
    return [...idleByOffice(instanceOf(placed), timetableOf(placed))].filter(([office]) => meeting.has(office)).map(([, slots]) => slots);
  }

  async years({ network }: SessionContext): Promise<number[]> {
    return (await run<{ year: number }>(this.pool, `select distinct ${yearOf} as year from meeting_session s where ${official}`, [network, this.clock.now()])).map(({ year }) => year);
  }

  async kinds({ network }: SessionContext, year: number): Promise<{ kind: SessionKind; count: number }[]> {
    return run(this.pool, `select s.kind, count(*)::integer as count from meeting_session s where ${official} and ${yearOf} = ? group by s.kind`, [network, this.clock.now(), year]);
  }

  /** Talks that offices began, and of which something came. */
  async talks({ network }: SessionContext, year: number): Promise<number> {
    const [{ count } = { count: 0 }] = await run<{ count: number }>(this.pool, `select count(*)::integer as count from meeting_session s where ${over} and ${yearOf} = ? and s.founder is not null and exists (select 1 from meeting_published p where p.session = s.id and p.version = s.published)`, [network, this.clock.now(), year]);
    return count;
  }

  /** Plenaries and forums of a year that the caller may know of, what began first, first. */
  async held(by: SessionContext, year: number): Promise<SessionRow[]> {
    const visible = visibleTo(by, this.access.isSecretary(by));
    return run<SessionRow>(this.pool, `select ${sessionColumns} from meeting_session s where ${over} and ${yearOf} = ? and s.kind in ('plenary', 'forum') and ${visible.sql} order by s.starts_at, s.id`, [by.network, this.clock.now(), year, ...visible.values]);
  }
}
