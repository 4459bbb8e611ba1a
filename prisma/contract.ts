/**
 * The data contract in its two forms, from a database migrated for the purpose.
 *
 * Run as a program (`npm run contract`), it writes them; the test beside it compares them with what is committed.
 */
import path from 'node:path';
import { Client } from 'pg';
import { readCatalogue, type Table } from './catalogue.js';
import { printDataModel } from './data-model.js';
import { printSchema } from './schema.js';

const root = path.resolve(import.meta.dirname, '..');

export interface Contract {
  readonly tables: readonly Table[];
  /** Contents by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** @param databaseUrl a database that holds the migrated schema. */
export async function contractOf(databaseUrl: string): Promise<Contract> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await readCatalogue(client);
    return {
      tables,
      files: new Map([
        [path.join(root, 'prisma', 'schema.prisma'), printSchema(tables)],
        [path.join(root, 'docs', 'data-model.md'), printDataModel(tables)],
      ]),
    };
  } finally {
    await client.end();
  }
}
