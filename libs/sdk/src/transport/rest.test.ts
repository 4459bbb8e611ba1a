import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FileId } from '@comity/contracts';
import { newId } from '../id.js';
import { FetchFileLine } from './file-line.js';
import { FetchRest } from './rest.js';

describe('an answer whose line breaks while it comes', () => {
  let server: Server;
  let origin: string;
  let status = 200;
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(status, { 'content-type': 'application/json', 'content-length': 1_000 });
        response.write('{"half": ', () => { response.destroy(); });
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => { server.close(); });

  it.each([200, 404])('is a lost connection, whatever its status (%s)', async (code) => {
    status = code;
    await expect(new FetchRest({ origin }).call('status')).rejects.toMatchObject({ kind: 'offline' });
    await expect(new FetchRest({ origin }).call('signOut')).rejects.toMatchObject({ kind: 'offline' });
    await expect(new FetchFileLine({ origin }).append(newId<FileId>(), 0, new Uint8Array(10), new AbortController().signal)).rejects.toMatchObject({ kind: 'offline' });
  });
});

describe('an answer that does not follow its contract', () => {
  it('is none: a device’s name is one line that steers no terminal and turns no writing', async () => {
    let name = 'Laptop';
    const link = () => ({ id: newId(), name, commitment: 'A'.repeat(43), expiresAt: '2026-01-01T00:00:00.000Z', answer: null, reveal: null, sealed: null });
    const server = createServer((_, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([link()])); }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const rest = new FetchRest({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    try {
      expect(await rest.call('links')).toMatchObject([{ name: 'Laptop' }]);
      for (name of ['Laptop\u001b[8m', 'Laptop\nyes or no:', 'Laptop\u202e', 'L'.repeat(61)]) await expect(rest.call('links')).rejects.toMatchObject({ problem: { code: 'malformed' } });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
