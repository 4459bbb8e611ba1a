import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { firstLink, randomBytes, ready } from '@comity/e2ee';
import { problem, type Instant, type SpaceId } from '@comity/contracts';
import { offline, refused } from '../failure.js';
import { Part } from '../part.js';
import { Batch } from '../store/batch.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { KeyringSync } from './keyring-sync.js';
import { freshRecord, keys } from './record.js';
import { Space } from './space.js';
import { Timeline } from './timeline.js';

const id = '01234567-89ab-4def-8123-456789abcdef' as SpaceId;

describe('what the vault has to be told', () => {
  beforeAll(() => ready());

  /** A space that is read to its end, of which the vault holds all. */
  const spaceWith = async (sync: KeyringSync) => {
    const env = {
      store: new SealedStore(new MemoryStore(), '', randomBytes(32)), now: () => new Date(), emit: () => undefined, news: { tell: () => undefined }, secrets: { practitioner: 'ben' }, alarms: { raise: () => Promise.resolve() },
      link: { online: true, ask: () => Promise.resolve({ entries: [], head: 9, now: new Date().toISOString() }) },
    };
    const record = { ...freshRecord({ id, kind: 'channel', suite: 3, since: 1, joinedAt: 9, lastActivity: '2027-03-01T12:00:00.000Z' as Instant }), cursor: 9, epoch: 4, vaultEpoch: 4 };
    const space = new Space(record, env as never, sync, () => undefined, () => undefined);
    await space.history.open();
    return { space, record };
  };
  const met = { id, head: 9, barred: false, receipts: [] } as never;

  it('is the keys that a device was given: with the next occasion, if the first attempt fails or never comes', async () => {
    const { space, record } = await spaceWith({} as never);
    await space.rewind({ since: 1, link: firstLink(), before: { seats: null, policy: null }, after: { seats: null, policy: null }, keys: [{ epoch: 2, key: randomBytes(32), tag: randomBytes(32) }] }, new Batch());
    expect(space.vaultSync.pending).toBe(true);
    expect(space.readsAnew).toBe(true);
    space.stop();
    // It is read anew by then.
    Object.assign(record, { cursor: 9, epoch: 4 });
    expect(space.readsAnew).toBe(false);
    await space.met(met, 9);
    expect(space.vaultSync.pending).toBe(true);
    space.stop();
  });

  it('is that keys were destroyed, also while what was told before was on its way', async () => {
    let meanwhile: (() => void) | undefined;
    const vault = { write: async (_: string, make: (current: undefined) => Uint8Array) => {
      make(undefined);
      meanwhile?.();
      return Promise.resolve();
    } };
    const sync = new KeyringSync(vault as never, {} as never);
    const { space, record } = await spaceWith(sync);
    for (const epoch of [3, 4]) space.epochKeys.add({ epoch, key: randomBytes(32), tag: randomBytes(32) });
    meanwhile = () => {
      space.epochKeys.destroy(4, new Batch());
      Object.assign(record, { destroyedBefore: 4, vaultEpoch: -1 });
    };
    await sync.write(space);
    await space.met(met, 9);
    expect(space.vaultSync.pending).toBe(true);
    space.stop();
    meanwhile = undefined;
    await sync.write(space);
    await space.met(met, 9);
    expect(space.vaultSync.pending).toBe(false);
    space.stop();
  });
});

describe('what is new in a log', () => {
  beforeAll(() => ready());
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  it.each(['pushed', 'heard'] as const)('is read on soon where that fails in passing, and was only %s of once', async (told) => {
    const ask = jest.fn<() => Promise<unknown>>(), link = { online: true, ask };
    const env = {
      store: new SealedStore(new MemoryStore(), '', randomBytes(32)), now: () => new Date(), emit: () => undefined, news: { tell: () => undefined }, secrets: { practitioner: 'ben' }, alarms: { raise: () => Promise.resolve() }, link,
    };
    const record = { ...freshRecord({ id, kind: 'channel', suite: 3, since: 1, joinedAt: 9, lastActivity: '2027-03-01T12:00:00.000Z' as Instant }), cursor: 9, epoch: 4, vaultEpoch: 4 };
    const space = new Space(record, env as never, {} as never, () => undefined, () => undefined);
    await space.history.open();
    ask.mockRejectedValueOnce(refused(problem('slow-down'))).mockRejectedValueOnce(offline()).mockResolvedValue({ entries: [], head: 9, now: new Date().toISOString() });
    if (told === 'pushed') space.pushed([{ seq: 11 } as never]);
    else space.heard(11);
    await jest.advanceTimersByTimeAsync(990);
    expect(ask).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(20);
    expect(ask).toHaveBeenCalledTimes(2);
    // The next connection reads all on by itself.
    link.online = false;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(ask).toHaveBeenCalledTimes(2);
    link.online = true;
    space.heard(11);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(3);
    // Once it went, the first wait is a short one again; and where all is left, nothing is asked any more.
    ask.mockRejectedValue(offline());
    space.heard(12);
    await jest.advanceTimersByTimeAsync(1_100);
    expect(ask).toHaveBeenCalledTimes(5);
    // What fails only after the space was left is left, too.
    const answer = Promise.withResolvers<unknown>();
    ask.mockReturnValue(answer.promise);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(ask).toHaveBeenCalledTimes(6);
    space.stop();
    answer.reject(offline());
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(6);
  });
});

describe('a conversation with information under conditions', () => {
  beforeAll(() => ready());

  it('shows also where what reads that cannot be loaded', async () => {
    const env = { store: new SealedStore(new MemoryStore(), '', randomBytes(32)), now: () => new Date(), emit: () => undefined, news: { tell: () => undefined }, secrets: { practitioner: 'ben' }, directory: { chain: { persons: new Map() } }, settingsOf: () => ({ receipts: true }) };
    const at = '2027-03-01T12:00:00.000Z' as Instant;
    const space = new Space(freshRecord({ id, kind: 'channel', suite: 3, since: 1, joinedAt: 1, lastActivity: at }), env as never, {} as never, () => undefined, () => undefined);
    Object.assign(space, { offers: new Part(() => Promise.reject(new TypeError('Failed to fetch'))) });
    await space.history.open();
    space.history.append({ type: 'offer', seq: 1, id: 'one', by: 'ana', device: 'd', at, storedAt: at, handling: 'H1', on: 'one', action: 'offer', refused: null, content: null } as never);
    space.history.append({ type: 'topic', seq: 2, id: 'two', by: 'ana', title: 'Next', at } as never);
    const { entries } = await new Timeline(space, env as never).page(0, 10, 'all');
    expect(entries).toMatchObject([{ type: 'offer', on: 'one', action: 'offer', offer: null }, { type: 'topic', title: 'Next' }]);
    space.stop();
  });
});

describe('what is read no further', () => {
  beforeAll(() => ready());

  it.each([{ left: true }, { halted: 'gap' as const }])('is not read anew, because nothing would come again: %j', async (ended) => {
    const env = {
      store: new SealedStore(new MemoryStore(), '', randomBytes(32)), now: () => new Date(), emit: () => undefined, news: { tell: () => undefined }, secrets: { practitioner: 'ben' },
      directory: { chain: { authorities: new Map([['lyon', {}]]), persons: new Map() } },
    };
    const record = { ...freshRecord({ id, kind: 'request', suite: 3, since: 1, joinedAt: 1, lastActivity: '2027-03-01T12:00:00.000Z' as Instant }), cursor: 2, epoch: 1, ...ended };
    await env.store.putJson(keys.matter(id), { taken: [], refused: [1], own: [], unknown: { amina: ['lyon'] }, coded: true });
    const space = new Space(record, env as never, {} as never, () => undefined, () => undefined);
    await space.load();
    await space.history.open();
    for (const seq of [1, 2]) space.history.append({ type: 'act', seq });
    record.unopened.push(2);
    space.marks.begin(0, 1, record.lastActivity, { seats: null, policy: null }, false);
    expect(await space.casebook.knowsMore()).toBe(true);
    await space.judgeAnew();
    expect([space.history.total, record.cursor]).toEqual([2, 2]);
    await space.learn({ keyring: { since: 1, anchor: { seq: 0, link: firstLink() }, epochs: new Map([[0, { key: randomBytes(32), tag: randomBytes(32) }]]) }, beginnings: [] } as never);
    expect([space.history.total, record.cursor]).toEqual([2, 2]);
    space.stop();
  });
});
