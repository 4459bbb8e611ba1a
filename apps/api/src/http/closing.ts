/** A server that is closing waits for requests under way, and for no connection that a client keeps open beyond its own. */
import type { Server } from 'node:http';

export function closePromptly(server: Server): void {
  server.on('request', (_, response) => {
    response.once('close', () => { setImmediate(() => { if (!server.listening) server.closeIdleConnections(); }); });
  });
}
