/**
 * The tabs of this browser, which share one client: one connection, one set of keys, one writer of the local store.
 * A tab that closes says nothing; it holds a lock of its own name for as long as it lives.
 */
import type { Comity } from '@comity/sdk';
import type { FromWorker, Port, ToWorker } from './protocol.js';
import { queued } from './queue.js';
import { serve } from './serve.js';

/** Opens the client; undefined when another worker of this browser holds the keys. `lost` is called when one takes them over. */
export type Open = (take: boolean, lost: () => void) => Promise<Comity | undefined>;

export class Tabs {
  private client: Promise<Comity | undefined> | undefined;
  private readonly leaving = new Set<() => void>();

  constructor(private readonly open: Open) {}

  /** Serves a tab, from its first message until it is gone. */
  attend(port: Port<ToWorker, FromWorker>, close: () => void): void {
    const { start, calls } = queued(port);
    start(({ take, tab }) => {
      let gone = false;
      let leave = close;
      void ended(tab).then(() => { gone = true; leave(); });
      void this.opened(take).then((comity) => {
        if (gone) return;
        if (comity === undefined) { port.send({ type: 'elsewhere' }); return; }
        const stop = serve(calls, comity);
        const lost = (): void => { stop(); port.send({ type: 'elsewhere' }); };
        this.leaving.add(lost);
        leave = () => { this.leaving.delete(lost); stop(); close(); };
      });
    });
  }

  private opened(take: boolean): Promise<Comity | undefined> {
    this.client ??= this.open(take, () => { this.lost(); }).then((comity) => {
      // Asked again by the next tab, or by this one when it wants to take over.
      if (comity === undefined) this.client = undefined;
      return comity;
    });
    return this.client;
  }

  private lost(): void {
    for (const leave of this.leaving) leave();
    this.leaving.clear();
    void this.client?.then((comity) => comity?.close());
    this.client = undefined;
  }
}

/** Resolves when the tab is gone. */
const ended = (tab: string): Promise<void> => navigator.locks.request(tab, () => undefined);
