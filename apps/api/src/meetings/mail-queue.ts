/**
 * Invitations on their way: written with the timetable they are of, in its transaction, and given to the server for mail one by one, each by one process at a time, until it took them or
 * days have passed. A process that dies between giving one away and noting it sends it again, under the same name.
 */
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { MailLanguage, MeetingRequestId, MeetingSessionId, PractitionerId } from '@comity/contracts';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { Log } from '../http/log.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { Sweep } from '../sweep.js';
import { forgetCodes } from './mail-codes.js';
import { changesBetween, invitedOf, linksOf, type Invited, type Link } from './mail-invited.js';
import { invitationMail, type MailedMeeting } from './mail-message.js';
import { isRefusedAddress, Mailer } from './mailer.js';

const minute = 60_000, interval = 20_000;
const longestPause = 120 * minute;
/** After so long it is given up. */
const life = 3 * 1_440 * minute;
/** Longer than a server is waited for, in all its steps. */
const holdSeconds = 180;

/** Of whom, and who a delegation's names were before. */
interface Scope { only?: PractitionerId; linked?: readonly Link[] }
interface Row { id: string; practitioner: PractitionerId; session: MeetingSessionId; request: MeetingRequestId; version: number; liesIn: number; cancelled: boolean; attempts: number; madeAt: Date; address: string; language: MailLanguage }

/** The one that waits longest, of somebody whose address is confirmed. */
const claim = `update meeting_mail_queue q set held_until = now() + interval '${holdSeconds} seconds', attempts = q.attempts + 1 from meeting_mail m
  where m.practitioner = q.practitioner and q.id = (select w.id from meeting_mail_queue w join meeting_mail a on a.practitioner = w.practitioner where a.confirmed_at is not null and w.next_at <= ? and (w.held_until is null or w.held_until < now()) order by w.next_at, w.id limit 1 for update of w skip locked)
  returning q.id, q.practitioner, q.session, q.request, q.version, q.lies_in as "liesIn", q.cancelled, q.attempts, q.made_at as "madeAt", m.address, m.language`;
/** What a version says of a meeting. */
const published = `select p.request as id, s.zone, p.date, p.time, p.starts_at as "startsAt", p.ends_at as "endsAt", nullif(concat_ws(', ', p.room_name, s.place), '') as location, s.founder is null as "hasRooms"
  from meeting_published p join meeting_session s on s.id = p.session where p.session = ? and p.version = ? and p.request = ?`;

@Injectable()
export class MailQueue extends Sweep {
  private stopped = false;

  constructor(@Inject(POOL) private readonly pool: Pool, private readonly mailer: Mailer, private readonly chains: ChainService, private readonly clock: Clock, log: Log) { super(log, interval, 'mail-sweep-failed'); }

  override async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await super.onApplicationShutdown();
    this.mailer.close();
  }

  /** For each person who wants mail: what is another meeting for them in this version, and what fell away. */
  async enqueue(transaction: Transaction, session: { id: MeetingSessionId; version: number }, before: readonly Invited[], after: readonly Invited[], { only, linked }: Scope = {}): Promise<void> {
    if (!this.mailer.available) return;
    const wanting = await run<{ practitioner: PractitionerId }>(transaction, "select practitioner from meeting_mail m join meeting_session s on s.id = ? and s.network = m.network and s.state <> 'preparing' where confirmed_at is not null and (?::uuid is null or practitioner = ?)", [session.id, only ?? null, only ?? null]);
    if (wanting.length === 0) return;
    const { id, version } = session, links = await linksOf(transaction, id);
    const now = this.clock.now(), chain = this.chains.current(), changes = changesBetween({ meetings: before, links: linked ?? links }, { meetings: after, links }, now);
    // What falls away lies in the version before, unless it is another person's in this one.
    const left = linked === undefined ? version - 1 : version;
    const rows = wanting.flatMap(({ practitioner }) => {
      const person = chain.person(practitioner, now);
      return person === undefined ? [] : changes(person).map((each) => ({ id: randomUUID(), practitioner, ...each, liesIn: each.cancelled ? left : version }));
    });
    // What waits of an earlier version is out of date; what a process gives away at this moment, it notes under its own id.
    await run(transaction, `insert into meeting_mail_queue (id, practitioner, session, request, version, lies_in, cancelled, made_at, next_at)
      select r.id, r.practitioner, ?, r.request, ?, r."liesIn", r.cancelled, ?, ? from jsonb_to_recordset(?::jsonb) as r (id uuid, practitioner uuid, request uuid, "liesIn" integer, cancelled boolean)
      on conflict (practitioner, request) do update set id = excluded.id, session = excluded.session, version = excluded.version, lies_in = excluded.lies_in, cancelled = excluded.cancelled, made_at = excluded.made_at, next_at = excluded.next_at, attempts = 0, held_until = null`, [id, version, now, now, JSON.stringify(rows)]);
  }

  /** All that stands: of a session whose place is another one, or to a person who has not been told. */
  async tellAll(transaction: Transaction, session: { id: MeetingSessionId; version: number }, only?: PractitionerId): Promise<void> {
    if (this.mailer.available) await this.enqueue(transaction, session, [], await invitedOf(transaction, session.id, session.version), only === undefined ? {} : { only });
  }

  /** What stands, to those who are meant by a delegation's names now, and no more to those who were. */
  async relink(transaction: Transaction, session: { id: MeetingSessionId; version: number }, linked: readonly Link[]): Promise<void> {
    if (!this.mailer.available) return;
    const meetings = await invitedOf(transaction, session.id, session.version);
    await this.enqueue(transaction, session, meetings, meetings, { linked });
  }

  protected override async round(): Promise<void> {
    await this.forgetLeft();
    await forgetCodes(this.pool, this.clock.now());
    if (!this.mailer.available) return;
    while (!this.stopped) {
      const [row] = await run<Row>(this.pool, claim, [this.clock.now()]);
      if (row === undefined) return;
      // Where there is no way to the server, the others wait as well.
      if (!(await this.give(row))) return;
    }
  }

  /** Answers whether the server spoke. */
  private async give(row: Row): Promise<boolean> {
    const { id, practitioner, session, request, version, liesIn, cancelled, attempts, madeAt, address: to, language } = row, now = this.clock.now();
    const [meeting] = await run<Omit<MailedMeeting, 'version' | 'publishedAt'>>(this.pool, published, [session, liesIn, request]);
    // A round may last: whose access ended meanwhile gets nothing more of it.
    if (meeting === undefined || meeting.endsAt <= now || this.chains.current().person(practitioner, now) === undefined) {
      await this.drop(id);
      return true;
    }
    try {
      await this.mailer.send(invitationMail({ ...meeting, version, publishedAt: madeAt }, { id, cancelled, from: this.mailer.from!, to, language }));
      await this.drop(id);
      return true;
    } catch (error) {
      const lost = isRefusedAddress(error) || now.getTime() - madeAt.getTime() > life;
      this.log.warn(lost ? 'mail-given-up' : 'mail-not-given', { practitioner, count: attempts, error });
      if (lost) await this.drop(id);
      else await run(this.pool, 'update meeting_mail_queue set held_until = null, next_at = ? where id = ?', [new Date(now.getTime() + Math.min(longestPause, 2 ** Math.min(attempts, 12) * minute / 2)), id]);
      return error instanceof Error && 'responseCode' in error;
    }
  }

  private async drop(id: string): Promise<void> { await run(this.pool, 'delete from meeting_mail_queue where id = ?', [id]); }

  /** An address goes with its person's access, and with it what was to be sent there. */
  private async forgetLeft(): Promise<void> {
    const wanting = await run<{ practitioner: PractitionerId }>(this.pool, 'select practitioner from meeting_mail');
    const chain = wanting.length === 0 ? undefined : await this.chains.refresh(), now = this.clock.now();
    if (chain === undefined) return;
    const left = wanting.filter(({ practitioner }) => chain.person(practitioner, now) === undefined);
    for (const { practitioner } of left) await run(this.pool, 'delete from meeting_mail where practitioner = ?', [practitioner]);
  }
}
