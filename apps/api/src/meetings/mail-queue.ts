/**
 * Invitations on their way: written with the timetable they are of, in its transaction, and given to the server for mail one by one, each by one process at a time, until it took them or
 * days have passed. A process that dies between giving one away and noting it sends it again, under the same name.
 */
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { AuthorityId, DelegateId, MailLanguage, MeetingRequestId, MeetingSessionId, PractitionerId } from '@comity/contracts';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { Log } from '../http/log.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { Sweep } from '../sweep.js';
import type { Stored } from './access.js';
import type { CalendarMeeting } from './icalendar.js';
import { forgetCodes } from './mail-codes.js';
import { invitationMail } from './mail-message.js';
import { isRefusedAddress, Mailer } from './mailer.js';

const minute = 60_000, interval = 20_000;
const longestPause = 120 * minute;
/** After so long it is given up. */
const life = 3 * 1_440 * minute;
/** Longer than a server is waited for, in all its steps. */
const holdSeconds = 180;

/** A meeting as invitations look at it. */
export interface Invited { request: MeetingRequestId; parties: AuthorityId[]; startsAt: Stored; endsAt: Stored; roomName: string | null; delegates: DelegateId[] }
interface Row { id: string; practitioner: PractitionerId; session: MeetingSessionId; request: MeetingRequestId; version: number; cancelled: boolean; attempts: number; madeAt: Date; address: string; language: MailLanguage }

/** The one that waits longest, of somebody whose address is confirmed. */
const claim = `update meeting_mail_queue q set held_until = now() + interval '${holdSeconds} seconds', attempts = q.attempts + 1 from meeting_mail m
  where m.practitioner = q.practitioner and q.id = (select w.id from meeting_mail_queue w join meeting_mail a on a.practitioner = w.practitioner where a.confirmed_at is not null and w.next_at <= ? and (w.held_until is null or w.held_until < now()) order by w.next_at, w.id limit 1 for update of w skip locked)
  returning q.id, q.practitioner, q.session, q.request, q.version, q.cancelled, q.attempts, q.made_at as "madeAt", m.address, m.language`;
/** What a version says of a meeting; of one that fell away, what the version before said. */
const published = `select p.request as id, s.zone, p.date, p.time, p.starts_at as "startsAt", p.ends_at as "endsAt", nullif(concat_ws(', ', p.room_name, s.place), '') as location, n.version, n.published_at as "publishedAt"
  from meeting_session s join meeting_publication n on n.session = s.id and n.version = ? join meeting_published p on p.session = s.id and p.request = ? and p.version = ? where s.id = ?`;

@Injectable()
export class MailQueue extends Sweep {
  private stopped = false;

  constructor(@Inject(POOL) private readonly pool: Pool, private readonly mailer: Mailer, private readonly chains: ChainService, private readonly clock: Clock, log: Log) { super(log, interval, 'mail-sweep-failed'); }

  override async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await super.onApplicationShutdown();
    this.mailer.close();
  }

  /** For each person who wants mail: what is another meeting for them in this version, and what fell away. `only`: for them alone. */
  async enqueue(transaction: Transaction, session: { id: MeetingSessionId; version: number }, before: readonly Invited[], after: readonly Invited[], only: PractitionerId | null = null): Promise<void> {
    if (!this.mailer.available) return;
    const wanting = await run<{ practitioner: PractitionerId }>(transaction, 'select practitioner from meeting_mail m join meeting_session s on s.id = ? and s.network = m.network where confirmed_at is not null and (?::uuid is null or practitioner = ?)', [session.id, only, only]);
    if (wanting.length === 0) return;
    const delegates = new Map((await run<{ id: DelegateId; authority: AuthorityId; practitioner: PractitionerId | null }>(transaction, 'select id, authority, practitioner from meeting_delegate where session = ?', [session.id])).map((each) => [each.id, each]));
    const now = this.clock.now(), chain = this.chains.current();
    const rows = wanting.flatMap(({ practitioner }) => {
      const person = chain.person(practitioner, now);
      if (person === undefined) return [];
      // Of their authority, and where it named whom it needs, only if it named them: as in their calendar.
      const isTheirs = ({ parties, delegates: ids, endsAt }: Invited): boolean => {
        const named = ids.flatMap((id) => delegates.get(id) ?? []).filter(({ authority }) => authority === person.authority);
        return new Date(endsAt) > now && parties.includes(person.authority) && (named.length === 0 || named.some((each) => each.practitioner === practitioner));
      };
      const was = new Map(before.filter(isTheirs).map((each) => [each.request, contentOf(each)])), is = new Map(after.filter(isTheirs).map((each) => [each.request, contentOf(each)]));
      const told = [...is].filter(([request, content]) => was.get(request) !== content).map(([request]) => ({ request, cancelled: false }));
      const over = [...was.keys()].filter((request) => !is.has(request)).map((request) => ({ request, cancelled: true }));
      return [...told, ...over].map((each) => ({ id: randomUUID(), practitioner, ...each }));
    });
    // What waits of an earlier version is out of date; what a process gives away at this moment, it notes under its own id.
    await run(transaction, `insert into meeting_mail_queue (id, practitioner, session, request, version, cancelled, made_at, next_at)
      select r.id, r.practitioner, ?, r.request, ?, r.cancelled, ?, ? from jsonb_to_recordset(?::jsonb) as r (id uuid, practitioner uuid, request uuid, cancelled boolean)
      on conflict (practitioner, request) do update set id = excluded.id, session = excluded.session, version = excluded.version, cancelled = excluded.cancelled, made_at = excluded.made_at, next_at = excluded.next_at, attempts = 0, held_until = null`, [session.id, session.version, now, now, JSON.stringify(rows)]);
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
    const { id, practitioner, session, request, version, cancelled, attempts, madeAt, address: to, language } = row, now = this.clock.now();
    const [meeting] = await run<CalendarMeeting>(this.pool, published, [version, request, cancelled ? version - 1 : version, session]);
    if (meeting === undefined || meeting.endsAt <= now) {
      await this.drop(id);
      return true;
    }
    try {
      await this.mailer.send(invitationMail(meeting, { id, cancelled, from: this.mailer.from!, to, language }));
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

const contentOf = ({ startsAt, endsAt, roomName }: Invited): string => JSON.stringify([new Date(startsAt), new Date(endsAt), roomName]);
