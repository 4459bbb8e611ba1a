/**
 * The timeline's stored entries, in pages of 64, so that taking in ten thousand entries writes some 160 values and
 * showing a window reads two or three. Entries are found by index (0 is the oldest this client may read) and by sequence.
 */
import type { DeviceId, HandlingCode, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import type { AlarmRule } from '../api.js';
import type { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { SealedStore } from '../store/sealed.js';
import type { Taken } from './news.js';
import { keys } from './record.js';

export interface MembershipChange { type: 'joined' | 'left' | 'device-joined' | 'device-left'; seq: number; by: PractitionerId | null; who: PractitionerId[]; at: Instant }
export type StoredEntry =
  | { type: 'message'; seq: number; id: ItemId; sender: PractitionerId; device: DeviceId; text: string; handling: HandlingCode; sentAt: Instant }
  | MembershipChange
  | { type: 'created' | 'profile' | 'policy'; seq: number; id?: ItemId; by: PractitionerId; title: string | null; purpose?: string | null; at: Instant }
  | { type: 'quarantined'; seq: number; id?: ItemId; rule: AlarmRule; at: Instant };

const pageSize = 64;

export class History {
  private readonly dirty = new Map<number, StoredEntry[]>();
  private tail: { page: number; entries: StoredEntry[] } | undefined;
  private ids: Set<string> | undefined;
  private readonly changed = new Map<number, Taken>();

  /** `total` is the number of entries stored. */
  constructor(private readonly store: SealedStore, private readonly space: SpaceId, public total: number) {}

  /** Brings into memory what taking in entries needs: the last page, and the ids seen. */
  async open(): Promise<void> {
    this.tail ??= { page: Math.floor(this.total / pageSize), entries: await this.page(Math.floor(this.total / pageSize)) };
    if (this.ids !== undefined) return;
    const ids = new Set<string>();
    for (let page = 0; page * pageSize < this.total; page += 1) for (const entry of await this.page(page)) if ('id' in entry && entry.id !== undefined) ids.add(entry.id);
    this.ids = ids;
  }

  /** Whether an item of this id was taken in before: the same item twice is a replay. */
  has(id: ItemId): boolean { return this.ids?.has(id) === true; }

  append(entry: StoredEntry): number {
    if (this.tail === undefined) throw new Error('the history is not open');
    this.tail.entries.push(entry);
    this.dirty.set(this.tail.page, this.tail.entries);
    if (entry.type !== 'quarantined' && 'id' in entry && entry.id !== undefined) this.ids?.add(entry.id);
    if (this.tail.entries.length === pageSize) this.tail = { page: this.tail.page + 1, entries: [] };
    this.changed.set(this.total, { index: this.total, entry, added: true });
    this.total += 1;
    return this.total - 1;
  }

  /** Puts another entry in the place of one that was quarantined. */
  async replace(index: number, entry: StoredEntry): Promise<void> {
    const page = Math.floor(index / pageSize);
    const entries = await this.page(page);
    entries[index % pageSize] = entry;
    this.changed.set(index, { index, entry, added: this.changed.get(index)?.added ?? false });
    this.dirty.set(page, entries);
    if ('id' in entry && entry.id !== undefined) this.ids?.add(entry.id);
  }

  flush(batch: Batch): void {
    for (const [page, entries] of this.dirty) batch.putJson(keys.page(this.space, page), entries);
    this.dirty.clear();
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

  /** Index of the first entry whose sequence is at least `seq`: a bisection over pages. */
  async indexOf(seq: number): Promise<number> {
    let low = 0;
    let high = Math.ceil(this.total / pageSize);
    while (low < high) {
      const middle = (low + high) >>> 1;
      const last = (await this.page(middle)).at(-1);
      if (last === undefined || last.seq >= seq) high = middle;
      else low = middle + 1;
    }
    const within = (await this.page(low)).findIndex((entry) => entry.seq >= seq);
    return within === -1 ? this.total : low * pageSize + within;
  }

  private async page(page: number): Promise<StoredEntry[]> {
    if (this.tail?.page === page) return this.tail.entries;
    const unwritten = this.dirty.get(page);
    if (unwritten !== undefined) return unwritten;
    const value = await this.store.get(keys.page(this.space, page));
    return value === undefined ? [] : decodeJson<StoredEntry[]>(value);
  }
}
