/**
 * A loopback port that nobody listens on: from a range of this worker's own, below those that the system gives away. A port that was given away once is given away to others as soon as it is
 * closed, and two services of two workers would begin on the same one.
 */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const from = 20_000, each = 3_000, ranges = 4;
const given = new Set<number>();

export async function freePort(): Promise<number> {
  const start = from + (Number(process.env['JEST_WORKER_ID'] ?? 0) % ranges) * each;
  for (;;) {
    const port = start + randomInt(each);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

const isFree = (port: number): Promise<boolean> => new Promise((resolve, reject) => {
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EADDRINUSE') resolve(false); else reject(error); });
  server.listen(port, '127.0.0.1', () => { server.close(() => { resolve(true); }); });
});
