/** Hostile bodies and addresses: a typed problem that names place and rule, nothing else; and what the logs and the database keep. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Client } from 'pg';
import supertest from 'supertest';
import { toBase64Url } from '@comity/e2ee';
import { Member } from './member.js';
import { succeed, TestNetwork } from './network.js';

describe('bad input', () => {
  let network: TestNetwork;
  const lines: string[] = [];
  beforeAll(async () => { network = await TestNetwork.founded({ onLog: (line) => lines.push(line) }); });
  afterAll(async () => { await network?.stop(); });

  const raw = (body: string | Buffer, headers: Record<string, string> = {}) => supertest(network.service.url).post('/api/sign-in/kdf').set({ 'Content-Type': 'application/json', ...headers }).send(body);

  it.each([
    ['what is no JSON', '{"login":'], ['a bare value', '"login"'], ['nothing', ''], ['an array', '[]'], ['a depth of 100,000', '['.repeat(100_000)], ['a deep object', '{"a":'.repeat(50_000)],
    ['100,000 members', `{${Array.from({ length: 100_000 }, (_, i) => `"${i}":1`).join(',')}}`], ['a number in place of a string', '{"login":1}'], ['null', 'null'], ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ])('refuses %s', async (_what, body) => {
    const response = await raw(body as string);
    expect([response.status, response.body.code]).toEqual([400, 'invalid-input']);
    expect(response.text).not.toMatch(/at .*\.(ts|js)|node_modules|SyntaxError|Unexpected/);
  });

  it('names the place as a JSON pointer and the rule, and quotes nothing', async () => {
    const { body } = await network.call('signInPassphrase', { body: { login: 'x', authKey: 'canary-in-input', code: 'canary', 'canary/~member': 1 } });
    expect(body).toMatchObject({ type: 'urn:comity:problem:invalid-input', status: 400, errors: expect.arrayContaining([{ pointer: '/code', rule: 'must be six digits' }, { pointer: '', rule: 'must not have members the contract does not name' }]) });
    expect(JSON.stringify(body)).not.toContain('canary');
  });

  it('refuses compressed bodies: nobody unpacks a bomb', async () => {
    const response = await raw(gzipSync(Buffer.alloc(50_000_000, 0x20)), { 'Content-Encoding': 'gzip' }).catch(() => undefined);
    expect(response === undefined || (response.status >= 400 && response.status < 500)).toBe(true);
    const small = await raw(gzipSync('{"login":"somebody"}'), { 'Content-Encoding': 'gzip' });
    expect([small.status, small.body.detail]).toEqual([400, 'The body must not be compressed.']);
  });

  it('refuses what is larger than the limit', async () => {
    const response = await raw(`{"login":"${'a'.repeat(1_600_000)}"}`);
    expect([response.status, response.body.code]).toEqual([413, 'too-large']);
  });

  it.each(['{"__proto__":{"polluted":true},"login":"somebody"}', '{"constructor":{"prototype":{"polluted":true}},"login":"somebody"}', '{"login":"somebody","prototype":{"polluted":true}}'])('is not polluted by %s', async (body) => {
    const response = await raw(body);
    expect(response.status).toBe(400);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuses prototypes inside a passkey\'s answer, too', async () => {
    const response = await supertest(network.service.url).post('/api/sign-in/passkey').set('Content-Type', 'application/json').send('{"response":{"__proto__":{"polluted":1},"response":{"__proto__":{"polluted":1}}}}');
    expect([response.status, ({} as Record<string, unknown>)['polluted']]).toEqual([401, undefined]);
  });

  it.each(['/api/%E0%A4%A', '/api/statements?after=-1', '/api/statements?after=1e400', '/api/statements?limit=99999', '/api/statements?after[]=1', '/api/statements?__proto__[x]=1', '/api/statements?after=1;drop table statement', "/api/statements?after=1'--"])('answers %s with a problem', async (path) => {
    const response = await supertest(network.service.url).get(path).set('Cookie', network.officers[0].cookie ?? '');
    expect([response.status, response.body.code]).toEqual([400, 'invalid-input']);
  });

  it('refuses control and direction characters in names', async () => {
    const invitation = await network.invite(network.officers[0], network.secretariat), body = network.enrolmentBody(new Member('Somebody', network.clock), invitation);
    for (const name of ['a\r\nb', '\u001b[31mred', 'a\u202eb', 'a\u0000b', '   ']) expect((await network.call('enrol', { body: { ...body, name } })).body).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/name' }] });
  });

  it('writes one line of JSON a request, whatever was sent', async () => {
    const from = lines.length;
    await network.call('signInPassphrase', { body: { login: 'a\r\n{"level":"error"}\u001b[31m', authKey: 'x', code: '1' }, headers: { 'User-Agent': 'x"},{"level":"fatal"', 'X-Forwarded-For': '1.2.3.4\u0009{"a":1}' } });
    await supertest(network.service.url).get('/api/%0d%0a%7b%22level%22%3a%22fatal%22%7d');
    const written = lines.slice(from);
    expect(written).toHaveLength(2);
    for (const line of written) {
      expect([...line.trimEnd()].every((character) => character >= ' ' && character !== '\u007f')).toBe(true);
      expect(Object.keys(JSON.parse(line) as object).sort()).toEqual(['code', 'event', 'level', 'method', 'ms', 'reference', 'route', 'status', 'time']);
      expect(JSON.parse(line)).toMatchObject({ level: 'info', event: 'request' });
    }
  });

  it('keeps keys, codes, tokens and names out of logs and addresses, and secrets out of the database', async () => {
    const [officer] = network.officers, invitation = await network.invite(officer, network.secretariat), member = new Member('Canary Person', network.clock);
    succeed(await network.enrol(member, invitation), 201);
    await network.signIn(member);
    const secrets = { authKey: member.authKey, totp: toBase64Url(member.totpSecret), token: invitation.token, secret: toBase64Url(invitation.secret), cookie: (member.cookie ?? '').split('=')[1] ?? 'x'.repeat(43) };
    const log = lines.join('');
    for (const [what, value] of Object.entries({ ...secrets, login: member.login, name: member.name })) expect([what, log.includes(value)]).toEqual([what, false]);
    const database = new Client({ connectionString: network.service.databaseUrl });
    await database.connect();
    const { rows } = await database.query<{ table_name: string }>(`select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`);
    let dump = '';
    for (const { table_name } of rows) dump += JSON.stringify((await database.query(`select * from "${table_name}"`)).rows);
    await database.end();
    const texts = Object.values(secrets).flatMap((value) => [value, JSON.stringify([...Buffer.from(value, 'base64url')]).slice(1, -1), Buffer.from(value, 'base64url').toString('hex')]);
    expect(texts.filter((text) => dump.includes(text))).toEqual([]);
  });

  it('answers an outage of the database as such, and recovers by itself', async () => {
    const admin = new Client({ connectionString: network.service.databaseUrl.replace(/\/[^/]*$/, '/postgres') }), name = new URL(network.service.databaseUrl).pathname.slice(1);
    await admin.connect();
    await admin.query(`alter database ${name} allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const [session, health, kdf] = [await network.as(network.officers[0], 'session'), await network.call('health'), await network.call('kdf', { body: { login: 'somebody' } })];
    expect([session.body.code, health.body.code, kdf.body.code]).toEqual(['unavailable', 'unavailable', 'unavailable']);
    await admin.query(`alter database ${name} allow_connections true`);
    await admin.end();
    expect([(await network.as(network.officers[0], 'session')).status, (await network.call('health')).status, (await network.call('kdf', { body: { login: 'somebody' } })).status]).toEqual([200, 200, 200]);
  });

  it('keeps an idle connection longer than a client computes over a passphrase and than proxies reuse one', async () => {
    const response = await fetch(`${network.service.url}/api/status`);
    await response.arrayBuffer();
    expect(response.headers.get('keep-alive')).toBe('timeout=75');
  });

  it('does not keep the event loop busy', async () => {
    const deep = '['.repeat(1_500_000), wide = `[${'1,'.repeat(700_000)}1]`, long = `{"login":"${randomBytes(700_000).toString('hex')}"}`;
    const responses = await Promise.all([raw(deep), raw(wide), raw(long), network.call('status')]);
    expect(responses.map(({ status }) => status)).toEqual([400, 400, 400, 200]);
  });
});
