/** The keys' worker: the only place in the browser where keys exist. */
import { createComity, type Comity } from '@comity/sdk';
import { openFiles } from './files.js';
import { hold } from './hold.js';
import { eachTab } from './scope.js';
import { openStore } from './store.js';
import { Tabs } from './tabs.js';

async function open(take: boolean, lost: () => void): Promise<Comity | undefined> {
  if (!(await hold(take, lost))) return undefined;
  return createComity({ origin: location.origin, store: await openStore(), now: () => new Date(), files: openFiles() });
}

const tabs = new Tabs(open);
eachTab((port, close) => { tabs.attend(port, close); });
