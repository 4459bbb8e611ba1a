// `npm run dev`: the service and the web client are rebuilt and restarted as their sources change.
import { spawn } from 'node:child_process';
import process from 'node:process';
import path from 'node:path';
import { build } from './build.mjs';
import { prepare } from './prepare.mjs';
import { endOf, environment, root, runtime } from './process.mjs';
import { readSettings } from './settings.mjs';

export async function develop() {
  const settings = readSettings(process.env);
  await prepare();
  await build(['api', 'web']);
  const env = environment({ PORT: String(settings.port), DATA_DIR: settings.dataDir, DEMO: 'off', WEB_ROOT: path.join(root, 'dist', 'web') });
  const children = [
    ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'api', '--watch', '--preserveWatchOutput'],
    ['node_modules/vite/bin/vite.js', 'build', '--config', 'apps/web/vite.config.ts', '--watch', '--logLevel', 'warn'],
    ['--watch-path=dist/apps/api', '--watch-path=dist/libs', '--watch-preserve-output', '--enable-source-maps', 'dist/apps/api/src/main.js'],
  ].map((args) => spawn(runtime, args, { cwd: root, env, stdio: 'inherit' }));
  const codes = await Promise.all(children.map(endOf));
  return Math.max(...codes);
}
