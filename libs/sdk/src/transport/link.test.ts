import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Server } from 'socket.io';
import parser from 'socket.io-msgpack-parser';
import { problem, type ProblemCode } from '@comity/contracts';
import { readAck, SocketLink } from './link.js';

describe('an acknowledgement', () => {
  const entry = { seq: 1, type: 'item', bytes: Buffer.from([1, 2]), sender: randomUUID(), at: '2027-03-01T12:00:00.000Z' };
  const page = { entries: [entry], head: 1, epoch: 0, now: '2027-03-01T12:00:01.000Z' };
  const malformed = expect.objectContaining({ problem: expect.objectContaining({ code: 'malformed' }) });

  it('is read as its contract says, with bytes as plain arrays', () => {
    const { entries } = readAck('messaging:sync', { ok: true, value: page });
    expect(entries).toEqual([{ ...entry, bytes: Uint8Array.of(1, 2) }]);
    expect(entries[0]?.bytes.constructor).toBe(Uint8Array);
  });

  it('throws the problem it names', () => {
    expect(() => readAck('messaging:sync', { ok: false, problem: problem('stale-epoch', { epoch: 3 }) })).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'stale-epoch', epoch: 3 }) }));
  });

  it('of a hostile service is refused by name, whatever it holds', () => {
    const wrong: unknown[] = [
      undefined, null, 7, {}, { ok: true }, { ok: false }, { ok: false, problem: { code: 'made-up' } }, { ok: 'yes', value: page },
      ...[{ seq: -1 }, { seq: '1' }, { at: 'yesterday' }, { bytes: 'text' }, { type: 'gossip' }, { sender: '__proto__' }].map((over) => ({ ok: true, value: { ...page, entries: [{ ...entry, ...over }] } })),
    ];
    for (const ack of wrong) expect(() => readAck('messaging:sync', ack)).toThrow(malformed);
  });
});

describe('a connection', () => {
  let server: Server;
  let link: SocketLink;
  let answers: ProblemCode[];
  /** The cookie that each connection presented. */
  let presented: (string | undefined)[];
  let cookie: string;

  beforeEach(async () => {
    [answers, presented, cookie] = [[], [], 'first'];
    server = new Server(createServer().listen(0), { parser });
    server.on('connection', (socket) => {
      presented.push(socket.handshake.headers.cookie?.split('=')[1]);
      socket.onAny((_event, _argument, answer: (ack: unknown) => void) => {
        const code = answers.shift();
        answer(code === undefined ? { ok: true, value: { welcomes: [] } } : { ok: false, problem: problem(code) });
      });
    });
    const { port } = server.httpServer.address() as AddressInfo;
    link = new SocketLink({ origin: `http://localhost:${port}`, cookies: { get: () => cookie, set: () => undefined } });
    await online(() => { link.open(); });
  });
  afterEach(async () => {
    link.close();
    await server.close();
  });
  const online = (begin: () => void) => new Promise<void>((resolve) => { link.on('link:online', resolve); begin(); });
  const refusal = (code: ProblemCode) => expect.objectContaining({ problem: expect.objectContaining({ code }) });

  it('whose session is over is given up at once, for one with the session of now', async () => {
    answers.push('not-signed-in');
    cookie = 'second';
    const anew = online(() => undefined);
    await expect(link.ask('messaging:welcomes', {})).rejects.toEqual(refusal('not-signed-in'));
    expect(link.online).toBe(false);
    await anew;
    expect(await link.ask('messaging:welcomes', {})).toEqual({ welcomes: [] });
    expect(presented).toEqual(['first', 'second']);
  });

  it('stays through every other refusal', async () => {
    answers.push('not-found', 'too-many-requests');
    await expect(link.ask('messaging:welcomes', {})).rejects.toEqual(refusal('not-found'));
    await expect(link.ask('messaging:welcomes', {})).rejects.toEqual(refusal('too-many-requests'));
    expect([link.online, presented.length]).toEqual([true, 1]);
  });
});
