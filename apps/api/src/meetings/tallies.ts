/** What the figures count of sessions: what became of each request, and how long offices waited. For whoever asks, no more than they may know of; counting and keeping back is for the reports. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { MeetingSessionId, SessionKind } from '@comity/contracts';
import { idleAt } from '@comity/timetable';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { MeetingAccess, sessionColumns, visibleTo, type SessionRow } from './access.js';
import { MeetingFates, type Fate } from './fates.js';
import { rowsOf } from './roster.js';
import { slotsOf } from './sessions.js';

/** Those that were held: over, and no longer prepared. Parameters: the network, now. */
const over = "s.network = ? and s.state <> 'preparing' and s.ends_at <= ?";
/** Those of the secretariat among them. */
const official = `${over} and s.founder is null`;
const yearOf = "extract(year from s.ends_at at time zone 'UTC')::integer";

@Injectable()
export class MeetingTallies {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly known: MeetingFates, private readonly clock: Clock) {}

  /** Refuses with `not-found`. */
  async session(by: SessionContext, id: MeetingSessionId): Promise<SessionRow> {
    return (await this.access.enter(by, id)).session;
  }

  /** Of several sessions at once. */
  fates(sessions: readonly Pick<SessionRow, 'id'>[]): Promise<Fate[]> { return this.known.of(sessions); }

  /** Of each office that meets somebody: its empty slots between two meetings of a day, without those it asked for. */
  async idle(session: SessionRow, fates: readonly Fate[]): Promise<number[]> {
    return idleAt({ slots: slotsOf(session), offices: await rowsOf(this.pool, 'office', session.id) }, fates.flatMap(({ parties, lies }) => (lies === null ? [] : [{ parties, ...lies }])));
  }

  /** Those of the secretariat, by year and kind, oldest first. */
  async kinds({ network }: SessionContext): Promise<{ year: number; kind: SessionKind; count: number }[]> {
    return run(this.pool, `select ${yearOf} as year, s.kind, count(*)::integer as count from meeting_session s where ${official} group by 1, s.kind order by 1`, [network, this.clock.now()]);
  }

  /** All of them, whoever may know of each. */
  async forums({ network }: SessionContext): Promise<(Pick<SessionRow, 'id' | 'kind' | 'cases'> & { year: number })[]> {
    return run(this.pool, `select s.id, s.kind, s.cases, ${yearOf} as year from meeting_session s where ${official} and s.kind = 'forum'`, [network, this.clock.now()]);
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
