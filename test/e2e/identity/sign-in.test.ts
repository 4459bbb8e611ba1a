/** Sign-in by passphrase and TOTP: what is kept, what counts once, what does not show, what slows down. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { toBase64Url } from '@comity/e2ee';
import { hashAuthKey } from '../../../apps/api/src/identity/accounts/auth-key.js';
import { Authenticator } from './authenticator.js';
import type { Member } from './member.js';
import { byNumber, cookieOf, succeed, TestNetwork } from './network.js';

describe('sign-in by passphrase', () => {
  let network: TestNetwork, member: Member, database: Client;
  beforeAll(async () => {
    network = await TestNetwork.founded({ settings: { TRUST_PROXY: 'loopback' } });
    member = network.officers[0];
    database = new Client({ connectionString: network.service.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await network?.stop();
  });
  // Failures of the test before are an hour old.
  beforeEach(() => { network.clock.advance(7_200); });

  const attempt = (given: { login?: string; authKey?: string; code?: string } = {}, headers: Record<string, string> = {}) =>
    network.call('signInPassphrase', { headers, body: { login: member.login, authKey: member.authKey, code: member.code(), ...given } });
  const wrongKey = () => toBase64Url(randomBytes(32));

  it('keeps the key as argon2id with at least the policy\'s cost and a salt of each account\'s own', async () => {
    const { rows } = await database.query<{ auth_hash: Buffer; auth_salt: Buffer; auth_memory: number; auth_passes: number; totp_sealed: Buffer }>('select * from account');
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (const row of rows) expect([row.auth_memory >= 19_456, row.auth_passes >= 2, row.auth_salt.length, row.auth_hash.length]).toEqual([true, true, 16, 32]);
    expect(new Set(rows.map((row) => row.auth_salt.toString('hex'))).size).toBe(rows.length);
    expect(rows.some((row) => row.totp_sealed.includes(member.totpSecret))).toBe(false);
  });

  it('gives equal keys different hashes', async () => {
    const key = randomBytes(32), [a, b] = [await hashAuthKey(key), await hashAuthKey(key)];
    expect(a.hash.equals(b.hash)).toBe(false);
  });

  it('takes each code once, also when the same one comes in parallel', async () => {
    const code = member.code();
    const statuses = (await Promise.all(Array.from({ length: 4 }, () => attempt({ code })))).map(({ status }) => status).sort(byNumber);
    expect(statuses).toEqual([200, 401, 401, 401]);
    expect((await attempt({ code })).status).toBe(401);
  });

  it('takes codes one step away and none two steps away', async () => {
    expect((await attempt({ code: member.code(-2) })).body.code).toBe('sign-in-refused');
    expect((await attempt({ code: member.code(2) })).body.code).toBe('sign-in-refused');
    succeed(await attempt({ code: member.code(-1) }), 200);
    succeed(await attempt({ code: member.code(1) }), 200);
    // The present step lies before one that counted already.
    expect((await attempt({ code: member.code() })).status).toBe(401);
  });

  it('does not show whether the login exists, or which of key and code was wrong', async () => {
    const bodies = [];
    for (const given of [{ authKey: wrongKey() }, { code: '000000' }, { login: 'nobody.at.all' }, { login: 'nobody.at.all', authKey: wrongKey(), code: '123456' }]) {
      const { status, body, headers } = await attempt(given);
      bodies.push(JSON.stringify({ status, body: { ...body, reference: '' }, names: Object.keys(headers).sort() }));
    }
    expect(new Set(bodies).size).toBe(1);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ status: 401, body: { code: 'sign-in-refused' } });
  });

  it('answers key derivation parameters for unknown logins that are steady and look like any', async () => {
    const parameters = async (login: string) => (await network.call('kdf', { body: { login } })).body as { salt: string };
    const [once, again, other, known] = [await parameters('nobody'), await parameters('nobody'), await parameters('somebody'), await parameters(member.login)];
    expect(again).toEqual(once);
    expect(other.salt).not.toBe(once.salt);
    expect(known).toEqual(member.wraps.passphrase.kdf);
    expect({ ...once, salt: '' }).toEqual({ ...known, salt: '' });
  });

  it('compares logins without regard to case', async () => {
    succeed(await attempt({ login: member.login.toUpperCase() }), 200);
  });

  it('slows guessing down, says for how long, and does so for unknown logins alike', async () => {
    for (const login of [member.login, 'nobody.at.all']) {
      const answers = [];
      for (let i = 0; i < 7; i += 1) answers.push((await attempt({ login, authKey: wrongKey() })).body as { code: string; retryAfter?: number });
      expect(answers.map(({ code }) => code)).toEqual([...Array.from({ length: 5 }, () => 'sign-in-refused'), 'too-many-requests', 'too-many-requests']);
      expect(answers[6]?.retryAfter).toBe(1);
    }
  });

  it('waits longer after each further failure, and lets the owner in after the wait', async () => {
    for (let i = 0; i < 5; i += 1) await attempt({ authKey: wrongKey() });
    network.clock.advance(1);
    await attempt({ authKey: wrongKey() });
    const refused = await attempt();
    expect([refused.status, refused.headers['retry-after'], refused.body.retryAfter]).toEqual([429, '2', 2]);
    network.clock.advance(2);
    succeed(await attempt(), 200);
  });

  it('does not let parallel guesses slip past the limit', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => attempt({ authKey: wrongKey() })));
    expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true);
    expect((await attempt({ authKey: wrongKey() })).status).toBe(429);
  });

  it('never keeps the owner\'s passkey out', async () => {
    const authenticator = new Authenticator(network.service.url);
    network.clock.advance(30);
    member.cookie = cookieOf(await attempt());
    const creation = (await network.as(member, 'passkeyOptions')).body as Parameters<Authenticator['create']>[0];
    succeed(await network.as(member, 'addPasskey', { body: { name: 'Key', response: authenticator.create(creation) } }), 201);
    await Promise.all(Array.from({ length: 30 }, () => attempt({ authKey: wrongKey() })));
    const options = await network.call('passkeySignInOptions');
    succeed(await network.call('signInPasskey', { cookie: cookieOf(options, 'comity_attempt'), body: { response: authenticator.get(options.body as Parameters<Authenticator['get']>[0]) } }), 200);
  });

  it('asks newcomers to wait when a crowd guesses at one login, and neither its owner\'s known place nor anybody else', async () => {
    const from = (address: number) => ({ 'X-Forwarded-For': `203.0.113.${address}` });
    network.clock.advance(30);
    succeed(await attempt({}, from(1)), 200);
    for (let address = 2; address < 120; address += 1) await attempt({ authKey: wrongKey() }, from(address));
    expect((await attempt({ authKey: wrongKey() }, from(200))).body.code).toBe('too-many-requests');
    network.clock.advance(30);
    succeed(await attempt({}, from(1)), 200);
    const other = network.officers[1];
    succeed(await network.call('signInPassphrase', { headers: from(200), body: { login: other.login, authKey: other.authKey, code: other.freshCode() } }), 200);
  });

  it('ends the session the same browser held before', async () => {
    const first = cookieOf(await attempt());
    network.clock.advance(60);
    const second = await network.call('signInPassphrase', { cookie: first, body: { login: member.login, authKey: member.authKey, code: member.code() } });
    succeed(second, 200);
    expect((await network.call('session', { cookie: first })).status).toBe(401);
    expect((await network.call('session', { cookie: cookieOf(second) })).status).toBe(200);
  });
});
