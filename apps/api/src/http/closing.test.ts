import { describe, expect, it } from '@jest/globals';
import { Agent, createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closePromptly } from './closing.js';

describe('a server that closes', () => {
  it('answers what is under way, and does not wait for the connection it came on', async () => {
    const asked = Promise.withResolvers<ServerResponse>();
    const server = createServer((_, response) => { asked.resolve(response); });
    server.keepAliveTimeout = 3_600_000;
    closePromptly(server);
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const agent = new Agent({ keepAlive: true });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      get({ agent, port: (server.address() as AddressInfo).port }, (answer) => answer.resume().once('end', () => { resolve(answer.statusCode); })).once('error', reject);
    });
    const response = await asked.promise;
    const closed = new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
    response.end('done');
    expect(await answered).toBe(200);
    await closed;
    agent.destroy();
  });
});
