/** Starts the keys' worker. */
import url from '@keys-worker?worker&url';
import { scriptUrl } from '../trusted-types.js';
import type { FromWorker, Port, ToWorker } from './protocol.js';

export function spawn(take: boolean): { port: Port<FromWorker, ToWorker>; end(): void } {
  const worker = new Worker(scriptUrl(url), { type: 'module', name: 'comity-keys' });
  worker.postMessage({ type: 'start', take } satisfies ToWorker);
  return {
    port: {
      send: (message) => worker.postMessage(message),
      receive: (listener) => worker.addEventListener('message', (event: MessageEvent<FromWorker>) => listener(event.data)),
    },
    end: () => worker.terminate(),
  };
}
