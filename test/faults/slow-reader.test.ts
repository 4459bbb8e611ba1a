/** A client that does not read: the service keeps no more for it than the limit, cuts it, and the others do not notice. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { limits } from '@comity/contracts';
import { Stage } from './stage.js';

const residentBytes = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

describe('a client that stops reading', () => {
  let stage: Stage;
  beforeAll(async () => { stage = await Stage.set(4); });
  afterAll(async () => { await stage.strike(); });

  it('is cut at the limit and catches up once it reads again', async () => {
    const content = new Uint8Array(60_000);
    const slow = stage.member(0);
    const writers = [1, 2].map((i) => stage.member(i, { content }));
    await Promise.all(stage.members.map((member) => member.until(() => member.connected)));
    const { pid } = stage.service.process();
    const before = residentBytes(pid ?? 0);
    // the reader's TCP connection itself stops being read; its kernel's buffers fill, then the service's
    const tcp = (slow.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws._socket;
    // read before it pauses: it may be cut, and be back, before it reads again
    const connections = slow.connections;
    tcp.pause();
    for (const writer of writers) writer.write(4);
    // many times what kernels and the limit hold together
    await stage.acknowledged(Math.ceil((8 * limits.unreadBytesPerConnection) / content.length));
    for (const writer of writers) writer.write(0);
    const after = residentBytes(pid ?? 0);
    tcp.resume();
    await slow.until(() => slow.connections > connections && slow.connected);
    expect(stage.service.log()).toContain('slow-reader');
    expect(after - before).toBeLessThan(20 * limits.unreadBytesPerConnection);
    expect(writers.every((writer) => writer.connections === 1)).toBe(true);
    expect(await stage.verdict()).toEqual([]);
  });
});
