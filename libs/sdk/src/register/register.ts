/**
 * What a case file's log says of its register, folded as items come in. What is known of each entry is stored, in pages of 64 entries, so that opening
 * five thousand of them reads some eighty values and none of the log; versions and custody stand in the history, and are found by their places there.
 */
import type { EntryId, NoteItem, RegisterContent, TraceItem } from '@comity/e2ee';
import { problem, type HandlingCode, type ItemId, type PractitionerId } from '@comity/contracts';
import type { ComityEvent } from '../api.js';
import { Part } from '../part.js';
import type { Opened, StoredNote, StoredRegister, StoredTrace } from '../space/entries.js';
import type { Ground } from '../space/ground.js';
import type { Outbox } from '../space/outbox.js';
import { keys } from '../space/record.js';
import type { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';
import type { Followed, Kept, RegisterItem } from './fold.js';

/** Most spaces have no register. */
const folding = new Part(async () => { const [{ baseOf, begunFrom, follow }, { hasRoom, itemOf }] = await Promise.all([import('./fold.js'), import('./item.js')]); return { baseOf, begunFrom, follow, hasRoom, itemOf }; });

const pageSize = 64;
const pageOf = (number: number): number => Math.floor(number / pageSize);

export class Register {
  /** In the order in which they were made; a map keeps it. */
  private readonly entries = new Map<EntryId, Kept>();
  private readonly numbers = new Map<EntryId, number>();
  private opening: Promise<void> | undefined;
  private readonly dirty = new Set<number>();
  private pages = 0;
  private changed = false;
  private noted = false;
  private traced = false;
  /** How often items of notes went from the history. */
  lost = 0;
  /** What drafts are of that have to go. */
  private gone: (EntryId | ItemId)[] = [];
  private readonly refusals: ComityEvent[] = [];

  constructor(private readonly space: Pick<Ground, 'id' | 'record' | 'history'> & { outbox: Pick<Outbox, 'registers'> }, private readonly env: Pick<Surroundings, 'store' | 'secrets' | 'device'>) {}

  /** Takes in an item of the log; answers the entry of the history that it becomes, if it has an effect. `place` is where that will stand. Runs within the space's turn. */
  async take(opened: Opened & { content: RegisterContent | NoteItem | TraceItem }, place: number): Promise<StoredRegister | StoredNote | StoredTrace | null> {
    // What a register says of when is the service's word, not the author's own.
    const { content, seq, id, by, device, handling, at, epoch } = opened;
    if (content.type === 'note') {
      this.noted = true;
      return { type: 'note', seq, id, note: content.note ?? id, by, device, at, epoch, handling, content };
    }
    if (content.type === 'trace') {
      this.traced = true;
      return { type: 'trace', seq, id, by, device, at, content };
    }
    await this.open();
    const { itemOf } = await folding.get();
    const item = itemOf(this.space.id, { place, seq, id, by, at, handling, content });
    const before = this.entries.get(item.entry);
    const followed = await this.follow(item, this.space.record.unopened.at(-1) ?? 0);
    if (!followed.ok) {
      const awaited = device === this.env.device && this.space.outbox.registers().some((queued) => queued.id === id);
      if (awaited) this.refusals.push({ type: 'undone', space: this.space.id, problem: problem('not-acceptable', { detail: `the register has no place for it any more (${followed.rule})` }) });
      return null;
    }
    this.changed = true;
    const { entry, change } = followed;
    const { head } = entry;
    const owner = ownerOf(entry);
    const told = content.type === 'entry' ? content : head?.content;
    return { type: 'entry', seq, id, entry: item.entry, by, at, handling, change, kind: told?.kind ?? null, title: told?.title ?? null, content, ...(owner !== null && owner !== (before && ownerOf(before)) && { owner }) };
  }

  /** The version of an entry that stands, by its number; null where none does, or where it was struck out. */
  async standing(entry: EntryId): Promise<number | null> {
    await this.open();
    const kept = this.entries.get(entry);
    return kept?.struck === null ? kept.versions.find(({ state }) => state === 'current')?.seq ?? null : null;
  }

  /** Everything as it shows at this moment, with what waits in the outbox on top. */
  async present(): Promise<ReadonlyMap<EntryId, Kept>> {
    // Looked at first: what comes into the log meanwhile is then there twice, and has an effect once.
    const queued = this.space.outbox.registers();
    const { follow, hasRoom } = await folding.get();
    await this.open();
    const present = new Map(this.entries);
    for (const { id, content, handling, seq } of queued) {
      const item = await this.own(id, content, handling, seq);
      const followed = follow(present.get(item.entry), item, { room: hasRoom(present, item), unread: 0 });
      if (followed.ok) present.set(item.entry, followed.entry);
    }
    return present;
  }

  /** One of them. */
  async one(id: EntryId): Promise<Kept | undefined> {
    const queued = this.space.outbox.registers().filter(({ content }) => content.type === 'entry' || content.id === id);
    const { follow, hasRoom } = await folding.get();
    await this.open();
    let one = this.entries.get(id);
    for (const { id: as, content, handling, seq } of queued) {
      const item = await this.own(as, content, handling, seq);
      const followed = item.entry === id ? follow(one, item, { room: hasRoom(this.entries, item), unread: 0 }) : undefined;
      if (followed?.ok === true) one = followed.entry;
    }
    return one;
  }

  /** An item of this person that this client has not read in the log yet. */
  async own(id: ItemId, content: RegisterContent, handling: HandlingCode, seq: number | null = null): Promise<RegisterItem> {
    return (await folding.get()).itemOf(this.space.id, { place: null, seq, id, by: this.env.secrets.practitioner, at: content.sentAt, handling, content });
  }

  /** The log is read anew from a place on: what came from there on is forgotten, and what is known of what was erased is not. Runs within the space's turn. */
  async rewind(place: number): Promise<void> {
    this.letGo();
    await this.change(async (kept) => {
      const places = placesOf(kept);
      return places.every((each) => each < place) ? kept : this.upTo(kept, place);
    });
  }

  /** Everything before a place is going to be erased: what is known of the rest stays known, as which version stands, and that it was struck out. The history still holds all of it. */
  async erase(place: number): Promise<void> {
    this.letGo();
    const { baseOf, begunFrom } = await folding.get();
    await this.change(async (kept) => {
      const places = placesOf(kept);
      if (places.every((each) => each >= place)) return kept;
      this.gone.push(kept.id);
      const left = places.filter((each) => each >= place);
      const until = left.length === 0 ? undefined : await this.upTo(kept, place);
      const again = until && (await this.followed(begunFrom(kept.id, baseOf(until)), left));
      return again && { ...again, doubt: again.doubt ?? kept.doubt };
    });
  }

  /** Items of notes go: whoever holds a note in memory reads it anew. */
  private letGo(): void {
    this.noted = true;
    this.lost += 1;
  }

  /** A message is withdrawn or erased. */
  forget(message: ItemId): void {
    if (this.space.record.kind === 'case-file') this.gone.push(message);
  }

  flush(batch: Batch): void {
    const { id } = this.space;
    for (const each of this.gone.splice(0)) batch.delete(keys.draft(id, `entry-${each}`));
    if (this.dirty.size === 0) return;
    const all = [...this.entries.values()];
    const needed = Math.ceil(all.length / pageSize);
    for (const page of this.dirty) if (page < needed) batch.putJson(keys.register(id, page), all.slice(page * pageSize, (page + 1) * pageSize));
    for (let page = needed; page < this.pages; page += 1) batch.delete(keys.register(id, page));
    this.pages = needed;
    this.dirty.clear();
  }

  /** What there is to tell since this was last asked. */
  news(): ComityEvent[] {
    const events = this.refusals.splice(0);
    if (this.changed) events.push({ type: 'register', space: this.space.id });
    if (this.noted) events.push({ type: 'notes', space: this.space.id });
    if (this.traced) events.push({ type: 'traces', space: this.space.id });
    this.changed = this.noted = this.traced = false;
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
    for (const kept of pages.flatMap(([, value]) => decodeJson<Kept[]>(value))) this.put(kept);
    this.pages = pages.length;
  }

  private put(kept: Kept): number {
    const number = this.numbers.get(kept.id) ?? this.entries.size;
    this.entries.set(kept.id, kept);
    this.numbers.set(kept.id, number);
    return number;
  }

  private async follow(item: RegisterItem, unread: number): Promise<Followed> {
    const { follow, hasRoom } = await folding.get();
    const followed = follow(this.entries.get(item.entry), item, { room: hasRoom(this.entries, item), unread });
    if (followed.ok) this.dirty.add(pageOf(this.put(followed.entry)));
    return followed;
  }

  /** Puts something else in the place of each entry, or nothing. */
  private async change(become: (kept: Kept) => Promise<Kept | undefined>): Promise<void> {
    await this.open();
    const before = [...this.entries.values()];
    const after: (Kept | undefined)[] = [];
    for (const kept of before) after.push(await become(kept));
    if (after.every((kept, i) => kept === before[i])) return;
    this.entries.clear();
    this.numbers.clear();
    for (const kept of after) if (kept !== undefined) this.put(kept);
    for (let page = 0; page < this.pages; page += 1) this.dirty.add(page);
    this.changed = true;
  }

  /** An entry as it was before a place. */
  private async upTo(kept: Kept, place: number): Promise<Kept | undefined> {
    const { begunFrom } = await folding.get();
    const again = await this.followed(kept.base === null ? undefined : begunFrom(kept.id, kept.base), placesOf(kept).filter((each) => each < place));
    return again && { ...again, doubt: again.doubt ?? (kept.doubt !== null && kept.doubt < place ? kept.doubt : null) };
  }

  /** What items of the history at ascending places make of an entry. */
  private async followed(before: Kept | undefined, places: readonly number[]): Promise<Kept | undefined> {
    const { follow, itemOf } = await folding.get();
    let kept = before;
    for (const [i, item] of (await this.space.history.at(places)).entries()) {
      if (item.type !== 'entry') continue;
      const { seq, id, by, at, handling, content } = item;
      const followed = follow(kept, itemOf(this.space.id, { place: places[i] ?? null, seq, id, by, at, handling, content }), { room: true, unread: 0 });
      if (followed.ok) kept = followed.entry;
    }
    return kept;
  }
}

/** Who has something left to do. */
function ownerOf({ head, struck }: Kept): PractitionerId | null {
  const fields = struck === null && head?.content.kind === 'task' ? head.content.fields : {};
  return fields['done'] === true || typeof fields['owner'] !== 'string' ? null : fields['owner'] as PractitionerId;
}

const placesOf = ({ versions, custody, struck }: Kept): number[] => [...versions, ...custody, ...(struck === null ? [] : [struck])].flatMap(({ place }) => place ?? []).sort((a, b) => a - b);
