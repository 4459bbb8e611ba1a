/**
 * Brings a cluster's postmaster up and down.
 *
 * It is started detached, in its own session: Ctrl-C in the terminal reaches Node alone, which then stops PostgreSQL in
 * order; and a killed Node leaves a working PostgreSQL that the next start adopts.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asAccount } from './account.js';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './failure.js';
import { freePort } from './port.js';
import { host, probe } from './probe.js';
import { processesOf, recordedPort, recordedPostmaster } from './processes.js';
import type { Residence } from './residence.js';

/** What the caller decides about the server. */
export interface ServerSettings {
  /** 0 takes a free port. */
  readonly port: number;
  /** False lets a power cut lose data, for speed. Only for clusters that tests throw away. */
  readonly durable: boolean;
  readonly maxConnections: number;
}

export interface Raised {
  readonly port: number;
  readonly how: 'started' | 'adopted';
}

const startLimitMs = 60_000;
/** How long backends whose postmaster was killed may take to notice before they are ended. */
const orphanLimitMs = 3_000;
const pollMs = 40;

/**
 * Makes sure that the postmaster runs: adopts a live one, or clears what a killed one left and starts another.
 * @throws EmbeddedPostgresError `port-taken`, `not-ours` or `start-failed`.
 */
export async function raise(residence: Residence, binaries: Binaries, settings: ServerSettings): Promise<Raised> {
  for (let attempt = 1; ; attempt += 1) {
    const adopted = await adopt(residence, settings);
    if (adopted !== undefined) return { port: adopted, how: 'adopted' };
    await clearRemains(residence);
    const port = await freePort(settings.port);
    if (port === undefined) {
      throw new EmbeddedPostgresError('port-taken', `Port ${settings.port} on ${host} is taken by another program, so the embedded PostgreSQL cannot listen there. Free the port or choose another.`);
    }
    const outcome = await start(residence, binaries, settings, port);
    if (outcome === undefined) return { port, how: 'started' };
    // Between the look and the start somebody may have taken the port, or started the same cluster.
    const overtaken = /Address already in use|lock file "postmaster.pid"|pre-existing shared memory/.test(outcome);
    if (!overtaken || attempt === 5) throw new EmbeddedPostgresError('start-failed', `The embedded PostgreSQL did not start: ${outcome} (see ${residence.log})`);
  }
}

/** Fast shutdown: connections are ended, everything is written, nothing needs recovery afterwards. */
export async function lower(residence: Residence): Promise<void> {
  const pid = postmasterOf(residence);
  if (pid !== undefined) signal(pid, 'SIGINT');
  await until(() => processesOf(residence.cluster).length === 0, startLimitMs);
}

/** The live postmaster, if there is one. */
export function postmasterOf(residence: Residence): number | undefined {
  const recorded = recordedPostmaster(residence.cluster);
  return recorded !== undefined && processesOf(residence.cluster).includes(recorded) ? recorded : undefined;
}

async function adopt(residence: Residence, settings: ServerSettings): Promise<number | undefined> {
  const deadline = performance.now() + startLimitMs;
  while (postmasterOf(residence) !== undefined) {
    const port = recordedPort(residence.cluster);
    const answer = port === undefined ? 'waking' : await probe(residence, port);
    if (answer === 'ours' && port !== undefined) {
      if (settings.port === 0 || settings.port === port) return port;
      await lower(residence);
      return undefined;
    }
    if (answer === 'foreign') {
      throw new EmbeddedPostgresError('not-ours', `A PostgreSQL runs in ${residence.cluster} but does not accept the password in ${path.join(residence.directory, 'passwords.json')}. Stop it first.`);
    }
    if (performance.now() > deadline) {
      throw new EmbeddedPostgresError('start-failed', `The PostgreSQL found running in ${residence.cluster} does not answer. Stop it (its process id is ${recordedPostmaster(residence.cluster)}) and start again.`);
    }
    await pause(pollMs);
  }
  return undefined;
}

/** After a kill: waits for orphaned backends, and removes a lock whose process id now belongs to a stranger. */
async function clearRemains(residence: Residence): Promise<void> {
  const gone = await until(() => processesOf(residence.cluster).length === 0, orphanLimitMs);
  if (!gone) {
    for (const pid of processesOf(residence.cluster)) signal(pid, 'SIGKILL');
    await until(() => processesOf(residence.cluster).length === 0, orphanLimitMs);
  }
  // Nobody lives in the cluster. PostgreSQL would still refuse if the recorded id were alive as somebody else's.
  if (process.platform === 'linux') rmSync(path.join(residence.cluster, 'postmaster.pid'), { force: true });
}

/** @returns undefined when it answers, else what PostgreSQL said before it ended. */
async function start(residence: Residence, binaries: Binaries, settings: ServerSettings, port: number): Promise<string | undefined> {
  rotate(residence.log);
  const log = openSync(residence.log, 'a', 0o600);
  const from = statSync(residence.log).size;
  const child = spawn(binaries.postgres, ['-D', residence.cluster, ...options(settings, port)], {
    ...asAccount(residence.account),
    cwd: residence.cluster,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  });
  closeSync(log);
  let failure: string | undefined;
  let ended = false;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', () => (ended = true));
  child.unref();

  const deadline = performance.now() + startLimitMs;
  while (!ended && failure === undefined) {
    if ((await probe(residence, port)) === 'ours') return undefined;
    if (performance.now() > deadline) return 'it did not answer within a minute';
    await pause(pollMs);
  }
  return failure ?? lastWords(residence.log, from);
}

function options(settings: ServerSettings, port: number): string[] {
  const values: Record<string, string | number> = {
    listen_addresses: host,
    port,
    // No sockets in the file system: nothing to clash over, nothing to leave behind.
    unix_socket_directories: '',
    max_connections: settings.maxConnections,
    fsync: settings.durable ? 'on' : 'off',
    // Even a cluster that may not survive a power cut survives the death of its processes.
    synchronous_commit: 'on',
    full_page_writes: settings.durable ? 'on' : 'off',
    // The log may hold what happened, never a statement or a value.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_timezone: 'UTC',
    timezone: 'UTC',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const logLimit = 10 * 1024 * 1024;

function rotate(log: string): void {
  if (existsSync(log) && statSync(log).size > logLimit) renameSync(log, `${log}.1`);
}

function lastWords(log: string, from: number): string {
  const said = readFileSync(log).subarray(from).toString('utf8').trim().split('\n');
  const telling = said.filter((line) => /FATAL|ERROR|LOG: {2}could not|HINT/.test(line));
  return (telling.length > 0 ? telling : said).slice(-2).join(' ');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function until(condition: () => boolean, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await pause(pollMs);
  }
  return true;
}
