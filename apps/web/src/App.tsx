import { useState } from 'react';
import { Client } from './client/client.js';
import { ClientContext } from './client/hooks.js';
import { Gate } from './Gate.js';
import { PreferencesProvider } from './i18n/PreferencesProvider.js';
import { Insecure } from './identity/Insecure.js';

// One worker for the page, started beside the first paint; outside React, whose strict mode mounts twice.
const client = globalThis.isSecureContext ? new Client() : null;

export function App() {
  const [shared] = useState(client);
  return (
    <PreferencesProvider>
      {shared ? <ClientContext.Provider value={shared}><Gate /></ClientContext.Provider> : <Insecure />}
    </PreferencesProvider>
  );
}
