/** Passkeys: WebAuthn with single-use challenges bound to the attempt. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HeldWraps, Passkey, Session } from '@comity/contracts';
import { Authenticator, type Lies } from './authenticator.js';
import type { Member } from './member.js';
import { cookieOf, succeed, TestNetwork } from './network.js';

describe('passkeys', () => {
  let network: TestNetwork, member: Member, authenticator: Authenticator;
  beforeAll(async () => {
    network = await TestNetwork.founded();
    member = network.officers[0];
    authenticator = new Authenticator(network.service.url);
    succeed(await add(member, authenticator), 201);
  });
  afterAll(async () => { await network?.stop(); });

  const creation = async (who: Member) => (await network.as(who, 'passkeyOptions')).body as Parameters<Authenticator['create']>[0];
  const add = async (who: Member, with_: Authenticator, lies: Lies = {}) => network.as(who, 'addPasskey', { body: { name: 'Laptop', response: with_.create(await creation(who), lies) } });
  const begin = async () => {
    const response = await network.call('passkeySignInOptions');
    return { options: response.body as Parameters<Authenticator['get']>[0], cookie: cookieOf(response, 'comity_attempt') };
  };
  const signIn = async (lies: Lies = {}) => {
    const { options, cookie } = await begin();
    return network.call('signInPasskey', { cookie, body: { response: authenticator.get(options, lies) } });
  };

  it('sign in without passphrase and code', async () => {
    const response = await signIn();
    expect([response.status, (response.body as Session).method, (response.body as Session).practitioner]).toEqual([200, 'passkey', member.id]);
    expect(response.headers['set-cookie']?.[0]).toMatch(/^comity_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('are discoverable: the options name no credential and demand user verification', async () => {
    const { options } = await begin();
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options).not.toHaveProperty('allowCredentials.0');
  });

  it.each<[string, Lies]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['another relying party', { rpId: 'evil.example' }],
    ['no user verification', { userVerified: false }],
    ['a challenge of its own', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['a registration in place of an assertion', { type: 'webauthn.create' }],
    ['another person\'s handle', { userHandle: Buffer.alloc(16, 7).toString('base64url') }],
  ])('refuse %s', async (_what, lies) => {
    const response = await signIn(lies);
    expect([response.status, response.body.code, response.headers['set-cookie']]).toEqual([401, 'sign-in-refused', undefined]);
  });

  it('refuse a replayed answer, and a challenge that was spent on a failure', async () => {
    const { options, cookie } = await begin(), answer = authenticator.get(options);
    succeed(await network.call('signInPasskey', { cookie, body: { response: answer } }), 200);
    expect((await network.call('signInPasskey', { cookie, body: { response: answer } })).status).toBe(401);
    const second = await begin();
    expect((await network.call('signInPasskey', { cookie: second.cookie, body: { response: authenticator.get(second.options, { userVerified: false }) } })).status).toBe(401);
    expect((await network.call('signInPasskey', { cookie: second.cookie, body: { response: authenticator.get(second.options) } })).status).toBe(401);
  });

  it('let one of many parallel uses of a challenge in', async () => {
    const { options, cookie } = await begin(), answer = authenticator.get(options);
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => network.call('signInPasskey', { cookie, body: { response: answer } })))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  it('refuse an answer to a challenge that another browser asked for, or that is too old', async () => {
    const mine = await begin(), other = await begin();
    expect((await network.call('signInPasskey', { cookie: other.cookie, body: { response: authenticator.get(mine.options) } })).status).toBe(401);
    expect((await network.call('signInPasskey', { body: { response: authenticator.get(other.options) } })).status).toBe(401);
    const late = await begin();
    network.clock.advance(301);
    expect((await network.call('signInPasskey', { cookie: late.cookie, body: { response: authenticator.get(late.options) } })).status).toBe(401);
  });

  it('refuse a counter that stands still: the credential was copied', async () => {
    succeed(await signIn({ counter: 1_000 }), 200);
    expect((await signIn({ counter: 1_000 })).status).toBe(401);
    expect((await signIn({ counter: 999 })).status).toBe(401);
    succeed(await signIn({ counter: 1_001 }), 200);
  });

  it.each<[string, Lies]>([['another origin', { origin: 'https://evil.example' }], ['no user verification', { userVerified: false }], ['another challenge', { challenge: Buffer.alloc(32, 1).toString('base64url') }]])('are not added with %s', async (_what, lies) => {
    expect((await add(member, new Authenticator(network.service.url), lies)).body).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/response' }] });
  });

  it('are not added to another person\'s account: the challenge belongs to a session', async () => {
    const [first, second] = network.officers, fresh = new Authenticator(network.service.url);
    const answer = fresh.create(await creation(first));
    expect((await network.as(second, 'addPasskey', { body: { name: 'Stolen', response: answer } })).body.code).toBe('invalid-input');
  });

  it('are listed to and removed by their owner alone', async () => {
    const [first, second] = network.officers, mine = new Authenticator(network.service.url);
    succeed(await add(first, mine), 201);
    expect(((await network.as(second, 'passkeys')).body as Passkey[])).toEqual([]);
    const foreign = await network.as(second, 'removePasskey', { params: { id: mine.credentialId } }), unknown = await network.as(second, 'removePasskey', { params: { id: 'AAAA' } });
    expect([foreign.status, foreign.body.code, unknown.status, unknown.body.code]).toEqual([404, 'not-found', 404, 'not-found']);
    succeed(await network.as(first, 'removePasskey', { params: { id: mine.credentialId } }), 204);
    const { options, cookie } = await begin();
    expect((await network.call('signInPasskey', { cookie, body: { response: mine.get(options) } })).status).toBe(401);
  });

  it('open the vault once their owner says so, and no more when they are removed', async () => {
    const [first, second] = network.officers, mine = new Authenticator(network.service.url), sealed = 'B'.repeat(160);
    await network.stepUp(first);
    await network.stepUp(second);
    expect((await add(first, mine)).body).toMatchObject({ id: mine.credentialId, opensVault: false });
    const wrap = (who: Member, id: string) => network.as(who, 'wrapForPasskey', { params: { id }, body: { sealed } });
    const refused = [await wrap(second, mine.credentialId), await wrap(first, 'AAAA')];
    expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual(['404 not-found', '404 not-found']);
    succeed(await wrap(first, mine.credentialId), 204);
    const held = async (who: Member) => ((await network.as(who, 'vaultWraps')).body as HeldWraps).passkeys;
    expect([await held(first), await held(second)]).toEqual([[{ passkey: mine.credentialId, sealed }], []]);
    expect(((await network.as(first, 'passkeys')).body as Passkey[]).find(({ id }) => id === mine.credentialId)?.opensVault).toBe(true);
    succeed(await network.as(first, 'removePasskey', { params: { id: mine.credentialId } }), 204);
    expect(await held(first)).toEqual([]);
  });

  it('confirm a session: step-up gives a new token and freshness', async () => {
    const first = await signIn({ counter: 5_000 }), old = cookieOf(first);
    network.clock.advance(1_000);
    expect((await network.call('passkeyOptions', { cookie: old })).body.code).toBe('step-up-required');
    const options = (await network.call('passkeyStepUpOptions', { cookie: old })).body as Parameters<Authenticator['get']>[0];
    const confirmed = await network.call('stepUpPasskey', { cookie: old, body: { response: authenticator.get(options, { counter: 5_001 }) } });
    succeed(confirmed, 200);
    expect((await network.call('session', { cookie: old })).status).toBe(401);
    expect((await network.call('passkeyOptions', { cookie: cookieOf(confirmed) })).status).toBe(200);
  });

  it('of one person do not confirm the session of another', async () => {
    const second = network.officers[1];
    const options = (await network.as(second, 'passkeyStepUpOptions')).body as Parameters<Authenticator['get']>[0];
    expect((await network.as(second, 'stepUpPasskey', { body: { response: authenticator.get(options, { counter: 6_000 }) } })).body.code).toBe('sign-in-refused');
  });
});
