/** The worker's half of the channel: calls the SDK, turns what it throws into a `Failure`, forwards its events. */
import { problem } from '@comity/contracts';
import type { Comity, Failure } from '@comity/sdk';
import { methods, type FromWorker, type Method, type Port, type ToWorker } from './protocol.js';

const failureKinds: Record<Failure['kind'], true> = { 'problem': true, 'offline': true, 'alarm': true, 'file': true, 'wrong-passphrase': true, 'wrong-passkey': true, 'wrong-recovery-code': true, 'link-ended': true, 'law': true, 'clock-ahead': true, closed: true, 'not-ready': true };
const known = new Set<string>(methods);

/** Failures pass as they are; anything else becomes `unexpected`, without its text, which could quote content. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'kind' in thrown && typeof thrown.kind === 'string' && Object.hasOwn(failureKinds, thrown.kind)) {
    // A plain copy: an Error subclass would lose its fields at the border.
    return structuredClone({ ...(thrown as Failure) });
  }
  return { kind: 'problem', problem: problem('unexpected', { reference: `client ${new Date().toISOString()}` }) };
}

async function call(comity: Comity, method: Method, args: unknown[]): Promise<unknown> {
  if (!known.has(method)) throw new Error('not a method of the client');
  const perform = comity[method] as (...values: unknown[]) => unknown;
  return perform.apply(comity, args);
}

/** Serves calls until the returned function is called. */
export function serve(port: Port<ToWorker, FromWorker>, comity: Comity): () => void {
  let open = true;
  port.receive((message) => {
    if (message.type !== 'call' || !open) return;
    call(comity, message.method, message.args).then(
      (value) => { if (open) port.send({ type: 'answer', id: message.id, value }); },
      (thrown: unknown) => { if (open) port.send({ type: 'failure', id: message.id, failure: asFailure(thrown) }); },
    );
  });
  const off = comity.on((event) => { if (open) port.send({ type: 'event', event }); });
  port.send({ type: 'phase', phase: comity.phase() });
  return () => { open = false; off(); };
}
