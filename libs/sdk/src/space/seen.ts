/**
 * Ids of the items of the space's present epoch: each may come only once. Items of another epoch are refused as such, so
 * the ids of earlier epochs need not be kept.
 */
import type { ItemId, SpaceId } from '@comity/contracts';
import type { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { SealedStore } from '../store/sealed.js';
import { keys } from './record.js';

const pageSize = 256;

export class Seen {
  private ids: Set<ItemId> | undefined;
  private list: ItemId[] = [];
  /** Pages from here on are not written as they stand. */
  private dirtyFrom = 0;
  private pages = 0;

  constructor(private readonly store: SealedStore, private readonly space: SpaceId) {}

  async open(): Promise<void> {
    if (this.ids !== undefined) return;
    const pages = await this.store.list(keys.seenPages(this.space));
    this.list = pages.flatMap(([, value]) => decodeJson<ItemId[]>(value));
    this.pages = pages.length;
    this.dirtyFrom = this.list.length;
    this.ids = new Set(this.list);
  }

  has(id: ItemId): boolean { return this.ids?.has(id) === true; }

  add(id: ItemId): void {
    if (this.ids === undefined) throw new Error('the ids seen are not open');
    this.ids.add(id);
    this.list.push(id);
  }

  get count(): number { return this.list.length; }

  /** Forgets those that came last: what they are of was not taken in after all. */
  back(count: number): void { for (const id of this.list.splice(count)) this.ids?.delete(id); }

  /** Another epoch began. */
  clear(): void {
    this.ids = new Set();
    this.list = [];
    this.dirtyFrom = 0;
  }

  flush(batch: Batch): void {
    const needed = Math.ceil(this.list.length / pageSize);
    if (this.dirtyFrom < this.list.length) for (let page = Math.floor(this.dirtyFrom / pageSize); page < needed; page += 1) batch.putJson(keys.seen(this.space, page), this.list.slice(page * pageSize, (page + 1) * pageSize));
    for (let page = needed; page < this.pages; page += 1) batch.delete(keys.seen(this.space, page));
    this.pages = needed;
    this.dirtyFrom = this.list.length;
  }
}
