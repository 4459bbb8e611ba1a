/** The bench's own PostgreSQL: embedded, on disk, with every durable setting on; nothing of it remains. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../apps/api/src/database/embedded/embedded-postgres.js';

export interface Cluster {
  directory: string;
  /** The postmaster. */
  pid(): number;
  /** Makes an empty database and answers its address, as its owner. */
  database(name: string): Promise<string>;
  superuser<R>(use: (client: Client) => Promise<R>): Promise<R>;
  close(): Promise<void>;
}

export async function openCluster(): Promise<Cluster> {
  const directory = mkdtempSync(join(tmpdir(), 'comity-bench-'));
  chmodSync(directory, 0o755); // the database runs under another account
  const server = await startEmbeddedPostgres({ dataDir: directory, maxConnections: 100 });
  const superuser = async <R>(use: (client: Client) => Promise<R>): Promise<R> => {
    const client = new Client({ connectionString: server.superuserUrl });
    await client.connect();
    try { return await use(client); } finally { await client.end(); }
  };
  return {
    directory, superuser,
    pid: () => server.pid() ?? 0,
    database: async (name) => {
      await superuser(async (client) => { await client.query(`create database ${name} owner comity`); });
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    close: async () => { await server.stop(); rmSync(directory, { recursive: true, force: true }); },
  };
}
