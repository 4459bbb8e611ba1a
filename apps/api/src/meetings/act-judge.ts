/** What the log of a request cannot say of an act: by whose signature it is, and whether what it names is there. */
import { Injectable } from '@nestjs/common';
import { meetingLimits, type AuthorityId, type Instant, type MeetingAct, type MeetingActBody, type MeetingRequestId, type MeetingSessionId, type OutcomeWord } from '@comity/contracts';
import { verifyMeetingAct, verifyOutcomeWord, type Chain } from '@comity/e2ee/verify';
import { Clock, isAbout } from '../clock.js';
import { run, type Transaction } from '../database/run.js';
import { invalid, Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { isInside } from '../messaging/access.js';
import type { Seat } from './access.js';

@Injectable()
export class ActJudge {
  constructor(private readonly chains: ChainService, private readonly clock: Clock) {}

  now(): Date { return this.clock.now(); }

  expectSigned(by: SessionContext, session: MeetingSessionId, request: MeetingRequestId, act: MeetingAct): void {
    this.expectOwn(by, session, request, act.body, act.body.at, (chain) => verifyMeetingAct(act, chain));
  }

  expectSaid(by: SessionContext, session: MeetingSessionId, request: MeetingRequestId, word: OutcomeWord): void {
    this.expectOwn(by, session, request, word.body, word.body.saidAt, (chain) => verifyOutcomeWord(word, chain));
  }

  private expectOwn(by: SessionContext, session: MeetingSessionId, request: MeetingRequestId, body: Pick<MeetingActBody, 'network' | 'session' | 'request' | 'authority' | 'practitioner' | 'device'>, at: Instant, isSigned: (chain: Chain) => boolean): void {
    if (by.device === null) throw new Refusal('device-required');
    const own = body.network === by.network && body.session === session && body.request === request && body.authority === by.authority && body.practitioner === by.practitioner && body.device === by.device;
    if (!own || !isAbout(at, this.now()) || !isSigned(this.chains.current())) throw new Refusal('statement-refused', { detail: 'The calling device signs it, for its authority, now.' });
  }

  /** `acts`: how many the request has. `begins`: it names the case file that accepted terms had not. */
  async judge(em: Transaction, seat: Seat, body: MeetingActBody, acts: number, begins = false): Promise<void> {
    const { session, authority } = seat;
    if (session.state !== 'open') throw new Refusal('not-acceptable', { detail: 'The session is not open.' });
    const [office] = await run<{ requests: number | null }>(em, 'select requests from meeting_office where session = ? and authority = ? for update', [session.id, authority]);
    if (office === undefined) throw new Refusal('not-found');
    const { act, wishes } = body;
    if (acts >= meetingLimits.acts && act !== 'withdraw' && act !== 'decline') throw new Refusal('not-acceptable', { detail: `A request has at most ${meetingLimits.acts} acts, but for the one that ends it.` });
    if (act === 'ask' || act === 'counter') {
      if (session.deadline !== null && this.now() > new Date(session.deadline)) throw new Refusal('not-acceptable', { detail: 'The deadline has passed.' });
      await this.judgeTerms(em, seat, body);
    }
    if (begins) await this.expectInside(em, body);
    if (act === 'ask') await this.expectRoom(em, session.id, authority, office.requests ?? session.requestsPerOffice);
    if (wishes === null || wishes.delegates.length === 0) return;
    const known = await run<{ id: string }>(em, 'select id from meeting_delegate where session = ? and authority = ? and id = any (?::uuid[])', [session.id, authority, `{${wishes.delegates.join(',')}}`]);
    if (known.length < wishes.delegates.length) throw invalid('/body/wishes/delegates', 'must be delegates of one’s own');
  }

  private async judgeTerms(em: Transaction, { session }: Seat, body: MeetingActBody): Promise<void> {
    const { request, terms } = body;
    const attending = await run(em, 'select 1 from meeting_office where session = ? and authority = any (?::uuid[])', [session.id, `{${terms.parties.join(',')}}`]);
    if (attending.length < terms.parties.length) throw invalid('/body/terms/parties', 'must be offices that attend');
    for (const end of ['earliest', 'latest'] as const) {
      const at = terms[end];
      if (at !== null && !session.days.some(({ date, starts }) => date === at.date && starts.includes(at.time))) throw invalid(`/body/terms/${end}`, 'must be a slot of the session');
    }
    if (terms.case !== null && !session.cases.some(({ id }) => id === terms.case)) throw invalid('/body/terms/case', 'must be a case of the session');
    if (terms.space !== null) await this.expectInside(em, body);
    // Nothing comes after itself, by whatever way.
    for (let next = terms.after, hops = 0; next !== null; hops += 1) {
      const [other] = await run<{ after: MeetingRequestId | null }>(em, "select terms ->> 'after' as after from meeting_request where id = ? and session = ?", [next, session.id]);
      if (other === undefined || next === request || hops > 50) throw invalid('/body/terms/after', 'must be another meeting of the session that does not come after this one');
      next = other.after;
    }
  }

  private async expectInside(em: Transaction, { practitioner, terms: { space } }: MeetingActBody): Promise<void> {
    const [{ inside } = { inside: false }] = await run<{ inside: boolean }>(em, `select ${isInside('?', '?')} as inside`, [space, practitioner]);
    if (!inside) throw invalid('/body/terms/space', 'must be a space that the caller is inside');
  }

  private async expectRoom(em: Transaction, session: MeetingSessionId, authority: AuthorityId, most: number | null): Promise<void> {
    const [{ open, own, all } = { open: 0, own: 0, all: 0 }] = await run<{ open: number; own: number; all: number }>(em, `select count(*)::integer as "all", (count(*) filter (where parties[1] = ?))::integer as own, (count(*) filter (where parties[1] = ? and state in ('asked', 'countered', 'accepted')))::integer as open from meeting_request where session = ?`, [authority, authority, session]);
    if (all >= meetingLimits.requests) throw new Refusal('not-acceptable', { detail: `A session has at most ${meetingLimits.requests} requests.` });
    if (own >= meetingLimits.requestsPerOffice) throw new Refusal('not-acceptable', { detail: `An office asks for at most ${meetingLimits.requestsPerOffice} meetings at a session.` });
    if (most !== null && open >= most) throw new Refusal('not-acceptable', { detail: `An office has at most ${most} requests open.` });
  }
}
