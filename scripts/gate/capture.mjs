// Runs the product's Node and keeps what it says.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { environment, root, runtime } from '../process.mjs';

const limitMs = 75 * 60_000;

/** Settings of the developer's shell must not reach what is tested. */
const dropped = ['PORT', 'HOST', 'ORIGIN', 'DATABASE_URL', 'DATA_DIR', 'DEMO', 'WEB_ROOT', 'SET_UP_TOKEN', 'DEMO_SIGN_INS', 'SECRET_KEY', 'NODE_OPTIONS', 'NODE_ENV'];

/**
 * @param {string[]} args
 * @param {{env?: object, finished?: () => boolean, graceMs?: number}} options `finished` tells that the work is done; a
 *   process that still lives `graceMs` later is ended, which `hung` reports.
 */
export async function capture(args, { env = {}, finished = () => false, graceMs = 20_000 } = {}) {
  const clean = { ...environment(), ...env };
  for (const name of dropped) if (!(name in env)) delete clean[name];
  // A process group of its own, so that nothing it started outlives it when it has to be ended.
  const child = spawn(runtime, args, { cwd: root, env: clean, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));

  let hung;
  let finishedAt;
  const began = performance.now();
  const end = (why) => {
    hung = why;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  const watch = setInterval(() => {
    if (finishedAt === undefined && finished()) finishedAt = performance.now();
    if (finishedAt !== undefined && performance.now() - finishedAt > graceMs) end('it finished but something was left open, so it did not end');
    else if (performance.now() - began > limitMs) end(`it ran for more than ${limitMs / 60_000} minutes`);
  }, 500);
  const stop = () => {
    end('it was interrupted');
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(watch);
  process.off('SIGINT', stop);
  process.off('SIGTERM', stop);
  return { code: code ?? 1, output: output.trim(), hung };
}
