/**
 * Brings the schema up to date at start. An advisory lock lets one process at a time do it, so that several nodes may
 * start together against one database.
 */
import { Client } from 'pg';
import { MikroORM } from '@mikro-orm/postgresql';
import type { Config } from '../config.js';
import { ormOptions } from './orm.js';

/** Any number will do, as long as all versions of the service use the same. */
const migrationLock = 0x636f6d69;

/** Applies pending migrations; answers their names. Throws when the database cannot be reached or a migration fails. */
export async function migrate(config: Config): Promise<string[]> {
  const lock = new Client({ connectionString: config.databaseUrl, connectionTimeoutMillis: 10_000, application_name: 'comity migrations' });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    const orm = await MikroORM.init(ormOptions(config, { limited: false }));
    try {
      const applied = await orm.migrator.up();
      return applied.map((migration) => migration.name);
    } finally {
      await orm.close();
    }
  } finally {
    await lock.end();
  }
}
