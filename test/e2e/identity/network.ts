/** A network on the real service, grown through its own doors, with a clock the test turns. */
import { randomBytes, randomUUID } from 'node:crypto';
import supertest, { type Response } from 'supertest';
import { answers as firstAnswers, dayAnswers, dayRoutes, figureAnswers, figureRoutes, meetingAnswers, meetingRoutes, routes as firstRoutes, type AuthorityId, type DeviceId, type Instant, type NetworkId, type Role, type StatementBody, type StatementId } from '@comity/contracts';
import { attachSignature, enrolmentProof, newInvitationLink, ready, signStatement, statementSignature, toBase64Url } from '@comity/e2ee';
import { startService, type InProcessOptions, type RunningService } from '../../support/service.js';
import { FakeClock } from './fake-clock.js';
import { Member } from './member.js';

/** What clients load later, too. */
export const routes = { ...firstRoutes, ...figureRoutes, ...meetingRoutes, ...dayRoutes };
const answers = { ...firstAnswers, ...figureAnswers, ...meetingAnswers, ...dayAnswers };
export type RouteName = keyof typeof routes;
export interface Call { params?: Record<string, string>; query?: Record<string, string | number>; body?: unknown; cookie?: string | undefined; headers?: Record<string, string> }
type Unsigned<K extends StatementBody['kind']> = Omit<Extract<StatementBody, { kind: K }>, 'v' | 'network' | 'issuers' | 'issuedAt' | 'notBefore' | 'notAfter'> & { notAfter?: Instant | null; notBefore?: Instant; issuedAt?: Instant };

/** Signs statements, calls routes, and keeps what the other tests need. */
export class TestNetwork {
  readonly id = randomUUID() as NetworkId;
  readonly secretariat = randomUUID() as AuthorityId;
  readonly token = toBase64Url(randomBytes(32));
  readonly officers: [Member, Member];

  private constructor(readonly service: RunningService, readonly clock: FakeClock, token: string) {
    this.token = token;
    this.officers = [new Member('Officer One', clock), new Member('Officer Two', clock)];
    for (const officer of this.officers) officer.authority = this.secretariat;
  }

  /** The service without a network. */
  static async begin(options: InProcessOptions = {}): Promise<TestNetwork> {
    await ready();
    const clock = new FakeClock(), token = toBase64Url(randomBytes(32));
    return new TestNetwork(await startService({ ...options, clock, settings: { SET_UP_TOKEN: token, ...options.settings } }), clock, token);
  }

  /** The service with its network, both officers signed in. */
  static async founded(options: InProcessOptions = {}): Promise<TestNetwork> {
    const network = await TestNetwork.begin(options);
    succeed(await network.call('setUp', { body: network.setUpBody() }), 201);
    for (const officer of network.officers) await network.signIn(officer);
    return network;
  }

  async stop(): Promise<void> {
    await this.service.stop();
  }

  /** Calls a route of the contract. */
  async call(name: RouteName, { params = {}, query = {}, body, cookie, headers = {} }: Call = {}): Promise<Response> {
    const [method = '', template = ''] = routes[name].split(' ');
    const path = template.replace(/:([a-z]+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
    let request = supertest(this.service.url)[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](path).query(query).set(headers);
    if (cookie !== undefined) request = request.set('Cookie', cookie);
    const response = await (body === undefined ? request : request.send(body as object));
    const answer = answers[name];
    // What a route answers is exactly what its contract allows (no member more), whoever asks.
    if (response.ok && answer !== null) expectExactly(name, answer.parse(response.body), response.body);
    return response;
  }

  as(member: Member, name: RouteName, call: Call = {}): Promise<Response> {
    return this.call(name, { cookie: member.cookie, ...call });
  }

  setUpBody() {
    const [first, second] = this.officers;
    const body = this.body('network-founded', [first, second], { kind: 'network-founded', name: 'Test network', secretariat: { id: this.secretariat, name: 'Secretariat', state: 'UN', kind: 'secretariat' }, officers: [first.person, second.person] });
    return { token: this.token, statement: signStatement(body, [first.identity.secretKey, second.identity.secretKey]), accounts: [first.newAccount(), second.newAccount()] };
  }

  async signIn(member: Member): Promise<Response> {
    const response = await this.call('signInPassphrase', { body: { login: member.login, authKey: member.authKey, code: member.freshCode() } });
    succeed(response, 200);
    member.cookie = cookieOf(response);
    return response;
  }

  async stepUp(member: Member): Promise<void> {
    const response = await this.as(member, 'stepUpPassphrase', { body: { authKey: member.authKey, code: member.freshCode() } });
    succeed(response, 200);
    member.cookie = cookieOf(response);
  }

  body<K extends StatementBody['kind']>(_kind: K, issuers: Member[], statement: Unsigned<K>): StatementBody {
    const now = this.clock.now().toISOString() as Instant;
    return { v: 1, network: this.id, issuers: issuers.map(({ id }) => id), issuedAt: now, notBefore: now, notAfter: null, ...statement } as unknown as StatementBody;
  }

  inDays(count: number): Instant { return new Date(this.clock.now().getTime() + count * 86_400_000).toISOString() as Instant; }

  /** Submits a statement one member signs alone. */
  submit<K extends StatementBody['kind']>(issuer: Member, kind: K, statement: Unsigned<K>): Promise<Response> {
    return this.as(issuer, 'submitStatement', { body: { statement: signStatement(this.body(kind, [issuer], statement), [issuer.identity.secretKey]) } });
  }

  /** Proposes and co-signs a root action. */
  async rootAction<K extends StatementBody['kind']>(kind: K, statement: Unsigned<K>): Promise<Response> {
    const [first, second] = this.officers, body = this.body(kind, [first, second], statement);
    const proposed = await this.as(first, 'proposeStatement', { body: { body, signature: statementSignature(body, first.identity.secretKey) } });
    if (!proposed.ok) return proposed;
    return this.as(second, 'coSignStatement', { params: { id: (proposed.body as { id: StatementId }).id }, body: { signature: statementSignature(body, second.identity.secretKey) } });
  }

  async admitAuthority(name: string): Promise<AuthorityId> {
    const id = randomUUID() as AuthorityId;
    succeed(await this.rootAction('authority-admitted', { kind: 'authority-admitted', authority: { id, name, state: 'KE', kind: 'central-authority' } }), 201);
    return id;
  }

  async invite(inviter: Member, authority: AuthorityId, role: Role = 'practitioner') {
    const link = newInvitationLink(this.service.url, 'x'.repeat(43) as StatementId);
    const response = await this.as(inviter, 'invite', { body: { authority, role, tokenHash: toBase64Url(link.tokenHash), validDays: 7, accessUntil: null } });
    return { response, id: (response.body as { id: string }).id, token: toBase64Url(link.token), secret: link.secret };
  }

  enrolmentBody(member: Member, invitation: { token: string; secret: Uint8Array }) {
    const { person } = member;
    return { token: invitation.token, name: person.name, title: null, key: person.key, proof: toBase64Url(enrolmentProof(invitation.secret, person)), account: member.newAccount() };
  }

  async enrol(member: Member, invitation: { token: string; secret: Uint8Array }): Promise<Response> {
    const response = await this.call('enrol', { body: this.enrolmentBody(member, invitation) });
    if (response.ok) member.cookie = cookieOf(response);
    return response;
  }

  /** Invites, enrols and appoints a focal point of an authority. */
  async appointFocalPoint(authority: AuthorityId, name: string): Promise<Member> {
    const member = new Member(name, this.clock), [first] = this.officers;
    const invitation = await this.invite(first, authority, 'focal-point');
    succeed(invitation.response, 201);
    succeed(await this.enrol(member, invitation), 201);
    succeed(await this.rootAction('focal-point-appointed', { kind: 'focal-point-appointed', authority, person: member.person }), 201);
    member.authority = authority;
    return member;
  }

  /** Invites, enrols and vouches for a practitioner of the inviter's authority. */
  async vouch(inviter: Member, name: string, notAfter: Instant | null = null): Promise<Member> {
    const member = new Member(name, this.clock), authority = inviter.authority as AuthorityId;
    const invitation = await this.invite(inviter, authority);
    succeed(invitation.response, 201);
    succeed(await this.enrol(member, invitation), 201);
    succeed(await this.submit(inviter, 'practitioner-vouched', { kind: 'practitioner-vouched', authority, person: member.person, notAfter }), 201);
    member.authority = authority;
    return member;
  }

  certify(member: Member): Promise<Response> {
    return this.submit(member, 'device-certified', { kind: 'device-certified', notAfter: this.inDays(90), practitioner: member.id, device: { id: member.device.id, name: 'Laptop', key: toBase64Url(member.device.publicKey) } });
  }

  async attach(member: Member, device: DeviceId = member.device.id): Promise<Response> {
    const { challenge } = (await this.as(member, 'session')).body as { challenge: string };
    return this.as(member, 'attachDevice', { body: { device, signature: toBase64Url(attachSignature(member.device.secretKey, Buffer.from(challenge, 'base64url'), device)) } });
  }
}

/** The `Cookie` header a browser would send after this answer. */
export function cookieOf(response: Response, name = 'comity_session'): string {
  const lines = [response.headers['set-cookie'] ?? []].flat() as string[];
  return lines.map((line) => line.split(';')[0] ?? '').find((pair) => pair.startsWith(`${name}=`)) ?? '';
}

export function succeed(response: Response, status: number): void {
  if (response.status !== status) throw new Error(`${response.status} instead of ${status}: ${response.text}`);
}

function expectExactly(name: string, parsed: unknown, body: unknown): void {
  if (JSON.stringify(sorted(parsed)) !== JSON.stringify(sorted(body))) throw new Error(`${name} answers more than its contract: ${JSON.stringify(body)}`);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

export const byNumber = (a: number, b: number): number => a - b;
