import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { catalogues, fewerLanguages } from './build/plugins.js';
import { pdfFolders } from './build/pdf.js';
import { lean } from './build/lean.js';
import { leanSodium } from './build/sodium.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One script for all that is needed at once: pieces of it compress worse, and come one after another. */
const oneScript = { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial' as const] }] } } };

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
