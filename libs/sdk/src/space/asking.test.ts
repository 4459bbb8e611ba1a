import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceId, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { commitmentOf, firstLink, newDevice, randomBytes, ready, sealItem, toBase64Url, verifyItem } from '@comity/e2ee';
import { Asking, weigh } from './asking.js';
import type { Lock } from './entries.js';
import type { Ground } from './ground.js';

interface Key { epoch: number; key: Uint8Array; tag: Uint8Array }

describe('a key that is given', () => {
  let [right, wrong] = [] as unknown as [Key, Key];
  beforeAll(async () => {
    await ready();
    [right, wrong] = [{ epoch: 3, key: randomBytes(32), tag: randomBytes(32) }, { epoch: 3, key: randomBytes(32), tag: randomBytes(32) }];
  });

  /** What a closed item says that somebody sealed under a key. */
  function lock(by: string, { epoch, key, tag }: Key): Lock {
    const [device, id] = [newDevice(), crypto.randomUUID() as ItemId];
    const item = sealItem({
      header: { kind: 'message', handling: 'none', space: crypto.randomUUID() as SpaceId, epoch, epochTag: tag, id, sender: crypto.randomUUID() as DeviceId, transcript: { seq: 0, link: firstLink() }, treeHead: { size: 0, root: new Uint8Array(32) } },
      content: new Uint8Array(10), contentKey: key, deviceSecret: device.secretKey,
    });
    return { by: by as PractitionerId, id, tag: toBase64Url(tag), commitment: toBase64Url(commitmentOf(verifyItem(item, device.publicKey)!)) };
  }

  /** What comes of a key that `giver` gave to Ben. */
  const weighed = (key: Key, giver: string, ...locks: Lock[]) => weigh(key, locks, { giver: giver as PractitionerId, to: 'ben' as PractitionerId });

  it('is the one that all closed items of its epoch were sealed under', () => {
    const locks = [lock('ana', right), lock('hana', right), lock('ana', right)];
    expect(weighed(right, 'chi', ...locks)).toBe('fits');
    for (const other of [wrong, { ...right, key: wrong.key }, { ...right, tag: wrong.tag }]) expect(weighed(other, 'chi', ...locks)).toBe('false');
  });

  it('is judged by people, not by how much they wrote: one alone can neither pass a wrong key nor keep the right one away', () => {
    const flood = Array.from({ length: 20 }, () => lock('mallory', wrong));
    for (const others of [[lock('ana', right)], [lock('ana', right), lock('hana', right)]]) {
      expect(weighed(wrong, 'mallory', ...flood, ...others)).not.toBe('fits');
      expect(weighed(right, 'chi', ...flood, ...others)).toBe('fits');
    }
    // Who sealed under both counts for whichever it is.
    expect(weighed(right, 'mallory', ...flood, lock('mallory', right), lock('ana', right))).toBe('fits');
  });

  it('is judged by what this person wrote in its epoch, if they did', () => {
    const locks = [lock('mallory', wrong), lock('chi', wrong), lock('ben', right)];
    expect([weighed(right, 'hana', ...locks), weighed(wrong, 'chi', ...locks)]).toEqual(['fits', 'false']);
  });

  it('is asked of somebody else where its giver alone stands for it against another, or too few do: nobody is accused of what another may have done', () => {
    const locks = [lock('mallory', wrong), lock('hana', right)];
    expect([weighed(right, 'hana', ...locks), weighed(wrong, 'mallory', ...locks)]).toEqual(['unproven', 'unproven']);
    expect(weighed(right, 'chi', ...locks, lock('oda', wrong))).toBe('unproven');
    expect(weighed(wrong, 'mallory', ...locks, lock('oda', right))).toBe('false');
  });

  it('is not believed where nothing says what it opens', () => {
    expect(weighed(right, 'hana')).not.toBe('fits');
  });

  it('is asked for again of others where it was false, and there alone: what else was asked for stays asked of all', async () => {
    const entries = [3, 4].map((epoch) => ({ type: 'unopened', seq: epoch * 10, lock: lock('ana', { ...right, epoch }) }));
    const record = { unopened: [30, 40], asked: { epochs: [3, 4], doubts: {} } };
    const space = { record, group: null, epochKeys: {}, marks: { atEach: (seqs: number[]) => seqs.map((seq) => seq / 10) }, history: { indexOf: (seq: number) => Promise.resolve(seq / 10 - 3), read: (place: number) => Promise.resolve([entries[place]]) } };
    const asking = new Asking(space as unknown as Ground, { secrets: { practitioner: 'ben' } } as never);
    const judged = await asking.judge({ v: 1, type: 'give', to: 'd' as DeviceId, ask: 'i' as ItemId, epochs: [2, 3], sealed: new Uint8Array(), sentAt: '2027-03-01T12:00:00.000Z' } as never, { device: 'e' as DeviceId, by: 'mallory' as PractitionerId });
    expect(judged).toEqual({ keys: [], refused: true });
    expect(record.asked).toEqual({ epochs: [4], doubts: { 3: ['mallory'] } });
  });
});
