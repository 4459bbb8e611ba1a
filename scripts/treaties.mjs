// The index of the treaties that were added as files: nobody keeps it by hand, and a bundler finds them by it.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './process.mjs';

const folder = 'libs/casework/treaties';
const index = 'libs/casework/src/treaties.ts';

/** By name, so that every machine makes the same one. */
export function treatiesModule(names) {
  const files = names.filter((name) => name.endsWith('.json')).sort();
  const imports = files.map((name, i) => `import t${i + 1} from '../treaties/${name}' with { type: 'json' };\n`);
  return `/** Generated from the files of ../treaties when anything is built; a test holds the two together. Trust: none yet; \`standard.ts\` loads them. */\n${imports.join('')}export const treaties: readonly unknown[] = [${files.map((_, i) => `t${i + 1}`).join(', ')}];\n`;
}

export const treatyFiles = (at = root) => readdirSync(path.join(at, folder));

export function writeTreaties(at = root) {
  const wanted = treatiesModule(treatyFiles(at));
  const file = path.join(at, index);
  if (readFileSync(file, 'utf8') !== wanted) writeFileSync(file, wanted);
}
