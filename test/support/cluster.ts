/**
 * The PostgreSQL cluster of a test run: `TEST_DATABASE_URL` (a role that may create databases) when the caller provides
 * one, as the gate does; else an embedded one that the first test to ask starts and all of the run's workers share.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '../..');
const limitMs = 60_000;

/** Address of the cluster's maintenance database. */
export async function clusterUrl(): Promise<string> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const directory = process.env['COMITY_TEST_RUN'];
  if (directory === undefined) throw new Error('Tests that need a database run under Jest with the repository\'s configuration, or with TEST_DATABASE_URL set.');
  return await shared(directory);
}

async function shared(directory: string): Promise<string> {
  const note = path.join(directory, 'url');
  if (!existsSync(note) && first(directory)) startHolder(directory, note);
  const deadline = performance.now() + limitMs;
  while (!existsSync(note)) {
    if (existsSync(`${note}.failed`)) throw new Error(readFileSync(`${note}.failed`, 'utf8'));
    if (performance.now() > deadline) throw new Error(`The test cluster in ${directory} did not start.`);
    await pause(20);
  }
  return readFileSync(note, 'utf8');
}

/** Making a directory is atomic: of all workers that want to be first, one is. */
function first(directory: string): boolean {
  try {
    mkdirSync(path.join(directory, 'claimed'));
    return true;
  } catch {
    return false;
  }
}

function startHolder(directory: string, note: string): void {
  const log = openSync(path.join(directory, 'holder.log'), 'a');
  const holder = spawn(
    process.execPath,
    [
      '--import', './test/support/typescript.ts', 'test/support/postgres-holder.ts', path.join(directory, 'postgres'),
      '--for', process.env['COMITY_TEST_RUN_PID'] ?? String(process.ppid), '--note', note, '--remove', directory,
    ],
    { cwd: root, detached: true, stdio: ['ignore', log, log], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  if (holder.pid !== undefined) writeFileSync(path.join(directory, 'holder.pid'), String(holder.pid));
  holder.unref();
}
