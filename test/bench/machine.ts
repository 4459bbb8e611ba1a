/** The machine's own figures, beside which every timing of the bench is read. */
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { machineBusySeconds } from './processes.js';
import { figure, type Table } from './report.js';

export interface Processor {
  processor: string;
  cores: number;
  memoryGiB: number;
  node: string;
  /** Ed25519 verifications a second on one core, OpenSSL's. */
  verificationsPerSecond: number;
  /** Cores that others kept busy before the bench began. */
  foreignCores: number;
}

export interface Machine extends Processor {
  /** PostgreSQL's version and the settings that decide what a commit costs. */
  database: string;
  /** 8 KiB overwritten and fdatasync, one after another, per second: the most commits one transaction at a time can reach. */
  syncsPerSecond: number;
}

const seconds = 1.5;

/** Milliseconds of one core that this thread has used: on a machine that others use, too, what it took, whenever it was its turn. */
export function coreTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Calls `step` until the time is over; answers calls per second. */
export function rateOf(step: () => void, duration = seconds, now: () => number = () => performance.now()): number {
  const start = now();
  let calls = 0;
  let elapsed = 0;
  do { step(); calls += 1; elapsed = (now() - start) / 1000; } while (elapsed < duration);
  return calls / elapsed;
}

function syncsPerSecond(near: string): number {
  const directory = mkdtempSync(join(near, 'comity-sync-'));
  const file = openSync(join(directory, 'block'), 'w');
  const block = Buffer.alloc(8192, 1);
  try {
    return rateOf(() => { writeSync(file, block, 0, block.length, 0); fdatasyncSync(file); });
  } finally {
    closeSync(file);
    rmSync(directory, { recursive: true });
  }
}

function verificationsPerSecond(now?: () => number): number {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const message = Buffer.alloc(200, 1);
  const signature = sign(null, message, privateKey);
  return rateOf(() => { verify(null, message, publicKey, signature); }, seconds, now);
}

async function databaseSettings(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string; setting: string }>("select name, setting from pg_settings where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method') order by name");
  const of = Object.fromEntries(rows.map((row) => [row.name, row.setting]));
  return `PostgreSQL ${of['server_version']}, fsync ${of['fsync']}, synchronous_commit ${of['synchronous_commit']}, full_page_writes ${of['full_page_writes']}, ${of['wal_sync_method']}`;
}

export async function measureProcessor(now?: () => number): Promise<Processor> {
  const busy = machineBusySeconds();
  await new Promise((resolve) => { setTimeout(resolve, 1000); });
  const foreignCores = machineBusySeconds() - busy;
  return { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, verificationsPerSecond: verificationsPerSecond(now), foreignCores };
}

/** `near` is a directory on the disk the database writes to. */
export async function measureMachine(client: pg.Client, near: string): Promise<Machine> {
  return { ...(await measureProcessor()), database: await databaseSettings(client), syncsPerSecond: syncsPerSecond(near) };
}

export const machineTable = (machine: Processor | Machine, title = 'The machine'): Table => ({
  title,
  columns: ['figure', 'value'],
  rows: [
    ['processor', `${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB`],
    ['Node', machine.node],
    ...('database' in machine ? [['database', machine.database], ['8 KiB written and fdatasync, per second', figure(machine.syncsPerSecond)]] : []),
    ['Ed25519 verifications per second, one core', figure(machine.verificationsPerSecond)],
    ['cores others kept busy before the run', figure(machine.foreignCores)],
  ],
});
