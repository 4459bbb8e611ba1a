/** A value read from the worker and read again when an event hints that it changed. Reads never overlap. */
import type { ComityEvent, Failure } from '@comity/sdk';

export interface Watched<T> { value: T | undefined; failure: Failure | undefined; loading: boolean }

export class Watch<T> {
  #listeners = new Set<() => void>();
  #snapshot: Watched<T> = { value: undefined, failure: undefined, loading: true };
  #running = false;
  #again = false;
  #stale = true;

  constructor(private readonly load: () => Promise<T>, private readonly touches: (event: ComityEvent) => boolean) {}

  readonly snapshot = (): Watched<T> => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#stale) void this.refresh();
    return () => { this.#listeners.delete(listener); };
  };

  /** With nobody watching, the next subscriber reads. */
  notice(event: ComityEvent): void {
    if (!this.touches(event)) return;
    this.#stale = true;
    if (this.#listeners.size > 0) void this.refresh();
  }

  async refresh(): Promise<void> {
    if (this.#running) { this.#again = true; return; }
    this.#running = true;
    do {
      this.#again = false;
      this.#stale = false;
      try {
        this.#set({ value: await this.load(), failure: undefined, loading: false });
      } catch (thrown) {
        this.#stale = true;
        this.#set({ ...this.#snapshot, failure: thrown as Failure, loading: false });
      }
    } while (this.#again);
    this.#running = false;
  }

  #set(next: Watched<T>): void {
    this.#snapshot = next;
    for (const listener of this.#listeners) listener();
  }
}
