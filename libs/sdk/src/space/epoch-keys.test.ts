import { describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { Batch } from '../store/batch.js';
import { EpochKeys } from './epoch-keys.js';

const [key, tag] = [1, 2].map((byte) => new Uint8Array(32).fill(byte)) as [Uint8Array, Uint8Array];

describe('a key that is destroyed', () => {
  it('is gone, and turns nothing that somebody is about to write into another key', () => {
    const keys = new EpochKeys({} as never, 'space' as SpaceId);
    keys.add({ epoch: 3, key: key.slice(), tag: tag.slice() });
    const handed = [keys.get(3), ...keys.all()];
    keys.destroy(4, new Batch());
    expect([keys.get(3), keys.all()]).toEqual([undefined, []]);
    expect(handed).toEqual([{ epoch: 3, key, tag }, { epoch: 3, key, tag }]);
  });
});
