import { describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { firstLink } from '@comity/e2ee';
import { Batch } from '../store/batch.js';
import { EpochKeys } from './epoch-keys.js';
import type { Ground } from './ground.js';
import { KeyringSync, readKeyring } from './keyring-sync.js';

const id = '01234567-89ab-4def-8123-456789abcdef' as SpaceId;
const bytes = (byte: number) => new Uint8Array(32).fill(byte);

describe('a keyring on its way to the vault', () => {
  it('takes along no key that was destroyed while it waited, and is no fork of what lies there', async () => {
    const epochKeys = new EpochKeys({} as never, id);
    for (const epoch of [3, 4]) epochKeys.add({ epoch, key: bytes(epoch), tag: bytes(epoch + 10) });
    const record = { since: 1, destroyedBefore: 0, suite: 3, firstSeats: null, firstPolicy: null, cursor: 0, readSeq: 0, marks: {} };
    const space = { id, record, epochKeys, transcript: { from: null, link: firstLink() }, followMarks: () => Promise.resolve(), vaultHolds: () => Promise.resolve() } as unknown as Ground;
    let there: Uint8Array | undefined;
    const alarms: string[] = [];
    // Reading what the vault holds takes its time.
    let meanwhile = () => {};
    const vault = { write: async (_: string, make: (current: Uint8Array | undefined) => Uint8Array) => {
      await Promise.resolve();
      meanwhile();
      there = make(there);
    } };
    const sync = new KeyringSync(vault as never, { alarms: { raise: (rule: string) => { alarms.push(rule); return Promise.resolve(); } } } as never);
    await sync.write(space);
    meanwhile = () => {
      epochKeys.destroy(4, new Batch());
      record.destroyedBefore = 4;
    };
    await sync.write(space);
    expect(alarms).toEqual([]);
    expect(readKeyring(there!)?.keyring).toMatchObject({ destroyedBefore: 4, epochs: new Map([[4, { key: bytes(4), tag: bytes(14) }]]) });
  });
});
