import { beforeAll, describe, expect, it } from '@jest/globals';
import { firstLink, randomBytes, ready } from '@comity/e2ee';
import type { Instant, SpaceId } from '@comity/contracts';
import { Batch } from '../store/batch.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { freshRecord } from './record.js';
import { Space } from './space.js';

const id = '01234567-89ab-4def-8123-456789abcdef' as SpaceId;

describe('keys that a device was given', () => {
  beforeAll(() => ready());

  it('are brought to the vault with the next occasion, if the first attempt fails or never comes', async () => {
    const env = {
      store: new SealedStore(new MemoryStore(), '', randomBytes(32)), now: () => new Date(), emit: () => undefined, news: { tell: () => undefined }, secrets: { practitioner: 'ben' }, alarms: { raise: () => Promise.resolve() },
      link: { online: true, ask: () => Promise.resolve({ entries: [], head: 9, now: new Date().toISOString() }) },
    };
    const record = { ...freshRecord({ id, kind: 'channel', suite: 3, since: 1, joinedAt: 9, lastActivity: '2027-03-01T12:00:00.000Z' as Instant }), cursor: 9, epoch: 4, vaultEpoch: 4 };
    const space = new Space(record, env as never, {} as never, () => undefined);
    await space.history.open();
    await space.rewind({ since: 1, link: firstLink(), before: { seats: null, policy: null }, after: { seats: null, policy: null }, keys: [{ epoch: 2, key: randomBytes(32), tag: randomBytes(32) }] }, new Batch());
    expect(space.vaultSync.pending).toBe(true);
    space.stop();
    // It is read anew by then.
    Object.assign(record, { cursor: 9, epoch: 4 });
    await space.met({ id, head: 9, barred: false, receipts: [] } as never, 9);
    expect(space.vaultSync.pending).toBe(true);
    space.stop();
  });
});
