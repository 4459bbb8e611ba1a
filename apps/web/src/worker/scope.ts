/** The worker's global scope, as far as it is used: the DOM library that the window needs does not know it. */
import type { FromWorker, Port, ToWorker } from './protocol.js';

interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}
const scope = globalThis as unknown as WorkerScope;

export const windowPort: Port<ToWorker, FromWorker> = {
  send: (message) => scope.postMessage(message),
  receive: (listener) => scope.addEventListener('message', (event) => listener(event.data)),
};
