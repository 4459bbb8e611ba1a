/**
 * The worker's global scope, as far as it is used: the DOM library that the window needs does not know it. One worker
 * serves every tab of this browser; where the browser has no shared workers, each tab starts one of its own.
 */
import type { FromWorker, Port, ToWorker } from './protocol.js';

interface MessageTarget {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}
interface SharedScope { onconnect: ((event: { ports: readonly MessagePort[] }) => void) | null }
const scope = globalThis as unknown as MessageTarget | SharedScope;

const portOf = (target: MessageTarget): Port<ToWorker, FromWorker> => ({
  send: (message) => target.postMessage(message),
  receive: (listener) => target.addEventListener('message', (event) => listener(event.data)),
});

/** Calls back for each tab: its port, and what to call when it is gone. */
export function eachTab(attend: (port: Port<ToWorker, FromWorker>, close: () => void) => void): void {
  if (!('onconnect' in scope)) { attend(portOf(scope), () => undefined); return; }
  scope.onconnect = ({ ports: [port] }) => {
    if (port === undefined) return;
    attend(portOf(port), () => port.close());
    port.start();
  };
}
