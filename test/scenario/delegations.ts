/**
 * Offices by the hundred, for plenaries: admitted by both officers of a network, each with a focal point and their device. Their statements are signed and follow
 * the chain, their acts are signed and go through the service's door; only the sessions were never signed in, since a passphrase each would take longer than any play.
 */
import { randomUUID } from 'node:crypto';
import type { AuthorityId, DeviceId, Instant, MeetingActBody, MeetingRequest, MeetingRequestId, MeetingSessionId, MeetingTerms, PractitionerId, SignedStatement } from '@comity/contracts';
import { meetingActHash, newDevice, newIdentity, signMeetingAct, signStatement, toBase64Url } from '@comity/e2ee';
import { ChainService } from '../../apps/api/src/identity/statements/chain.service.js';
import { FetchRest } from '../../libs/sdk/src/transport/rest.js';
import { newCookie, store, type Seat } from '../support/community.js';
import { deviceKeysOf, identityOf } from './accomplice.js';
import type { People, Person } from './people.js';

export interface OfficeName { name: string; state: string }
/** An office, and who acts for it. */
export interface Delegation extends Seat, OfficeName { authority: AuthorityId }

export async function admitMany(people: People, offices: readonly OfficeName[]): Promise<Delegation[]> {
  const { officers, clock, service } = people;
  const chain = service.app.get(ChainService), network = chain.current().network.id;
  const keys = await Promise.all(officers.map(async (officer) => (await identityOf(officer)).secretKey)), issuers = officers.map(({ id }) => id);
  const at = clock.now(), issuedAt = at.toISOString() as Instant;
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
  await store(service.databaseUrl, network, statements, delegations, at);
  await chain.refresh();
  return delegations;
}

/** The office of somebody with a client of their own, whose device acts as the others do. */
export async function delegationOf(people: People, person: Person, name: string, state: string): Promise<Delegation> {
  return { ...await deviceKeysOf(person), name, state, authority: people.authorities.get(name)!, cookie: `comity_session=${person.device.platform.cookies!.get()!}` };
}

/** Asks for a meeting and accepts it, by the devices of both offices. */
export class Bargain {
  constructor(private readonly people: People, private readonly session: MeetingSessionId) {}

  async agree(asking: Delegation, asked: Delegation, change: Partial<MeetingTerms> = {}, priorities: readonly [number, number] = [2, 2]): Promise<MeetingRequest> {
    const terms: MeetingTerms = { parties: [asking.authority, asked.authority], slots: 1, languages: null, room: { class: 'table', security: 0, equipment: [] }, earliest: null, latest: null, after: null, case: null, space: null, ...change };
    const request = randomUUID() as MeetingRequestId;
    const first = this.body(asking, request, { act: 'ask', after: null, terms }, priorities[0]);
    await this.say(asking, first);
    return this.say(asked, this.body(asked, request, { act: 'accept', after: meetingActHash(first), terms }, priorities[1]));
  }

  private body(by: Delegation, request: MeetingRequestId, what: Pick<MeetingActBody, 'act' | 'after' | 'terms'>, priority: number): MeetingActBody {
    const { id: network } = this.people.service.app.get(ChainService).current().network;
    return { v: 1, network, session: this.session, request, ...what, wishes: { priority, delegates: [] }, reason: null, authority: by.authority, practitioner: by.practitioner, device: by.device, at: this.people.clock.now().toISOString() as Instant };
  }

  private say(by: Delegation, body: MeetingActBody): Promise<MeetingRequest> {
    return restOf(this.people, by).call('actOnRequest', { params: { id: this.session, request: body.request }, body: signMeetingAct(body, by.secretKey) });
  }
}

/** The service's door, as this office's device calls at it. */
function restOf({ service }: People, { cookie }: Delegation): FetchRest {
  const [, token] = cookie.split('=');
  return new FetchRest({ origin: service.url, cookies: { get: () => token, set: () => undefined } });
}
