// Child processes, and the one function through which the scripts speak.
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The Node that comes with the product's dependencies. */
export const runtime = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Something the reader of the terminal has to put right; printed without a stack. */
export class Refusal extends Error {}

export function say(line, stream = process.stdout) {
  stream.write(`${line}\n`);
}

/** Programs of dependencies come first on the path, and so does the product's own Node. */
export function environment(extra = {}) {
  const paths = [path.dirname(runtime), path.join(root, 'node_modules', '.bin'), process.env.PATH ?? ''];
  return { ...process.env, PATH: paths.join(path.delimiter), ...extra };
}

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end, passing signals on.
 * @returns {Promise<number>} its exit code; 0 when it ended by a signal that was passed on to it.
 */
export async function runToEnd(program, args, { env = environment(), stdio = 'inherit', cwd = root } = {}) {
  const child = spawn(program, args, { cwd, env, stdio });
  return await endOf(child);
}

export async function endOf(child) {
  let asked = false;
  const forward = (signal) => {
    asked = true;
    child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(signal === null ? (code ?? 1) : asked ? 0 : 1));
    });
  } finally {
    for (const signal of passedOn) process.off(signal, forward);
  }
}

/** Runs a program that should succeed; what it says is shown only when it fails. */
export async function runQuietly(what, program, args, options = {}) {
  const child = spawn(program, args, { cwd: root, env: environment(options.env), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const code = await endOf(child);
  if (code !== 0) throw new Refusal(`${what} failed (${path.basename(program)} ${args.join(' ')}):\n${said.trim()}`);
  return said;
}
