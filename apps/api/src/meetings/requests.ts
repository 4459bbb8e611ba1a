/**
 * Requests for meetings. What is stored are acts that devices of the parties signed; where a request stands follows from them, here as in every client.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { standingOfRequest, takeMeetingAct } from '@comity/casework';
import { meetingLimits, type AuthorityId, type MeetingAct, type MeetingActBody, type MeetingRequest, type MeetingRequestId, type MeetingRequestQuery, type MeetingSessionId, type MeetingTerms, type RequestState } from '@comity/contracts';
import { meetingActHash, verifyMeetingAct } from '@comity/e2ee/verify';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { isDuplicate } from '../database/outage.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { invalid, Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { isInside } from '../messaging/access.js';
import { MeetingAccess, type Seat } from './access.js';
import { MeetingNews } from './news.js';

interface Row { id: MeetingRequestId; session: MeetingSessionId; version: number; state: RequestState; hash: string; acts: MeetingAct[] }
const columns = `r.id, r.session, r.version, r.state, r.hash, (select jsonb_agg(jsonb_build_object('body', a.body, 'signature', a.signature) order by a.number) from meeting_act a where a.request = r.id) as acts`;
/** Of an office those that it is a party of. Parameters: whether it is a secretary who asks, the authority. */
const seen = '(?::boolean or ? = any (r.parties))';
const clockSkew = 300_000;

@Injectable()
export class MeetingRequests {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly audited: Audited, private readonly judge: ActJudge, private readonly news: MeetingNews) {}

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
      // What ends a request may take its meeting out of the draft.
      const seat = await this.access.enter(by, id, em, body.act === 'withdraw' ? 'change' : 'steady');
      this.judge.expectSigned(by, id, request, act);
      const [row] = await run<Row>(em, `select ${columns} from meeting_request r where r.id = ? and r.session = ? and ? = any (r.parties) for update of r`, [request, id, by.authority]);
      if (row === undefined && body.act !== 'ask') throw new Refusal('not-found');
      if (row !== undefined && body.after !== row.hash) throw new Refusal('stale-version', { version: row.version });
      const before = row === undefined ? null : standingOfRequest(row.acts.map((each) => each.body));
      if (before?.ok === false) throw new Error('The stored acts of a request do not follow each other');
      const verdict = takeMeetingAct(before?.standing ?? null, body);
      if (!verdict.ok) throw new Refusal('not-acceptable', { detail: `The request does not allow it: ${verdict.rule}.` });
      await this.judge.judge(em, seat, body);
      const { state, terms, consents } = verdict.standing, hash = meetingActHash(body), version = (row?.version ?? 0) + 1;
      await this.store(em, { id: request, session: id, version, state, hash }, terms, Object.fromEntries(consents));
      await run(em, 'insert into meeting_act (request, number, body, signature, taken_at) values (?, ?, ?, ?, ?)', [request, version, JSON.stringify(body), act.signature, this.judge.now()]);
      const unplaced = row?.state === 'accepted' && state !== 'accepted' && await unplace(em, id, request);
      afterCommit(() => {
        this.news.tell(id, 'requests', terms.parties);
        if (unplaced) this.news.tell(id, 'draft');
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

/** Takes the meeting of a request that is agreed no more out of the draft; whether it was in it. */
async function unplace(em: Transaction, session: MeetingSessionId, request: MeetingRequestId): Promise<boolean> {
  const rows = await run(em, `with draft as (update meeting_session set draft_version = draft_version + 1 where id = ? and exists (select 1 from meeting_placement where request = ? and date is not null) returning draft_version)
    update meeting_placement p set version = p.version + 1, changed = draft.draft_version, date = null, time = null, room = null, interpreter = null, pinned = false from draft where p.request = ? returning p.request`, [session, request, request]);
  return rows.length > 0;
}

/** Whether an act may be taken as far as its request does not say: by whose signature, when, and what it names. */
@Injectable()
export class ActJudge {
  constructor(private readonly chains: ChainService, private readonly clock: Clock) {}

  now(): Date { return this.clock.now(); }

  expectSigned(by: SessionContext, session: MeetingSessionId, request: MeetingRequestId, act: MeetingAct): void {
    const { body } = act;
    if (by.device === null) throw new Refusal('device-required');
    const own = body.network === by.network && body.session === session && body.request === request && body.authority === by.authority && body.practitioner === by.practitioner && body.device === by.device;
    if (!own || Math.abs(Date.parse(body.at) - this.now().getTime()) > clockSkew || !verifyMeetingAct(act, this.chains.current())) throw new Refusal('statement-refused', { detail: 'The calling device signs it, for its authority, now.' });
  }

  async judge(em: Transaction, seat: Seat, body: MeetingActBody): Promise<void> {
    const { session, authority } = seat;
    if (session.state !== 'open') throw new Refusal('not-acceptable', { detail: 'The session is not open.' });
    const [office] = await run<{ requests: number | null }>(em, 'select requests from meeting_office where session = ? and authority = ? for update', [session.id, authority]);
    if (office === undefined) throw new Refusal('not-found');
    const { act, wishes } = body;
    if (act === 'ask' || act === 'counter') {
      if (session.deadline !== null && this.now() > session.deadline) throw new Refusal('not-acceptable', { detail: 'The deadline has passed.' });
      await this.judgeTerms(em, seat, body);
    }
    if (act === 'ask') await this.expectRoom(em, session.id, authority, office.requests ?? session.requestsPerOffice);
    if (wishes === null || wishes.delegates.length === 0) return;
    const known = await run<{ id: string }>(em, 'select id from meeting_delegate where session = ? and authority = ? and id = any (?::uuid[])', [session.id, authority, `{${wishes.delegates.join(',')}}`]);
    if (known.length < wishes.delegates.length) throw invalid('/body/wishes/delegates', 'must be delegates of one’s own');
  }

  private async judgeTerms(em: Transaction, { session }: Seat, { request, practitioner, terms }: MeetingActBody): Promise<void> {
    const attending = await run(em, 'select 1 from meeting_office where session = ? and authority = any (?::uuid[])', [session.id, `{${terms.parties.join(',')}}`]);
    if (attending.length < terms.parties.length) throw invalid('/body/terms/parties', 'must be offices that attend');
    for (const end of ['earliest', 'latest'] as const) {
      const at = terms[end];
      if (at !== null && !session.days.some(({ date, starts }) => date === at.date && starts.includes(at.time))) throw invalid(`/body/terms/${end}`, 'must be a slot of the session');
    }
    if (terms.case !== null && !session.cases.includes(terms.case)) throw invalid('/body/terms/case', 'must be a case of the session');
    if (terms.space !== null) {
      const [{ inside } = { inside: false }] = await run<{ inside: boolean }>(em, `select ${isInside('?', '?')} as inside`, [terms.space, practitioner]);
      if (!inside) throw invalid('/body/terms/space', 'must be a space that the caller is inside');
    }
    // Nothing comes after itself, by whatever way.
    for (let next = terms.after, hops = 0; next !== null; hops += 1) {
      const [other] = await run<{ after: MeetingRequestId | null }>(em, "select terms ->> 'after' as after from meeting_request where id = ? and session = ?", [next, session.id]);
      if (other === undefined || next === request || hops > 50) throw invalid('/body/terms/after', 'must be another meeting of the session that does not come after this one');
      next = other.after;
    }
  }

  private async expectRoom(em: Transaction, session: MeetingSessionId, authority: AuthorityId, most: number | null): Promise<void> {
    const [{ own, all } = { own: 0, all: 0 }] = await run<{ own: number; all: number }>(em, `select count(*)::integer as "all", (count(*) filter (where parties[1] = ? and state in ('asked', 'countered', 'accepted')))::integer as own from meeting_request where session = ?`, [authority, session]);
    if (all >= meetingLimits.requests) throw new Refusal('not-acceptable', { detail: `A session has at most ${meetingLimits.requests} requests.` });
    if (most !== null && own >= most) throw new Refusal('not-acceptable', { detail: `An office has at most ${most} requests open.` });
  }
}
