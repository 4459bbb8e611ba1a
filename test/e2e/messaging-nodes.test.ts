/** Two processes on one database: one order, one commit an epoch, everybody hears everything. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { SpaceId } from '@comity/contracts';
import { leaves, signReceipt } from '@comity/e2ee';
import type { Seat } from '../support/community.js';
import type { RunningService } from '../support/service.js';
import { commit, joinNetwork, prepare, seal, spaceOf, startNetwork, Wire, type TestNetwork } from '../support/network.js';

let net: TestNetwork, second: RunningService, ana: Wire, ben: Wire, eve: Wire;
const seat = (i: number): Seat => net.seats[i] as Seat;

beforeAll(async () => {
  net = await startNetwork(5);
  second = await joinNetwork(net);
  [ana, ben, eve] = await Promise.all([Wire.open(net.service.url, seat(0)), Wire.open(second.url, seat(1)), Wire.open(second.url, seat(2))]);
});
afterAll(async () => {
  for (const wire of [ana, ben, eve]) wire?.close();
  await second?.stop();
  await net?.service.stop();
});

describe('two processes on one database', () => {
  it('give one order without gaps to what both take at once, and both tell of it', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const count = 300;
    const stored = await Promise.all([ana, ben].map(async (wire) => {
      const seqs: number[] = [];
      const items = await Promise.all(Array.from({ length: count }, () => seal(space, wire.seat)));
      await Promise.all(Array.from({ length: 50 }, async (_, worker) => {
        for (let i = worker; i < count; i += 50) seqs.push((await wire.get('messaging:post', { item: items[i]!.bytes })).seq);
      }));
      return seqs;
    }));
    expect(stored.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 2 * count }, (_, i) => i + 2));
    for (const wire of [ana, ben]) {
      await wire.until(() => new Set(wire.entries(space.id).map(({ seq }) => seq)).size === 2 * count + 1, 'every entry');
      expect(wire.entries(space.id).map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 2 * count + 1 }, (_, i) => i + 1));
    }
    // The time of each answer is its own.
    const [here, there] = await Promise.all([ana, ben].map(async (wire) => ({ ...(await wire.get('messaging:sync', { space: space.id, after: 0, limit: 1000 })), now: null })));
    expect(there).toEqual(here);
  });

  it('pass signals on to those inside, at both, and keep none', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    // A signal is for those whose process knows by then that they are inside.
    for (const wire of [ana, ben]) await wire.until(() => wire.entries(space.id).length > 0, 'the space');
    const { bytes } = await seal(space, seat(0), { kind: 'signal' });
    expect(await ana.get('messaging:signal', { signal: bytes })).toEqual({});
    const signals = (wire: Wire) => wire.heard.filter(({ event, payload }) => event === 'messaging:signalled' && (payload as { space: SpaceId }).space === space.id).map(({ payload }) => Buffer.from((payload as { signal: Uint8Array }).signal));
    for (const wire of [ana, ben]) await wire.until(() => signals(wire).length === 1, 'the signal');
    expect(signals(ben)).toEqual([Buffer.from(bytes)]);
    expect(signals(eve)).toEqual([]);
    expect(await ana.refusal('messaging:post', { item: bytes })).toBe('malformed');
    expect((await ben.get('messaging:sync', { space: space.id, after: 0, limit: 10 })).head).toBe(1);
    expect(await ana.refusal('messaging:signal', { signal: (await seal(space, seat(0))).bytes })).toBe('malformed');
    expect(await ana.refusal('messaging:signal', { signal: (await seal(space, seat(0), { kind: 'signal', epoch: 0 })).bytes })).toBe('stale-epoch');
    expect(await ana.refusal('messaging:signal', { signal: (await seal(space, seat(0), { kind: 'signal', epoch: 9 })).bytes })).toBe('wrong-epoch');
    expect(await ana.refusal('messaging:signal', { signal: (await seal(space, seat(1), { kind: 'signal' })).bytes })).toBe('wrong-sender');
    expect(await ana.refusal('messaging:signal', { signal: new Uint8Array(1_025) })).toBe('invalid-input');
    expect(await eve.refusal('messaging:signal', { signal: (await seal(space, seat(2), { kind: 'signal' })).bytes })).toBe('not-found');
  });

  it('store one item once when its retry goes to the other', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const elsewhere = await Wire.open(second.url, seat(0));
    for (let round = 0; round < 20; round += 1) {
      const { bytes } = await seal(space, seat(0));
      const [here, there] = await Promise.all([ana.get('messaging:post', { item: bytes }), elsewhere.get('messaging:post', { item: bytes })]);
      expect(there).toEqual(here);
    }
    expect((await ana.get('messaging:sync', { space: space.id, after: 0, limit: 100 })).head).toBe(21);
    elsewhere.close();
  });

  it('take one commit an epoch between them', async () => {
    let space = await spaceOf(ana, [seat(1)]);
    for (let round = 0; round < 10; round += 1) {
      const one = await prepare(space, { add: [seat(3)] }), other = await prepare(space);
      const elsewhere = await Wire.open(second.url, seat(0));
      const answers = await Promise.all([ana.ask('messaging:commit', one.input), elsewhere.ask('messaging:commit', other.input)]);
      elsewhere.close();
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      space = { id: space.id, group: answers[0]!.ok ? one.made.next : other.made.next };
      if (answers[0]!.ok) space = await commit(ana, space, { remove: [leaves(space.group).find(({ device }) => device === seat(3).device)!.index] });
    }
    const { entries } = await ana.get('messaging:sync', { space: space.id, after: 0, limit: 1000 });
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: entries.length }, (_, i) => i + 1));
  });

  it('let newcomers in and people out on the other side', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const next = await commit(ana, space, { add: [seat(2)] });
    await eve.until(() => eve.heard.some(({ event, payload }) => event === 'messaging:welcome' && (payload as { space: string }).space === space.id));
    await ana.get('messaging:post', { item: (await seal(next, seat(0))).bytes });
    await eve.until(() => eve.entries(space.id).some(({ seq }) => seq === 3));
    const last = await commit(ana, next, { remove: [leaves(next.group).find(({ device }) => device === seat(2).device)!.index] });
    await eve.until(() => eve.heard.some(({ event, payload }) => event === 'messaging:space-changed' && (payload as { space: string }).space === space.id));
    await ana.get('messaging:post', { item: (await seal(last, seat(0))).bytes });
    await ben.until(() => ben.entries(space.id).some(({ seq }) => seq === 5));
    expect(Math.max(...eve.entries(space.id).map(({ seq }) => seq))).toBeLessThanOrEqual(4);
  });

  it('carry receipts and the end of sessions across', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    await ben.get('messaging:receipt', { receipt: signReceipt({ space: space.id, device: seat(1).device, delivered: 1, read: 1, link: new Uint8Array(32) }, seat(1).secretKey) });
    await ana.until(() => ana.heard.some(({ event, payload }) => event === 'messaging:receipts' && (payload as { space: string }).space === space.id));
    const leaving = await Wire.open(second.url, seat(4));
    expect((await fetch(`${net.service.url}/api/session`, { method: 'DELETE', headers: { cookie: seat(4).cookie } })).ok).toBe(true);
    await leaving.until(() => !leaving.socket.connected);
    expect(leaving.heard.at(-1)).toEqual({ event: 'session:ended', payload: { reason: 'signed-out' } });
  });

  it('find each other again after the hints were lost', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const client = new Client({ connectionString: net.service.databaseUrl });
    await client.connect();
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'comity hints' and datname = current_database()`);
    await ana.get('messaging:post', { item: (await seal(space, seat(0))).bytes });
    const caughtUp = () => ben.heard.some(({ event, payload }) => event === 'messaging:space-changed' && (payload as { space: string }).space === space.id) || ben.entries(space.id).some(({ seq }) => seq === 2);
    await ben.until(caughtUp);
    const { rows } = await client.query<{ count: string }>(`select count(*) from entry where space = $1 and id <> $2`, [space.id, randomUUID()]);
    expect(Number(rows[0]?.count)).toBe(2);
    await client.end();
  });
});
