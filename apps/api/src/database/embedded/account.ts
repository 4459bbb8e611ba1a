/**
 * The operating system's account that runs PostgreSQL.
 *
 * PostgreSQL refuses to run as uid 0, so a service started by root drops to `postgres` or `nobody` for it.
 * Everybody else runs it as themselves.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './failure.js';

export interface Account {
  readonly name: string;
  /** Set only when it is another account than the one this process runs as. */
  readonly switchTo?: { readonly uid: number; readonly gid: number };
}

const candidates = ['postgres', 'nobody'];

/**
 * @param existing a cluster directory that may exist already; its owner goes on running it.
 * @throws EmbeddedPostgresError `no-account` when root finds no account to drop to.
 */
export function accountFor(existing: string): Account {
  if (process.getuid?.() !== 0) return { name: 'self' };
  const owner = statSync(existing, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) {
    return { name: `uid ${owner.uid}`, switchTo: { uid: owner.uid, gid: owner.gid } };
  }
  for (const name of candidates) {
    const ids = lookUp(name);
    if (ids !== undefined) return { name, switchTo: ids };
  }
  throw new EmbeddedPostgresError(
    'no-account',
    'PostgreSQL does not run as root, and this machine has neither an account "postgres" nor "nobody". Start the service as an ordinary user.',
  );
}

/** What `spawn` needs to run something as the account. */
export function asAccount(account: Account): { uid?: number; gid?: number } {
  return account.switchTo ?? {};
}

/** Whether the account can enter the directory and write there. */
export function canWriteIn(account: Account, directory: string): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd -- "$1" && test -w .', 'sh', directory], { ...asAccount(account), cwd: '/', stdio: 'ignore' });
  return tried.status === 0;
}

/** Whether the account can run the program: its directories, its libraries and the file itself are within reach. */
export function canRun(account: Account, program: string): boolean {
  const tried = spawnSync(program, ['--version'], { ...asAccount(account), cwd: '/', stdio: 'ignore' });
  return tried.status === 0;
}

function lookUp(name: string): { uid: number; gid: number } | undefined {
  try {
    const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    return uid === undefined || gid === undefined || Number(uid) === 0 ? undefined : { uid: Number(uid), gid: Number(gid) };
  } catch {
    return undefined;
  }
}
