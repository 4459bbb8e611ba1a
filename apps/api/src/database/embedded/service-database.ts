/** The service's database: the server that DATABASE_URL names, else an embedded one that lives and dies with the service. */
import path from 'node:path';
import type { Config } from '../../config.js';
import type { Log } from '../../http/log.js';
import { startEmbeddedPostgres, type EmbeddedPostgresEvent } from './embedded-postgres.js';

export interface ServiceDatabase {
  readonly url: string;
  /** After the service's own connections are closed. */
  readonly close: () => Promise<void>;
}

/** @throws EmbeddedPostgresError with a message for the operator. */
export async function openDatabase(config: Config, log: Log): Promise<ServiceDatabase> {
  if (config.databaseUrl !== '') return { url: config.databaseUrl, close: async () => undefined };
  const server = await startEmbeddedPostgres({
    dataDir: path.resolve(config.dataDir, 'postgres'),
    report: (event) => {
      write(log, event);
    },
  });
  return { url: server.url, close: server.stop };
}

function write(log: Log, event: EmbeddedPostgresEvent): void {
  const context = 'embedded-postgres';
  switch (event.kind) {
    case 'initialised':
      log.info('database-initialised', { context });
      break;
    case 'started':
    case 'adopted':
      log.info('database-started', { context, kind: event.kind, ms: event.milliseconds });
      break;
    case 'lost':
      log.error('database-lost', { context });
      break;
    case 'healed':
      log.warn('database-healed', { context, ms: event.milliseconds });
      break;
    case 'heal-failed':
      log.error('database-heal-failed', { context, kind: event.reason });
      break;
  }
}
