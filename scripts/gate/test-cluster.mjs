// One embedded PostgreSQL for all suites of a gate run. It ends with this process, however that ends.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { Refusal, environment, root, runtime } from '../process.mjs';

export async function startTestCluster() {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: async () => undefined };
  const directory = mkdtempSync(path.join(tmpdir(), 'comity-gate-'));
  chmodSync(directory, 0o755);
  const holder = spawn(
    runtime,
    ['--import', './test/support/typescript.ts', 'test/support/postgres-holder.ts', path.join(directory, 'postgres'), '--for', String(process.pid), '--remove', directory],
    { cwd: root, env: environment(), stdio: ['ignore', 'pipe', 'inherit'], detached: true },
  );
  const gone = new Promise((resolve) => holder.once('close', resolve));
  const word = await new Promise((resolve) => {
    createInterface({ input: holder.stdout }).on('line', (line) => {
      const record = JSON.parse(line);
      if (record.kind === 'ready' || record.kind === 'refused') resolve(record);
    });
    void gone.then(() => resolve({ kind: 'refused', message: 'it ended' }));
  });
  if (word.kind === 'refused') throw new Refusal(`The PostgreSQL for the tests did not start: ${word.message}`);
  return {
    url: word.superuserUrl,
    stop: async () => {
      holder.kill('SIGTERM');
      await gone;
    },
  };
}
