/** A calendar address of one person: a secret that opens the times and places of their meetings to whoever has it, until they take it back. The service keeps its hash. */
import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { FeedAddress, FeedStatus, PractitionerId } from '@comity/contracts';
import type { z } from 'zod';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { instant } from './access.js';
import { calendarOf, type CalendarMeeting } from './icalendar.js';

const past = 60 * 86_400_000;
const most = 2_000;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Meetings that concern a person: of their authority, and where it named whom it needs, only if it named them; whom it named without an account, nobody can be told by, so that it is everybody's. */
const theirs = `select p.request as id, s.zone, p.date, p.time, p.starts_at as "startsAt", p.ends_at as "endsAt", nullif(concat_ws(', ', p.room_name, s.place), '') as location, p.version, n.published_at as "publishedAt"
  from meeting_session s join meeting_published p on p.session = s.id and p.version = s.published join meeting_publication n on n.session = s.id and n.version = s.published
  where s.network = ? and s.state <> 'preparing' and ? = any (p.parties) and p.ends_at > ?
    and (not exists (select 1 from meeting_delegate d where d.id = any (p.delegates) and d.authority = ? and d.practitioner is not null) or exists (select 1 from meeting_delegate d where d.id = any (p.delegates) and d.practitioner = ?))
  order by p.starts_at, p.request limit ${most}`;

@Injectable()
export class MeetingFeeds {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly chains: ChainService, private readonly audited: Audited, private readonly clock: Clock) {}

  async status({ practitioner }: SessionContext): Promise<z.infer<typeof FeedStatus>> {
    const [feed] = await run<{ madeAt: Date }>(this.pool, 'select made_at as "madeAt" from meeting_feed where practitioner = ?', [practitioner]);
    return { madeAt: feed === undefined ? null : instant(feed.madeAt) };
  }

  make(by: SessionContext): Promise<z.infer<typeof FeedAddress>> {
    return this.audited.perform({ action: 'meetings.make-feed', actor: by.practitioner }, async ({ em }) => {
      const token = randomBytes(32).toString('base64url'), madeAt = this.clock.now();
      await run(em, 'insert into meeting_feed (practitioner, network, token_hash, made_at) values (?, ?, ?, ?) on conflict (practitioner) do update set token_hash = excluded.token_hash, made_at = excluded.made_at', [by.practitioner, by.network, hashOf(token), madeAt]);
      return { path: `/api/calendar/${token}`, madeAt: instant(madeAt) };
    });
  }

  end(by: SessionContext): Promise<void> {
    return this.audited.perform({ action: 'meetings.end-feed', actor: by.practitioner }, async ({ em }) => { await run(em, 'delete from meeting_feed where practitioner = ?', [by.practitioner]); });
  }

  /** For whoever has the address. It ends with the person's access. */
  async read(token: string): Promise<string> {
    const [feed] = await run<{ practitioner: PractitionerId; network: string }>(this.pool, 'select practitioner, network from meeting_feed where token_hash = ?', [hashOf(token)]);
    const now = this.clock.now(), person = feed && this.chains.current().person(feed.practitioner, now);
    if (feed === undefined || person === undefined) throw new Refusal('not-found');
    const { authority, id } = person;
    return calendarOf(await run<CalendarMeeting>(this.pool, theirs, [feed.network, authority, new Date(now.getTime() - past), authority, id]));
  }
}
