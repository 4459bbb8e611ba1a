/** Free ports of the loopback address. */
import { createServer } from 'node:net';
import { host } from './probe.js';

/** @returns the port, or undefined when somebody listens there; for 0, a port that was free a moment ago. */
export async function freePort(wanted: number): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(wanted, host, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : undefined);
      });
    });
  });
}
