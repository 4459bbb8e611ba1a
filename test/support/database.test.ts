import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { freshDatabase } from './database.js';

describe('a fresh database', () => {
  it('is migrated, its own, and gone afterwards', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    const client = new Client({ connectionString: one.url });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ applied: number }>('select count(*)::integer as applied from schema_migration');
    expect(rows[0]?.applied).toBeGreaterThan(0);
    expect(other.url).not.toBe(one.url);

    await Promise.all([one.drop(), other.drop()]);
    await expect(new Client({ connectionString: one.url }).connect()).rejects.toMatchObject({ code: '3D000' });
  });
});
