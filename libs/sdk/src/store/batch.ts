/** Writes that belong together: applied wholly or not at all. */
import type { Store } from '../api.js';
import { encodeJson } from './json.js';

export class Batch {
  private readonly puts = new Map<string, Uint8Array>();
  private readonly deletes = new Set<string>();

  put(key: string, value: Uint8Array): this {
    this.deletes.delete(key);
    this.puts.set(key, value);
    return this;
  }

  putJson(key: string, value: unknown): this { return this.put(key, encodeJson(value)); }

  delete(key: string): this {
    this.puts.delete(key);
    this.deletes.add(key);
    return this;
  }

  async writeTo(store: Store): Promise<void> {
    if (this.puts.size > 0 || this.deletes.size > 0) await store.write({ put: [...this.puts], delete: [...this.deletes] });
  }
}
