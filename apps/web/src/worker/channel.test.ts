import { describe, expect, it } from '@jest/globals';
import type { Comity, ComityEvent, Phase } from '@comity/sdk';
import { link } from './link.js';
import { methods, type FromWorker, type Port, type ToWorker } from './protocol.js';
import { queued } from './queue.js';
import { serve } from './serve.js';

const settle = async (): Promise<void> => { for (let i = 0; i < 10; i++) await Promise.resolve(); };

/** Both ends of a channel that copies what passes, as a worker's border does. */
function channel(): { window: Port<FromWorker, ToWorker>; worker: Port<ToWorker, FromWorker> } {
  const toWorker: ((message: ToWorker) => void)[] = [];
  const toWindow: ((message: FromWorker) => void)[] = [];
  return {
    window: { send: (message) => { const copy = structuredClone(message); for (const listener of toWorker) listener(copy); }, receive: (listener) => { toWindow.push(listener); } },
    worker: { send: (message) => { const copy = structuredClone(message); for (const listener of toWindow) listener(copy); }, receive: (listener) => { toWorker.push(listener); } },
  };
}
function client(part: Partial<Comity>): { comity: Comity; tell: (event: ComityEvent) => void } {
  let tell: (event: ComityEvent) => void = () => undefined;
  const comity = { phase: (): Phase => ({ phase: 'signed-out' }), on: (listener: (event: ComityEvent) => void) => { tell = listener; return () => undefined; }, ...part } as Comity;
  return { comity, tell: (event) => tell(event) };
}
const silent = { phase: () => undefined, event: () => undefined, elsewhere: () => undefined };

describe('the border between window and worker', () => {
  it('carries calls, answers and events', async () => {
    const { window, worker } = channel();
    const events: string[] = [];
    const remote = link(window, { ...silent, event: (event) => events.push(event.type) });
    const { comity, tell } = client({ draft: async (space) => `draft of ${space}` });
    serve(worker, comity);
    expect(await remote.draft('s' as never)).toBe('draft of s');
    tell({ type: 'spaces' });
    expect(events).toEqual(['spaces']);
  });

  it('tells the phase at once', () => {
    const { window, worker } = channel();
    const phases: string[] = [];
    link(window, { ...silent, phase: (phase) => phases.push(phase.phase) });
    serve(worker, client({}).comity);
    expect(phases).toEqual(['signed-out']);
  });

  it('keeps calls that come before the client runs', async () => {
    const { window, worker } = channel();
    const { start, calls } = queued(worker);
    let took: boolean | undefined;
    start(({ take }) => { took = take; });
    const remote = link(window, silent);
    window.send({ type: 'start', take: true, tab: 'one' });
    const answer = remote.draft('s' as never);
    serve(calls, client({ draft: async () => 'late' }).comity);
    expect(took).toBe(true);
    expect(await answer).toBe('late');
  });

  it('turns what is thrown into a failure, without the text of the unexpected', async () => {
    const { window, worker } = channel();
    const remote = link(window, silent);
    class Refused extends Error { readonly kind = 'alarm'; readonly rule = 'gap'; }
    serve(worker, client({ lock: async () => { throw new Refused(); }, settled: async () => { throw new TypeError('content of a message'); } }).comity);
    await expect(remote.lock()).rejects.toMatchObject({ kind: 'alarm', rule: 'gap' });
    const unexpected = await remote.settled().catch((failure: unknown) => failure);
    expect(unexpected).toMatchObject({ kind: 'problem', problem: { code: 'unexpected' } });
    expect(JSON.stringify(unexpected)).not.toContain('content');
  });

  it('answers to the names of the list alone', async () => {
    const { window, worker } = channel();
    const said: FromWorker[] = [];
    window.receive((message) => said.push(message));
    serve(worker, client({}).comity);
    window.send({ type: 'call', id: 1, method: 'constructor' as never, args: [] });
    window.send({ type: 'call', id: 2, method: 'close' as never, args: [] });
    await settle();
    expect(said.filter((message) => message.type === 'failure')).toHaveLength(2);
    expect(methods).not.toContain('close');
  });
});
