/** The border of the socket: handshakes, malformed packets, floods, clients that do not read. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Manager } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import { limits } from '@comity/contracts';
import { encode } from '../../apps/api/src/realtime/msgpack/encode.js';
import type { Seat } from '../support/community.js';
import { clientEvents, seal, spaceOf, startNetwork, Wire, type EventName, type TestNetwork } from '../support/network.js';

let net: TestNetwork, ana: Wire;
const logged: string[] = [];
const seat = (i: number): Seat => net.seats[i] as Seat;

beforeAll(async () => {
  net = await startNetwork(6, { onLog: (line) => logged.push(line) });
  ana = await Wire.open(net.service.url, seat(0));
});
afterAll(async () => {
  ana?.close();
  await net?.service.stop();
});

interface Ws { send(data: Buffer | string): void; terminate(): void; readyState: number; on(event: 'message', listener: (data: Buffer, binary: boolean) => void): void; once(event: 'close', listener: () => void): void; _socket: { pause(): void } }

/** A connection below Socket.IO's client: what is sent is what the test says. */
class Raw {
  readonly received: Buffer[] = [];
  private constructor(readonly socket: Ws) {
    socket.on('message', (data, binary) => { if (binary) this.received.push(data); });
  }

  /** Engine.IO is open; the namespace is joined unless `join` is false. */
  static async open(of: Seat, join = true): Promise<Raw> {
    const manager = new Manager(net.service.url, { transports: ['websocket'], parser: msgpack, reconnection: false, extraHeaders: { cookie: of.cookie } });
    await new Promise<void>((resolve) => manager.on('open', resolve));
    const raw = new Raw((manager.engine.transport as unknown as { ws: Ws }).ws);
    if (join) {
      raw.socket.send(encode({ type: 0, nsp: '/', data: { protocol: 1 } }));
      await raw.until(() => raw.received.length > 0);
    }
    return raw;
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.socket.readyState === closedState) throw new Error('the connection was closed');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async closed(): Promise<void> {
    if (this.socket.readyState !== closedState) await new Promise<void>((resolve) => this.socket.once('close', resolve));
  }
}

const closedState = 3;

/** The status of a WebSocket handshake. */
async function upgrade(headers: Record<string, string>): Promise<number> {
  const asked = request(`${net.service.url}/socket.io/?EIO=4&transport=websocket`, { headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': Buffer.alloc(16).toString('base64'), ...headers } });
  asked.end();
  return new Promise((resolve, reject) => {
    asked.once('response', (response) => resolve(response.statusCode ?? 0));
    asked.once('upgrade', (response, socket) => { socket.destroy(); resolve(response.statusCode ?? 0); });
    asked.once('error', reject);
  });
}

describe('a handshake', () => {
  it('is refused to a foreign origin before the upgrade, and without a session by its problem', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { origin: `${net.service.url}.evil.example` }]) {
      await expect(Wire.open(net.service.url, seat(0), { headers: headers as Record<string, string> })).rejects.toThrow('websocket error');
      expect(await upgrade({ cookie: seat(0).cookie, ...headers })).toBe(400);
    }
    (await Wire.open(net.service.url, seat(0), { headers: { origin: net.service.config.origin } })).close();
    for (const cookie of ['', 'comity_session=', `comity_session=${'A'.repeat(43)}`, 'other=1']) {
      await expect(Wire.open(net.service.url, { ...seat(0), cookie })).rejects.toMatchObject({ problem: { code: 'not-signed-in', status: 401 } });
    }
  });

  it('of another version of the protocol is refused by name', async () => {
    for (const auth of [{}, { protocol: 2 }, { protocol: '1' }]) await expect(Wire.open(net.service.url, seat(0), { auth })).rejects.toMatchObject({ problem: { code: 'protocol-version' } });
  });

  it('needs WebSocket: there is no long polling', async () => {
    expect((await fetch(`${net.service.url}/socket.io/?EIO=4&transport=polling`, { headers: { cookie: seat(0).cookie } })).status).toBe(400);
  });

  it('is refused beyond so many connections of one person, until one closes', async () => {
    const held = await Promise.all(Array.from({ length: limits.socketsPerPractitioner }, () => Wire.open(net.service.url, seat(5))));
    await expect(Wire.open(net.service.url, seat(5))).rejects.toMatchObject({ problem: { code: 'too-many-requests' } });
    (await Wire.open(net.service.url, seat(4))).close();
    held[0]!.close();
    let again: Wire | undefined;
    while (again === undefined) again = await Wire.open(net.service.url, seat(5)).catch(() => undefined);
    for (const wire of [...held, again]) wire.close();
  });
});

describe('a malformed packet', () => {
  const event = (data: unknown) => encode({ type: 2, nsp: '/', id: 1, data });
  const nested = (depth: number): Buffer => Buffer.concat([Buffer.alloc(depth, 0x91), Buffer.from([0xc0])]);
  const packets: Record<string, () => Buffer | string> = {
    'text instead of bytes': () => '42["messaging:spaces",{}]',
    'nothing': () => Buffer.alloc(0),
    'random bytes': () => Buffer.from('c1ffc1ff', 'hex'),
    'a packet that ends too early': () => event(['messaging:spaces', {}]).subarray(0, -3),
    'bytes after the packet': () => Buffer.concat([event(['messaging:spaces', {}]), Buffer.from([0])]),
    'an array that announces four billion values': () => Buffer.from('ddffffffff', 'hex'),
    'nested arrays that announce millions each': () => Buffer.concat(Array.from({ length: 1_000 }, () => Buffer.from('dd01ffffff', 'hex'))),
    'a hundred thousand levels': () => nested(100_000),
    'a map with a prototype for a key': () => Buffer.from(`81a9${Buffer.from('__proto__').toString('hex')}80`, 'hex'),
    'another namespace': () => encode({ type: 2, nsp: '/admin', data: ['messaging:spaces', {}] }),
    'the name of an event of the emitter': () => event(['error', {}]),
    'the name of an event of Socket.IO': () => event(['disconnecting', {}]),
    'a name that is no text': () => event([1, {}]),
    'too many arguments': () => event(['messaging:spaces', {}, {}]),
    'an acknowledgement nobody asked for': () => encode({ type: 3, nsp: '/', id: 7, data: [] }),
    'a fractional id': () => encode({ type: 2, nsp: '/', id: 1.5, data: ['messaging:spaces', {}] }),
    'an error of connecting': () => encode({ type: 4, nsp: '/', data: { message: 'x' } }),
    'a second connect': () => encode({ type: 0, nsp: '/', data: { protocol: 1 } }),
    'too many values': () => event(['messaging:spaces', { x: Array.from({ length: 5_000 }, () => 0) }]),
  };
  for (const [name, make] of Object.entries(packets)) {
    it(`closes its own connection and nothing else: ${name}`, async () => {
      const raw = await Raw.open(seat(1));
      raw.socket.send(make());
      await raw.closed();
      expect((await ana.get('messaging:spaces', {})).spaces).toBeDefined();
    });
  }

  it('before the session is known closes the connection, too', async () => {
    const raw = await Raw.open({ ...seat(1), cookie: '' }, false);
    raw.socket.send(nested(100_000));
    await raw.closed();
    expect(ana.socket.connected).toBe(true);
  });

  it('larger than the largest contract closes the connection', async () => {
    const raw = await Raw.open(seat(1));
    raw.socket.send(Buffer.alloc(limits.commitBytes + limits.welcomeBytes + limits.groupInfoBytes + 5_000));
    await raw.closed();
    expect(ana.socket.connected).toBe(true);
  });

  it('leaves no mark on objects', () => {
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it('is never a surprise to the log', () => {
    expect(logged.filter((line) => line.includes('"level":"error"') || line.includes('event-failed'))).toEqual([]);
  });
});

describe('an event', () => {
  it('that no contract names, or whose argument breaks it, is refused by `invalid-input`', async () => {
    expect(await ana.refusal('messaging:everything' as EventName, {})).toBe('invalid-input');
    for (const name of Object.keys(clientEvents) as EventName[]) {
      for (const argument of [null, 1, 'x', [], { unexpected: true }, { space: 'x', constructor: { prototype: { polluted: 1 } } }]) expect([name, await ana.refusal(name, argument)]).toEqual([name, 'invalid-input']);
    }
    const answer = await ana.ask('messaging:sync', { space: 'not an id', after: -1, limit: 0 });
    expect(answer.ok ? [] : answer.problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(['/after', '/limit', '/space']);
    expect(JSON.stringify(answer)).not.toContain('not an id');
  });

  it('carries a bare ArrayBuffer as well as bytes, as browsers send it', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const { bytes } = await seal(space, seat(0));
    const answer = await ana.socket.emitWithAck('messaging:post', { item: Uint8Array.from(bytes).buffer }) as { ok: boolean };
    expect(answer.ok).toBe(true);
  });
});

describe('a client that sends too much', () => {
  it('is told to slow down beyond its waiting room, and loses nothing that was acknowledged', async () => {
    const wire = await Wire.open(net.service.url, seat(2));
    const space = await spaceOf(wire, [seat(1)]);
    const items = await Promise.all(Array.from({ length: 400 }, () => seal(space, seat(2))));
    const answers = await Promise.all(items.map(({ bytes }) => wire.ask('messaging:post', { item: bytes })));
    const stored = answers.filter(({ ok }) => ok);
    expect(stored.length).toBeGreaterThanOrEqual(limits.pendingPerConnection);
    for (const answer of answers) if (!answer.ok) expect(answer.problem).toMatchObject({ code: 'slow-down', status: 429 });
    expect((await wire.get('messaging:sync', { space: space.id, after: 0, limit: 1000 })).head).toBe(stored.length + 1);
    wire.close();
  });

  it('is cut when it does not heed that, while others are served', async () => {
    const raw = await Raw.open(seat(3));
    const packet = encode({ type: 2, nsp: '/', id: 1, data: ['messaging:sync', { space: randomUUID(), after: 0, limit: 1 }] });
    const flood = setInterval(() => { for (let i = 0; i < 500; i += 1) raw.socket.send(packet); }, 5);
    const served = (async () => { for (let i = 0; i < 20; i += 1) await ana.get('messaging:spaces', {}); })();
    await raw.closed();
    clearInterval(flood);
    await served;
    expect(logged.some((line) => line.includes('"flood"'))).toBe(true);
  });
});

describe('a client that does not read', () => {
  it('is cut at the limit, and the others hear everything', async () => {
    const reader = await Wire.open(net.service.url, seat(1)), sleeper = await Raw.open(seat(4));
    const space = await spaceOf(ana, [seat(1), seat(4)]);
    sleeper.socket._socket.pause();
    const text = 'x'.repeat(60_000);
    const before = process.memoryUsage().rss;
    let posted = 0;
    const cut = () => logged.some((line) => line.includes('"slow-reader"'));
    while (!cut()) {
      await Promise.all(Array.from({ length: 16 }, async () => ana.get('messaging:post', { item: (await seal(space, seat(0), { text })).bytes })));
      posted += 16;
      if (posted > 4_000) throw new Error('never cut');
    }
    await reader.until(() => reader.entries(space.id).length === posted + 1);
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * limits.unreadBytesPerConnection);
    reader.close();
    sleeper.socket.terminate();
  });

  it('is not answered faster than it reads', async () => {
    const space = await spaceOf(ana, [seat(4)]);
    const text = 'x'.repeat(60_000);
    for (let i = 0; i < 8; i += 1) await Promise.all(Array.from({ length: 16 }, async () => ana.get('messaging:post', { item: (await seal(space, seat(0), { text })).bytes })));
    const greedy = await Raw.open(seat(4));
    greedy.socket._socket.pause();
    const packet = encode({ type: 2, nsp: '/', id: 1, data: ['messaging:sync', { space: space.id, after: 0, limit: 1000 }] });
    for (let i = 0; i < 200; i += 1) greedy.socket.send(packet);
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 20; i += 1) await ana.get('messaging:spaces', {});
    expect(process.memoryUsage().rss - before).toBeLessThan(20 * limits.unreadBytesPerConnection);
    greedy.socket.terminate();
  });
});
