/** The dedicated worker: the only place in the browser where keys exist. */
import { createComity } from '@comity/sdk';
import { hold } from './hold.js';
import { queued } from './queue.js';
import { windowPort } from './scope.js';
import { serve } from './serve.js';
import { openStore } from './store.js';

const { start, calls } = queued(windowPort);

async function run(take: boolean): Promise<void> {
  let lost = (): void => undefined;
  if (!(await hold(take, () => lost()))) { windowPort.send({ type: 'elsewhere' }); return; }
  const comity = createComity({ origin: location.origin, store: await openStore(), now: () => new Date() });
  const stop = serve(calls, comity);
  lost = () => { stop(); void comity.close(); windowPort.send({ type: 'elsewhere' }); };
}

start((take) => void run(take));
