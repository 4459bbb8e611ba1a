/** Who is in the network: two officers, invitations, vouching, revocation, time. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuthorityId, Instant, Invitation, PendingStatement, Session, StatementPage } from '@comity/contracts';
import { signStatement, statementSignature, toBase64Url } from '@comity/e2ee';
import { MikroORM } from '@mikro-orm/postgresql';
import { ormOptions } from '../../../apps/api/src/database/orm.js';
import { ChainService } from '../../../apps/api/src/identity/statements/chain.service.js';
import { StandingSweep } from '../../../apps/api/src/identity/statements/standing-sweep.js';
import { SessionEvents } from '../../../apps/api/src/identity/sessions/session-events.js';
import { SessionSweep } from '../../../apps/api/src/identity/sessions/session-sweep.js';
import { Member } from './member.js';
import { byNumber, succeed, TestNetwork } from './network.js';

describe('governance', () => {
  let network: TestNetwork, authority: AuthorityId, focalPoint: Member;
  beforeAll(async () => {
    network = await TestNetwork.founded();
    authority = await network.admitAuthority('Central Authority of Kenya');
    focalPoint = await network.appointFocalPoint(authority, 'Wanjiku Kamau');
  });
  afterAll(async () => { await network?.stop(); });

  const session = async (member: Member) => (await network.as(member, 'session')).body as Session;
  const refresh = async () => { for (const officer of network.officers) await network.stepUp(officer); await network.stepUp(focalPoint); };

  describe('root actions', () => {
    it('wait for the second officer and take effect with the second signature', async () => {
      const [first, second] = network.officers, id = randomUUID() as AuthorityId;
      const body = network.body('authority-admitted', [first, second], { kind: 'authority-admitted', authority: { id, name: 'Prosecution Service', state: 'GH', kind: 'prosecution' } });
      const proposed = await network.as(first, 'proposeStatement', { body: { body, signature: statementSignature(body, first.identity.secretKey) } });
      expect(proposed.status).toBe(201);
      const waiting = (await network.as(second, 'pendingStatements')).body as PendingStatement[];
      expect(waiting.map(({ signatures }) => signatures.map((each) => each !== null))).toEqual([[true, false]]);
      const heads = async () => ((await network.as(first, 'statements', { query: { limit: 1 } })).body as StatementPage).head;
      const before = await heads();
      const accepted = await network.as(second, 'coSignStatement', { params: { id: waiting[0]?.id ?? '' }, body: { signature: statementSignature(body, second.identity.secretKey) } });
      expect(accepted.body).toEqual({ id: waiting[0]?.id, position: before + 1 });
      expect((await network.as(second, 'pendingStatements')).body).toEqual([]);
    });

    it('are not complete with one officer signing twice, even from two sessions', async () => {
      const [first, second] = network.officers;
      const body = network.body('authority-admitted', [first, second], { kind: 'authority-admitted', authority: { id: randomUUID() as AuthorityId, name: 'Police', state: 'GH', kind: 'police' } });
      const signature = statementSignature(body, first.identity.secretKey);
      const { id } = (await network.as(first, 'proposeStatement', { body: { body, signature } })).body as PendingStatement;
      await network.signIn(first);
      expect((await network.as(first, 'coSignStatement', { params: { id }, body: { signature } })).body).toMatchObject({ code: 'not-acceptable' });
      expect((await network.as(second, 'coSignStatement', { params: { id }, body: { signature } })).body).toMatchObject({ code: 'statement-refused', detail: 'bad-signature' });
    });

    it('are hidden from everybody else', async () => {
      const { id } = ((await network.as(network.officers[0], 'pendingStatements')).body as PendingStatement[])[0] as PendingStatement;
      expect((await network.as(focalPoint, 'pendingStatements')).body).toEqual([]);
      const signature = toBase64Url(new Uint8Array(64));
      const known = await network.as(focalPoint, 'coSignStatement', { params: { id }, body: { signature } });
      const unknown = await network.as(focalPoint, 'coSignStatement', { params: { id: 'A'.repeat(43) }, body: { signature } });
      expect([known.body.code, unknown.body.code]).toEqual(['not-found', 'not-found']);
      const body = network.body('authority-admitted', [focalPoint, network.officers[1]], { kind: 'authority-admitted', authority: { id: randomUUID() as AuthorityId, name: 'Mine', state: 'GH', kind: 'police' } });
      expect((await network.as(focalPoint, 'proposeStatement', { body: { body, signature: statementSignature(body, focalPoint.identity.secretKey) } })).body.code).toBe('not-allowed');
    });
  });

  describe('invitations', () => {
    it('lead from link to vouching, and the newcomer waits in between', async () => {
      const newcomer = new Member('Otieno Odhiambo', network.clock), invitation = await network.invite(focalPoint, authority);
      const view = await network.call('viewInvitation', { body: { token: invitation.token } });
      expect(view.body).toMatchObject({ id: invitation.id, authority: 'Central Authority of Kenya', state: 'KE', role: 'practitioner', network: 'Test network' });
      expect((await network.enrol(newcomer, invitation)).status).toBe(201);
      expect(await session(newcomer)).toMatchObject({ state: 'awaiting-vouching', practitioner: newcomer.id });
      expect((await network.as(newcomer, 'statements')).body.code).toBe('not-allowed');
      expect((await network.as(newcomer, 'vault')).status).toBe(200);
      const seen = ((await network.as(focalPoint, 'invitations')).body as Invitation[]).find(({ id }) => id === invitation.id);
      expect(seen).toMatchObject({ state: 'enrolled', enrolment: { person: newcomer.id, name: newcomer.name, key: newcomer.person.key } });
      expect((await network.submit(focalPoint, 'practitioner-vouched', { kind: 'practitioner-vouched', authority, person: newcomer.person })).status).toBe(201);
      expect(await session(newcomer)).toMatchObject({ state: 'active', authority });
      expect(((await network.as(focalPoint, 'invitations')).body as Invitation[]).find(({ id }) => id === invitation.id)?.state).toBe('vouched');
    });

    it('work once, and not when withdrawn or expired; all of these answer as if there were none', async () => {
      const used = await network.invite(focalPoint, authority), withdrawn = await network.invite(focalPoint, authority), late = await network.invite(focalPoint, authority);
      succeed(await network.enrol(new Member('First', network.clock), used), 201);
      succeed(await network.as(focalPoint, 'withdrawInvitation', { params: { id: withdrawn.id } }), 204);
      network.clock.advance(8 * 86_400);
      const bodies = [];
      for (const invitation of [used, withdrawn, late, { token: 'A'.repeat(43), secret: used.secret }]) {
        bodies.push((await network.enrol(new Member('Second', network.clock), invitation)).body, (await network.call('viewInvitation', { body: { token: invitation.token } })).body);
      }
      expect(new Set(bodies.map(({ code, status }) => `${code} ${status}`))).toEqual(new Set(['not-found 404']));
      for (const member of [...network.officers, focalPoint]) await network.signIn(member);
    });

    it('let one of two newcomers in who race for the same link', async () => {
      const invitation = await network.invite(focalPoint, authority);
      const racers = Array.from({ length: 5 }, (_, i) => new Member(`Racer ${i}`, network.clock));
      const results = await Promise.all(racers.map((racer) => network.enrol(racer, invitation)));
      expect(results.map(({ status }) => status).sort(byNumber)).toEqual([201, 404, 404, 404, 404]);
    });

    it('are made by focal points for their own authority only', async () => {
      const other = await network.admitAuthority('Ministry of Justice'), practitioner = await network.vouch(focalPoint, 'Plain Practitioner');
      expect((await network.invite(focalPoint, other)).response.body.code).toBe('not-allowed');
      expect((await network.invite(focalPoint, randomUUID() as AuthorityId)).response.body.code).toBe('not-allowed');
      expect((await network.invite(practitioner, authority)).response.body.code).toBe('not-allowed');
      expect((await network.as(practitioner, 'invitations')).body).toEqual([]);
    });

    it('cannot be seen or withdrawn by another authority\'s focal point', async () => {
      const other = await network.admitAuthority('Ministry of Law'), foreign = await network.appointFocalPoint(other, 'Foreign Focal');
      const invitation = await network.invite(focalPoint, authority);
      expect(((await network.as(foreign, 'invitations')).body as Invitation[]).map(({ id }) => id)).not.toContain(invitation.id);
      const known = await network.as(foreign, 'withdrawInvitation', { params: { id: invitation.id } }), unknown = await network.as(foreign, 'withdrawInvitation', { params: { id: randomUUID() } });
      expect([known.status, known.body.code, unknown.status, unknown.body.code]).toEqual([404, 'not-found', 404, 'not-found']);
    });

    it('end the account of a newcomer nobody vouched for when they are withdrawn', async () => {
      const newcomer = new Member('Wrong Person', network.clock), invitation = await network.invite(focalPoint, authority);
      succeed(await network.enrol(newcomer, invitation), 201);
      succeed(await network.as(focalPoint, 'withdrawInvitation', { params: { id: invitation.id } }), 204);
      expect((await network.as(newcomer, 'session')).status).toBe(401);
      expect((await network.submit(focalPoint, 'practitioner-vouched', { kind: 'practitioner-vouched', authority, person: newcomer.person })).body.code).toBe('not-acceptable');
    });

    it('refuse to vouch for another key than the newcomer enrolled with', async () => {
      const newcomer = new Member('Right Person', network.clock), invitation = await network.invite(focalPoint, authority);
      succeed(await network.enrol(newcomer, invitation), 201);
      const forged = { ...newcomer.person, key: new Member('Forger', network.clock).person.key };
      expect((await network.submit(focalPoint, 'practitioner-vouched', { kind: 'practitioner-vouched', authority, person: forged })).body.code).toBe('statement-refused');
    });
  });

  describe('statements', () => {
    it('are refused with the rule they break, and leave nothing behind', async () => {
      const practitioner = await network.vouch(focalPoint, 'Would Be Focal Point'), head = network.service.app.get(ChainService).current().length;
      const refused = await network.submit(practitioner, 'practitioner-vouched', { kind: 'practitioner-vouched', authority, person: new Member('Friend', network.clock).person });
      expect(refused.body).toMatchObject({ status: 422, code: 'statement-refused', detail: 'issuer-not-allowed' });
      expect(((await network.as(practitioner, 'statements', { query: { after: head } })).body as StatementPage)).toEqual({ statements: [], head });
    });

    it('are submitted by one who issues them', async () => {
      const body = network.body('practitioner-vouched', [focalPoint], { kind: 'practitioner-vouched', authority, person: new Member('Guest', network.clock).person });
      expect((await network.as(network.officers[0], 'submitStatement', { body: { statement: signStatement(body, [focalPoint.identity.secretKey]) } })).body.code).toBe('not-allowed');
    });

    it('get positions without gaps when many come at once, and a repeated one keeps its place', async () => {
      const before = network.service.app.get(ChainService).current().length;
      const newcomers = Array.from({ length: 12 }, (_, i) => new Member(`Crowd ${i}`, network.clock));
      const bodies = newcomers.map((each) => network.body('practitioner-vouched', [focalPoint], { kind: 'practitioner-vouched', authority, person: each.person }));
      const submit = (body: (typeof bodies)[0]) => network.as(focalPoint, 'submitStatement', { body: { statement: signStatement(body, [focalPoint.identity.secretKey]) } });
      const accepted = await Promise.all([...bodies, ...bodies.slice(0, 3)].map(submit));
      expect([...new Set(accepted.map(({ body }) => body.position as number))].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => before + 1 + i));
      const page = (await network.as(focalPoint, 'statements', { query: { after: before } })).body as StatementPage;
      expect(page.statements.map(({ position }) => position)).toEqual(Array.from({ length: 12 }, (_, i) => before + 1 + i));
    });

    it('survive a restart: another process builds the same chain from the table', async () => {
      const orm = await MikroORM.init(ormOptions(network.service.config));
      try {
        const other = new ChainService(orm.em);
        await other.onModuleInit();
        expect(other.current().length).toBe(network.service.app.get(ChainService).current().length);
        expect([...other.current().persons.keys()]).toEqual([...network.service.app.get(ChainService).current().persons.keys()]);
      } finally {
        await orm.close();
      }
    });

    it('limit how many devices a practitioner may have', async () => {
      const practitioner = await network.vouch(focalPoint, 'Collector');
      const certify = (device: Member, notAfter: Instant | null = network.inDays(90)) => network.submit(practitioner, 'device-certified', { kind: 'device-certified', notAfter, practitioner: practitioner.id, device: { id: device.device.id, name: 'One more', key: toBase64Url(device.device.publicKey) } });
      const devices = Array.from({ length: 10 }, () => new Member('x', network.clock));
      for (const device of devices) succeed(await certify(device), 201);
      expect((await certify(new Member('x', network.clock))).body.code).toBe('not-acceptable');
      // One of the ten goes on being one of the ten.
      network.clock.advance(60);
      succeed(await certify(devices[3]!), 201);
    });

    it('limit how long a device counts, and renew none that is over by the service\'s clock', async () => {
      await refresh();
      const practitioner = await network.vouch(focalPoint, 'Forgetful');
      const device = new Member('x', network.clock);
      const certify = (notAfter: Instant | null, issuedAt?: Instant) => network.submit(practitioner, 'device-certified', { kind: 'device-certified', notAfter, ...(issuedAt && { issuedAt, notBefore: issuedAt }), practitioner: practitioner.id, device: { id: device.device.id, name: 'Old one', key: toBase64Url(device.device.publicKey) } });
      expect((await certify(null)).body.code).toBe('not-acceptable');
      expect((await certify(network.inDays(91))).body.code).toBe('not-acceptable');
      const soon = new Date(network.clock.now().getTime() + 60_000).toISOString() as Instant;
      succeed(await certify(soon), 201);
      const before = network.clock.now().toISOString() as Instant;
      network.clock.advance(120);
      expect((await certify(network.inDays(90))).body).toMatchObject({ code: 'statement-refused', detail: 'subject-ended' });
      // The chain alone would take its word for when it was issued.
      expect((await certify(network.inDays(90), before)).body).toMatchObject({ code: 'statement-refused', detail: 'subject-ended' });
    });
  });

  describe('the end of access', () => {
    it('comes with a revocation: sessions end at once and sign-in is refused', async () => {
      await refresh();
      const leaver = await network.vouch(focalPoint, 'Leaver'), events = network.service.app.get(SessionEvents);
      succeed(await network.certify(leaver), 201);
      // What ended before is told before anybody listens: the service's own rounds would tell of it in between.
      await network.service.app.get(StandingSweep).sweep();
      await network.service.app.get(SessionSweep).sweep();
      const heard: unknown[] = [];
      events.once('ended', (event) => heard.push(event.reason));
      events.once('revoked', (event) => heard.push(event));
      succeed(await network.submit(focalPoint, 'revoked', { kind: 'revoked', subject: { type: 'practitioner', id: leaver.id }, reason: 'left' }), 201);
      expect(heard).toEqual(['revoked', { devices: [leaver.device.id], practitioners: [leaver.id] }]);
      expect((await network.as(leaver, 'session')).status).toBe(401);
      expect((await network.call('signInPassphrase', { body: { login: leaver.login, authKey: leaver.authKey, code: leaver.freshCode() } })).body.code).toBe('sign-in-refused');
    });

    it('leaves no gap for requests that race with it: after the revocation\'s answer none succeeds', async () => {
      const leaver = await network.vouch(focalPoint, 'Racing Leaver');
      let over = false;
      const late: number[] = [];
      const read = async (): Promise<void> => {
        for (let i = 0; i < 60; i += 1) {
          const after = over, { status } = await network.as(leaver, 'vault');
          if (after) late.push(status);
        }
      };
      const reading = [read(), read(), read()];
      succeed(await network.submit(focalPoint, 'revoked', { kind: 'revoked', subject: { type: 'practitioner', id: leaver.id }, reason: 'compromised' }), 201);
      over = true;
      await Promise.all(reading);
      expect(late.length).toBeGreaterThan(0);
      expect(late.filter((status) => status !== 401)).toEqual([]);
    });

    it('comes for a revoked device alone when it is the device that is revoked', async () => {
      const owner = await network.vouch(focalPoint, 'Careless');
      succeed(await network.certify(owner), 201);
      succeed(await network.attach(owner), 200);
      const attached = owner.cookie;
      await network.signIn(owner);
      const asked = () => network.call('deviceEnd', { params: { id: owner.device.id } });
      expect([(await asked()).status, (await network.call('deviceEnd', { params: { id: randomUUID() } })).status]).toEqual([404, 404]);
      succeed(await network.submit(owner, 'revoked', { kind: 'revoked', subject: { type: 'device', id: owner.device.id }, reason: 'lost' }), 201);
      expect((await network.call('session', { cookie: attached })).status).toBe(401);
      // Without a session it is told by what: the statement itself, which it can judge.
      expect((await asked()).body).toMatchObject({ body: { kind: 'revoked', subject: { type: 'device', id: owner.device.id } }, signatures: [expect.any(String)] });
      expect((await network.as(owner, 'session')).status).toBe(200);
      expect((await network.attach(owner)).body.code).toBe('not-found');
    });

    it('comes with time, without anybody doing anything', async () => {
      const until = new Date(network.clock.now().getTime() + 600_000).toISOString() as Instant;
      const guest = await network.vouch(focalPoint, 'Guest For Ten Minutes', until), sweep = network.service.app.get(StandingSweep);
      await sweep.sweep();
      expect((await network.as(guest, 'session')).status).toBe(200);
      network.clock.advance(600);
      await sweep.sweep();
      expect((await network.as(guest, 'session')).status).toBe(401);
    });

    it('comes for all people of an authority that two officers end', async () => {
      await refresh();
      const doomed = await network.admitAuthority('Dissolved Agency'), focal = await network.appointFocalPoint(doomed, 'Last Focal Point'), practitioner = await network.vouch(focal, 'Last Practitioner');
      succeed(await network.rootAction('revoked', { kind: 'revoked', subject: { type: 'authority', id: doomed }, reason: 'other' }), 201);
      expect([(await network.as(focal, 'session')).status, (await network.as(practitioner, 'session')).status]).toEqual([401, 401]);
    });
  });
});
