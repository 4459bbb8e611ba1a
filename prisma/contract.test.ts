import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { freshDatabase, type FreshDatabase } from '../test/support/database.js';
import { unclassified } from './classification.js';
import { contractOf, type Contract } from './contract.js';

/** Prisma's own parser and validator, as WebAssembly; it is CommonJS and has no types Jest could load. */
const prisma = createRequire(import.meta.url)('@prisma/prisma-schema-wasm') as { validate: (params: string) => void };

let database: FreshDatabase;
let contract: Contract;

beforeAll(async () => {
  database = await freshDatabase();
  contract = await contractOf(database.url);
});

afterAll(async () => {
  await database.drop();
});

describe('the data contract', () => {
  it('is what the migrations make (run `npm run contract` after a migration)', () => {
    for (const [file, content] of contract.files) expect({ file, content: existsSync(file) ? readFileSync(file, 'utf8') : '' }).toEqual({ file, content });
  });

  it('classifies every column: the migration that makes a column says what the service may see in it', () => {
    expect(unclassified(contract.tables)).toEqual([]);
  });

  it('is a schema that Prisma accepts', () => {
    const schema = [...contract.files].find(([file]) => file.endsWith('.prisma'))?.[1] ?? '';
    const validate = (text: string): void => {
      prisma.validate(JSON.stringify({ prismaSchema: [['schema.prisma', text]], noColor: true }));
    };
    expect(() => { validate(schema); }).not.toThrow();
    expect(() => { validate(schema.replace('@id', '@nothing')); }).toThrow(/@nothing|nothing/);
  });

  it('keeps content out of sight: whatever is stored of items is ciphertext', () => {
    const entry = contract.tables.find((table) => table.name === 'entry');
    expect(entry?.columns.find((column) => column.name === 'bytes')?.comment).toMatch(/^ciphertext/);
  });
});
