import { beforeAll, describe, expect, it } from '@jest/globals';
import { isWorkingDay } from '@comity/casework';
import type { AuthorityId, Instant, StatedDays, StatedDaysBody } from '@comity/contracts';
import { randomBytes, ready, signStatedDays } from '@comity/e2ee';
import { id, minutes, Network, now, person, wire, type Person } from '../../../e2ee/test/network.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { StateDaysBook } from './stated.js';

beforeAll(ready);

/** A client of the network, and a service that shows it what a test wants. */
function client(network: Network, memory = new MemoryStore(), key = randomBytes(32)) {
  const shown = new Map<AuthorityId, StatedDays>(), told: string[] = [], asked: string[] = [], hints = new Map<string, () => void>();
  const rest = { call: async (route: string, { params }: { params?: Record<string, string> } = {}) => {
    asked.push(route);
    if (route === 'daysIndex') return [...shown].map(([authority, { body }]) => ({ authority, issuedAt: body.issuedAt }));
    return shown.get(params!['id'] as AuthorityId);
  } };
  const env = {
    rest, store: new SealedStore(memory, 'person/', key), now: () => now, emit: ({ type }: { type: string }) => { told.push(type); },
    directory: { get chain() { return network.chain; }, refresh: async () => undefined }, link: { online: true, on: (event: string, listener: () => void) => { hints.set(event, listener); } },
  };
  const book = new StateDaysBook(env as never);
  const works = async (date: string, state = 'FR') => isWorkingDay((await book.lookedFor([state]))(state), date);
  return { book, shown, told, asked, works, memory, key, env, hint: async () => { hints.get('identity:statements')!(); await book.lookedFor([]); } };
}
const working = '2027-03-10';
function days(network: Network, by: Person, change: Partial<StatedDaysBody> = {}): StatedDays {
  return signStatedDays({ v: 1, network: network.id, authority: network.authority, restDays: [0, 6], years: [2027], days: [{ date: working, name: null }], after: null, issuer: by.id, issuedAt: minutes(-10), ...change }, by.keys.secretKey);
}
/** Another authority, of that State, with its focal point. */
function another(network: Network, state: string, kind: 'police' | 'central-authority' = 'police'): { authority: AuthorityId; focal: Person } {
  const authority = id<AuthorityId>(), focal = person('Other');
  network.accept(network.sign('authority-admitted', network.officers, { authority: { id: authority, name: 'Other', state, kind } }, { issuedAt: minutes(-400) }));
  network.accept(network.sign('focal-point-appointed', network.officers, { authority, person: wire(focal) }, { issuedAt: minutes(-300) }));
  return { authority, focal };
}

describe('what a client counts the days of a State by', () => {
  it('is what a focal point of one of its authorities signed, and nothing that anybody else did', async () => {
    const network = new Network(), { authority, focal } = another(network, 'KE'), { shown, works, hint, told } = client(network);
    expect(await works(working)).toBe(true);
    const forged = days(network, network.focal);
    for (const refused of [
      days(network, network.practitioner), days(network, focal), days(network, network.officers[0]), days(network, focal, { issuer: network.focal.id }),
      { ...forged, body: { ...forged.body, days: [{ date: working, name: 'x' }] } }, { ...forged, signature: days(network, network.focal, { years: [2027, 2028] }).signature }, days(network, network.focal, { network: id() }), days(network, network.focal, { issuedAt: minutes(-950) }),
    ]) {
      shown.set(network.authority, refused);
      await hint();
      expect(await works(working)).toBe(true);
    }
    // Nor what is shown as that of another authority.
    shown.set(network.authority, days(network, focal, { authority }));
    await hint();
    expect([await works(working), told]).toEqual([true, []]);
    shown.set(network.authority, forged);
    await hint();
    expect([await works(working), await works(working, 'KE'), told]).toEqual([false, true, ['directory', 'spaces']]);
  });

  it('is the newest that this device saw: the service takes nothing back, and it is there without a connection', async () => {
    const network = new Network(), { shown, works, hint, memory, key } = client(network);
    shown.set(network.authority, days(network, network.focal));
    expect(await works(working)).toBe(false);
    shown.set(network.authority, days(network, network.focal, { issuedAt: minutes(-20), days: [] }));
    await hint();
    expect(await works(working)).toBe(false);
    shown.clear();
    await hint();
    expect(await works(working)).toBe(false);
    // Another start, and a service that says it is newer than it is.
    const later = client(network, memory, key);
    expect(await later.works(working)).toBe(false);
    later.shown.set(network.authority, days(network, network.focal, { issuedAt: minutes(-5), days: [] }));
    await later.hint();
    expect(await later.works(working)).toBe(true);
    const offline = client(network, memory, key);
    offline.env.link.online = false;
    expect([await offline.works(working), offline.asked]).toEqual([true, []]);
  });

  it('is that of a central authority before others of the State, however old, as long as it has a place in the network', async () => {
    const network = new Network(), { authority, focal } = another(network, 'FR'), { shown, works, hint } = client(network);
    shown.set(authority, days(network, focal, { authority, days: [], issuedAt: minutes(-5) }));
    expect(await works(working)).toBe(true);
    shown.set(network.authority, days(network, network.focal, { issuedAt: minutes(-100) as Instant }));
    await hint();
    expect(await works(working)).toBe(false);
    network.accept(network.sign('revoked', network.officers, { subject: { type: 'authority', id: network.authority }, reason: 'other' }, { issuedAt: minutes(-1) }));
    expect(await works(working)).toBe(true);
  });

  it('is not what was signed for a time to come: it would stand before all that follows, also once its author is gone', async () => {
    const network = new Network(), { shown, works, hint, book } = client(network), hidden = days(network, network.focal, { issuedAt: '2199-01-01T00:00:00.000Z' as Instant });
    shown.set(network.authority, hidden);
    expect([await works(working), await book.take(hidden)]).toEqual([true, false]);
    // A clock may be off a little.
    shown.set(network.authority, days(network, network.focal, { issuedAt: minutes(4) }));
    await hint();
    expect(await works(working)).toBe(false);
  });

  it('is replaced by what counts, where it counts no more', async () => {
    const network = new Network(), { shown, works, hint, asked, book } = client(network), first = days(network, network.focal, { issuedAt: minutes(-5) });
    shown.set(network.authority, first);
    expect(await works(working)).toBe(false);
    const successor = person('Successor');
    network.accept(network.revoke({ type: 'practitioner', id: network.focal.id }, network.officers, { issuedAt: minutes(-6) }));
    network.accept(network.sign('focal-point-appointed', network.officers, { authority: network.authority, person: wire(successor) }, { issuedAt: minutes(-100) }));
    expect(await works(working)).toBe(true);
    const before = asked.length;
    await hint();
    expect(asked.slice(before)).toEqual(['daysIndex']);
    shown.set(network.authority, days(network, successor, { issuedAt: minutes(-60) }));
    await hint();
    expect([await works(working), await book.take(first)]).toEqual([false, false]);
  });

  it('comes from each authority by itself: one whose answer is none, or not there, keeps no other back', async () => {
    const network = new Network(), { authority, focal } = another(network, 'KE'), { shown, book, works, hint, told, env } = client(network), { call } = env.rest;
    shown.set(network.authority, days(network, network.focal));
    shown.set(authority, days(network, focal, { authority }));
    for (const broken of [network.authority, authority]) {
      const { shown: theirs, env: of, works: worksFor, book } = client(network), { call: callFor } = of.rest;
      for (const [id, each] of shown) theirs.set(id, each);
      of.rest.call = async (route, input) => { if (input?.params?.['id'] === broken) throw new Error('unreadable'); return callFor(route, input); };
      await book.lookedFor(['FR', 'KE']);
      expect([broken, await worksFor(working), await worksFor(working, 'KE')]).toEqual([broken, broken === network.authority, broken !== network.authority]);
    }
    // What came in before it broke off is told all the same.
    env.rest.call = async (route, input) => { if (input?.params?.['id'] === authority) throw new Error('unreadable'); return call(route, input); };
    await book.lookedFor(['FR', 'KE']);
    expect([told, await works(working)]).toEqual([['directory', 'spaces'], false]);
    env.rest.call = call;
    await hint();
    expect(await works(working, 'KE')).toBe(false);
  });

  it('is read again from this device where reading it failed once', async () => {
    const network = new Network(), { memory, key, shown, works } = client(network);
    shown.set(network.authority, days(network, network.focal));
    expect(await works(working)).toBe(false);
    const { env, works: later } = client(network, memory, key);
    env.link.online = false;
    env.store.list = () => Promise.reject(new Error('locked'));
    await expect(later(working)).rejects.toThrow('locked');
    Reflect.deleteProperty(env.store, 'list');
    expect(await later(working)).toBe(false);
  });
});
