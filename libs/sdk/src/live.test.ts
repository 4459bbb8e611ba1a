import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { DeviceId, NetworkId, PractitionerId, StatementId } from '@comity/contracts';
import { randomBytes, ready } from '@comity/e2ee';
import { keepKeys } from './account/kept-keys.js';
import { alarmed, offline } from './failure.js';
import { Live, type LiveParts } from './live.js';
import { MemoryStore } from './store/memory.js';
import { SealedStore } from './store/sealed.js';

describe('what a connection brings', () => {
  beforeAll(ready);
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  /** A device that has its keys and a vault, and is in no space; `tell`: what the service says. `asked`: how often it asked what is in the vault. */
  const begin = async (records: { name: string; version: number }[]) => {
    const store = new SealedStore(new MemoryStore(), '', randomBytes(32));
    const keys = { publicKey: randomBytes(32), secretKey: randomBytes(64) };
    await keepKeys({ store: () => store } as never, {
      network: { id: 'network' as NetworkId, name: 'Network', pin: 'pin' as StatementId }, identity: keys, vaultKey: randomBytes(32), deviceName: 'Desk', device: { ...keys, practitioner: 'ana' as PractitionerId, device: 'desk' as DeviceId },
    });
    const listeners = new Map<string, ((value: unknown) => void)[]>();
    const link = { online: true, on: (event: string, listener: (value: unknown) => void) => { listeners.set(event, [...(listeners.get(event) ?? []), listener]); } };
    const asked = jest.fn();
    const live = (await Live.open({ platform: { now: () => new Date(), origin: '' }, rest: { call: async (route: string) => { if (route === 'vaultRecords') asked(); return records; } }, files: {}, link, store, emit: () => undefined } as unknown as LiveParts))!;
    jest.spyOn(live, 'refresh').mockResolvedValue();
    jest.spyOn(live.main, 'read').mockResolvedValue();
    const meet = jest.spyOn(live.spaces, 'meet').mockResolvedValue();
    const taken = jest.spyOn(live.spaces, 'followVault').mockResolvedValue();
    const seen = jest.fn();
    live.follow(seen);
    const tell = async (event: string, value?: unknown) => {
      for (const listener of listeners.get(event) ?? []) listener(value);
      await jest.advanceTimersByTimeAsync(0);
    };
    return { live, asked, meet, taken, seen, tell };
  };

  it('is all taken in but what raises an alarm, which is asked about with the next connection', async () => {
    const { live, taken, seen, tell } = await begin([{ name: 'main', version: 1 }, { name: 'space:a', version: 2 }, { name: 'space:b', version: 3 }]);
    jest.spyOn(live.main, 'follow').mockRejectedValue(alarmed('vault-rolled-back'));
    taken.mockImplementation((name) => (name === 'space:a' ? Promise.reject(alarmed('rolled-back')) : Promise.resolve()));
    await tell('link:online');
    expect([taken.mock.calls, seen.mock.calls.length]).toEqual([[['space:a', 2], ['space:b', 3]], 1]);
    await tell('link:online');
    expect([taken.mock.calls.length, seen.mock.calls.length]).toEqual([4, 2]);
    live.close();
  });

  it('does not take away that a hint is asked about again which failed meanwhile', async () => {
    const { live, asked, meet, taken, seen, tell } = await begin([]);
    const held = Promise.withResolvers<void>();
    meet.mockReturnValueOnce(held.promise);
    await tell('link:online');
    taken.mockRejectedValueOnce(offline());
    await tell('identity:vault', { name: 'space:a', version: 2 });
    held.resolve();
    await jest.advanceTimersByTimeAsync(999);
    expect([seen.mock.calls.length, asked.mock.calls.length]).toEqual([1, 1]);
    await jest.advanceTimersByTimeAsync(1);
    expect([seen.mock.calls.length, asked.mock.calls.length]).toEqual([2, 2]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked.mock.calls.length).toBe(2);
    live.close();
  });

  it('is waited for also where it fails in passing', async () => {
    const { live } = await begin([]);
    const current = jest.spyOn(live.spaces, 'current', 'get').mockReturnValue(false);
    const settled = jest.fn();
    const settling = live.settled().then(settled);
    await jest.advanceTimersByTimeAsync(1_500);
    expect(settled).not.toHaveBeenCalled();
    current.mockReturnValue(true);
    await jest.advanceTimersByTimeAsync(100);
    expect(settled).toHaveBeenCalled();
    await settling;
    live.close();
  });
});
