/** Starts the keys' worker, or joins the one that another tab started. */
import url from '@keys-worker?worker&url';
import { scriptUrl } from '../trusted-types.js';
import { givenAway, type FromWorker, type Port, type ToWorker } from './protocol.js';

const options = { type: 'module', name: 'comity-keys' } as const;

export function spawn(take: boolean): { port: Port<FromWorker, ToWorker>; end(): void } {
  const tab = `comity:tab:${crypto.randomUUID()}`;
  const { target, end } = 'SharedWorker' in globalThis ? shared() : own();
  let release = (): void => undefined;
  // The worker is told of the tab once the tab's lock stands: it learns by that lock when the tab is gone.
  void navigator.locks.request(tab, () => {
    target.postMessage({ type: 'start', take, tab } satisfies ToWorker);
    return new Promise<void>((resolve) => { release = resolve; });
  });
  return {
    port: {
      send: (message) => target.postMessage(message, givenAway(message)),
      receive: (listener) => target.addEventListener('message', (event) => listener((event as MessageEvent<FromWorker>).data)),
    },
    end: () => { release(); end(); },
  };
}

function shared(): { target: MessagePort; end(): void } {
  const { port } = new SharedWorker(scriptUrl(url), options);
  port.start();
  return { target: port, end: () => port.close() };
}

function own(): { target: Worker; end(): void } {
  const worker = new Worker(scriptUrl(url), options);
  return { target: worker, end: () => worker.terminate() };
}
