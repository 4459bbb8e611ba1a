import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuthorityId, StatedDays } from '@comity/contracts';
import { randomBytes, ready, signStatedDays } from '@comity/e2ee';
import { id, minutes, Network, now, person, wire, type Person } from '../../../e2ee/test/network.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { stateDays, viewDays } from './stating.js';

beforeAll(ready);

/** A client of a focal point, and a service that keeps what it is given. */
function client(network: Network, by: Person, shown: Map<AuthorityId, StatedDays>) {
  const rest = { call: async (route: string, { params, body }: { params?: Record<string, string>; body?: StatedDays } = {}) => {
    if (route === 'stateDays') shown.set(params!['id'] as AuthorityId, body!);
    return route === 'daysIndex' ? [...shown].map(([authority, each]) => ({ authority, issuedAt: each.body.issuedAt })) : shown.get(params!['id'] as AuthorityId);
  } };
  return {
    rest, store: new SealedStore(new MemoryStore(), 'person/', randomBytes(32)), now: () => now, emit: () => undefined, link: { online: true, on: () => undefined },
    directory: { get chain() { return network.chain; }, refresh: async () => undefined }, secrets: { practitioner: by.id, network: { id: network.id }, identity: by.keys },
  } as never;
}
const only = (year: number) => ({ restDays: [0, 6], years: [year], days: [{ date: `${year}-03-10`, name: null }] });

describe('what a focal point states of the days of their State', () => {
  it('is their own authority’s, beside that which goes first', async () => {
    const network = new Network(), shown = new Map<AuthorityId, StatedDays>(), police = id<AuthorityId>(), focal = person('Police');
    network.accept(network.sign('authority-admitted', network.officers, { authority: { id: police, name: 'Police', state: 'FR', kind: 'police' } }, { issuedAt: minutes(-400) }));
    network.accept(network.sign('focal-point-appointed', network.officers, { authority: police, person: wire(focal) }, { issuedAt: minutes(-300) }));
    const [central, other] = [client(network, network.focal, shown), client(network, focal, shown)];
    expect((await viewDays(other, ['FR', 'KE'])).map(({ own }) => own)).toEqual([{ stated: null, first: true }, null]);
    expect(await stateDays(other, { ...only(2027), after: null })).toBe(true);
    expect(await viewDays(central, ['FR'])).toEqual([{ state: 'FR', stated: expect.objectContaining({ authority: police }), own: { stated: null, first: true } }]);
    expect(await stateDays(central, { ...only(2028), after: null })).toBe(true);
    // The police may go on, and do not count.
    const before = shown.get(police)!.body.issuedAt, later = client(network, focal, shown);
    expect((await viewDays(later, ['FR']))[0]).toMatchObject({ stated: { authority: network.authority, years: [2028] }, own: { stated: { authority: police, years: [2027], at: before }, first: false } });
    expect(await stateDays(later, { ...only(2029), after: before })).toBe(false);
    expect((await viewDays(later, ['FR']))[0]).toMatchObject({ stated: { years: [2028] }, own: { stated: { years: [2029] }, first: false } });
  });

  it('is later than what it takes the place of, also where the clock that stated that was ahead', async () => {
    const network = new Network(), shown = new Map<AuthorityId, StatedDays>(), ahead = minutes(4);
    shown.set(network.authority, signStatedDays({ v: 1, network: network.id, authority: network.authority, ...only(2027), after: null, issuer: network.focal.id, issuedAt: ahead }, network.focal.keys.secretKey));
    expect(await stateDays(client(network, network.focal, shown), { ...only(2028), after: ahead })).toBe(true);
    expect(shown.get(network.authority)!.body).toMatchObject({ after: ahead, issuedAt: new Date(Date.parse(ahead) + 1).toISOString() });
  });
});
