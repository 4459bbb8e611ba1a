/**
 * Where one embedded cluster lives, and its secrets.
 *
 *     <residence>/cluster/         PostgreSQL's data directory, owned by the account that runs it
 *     <residence>/passwords.json   two random passwords, readable by the service's account only
 *     <residence>/postgres.log     what the postmaster says (no statements, no values)
 *
 * The residence is the data directory asked for. Only when root asks for one that the account running PostgreSQL cannot
 * enter is it `/var/lib/comity/clusters/<id>`; the file `located-at` in the directory asked for then names it, so a
 * moved clone keeps its data.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { chownSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmdirSync, writeSync } from 'node:fs';
import path from 'node:path';
import { accountFor, canWriteIn, type Account } from './account.js';
import { reachableRoot } from './binaries.js';
import { EmbeddedPostgresError } from './failure.js';

export interface Passwords {
  /** Of `postgres`, the superuser: for the launcher alone. */
  readonly superuser: string;
  /** Of `comity`, who owns the service's database. */
  readonly service: string;
}

export interface Residence {
  readonly directory: string;
  readonly cluster: string;
  readonly log: string;
  readonly account: Account;
  readonly passwords: Passwords;
}

/** Finds or founds the residence for a data directory. */
export function residenceIn(dataDirectory: string): Residence {
  mkdirSync(dataDirectory, { recursive: true });
  const asked = realpathSync(dataDirectory);
  const directory = locate(asked);
  const cluster = path.join(directory, 'cluster');
  const account = accountFor(cluster);
  return { directory, cluster, log: path.join(directory, 'postgres.log'), account, passwords: passwordsIn(directory) };
}

function locate(asked: string): string {
  const pointer = path.join(asked, 'located-at');
  if (existsSync(pointer)) {
    const elsewhere = readFileSync(pointer, 'utf8').trim();
    if (!existsSync(elsewhere)) {
      throw new EmbeddedPostgresError('unreachable', `${pointer} says that the database lives in ${elsewhere}, which does not exist.`);
    }
    return elsewhere;
  }
  const account = accountFor(path.join(asked, 'cluster'));
  if (account.switchTo === undefined || existsSync(path.join(asked, 'cluster')) || reachable(account, asked)) return asked;

  const elsewhere = path.join(reachableRoot, 'clusters', randomUUID());
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  writeDurably(pointer, `${elsewhere}\n`, 0o644);
  return elsewhere;
}

/** A directory made for the purpose tells more than reading permission bits. */
function reachable(account: Account, directory: string): boolean {
  const probe = path.join(directory, 'cluster.reach');
  mkdirSync(probe, { recursive: true });
  try {
    give(account, probe);
    return canWriteIn(account, probe);
  } finally {
    rmdirSync(probe);
  }
}

/** Hands a path to the account that runs PostgreSQL. */
export function give(account: Account, target: string): void {
  if (account.switchTo !== undefined) chownSync(target, account.switchTo.uid, account.switchTo.gid);
}

function passwordsIn(directory: string): Passwords {
  const file = path.join(directory, 'passwords.json');
  if (!existsSync(file)) {
    const fresh: Passwords = { superuser: randomBytes(24).toString('base64url'), service: randomBytes(24).toString('base64url') };
    writeDurably(file, `${JSON.stringify(fresh)}\n`, 0o600);
    return fresh;
  }
  const { superuser, service } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Passwords>;
  if (superuser === undefined || service === undefined) {
    throw new EmbeddedPostgresError('unreachable', `${file} does not hold the passwords of the embedded database.`);
  }
  return { superuser, service };
}

/** Whole or not at all, also across a power cut. */
function writeDurably(file: string, text: string, mode: number): void {
  const partial = `${file}.new`;
  const descriptor = openSync(partial, 'w', mode);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(partial, file);
}
