/**
 * The keyring of a space on this device: content key and tag of every epoch it was in, or that the vault brought. What it hands out
 * are copies: a key that is destroyed meanwhile must not become one of zeros under the hands of whoever seals, writes or gives with it.
 */
import { equal, fromBase64Url, toBase64Url, wipe } from '@comity/e2ee';
import type { SpaceId } from '@comity/contracts';
import type { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { SealedStore } from '../store/sealed.js';
import { keys } from './record.js';

export interface EpochKey { epoch: number; key: Uint8Array; tag: Uint8Array }

export class EpochKeys {
  private readonly known = new Map<number, EpochKey>();
  private readonly dirty = new Set<number>();

  /** `destroyedBefore`: the keys of all epochs before this one are destroyed, for good. */
  constructor(private readonly store: SealedStore, private readonly space: SpaceId, private destroyedBefore = 0) {}

  async load(): Promise<void> {
    for (const [, value] of await this.store.list(keys.epochs(this.space))) {
      const { epoch, key, tag } = decodeJson<{ epoch: number; key: string; tag: string }>(value);
      this.known.set(epoch, { epoch, key: fromBase64Url(key), tag: fromBase64Url(tag) });
    }
  }

  get(epoch: number): EpochKey | undefined {
    const entry = this.known.get(epoch);
    return entry === undefined ? undefined : copied(entry);
  }
  all(): EpochKey[] { return [...this.known.values()].sort((a, b) => a.epoch - b.epoch).map(copied); }

  /** Whether an epoch is known by another key or tag than this one: one of the two is of a fork. */
  contradicts({ epoch, key, tag }: EpochKey): boolean {
    const own = this.known.get(epoch);
    return own !== undefined && !(equal(own.key, key) && equal(own.tag, tag));
  }

  /** Keeps an epoch's key; what is known already stays. Answers whether it was new. */
  add(entry: EpochKey): boolean {
    if (this.known.has(entry.epoch) || entry.epoch < this.destroyedBefore) return false;
    this.known.set(entry.epoch, entry);
    this.dirty.add(entry.epoch);
    return true;
  }

  /** Destroys the keys of all epochs before one, in the transaction that `batch` is. No copy brings them back. */
  destroy(before: number, batch: Batch): void {
    this.destroyedBefore = Math.max(before, this.destroyedBefore);
    for (const { epoch, key, tag } of this.known.values()) {
      if (epoch >= this.destroyedBefore) continue;
      wipe(key, tag);
      this.known.delete(epoch);
      this.dirty.delete(epoch);
      batch.delete(keys.epoch(this.space, epoch));
    }
  }

  flush(batch: Batch): void {
    for (const epoch of this.dirty) {
      const entry = this.known.get(epoch);
      if (entry !== undefined) batch.putJson(keys.epoch(this.space, epoch), { epoch, key: toBase64Url(entry.key), tag: toBase64Url(entry.tag) });
    }
    this.dirty.clear();
  }
}

const copied = ({ epoch, key, tag }: EpochKey): EpochKey => ({ epoch, key: key.slice(), tag: tag.slice() });
