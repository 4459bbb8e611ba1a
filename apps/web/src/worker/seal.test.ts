import { describe, expect, it } from '@jest/globals';
import { newStoreKey, openValue, sealValue } from './seal.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a value of the local store', () => {
  it('opens under its name and shows nothing of its content', async () => {
    const key = await newStoreKey();
    const sealed = await sealValue(key, 'space/1', bytes('the account ends in 4471'));
    expect(Buffer.from(sealed).includes('4471')).toBe(false);
    expect(await openValue(key, 'space/1', sealed)).toEqual(bytes('the account ends in 4471'));
  });

  it('does not open under another name, another key, or altered', async () => {
    const key = await newStoreKey();
    const sealed = await sealValue(key, 'a', bytes('x'));
    await expect(openValue(key, 'b', sealed)).rejects.toMatchObject({ name: 'OperationError' });
    await expect(openValue(await newStoreKey(), 'a', sealed)).rejects.toMatchObject({ name: 'OperationError' });
    const altered = sealed.slice();
    altered[20] = (altered[20] ?? 0) ^ 1;
    await expect(openValue(key, 'a', altered)).rejects.toMatchObject({ name: 'OperationError' });
    await expect(openValue(key, 'a', Uint8Array.of(9, ...sealed.slice(1)))).rejects.toThrow('unknown version');
  });

  it('is sealed under a key that cannot be taken out', async () => {
    const key = await newStoreKey();
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toMatchObject({ name: 'InvalidAccessError' });
  });
});
