/**
 * This client's own transcript of a space: one link for each entry, kept in pages so that a link stated by anybody can
 * be compared long after. A joiner does not know the first link: it adopts the first one that another member states,
 * and checks from there on.
 */
import { nextLink, type Linked } from '@comity/e2ee';
import type { SpaceId } from '@comity/contracts';
import type { Batch } from '../store/batch.js';
import { decodeJson, encodeJson } from '../store/json.js';
import type { SealedStore } from '../store/sealed.js';
import { fromBase64Url, toBase64Url, equal } from '@comity/e2ee';
import { keys } from './record.js';

export type Comparison = 'same' | 'differs' | 'unknown';

const linkBytes = 32;
const pageLinks = 256;

export class Transcript {
  private readonly pages = new Map<number, Uint8Array>();
  private readonly dirty = new Set<number>();
  private wasUnlinked = true;
  private unlinked: (Omit<Linked, 'bytes'> & { bytes: string })[] = [];

  constructor(private readonly store: SealedStore, private readonly space: SpaceId, public from: number | null, public head: number) {}

  /** Brings into memory what appending needs. */
  async open(): Promise<void> {
    if (this.from === null) {
      const value = await this.store.get(keys.unlinked(this.space));
      this.unlinked = value === undefined ? [] : decodeJson(value);
    } else await this.page(Math.floor(this.head / pageLinks));
  }

  /** Starts (or, with an anchor, restarts) at a known link. */
  anchor(seq: number, link: Uint8Array): void {
    this.from = seq;
    this.head = seq;
    this.put(seq, link);
  }

  /** The link after the entry at `head`, or undefined while none is known. */
  get link(): Uint8Array | undefined { return this.from === null ? undefined : this.at(this.head); }

  append(entry: Linked): void {
    const link = this.link;
    this.head = entry.seq;
    if (link === undefined) this.unlinked.push({ seq: entry.seq, type: entry.type, bytes: toBase64Url(entry.bytes) });
    else this.put(entry.seq, nextLink(link, entry));
  }

  /** Compares a stated link with the own one; an older page may have to be read first, see `prepare`. */
  compare(seq: number, link: Uint8Array): Comparison {
    if (this.from === null || seq < this.from || seq > this.head) return 'unknown';
    const own = this.at(seq);
    return own === undefined ? 'unknown' : equal(own, link) ? 'same' : 'differs';
  }

  /** An own link, if its page is at hand (see `prepare`). */
  kept(seq: number): Uint8Array | undefined { return this.at(seq); }

  async prepare(seq: number): Promise<void> {
    if (this.from !== null && seq >= this.from && seq <= this.head) await this.page(Math.floor(seq / pageLinks));
  }

  /** Whether a joiner may adopt a link stated for `seq`: everything after it must be at hand. */
  canAdopt(seq: number): boolean {
    if (this.from !== null || seq > this.head) return false;
    const first = this.unlinked[0];
    return first === undefined ? seq === this.head : seq >= first.seq - 1;
  }

  adopt(seq: number, link: Uint8Array): void {
    const later = this.unlinked.filter((entry) => entry.seq > seq);
    this.unlinked = [];
    this.anchor(seq, link);
    for (const entry of later) this.append({ ...entry, bytes: fromBase64Url(entry.bytes) });
  }

  /** Goes back to a place before, whose link is given, or not known (null): what comes after is read again. */
  restart(seq: number, link: Uint8Array | null): void {
    this.unlinked = [];
    if (link !== null) return this.anchor(seq, link);
    this.from = null;
    this.head = seq;
  }

  flush(batch: Batch): void {
    for (const page of this.dirty) {
      const bytes = this.pages.get(page);
      if (bytes !== undefined) batch.put(keys.links(this.space, page), bytes.slice());
    }
    this.dirty.clear();
    if (this.from === null) batch.put(keys.unlinked(this.space), encodeJson(this.unlinked));
    else if (this.wasUnlinked) batch.delete(keys.unlinked(this.space));
    this.wasUnlinked = this.from === null;
    // Links long past are compared seldom: they wait in the store.
    const current = Math.floor(this.head / pageLinks);
    for (const page of this.pages.keys()) if (page < current - 4) this.pages.delete(page);
  }

  private at(seq: number): Uint8Array | undefined {
    const offset = (seq % pageLinks) * linkBytes;
    return this.pages.get(Math.floor(seq / pageLinks))?.slice(offset, offset + linkBytes);
  }

  private put(seq: number, link: Uint8Array): void {
    const page = Math.floor(seq / pageLinks);
    const bytes = this.pages.get(page) ?? new Uint8Array(pageLinks * linkBytes);
    bytes.set(link, (seq % pageLinks) * linkBytes);
    this.pages.set(page, bytes);
    this.dirty.add(page);
  }

  private async page(page: number): Promise<void> {
    if (this.pages.has(page)) return;
    const bytes = await this.store.get(keys.links(this.space, page));
    if (bytes !== undefined) this.pages.set(page, bytes.slice());
  }
}
