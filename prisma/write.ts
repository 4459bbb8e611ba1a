/** `npm run contract`: migrates a database made for the purpose and writes the data contract from its catalogue. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../apps/api/src/database/embedded/embedded-postgres.js';
import { migrateDatabase } from '../test/support/database.js';
import { contractOf } from './contract.js';

const directory = mkdtempSync(path.join(tmpdir(), 'comity-contract-'));
chmodSync(directory, 0o755);
const server = await startEmbeddedPostgres({ dataDir: path.join(directory, 'postgres'), durable: false });
try {
  await migrateDatabase(server.url);
  const { files } = await contractOf(server.url);
  for (const [file, content] of files) {
    writeFileSync(file, content);
    process.stdout.write(`wrote ${path.relative(process.cwd(), file)}\n`);
  }
} finally {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
}
