/** The founding of the network: once, whole, by whoever holds the token. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { signStatement, statementId, toBase64Url } from '@comity/e2ee';
import { byNumber, succeed, TestNetwork } from './network.js';

describe('set-up', () => {
  let network: TestNetwork, database: Client;
  beforeEach(async () => {
    network = await TestNetwork.begin();
    database = new Client({ connectionString: network.service.databaseUrl });
    await database.connect();
  });
  afterEach(async () => {
    await database.end();
    await network.stop();
  });
  const rows = async () => (await database.query<{ rows: number }>('select ((select count(*) from network) + (select count(*) from statement) + (select count(*) from account) + (select count(*) from vault))::int as rows')).rows[0]?.rows;

  it('creates the network and both accounts, which the status then shows', async () => {
    expect((await network.call('status')).body).toEqual({ version: '0.1.0', protocol: 1, setUp: false, network: null, demo: null });
    const body = network.setUpBody(), pin = statementId(body.statement.body), founded = await network.call('setUp', { body });
    expect([founded.status, founded.body]).toEqual([201, { network: network.id, pin }]);
    expect((await network.call('status')).body).toEqual({ version: '0.1.0', protocol: 1, setUp: true, network: { id: network.id, name: 'Test network', pin }, demo: null });
    for (const officer of network.officers) expect((await network.signIn(officer)).body).toMatchObject({ practitioner: officer.id, state: 'active', authority: network.secretariat });
  });

  it('is needed before anything else', async () => {
    expect((await network.call('kdf', { body: { login: 'anybody' } })).body.code).toBe('set-up-needed');
    expect((await network.call('viewInvitation', { body: { token: 'A'.repeat(43) } })).body.code).toBe('set-up-needed');
  });

  it('happens once, also when two come at once', async () => {
    const bodies = [network.setUpBody(), network.setUpBody()];
    expect((await Promise.all(bodies.map((body) => network.call('setUp', { body })))).map(({ status }) => status).sort(byNumber)).toEqual([201, 409]);
    expect((await network.call('setUp', { body: network.setUpBody() })).body.code).toBe('already-exists');
    expect(await rows()).toBe(6);
  });

  it('needs the token', async () => {
    expect((await network.call('setUp', { body: { ...network.setUpBody(), token: toBase64Url(new Uint8Array(32)) } })).body.code).toBe('sign-in-refused');
    expect(await rows()).toBe(0);
  });

  it('tells whether a token is right before anything else is asked, and nothing more', async () => {
    const { token } = network.setUpBody();
    const check = (body: unknown) => network.call('checkSetUp', { body });
    expect((await check({ token })).status).toBe(204);
    expect((await check({ token: toBase64Url(new Uint8Array(32)) })).body.code).toBe('sign-in-refused');
    expect((await check({ token: 'short' })).body).toMatchObject({ code: 'invalid-input', errors: expect.arrayContaining([expect.objectContaining({ pointer: '/token' })]) });
    succeed(await network.call('setUp', { body: network.setUpBody() }), 201);
    expect((await check({ token })).body.code).toBe('already-exists');
  });

  it('leaves nothing behind when the statement, an account or a code does not fit', async () => {
    const good = network.setUpBody(), [first, second] = good.accounts;
    const unsigned = { ...good, statement: { ...good.statement, signatures: [good.statement.signatures[0], good.statement.signatures[0]] } };
    expect((await network.call('setUp', { body: unsigned })).body).toMatchObject({ code: 'statement-refused', detail: 'bad-signature' });
    expect((await network.call('setUp', { body: { ...good, accounts: [second, first] } })).body.code).toBe('invalid-input');
    const wrongCode = { ...good, accounts: [first, { ...second, credentials: { ...second?.credentials, totp: { ...second?.credentials.totp, code: network.officers[1].code(10) } } }] };
    expect((await network.call('setUp', { body: wrongCode })).body).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/accounts/1/credentials/totp/code' }] });
    const sameLogin = { ...good, accounts: [first, { ...second, credentials: { ...second?.credentials, login: first?.credentials.login } }] };
    expect((await network.call('setUp', { body: sameLogin })).body.code).toBe('already-exists');
    expect(await rows()).toBe(0);
    succeed(await network.call('setUp', { body: network.setUpBody() }), 201);
  });

  it('ignores no member the contract does not name', async () => {
    const good = network.setUpBody();
    for (const body of [{ ...good, role: 'admin' }, { ...good, accounts: [{ ...good.accounts[0], state: 'active' }, good.accounts[1]] }, { ...good, statement: { ...good.statement, position: 1 } }]) {
      expect((await network.call('setUp', { body })).body.code).toBe('invalid-input');
    }
    const [first, second] = network.officers, other = network.body('authority-admitted', [first, second], { kind: 'authority-admitted', authority: { id: randomUUID() as never, name: 'A', state: 'KE', kind: 'police' } });
    expect((await network.call('setUp', { body: { ...good, statement: signStatement(other, [first.identity.secretKey, second.identity.secretKey]) } })).body).toMatchObject({ errors: [{ pointer: '/statement/body/kind' }] });
  });
});
