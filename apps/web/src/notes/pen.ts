/**
 * A note that is open in a window: its document, what was written and has not been handed over yet, and what others wrote. What is written goes out in
 * batches, and what comes in is merged: nobody waits for anybody.
 */
import * as Y from 'yjs';
import { noteLimits, noteRoot, type ItemId, type SpaceId } from '@comity/contracts';
import type { Failure, NoteView, Writing } from '@comity/sdk';
import type { Client } from '../client/client.js';

/** Marks what came from elsewhere. */
const read = Symbol('read');

export interface PenState { view: NoteView | null; failure: Failure | null; /** What was written is not handed over yet. */ unsaved: boolean; /** Others would have refused it: the document has to be opened anew. */ refused: boolean }

export class Pen {
  readonly doc = new Y.Doc();
  private readonly listeners = new Set<() => void>();
  private current: PenState = { view: null, failure: null, unsaved: false, refused: false };
  private unsent: Uint8Array[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private handing: Promise<void> | undefined;
  private reading = false;
  private again = false;
  private closed = false;
  private readonly off: () => void;

  /** `writing`: null for whoever only reads. */
  constructor(private readonly client: Client, private readonly space: SpaceId, private readonly note: ItemId, private readonly writing: Writing | null, private readonly wrote: () => void) {
    if (writing !== null) this.doc.clientID = writing.client;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== read && writing !== null) this.take(update); });
    this.off = client.on((event) => { if (event.type === 'notes' && event.space === space) void this.follow(); });
    void this.follow();
  }

  get root(): Y.XmlFragment { return this.doc.getXmlFragment(noteRoot); }
  readonly state = (): PenState => this.current;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  };

  /** Hands over what was written, now. */
  readonly flush = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.handing ??= this.hand().finally(() => { this.handing = undefined; if (this.unsent.length > 0 && !this.current.refused && this.timer === undefined) this.flush(); });
  };
  /** Resolves when nothing is left to hand over, or it cannot be. */
  async flushed(): Promise<void> {
    this.flush();
    while (this.handing !== undefined) await this.handing;
  }

  close(): void {
    this.closed = true;
    this.flush();
    this.off();
    this.listeners.clear();
  }

  private take(update: Uint8Array): void {
    this.unsent.push(update);
    this.set({ unsaved: true });
    this.wrote();
    this.timer ??= setTimeout(this.flush, this.client.online() ? noteLimits.every : noteLimits.waiting);
  }

  private async hand(): Promise<void> {
    const batch = this.unsent.splice(0);
    if (batch.length === 0 || this.writing === null) return;
    try {
      await this.client.remote.writeNote(this.space, this.note, this.writing.n, Y.mergeUpdates(batch));
      this.set({ unsaved: this.unsent.length > 0, failure: null });
    } catch (thrown) {
      const failure = thrown as Failure;
      if (failure.kind === 'problem') {
        this.unsent = [];
        this.set({ failure, refused: true, unsaved: false });
        return;
      }
      this.unsent.unshift(...batch);
      this.set({ failure });
      if (!this.closed) this.timer ??= setTimeout(this.flush, noteLimits.waiting);
    }
  }

  /** Reads do not overlap: a hint that comes meanwhile is followed afterwards. */
  private async follow(): Promise<void> {
    if (this.reading) { this.again = true; return; }
    this.reading = true;
    do {
      this.again = false;
      try {
        const view = await this.client.remote.note(this.space, this.note, Y.encodeStateVector(this.doc));
        if (this.closed) return;
        Y.applyUpdate(this.doc, view.update, read);
        this.set({ view });
      } catch (thrown) {
        this.set({ failure: thrown as Failure });
      }
    } while (this.again);
    this.reading = false;
  }

  private set(next: Partial<PenState>): void {
    this.current = { ...this.current, ...next };
    for (const listener of this.listeners) listener();
  }
}
