/** A session at which offices of several States attend, for the tests of meetings. */
import { randomUUID } from 'node:crypto';
import type { AuthorityId, DelegateId, Instant, InterpreterId, MeetingAct, MeetingActBody, MeetingRequest, MeetingRequestId, MeetingRoomId, MeetingSessionId, MeetingTerms, MeetingWishes, OutcomeWord, OutcomeWordBody, SessionFacts, WallAt } from '@comity/contracts';
import { meetingActHash, signMeetingAct, signOutcomeWord } from '@comity/e2ee';
import type { Member } from './identity/member.js';
import { succeed, type RouteName, type TestNetwork } from './identity/network.js';

export const facts = (change: Partial<SessionFacts> = {}): SessionFacts => ({
  kind: 'plenary', title: 'Plenary', place: 'Vienna', zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 20,
  days: [{ date: '2026-11-30', starts: ['09:00', '09:20', '09:40', '10:30', '10:50'], breaks: [{ from: '10:00', to: '10:30', reason: 'break' }] }, { date: '2026-12-01', starts: ['09:00', '09:20'], breaks: [] }], cases: [], ...change,
});
export const officeRow = (authority: AuthorityId) => ({ version: 0, authority, requests: null, away: [], remote: null });
export const roomRow = (name: string, change: object = {}) => ({ version: 0, id: randomUUID() as MeetingRoomId, name, class: 'table', seats: 6, security: 0, equipment: [], away: [], ...change });
export const delegateRow = (authority: AuthorityId, name: string, change: object = {}) => ({ version: 0, id: randomUUID() as DelegateId, authority, name, practitioner: null, away: [], remote: null, ...change });
export const interpreterRow = (name: string, pair: [string, string]) => ({ version: 0, id: randomUUID() as InterpreterId, name, pair, away: [] });
export const terms = (parties: AuthorityId[], change: Partial<MeetingTerms> = {}): MeetingTerms => ({ parties, slots: 1, languages: null, room: { class: null, security: 0, equipment: [] }, earliest: null, latest: null, after: null, case: null, space: null, ...change });
export const wishes = (change: Partial<MeetingWishes> = {}): MeetingWishes => ({ priority: 2, delegates: [], ...change });

/** One session, and what members do at it. */
export class Plenary {
  constructor(readonly network: TestNetwork, readonly id: MeetingSessionId) {}

  static async held(network: TestNetwork, offices: AuthorityId[], change: Partial<SessionFacts> = {}): Promise<Plenary> {
    const id = randomUUID() as MeetingSessionId;
    succeed(await network.as(network.officers[0], 'addSession', { body: { id, facts: facts(change) } }), 201);
    const plenary = new Plenary(network, id);
    if (offices.length > 0) succeed(await plenary.as(network.officers[0], 'writeOffices', { body: { rows: offices.map(officeRow) } }), 200);
    return plenary;
  }

  as(member: Member, route: RouteName, { params = {}, ...call }: Parameters<TestNetwork['as']>[2] = {}) {
    return this.network.as(member, route, { params: { id: this.id, ...params }, ...call });
  }

  body(member: Member, request: MeetingRequestId, change: Partial<MeetingActBody> & Pick<MeetingActBody, 'act' | 'terms'>): MeetingActBody {
    const silent = change.act === 'decline' || change.act === 'withdraw';
    return {
      v: 1, network: this.network.id, session: this.id, request, after: null, wishes: silent ? null : wishes(), reason: change.act === 'decline' ? 'no-time' : null, authority: member.authority!, practitioner: member.id, device: member.device.id,
      at: this.network.clock.now().toISOString() as Instant, ...change,
    };
  }

  act(member: Member, { body, signature }: MeetingAct) {
    return this.as(member, 'actOnRequest', { params: { request: body.request }, body: { body, signature } });
  }

  ask(member: Member, with_: MeetingTerms, want = wishes(), request = randomUUID() as MeetingRequestId) {
    return this.act(member, signMeetingAct(this.body(member, request, { act: 'ask', terms: with_, wishes: want }), member.device.secretKey));
  }

  /** The act after the last one of a request, on its terms. */
  answer(member: Member, { id, acts }: MeetingRequest, change: Partial<MeetingActBody> & Pick<MeetingActBody, 'act'>) {
    const last = acts.at(-1)!.body;
    return this.act(member, signMeetingAct(this.body(member, id, { after: meetingActHash(last), terms: last.terms, ...change }), member.device.secretKey));
  }

  /** A party's first word on a meeting, unless it is given another one before. */
  word(member: Member, request: MeetingRequestId, at: WallAt, change: Partial<OutcomeWordBody> = {}): OutcomeWord {
    const body: OutcomeWordBody = {
      v: 1, network: this.network.id, session: this.id, request, after: null, published: 1, at, outcome: 'held', reason: null, absent: [], authority: member.authority!, practitioner: member.id, device: member.device.id,
      saidAt: this.network.clock.now().toISOString() as Instant, ...change,
    };
    return signOutcomeWord(body, member.device.secretKey);
  }

  say(member: Member, word: OutcomeWord, request = word.body.request) {
    return this.as(member, 'sayOutcome', { params: { request }, body: { body: word.body, signature: word.signature } });
  }

  /** A request that all parties accepted. The first of the members asks. */
  async agreed(members: Member[], change: Partial<MeetingTerms> = {}, wants: MeetingWishes[] = []): Promise<MeetingRequest> {
    let request = answered<MeetingRequest>(await this.ask(members[0]!, terms(members.map(({ authority }) => authority!), change), wants[0]));
    for (const [i, member] of members.slice(1).entries()) request = answered(await this.answer(member, request, { act: 'accept', wishes: wants[i + 1] ?? wishes() }));
    return request;
  }
}

export function answered<T>({ status, body, text }: { status: number; body: unknown; text: string }): T {
  if (status >= 300) throw new Error(`${status}: ${text}`);
  return body as T;
}
