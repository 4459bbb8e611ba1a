/** Sessions: rotation, time-outs, ending, devices, freshness. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DeviceId, Session, SessionSummary } from '@comity/contracts';
import { toBase64Url } from '@comity/e2ee';
import { SessionEvents, type SessionEventMap } from '../../../apps/api/src/identity/sessions/session-events.js';
import { SessionService } from '../../../apps/api/src/identity/sessions/session.service.js';
import { SessionSweep } from '../../../apps/api/src/identity/sessions/session-sweep.js';
import type { Member } from './member.js';
import { byNumber, succeed, TestNetwork } from './network.js';

describe('a session', () => {
  let network: TestNetwork, member: Member, other: Member;
  beforeAll(async () => {
    network = await TestNetwork.founded();
    [member, other] = network.officers;
    succeed(await network.certify(member), 201);
    succeed(await network.certify(other), 201);
  });
  afterAll(async () => { await network?.stop(); });
  beforeEach(async () => {
    await network.signIn(member);
    await network.signIn(other);
  });

  const status = async (who: Member, cookie = who.cookie) => (await network.call('session', { cookie })).status;
  const service = () => network.service.app.get(SessionService);
  const heard = async (act: () => Promise<unknown>): Promise<SessionEventMap['ended'][0][]> => {
    const events = network.service.app.get(SessionEvents), list: SessionEventMap['ended'][0][] = [];
    const listener = (event: SessionEventMap['ended'][0]) => list.push(event);
    events.on('ended', listener);
    await act();
    events.off('ended', listener);
    return list;
  };

  it('gets a new token at step-up, and the old one is worth nothing', async () => {
    const old = member.cookie, { session: id } = (await service().authenticate(old)) ?? { session: '' };
    await network.stepUp(member);
    expect([await status(member, old), await status(member)]).toEqual([401, 200]);
    expect((await service().authenticate(member.cookie))?.session).toBe(id);
  });

  it('does not step up with a wrong key, and keeps its token then', async () => {
    const refused = await network.as(member, 'stepUpPassphrase', { body: { authKey: toBase64Url(new Uint8Array(32)), code: member.freshCode() } });
    expect([refused.body.code, await status(member)]).toEqual(['sign-in-refused', 200]);
    const foreign = await network.as(member, 'stepUpPassphrase', { body: { login: other.login, authKey: other.authKey, code: other.freshCode() } });
    expect([foreign.body.code, await status(member)]).toEqual(['sign-in-refused', 200]);
  });

  it('ends after thirty minutes without a sign of life, and not before', async () => {
    network.clock.advance(1_790);
    expect(await status(member)).toBe(200);
    network.clock.advance(1_790);
    expect(await status(member)).toBe(200);
    network.clock.advance(1_801);
    expect(await status(member)).toBe(401);
  });

  it('ends twelve hours after sign-in, however active', async () => {
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      network.clock.advance(1_200);
      expect(await status(member)).toBe(200);
    }
    network.clock.advance(1_200);
    expect(await status(member)).toBe(401);
  });

  it('is told to its sockets when its time is over', async () => {
    const { session = '' } = (await service().authenticate(member.cookie)) ?? {}, sweep = network.service.app.get(SessionSweep);
    // Sessions of earlier tests are told of before, and whichever round comes first once the time is over is heard.
    await sweep.sweep();
    const events = await heard(() => {
      network.clock.advance(1_801);
      return sweep.sweep();
    });
    expect(events).toHaveLength(1);
    expect(events[0]?.reason).toBe('expired');
    expect(events[0]?.sessions).toContain(session);
    expect(await service().current(session)).toBeNull();
  });

  it('ends with sign-out: cookie taken back, token dead, sockets told', async () => {
    const { session = '' } = (await service().authenticate(member.cookie)) ?? {};
    const events = await heard(async () => {
      const response = await network.as(member, 'signOut');
      expect([response.status, response.headers['set-cookie']?.[0]]).toEqual([204, 'comity_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict']);
    });
    expect(events).toEqual([{ sessions: [session], reason: 'signed-out' }]);
    expect(await status(member)).toBe(401);
  });

  it('ends everywhere at once when its person says so, and nobody else\'s does', async () => {
    const first = member.cookie;
    await network.signIn(member);
    const listed = (await network.as(member, 'sessions')).body as SessionSummary[];
    expect(listed.map(({ current }) => Number(current)).sort(byNumber)).toEqual([0, 1]);
    const events = await heard(() => network.as(member, 'signOutEverywhere'));
    expect(events[0]?.sessions.sort()).toEqual(listed.map(({ id }) => id).sort());
    expect([await status(member, first), await status(member), await status(other)]).toEqual([401, 401, 200]);
  });

  it('ends one other at its person\'s wish, with its sockets, and nobody else\'s', async () => {
    const first = member.cookie;
    await network.signIn(member);
    const sessions = (await network.as(member, 'sessions')).body as SessionSummary[], stranger = ((await network.as(other, 'sessions')).body as SessionSummary[])[0]!;
    // Newest first: the one after the present session is that of the cookie above.
    const { id } = sessions[1]!;
    const refused = [await network.as(member, 'endSession', { params: { id: stranger.id } }), await network.as(member, 'endSession', { params: { id: randomUUID() } })];
    expect(refused.map(({ status: code, body }) => `${code} ${body.code}`)).toEqual(['404 not-found', '404 not-found']);
    const events = await heard(async () => { expect((await network.as(member, 'endSession', { params: { id } })).status).toBe(204); });
    expect(events).toEqual([{ sessions: [id], reason: 'signed-out' }]);
    expect([await status(member, first), await status(member), await status(other)]).toEqual([401, 200, 200]);
  });

  it('lists one\'s own sessions only', async () => {
    const mine = (await network.as(member, 'sessions')).body as SessionSummary[], theirs = (await network.as(other, 'sessions')).body as SessionSummary[];
    expect(mine.filter(({ id }) => theirs.some((each) => each.id === id))).toEqual([]);
  });

  it('acts as a device whose key signed its challenge', async () => {
    expect(((await network.as(member, 'session')).body as Session).device).toBeNull();
    expect((await network.attach(member)).body).toMatchObject({ device: member.device.id });
    expect((await service().authenticate(member.cookie))?.device).toBe(member.device.id);
  });

  it('does not act as a device that is unknown, somebody else\'s, or whose key did not sign; all answer alike', async () => {
    const { challenge } = (await network.as(other, 'session')).body as Session;
    expect(challenge).not.toBe(((await network.as(member, 'session')).body as Session).challenge);
    const answers = [
      await network.attach(member, other.device.id), await network.attach(member, randomUUID() as DeviceId),
      await network.as(member, 'attachDevice', { body: { device: member.device.id, signature: toBase64Url(new Uint8Array(64)) } }),
    ];
    expect(new Set(answers.map(({ status: code, body }) => `${code} ${body.code}`))).toEqual(new Set(['404 not-found']));
    expect((await service().authenticate(member.cookie))?.device).toBeNull();
  });

  it.each([
    ['invite', {}], ['submitStatement', {}], ['proposeStatement', {}], ['coSignStatement', { params: { id: 'A'.repeat(43) } }], ['passkeyOptions', {}], ['addPasskey', {}], ['removePasskey', { params: { id: 'AAAA' } }], ['wrapForPasskey', { params: { id: 'AAAA' } }], ['rewrapVault', {}], ['withdrawInvitation', { params: { id: randomUUID() } }],
  ] as const)('that is older than fifteen minutes must be confirmed before %s', async (route, call) => {
    network.clock.advance(901);
    const stale = await network.as(member, route, call);
    expect([stale.status, stale.body.code]).toEqual([403, 'step-up-required']);
    await network.stepUp(member);
    expect((await network.as(member, route, call)).body.code).not.toBe('step-up-required');
  });

  it.each(['comity_session=', 'comity_session=short', `comity_session=${'A'.repeat(43)}`, `comity_session=${'A'.repeat(5_000)}`, 'other=1', '=;=;,', `comity_session=${'%00'.repeat(20)}`])('is not found by the cookie %j', async (cookie) => {
    expect((await network.call('session', { cookie })).body.code).toBe('not-signed-in');
  });
});
