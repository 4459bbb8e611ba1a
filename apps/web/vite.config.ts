import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { catalogues, fewerLanguages } from './build/plugins.js';
import { pdfFolders } from './build/pdf.js';
import { lean } from './build/lean.js';
import { leanSodium } from './build/sodium.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What only parts use that are loaded when somebody asks for them, though the index of its library names it for all. */
const seldom = /\/libs\/(?:e2ee|contracts)\/src\/(?:annex|asset-facts|passphrase-policy|link|evidence|meetings|meetings-\w+|meeting-act|meeting-act-sign|meeting-outcome|meeting-outcome-sign|figures|figures-setting|figures-setting-sign|stated-days|stated-days-sign|issued|invitation|chain-founding|offer|safety|content-note|content-trace|entry-name|note|vault-wraps)\.ts$/;
/**
 * One script for all that is needed at once, and one for what every page of a signed-in person shares: pieces compress worse, and come one after another.
 * Our libraries do nothing when they are loaded, so that what nobody takes from them can stay away.
 */
const oneScript = {
  treeshake: { moduleSideEffects: (id: string) => !/\/libs\//.test(id) },
  output: { codeSplitting: { includeDependenciesRecursively: false, groups: [
    { name: 'first', tags: ['$initial' as const], test: (id: string) => !seldom.test(id) },
    { name: 'shared', test: /apps\/web\/src\/(?:design\/(?:Busy|Person)|i18n\/format|messaging\/(?:draft|marking|grouping|policy-words|space-title|words)|directory\/grouping|files\/(?:tray|attachments)|shell\/commands)\./ },
  ] } },
};

/** `--mode fixture` puts an in-memory client behind the screens, for tests of the interface alone; it never ships. */
export default defineConfig(({ mode }) => ({
  root: at('.'),
  plugins: [lean(), fewerLanguages(/^(en|ar)-/), catalogues(), pdfFolders(), react()],
  resolve: {
    alias: [
      { find: '@comity/casework', replacement: at('../../libs/casework/src/index.ts') },
      { find: '@comity/contracts/register', replacement: at('../../libs/contracts/src/register.ts') },
      { find: '@comity/contracts', replacement: at('../../libs/contracts/src/index.ts') },
      { find: '@comity/e2ee/verify', replacement: at('../../libs/e2ee/src/verify.ts') },
      { find: '@comity/e2ee', replacement: at('../../libs/e2ee/src/index.ts') },
      { find: '@comity/sdk', replacement: at('../../libs/sdk/src/index.ts') },
      { find: '@comity/timetable', replacement: at('../../libs/timetable/src/index.ts') },
      { find: /^@keys-worker(?=\?)/, replacement: mode === 'fixture' ? at('./dev/worker.ts') : at('./src/worker/main.ts') },
    ],
  },
  worker: { format: 'es', plugins: () => [lean(), leanSodium()], rolldownOptions: oneScript },
  build: {
    outDir: mode === 'fixture' ? at('../../dist/web-fixture') : at('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: oneScript,
  },
  server: { port: 41600, strictPort: true, proxy: { '/api': 'http://127.0.0.1:3000', '/health': 'http://127.0.0.1:3000', '/socket.io': { target: 'http://127.0.0.1:3000', ws: true } } },
}));
