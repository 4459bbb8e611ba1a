/** Figures of the network: authorities, States and focal points as the chain had them when a year was over, and who was invited by then. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuthorityId, Figures } from '@comity/contracts';
import { newInvitationLink, toBase64Url } from '@comity/e2ee';
import type { Member } from './identity/member.js';
import { succeed, TestNetwork } from './identity/network.js';

describe('figures of the network', () => {
  let network: TestNetwork, first: Member;
  beforeAll(async () => {
    network = await TestNetwork.founded();
    [first] = network.officers;
  }, 120_000);
  afterAll(async () => { await network?.stop(); });

  const admit = async (name: string, state: string): Promise<AuthorityId> => {
    const id = randomUUID() as AuthorityId;
    succeed(await network.rootAction('authority-admitted', { kind: 'authority-admitted', authority: { id, name, state, kind: 'central-authority' } }), 201);
    return id;
  };
  const pass = async (days: number): Promise<void> => {
    network.clock.advance(days * 86_400);
    for (const officer of network.officers) succeed(await network.signIn(officer), 200);
  };
  const figures = async (year: number) => (await network.as(first, 'figures', { query: { year } })).body as Figures;
  const points = async () => { const { network: { appointed, invited } } = await figures(2026); return [appointed, invited]; };
  let nairobi: AuthorityId, paris: AuthorityId, kenya: Member;

  it('count somebody once whose link ran out before they came', async () => {
    nairobi = await admit('Nairobi', 'KE');
    const late = await network.invite(first, nairobi, 'focal-point');
    succeed(late.response, 201);
    expect(await points()).toEqual([0, 1]);
    await pass(8);
    // It ran out, and nobody was invited in its place yet.
    expect(await points()).toEqual([0, 1]);
    kenya = await network.appointFocalPoint(nairobi, 'Nairobi');
    expect(await points()).toEqual([1, 1]);
  });

  it('count whoever did not come beside those who did, where they were invited together', async () => {
    paris = await admit('Paris', 'FR');
    succeed((await network.invite(first, paris, 'focal-point')).response, 201);
    await network.appointFocalPoint(paris, 'Paris');
    await pass(8);
    expect(await points()).toEqual([2, 3]);
  });

  it('count nobody anew who is vouched for anew', async () => {
    const link = newInvitationLink(network.service.url, 'x'.repeat(43) as never);
    succeed(await network.as(first, 'invite', { body: { authority: nairobi, role: 'focal-point', tokenHash: toBase64Url(link.tokenHash), validDays: 7, accessUntil: null, supersedes: kenya.id } }), 201);
    expect(await points()).toEqual([2, 3]);
  });

  it('are of the end of the year that is asked for, whatever became of authorities and people since', async () => {
    const france = await network.vouch(await network.appointFocalPoint(paris, 'Second'), 'Successor'), lyon = await admit('Lyon', 'FR');
    succeed(await network.signIn(kenya), 200);
    const promoted = await network.vouch(kenya, 'Promoted');
    const then = { authorities: 3, states: 2, appointed: 3, invited: 3, uncovered: 1 };
    expect((await figures(2026)).network).toEqual(then);
    await pass(365);
    const brasilia = await admit('Brasilia', 'BR');
    succeed(await network.rootAction('revoked', { kind: 'revoked', subject: { type: 'authority', id: lyon }, reason: 'other' }), 201);
    succeed(await network.rootAction('focal-point-appointed', { kind: 'focal-point-appointed', authority: nairobi, person: promoted.person }), 201);
    succeed(await network.rootAction('revoked', { kind: 'revoked', subject: { type: 'practitioner', id: kenya.id }, reason: 'left' }), 201);
    succeed(await network.rootAction('focal-point-appointed', { kind: 'focal-point-appointed', authority: paris, person: france.person }), 201);
    succeed((await network.invite(first, brasilia, 'focal-point')).response, 201);
    const now = { authorities: 3, states: 3, appointed: 4, invited: 4, uncovered: 1 };
    const told = await figures(2026);
    expect([told.network, (await figures(2027)).network, (await figures(2025)).network]).toEqual([then, now, { authorities: 0, states: 0, appointed: 0, invited: 0, uncovered: 0 }]);
    expect([told.years, told.overYears.map((each) => [each.year, each.network])]).toEqual([[2026, 2027], [[2027, now], [2026, then]]]);
  });

  it('have whoever was a focal point then, where the function was handed over since', async () => {
    const point = await network.appointFocalPoint(paris, 'Third'), next = await network.vouch(point, 'Next');
    const { appointed } = (await figures(2027)).network;
    await pass(365);
    succeed(await network.signIn(point), 200);
    succeed(await network.submit(point, 'handed-over', { kind: 'handed-over', authority: paris, from: point.id, to: next.id }), 201);
    succeed(await network.rootAction('revoked', { kind: 'revoked', subject: { type: 'practitioner', id: next.id }, reason: 'left' }), 201);
    expect([(await figures(2027)).network.appointed, (await figures(2028)).network.appointed]).toEqual([appointed, appointed - 1]);
  });
});
