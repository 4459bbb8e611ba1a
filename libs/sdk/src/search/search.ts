/**
 * Search over what this device has opened. The index is built from the local store in slices that leave the worker free,
 * follows every entry that comes or changes, lives in memory alone and goes with the keys.
 */
import type { Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { Debounce } from '../debounce.js';
import type { NoteWords } from '../notes/notes.js';
import type { StoredEntry } from '../space/entries.js';
import type { Taken } from '../space/news.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';
import type { SearchAnswer, SearchHit, SearchQuery } from '../finding.js';
import { excerptOf } from './excerpt.js';
import { MessageIndex, type Filters, type Match, type Matches } from './message-index.js';
import { Passages } from './passages.js';
import { isDelivery, searchable, searchableCase, searchableNote, searchableOffer, searchableVersion, type Searchable } from './searchable.js';
import { placesOf } from './words.js';

const pageSize = 64;
/** Milliseconds of work at a stretch. */
const slice = 8;
/** Milliseconds a search waits for the index while it is built. */
const patience = 100;
const longestQuery = 1_000;
const mostHits = 100;

type Placed = Pick<Taken, 'index' | 'entry'> & { space: SpaceId };

/** What of a space is searched. */
type Findable = Pick<Space, 'id' | 'history'> & { record: Pick<Space['record'], 'lastActivity' | 'within' | 'founder'>; reading: Pick<Space['reading'], 'mentionsMe'>; register: Pick<Space['register'], 'standing'>; offers: Pick<Space['offers'], 'get'> };

/** What a note says now; null where it says nothing any more. */
export type NotesRead = (space: SpaceId, note: ItemId) => Promise<NoteWords | null>;

export class Search {
  private index = new MessageIndex();
  /** What of each space's past is still to be read: everything before this place. */
  private plan: { space: SpaceId; before: number }[] | undefined;
  private readonly fresh: Placed[] = [];
  /** What came while a page of the past was read: that page is older. */
  private readonly touched = new Set<string>();
  private readonly closedEntries = new Map<SpaceId, Set<number>>();
  /** Of each entry of a register, each note and the dossier of each request, the place of what stands for it in the index. */
  private readonly versions = new Map<string, number>();
  private readonly passages = new Passages();
  /** Notes that something came to since they were read. */
  private readonly stale = new Map<string, { space: SpaceId; note: ItemId }>();
  /** Deliveries that what reads offers could not be loaded for, by their place in the log; and those of them that are tried once more. */
  private readonly unread = new Map<string, Placed>();
  private again: Placed[] = [];
  private running: Promise<void> | undefined;
  private restedAt = 0;
  private toldAt = 0;
  private closed = false;
  private readonly sweeping: Debounce;

  constructor(private readonly env: Pick<Surroundings, 'news' | 'emit'>, private readonly spaces: () => readonly Findable[], private readonly notes: NotesRead) {
    env.news.listen((space, taken) => { this.took(space, taken); });
    this.sweeping = new Debounce(() => this.sweep(), 5_000, 60_000, () => undefined);
  }

  async find(query: SearchQuery): Promise<SearchAnswer> {
    this.begin();
    this.tryAgain();
    await this.settleDown();
    const offset = Math.max(0, Math.trunc(query.offset));
    const limit = Math.max(0, Math.min(mostHits, Math.trunc(query.limit)));
    for (;;) {
      const found = this.index.query(query.text.slice(0, longestQuery), filtersOf(query, this.spaces()), offset, limit);
      const hits = await this.show(found);
      // What is not where it was has gone since; then the count was wrong, too.
      if (hits !== undefined) return { hits, total: found.total, ...this.state() };
    }
  }

  /** What has come so far is in; a past that is still being read is waited for no longer than anybody notices. */
  private async settleDown(): Promise<void> {
    while (this.fresh.length > 0 && !this.closed) await this.takeFresh();
    if (this.running === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([this.running, new Promise<void>((resolve) => { timer = setTimeout(resolve, patience); })]);
    clearTimeout(timer);
  }

  close(): void {
    this.closed = true;
    this.sweeping.cancel();
    this.fresh.length = 0;
    this.stale.clear();
    this.unread.clear();
    this.again = [];
    this.index = new MessageIndex();
  }

  private state(): { indexed: number; of: number; closed: number } {
    const indexed = this.index.size;
    const waiting = (this.plan ?? []).reduce((sum, { before }) => sum + before, 0);
    return { indexed, of: indexed + waiting, closed: [...this.closedEntries.values()].reduce((sum, { size }) => sum + size, 0) };
  }

  private begin(): void {
    if (this.plan !== undefined || this.closed) return;
    const newestLast = [...this.spaces()].sort((a, b) => (a.record.lastActivity < b.record.lastActivity ? -1 : 1));
    this.plan = newestLast.map((space) => ({ space: space.id, before: space.history.total }));
    this.work();
  }

  private tryAgain(): void {
    if (this.unread.size === 0 || this.closed) return;
    this.again.push(...this.unread.values());
    this.unread.clear();
    this.work();
  }

  private took(space: SpaceId, taken: readonly Taken[]): void {
    if (this.plan === undefined || this.closed) return;
    for (const each of taken) {
      this.fresh.push({ space, ...each });
      // What is erased may have been all that a note began with.
      if (each.before?.type === 'note') this.age(space, each.before.note);
      this.touched.add(`${space} ${each.entry.seq}`);
    }
    this.work();
  }

  /** Goes on until there is nothing left to do. */
  private work(): void { 
    this.running ??= this.run().catch(() => undefined).finally(() => {
      this.running = undefined;
      if (this.fresh.length + this.again.length > 0 && !this.closed) this.work();
    });
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      if (this.fresh.length > 0) await this.takeFresh();
      else if (!(await this.readBack()) && !(await this.readNote()) && !(await this.readAgain())) return;
    }
  }

  private async takeFresh(): Promise<void> {
    for (let next = this.fresh.shift(); next !== undefined; next = this.fresh.shift()) {
      await this.put(next.space, next.index, next.entry);
      await this.rest();
      if (this.closed) return;
    }
  }

  /** Reads one page of the past; answers whether there was one. */
  private async readBack(): Promise<boolean> {
    const next = this.plan?.at(-1);
    if (next === undefined) return false;
    const space = this.spaces().find(({ id }) => id === next.space);
    const from = Math.floor(Math.max(0, next.before - 1) / pageSize) * pageSize;
    this.touched.clear();
    const entries = space === undefined ? [] : await space.history.read(from, next.before - from);
    for (const [i, entry] of entries.entries()) {
      if (this.closed) return false;
      if (!this.touched.has(`${next.space} ${entry.seq}`)) await this.put(next.space, from + i, entry);
      await this.rest();
    }
    next.before = space === undefined ? 0 : from;
    if (next.before === 0) this.plan?.pop();
    this.tell(this.plan?.length === 0);
    return true;
  }

  private async readAgain(): Promise<boolean> {
    const next = this.again.shift();
    if (next === undefined) return false;
    await this.put(next.space, next.index, next.entry);
    await this.rest();
    return true;
  }

  private async put(space: SpaceId, index: number, entry: StoredEntry): Promise<void> {
    const closed = this.closedEntries.get(space) ?? new Set();
    this.closedEntries.set(space, closed);
    if (entry.type === 'quarantined' || entry.type === 'unopened') closed.add(entry.seq);
    else closed.delete(entry.seq);
    if (entry.type === 'note') {
      this.age(space, entry.note);
      return;
    }
    if (this.passages.note(space, entry)) this.settle(space);
    const read = await this.documentOf(space, entry), document = read ?? null;
    // Locked meanwhile.
    if (this.closed) return;
    if (read === undefined) this.unread.set(`${space} ${entry.seq}`, { space, index, entry });
    else this.unread.delete(`${space} ${entry.seq}`);
    const key = keyOf(space, entry);
    if (key !== null && !this.isPast(space, entry)) this.replace(space, key, entry.seq, document !== null);
    if (this.index.has(space, entry.seq)) {
      this.index.remove(space, entry.seq);
      this.sweeping.ask();
    }
    if (document !== null) this.index.put({ ...document, space, index }, document.text);
    if (key !== null && entry.type === 'step') for (const draft of this.passages.draftsOf(space)) this.settle(draft);
  }

  /** Where a draft went and came through, what it says is found there. */
  private settle(draft: SpaceId): void {
    const passage = this.passages.from(draft);
    if (passage === undefined || !this.cameThrough(passage)) return;
    for (const seq of [this.versions.get(`${draft} dossier`), passage.seq]) {
      if (seq === undefined || !this.index.has(draft, seq)) continue;
      this.index.remove(draft, seq);
      this.sweeping.ask();
    }
  }

  private cameThrough({ to, by }: { to: SpaceId; by: string }): boolean {
    return this.versions.has(`${to} dossier`) && this.spaces().find(({ id }) => id === to)?.record.founder === by;
  }

  /** Whether what an item of a draft says is found where the draft went. */
  private isThere(space: string, entry: Extract<StoredEntry, { type: 'step' | 'dossier' }>): boolean {
    const passage = this.passages.from(space);
    return passage !== undefined && (entry.type === 'dossier' || entry.seq === passage.seq) && this.cameThrough(passage);
  }

  private age(space: SpaceId, note: ItemId): void { this.stale.set(`${space} ${note}`, { space, note }); }

  /** Reads a note that something came to, as it is by now, once for all that came; answers whether there was one. */
  private async readNote(): Promise<boolean> {
    const [next] = this.stale;
    if (next === undefined) return false;
    const [key, { space, note }] = next;
    this.stale.delete(key);
    const words = await this.notes(space, note).catch(() => null);
    if (this.closed) return false;
    const before = this.versions.get(key);
    if (before !== undefined) {
      this.index.remove(space, before);
      this.versions.delete(key);
      this.sweeping.ask();
    }
    if (words !== null) {
      const document = searchableNote(words);
      this.versions.set(key, document.seq);
      this.index.put({ ...document, space, index: words.last.place }, document.text);
    }
    await this.rest();
    return true;
  }

  /** Leaves no other version in the index than the one that stands. */
  private replace(space: SpaceId, key: string, seq: number, stands: boolean): void {
    const before = this.versions.get(key);
    if (stands) this.versions.set(key, seq);
    // An older version, read back later than the one that stands.
    else if (before === undefined || before > seq) return;
    else this.versions.delete(key);
    if (before === undefined || before === seq) return;
    this.index.remove(space, before);
    this.sweeping.ask();
  }

  /** Undefined: what it takes to read it could not be loaded. */
  private async documentOf(id: string, entry: StoredEntry): Promise<Searchable | null | undefined> {
    const space = this.spaces().find((each) => each.id === id);
    if (entry.type === 'step' || entry.type === 'dossier') {
      return this.isPast(id, entry) || this.isThere(id, entry) ? null : searchableCase(entry);
    }
    if (entry.type === 'note') {
      const words = this.versions.get(`${id} ${entry.note}`) === entry.seq && space !== undefined ? await this.notes(space.id, entry.note) : null;
      return words?.last.seq === entry.seq ? searchableNote(words) : null;
    }
    if (entry.type === 'offer') {
      if (space === undefined || !isDelivery(entry)) return null;
      // Everything else is found also where what reads offers cannot be loaded.
      const log = await space.offers.get().then((book) => book.log(), () => undefined);
      return log && searchableOffer(entry, log.offers.values());
    }
    if (entry.type !== 'entry') return this.searchable(id, entry);
    return space !== undefined && (await space.register.standing(entry.entry)) === entry.seq ? searchableVersion(entry) : null;
  }

  /** Whether a later dossier of its request stands. */
  private isPast(space: string, entry: StoredEntry): boolean {
    const key = keyOf(space, entry);
    return key !== null && entry.type !== 'entry' && (this.versions.get(key) ?? 0) > entry.seq;
  }

  private searchable(id: string, entry: StoredEntry): Searchable | null {
    const space = this.spaces().find((each) => each.id === id);
    return space === undefined ? null : searchable(entry, (sender, mentions) => space.reading.mentionsMe(sender, mentions));
  }

  private async sweep(): Promise<void> {
    while (!this.closed && this.index.sweep(50)) await this.rest();
  }

  /** Lets everything else have its turn when this has had its own. */
  private async rest(): Promise<void> {
    if (performance.now() - this.restedAt < slice) return;
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    this.restedAt = performance.now();
  }

  private tell(finished: boolean): void {
    if (!finished && performance.now() - this.toldAt < 250) return;
    this.toldAt = performance.now();
    const { indexed, of } = this.state();
    this.env.emit({ type: 'index', indexed, of });
  }

  /** The hits with their words; undefined when one of them is no longer there. */
  private async show({ matches, meets }: Matches): Promise<SearchHit[] | undefined> {
    const hits: SearchHit[] = [];
    const pages = new Map<string, StoredEntry[]>();
    for (const match of matches) {
      const entry = await this.entryAt(match, pages);
      const document = entry && (await this.documentOf(match.space, entry));
      if (!document) {
        this.index.remove(match.space, match.seq);
        return undefined;
      }
      const { excerpt, marks } = excerptOf(document.text, placesOf(document.text, meets));
      const kept = entry?.type === 'entry' && entry.kind !== null ? { id: entry.entry, kind: entry.kind } : null;
      const within = withinOf(entry);
      hits.push({ space: match.space as SpaceId, on: { id: document.id as ItemId, seq: document.seq }, entry: kept, ...within, topic: (kept ?? within.request ?? within.note ?? within.offer) !== null ? null : document.topic as ItemId | null, sender: document.sender as PractitionerId, sentAt: new Date(document.at).toISOString() as Instant, excerpt, marks });
    }
    return hits;
  }

  private async entryAt({ space: id, index, seq }: Match, pages: Map<string, StoredEntry[]>): Promise<StoredEntry | undefined> {
    const space = this.spaces().find((each) => each.id === id);
    if (space === undefined) return undefined;
    const page = Math.floor(index / pageSize);
    const key = `${id} ${page}`;
    const entries = pages.get(key) ?? (await space.history.read(page * pageSize, pageSize));
    pages.set(key, entries);
    const there = entries[index % pageSize];
    if (there?.seq === seq) return there;
    const [moved] = await space.history.read(await space.history.indexOf(seq), 1);
    return moved?.seq === seq ? moved : undefined;
  }
}

/** Of what only one version stands; null: every one of its kind does. */
function keyOf(space: string, entry: StoredEntry): string | null {
  if (entry.type === 'entry') return `${space} ${entry.entry}`;
  return (entry.type === 'dossier' || entry.type === 'step') && entry.refused === null && entry.content !== null && entry.content.type !== 'case-step' ? `${space} dossier` : null;
}

function withinOf(entry: StoredEntry | undefined): Pick<SearchHit, 'request' | 'note' | 'offer'> {
  return { request: entry?.type === 'dossier' || entry?.type === 'step' ? { action: entry.type === 'step' && entry.content?.type === 'case-step' ? entry.action : null } : null, note: entry?.type === 'note' ? { id: entry.note } : null, offer: entry?.type === 'offer' ? { id: entry.on } : null };
}

/** In a case file is what is in its compartments. */
function filtersOf({ space, topic, sender, since, until, hasFile, mentionsMe }: SearchQuery, all: readonly Findable[]): Filters {
  return {
    ...(space === undefined ? {} : { spaces: [space, ...all.flatMap(({ id, record }) => (record.within === space ? [id] : []))] }), ...(topic === undefined ? {} : { topic: topic === 'main' ? null : topic }), ...(sender === undefined ? {} : { sender }),
    ...(since === undefined ? {} : { since: Date.parse(since) }), ...(until === undefined ? {} : { until: Date.parse(until) }),
    ...(hasFile === true ? { hasFile } : {}), ...(mentionsMe === true ? { mentionsMe } : {}),
  };
}
