/** What became of meetings. What is stored are words that devices of the parties signed; what they amount to follows from them, here as in every client. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { takesOutcome } from '@comity/casework';
import { outcomeLimits, type AuthorityId, type MeetingRequestId, type MeetingSessionId, type MeetingWords, type OutcomeWord, type OutcomeWordBody } from '@comity/contracts';
import { outcomeWordHash } from '@comity/e2ee/verify';
import { Audited } from '../audit/audited.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { MeetingAccess, type SessionRow, type Stored } from './access.js';
import { ActJudge } from './act-judge.js';
import { MeetingNews } from './news.js';

const day = 86_400_000;
/**
 * The meeting of the request `r` as it lies in the published timetable, or lay in it when it began, though a later version has it no more: whoever takes it out afterwards
 * takes it out of nothing that is told.
 */
export const stood = `lateral (select * from (select p.*, next.published_at as dropped_at from meeting_published p left join meeting_publication next on next.session = p.session and next.version = p.version + 1
  where p.request = r.id order by p.version desc limit 1) latest where dropped_at is null or starts_at <= dropped_at)`;
const words = "select request, jsonb_agg(jsonb_build_object('body', body, 'signature', signature) order by authority, number) as words from meeting_outcome";

@Injectable()
export class MeetingOutcomes {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly audited: Audited, private readonly judge: ActJudge, private readonly news: MeetingNews) {}

  async list(by: SessionContext, id: MeetingSessionId): Promise<MeetingWords[]> {
    const { role } = await this.access.enter(by, id);
    return run<MeetingWords>(this.pool, `${words} where request in (select r.id from meeting_request r where r.session = ? and (?::boolean or ? = any (r.parties))) group by request order by request`, [id, role === 'secretary', by.authority]);
  }

  say(by: SessionContext, id: MeetingSessionId, request: MeetingRequestId, word: OutcomeWord): Promise<MeetingWords> {
    return this.audited.perform({ action: 'meetings.say-outcome', actor: by.practitioner, subject: request }, async ({ em, afterCommit }) => {
      const { body } = word, { session } = await this.access.enter(by, id, em, 'steady');
      this.judge.expectSaid(by, id, request, word);
      const [row] = await run<{ parties: AuthorityId[] }>(em, 'select to_jsonb(parties) as parties from meeting_request where id = ? and session = ? and ? = any (parties) for update', [request, id, by.authority]);
      if (row === undefined) throw new Refusal('not-found');
      const [last = { number: 0, hash: null }] = await run<{ number: number; hash: string | null }>(em, 'select number, hash from meeting_outcome where request = ? and authority = ? order by number desc limit 1', [request, by.authority]);
      if (body.after !== last.hash) throw new Refusal('stale-version', { version: last.number });
      if (last.number >= outcomeLimits.words) throw new Refusal('not-acceptable', { detail: `A party says at most ${outcomeLimits.words} times what became of a meeting.` });
      if (!takesOutcome(row.parties, body)) throw new Refusal('not-acceptable', { detail: 'Of the parties, some did not come, and somebody else did.' });
      await this.expectBegun(em, session, body);
      await run(em, 'insert into meeting_outcome (request, authority, number, body, signature, hash, taken_at) values (?, ?, ?, ?, ?, ?, ?)', [request, by.authority, last.number + 1, JSON.stringify(body), word.signature, outcomeWordHash(body), this.judge.now()]);
      afterCommit(() => { this.news.tell(id, 'outcomes', session.founder, row.parties); });
      return (await run<MeetingWords>(em, `${words} where request = ? group by request`, [request]))[0]!;
    });
  }

  private async expectBegun(em: Transaction, session: SessionRow, { request, published, at: { date, time } }: OutcomeWordBody): Promise<void> {
    const now = this.judge.now();
    const [lay] = await run<{ startsAt: Stored }>(em, `select starts_at as "startsAt" from meeting_request r cross join ${stood} s where r.id = ? and s.date = ? and s.time = ?
      and exists (select 1 from meeting_published v where v.session = s.session and v.version = ? and v.request = s.request and v.date = s.date and v.time = s.time)`, [request, date, time, published]);
    if (lay === undefined) throw new Refusal('not-acceptable', { detail: 'No meeting was published so.' });
    if (new Date(lay.startsAt) > now) throw new Refusal('not-acceptable', { detail: 'The meeting has not begun.' });
    if (now.getTime() > new Date(session.endsAt).getTime() + outcomeLimits.days * day) throw new Refusal('not-acceptable', { detail: `It is said within ${outcomeLimits.days} days after the session.` });
  }
}
