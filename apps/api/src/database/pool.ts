/**
 * The pool of the hand-written, batched statements (the message path). It shares nothing with MikroORM's pool, so that
 * a burst of messages cannot keep sign-ins waiting for a connection. A dropped connection is logged and replaced; the
 * query in flight rejects, which the caller answers as `unavailable`.
 */
import { Pool } from 'pg';
import type { Config } from '../config.js';
import type { Log } from '../http/log.js';

/** Milliseconds after which a query of a silent server is given up and answered as an outage. */
export const queryTimeout = 15_000;

/** Injection token of the `pg.Pool`. */
export const POOL = Symbol('Pool');

export function createPool(config: Config, log: Log): Pool {
  const pool = new Pool({ connectionString: config.databaseUrl, max: config.databaseConnections, connectionTimeoutMillis: 5_000, query_timeout: queryTimeout, idleTimeoutMillis: 30_000, keepAlive: true, application_name: 'comity messages' });
  const note = (error: Error) => log.warn('database-connection-lost', { error });
  pool.on('connect', (client) => client.on('error', note));
  pool.on('error', note);
  return pool;
}
