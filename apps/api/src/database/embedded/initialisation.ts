/** Makes a new cluster: once, whole or not at all. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asAccount } from './account.js';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './failure.js';
import { give, type Residence } from './residence.js';

/** @returns whether a cluster was made now. */
export function initialise(residence: Residence, binaries: Binaries): boolean {
  if (existsSync(residence.cluster)) return false;
  const partial = `${residence.cluster}.new`;
  const passwordFile = path.join(residence.directory, 'initdb.password');
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  give(residence.account, partial);
  writeFileSync(passwordFile, residence.passwords.superuser, { mode: 0o600 });
  give(residence.account, passwordFile);
  try {
    const made = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${partial}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same sorting on every machine: the locale built into PostgreSQL, not the operating system's.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--data-checksums',
      ],
      { ...asAccount(residence.account), cwd: partial, encoding: 'utf8', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } },
    );
    if (made.status !== 0) {
      throw new EmbeddedPostgresError('start-failed', `initdb failed: ${(made.stderr || made.error?.message || '').trim().split('\n').slice(-3).join(' ')}`);
    }
    renameSync(partial, residence.cluster);
    return true;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
