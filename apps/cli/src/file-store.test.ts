import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FileStore, StoreInUse } from './file-store.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined) => (value === undefined ? undefined : new TextDecoder().decode(value));

describe('a store in a file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-store-'));
    file = path.join(folder, 'deep', 'store');
  });
  afterEach(async () => { await rm(folder, { recursive: true }); });

  it('keeps what was written, for its owner alone', async () => {
    const store = await FileStore.open(file);
    await store.write({ put: [['a', bytes('1')], ['b', bytes('2')]], delete: [] });
    await store.write({ put: [['a', bytes('3')]], delete: ['b'] });
    await store.close();
    const again = await FileStore.open(file);
    expect(text(await again.get('a'))).toBe('3');
    expect(await again.get('b')).toBeUndefined();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await again.close();
  });

  it('forgets a batch that was cut off, and nothing else', async () => {
    const store = await FileStore.open(file);
    await store.write({ put: [['a', bytes('1')]], delete: [] });
    await store.close();
    await appendFile(file, '{"put":[["a","Mg=="],["c","M');
    const again = await FileStore.open(file);
    expect(text(await again.get('a'))).toBe('1');
    await again.write({ put: [['d', bytes('4')]], delete: [] });
    await again.close();
    const third = await FileStore.open(file);
    expect((await third.list('')).map(([key]) => key)).toEqual(['a', 'd']);
    await third.close();
  });

  it('shortens a long journal', async () => {
    const store = await FileStore.open(file);
    for (let i = 0; i < 250; i += 1) await store.write({ put: [['a', bytes(String(i))]], delete: [] });
    await store.close();
    await (await FileStore.open(file)).close();
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(2);
  });

  it('is one program\'s at a time', async () => {
    const store = await FileStore.open(file);
    await expect(FileStore.open(file)).rejects.toThrow(StoreInUse);
    await store.close();
  });
});
