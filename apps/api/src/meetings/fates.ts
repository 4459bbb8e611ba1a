/**
 * What became of the requests of sessions: kept in memory for as long as nothing that it follows from changed. The database is asked that each time, by numbers that only
 * grow, so that no process answers with what another one made old; and of each of the parts in which the requests lie, so that one word makes some of them be read again.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { outcomeOf } from '@comity/casework';
import type { AuthorityId, MeetingRequestId, MeetingSessionId, OutcomeWordBody, RequestState, SessionFate, WallAt } from '@comity/contracts';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import type { SessionRow, Stored } from './access.js';
import { stood } from './outcomes.js';

/** `lies`: where it is in the timetable that offices have. */
export interface Fate { session: MeetingSessionId; parties: AuthorityId[]; case: string | null; fate: SessionFate; lies: { at: WallAt; slots: number } | null }
interface Row { id: MeetingRequestId; session: MeetingSessionId; part: Part; parties: AuthorityId[]; case: string | null; slots: number; state: RequestState; date: string | null; time: string | null; startsAt: Stored | null; dropped: boolean }
interface Said extends Pick<OutcomeWordBody, 'authority' | 'outcome'>, WallAt { request: MeetingRequestId; absent: OutcomeWordBody['absent'] | null }
/** A session, and how the ids of requests begin there. */
type Part = string;
const partOf = "r.session::text || left(r.id::text, 2)";
/** `until`: when the next meeting begins, which changes its fate though nobody did anything. */
interface Kept { mark: string; until: Date | null; fates: readonly Fate[] }
const wallAt = ({ date, time }: Pick<Row, 'date' | 'time'>): WallAt | null => (date === null || time === null ? null : { date, time });
const beforeMeeting = { asked: 'asked', countered: 'asked', accepted: 'unplaced', declined: 'declined', withdrawn: 'withdrawn' } as const satisfies Record<RequestState, SessionFate>;
/** Requests, of all sessions together: some 20 MB. */
const mostKept = 50_000;

@Injectable()
export class MeetingFates {
  private readonly kept = new Map<Part, Kept>();
  private count = 0;

  constructor(@Inject(POOL) private readonly pool: Pool, private readonly clock: Clock) {}

  /** Of several sessions at once. */
  async of(sessions: readonly Pick<SessionRow, 'id'>[]): Promise<Fate[]> {
    const now = this.clock.now(), ids = `{${sessions.map(({ id }) => id).join(',')}}`, marks = await this.marks(ids);
    const known = new Map([...marks].flatMap(([part, mark]) => { const held = this.kept.get(part); return held?.mark === mark && (held.until === null || held.until > now) ? [[part, held]] : []; }));
    const stale = [...marks].filter(([part]) => !known.has(part));
    // What is read after its mark has all that the mark has: should it have more, the next mark differs.
    const read = Map.groupBy(stale.length === 0 ? [] : await this.read(ids, stale.map(([part]) => part), now), ({ part }) => part);
    for (const [part, mark] of stale) known.set(part, { mark, ...keptOf(read.get(part) ?? [], now) });
    this.keep(known);
    return [...known.values()].flatMap(({ fates }) => fates);
  }

  /** Acts, words and publications are added, and never taken away. */
  private async marks(ids: string): Promise<Map<Part, string>> {
    const rows = await run<{ part: Part; mark: string }>(this.pool, `select ${partOf} as part, concat_ws(' ', s.published, sum(r.version), sum((select count(*) from meeting_outcome o where o.request = r.id))) as mark
      from meeting_session s join meeting_request r on r.session = s.id where s.id = any (?::uuid[]) group by part, s.published`, [ids]);
    return new Map(rows.map(({ part, mark }) => [part, mark]));
  }

  /** Whoever was asked for last goes last. */
  private keep(all: ReadonlyMap<Part, Kept>): void {
    for (const [part, held] of all) {
      this.forget(part);
      this.kept.set(part, held);
      this.count += held.fates.length;
    }
    for (const part of this.kept.keys()) if (this.count > mostKept) this.forget(part); else return;
  }

  private forget(part: Part): void {
    this.count -= this.kept.get(part)?.fates.length ?? 0;
    this.kept.delete(part);
  }

  private async read(ids: string, parts: readonly Part[], now: Date): Promise<{ part: Part; fate: Fate; startsAt: Date | null }[]> {
    const of = `r.session = any (?::uuid[]) and ${partOf} = any (?::text[])`, values = [ids, parts];
    // Of a word, what it amounts to: thousands of them whole are no matter of figures.
    const [rows, said] = await Promise.all([
      run<Row>(this.pool, `select r.id, r.session, ${partOf} as part, to_jsonb(r.parties) as parties, r.terms ->> 'case' as "case", (r.terms ->> 'slots')::integer as slots, r.state, p.date, p.time, p.starts_at as "startsAt", p.dropped_at is not null as dropped
        from meeting_request r left join ${stood} p on true where ${of}`, values),
      run<Said>(this.pool, `select o.request, o.authority, nullif(o.body -> 'absent', '[]') as absent, o.body ->> 'outcome' as outcome, o.body #>> '{at,date}' as date, o.body #>> '{at,time}' as time
        from meeting_outcome o join meeting_request r on r.id = o.request where ${of} order by o.number`, values),
    ]);
    const words = Map.groupBy(said, ({ request }) => request);
    return rows.map(({ id, session, part, parties, case: one, slots, state, startsAt: starts, dropped, ...place }) => {
      const at = wallAt(place), startsAt = starts === null ? null : new Date(starts);
      const fate = at === null || startsAt === null ? beforeMeeting[state] : startsAt > now ? 'ahead' : outcomeOf(parties, (words.get(id) ?? []).map(({ authority, absent, outcome, date, time }) => ({ authority, absent: absent ?? [], outcome, at: { date, time } })), at).state;
      return { part, startsAt, fate: { session, parties, case: one, fate, lies: state !== 'accepted' || at === null || dropped ? null : { at, slots } } };
    });
  }
}

function keptOf(read: readonly { fate: Fate; startsAt: Date | null }[], now: Date): Omit<Kept, 'mark'> {
  const ahead = read.flatMap(({ startsAt }) => (startsAt !== null && startsAt > now ? [startsAt.getTime()] : []));
  return { fates: read.map(({ fate }) => fate), until: ahead.length === 0 ? null : new Date(ahead.reduce((first, each) => Math.min(first, each))) };
}
