/** The working days of States as their authorities state them: who may, what is taken, and who reads it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuthorityId, Instant, StatedDays, StatedDaysBody } from '@comity/contracts';
import { signStatedDays } from '@comity/e2ee';
import { Member } from './identity/member.js';
import { succeed, TestNetwork } from './identity/network.js';

describe('the days of a State', () => {
  let network: TestNetwork, nairobi: AuthorityId, paris: AuthorityId;
  let kenyan: Member, french: Member, colleague: Member;

  beforeAll(async () => {
    network = await TestNetwork.founded();
    const admit = async (name: string, state: string): Promise<AuthorityId> => {
      const id = randomUUID() as AuthorityId;
      succeed(await network.rootAction('authority-admitted', { kind: 'authority-admitted', authority: { id, name, state, kind: 'central-authority' } }), 201);
      return id;
    };
    [nairobi, paris] = [await admit('Nairobi', 'KE'), await admit('Paris', 'FR')];
    kenyan = await network.appointFocalPoint(nairobi, 'Kenyan');
    french = await network.appointFocalPoint(paris, 'French');
    colleague = await network.vouch(kenyan, 'Colleague');
  }, 120_000);
  afterAll(async () => { await network?.stop(); });

  const bodyOf = (by: Member, change: Partial<StatedDaysBody> = {}): StatedDaysBody => ({
    v: 1, network: network.id, authority: by.authority as AuthorityId, restDays: [0, 6], years: [2027], days: [{ date: '2027-03-10', name: 'Idd-ul-Fitr' }], after: null, issuer: by.id, issuedAt: network.clock.now().toISOString() as Instant, ...change,
  });
  async function state(by: Member, change: Partial<StatedDaysBody> = {}, { to = by.authority as AuthorityId, signer = by } = {}) {
    network.clock.advance(1);
    await network.stepUp(by);
    return network.as(by, 'stateDays', { params: { id: to }, body: signStatedDays(bodyOf(by, change), signer.identity.secretKey) });
  }
  const issuedAt = ({ body }: { body: unknown }): Instant => (body as StatedDays).body.issuedAt;
  const code = async (answering: ReturnType<typeof state>) => { const { status, body } = await answering; return status < 300 ? status : (body as { code: string }).code; };

  it('are stated by a focal point of one of its authorities, over their own signature, for that authority and now', async () => {
    expect((await network.as(kenyan, 'daysIndex')).body).toEqual([]);
    expect(await code(network.as(kenyan, 'statedDays', { params: { id: nairobi } }))).toBe('not-found');
    // What is another's is not there, as what does not exist.
    expect([await code(state(kenyan, {}, { to: paris })), await code(state(kenyan, {}, { to: randomUUID() as AuthorityId })), await code(state(network.officers[0], { authority: paris }, { to: paris }))]).toEqual(['not-found', 'not-found', 'not-found']);
    expect([await code(state(colleague)), await code(state(network.officers[0]))]).toEqual(['not-allowed', 'not-allowed']);
    expect(await code(state(kenyan, {}, { signer: french }))).toBe('statement-refused');
    expect(await code(state(kenyan, { authority: paris }))).toBe('statement-refused');
    expect(await code(state(kenyan, { issuer: colleague.id }))).toBe('statement-refused');
    expect(await code(state(kenyan, { network: randomUUID() as StatedDaysBody['network'] }))).toBe('statement-refused');
    expect(await code(state(kenyan, { issuedAt: '2025-01-01T00:00:00.000Z' as Instant }))).toBe('statement-refused');
    expect((await network.as(kenyan, 'daysIndex')).body).toEqual([]);
    const stated = await state(kenyan);
    expect(stated.status).toBe(200);
    for (const reader of [kenyan, colleague, french]) expect((await network.as(reader, 'statedDays', { params: { id: nairobi } })).body).toEqual(stated.body);
    // What was stated is not stated anew by sending it once more, nor taken back by what is older.
    expect(await code(network.as(kenyan, 'stateDays', { params: { id: nairobi }, body: stated.body }))).toBe('stale-version');
    const later = await state(kenyan, { days: [], after: issuedAt(stated) });
    expect((await network.as(french, 'daysIndex')).body).toEqual([{ authority: nairobi, issuedAt: issuedAt(later) }]);
  });

  it('take the place of what their issuer saw, and of nothing that came between', async () => {
    // Two at once, of which either has seen none.
    await network.stepUp(french);
    network.clock.advance(1);
    const first = () => code(network.as(french, 'stateDays', { params: { id: paris }, body: signStatedDays(bodyOf(french), french.identity.secretKey) }));
    expect((await Promise.all([first(), first()])).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([200, 'stale-version']);
    const one = issuedAt(await network.as(french, 'statedDays', { params: { id: paris } }));
    expect([await code(state(french)), await code(state(french, { after: '2026-01-01T00:00:00.000Z' as Instant }))]).toEqual(['stale-version', 'stale-version']);
    const two = await state(french, { years: [2027, 2028], after: one });
    expect([two.status, await code(state(french, { after: one })), await code(state(french, { after: issuedAt(two), issuedAt: issuedAt(two) }))]).toEqual([200, 'stale-version', 'invalid-input']);
  });

  it('ask for a fresh sign-in, and are read by members alone', async () => {
    await network.signIn(french);
    network.clock.advance(901);
    expect(await code(network.as(french, 'stateDays', { params: { id: paris }, body: signStatedDays(bodyOf(french), french.identity.secretKey) }))).toBe('step-up-required');
    expect(await code(network.call('daysIndex'))).toBe('not-signed-in');
    expect(await code(network.call('statedDays', { params: { id: nairobi } }))).toBe('not-signed-in');
  });

  it('have a shape and a size', async () => {
    const dates = Array.from({ length: 401 }, (_, i) => ({ date: new Date(Date.UTC(2027, 0, 1) + i * 86_400_000).toISOString().slice(0, 10), name: null }));
    for (const change of [
      { restDays: [0, 1, 2, 3] }, { restDays: [6, 0] }, { restDays: [7] }, { years: [2027, 2027] }, { years: [1999], days: [] }, { days: [{ date: '2028-01-01', name: null }] }, { days: [{ date: '2027-02-30', name: null }] },
      { days: [{ date: '2027-03-11', name: null }, { date: '2027-03-10', name: null }] }, { days: [{ date: '2027-03-10', name: 'a\u202eb' }] }, { days: [{ date: '2027-03-10', name: 'x'.repeat(81) }] }, { years: [2027, 2028], days: dates },
    ]) expect([change, await code(state(french, change))]).toEqual([change, 'invalid-input']);
    const after = issuedAt(await network.as(french, 'statedDays', { params: { id: paris } }));
    expect((await state(french, { restDays: [0, 5, 6], years: [2027, 2028], days: dates.slice(0, 400), after })).status).toBe(200);
  });
});
