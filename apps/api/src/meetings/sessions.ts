/** Sessions: what the secretariat decides of them, with the instants of their slots. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { AuthorityId, MeetingSession, MeetingSessionId, MeetingSessionSummary, MeetingSlot, SessionFacts } from '@comity/contracts';
import { meetingLimits } from '@comity/contracts';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { isDuplicate } from '../database/outage.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { invalid, Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { instant, instantOrNull, MeetingAccess, roleAt, sessionColumns, visibleTo, type Seat, type SessionRow } from './access.js';
import { MailQueue } from './mail-queue.js';
import { MeetingNews } from './news.js';
import { instantOf, isZone } from './wall-time.js';

const minute = 60_000;
const factColumns = ['kind', 'title', 'place', 'zone', 'state', 'deadline', 'requests_per_office', 'slot_minutes', 'days', 'cases', 'notice', 'starts_at', 'ends_at'] as const;

@Injectable()
export class MeetingSessions {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly audited: Audited, private readonly news: MeetingNews, private readonly mails: MailQueue, private readonly clock: Clock) {}

  /** The latest, in order. */
  async list(by: SessionContext): Promise<MeetingSessionSummary[]> {
    const secretary = this.access.isSecretary(by), visible = visibleTo(by, secretary);
    const rows = await run<SessionRow>(this.pool, `select ${sessionColumns} from meeting_session s where ${visible.sql} order by s.starts_at desc, s.id desc limit ${meetingLimits.sessions}`, visible.values);
    return rows.toReversed().map(({ founder, id, version, kind, title, place, zone, state, deadline, startsAt, endsAt, days, offices, published }) => ({
      id, version, kind, title, place, zone, state, deadline: instantOrNull(deadline), startsAt: instant(startsAt), endsAt: instant(endsAt), firstDate: days[0]!.date, lastDate: days.at(-1)!.date, offices, published, role: roleAt({ founder }, secretary), founder,
    }));
  }

  async one(by: SessionContext, id: MeetingSessionId): Promise<MeetingSession> {
    return viewOf(await this.access.enter(by, id));
  }

  add(by: SessionContext, id: MeetingSessionId, facts: SessionFacts): Promise<MeetingSession> {
    return this.audited.perform({ action: 'meetings.add', actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      this.access.expectSecretary(by);
      const [{ count } = { count: 0 }] = await run<{ count: number }>(em, "select count(*)::integer as count from meeting_session where network = ? and state <> 'closed' and founder is null", [by.network]);
      if (count >= meetingLimits.sessions) throw new Refusal('not-acceptable', { detail: `A network has at most ${meetingLimits.sessions} sessions that are not closed.` });
      await insert(em, by, this.clock.now(), id, facts, null);
      afterCommit(() => { this.news.tell(id, 'session', null); });
      return viewOf(await this.access.enter(by, id, em));
    });
  }

  change(by: SessionContext, id: MeetingSessionId, version: number, facts: SessionFacts): Promise<MeetingSession> {
    return this.audited.perform({ action: 'meetings.change', actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      // One that is over can be opened again.
      const { session, role } = await this.access.enter(by, id, em, 'change');
      if (role !== 'secretary') throw new Refusal('not-allowed', { detail: 'It is for the secretariat to do.' });
      if (session.version !== version) throw new Refusal('stale-version', { version: session.version });
      await expectCases(em, id, facts.cases);
      await run(em, `update meeting_session set version = version + 1, ${factColumns.map((column) => `${column} = ?`).join(', ')} where id = ?`, [...valuesOf({ notice: session.notice, ...facts }), id]);
      // One that is opened again has no screen until the secretariat makes one.
      if (facts.state === 'closed') await run(em, 'delete from meeting_screen where session = ?', [id]);
      // Also what was not told while it was being prepared again.
      if (facts.place !== session.place || session.state === 'preparing') await this.mails.tellAll(em, { id, version: session.published });
      const concerned = facts.state === 'preparing' && session.state === 'preparing' ? [] : await officesOf(em, id);
      afterCommit(() => {
        this.news.tell(id, 'session', null, concerned);
        void this.mails.sweep();
      });
      return viewOf(await this.access.enter(by, id, em));
    });
  }
}

/** `founder`: of talks, the office that begins them. */
export async function insert(em: Transaction, { network, practitioner }: SessionContext, at: Date, id: MeetingSessionId, facts: SessionFacts, founder: AuthorityId | null): Promise<void> {
  try {
    await run(em, `insert into meeting_session (id, network, version, created_by, created_at, founder, ${factColumns.join(', ')}) values (?, ?, 1, ?, ?, ?, ${factColumns.map(() => '?').join(', ')})`, [id, network, practitioner, at, founder, ...valuesOf(facts)]);
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('already-exists') : error;
  }
}

export const officesOf = async (transaction: Transaction, session: MeetingSessionId): Promise<AuthorityId[]> =>
  (await run<{ authority: AuthorityId }>(transaction, 'select authority from meeting_office where session = ?', [session])).map(({ authority }) => authority);

/** A case that somebody wants to meet about stays on the list. */
async function expectCases(em: Transaction, session: MeetingSessionId, cases: SessionFacts['cases']): Promise<void> {
  const wanted = await run(em, "select 1 from meeting_request where session = ? and state in ('asked', 'countered', 'accepted') and terms ->> 'case' is not null and terms ->> 'case' <> all (?::text[]) limit 1", [session, `{${cases.map(({ id }) => id).join(',')}}`]);
  if (wanted.length > 0) throw new Refusal('not-acceptable', { detail: 'Requests that are open name a case that would be gone.', errors: [{ pointer: '/facts/cases', rule: 'must keep the cases that open requests name' }] });
}

function valuesOf(facts: SessionFacts): unknown[] {
  if (!isZone(facts.zone)) throw invalid('/facts/zone', 'must be a zone of the IANA time zone database');
  const slots = slotsOf(facts);
  // By the clock on the wall they do not; where it is put forward they may.
  const over = slots.findIndex(({ startsAt }, i) => i > 0 && startsAt < slots[i - 1]!.endsAt);
  if (over >= 0) {
    const day = facts.days.findIndex(({ date }) => date === slots[over]!.date);
    throw invalid(`/facts/days/${day}/starts/${facts.days[day]!.starts.indexOf(slots[over]!.time)}`, 'must not begin before the slot before it ends');
  }
  return [
    facts.kind, facts.title, facts.place, facts.zone, facts.state, facts.deadline === null ? null : new Date(facts.deadline), facts.requestsPerOffice, facts.slotMinutes, JSON.stringify(facts.days), JSON.stringify(facts.cases), facts.notice ?? meetingLimits.notice, new Date(slots[0]!.startsAt), new Date(slots.at(-1)!.endsAt),
  ];
}

/** Every slot with its instants, in order; refuses a wall time that is not one instant. */
export function slotsOf({ zone, days, slotMinutes }: Pick<SessionFacts, 'zone' | 'days' | 'slotMinutes'>): MeetingSlot[] {
  return days.flatMap(({ date, starts }, i) => starts.map((time, j): MeetingSlot => {
    const startsAt = instantOf(zone, { date, time });
    if (startsAt === 'none' || startsAt === 'twice') throw invalid(`/facts/days/${i}/starts/${j}`, startsAt === 'none' ? 'must exist on that day, on which clocks are put forward' : 'must exist once on that day, on which clocks are put back');
    return { date, time, startsAt: instant(startsAt), endsAt: instant(new Date(startsAt.getTime() + slotMinutes * minute)) };
  }));
}

export function viewOf({ session, role }: Seat): MeetingSession {
  const { id, version, kind, title, place, zone, state, deadline, requestsPerOffice, slotMinutes, days, cases, notice, published, publishedAt, founder } = session;
  return { id, version, facts: { kind, title, place, zone, state, deadline: instantOrNull(deadline), requestsPerOffice, slotMinutes, days, cases, notice }, slots: slotsOf(session), published, publishedAt: instantOrNull(publishedAt), role, founder };
}
