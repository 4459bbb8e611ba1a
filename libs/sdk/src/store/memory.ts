/** A store that forgets: for tests, the demo and short-lived command lines. */
import type { Store } from '../api.js';

export class MemoryStore implements Store {
  private readonly values = new Map<string, Uint8Array>();
  private sorted: string[] | undefined;

  get(key: string): Promise<Uint8Array | undefined> { return Promise.resolve(this.values.get(key)); }

  list(prefix: string, options: { after?: string; limit?: number; reverse?: boolean } = {}): Promise<[string, Uint8Array][]> {
    const keys = this.keys(prefix);
    if (options.reverse === true) keys.reverse();
    const { after } = options;
    const beyond = after === undefined ? keys : keys.filter((key) => (options.reverse === true ? key < after : key > after));
    const page = options.limit === undefined ? beyond : beyond.slice(0, options.limit);
    return Promise.resolve(page.map((key) => [key, this.values.get(key) ?? new Uint8Array()]));
  }

  write(batch: { put: [string, Uint8Array][]; delete: string[] }): Promise<void> {
    for (const [key, value] of batch.put) {
      if (!this.values.has(key)) this.sorted = undefined;
      this.values.set(key, value.slice());
    }
    for (const key of batch.delete) if (this.values.delete(key)) this.sorted = undefined;
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.values.clear();
    this.sorted = undefined;
    return Promise.resolve();
  }

  /** All keys with the prefix, in order: found by bisection, as a database's index would. */
  private keys(prefix: string): string[] {
    this.sorted ??= [...this.values.keys()].sort();
    const sorted = this.sorted;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < sorted.length && sorted[end]?.startsWith(prefix) === true) end += 1;
    return sorted.slice(low, end);
  }
}
