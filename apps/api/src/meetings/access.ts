/**
 * Who may do what at a session: the one place that says it. The secretariat's people are its secretaries; others are somebody of an office that attends, once
 * the session is open. Talks that an office began are for the two offices alone. Whoever is neither gets `not-found`, the same as for a session that does not exist.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { AuthorityId, Instant, MeetingSession, MeetingSessionId, SessionFacts, SessionState } from '@comity/contracts';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { Denials } from '../realtime/denials.js';

/** A moment as the database answers it: text in a transaction of MikroORM’s, a date from the pool. */
export type Stored = Date | string;
export interface SessionRow {
  id: MeetingSessionId; version: number; kind: SessionFacts['kind']; title: string; place: string | null; zone: string; state: SessionState; deadline: Stored | null; requestsPerOffice: number | null; slotMinutes: number;
  days: SessionFacts['days']; cases: SessionFacts['cases']; startsAt: Stored; endsAt: Stored; draftVersion: number; lockVersion: number; locked: string[]; published: number; publishedAt: Stored | null; notice: number; offices: number; founder: AuthorityId | null;
}
export const sessionColumns = `s.id, s.version, s.kind, s.title, s.place, s.zone, s.state, s.deadline, s.requests_per_office as "requestsPerOffice", s.slot_minutes as "slotMinutes", s.days, s.cases, s.starts_at as "startsAt", s.ends_at as "endsAt",
  s.draft_version as "draftVersion", s.lock_version as "lockVersion", s.locked, s.published, s.published_at as "publishedAt", s.notice, s.founder, (select count(*)::integer from meeting_office o where o.session = s.id) as offices`;
/** What a person sees: `s` the session. Talks are seen by whoever began them, and by the other office once it is asked. */
export const visibleTo = ({ network, authority }: Pick<SessionContext, 'network' | 'authority'>, secretary: boolean): { sql: string; values: unknown[] } => ({ sql: seen, values: [network, secretary, authority, authority] });
const seen = `s.network = ? and ((?::boolean and s.founder is null) or (s.state <> 'preparing' and exists (select 1 from meeting_office o where o.session = s.id and o.authority = ?) and (s.founder is null or s.founder = ? or exists (select 1 from meeting_request r where r.session = s.id))))`;

export interface Seat { session: SessionRow; role: MeetingSession['role']; authority: AuthorityId }
/** `read`: as it is. `steady`: it stays so until the transaction ends. `change`: nobody else changes it, its draft or its rows meanwhile. */
type Hold = 'read' | 'steady' | 'change';
const locks = { read: '', steady: 'for share of s', change: 'for no key update of s' } as const satisfies Record<Hold, string>;

@Injectable()
export class MeetingAccess {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly chains: ChainService, private readonly denials: Denials, private readonly clock: Clock) {}

  isSecretary({ practitioner }: Pick<SessionContext, 'practitioner'>): boolean {
    const chain = this.chains.current();
    return chain.person(practitioner, this.clock.now())?.authority === chain.network.secretariat;
  }

  /** The caller's seat at a session; refuses with `not-found`. */
  async enter(by: SessionContext, id: MeetingSessionId, transaction: Transaction = this.pool, hold: Hold = 'read'): Promise<Seat> {
    const secretary = this.isSecretary(by), visible = visibleTo(by, secretary);
    const [session] = await run<SessionRow>(transaction, `select ${sessionColumns} from meeting_session s where s.id = ? and ${visible.sql} ${locks[hold]}`, [id, ...visible.values]);
    if (session === undefined) throw this.denied(by, id, hold, new Refusal('not-found'));
    return { session, role: roleAt(session, secretary), authority: by.authority };
  }

  async enterAsSecretary(by: SessionContext, id: MeetingSessionId, transaction: Transaction = this.pool, hold: Hold = 'read'): Promise<SessionRow> {
    const { session, role } = await this.enter(by, id, transaction, hold);
    if (role !== 'secretary') throw this.denied(by, id, hold, new Refusal('not-allowed', { detail: 'It is for the secretariat to do.' }));
    if (hold !== 'read') this.expectNotOver(session);
    return session;
  }

  /** Of what was to be changed, the unit of work keeps the denial. */
  private denied(by: SessionContext, id: MeetingSessionId, hold: Hold, refusal: Refusal): Refusal {
    if (hold === 'read') this.denials.record(by, 'meetings.read', id, refusal.problem.code);
    return refusal;
  }

  expectSecretary(by: SessionContext): void {
    if (!this.isSecretary(by)) throw new Refusal('not-allowed', { detail: 'It is for the secretariat to do.' });
  }

  /** A secretary, or somebody of that office. */
  expectOffice({ role, authority }: Seat, office: AuthorityId): void {
    if (role !== 'secretary' && authority !== office) throw new Refusal('not-allowed', { detail: 'It is for the office itself to say.' });
  }

  expectNotOver({ state }: SessionRow): void {
    if (state === 'closed') throw new Refusal('not-acceptable', { detail: 'The session is over.' });
  }
}

/** Talks that an office began have no secretaries. */
export const roleAt = ({ founder }: Pick<SessionRow, 'founder'>, secretary: boolean): Seat['role'] => (secretary && founder === null ? 'secretary' : 'delegate');
export const instant = (at: Stored): Instant => new Date(at).toISOString() as Instant;
export const instantOrNull = (at: Stored | null): Instant | null => (at === null ? null : instant(at));
