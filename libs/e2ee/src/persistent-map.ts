/**
 * An immutable map that shares structure: a large base that never changes and a small overlay that a new value copies.
 * `with` costs some dozens of entries instead of all of them, and reading costs two look-ups.
 */
const overlayLimit = 64;

export class PersistentMap<K, V> implements ReadonlyMap<K, V> {
  readonly size: number;

  private constructor(private readonly base: ReadonlyMap<K, V>, private readonly overlay: ReadonlyMap<K, V>, size: number) {
    this.size = size;
  }

  static of<K, V>(entries: Iterable<readonly [K, V]> = []): PersistentMap<K, V> {
    const base = new Map<K, V>(entries);
    return new PersistentMap<K, V>(base, new Map<K, V>(), base.size);
  }

  /** A new map in which `key` has `value`; this one stays as it is. */
  with(key: K, value: V): PersistentMap<K, V> {
    const size = this.has(key) ? this.size : this.size + 1;
    const overlay = new Map(this.overlay).set(key, value);
    if (overlay.size <= overlayLimit) return new PersistentMap(this.base, overlay, size);
    const base = new Map(this.base);
    for (const [k, v] of overlay) base.set(k, v);
    return new PersistentMap<K, V>(base, new Map<K, V>(), size);
  }

  get(key: K): V | undefined {
    return this.overlay.has(key) ? this.overlay.get(key) : this.base.get(key);
  }

  has(key: K): boolean {
    return this.overlay.has(key) || this.base.has(key);
  }

  *entries(): MapIterator<[K, V]> {
    for (const [key, value] of this.base) yield [key, this.overlay.has(key) ? this.overlay.get(key)! : value];
    for (const [key, value] of this.overlay) if (!this.base.has(key)) yield [key, value];
  }

  *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  forEach(each: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) each(value, key, this);
  }
}
