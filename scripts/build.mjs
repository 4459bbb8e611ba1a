// Builds what changed: the service, the command line, the web client.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, isStamped, putStamp } from './fingerprint.mjs';
import { root, runQuietly, runtime, say } from './process.mjs';
import { writeTreaties } from './treaties.mjs';

const settings = ['package-lock.json', 'patches', 'tsconfig.json', 'nest-cli.json'];
const nest = 'node_modules/@nestjs/cli/bin/nest.js';

const targets = {
  api: { what: 'service', sources: ['apps/api', 'libs', ...settings], program: [nest, 'build', 'api'], makes: 'dist/apps/api/src/main.js' },
  cli: { what: 'command line', sources: ['apps/cli', 'libs', ...settings], program: [nest, 'build', 'cli'], makes: 'dist/apps/cli/src/main.js' },
  web: { what: 'web client', sources: ['apps/web', 'libs', ...settings], program: ['node_modules/vite/bin/vite.js', 'build', '--config', 'apps/web/vite.config.ts', '--logLevel', 'warn'], makes: 'dist/web/index.html' },
};

export const buildTargets = Object.keys(targets);

/** Tests and test vectors are in nobody's build. */
const leftOut = (file) => /\.test\.tsx?$|\/vectors\//.test(file);

/** @throws {Refusal} with what the compiler says. */
export async function build(names, { quiet = false } = {}) {
  writeTreaties();
  for (const name of names) {
    const { what, sources, program, makes } = targets[name];
    const state = fingerprint(sources, leftOut);
    const stamp = `dist/.built-${name}`;
    if (isStamped(stamp, state) && existsSync(path.join(root, makes))) continue;
    if (!quiet) say(`Building the ${what} …`);
    await runQuietly(`Building the ${what}`, runtime, program, name === 'web' ? { env: { NODE_ENV: 'production' } } : {});
    putStamp(stamp, state);
  }
}
