import { beforeAll, describe, expect, it } from '@jest/globals';
import { limits, type DeviceId, type Instant, type PractitionerId, type SpaceId } from '@comity/contracts';
import { firstLink, newKeyring, ready, sealVaultRecord } from '@comity/e2ee';
import { Batch } from '../store/batch.js';
import { EpochKeys } from './epoch-keys.js';
import type { Ground } from './ground.js';
import { KeyringSync, readKeyring, writeKeyring, type Beginning } from './keyring-sync.js';

const id = '01234567-89ab-4def-8123-456789abcdef' as SpaceId;
const bytes = (byte: number) => new Uint8Array(32).fill(byte);

describe('a keyring on its way to the vault', () => {
  beforeAll(() => ready());

  it('takes along no key that was destroyed while it waited, and is no fork of what lies there', async () => {
    const epochKeys = new EpochKeys({} as never, id);
    for (const epoch of [3, 4]) epochKeys.add({ epoch, key: bytes(epoch), tag: bytes(epoch + 10) });
    const record = { since: 1, destroyedBefore: 0, suite: 3, firstSeats: null, firstPolicy: null, cursor: 0, readSeq: 0, marks: {} };
    const space = { id, record, epochKeys, transcript: { from: null, link: firstLink() }, retention: { end: null }, followMarks: () => Promise.resolve(), vaultHolds: () => Promise.resolve() } as unknown as Ground;
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

  it('loses no place where the transcript is known to begin: neither that of all, nor one that another device found', async () => {
    let there: Uint8Array | undefined;
    const sync = new KeyringSync({ write: (_: string, make: (current: Uint8Array | undefined) => Uint8Array) => { there = make(there); return Promise.resolve(); } } as never, {} as never);
    /** What the vault says after devices wrote, each of which reads from one entry on and knows the link at another. */
    const after = async (...devices: { since: number; from: number | null }[]) => {
      there = undefined;
      for (const { since, from } of devices) {
        const record = { since, destroyedBefore: 0, suite: 3, firstSeats: null, firstPolicy: null, cursor: 9, readSeq: 0, marks: {} };
        const transcript = { from, link: undefined, prepare: () => Promise.resolve(), kept: (seq: number) => (seq === 0 ? firstLink() : bytes(seq)) };
        await sync.write({ id, record, epochKeys: new EpochKeys({} as never, id), transcript, retention: { end: null }, followMarks: () => Promise.resolve(), vaultHolds: () => Promise.resolve() } as unknown as Ground);
      }
      const { since, anchor } = readKeyring(there!)!.keyring;
      return { since, at: anchor.seq };
    };
    expect(await after({ since: 5, from: 4 }, { since: 1, from: 0 })).toEqual({ since: 1, at: 0 });
    expect(await after({ since: 1, from: 0 }, { since: 5, from: 4 })).toEqual({ since: 1, at: 0 });
    expect(await after({ since: 3, from: 2 }, { since: 5, from: null })).toEqual({ since: 3, at: 2 });
    expect(await after({ since: 5, from: null }, { since: 3, from: 2 })).toEqual({ since: 3, at: 2 });
  });

  it('leaves out where the oldest stays began, rather than not fit', () => {
    const policy = { v: 1, kind: 'channel', owners: [], history: 'none', retention: null, hold: false, suite: 3 } as unknown as Beginning['policy'];
    const keyring = { ...newKeyring(id, 1, { seq: 0, link: firstLink() }), epochs: new Map([[4, { key: bytes(4), tag: bytes(14) }]]) };
    const kept = [600, 625, 630, 800].map((count) => {
      const seats = Array.from({ length: count }, () => ({ practitioner: crypto.randomUUID() as PractitionerId, device: crypto.randomUUID() as DeviceId }));
      const beginnings = Array.from({ length: 16 }, (_, i): Beginning => ({ since: i + 1, seats, policy }));
      const written = writeKeyring({ keyring, suite: 3, beginnings, latest: null, marks: { read: 0, views: {} }, ends: null });
      expect(sealVaultRecord(bytes(9), 'space:', 1, written).length).toBeLessThanOrEqual(limits.vaultRecordBytes);
      const there = readKeyring(written)!;
      expect(there.keyring.epochs).toEqual(keyring.epochs);
      expect(there.beginnings).toEqual(beginnings.slice(-there.beginnings.length));
      return there.beginnings.length;
    });
    expect(kept).toEqual([16, 15, 15, 12]);
  });

  describe('says when all of a space is over', () => {
    const [soon, late] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'] as [Instant, Instant];
    let there: Uint8Array | undefined;
    const sync = new KeyringSync({ write: (_: string, make: (current: Uint8Array | undefined) => Uint8Array) => { there = make(there); return Promise.resolve(); } } as never, {} as never);
    /** What the vault says after devices wrote, one after the other: which epochs they know, how far they read, and what they think. */
    const after = async (...devices: { epochs: number[]; cursor: number; end: Instant | null; destroyedBefore?: number }[]) => {
      there = undefined;
      for (const { epochs, cursor, end, destroyedBefore = 0 } of devices) {
        const epochKeys = new EpochKeys({} as never, id);
        for (const epoch of epochs) epochKeys.add({ epoch, key: bytes(epoch), tag: bytes(epoch + 10) });
        const record = { since: 1, destroyedBefore, suite: 3, firstSeats: null, firstPolicy: null, cursor, readSeq: 0, marks: {} };
        await sync.write({ id, record, epochKeys, transcript: { from: null, link: firstLink() }, retention: { end }, followMarks: () => Promise.resolve(), vaultHolds: () => Promise.resolve() } as unknown as Ground);
      }
      return readKeyring(there!)!.ends;
    };

    it('by the word of whoever knows all of it: one that is behind ends nothing, and shortens nothing', async () => {
      // Told that it is outside, while another one went on.
      expect(await after({ epochs: [3, 4], cursor: 9, end: null }, { epochs: [3], cursor: 5, end: soon })).toBeNull();
      expect(await after({ epochs: [3], cursor: 9, end: null }, { epochs: [3], cursor: 5, end: soon })).toBeNull();
      expect(await after({ epochs: [3, 4], cursor: 9, end: late }, { epochs: [3], cursor: 5, end: soon })).toBe(late);
      expect(await after({ epochs: [4], cursor: 9, end: late }, { epochs: [4], cursor: 8, end: soon })).toBe(late);
      // Which does not know yet that its person left.
      expect(await after({ epochs: [3, 4], cursor: 9, end: late }, { epochs: [3], cursor: 5, end: null })).toBe(late);
    });

    it('and of who learnt more than the others', async () => {
      expect(await after({ epochs: [3], cursor: 5, end: soon }, { epochs: [3, 4], cursor: 9, end: late })).toBe(late);
      expect(await after({ epochs: [3], cursor: 5, end: null }, { epochs: [3], cursor: 6, end: soon })).toBe(soon);
      // Back inside; and one whose keys are over.
      expect(await after({ epochs: [3], cursor: 5, end: soon }, { epochs: [7], cursor: 20, end: null })).toBeNull();
      expect(await after({ epochs: [3, 4], cursor: 9, end: null }, { epochs: [], cursor: 9, end: soon, destroyedBefore: 5 })).toBe(soon);
    });
  });
});
