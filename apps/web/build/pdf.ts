/** Puts what pdf.js loads by name into the build. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';
import { pdfFiles } from '../src/files/viewer/pdf-files.js';

const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

export function pdfFolders(): Plugin {
  return {
    name: 'comity:pdf-folders',
    apply: 'build',
    generateBundle() {
      const manifest = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
      const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
      if (!pdfFiles.endsWith(version)) throw new Error(`src/files/viewer/pdf-files.ts names another version than ${version} of pdfjs-dist`);
      for (const folder of folders) {
        const at = path.join(path.dirname(manifest), folder);
        for (const name of readdirSync(at)) {
          // Neither what runs a document's scripts, nor scripts that stand in for WebAssembly.
          if (!name.endsWith('.js') && !name.includes('quickjs')) this.emitFile({ type: 'asset', fileName: `${pdfFiles}/${folder}/${name}`, source: readFileSync(path.join(at, name)) });
        }
      }
    },
  };
}
