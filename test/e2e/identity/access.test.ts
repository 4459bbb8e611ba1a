/** Every route against everybody who should not pass: nobody, other sites, other people, people not yet vouched for. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { Member } from './member.js';
import { routes, succeed, TestNetwork, type RouteName } from './network.js';

const names = Object.keys(routes) as RouteName[];
const open: RouteName[] = ['status', 'health', 'setUp', 'checkSetUp', 'deviceEnd', 'viewInvitation', 'enrol', 'kdf', 'signInPassphrase', 'passkeySignInOptions', 'signInPasskey', 'calendar', 'screen'];
const forNewcomers: RouteName[] = ['session', 'sessions', 'attachDevice', 'signOut', 'signOutEverywhere', 'stepUpPassphrase', 'passkeyStepUpOptions', 'stepUpPasskey', 'passkeys', 'passkeyOptions', 'addPasskey', 'removePasskey', 'wrapForPasskey', 'vault', 'vaultWraps', 'vaultRecords', 'vaultRecord', 'writeVaultRecord', 'rewrapVault', 'endSession'];
const writes = names.filter((name) => !routes[name].startsWith('GET'));
const params = { id: '00000000-0000-4000-8000-000000000000', name: 'main', offset: '0', item: '00000000-0000-4000-8000-000000000001', row: '00000000-0000-4000-8000-000000000002', request: '00000000-0000-4000-8000-000000000003', plan: '00000000-0000-4000-8000-000000000004', token: 'x'.repeat(43) };

describe('access', () => {
  let network: TestNetwork, member: Member, newcomer: Member;
  beforeAll(async () => {
    network = await TestNetwork.founded();
    member = network.officers[0];
    newcomer = new Member('New Comer', network.clock);
    const invitation = await network.invite(member, network.secretariat);
    succeed(await network.enrol(newcomer, invitation), 201);
  });
  afterAll(async () => { await network?.stop(); });

  it.each(names.filter((name) => !open.includes(name)))('to %s needs a session', async (name) => {
    const response = await network.call(name, { params });
    expect([response.status, response.body.code, response.headers['content-type']]).toEqual([401, 'not-signed-in', 'application/problem+json; charset=utf-8']);
  });

  it.each(writes)('to %s is refused to other sites', async (name) => {
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }] as Record<string, string>[]) {
      const response = await network.as(member, name, { params, headers });
      expect([response.status, response.body.code]).toEqual([403, 'foreign-origin']);
    }
  });

  it('from our own origin, or from a program that names none, passes', async () => {
    for (const headers of [{ Origin: network.service.url, 'Sec-Fetch-Site': 'same-origin' }, {}] as Record<string, string>[]) {
      expect((await network.as(member, 'passkeyStepUpOptions', { headers })).status).toBe(200);
    }
  });

  it.each(names.filter((name) => !open.includes(name) && !forNewcomers.includes(name)))('to %s is closed to somebody nobody vouched for', async (name) => {
    const response = await network.as(newcomer, name, { params });
    expect([response.status, response.body.code]).toEqual([403, 'not-allowed']);
  });

  it('is refused to whatever is no route, in the same words as to what is not yours', async () => {
    for (const path of ['/api', '/api/nothing', '/api/statements/../../etc/passwd', '/api/session/constructor', '/api/%2e%2e/health', '/api/docs/../../package.json', '/api/docs/package.json', '//evil.example/api']) {
      const response = await supertest(network.service.url).get(path).set('Cookie', member.cookie ?? '');
      expect([path, response.status, response.body.code]).toEqual([path, 404, 'not-found']);
    }
  });

  it('is not gained by naming more in a body than the contract does', async () => {
    const invitation = await network.invite(member, network.secretariat), body = network.enrolmentBody(new Member('Ambitious', network.clock), invitation);
    for (const more of [{ role: 'focal-point' }, { state: 'active' }, { authority: network.secretariat }, { account: { ...body.account, state: 'active' } }]) {
      expect((await network.call('enrol', { body: { ...body, ...more } })).body.code).toBe('invalid-input');
    }
  });

  it('of one source is limited in rate, and of others is not', async () => {
    const answers = await Promise.all(Array.from({ length: 450 }, () => network.call('status')));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(0);
    expect(limited[0]?.body).toMatchObject({ code: 'too-many-requests', retryAfter: 1 });
    expect((await network.as(member, 'session')).status).toBe(200);
  });
});
