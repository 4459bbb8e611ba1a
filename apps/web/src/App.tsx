import { lazy, Suspense, useState } from 'react';
import { Client } from './client/client.js';
import { ClientContext } from './client/hooks.js';
import { Gate } from './Gate.js';
import { PreferencesProvider } from './i18n/PreferencesProvider.js';
import { Insecure } from './identity/Insecure.js';

const ScreenPage = lazy(() => import('./screen/ScreenPage.js').then((m) => ({ default: m.ScreenPage })));
/** At a screen in the hall nobody signs in: it has no worker, and no keys. */
const inHall = location.pathname === '/screen';
// One worker for the page, started beside the first paint; outside React, whose strict mode mounts twice.
const client = globalThis.isSecureContext && !inHall ? new Client() : null;

export function App() {
  const [shared] = useState(client);
  return (
    <PreferencesProvider>
      {inHall ? <Suspense fallback={null}><ScreenPage /></Suspense> : shared ? <ClientContext.Provider value={shared}><Gate /></ClientContext.Provider> : <Insecure />}
    </PreferencesProvider>
  );
}
