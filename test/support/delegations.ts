/**
 * Offices by the hundred, for plenaries: admitted by both officers of a network, each with a focal point and their device. Their statements are signed and follow
 * the chain, their acts are signed and go through the service's door; only the sessions were never signed in, since a passphrase each would take longer than any play.
 */
import { randomUUID } from 'node:crypto';
import type { AuthorityId, DeviceId, Instant, MeetingActBody, MeetingRequest, MeetingRequestId, MeetingSessionId, MeetingTerms, NetworkId, OutcomeWordBody, PractitionerId, PublishedMeeting, SignedStatement } from '@comity/contracts';
import { meetingActHash, newDevice, newIdentity, signMeetingAct, signOutcomeWord, signStatement, toBase64Url } from '@comity/e2ee';
import { FetchRest } from '../../libs/sdk/src/transport/rest.js';
import { newCookie, store, type Seat } from './community.js';

export interface OfficeName { name: string; state: string }
/** An office, and who acts for it. */
export interface Delegation extends Seat, OfficeName { authority: AuthorityId }
/** Who admits authorities. */
export interface Root { network: NetworkId; officers: readonly { id: PractitionerId; secretKey: Uint8Array }[] }

/** The service keeps the chain of statements in memory: it reads it again, or is started again, afterwards. */
export async function admitAll(database: string, { network, officers }: Root, offices: readonly OfficeName[], at: Date): Promise<Delegation[]> {
  const keys = officers.map(({ secretKey }) => secretKey), issuers = officers.map(({ id }) => id), issuedAt = at.toISOString() as Instant;
  const common = { v: 1, network, issuedAt, notBefore: issuedAt, notAfter: null } as const;
  const statements: SignedStatement[] = [];
  const delegations = offices.map(({ name, state }): Delegation => {
    const identity = newIdentity(), device = newDevice(), authority = randomUUID() as AuthorityId, practitioner = randomUUID() as PractitionerId, id = randomUUID() as DeviceId;
    statements.push(
      signStatement({ ...common, kind: 'authority-admitted', issuers, authority: { id: authority, name, state, kind: 'asset-recovery' } }, keys),
      signStatement({ ...common, kind: 'focal-point-appointed', issuers, authority, person: { id: practitioner, name: `Delegate of ${name}, ${state}`, title: null, key: toBase64Url(identity.publicKey) } }, keys),
      signStatement({ ...common, kind: 'device-certified', issuers: [practitioner], practitioner, device: { id, name: 'Laptop', key: toBase64Url(device.publicKey) } }, [identity.secretKey]),
    );
    return { name, state, authority, practitioner, device: id, ...device, cookie: newCookie() };
  });
  await store(database, network, statements, delegations, at);
  return delegations;
}

/** The service's door, as whoever has this session calls at it. */
export function doorOf(url: string, { cookie }: Pick<Seat, 'cookie'>): FetchRest {
  const [, token] = cookie.split('=');
  return new FetchRest({ origin: url, cookies: { get: () => token, set: () => undefined } });
}

/** Asks for meetings and accepts them, by the devices of both offices. */
export class Bargain {
  constructor(private readonly url: string, private readonly network: NetworkId, private readonly session: MeetingSessionId, private readonly now: () => Date = () => new Date()) {}

  async agree(asking: Delegation, asked: Delegation, change: Partial<MeetingTerms> = {}, priorities: readonly [number, number] = [2, 2]): Promise<MeetingRequest> {
    const terms: MeetingTerms = { parties: [asking.authority, asked.authority], slots: 1, languages: null, room: { class: 'table', security: 0, equipment: [] }, earliest: null, latest: null, after: null, case: null, space: null, ...change };
    const request = randomUUID() as MeetingRequestId;
    const first = this.body(asking, request, { act: 'ask', after: null, terms }, priorities[0]);
    await this.say(asking, first);
    return this.say(asked, this.body(asked, request, { act: 'accept', after: meetingActHash(first), terms }, priorities[1]));
  }

  /** Accepts, as one more of several parties, what was said last. */
  async join(by: Delegation, request: MeetingRequestId): Promise<void> {
    const { acts } = await doorOf(this.url, by).call('meetingRequest', { params: { id: this.session, request } }), { body } = acts.at(-1)!;
    await this.say(by, this.body(by, request, { act: 'accept', after: meetingActHash(body), terms: body.terms }, 2));
  }

  /** What became of a published meeting, as all of these say of it for the first time. */
  async became(parties: readonly Delegation[], { request, at }: Pick<PublishedMeeting, 'request' | 'at'>, published: number, said: Pick<OutcomeWordBody, 'outcome'> & Partial<OutcomeWordBody>): Promise<void> {
    for (const by of parties) {
      const { authority, practitioner, device } = by;
      const body: OutcomeWordBody = { v: 1, network: this.network, session: this.session, request, after: null, published, at, reason: null, absent: [], authority, practitioner, device, saidAt: this.now().toISOString() as Instant, ...said };
      await doorOf(this.url, by).call('sayOutcome', { params: { id: this.session, request }, body: signOutcomeWord(body, by.secretKey) });
    }
  }

  private body({ authority, practitioner, device }: Delegation, request: MeetingRequestId, what: Pick<MeetingActBody, 'act' | 'after' | 'terms'>, priority: number): MeetingActBody {
    return { v: 1, network: this.network, session: this.session, request, ...what, wishes: { priority, delegates: [] }, reason: null, authority, practitioner, device, at: this.now().toISOString() as Instant };
  }

  private say(by: Delegation, body: MeetingActBody): Promise<MeetingRequest> {
    return doorOf(this.url, by).call('actOnRequest', { params: { id: this.session, request: body.request }, body: signMeetingAct(body, by.secretKey) });
  }
}
