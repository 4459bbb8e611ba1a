/** What the figures count of sessions: what became of each request, and how long offices waited. For whoever asks, no more than they may know of; counting and keeping back is for the reports. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { outcomeOf } from '@comity/casework';
import type { AuthorityId, MeetingRequestId, MeetingSessionId, OutcomeWordBody, RequestState, SessionFate, SessionKind, WallAt } from '@comity/contracts';
import { idleAt } from '@comity/timetable';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { MeetingAccess, sessionColumns, visibleTo, type SessionRow, type Stored } from './access.js';
import { stood } from './outcomes.js';
import { rowsOf } from './roster.js';
import { slotsOf } from './sessions.js';

/** `lies`: where it is in the timetable that offices have. */
export interface Fate { session: MeetingSessionId; parties: AuthorityId[]; case: string | null; fate: SessionFate; lies: { at: WallAt; slots: number } | null }
interface Row { id: MeetingRequestId; session: MeetingSessionId; parties: AuthorityId[]; case: string | null; slots: number; state: RequestState; date: string | null; time: string | null; startsAt: Stored | null; dropped: boolean }
interface Said extends Pick<OutcomeWordBody, 'authority' | 'absent' | 'outcome'>, WallAt { request: MeetingRequestId }
const wallAt = ({ date, time }: Pick<Row, 'date' | 'time'>): WallAt | null => (date === null || time === null ? null : { date, time });
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
    const now = this.clock.now(), ids = `{${sessions.map(({ id }) => id).join(',')}}`;
    // Of a word, what it amounts to: thousands of them whole are no matter of figures.
    const [rows, said] = await Promise.all([
      run<Row>(this.pool, `select r.id, r.session, to_jsonb(r.parties) as parties, r.terms ->> 'case' as "case", (r.terms ->> 'slots')::integer as slots, r.state, p.date, p.time, p.starts_at as "startsAt", p.dropped_at is not null as dropped
        from meeting_request r left join ${stood} p on true where r.session = any (?::uuid[])`, [ids]),
      run<Said>(this.pool, `select o.request, o.authority, o.body -> 'absent' as absent, o.body ->> 'outcome' as outcome, o.body #>> '{at,date}' as date, o.body #>> '{at,time}' as time
        from meeting_outcome o join meeting_request r on r.id = o.request where r.session = any (?::uuid[]) order by o.number`, [ids]),
    ]);
    const words = Map.groupBy(said, ({ request }) => request);
    return rows.map(({ id, session, parties, case: one, slots, state, startsAt, dropped, ...place }) => {
      const at = wallAt(place);
      return {
        session, parties, case: one, lies: state !== 'accepted' || at === null || dropped ? null : { at, slots },
        fate: at === null || startsAt === null ? beforeMeeting[state] : new Date(startsAt) > now ? 'ahead' : outcomeOf(parties, (words.get(id) ?? []).map(({ authority, absent, outcome, date, time }) => ({ authority, absent, outcome, at: { date, time } })), at).state,
      };
    });
  }

  /** Of each office that meets somebody: its empty slots between two meetings of a day, without those it asked for. */
  async idle(session: SessionRow, fates: readonly Fate[]): Promise<number[]> {
    return idleAt({ slots: slotsOf(session), offices: await rowsOf(this.pool, 'office', session.id) }, fates.flatMap(({ parties, lies }) => (lies === null ? [] : [{ parties, ...lies }])));
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
