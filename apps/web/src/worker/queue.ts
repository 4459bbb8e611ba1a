/** Keeps calls that arrive while the worker still starts, and hands them over in order. */
import type { FromWorker, Port, ToWorker } from './protocol.js';

export type Start = Extract<ToWorker, { type: 'start' }>;

export function queued(port: Port<ToWorker, FromWorker>): { start(listener: (start: Start) => void): void; calls: Port<ToWorker, FromWorker> } {
  const early: ToWorker[] = [];
  let onStart: ((start: Start) => void) | undefined;
  let onCall: ((message: ToWorker) => void) | undefined;
  port.receive((message) => {
    if (message.type === 'start') onStart?.(message);
    else if (onCall) onCall(message);
    else early.push(message);
  });
  return {
    start: (listener) => { onStart = listener; },
    calls: {
      send: (message) => port.send(message),
      receive: (listener) => {
        onCall = listener;
        for (const message of early.splice(0)) listener(message);
      },
    },
  };
}
