// Installs the dependencies when, and only when, they are not the ones of the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fingerprint, isStamped, putStamp } from './fingerprint.mjs';
import { Refusal, environment, root, runQuietly, runToEnd, runtime, say } from './process.mjs';

const stamp = 'node_modules/.comity-installed';

export async function prepare({ quiet = false } = {}) {
  const state = fingerprint(['package-lock.json', 'patches']);
  if (isStamped(stamp, state) && runtimeWorks()) return;
  if (followsLockFile() && runtimeWorks()) {
    await runQuietly('Applying the patches of dependencies', process.execPath, ['node_modules/patch-package/index.js', '--error-on-fail']);
  } else {
    if (!quiet) say('Installing dependencies (once; about a minute) …');
    // NODE_ENV=production would leave out what the build needs.
    await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci failed');
    if (!runtimeWorks()) throw new Refusal(`The Node runtime of the product was not installed (${path.relative(root, runtime)}). npm must be allowed to run install scripts: npm config set ignore-scripts false`);
  }
  putStamp(stamp, state);
}

async function npm(args, complaint) {
  // Under `npm start` npm says where it is itself; elsewhere it is on the path.
  const own = process.env.npm_execpath;
  const [program, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  let code;
  try {
    code = await runToEnd(program, [...first, ...args], { env: { ...process.env, NODE_ENV: '' } });
  } catch (error) {
    throw new Refusal(`${complaint}: npm could not be started (${error.message}).`);
  }
  if (code !== 0) throw new Refusal(`${complaint}. See what npm says above.`);
}

function runtimeWorks() {
  return existsSync(runtime) && spawnSync(runtime, ['--version'], { env: environment() }).status === 0;
}

/** Whether what npm last installed is what the lock file asks for, as after a plain `npm install`. */
function followsLockFile() {
  const installed = packagesOf('node_modules/.package-lock.json');
  const locked = packagesOf('package-lock.json');
  if (installed === undefined || locked === undefined) return false;
  return Object.entries(locked).every(([name, { version, integrity, optional }]) => {
    if (name === '') return true;
    const present = installed[name];
    return present === undefined ? optional === true : present.version === version && present.integrity === integrity;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
