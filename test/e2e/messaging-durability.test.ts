import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { startService } from '../support/service.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`);
  await client.end();
});
afterAll(async () => { await database.drop(); });

describe('on a database that says committed before it is', () => {
  it('the service refuses to start in production', async () => {
    await expect(startService({ databaseUrl: database.url, settings: { NODE_ENV: 'production', ORIGIN: 'https://comity.example' } })).rejects.toThrow('synchronous_commit');
  });

  it('the service warns elsewhere', async () => {
    const lines: string[] = [];
    const service = await startService({ databaseUrl: database.url, onLog: (line) => lines.push(line) });
    expect(lines.some((line) => line.includes('not-durable') && line.includes('synchronous_commit'))).toBe(true);
    await service.stop();
  });
});
