// Opens the demo network on a fresh database, through the product's own client code.
//
// The private keys of a half-made demo die with the process that made it. So the making is marked, and a start that finds
// the mark throws that database away and begins again. Only a demo's embedded database is ever thrown away.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Refusal, environment, root, runQuietly, runToEnd, runtime, say } from './process.mjs';

const command = 'dist/apps/cli/src/main.js';

export const markOf = ({ dataDir }) => path.join(dataDir, 'demo-in-the-making');
export const signInsOf = ({ dataDir }) => path.join(dataDir, 'demo-sign-ins.json');
const desksOf = ({ dataDir }) => path.join(dataDir, 'demo-desks');

/** Before the service starts. */
export async function clearHalfSeeded(settings) {
  if (!existsSync(markOf(settings))) return;
  if (settings.databaseUrl !== undefined) throw new Refusal('The demo network in the database that DATABASE_URL names was only half made. Give it an empty database, or set DEMO=off.');
  say('The demo network was only half made; starting it afresh …');
  const remover = 'dist/apps/api/src/database/embedded/removal.js';
  const script = `const { removeEmbeddedPostgres } = await import(${JSON.stringify(path.join(root, remover))}); await removeEmbeddedPostgres(${JSON.stringify(path.join(settings.dataDir, 'postgres'))});`;
  await runQuietly('Removing the half-made demo', runtime, ['--input-type=module', '--eval', script]);
  rmSync(signInsOf(settings), { force: true });
  rmSync(desksOf(settings), { recursive: true, force: true });
  rmSync(markOf(settings));
}

/** While the service runs. @returns whether a demo network is open. */
export async function seed(settings, token) {
  const status = await (await fetch(`http://127.0.0.1:${settings.port}/api/status`)).json();
  if (status.setUp === true) return existsSync(signInsOf(settings));
  say('Opening the demo network: people, keys and some weeks of messages (once) …');
  writeFileSync(markOf(settings), '');
  const code = await runToEnd(runtime, ['scripts/make-demo.mjs'], { env: environment({ SET_UP_TOKEN: token }) });
  if (code !== 0 || !isWhole(signInsOf(settings))) {
    say('The demo network could not be made. The next start tries again; DEMO=off starts without it.', process.stderr);
    return false;
  }
  rmSync(markOf(settings));
  return true;
}

/**
 * Keeps the first devices of the demo's people online for as long as the service runs, so that what is written while nobody
 * else is there can be read by whoever signs in later.
 * @returns a function that ends it.
 */
export function keepDesks(settings) {
  if (!existsSync(desksOf(settings))) return () => undefined;
  const { origin, signInsFile, desksFolder } = placesOf(settings);
  const desks = spawn(runtime, [command, 'demo-desks', '--origin', origin, '--sign-ins', signInsFile, '--desks', desksFolder], { cwd: root, env: environment(), stdio: 'ignore' });
  desks.on('error', () => undefined);
  return () => { desks.kill('SIGTERM'); };
}

export function placesOf(settings) {
  return { origin: process.env.ORIGIN || `http://localhost:${settings.port}`, signInsFile: signInsOf(settings), desksFolder: desksOf(settings) };
}

function isWhole(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).length > 0;
  } catch {
    return false;
  }
}
