/** The SDK's store in IndexedDB. A batch is one transaction; values are sealed (see seal.ts), names are ids only. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Store } from '@comity/sdk';
import { newStoreKey, openValue, sealValue } from './seal.js';

interface Schema extends DBSchema {
  entries: { key: string; value: Uint8Array };
  keys: { key: string; value: CryptoKey };
}
const keyName = 'store';

async function storeKey(db: IDBPDatabase<Schema>): Promise<CryptoKey> {
  const existing = await db.get('keys', keyName);
  if (existing) return existing;
  const made = await newStoreKey();
  await db.put('keys', made, keyName);
  return made;
}

/** Opens the store; the caller holds the browser-wide lock, so nobody else writes to it meanwhile. */
export async function openStore(name = 'comity'): Promise<Store> {
  const db = await openDB<Schema>(name, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('entries');
      fresh.createObjectStore('keys');
    },
  });
  let key = await storeKey(db);

  const range = (prefix: string, after: string | undefined, reverse: boolean) => {
    const end = `${prefix}\uffff`;
    if (after === undefined) return IDBKeyRange.bound(prefix, end);
    return reverse ? IDBKeyRange.bound(prefix, after, false, true) : IDBKeyRange.bound(after, end, true, false);
  };

  const sealedEntries = async (prefix: string, options: { after?: string; limit?: number; reverse?: boolean }): Promise<[string, Uint8Array][]> => {
    const within = range(prefix, options.after, options.reverse === true);
    const tx = db.transaction('entries');
    if (options.reverse !== true) {
      const [names, values] = await Promise.all([tx.store.getAllKeys(within, options.limit), tx.store.getAll(within, options.limit)]);
      return names.flatMap((each, i) => { const value = values[i]; return value ? [[each, value] as [string, Uint8Array]] : []; });
    }
    const found: [string, Uint8Array][] = [];
    for (let cursor = await tx.store.openCursor(within, 'prev'); cursor && found.length < (options.limit ?? Infinity); cursor = await cursor.continue()) {
      found.push([cursor.key, cursor.value]);
    }
    return found;
  };

  return {
    async get(entry) {
      const sealed = await db.get('entries', entry);
      return sealed && openValue(key, entry, sealed);
    },
    async list(prefix, options = {}) {
      const sealed = await sealedEntries(prefix, options);
      return Promise.all(sealed.map(async ([entry, value]): Promise<[string, Uint8Array]> => [entry, await openValue(key, entry, value)]));
    },
    async write(batch) {
      // Sealing is asynchronous and would let the transaction close: seal first, then write all in one go.
      const sealed = await Promise.all(batch.put.map(async ([entry, value]): Promise<[string, Uint8Array]> => [entry, await sealValue(key, entry, value)]));
      const tx = db.transaction('entries', 'readwrite', { durability: 'strict' });
      await Promise.all([...sealed.map(([entry, value]) => tx.store.put(value, entry)), ...batch.delete.map((entry) => tx.store.delete(entry)), tx.done]);
    },
    async clear() {
      const tx = db.transaction(['entries', 'keys'], 'readwrite');
      await Promise.all([tx.objectStore('entries').clear(), tx.objectStore('keys').clear(), tx.done]);
      // The old key is gone with what it sealed.
      key = await storeKey(db);
    },
  };
}
