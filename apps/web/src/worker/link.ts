/** The window's half of the channel: a proxy that looks like the SDK, and a listener for what the worker tells. */
import type { ComityEvent, Phase } from '@comity/sdk';
import { methods, type FromWorker, type Method, type Port, type Remote, type ToWorker } from './protocol.js';

export interface Listener {
  phase(phase: Phase): void;
  event(event: ComityEvent): void;
  elsewhere(): void;
}

/** Connects over a port; calls made before the worker is ready wait in its queue of messages. */
export function link(port: Port<FromWorker, ToWorker>, listener: Listener): Remote {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(failure: unknown): void }>();
  let next = 1;
  port.receive((message) => {
    switch (message.type) {
      case 'phase': listener.phase(message.phase); return;
      case 'event': listener.event(message.event); return;
      case 'elsewhere': listener.elsewhere(); return;
      case 'answer': waiting.get(message.id)?.resolve(message.value); break;
      case 'failure': waiting.get(message.id)?.reject(message.failure); break;
    }
    waiting.delete(message.id);
  });
  const caller = (method: Method) => (...args: unknown[]) => new Promise<unknown>((resolve, reject) => {
    const id = next++;
    waiting.set(id, { resolve, reject });
    port.send({ type: 'call', id, method, args });
  });
  return Object.fromEntries(methods.map((method) => [method, caller(method)])) as unknown as Remote;
}
