/** The two Vite plugins of our own: message catalogues, and React Aria without the languages we do not offer. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Plugin } from 'vite';
import { idsModule } from './ids.js';
import { compileCatalogue, idsFile, readCatalogue } from './po.js';

/** Compiles imports of `*.po` (the first part) and `*.po?later`, and keeps the typed ids in step with the English catalogue. */
export function catalogues(): Plugin {
  return {
    name: 'comity:catalogues',
    async buildStart() {
      const ids = idsModule(await readCatalogue('en'));
      if (ids !== await readFile(idsFile, 'utf8').catch(() => '')) await writeFile(idsFile, ids);
    },
    transform: (code, id) => {
      const [file = '', query] = id.split('?', 2);
      return file.endsWith('.po') ? { code: compileCatalogue(code, basename(file, '.po'), query === 'later' ? 'later' : 'first'), map: null, moduleType: 'js' } : null;
    },
  };
}

/** React Aria carries its own few words in 34 languages; those of the client's languages stay. */
export function fewerLanguages(kept: RegExp): Plugin {
  const dictionary = /[\\/]intl[\\/](?:[a-z]+[\\/])?([a-z]{2}-[A-Z]{2})\.mjs$/;
  return {
    name: 'comity:fewer-languages',
    enforce: 'pre',
    load: (id) => {
      const language = id.includes('react-aria') || id.includes('react-stately') ? dictionary.exec(id)?.[1] : undefined;
      return language !== undefined && !kept.test(language) ? 'export default {};' : null;
    },
  };
}
