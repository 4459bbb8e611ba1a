// Before a Jest run: a directory in which the first test that wants a database leaves word of the one cluster they share
// (see database.ts). Costs nothing to a run that needs none.
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export default function setUp() {
  if (process.env.TEST_DATABASE_URL) return;
  const directory = mkdtempSync(path.join(tmpdir(), 'comity-test-'));
  chmodSync(directory, 0o755);
  process.env.COMITY_TEST_RUN = directory;
  process.env.COMITY_TEST_RUN_PID = String(process.pid);
}
