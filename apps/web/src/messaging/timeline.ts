/**
 * A window's view of one space's entries: as long as the whole timeline, filled page by page where somebody looks.
 * Entries keep their index, so nothing moves when older ones arrive.
 */
import type { SpaceId } from '@comity/contracts';
import type { Failure, TimelineEntry, TimelinePage, TimelineScope } from '@comity/sdk';

export const pageSize = 50;
type Load = (space: SpaceId, from: number, count: number, topic?: TimelineScope) => Promise<TimelinePage>;
export interface TimelineSnapshot {
  /** One slot for each entry; undefined where not loaded yet. */
  entries: readonly (TimelineEntry | undefined)[];
  /** Index of the first unread entry as the newest answer told it. */
  firstUnread: number | null;
  loaded: boolean;
  failure: Failure | null;
}

export class Timeline {
  #listeners = new Set<() => void>();
  #snapshot: TimelineSnapshot = { entries: [], firstUnread: null, loaded: false, failure: null };
  /** Pages that hold what the newest hint knows. */
  #fresh = new Set<number>();
  #loading = new Set<number>();
  #seen: [number, number] = [0, 0];
  #generation = 0;
  #erased = 0;
  #anew = false;

  constructor(private readonly space: SpaceId, private readonly load: Load, private readonly view?: TimelineScope) {}

  readonly snapshot = (): TimelineSnapshot => this.#snapshot;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };

  /** Loads the newest entries, and the page of the first unread one if it lies further back. */
  async open(): Promise<void> {
    const page = await this.#fetch(-pageSize, pageSize);
    if (!page) return;
    if (page.firstUnread !== null && page.firstUnread < page.from) await this.#fetch(Math.max(0, page.firstUnread - 20), pageSize);
    this.#publish({ loaded: true });
  }

  /** Loads what lies around an entry, before it is scrolled to. */
  async around(index: number): Promise<TimelineEntry | undefined> {
    await this.#fetch(Math.max(0, index - pageSize / 2), pageSize);
    return this.#snapshot.entries[index];
  }

  /** Says which entries are on screen; loads them and their neighbourhood. */
  show(first: number, last: number): void {
    this.#seen = [first, last];
    this.#fill(first - pageSize / 2, last + pageSize / 2);
  }

  /** Something changed: what is on screen and the newest page are read again now, the rest when it is looked at. */
  changed(): void {
    this.#generation++;
    this.#fresh.clear();
    void this.#fetch(-pageSize, pageSize).then(() => this.#fill(...this.#seen));
  }

  #fill(from: number, to: number): void {
    const last = this.#snapshot.entries.length - 1;
    for (let page = Math.floor(Math.max(0, from) / pageSize); page * pageSize <= Math.min(to, last); page++) {
      if (this.#fresh.has(page) || this.#loading.has(page)) continue;
      this.#loading.add(page);
      const generation = this.#generation;
      void this.#fetch(page * pageSize, pageSize).then((loaded) => {
        this.#loading.delete(page);
        if (loaded && generation === this.#generation) this.#fresh.add(page);
        else if (loaded) this.#fill(...this.#seen);
      });
    }
  }

  async #fetch(from: number, count: number): Promise<TimelinePage | null> {
    try {
      const page = await this.load(this.space, from, count, ...(this.view === undefined ? [] : [this.view]));
      // Read anew, a space is short for a moment of what it holds: what is here stays until that is over.
      if (page.anew && this.#snapshot.loaded) {
        this.#anew = true;
        return null;
      }
      // An answer from before something was erased is worth nothing, and what was erased stays in no window either. Read anew, it is counted anew.
      if (page.erased < this.#erased && !this.#anew) return null;
      this.#anew = false;
      const entries = page.erased === this.#erased ? this.#snapshot.entries.slice(0, page.total) : [];
      this.#erased = page.erased;
      entries.length = page.total;
      page.entries.forEach((entry, i) => { entries[page.from + i] = entry; });
      this.#publish({ entries, firstUnread: page.firstUnread, failure: null });
      return page;
    } catch (thrown) {
      this.#publish({ failure: thrown as Failure });
      return null;
    }
  }

  #publish(part: Partial<TimelineSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}
