/**
 * A database of one's own for a test: real PostgreSQL, migrated, thrown away afterwards.
 *
 * Migrations run once for each version of them and cluster, into a template; each call copies the template.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { clusterUrl } from './cluster.js';

export interface FreshDatabase {
  readonly url: string;
  /** Ends every connection to it and removes it. */
  readonly drop: () => Promise<void>;
}

/** @param options.migrated false gives an empty database, for tests of the migrations themselves. */
export async function freshDatabase(options: { readonly migrated?: boolean } = {}): Promise<FreshDatabase> {
  const cluster = await clusterUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withClient(cluster, async (client) => {
    const template = options.migrated === false ? 'template0' : await migratedTemplate(client, cluster);
    await client.query(`create database ${name} template ${template}`);
  });
  return {
    url: databaseUrl(cluster, name),
    drop: async () => {
      await withClient(cluster, async (client) => await client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The same cluster and role, another database. */
export function databaseUrl(cluster: string, name: string): string {
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return url.href;
}

/** Any number, the same in every worker: one of them makes the template while the others wait. */
const templateLock = 0x7e57;

async function migratedTemplate(client: Client, cluster: string): Promise<string> {
  const name = `template_${migrationsDigest()}`;
  await client.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const making = `${name}_making`;
      await client.query(`drop database if exists ${making} with (force)`);
      await client.query(`create database ${making} template template0`);
      await migrateDatabase(databaseUrl(cluster, making));
      await client.query(`alter database ${making} rename to ${name}`);
    }
    return name;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [templateLock]);
  }
}

/** Brings an empty database to the present schema, by the service's own migrations. */
export async function migrateDatabase(url: string): Promise<void> {
  const { readConfig } = await import('../../apps/api/src/config.js');
  const { migrate } = await import('../../apps/api/src/database/migrate.js');
  await migrate(readConfig({ NODE_ENV: 'test', DATABASE_URL: url }));
}

function migrationsDigest(): string {
  const source = path.resolve(import.meta.dirname, '../../apps/api/src');
  const hash = createHash('sha256');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => /(^|\/)migrations?\/.*\.ts$|classification\.ts$/.test(name)).sort()) {
    hash.update(file).update('\0').update(readFileSync(path.join(source, file))).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

async function withClient<Result>(url: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
