/**
 * What a case file's log says of its register, folded as items come in. What is known of each entry is stored, in pages of 64 entries, so that opening
 * five thousand of them reads some eighty values and none of the log; versions and custody stand in the history, and are found by their places there.
 */
import { encodeMessage, entryHash, type EntryId, type RegisterContent } from '@comity/e2ee';
import { problem, registerLimits, type HandlingCode, type PractitionerId } from '@comity/contracts';
import type { ComityEvent } from '../api.js';
import type { Opened, StoredRegister } from '../space/entries.js';
import type { Ground } from '../space/ground.js';
import type { Outbox } from '../space/outbox.js';
import { keys } from '../space/record.js';
import type { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';
import { follow, type Kept, type RegisterItem } from './fold.js';

const pageSize = 64;
const pageOf = (number: number): number => Math.floor(number / pageSize);

export class Register {
  /** In the order in which they were made; a map keeps it. */
  private readonly entries = new Map<EntryId, { number: number; kept: Kept }>();
  private opening: Promise<void> | undefined;
  private readonly dirty = new Set<number>();
  private pages = 0;
  private changed = false;
  private readonly refusals: ComityEvent[] = [];

  constructor(private readonly space: Pick<Ground, 'id' | 'record' | 'history'> & { outbox: Pick<Outbox, 'registers'> }, private readonly env: Pick<Surroundings, 'store' | 'secrets' | 'device'>) {}

  /** Takes in an item of the log; answers the entry of the history that it becomes, if it has an effect. `place` is where that will stand. Runs within the space's turn. */
  async take(opened: Opened & { content: RegisterContent }, place: number): Promise<StoredRegister | null> {
    await this.open();
    const { content, seq, id, by, device, handling, at: storedAt } = opened;
    const at = content.sentAt < storedAt ? content.sentAt : storedAt;
    const { record } = this.space;
    const whole = record.since <= 1 && record.unopened.length === 0 && record.erasedBefore === 0;
    const followed = this.follow({ place, seq, by, at, hash: this.hashOf(by, content), handling, content }, whole);
    if (!followed.ok) {
      const awaited = device === this.env.device && this.space.outbox.registers().some((queued) => queued.id === id);
      if (awaited) this.refusals.push({ type: 'undone', space: this.space.id, problem: problem('not-acceptable', { detail: `the register has no place for it any more (${followed.rule})` }) });
      return null;
    }
    this.changed = true;
    const { entry: { head }, change } = followed;
    const told = content.type === 'entry' ? content : head?.content;
    return { type: 'entry', seq, id, by, at, whole, handling, change, kind: told?.kind ?? null, title: told?.title ?? null, content };
  }

  /** Everything as it shows at this moment, with what waits in the outbox on top. */
  async present(): Promise<ReadonlyMap<EntryId, Kept>> {
    // Looked at first: what comes into the log meanwhile is then there twice, and has an effect once.
    const queued = this.space.outbox.registers();
    await this.open();
    const present = new Map([...this.entries].map(([id, { kept }]) => [id, kept]));
    for (const { content, handling, seq } of queued) {
      const followed = follow(present.get(content.id), this.own(content, handling, seq), { whole: true, room: present.size < registerLimits.entries });
      if (followed.ok) present.set(content.id, followed.entry);
    }
    return present;
  }

  /** An item of this person that this client has not read in the log yet. */
  own(content: RegisterContent, handling: HandlingCode, seq: number | null = null): RegisterItem {
    const by = this.env.secrets.practitioner;
    return { place: null, seq, by, at: content.sentAt, hash: this.hashOf(by, content), handling, content };
  }

  /** The log is read anew from a place on: what came from there on is forgotten. Runs within the space's turn. */
  async rewind(place: number): Promise<void> {
    await this.refold((each) => each < place, (item) => item.whole);
  }

  /** Everything before a place is erased. What is left is what a device would see that comes in now. */
  async erase(place: number): Promise<void> {
    await this.refold((each) => each >= place, () => false);
  }

  flush(batch: Batch): void {
    if (this.dirty.size === 0) return;
    const { id } = this.space;
    const all = [...this.entries.values()];
    const needed = Math.ceil(all.length / pageSize);
    for (const page of this.dirty) if (page < needed) batch.putJson(keys.register(id, page), all.slice(page * pageSize, (page + 1) * pageSize).map(({ kept }) => kept));
    for (let page = needed; page < this.pages; page += 1) batch.delete(keys.register(id, page));
    this.pages = needed;
    this.dirty.clear();
  }

  /** What there is to tell since this was last asked. */
  news(): ComityEvent[] {
    const events = this.refusals.splice(0);
    if (this.changed) events.push({ type: 'register', space: this.space.id });
    this.changed = false;
    return events;
  }

  private open(): Promise<void> {
    return (this.opening ??= this.load().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    }));
  }

  private async load(): Promise<void> {
    const pages = await this.env.store.list(keys.registerPages(this.space.id));
    for (const kept of pages.flatMap(([, value]) => decodeJson<Kept[]>(value))) this.entries.set(kept.id, { number: this.entries.size, kept });
    this.pages = pages.length;
  }

  private follow(item: RegisterItem, whole: boolean) {
    const { id } = item.content;
    const known = this.entries.get(id);
    const followed = follow(known?.kept, item, { whole, room: this.entries.size < registerLimits.entries });
    if (followed.ok) {
      const number = known?.number ?? this.entries.size;
      this.entries.set(id, { number, kept: followed.entry });
      this.dirty.add(pageOf(number));
    }
    return followed;
  }

  /** Folds anew what stays of what had an effect. */
  private async refold(stays: (place: number) => boolean, whole: (item: StoredRegister) => boolean): Promise<void> {
    await this.open();
    if (this.entries.size === 0) return;
    const places = [...this.entries.values()].flatMap(({ kept: { versions, custody, struck } }) => [...versions, ...custody, ...(struck === null ? [] : [struck])].flatMap(({ place }) => place ?? []));
    if (places.every(stays)) return;
    const left = places.filter(stays).sort((a, b) => a - b);
    const items = await this.space.history.at(left);
    this.entries.clear();
    for (let page = 0; page < this.pages; page += 1) this.dirty.add(page);
    for (const [i, item] of items.entries()) {
      const place = left[i]!;
      if (item.type === 'entry') this.follow({ place, seq: item.seq, by: item.by, at: item.at, hash: this.hashOf(item.by, item.content), handling: item.handling, content: item.content }, whole(item));
    }
    this.changed = true;
  }

  private hashOf(by: PractitionerId, content: RegisterContent): string {
    const encoded = encodeMessage(content);
    return encoded.ok ? entryHash(this.space.id, by, encoded.bytes) : '';
  }
}
