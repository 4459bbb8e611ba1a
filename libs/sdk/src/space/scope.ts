/**
 * One view of a timeline: everything, what has no topic, or one topic. It lists, in order, the places in the history of
 * the entries it shows, in pages of 512, so that a topic is read, counted and searched without reading the others.
 */
import type { SpaceId } from '@comity/contracts';
import type { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { SealedStore } from '../store/sealed.js';
import { keys, type ScopeName } from './record.js';

const pageSize = 512;

export class Scope {
  /** Places that are not written yet; they follow what is. */
  private fresh: number[] = [];
  private tail: { page: number; places: number[] } | undefined;
  /** Handed over and not in the store yet. */
  private readonly underway = new Map<number, number[]>();

  constructor(private readonly store: SealedStore, private readonly space: SpaceId, private readonly name: ScopeName, private written: number) {}

  get total(): number { return this.written + this.fresh.length; }

  /** Adds an entry that is newer than all others. */
  append(place: number): void { this.fresh.push(place); }

  /** The history's places of the entries from a position on. */
  async read(from: number, count: number): Promise<number[]> {
    const until = Math.min(from + count, this.total);
    const places: number[] = [];
    for (let page = Math.floor(from / pageSize); page * pageSize < Math.min(until, this.written); page += 1) {
      places.push(...(await this.page(page)).slice(Math.max(0, from - page * pageSize), until - page * pageSize));
    }
    if (until > this.written) places.push(...this.fresh.slice(Math.max(0, from - this.written), until - this.written));
    return places;
  }

  /** The position of the first entry at a place of the history or after it. */
  async positionOf(place: number): Promise<number> {
    let low = 0;
    let high = Math.ceil(this.written / pageSize);
    while (low < high) {
      const middle = (low + high) >>> 1;
      const last = (await this.page(middle)).at(-1);
      if (last !== undefined && last < place) low = middle + 1;
      else high = middle;
    }
    const within = low * pageSize < this.written ? (await this.page(low)).findIndex((each) => each >= place) : -1;
    if (within !== -1) return low * pageSize + within;
    const after = this.fresh.findIndex((each) => each >= place);
    return after === -1 ? this.total : this.written + after;
  }

  /** Forgets all places from one on. */
  async truncate(place: number, batch: Batch): Promise<void> {
    const position = await this.positionOf(place);
    const from = Math.floor(Math.min(position, this.written) / pageSize) * pageSize;
    const places = await this.read(from, position - from);
    for (let page = from / pageSize; page * pageSize < this.written; page += 1) {
      this.underway.delete(page);
      batch.delete(keys.scope(this.space, this.name, page));
    }
    this.written = from;
    this.fresh = places;
    this.tail = { page: from / pageSize, places: [] };
  }

  /** Forgets all places before one, but for `kept`, which comes first. */
  async forget(before: number, kept: number | null, batch: Batch): Promise<void> {
    const position = await this.positionOf(before);
    const places = await this.read(position, this.total - position);
    for (let page = 0; page * pageSize < this.written; page += 1) {
      this.underway.delete(page);
      batch.delete(keys.scope(this.space, this.name, page));
    }
    this.written = 0;
    this.fresh = kept === null ? places : [kept, ...places];
    this.tail = { page: 0, places: [] };
  }

  async flush(batch: Batch): Promise<void> {
    if (this.fresh.length === 0) return;
    let page = Math.floor(this.written / pageSize);
    let places = [...await this.page(page)];
    for (const place of this.fresh) {
      places.push(place);
      if (places.length < pageSize) continue;
      this.put(page, places, batch);
      page += 1;
      places = [];
    }
    if (places.length > 0) this.put(page, places, batch);
    this.written += this.fresh.length;
    this.fresh = [];
    this.tail = { page, places };
  }

  /** What was flushed is in the store. */
  stored(): void { this.underway.clear(); }

  private put(page: number, places: number[], batch: Batch): void {
    batch.putJson(keys.scope(this.space, this.name, page), places);
    this.underway.set(page, places);
  }

  private held(page: number): number[] | undefined { return this.tail?.page === page ? this.tail.places : this.underway.get(page); }

  private async page(page: number): Promise<number[]> {
    const held = this.held(page);
    if (held !== undefined) return held;
    const value = await this.store.get(keys.scope(this.space, this.name, page));
    // Another reader may have been faster, and what it holds may have grown since.
    const meanwhile = this.held(page);
    if (meanwhile !== undefined) return meanwhile;
    const places = value === undefined ? [] : decodeJson<number[]>(value).slice(0, Math.max(0, this.written - page * pageSize));
    if (page === Math.floor(this.written / pageSize)) this.tail = { page, places };
    return places;
  }
}
