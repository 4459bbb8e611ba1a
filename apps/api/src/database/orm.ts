/** MikroORM's configuration: entities by `defineEntity`, migrations as classes, no discovery from disk. */
import { defineConfig, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import type { Config } from '../config.js';
import { entities } from './entities.js';
import { queryTimeout } from './pool.js';
import { migrations } from './migrations/index.js';

/** `limited`: give up queries of a silent server; migrations may take their time. */
export function ormOptions(config: Config, { limited = true }: { limited?: boolean } = {}): Options {
  return defineConfig({
    clientUrl: config.databaseUrl,
    entities: [...entities],
    extensions: [Migrator],
    migrations: { tableName: 'schema_migration', migrationsList: migrations, transactional: true, allOrNothing: true, snapshot: false },
    pool: { min: 0, max: config.databaseConnections, idleTimeoutMillis: 30_000 },
    driverOptions: { connectionTimeoutMillis: 5_000, keepAlive: true, application_name: 'comity', ...(limited ? { query_timeout: queryTimeout } : {}) },
    // Dropped connections come back as rejected queries, which callers answer; nothing of MikroORM's own output may reach the logs.
    logger: () => undefined,
    discovery: { warnWhenNoEntities: false },
  });
}
