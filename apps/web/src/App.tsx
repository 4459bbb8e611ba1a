import { useState } from 'react';
import { Client } from './client/client.js';
import { ClientContext } from './client/hooks.js';
import { later, Later } from './failure/Later.js';
import { Gate } from './Gate.js';
import { PreferencesProvider } from './i18n/PreferencesProvider.js';
import { Insecure } from './identity/Insecure.js';

const ScreenPage = later(() => import('./screen/ScreenPage.js').then((m) => ({ default: m.ScreenPage })));
/** At a screen in the hall nobody signs in: it has no worker, and no keys. */
const inHall = location.pathname === '/screen';
// One worker for the page, started beside the first paint; outside React, whose strict mode mounts twice.
const client = globalThis.isSecureContext && !inHall ? new Client() : null;

export function App() {
  const [shared] = useState(client);
  return (
    <PreferencesProvider>
      {inHall ? <Later><ScreenPage /></Later> : shared ? <ClientContext.Provider value={shared}><Gate /></ClientContext.Provider> : <Insecure />}
    </PreferencesProvider>
  );
}
