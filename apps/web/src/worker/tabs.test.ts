import { describe, expect, it } from '@jest/globals';
import type { Comity, ComityEvent, Phase } from '@comity/sdk';
import { link, type Listener } from './link.js';
import type { FromWorker, Port, Remote, ToWorker } from './protocol.js';
import { Tabs, type Open } from './tabs.js';

/** A tab: its half of a channel that copies what passes, and the lock it holds while it lives. */
class Tab {
  readonly seen: string[] = [];
  closed = false;
  readonly remote: Remote;
  private readonly toWorker: ((message: ToWorker) => void)[] = [];
  private readonly toWindow: ((message: FromWorker) => void)[] = [];
  private release = (): void => undefined;
  private readonly name = `tab ${Math.random()}`;

  constructor(private readonly tabs: Tabs) {
    const port: Port<FromWorker, ToWorker> = { send: (message) => { for (const listener of this.toWorker) listener(structuredClone(message)); }, receive: (listener) => { this.toWindow.push(listener); } };
    const listener: Listener = { phase: ({ phase }) => { this.seen.push(phase); }, event: ({ type }) => { this.seen.push(type); }, elsewhere: () => { this.seen.push('elsewhere'); } };
    this.remote = link(port, listener);
  }

  async open(take = false): Promise<void> {
    this.tabs.attend({ send: (message) => { for (const listener of this.toWindow) listener(structuredClone(message)); }, receive: (listener) => { this.toWorker.push(listener); } }, () => { this.closed = true; });
    await new Promise<void>((standing) => {
      void navigator.locks.request(this.name, () => {
        for (const listener of this.toWorker) listener({ type: 'start', take, tab: this.name });
        standing();
        return new Promise<void>((resolve) => { this.release = resolve; });
      });
    });
    await this.until(() => this.seen.length > 0);
  }

  close(): void { this.release(); }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => { setImmediate(resolve); });
  }
}

/** A client and how often it was opened; `tell` tells its listeners, `lose` gives its keys to another worker. */
function world(available = true) {
  const listeners = new Set<(event: ComityEvent) => void>();
  const state = { opened: 0, closed: 0, available, lose: () => undefined as void, tell: (event: ComityEvent) => { for (const listener of listeners) listener(event); } };
  const comity = {
    phase: (): Phase => ({ phase: 'signed-out' }), on: (listener: (event: ComityEvent) => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; },
    draft: async () => 'a draft', close: async () => { state.closed += 1; },
  } as unknown as Comity;
  const open: Open = async (take, lost) => {
    if (!state.available && !take) return undefined;
    state.opened += 1;
    state.lose = lost;
    return comity;
  };
  return { state, tabs: new Tabs(open), listeners };
}

describe('the tabs of a browser', () => {
  it('share one client and all hear its events', async () => {
    const { state, tabs } = world();
    const [one, two] = [new Tab(tabs), new Tab(tabs)];
    await Promise.all([one.open(), two.open()]);
    state.tell({ type: 'spaces' });
    expect(state.opened).toBe(1);
    for (const tab of [one, two]) expect(tab.seen).toEqual(['signed-out', 'spaces']);
    expect(await two.remote.draft('s' as never)).toBe('a draft');
  });

  it('are forgotten when they close, and the others go on', async () => {
    const { state, tabs, listeners } = world();
    const [one, two] = [new Tab(tabs), new Tab(tabs)];
    await Promise.all([one.open(), two.open()]);
    one.close();
    await one.until(() => one.closed);
    state.tell({ type: 'spaces' });
    expect(listeners.size).toBe(1);
    expect(one.seen).toEqual(['signed-out']);
    expect(two.seen).toEqual(['signed-out', 'spaces']);
    expect(state.closed).toBe(0);
  });

  it('wait elsewhere while another worker holds the keys, until one of them takes over', async () => {
    const { state, tabs } = world(false);
    const one = new Tab(tabs);
    await one.open();
    expect(one.seen).toEqual(['elsewhere']);
    const again = new Tab(tabs);
    await again.open(true);
    expect(again.seen).toEqual(['signed-out']);
    expect(state.opened).toBe(1);
  });

  it('all go elsewhere when another worker takes the keys, and the client closes', async () => {
    const { state, tabs } = world();
    const [one, two] = [new Tab(tabs), new Tab(tabs)];
    await Promise.all([one.open(), two.open()]);
    state.lose();
    await one.until(() => state.closed === 1);
    for (const tab of [one, two]) expect(tab.seen).toEqual(['signed-out', 'elsewhere']);
    const back = new Tab(tabs);
    await back.open(true);
    expect(back.seen).toEqual(['signed-out']);
    expect(state.opened).toBe(2);
  });
});
