/**
 * Requests for meetings. What is stored are acts that devices of the parties signed; where a request stands follows from them, here as in every client.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { standingOfRequest, takeMeetingAct } from '@comity/casework';
import type { MeetingAct, MeetingRequest, MeetingRequestId, MeetingRequestQuery, MeetingSessionId, MeetingTerms, RequestState } from '@comity/contracts';
import { meetingActHash } from '@comity/e2ee/verify';
import { Audited } from '../audit/audited.js';
import { isDuplicate } from '../database/outage.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { MeetingAccess } from './access.js';
import { ActJudge } from './act-judge.js';
import { MeetingNews } from './news.js';
import { MeetingTalks } from './talks.js';

interface Row { id: MeetingRequestId; session: MeetingSessionId; version: number; state: RequestState; hash: string; acts: MeetingAct[] }
const columns = `r.id, r.session, r.version, r.state, r.hash, (select json_agg(json_build_object('body', a.body, 'signature', a.signature) order by a.number) from meeting_act a where a.request = r.id) as acts`;
/** Of an office those that it is a party of. Parameters: whether it is a secretary who asks, the authority. */
const seen = '(?::boolean or ? = any (r.parties))';

@Injectable()
export class MeetingRequests {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly audited: Audited, private readonly judge: ActJudge, private readonly talks: MeetingTalks, private readonly news: MeetingNews) {}

  async list(by: SessionContext, id: MeetingSessionId, { state, authority, after, limit }: MeetingRequestQuery): Promise<MeetingRequest[]> {
    const { role } = await this.access.enter(by, id);
    const conditions: [string, unknown][] = [...(state === undefined ? [] : [['r.state = ?', state] as [string, unknown]]), ...(authority === undefined ? [] : [['? = any (r.parties)', authority] as [string, unknown]]), ...(after === undefined ? [] : [['r.id > ?', after] as [string, unknown]])];
    const rows = await run<Row>(this.pool, `select ${columns} from meeting_request r where r.session = ? and ${seen} ${conditions.map(([sql]) => `and ${sql}`).join(' ')} order by r.id limit ?`, [id, role === 'secretary', by.authority, ...conditions.map(([, value]) => value), limit]);
    return rows.map(viewOf);
  }

  async one(by: SessionContext, id: MeetingSessionId, request: MeetingRequestId): Promise<MeetingRequest> {
    const { role } = await this.access.enter(by, id);
    const [row] = await run<Row>(this.pool, `select ${columns} from meeting_request r where r.id = ? and r.session = ? and ${seen}`, [request, id, role === 'secretary', by.authority]);
    if (row === undefined) throw new Refusal('not-found');
    return viewOf(row);
  }

  act(by: SessionContext, id: MeetingSessionId, request: MeetingRequestId, act: MeetingAct): Promise<MeetingRequest> {
    return this.audited.perform({ action: `meetings.${act.body.act}`, actor: by.practitioner, subject: request }, async ({ em, afterCommit }) => {
      const { body } = act;
      // What ends a request may take its meeting out of the draft; of two that each come after the other, one sees the other.
      const talks = await this.talks.are(em, id);
      const seat = await this.access.enter(by, id, em, talks || body.act === 'withdraw' || body.terms.after !== null ? 'change' : 'steady');
      this.judge.expectSigned(by, id, request, act);
      const [row] = await run<Row>(em, `select ${columns} from meeting_request r where r.id = ? and r.session = ? and ? = any (r.parties) for update of r`, [request, id, by.authority]);
      if (row === undefined && body.act !== 'ask') throw new Refusal('not-found');
      if (row !== undefined && body.after !== row.hash) throw new Refusal('stale-version', { version: row.version });
      const before = row === undefined ? null : standingOfRequest(row.acts.map((each) => each.body));
      if (before?.ok === false) throw new Error('The stored acts of a request do not follow each other');
      const verdict = takeMeetingAct(before?.standing ?? null, body);
      if (!verdict.ok) throw new Refusal('not-acceptable', { detail: `The request does not allow it: ${verdict.rule}.` });
      await this.judge.judge(em, seat, body, row?.version ?? 0, before?.standing.terms.space === null && body.act === 'accept' && body.terms.space !== null);
      if (talks) this.talks.judge(seat.session, body.terms);
      const { state, terms, consents } = verdict.standing, hash = meetingActHash(body), version = (row?.version ?? 0) + 1;
      await this.store(em, { id: request, session: id, version, state, hash }, terms, Object.fromEntries(consents));
      await run(em, 'insert into meeting_act (request, number, body, signature, taken_at) values (?, ?, ?, ?, ?)', [request, version, JSON.stringify(body), act.signature, this.judge.now()]);
      const agreed = state === 'accepted', was = row?.state === 'accepted';
      const unplaced = was && !agreed && !talks && await unplace(em, id, request, this.judge.now());
      if (talks && (was || agreed)) await this.talks.settle(em, by, seat.session, { request, terms, agreed }, afterCommit);
      afterCommit(() => {
        this.news.tell(id, 'requests', seat.session.founder, terms.parties);
        // Whoever is asked has not seen these talks before.
        if (talks && row === undefined) this.news.tell(id, 'session', seat.session.founder, terms.parties);
        if (unplaced) this.news.tell(id, 'draft', null);
      });
      return { id: request, session: id, version, state, acts: [...row?.acts ?? [], act] };
    });
  }

  private async store(em: Transaction, { id, session, version, state, hash }: Omit<Row, 'acts'>, terms: MeetingTerms, consents: object): Promise<void> {
    const values = [version, state, hash, JSON.stringify(terms), JSON.stringify(consents)];
    if (version > 1) return void await run(em, 'update meeting_request set version = ?, state = ?, hash = ?, terms = ?, consents = ? where id = ?', [...values, id]);
    try {
      await run(em, 'insert into meeting_request (version, state, hash, terms, consents, id, session, parties) values (?, ?, ?, ?, ?, ?, ?, ?::uuid[])', [...values, id, session, `{${terms.parties.join(',')}}`]);
    } catch (error) {
      throw isDuplicate(error) ? new Refusal('already-exists') : error;
    }
  }
}

const viewOf = ({ id, session, version, state, acts }: Row): MeetingRequest => ({ id, session, version, state, acts });

/** Takes the meeting of a request that is agreed no more out of the draft; whether it did. What began, and lies there as it was published, stays: what became of it is still to be said. */
async function unplace(em: Transaction, session: MeetingSessionId, request: MeetingRequestId, now: Date): Promise<boolean> {
  const rows = await run(em, `with draft as (update meeting_session s set draft_version = draft_version + 1 where s.id = ? and exists (select 1 from meeting_placement p where p.request = ? and p.date is not null and not exists (
      select 1 from meeting_published v where v.session = s.id and v.version = s.published and v.request = p.request and v.starts_at <= ? and (v.date, v.time, v.room, v.interpreter) is not distinct from (p.date, p.time, p.room, p.interpreter))) returning draft_version)
    update meeting_placement p set version = p.version + 1, changed = draft.draft_version, date = null, time = null, room = null, interpreter = null, pinned = false, waiver = null, edited_by = null from draft where p.request = ? returning p.request`, [session, request, now, request]);
  return rows.length > 0;
}
