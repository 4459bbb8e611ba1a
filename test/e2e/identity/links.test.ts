/** Linking a device: opaque steps, each once, in its turn, by the session whose turn it is; gone within minutes. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { limits, type DeviceLink } from '@comity/contracts';
import { toBase64Url } from '@comity/e2ee';
import { LinkService } from '../../../apps/api/src/identity/links/link.service.js';
import type { Member } from './member.js';
import { succeed, TestNetwork, type RouteName } from './network.js';

describe('a request to link a device', () => {
  let network: TestNetwork, database: Client, person: Member, other: Member, inUse: string, fresh: string;
  beforeAll(async () => {
    network = await TestNetwork.founded();
    [person, other] = network.officers;
    database = new Client({ connectionString: network.service.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await network?.stop();
  });
  /** A device in use, and a session without a device; an hour later than the last, so that no request waits or is counted. */
  beforeEach(async () => {
    network.clock.advance(3_600);
    for (const member of [person, other]) await network.signIn(member);
    const certified = await network.certify(person);
    if (certified.status !== 201 && certified.body.code !== 'statement-refused') throw new Error(certified.text);
    succeed(await network.attach(person), 200);
    inUse = person.cookie!;
    await network.signIn(person);
    fresh = person.cookie!;
  });

  const bytes = (count: number) => toBase64Url(randomBytes(count));
  const call = (cookie: string, name: RouteName, id?: string, body?: unknown, query: Record<string, string> = {}) => network.call(name, { cookie, ...(id === undefined ? {} : { params: { id } }), ...(body === undefined ? {} : { body }), query });
  const request = async (cookie = fresh): Promise<DeviceLink> => {
    const response = await call(cookie, 'requestLink', undefined, { name: 'Laptop', commitment: bytes(32) });
    succeed(response, 201);
    return response.body as DeviceLink;
  };
  const rows = async () => (await database.query<{ id: string }>('select id from device_link')).rows.map(({ id }) => id);
  const audited = async (subject: string) => (await database.query<{ action: string; outcome: string; rule: string | null }>('select action, outcome, rule from audit_entry where subject = $1 order by seq', [subject])).rows.map(({ action, outcome, rule }) => [action, outcome, rule].filter((part) => part !== null).join(' '));

  it('goes from the new device to the one in use and back, and leaves nothing but its trace in the audit', async () => {
    const asked = await request();
    expect(asked).toMatchObject({ name: 'Laptop', answer: null, reveal: null, sealed: null });
    expect((await call(inUse, 'links')).body).toEqual([asked]);
    expect((await call(fresh, 'links')).body).toEqual([]);
    const [key, reveal, sealed] = [bytes(32), { key: bytes(32), nonce: bytes(32) }, bytes(105)];
    succeed(await call(inUse, 'answerLink', asked.id, { key }), 204);
    expect((await call(fresh, 'link', asked.id)).body).toEqual({ ...asked, answer: key });
    succeed(await call(fresh, 'revealLink', asked.id, reveal), 204);
    expect((await call(inUse, 'link', asked.id)).body).toEqual({ ...asked, answer: key, reveal });
    succeed(await call(inUse, 'giveLink', asked.id, { key, sealed }), 204);
    expect((await call(inUse, 'link', asked.id)).body).toMatchObject({ sealed: null });
    expect((await call(fresh, 'link', asked.id)).body).toEqual({ ...asked, answer: key, reveal, sealed });
    succeed(await call(fresh, 'endLink', asked.id, undefined, { because: 'done' }), 204);
    expect(await rows()).toEqual([]);
    expect(await audited(asked.id)).toEqual(['identity.request-link allow', 'identity.answer-link allow', 'identity.reveal-link allow', 'identity.give-link allow', 'identity.end-link-done allow']);
  });

  it('is answered and given at once where the code was read', async () => {
    const { id } = await request();
    const given = { key: bytes(32), sealed: bytes(105) };
    succeed(await call(inUse, 'giveLink', id, given), 204);
    expect((await call(fresh, 'link', id)).body).toMatchObject({ answer: given.key, reveal: null, sealed: given.sealed });
  });

  it('takes each step once, in its turn, from the session whose turn it is', async () => {
    const { id } = await request();
    const [key, reveal, sealed] = [bytes(32), { key: bytes(32), nonce: bytes(32) }, bytes(105)];
    const refused = async (cookie: string, name: RouteName, body: unknown, code = 'not-acceptable') => { expect((await call(cookie, name, id, body)).body.code).toBe(code); };
    await refused(fresh, 'answerLink', { key }, 'device-required');
    await refused(fresh, 'giveLink', { key, sealed }, 'device-required');
    await refused(fresh, 'revealLink', reveal);
    succeed(await call(inUse, 'answerLink', id, { key }), 204);
    await refused(inUse, 'answerLink', { key: bytes(32) });
    await refused(inUse, 'revealLink', reveal);
    succeed(await call(fresh, 'revealLink', id, reveal), 204);
    await refused(fresh, 'revealLink', { key: bytes(32), nonce: bytes(32) });
    await refused(inUse, 'giveLink', { key: bytes(32), sealed });
    // A second device in use comes too late.
    await network.signIn(person);
    succeed(await network.attach(person), 200);
    await refused(person.cookie!, 'giveLink', { key, sealed });
    succeed(await call(inUse, 'giveLink', id, { key, sealed }), 204);
    await refused(inUse, 'giveLink', { key, sealed: bytes(105) });
    expect(await audited(id)).toContain('identity.give-link deny not-acceptable');
  });

  it('does not exist for anybody else, nor when it never did', async () => {
    const { id } = await request();
    succeed(await network.certify(other).then(async (certified) => (certified.status === 201 ? network.attach(other) : certified)), 200);
    const [key, sealed] = [bytes(32), bytes(105)];
    const answers = async (cookie: string, link: string) => Promise.all([
      call(cookie, 'link', link), call(cookie, 'answerLink', link, { key }), call(cookie, 'revealLink', link, { key, nonce: key }), call(cookie, 'giveLink', link, { key, sealed }), call(cookie, 'endLink', link, undefined, { because: 'refused' }),
    ]).then((all) => all.map(({ body }) => ({ ...body, reference: undefined })));
    const strange = await answers(other.cookie!, id);
    expect(strange.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'not-found'));
    expect(strange).toEqual(await answers(inUse, randomUUID()));
    expect((await call(other.cookie!, 'links')).body).toEqual([]);
    expect(await rows()).toEqual([id]);
  });

  it('is the only one: a newer one takes its place, whole', async () => {
    const first = await request();
    succeed(await call(inUse, 'giveLink', first.id, { key: bytes(32), sealed: bytes(105) }), 204);
    const second = await request();
    expect((await call(fresh, 'link', first.id)).body.code).toBe('not-found');
    expect((await call(inUse, 'links')).body).toEqual([second]);
    expect(second).toMatchObject({ answer: null, reveal: null, sealed: null });
    expect(await rows()).toEqual([second.id]);
  });

  it('is over after its minutes, and erased', async () => {
    const { id } = await request();
    network.clock.advance(limits.linkSeconds - 0.001);
    expect((await call(inUse, 'links')).body).toHaveLength(1);
    network.clock.advance(0.001);
    expect((await call(inUse, 'links')).body).toEqual([]);
    for (const cookie of [inUse, fresh]) expect((await call(cookie, 'link', id)).body.code).toBe('not-found');
    expect((await call(inUse, 'answerLink', id, { key: bytes(32) })).body.code).toBe('not-found');
    await network.service.app.get(LinkService).endExpired();
    expect(await rows()).toEqual([]);
  });

  it('tells the audit when the two devices did not see the same', async () => {
    const { id } = await request();
    succeed(await call(inUse, 'endLink', id, undefined, { because: 'differs' }), 204);
    expect((await audited(id)).at(-1)).toBe('identity.end-link-differs allow');
    expect((await call(inUse, 'endLink', id, undefined, { because: 'differs' })).body.code).toBe('not-found');
  });

  it('wants a fresh sign-in to be asked for, and to be given to', async () => {
    network.clock.advance(901);
    expect((await call(fresh, 'requestLink', undefined, { name: 'Laptop', commitment: bytes(32) })).body.code).toBe('step-up-required');
    await network.signIn(person);
    const { id: anew } = await request(person.cookie);
    expect((await call(inUse, 'giveLink', anew, { key: bytes(32), sealed: bytes(105) })).body.code).toBe('step-up-required');
    succeed(await call(inUse, 'answerLink', anew, { key: bytes(32) }), 204);
  });

  it('cannot be made without end', async () => {
    for (let i = 0; i < limits.linksAtOnce; i += 1) await request();
    const refused = await call(fresh, 'requestLink', undefined, { name: 'Laptop', commitment: bytes(32) });
    expect(refused.body).toMatchObject({ code: 'too-many-requests', retryAfter: 3_600 / limits.linksPerHour });
  });

  it.each([
    ['requestLink', { name: 'Laptop', commitment: toBase64Url(randomBytes(33)) }], ['requestLink', { name: 'L'.repeat(61), commitment: toBase64Url(randomBytes(32)) }], ['requestLink', { name: '‮Laptop', commitment: toBase64Url(randomBytes(32)) }],
    ['answerLink', { key: toBase64Url(randomBytes(31)) }], ['revealLink', { key: toBase64Url(randomBytes(32)) }], ['giveLink', { key: toBase64Url(randomBytes(32)), sealed: toBase64Url(randomBytes(201)) }],
    ['giveLink', { key: toBase64Url(randomBytes(32)), sealed: toBase64Url(randomBytes(105)), more: 1 }],
  ] as const)('takes nothing that is no %s', async (name, body) => {
    const { id } = await request();
    expect((await call(name === 'revealLink' || name === 'requestLink' ? fresh : inUse, name, name === 'requestLink' ? undefined : id, body)).body.code).toBe('invalid-input');
    expect((await call(fresh, 'endLink', id, undefined, { because: 'whim' })).body.code).toBe('invalid-input');
  });
});
