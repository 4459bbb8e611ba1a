import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceId, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { commitmentOf, firstLink, newDevice, randomBytes, ready, sealItem, toBase64Url, verifyItem } from '@comity/e2ee';
import { fits } from './asking.js';
import type { Lock } from './entries.js';

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

  it('is the one that all closed items of its epoch were sealed under', () => {
    const locks = [lock('ana', right), lock('ben', right), lock('ana', right)];
    expect(fits(right, locks)).toBe(true);
    for (const other of [wrong, { ...right, key: wrong.key }, { ...right, tag: wrong.tag }]) expect(fits(other, locks)).toBe(false);
  });

  it('is judged by people, not by how much they wrote: one alone can neither pass a wrong key nor keep the right one away', () => {
    const flood = Array.from({ length: 20 }, () => lock('mallory', wrong));
    expect(fits(wrong, [...flood, lock('ana', right)])).toBe(false);
    expect(fits(wrong, [...flood, lock('ana', right), lock('ben', right)])).toBe(false);
    expect(fits(right, [...flood, lock('ana', right), lock('ben', right)])).toBe(true);
    // Who sealed under both counts for whichever it is.
    expect(fits(right, [...flood, lock('mallory', right), lock('ana', right)])).toBe(true);
  });

  it('is not believed where nothing says what it opens', () => {
    expect(fits(right, [])).toBe(false);
  });
});
