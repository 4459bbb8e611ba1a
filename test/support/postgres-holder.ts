/**
 * A process that holds an embedded PostgreSQL: one for a whole test run, or one to be killed by a test. Prints one JSON
 * line for each event and one, `ready`, with the addresses. Stops the server in order on SIGTERM, and when the process
 * that asked for it has gone without saying so.
 *
 *     node --import ./test/support/typescript.ts test/support/postgres-holder.ts <data directory> [port] [--for <pid>] [--note <file>] [--remove <directory>]
 *
 * `--note` writes the superuser's address into a file, for others to find; `--remove` deletes a directory at the end.
 */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../apps/api/src/database/embedded/embedded-postgres.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { for: { type: 'string' }, note: { type: 'string' }, remove: { type: 'string' } } });
const [dataDir = '', port = '0'] = positionals;
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
// Whoever listened may have gone; that is no reason to leave the server behind.
process.stdout.on('error', () => undefined);

try {
  const server = await startEmbeddedPostgres({ dataDir, port: Number(port), durable: false, maxConnections: 300, report: say });

  const stop = async (): Promise<void> => {
    await server.stop();
    if (values.remove !== undefined) rmSync(values.remove, { recursive: true, force: true });
    say({ kind: 'stopped' });
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.on('SIGINT', () => undefined);
  if (values.for !== undefined) watch(Number(values.for), () => void stop());

  if (values.note !== undefined) {
    writeFileSync(`${values.note}.new`, server.superuserUrl);
    renameSync(`${values.note}.new`, values.note);
  }
  say({ kind: 'ready', url: server.url, superuserUrl: server.superuserUrl, pid: server.pid() });
} catch (error) {
  if (values.note !== undefined) writeFileSync(`${values.note}.failed`, String(error));
  say({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}

function watch(pid: number, gone: () => void): void {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      clearInterval(timer);
      gone();
    }
  }, 500);
}
