/**
 * One person's part of a store, with values sealed under a key of this device, so that locking makes them unreadable.
 * Trust: the store may be read and edited by others; an edited, swapped or rolled-back-to-garbage value throws.
 */
import { openVaultRecord, sealVaultRecord } from '@comity/e2ee';
import type { Store } from '../api.js';
import { encodeJson, decodeJson } from './json.js';

export class SealedStore implements Store {
  private ended = false;

  constructor(private readonly inner: Store, private readonly prefix: string, private readonly key: Uint8Array) {}

  async get(key: string): Promise<Uint8Array | undefined> {
    const value = await this.inner.get(this.prefix + key);
    return value === undefined ? undefined : this.open(key, value);
  }

  async getJson<T>(key: string): Promise<T | undefined> {
    const value = await this.get(key);
    return value === undefined ? undefined : decodeJson<T>(value);
  }

  async list(prefix: string, options: { after?: string; limit?: number; reverse?: boolean } = {}): Promise<[string, Uint8Array][]> {
    const { after, ...rest } = options;
    const values = await this.inner.list(this.prefix + prefix, after === undefined ? rest : { ...rest, after: this.prefix + after });
    return values.map(([full, value]) => {
      const key = full.slice(this.prefix.length);
      return [key, this.open(key, value)];
    });
  }

  async write(batch: { put: [string, Uint8Array][]; delete: string[] }): Promise<void> {
    if (this.ended) return;
    await this.inner.write({
      put: batch.put.map(([key, value]) => [this.prefix + key, sealVaultRecord(this.key, `local:${key}`, 1, value)]),
      delete: batch.delete.map((key) => this.prefix + key),
    });
  }

  async putJson(key: string, value: unknown): Promise<void> { await this.write({ put: [[key, encodeJson(value)]], delete: [] }); }

  /** Nothing is written from here on: what is about to be erased stays so, whatever is still under way. */
  end(): void { this.ended = true; }

  /** Erases this person's part alone. */
  async clear(): Promise<void> {
    const keys = await this.inner.list(this.prefix);
    await this.inner.write({ put: [], delete: keys.map(([key]) => key) });
  }

  private open(key: string, value: Uint8Array): Uint8Array {
    const opened = openVaultRecord(this.key, `local:${key}`, 1, value);
    if (opened === undefined) throw new Error('a value of the local store does not open');
    return opened;
  }
}
