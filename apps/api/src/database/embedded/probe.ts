/** Asks a port whether the cluster behind it is ours. */
import { realpathSync } from 'node:fs';
import { Client, type ClientConfig } from 'pg';
import type { Residence } from './residence.js';

export const host = '127.0.0.1';

/** Settings for a connection as the superuser. */
export function superuserOn(residence: Residence, port: number, database = 'postgres'): ClientConfig {
  return {
    host,
    port,
    database,
    user: 'postgres',
    password: residence.passwords.superuser,
    ssl: false,
    connectionTimeoutMillis: 5_000,
    application_name: 'comity launcher',
  };
}

/**
 * `ours` only when it lets us in with our password and names our data directory: neither a process id nor an open port
 * proves that. `waking` while it starts up, recovers or shuts down.
 */
export async function probe(residence: Residence, port: number): Promise<'ours' | 'waking' | 'foreign' | 'silent'> {
  const client = new Client(superuserOn(residence, port));
  // Without a listener, an end of the connection at the wrong moment would end this process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const answer = await client.query<{ directory: string }>("select current_setting('data_directory') as directory");
    const directory = answer.rows[0]?.directory;
    return directory !== undefined && realpathSync(directory) === realpathSync(residence.cluster) ? 'ours' : 'foreign';
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === '57P03' || code === '57P01' || code === '57P02') return 'waking';
    if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ETIMEDOUT') return 'silent';
    return 'foreign';
  } finally {
    await client.end().catch(() => undefined);
  }
}
