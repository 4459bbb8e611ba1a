/**
 * The timeline's stored entries, in pages of 64, so that taking in ten thousand entries writes some 160 values and
 * showing a window reads two or three. Entries are found by place (0 is the oldest this client may read), by sequence,
 * and by the views that list them.
 */
import type { Instant, ItemId, SpaceId } from '@comity/contracts';
import type { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { SealedStore } from '../store/sealed.js';
import type { StoredEntry } from './entries.js';
import type { Taken } from './news.js';
import { keys, type ScopeName } from './record.js';
import { Scope } from './scope.js';

const pageSize = 64;

export class History {
  private readonly dirty = new Map<number, StoredEntry[]>();
  /** Handed over and not in the store yet. */
  private readonly underway = new Map<number, StoredEntry[]>();
  private tail: { page: number; entries: StoredEntry[] } | undefined;
  private recent: { page: number; entries: StoredEntry[] } | undefined;
  /** Sequence number of each page's first entry. */
  private fences: number[] | undefined;
  private newFences = false;
  private readonly scopes = new Map<ScopeName, Scope>();
  private readonly changed = new Map<number, Taken>();

  /** `total` is the number of entries stored, `shown` the number in each view. */
  constructor(private readonly store: SealedStore, private readonly space: SpaceId, public total: number, private readonly shown: Record<string, number>) {}

  /** Brings into memory what taking in entries needs. */
  async open(): Promise<void> {
    this.tail ??= { page: Math.floor(this.total / pageSize), entries: await this.page(Math.floor(this.total / pageSize)) };
    await this.fenced();
  }

  /** Adds an entry to the history and to the views it belongs to; answers its place. */
  append(entry: StoredEntry): number {
    const { tail, fences } = this;
    if (tail === undefined || fences === undefined) throw new Error('the history is not open');
    if (tail.entries.length === 0) {
      fences[tail.page] = entry.seq;
      this.newFences = true;
    }
    tail.entries.push(entry);
    this.dirty.set(tail.page, tail.entries);
    if (tail.entries.length === pageSize) this.tail = { page: tail.page + 1, entries: [] };
    for (const name of scopesOf(entry)) this.scope(name).append(this.total);
    this.changed.set(this.total, { index: this.total, entry, before: null });
    this.total += 1;
    return this.total - 1;
  }

  /** Puts an entry in the place of its former self: what people did to it, and nothing that decides where it shows. */
  async update(place: number, entry: StoredEntry): Promise<void> {
    const page = Math.floor(place / pageSize);
    const entries = await this.page(page);
    const before = this.changed.has(place) ? (this.changed.get(place)?.before ?? null) : (entries[place % pageSize] ?? null);
    this.changed.set(place, { index: place, entry, before });
    entries[place % pageSize] = entry;
    this.dirty.set(page, entries);
  }

  /** Forgets all entries from a place on: the log is read again from there. */
  async truncate(place: number, batch: Batch): Promise<void> {
    const first = Math.floor(place / pageSize);
    const kept = (await this.page(first)).slice(0, place % pageSize);
    for (let page = first; page * pageSize < this.total; page += 1) {
      this.dirty.delete(page);
      this.underway.delete(page);
      batch.delete(keys.page(this.space, page));
    }
    for (const name of new Set([...Object.keys(this.shown), ...this.scopes.keys()]) as Set<ScopeName>) await this.scope(name).truncate(place, batch);
    (await this.fenced()).length = kept.length > 0 ? first + 1 : first;
    this.newFences = true;
    for (const each of this.changed.keys()) if (each >= place) this.changed.delete(each);
    this.recent = undefined;
    this.total = place;
    this.tail = { page: first, entries: kept };
    if (kept.length > 0) this.dirty.set(first, kept);
  }

  /**
   * Erases everything before a place, from `from` on, and leaves one entry that says so, in the views that had something before. What they show follows.
   * Answers what was erased.
   */
  async erase(from: number, before: number, at: Instant, batch: Batch): Promise<StoredEntry[]> {
    const erased = await this.read(from, before - from);
    const last = before - 1;
    for (const [i, { seq }] of erased.entries()) await this.update(from + i, from + i === last ? { type: 'erased', seq, at } : { type: 'act', seq });
    for (const name of new Set([...Object.keys(this.shown), ...this.scopes.keys()]) as Set<ScopeName>) {
      const scope = this.scope(name);
      if (scope.total > 0 && (await scope.positionOf(before)) > 0) await scope.forget(before, last, batch);
    }
    return erased;
  }

  async flush(batch: Batch): Promise<void> {
    for (const [page, entries] of this.dirty) {
      batch.putJson(keys.page(this.space, page), entries);
      this.underway.set(page, entries);
    }
    this.dirty.clear();
    if (this.newFences) batch.putJson(keys.fences(this.space), this.fences);
    this.newFences = false;
    for (const [name, scope] of this.scopes) {
      await scope.flush(batch);
      this.shown[name] = scope.total;
    }
  }

  /** What was flushed is in the store. */
  stored(): void {
    this.underway.clear();
    for (const scope of this.scopes.values()) scope.stored();
  }

  /** A view; one that nothing was put into yet is empty. */
  scope(name: ScopeName): Scope {
    const known = this.scopes.get(name) ?? new Scope(this.store, this.space, name, this.shown[name] ?? 0);
    this.scopes.set(name, known);
    return known;
  }

  /** What was appended or replaced since this was last asked. */
  changes(): Taken[] {
    const changes = [...this.changed.values()];
    this.changed.clear();
    return changes;
  }

  async read(from: number, count: number): Promise<StoredEntry[]> {
    const entries: StoredEntry[] = [];
    for (let page = Math.floor(from / pageSize); page * pageSize < Math.min(from + count, this.total); page += 1) {
      const start = Math.max(0, from - page * pageSize);
      entries.push(...(await this.page(page)).slice(start, from + count - page * pageSize));
    }
    return entries;
  }

  /** The entries at places in ascending order. */
  async at(places: readonly number[]): Promise<StoredEntry[]> {
    const entries: StoredEntry[] = [];
    for (const place of places) {
      const entry = (await this.page(Math.floor(place / pageSize)))[place % pageSize];
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  /** The item at a sequence number, if it is the one of this id. */
  async find(on: { seq: number; id: ItemId }): Promise<{ place: number; entry: StoredEntry } | undefined> {
    const place = await this.indexOf(on.seq);
    const [entry] = place < this.total ? await this.at([place]) : [];
    return entry !== undefined && entry.seq === on.seq && 'id' in entry && entry.id === on.id ? { place, entry } : undefined;
  }

  /** Place of the first entry whose sequence is at least `seq`. */
  async indexOf(seq: number): Promise<number> {
    const fences = await this.fenced();
    let low = 0;
    let high = fences.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((fences[middle] ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return 0;
    // One commit may have left several entries of one number, so the page before may hold the first of them.
    const within = (await this.page(low - 1)).findIndex((entry) => entry.seq >= seq);
    return within === -1 ? Math.min(low * pageSize, this.total) : (low - 1) * pageSize + within;
  }

  private async fenced(): Promise<number[]> {
    const value = this.fences === undefined ? await this.store.get(keys.fences(this.space)) : undefined;
    this.fences ??= value === undefined ? [] : decodeJson<number[]>(value);
    return this.fences;
  }

  private async page(page: number): Promise<StoredEntry[]> {
    if (this.tail?.page === page) return this.tail.entries;
    const unwritten = this.dirty.get(page) ?? this.underway.get(page);
    if (unwritten !== undefined) return unwritten;
    if (this.recent?.page === page) return this.recent.entries;
    const value = await this.store.get(keys.page(this.space, page));
    const entries = value === undefined ? [] : decodeJson<StoredEntry[]>(value);
    // Another reader may have been faster, and what it holds may have changed since.
    if (this.tail?.page === page) return this.tail.entries;
    const meanwhile = this.dirty.get(page) ?? this.underway.get(page);
    if (meanwhile !== undefined) return meanwhile;
    this.recent = { page, entries };
    return entries;
  }
}

/** The views an entry stands in. */
function scopesOf(entry: StoredEntry): ScopeName[] {
  if (entry.type === 'act' || (entry.type === 'entry' && entry.title === null)) return [];
  if (entry.type === 'note') return ['notes'];
  // Of what is kept of a case file most is who opened what. Nobody has looked at its form yet.
  if (entry.type === 'trace') return (entry.content.said as { does?: unknown } | null | undefined)?.does === 'compartment' ? ['traces', 'announced'] : ['traces'];
  if (entry.type === 'message') return ['all', entry.topic ?? 'main'];
  return entry.type === 'topic' ? ['all', 'main', entry.id] : ['all', 'main'];
}
