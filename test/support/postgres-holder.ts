/**
 * A process that holds an embedded PostgreSQL, to be killed by tests. Prints one JSON line for each event, then one with
 * `url` and `pid` when it is ready. SIGTERM stops the server in order.
 *
 *     node --import ./test/support/typescript.mjs test/support/postgres-holder.ts <data directory> [port]
 */
import { startEmbeddedPostgres } from '../../apps/api/src/database/embedded/embedded-postgres.js';

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const [, , dataDir = '', port = '0'] = process.argv;

try {
  const server = await startEmbeddedPostgres({ dataDir, port: Number(port), durable: false, report: say });
  say({ kind: 'ready', url: server.url, pid: server.pid() });
  process.once('SIGTERM', () => {
    void server.stop().then(() => {
      say({ kind: 'stopped' });
    });
  });
} catch (error) {
  say({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
