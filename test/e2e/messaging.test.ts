/** The guarantees of the message path (docs: G1 to G8), as clients meet them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { ItemId } from '@comity/contracts';
import type { AuditService as Audit } from '../../apps/api/src/audit/audit.service.js';
import { AuditService } from '../../apps/api/src/audit/audit.service.js';
import { Proxy } from '../faults/proxy.js';
import type { Seat } from '../support/community.js';
import { freshDatabase } from '../support/database.js';
import { commit, foundSpace, prepare, seal, spaceOf, startNetwork, Wire, type TestNetwork } from '../support/network.js';

let net: TestNetwork, ana: Wire, ben: Wire, eve: Wire, proxy: Proxy, drop: () => Promise<void>;
const seat = (i: number): Seat => net.seats[i] as Seat;

beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  const through = new URL(database.url);
  proxy = await Proxy.open(Number(through.port));
  through.host = `127.0.0.1:${proxy.port}`;
  net = await startNetwork(6, { databaseUrl: through.href });
  [ana, ben, eve] = await Promise.all([0, 1, 2].map((i) => Wire.open(net.service.url, seat(i)))) as [Wire, Wire, Wire];
});
afterAll(async () => {
  for (const wire of [ana, ben, eve]) wire?.close();
  await net?.service.stop();
  await proxy?.close();
  await drop?.();
});

describe('G1: an acknowledgement means stored', () => {
  it('answers with the number under which everybody finds the item', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const { bytes } = await seal(space, ana.seat);
    const stored = await ana.get('messaging:post', { item: bytes });
    expect(stored).toMatchObject({ space: space.id, seq: 2 });
    const { entries } = await ben.get('messaging:sync', { space: space.id, after: 1, limit: 10 });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ seq: 2, type: 'item', sender: seat(0).device, at: stored.at });
    expect(Buffer.from(bytes).equals(entries[0]!.bytes)).toBe(true);
  });

  it('delivers nothing that a sync would not give', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const found: Promise<boolean>[] = [];
    ben.socket.on('messaging:posted', (event: { space: string; entries: { seq: number }[] }) => {
      if (event.space !== space.id) return;
      for (const { seq } of event.entries) found.push(ben.get('messaging:sync', { space: space.id, after: seq - 1, limit: 1 }).then((page) => page.entries[0]?.seq === seq));
    });
    await Promise.all(Array.from({ length: 30 }, async () => ana.get('messaging:post', { item: (await seal(space, ana.seat)).bytes })));
    await ben.until(() => found.length >= 30);
    expect(await Promise.all(found)).not.toContain(false);
  });
});

describe('G2: one order without gaps', () => {
  it('numbers what several devices send at once', async () => {
    const space = await spaceOf(ana, [seat(1), seat(2)]);
    const writers = [ana, ben, eve];
    const stored = await Promise.all(writers.flatMap((wire) => Array.from({ length: 60 }, async () => wire.get('messaging:post', { item: (await seal(space, wire.seat)).bytes }))));
    expect(stored.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 180 }, (_, i) => i + 2));
    await Promise.all(writers.map((wire) => wire.until(() => wire.entries(space.id).length === 181)));
    const orders = writers.map((wire) => wire.entries(space.id).map(({ seq, bytes }) => `${seq} ${Buffer.from(bytes).toString('base64')}`));
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
    expect(ana.entries(space.id).map(({ seq }) => seq)).toEqual(Array.from({ length: 181 }, (_, i) => i + 1));
  });
});

describe('G3: a retry has one effect', () => {
  it('answers parallel retries alike', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const { bytes } = await seal(space, ana.seat);
    const answers = await Promise.all(Array.from({ length: 30 }, () => ana.get('messaging:post', { item: bytes })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await ana.get('messaging:sync', { space: space.id, after: 0, limit: 100 })).head).toBe(2);
  });

  it('answers a retry over another connection, and in a later epoch, as the first time', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const { bytes } = await seal(space, ana.seat);
    const first = await ana.get('messaging:post', { item: bytes });
    const again = await Wire.open(net.service.url, seat(0));
    expect(await again.get('messaging:post', { item: bytes })).toEqual(first);
    await commit(ana, space, { add: [seat(2)] });
    expect(await again.get('messaging:post', { item: bytes })).toEqual(first);
    again.close();
  });

  it('keeps the first bytes when another item claims the same id', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const id = randomUUID() as ItemId;
    const first = await seal(space, ana.seat, { id, text: 'first' }), second = await seal(space, ana.seat, { id, text: 'second' });
    const answers = await Promise.all([ana.get('messaging:post', { item: first.bytes }), ana.get('messaging:post', { item: second.bytes })]);
    expect(answers[0]).toEqual(answers[1]);
    const { entries } = await ana.get('messaging:sync', { space: space.id, after: 1, limit: 10 });
    expect(entries).toHaveLength(1);
    expect(Buffer.from(first.bytes).equals(entries[0]!.bytes)).toBe(true);
  });

  it('lets two senders use one id', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const id = randomUUID() as ItemId;
    const one = await ana.get('messaging:post', { item: (await seal(space, ana.seat, { id })).bytes });
    const other = await ben.get('messaging:post', { item: (await seal(space, ben.seat, { id })).bytes });
    expect([one.seq, other.seq]).toEqual([2, 3]);
  });

  it('answers a retried commit as the first time', async () => {
    const space = await foundSpace(ana);
    const { input } = await prepare(space, { add: [seat(1)] });
    const answers = await Promise.all([ana.get('messaging:commit', input), ana.get('messaging:commit', input)]);
    expect(answers[1]).toEqual(answers[0]);
    expect(await ana.get('messaging:commit', input)).toEqual(answers[0]);
    expect((await ana.get('messaging:sync', { space: space.id, after: 0, limit: 10 })).head).toBe(1);
  });
});

describe('G4: a resume gives exactly what is missing', () => {
  it('pages through the suffix after any number', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    for (let i = 0; i < 25; i += 1) await ana.get('messaging:post', { item: (await seal(space, ana.seat)).bytes });
    for (const after of [0, 1, 7, 25, 26]) {
      const seen: number[] = [];
      for (let at = after; ;) {
        const { entries, head } = await ben.get('messaging:sync', { space: space.id, after: at, limit: 4 });
        expect(head).toBe(26);
        if (entries.length === 0) break;
        seen.push(...entries.map(({ seq }) => seq));
        at = seen.at(-1)!;
      }
      expect(seen).toEqual(Array.from({ length: 26 - after }, (_, i) => after + 1 + i));
    }
  });

  it('bounds a page by its bytes, and never below one entry', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const text = 'x'.repeat(50_000);
    await Promise.all(Array.from({ length: 100 }, async () => ana.get('messaging:post', { item: (await seal(space, ana.seat, { text })).bytes })));
    const { entries } = await ana.get('messaging:sync', { space: space.id, after: 0, limit: 1000 });
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
    expect(bytes).toBeLessThanOrEqual(4_194_304);
    expect(entries.length).toBeLessThan(101);
    expect(entries.length).toBeGreaterThan(60);
  });
});

describe('G5: one commit an epoch', () => {
  it('takes one of two commits of an epoch and tells the other where the space is', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const [one, other] = [await prepare(space, { add: [seat(2)] }), await prepare(space, { add: [seat(3)] })];
    const answers = await Promise.all([ana.ask('messaging:commit', one.input), ana.ask('messaging:commit', other.input)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ ok: false, problem: { code: 'stale-epoch', epoch: 2, status: 409 } });
  });
});

describe('G7: an outage is said, never acknowledged', () => {
  it('answers `unavailable` while the database is away, and goes on when it is back', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const items = await Promise.all(Array.from({ length: 20 }, () => seal(space, ana.seat)));
    proxy.refusing = true;
    proxy.reset();
    const refused = await Promise.all(items.map(({ bytes }) => ana.ask('messaging:post', { item: bytes })));
    expect(new Set(refused.map((answer) => (answer.ok ? 'stored' : answer.problem.code)))).toEqual(new Set(['unavailable']));
    expect(await ana.refusal('messaging:sync', { space: space.id, after: 0, limit: 1 })).toBe('unavailable');
    proxy.refusing = false;
    const stored = await Promise.all(items.map(({ bytes }) => ana.get('messaging:post', { item: bytes })));
    expect(stored.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
    expect(ben.socket.connected).toBe(true);
  });
});

describe('G8: what changes a space leaves its record in the same transaction', () => {
  it('records the founding and each commit, and the chain holds', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const database = new Client({ connectionString: net.service.databaseUrl });
    await database.connect();
    const { rows } = await database.query('select actor, action, outcome from audit_entry where subject = $1 order by seq', [space.id]);
    await database.end();
    expect(rows).toEqual([
      { actor: seat(0).practitioner, action: 'messaging.create', outcome: 'allow' },
      { actor: seat(0).practitioner, action: 'messaging.commit', outcome: 'allow' },
    ]);
    expect(await net.service.app.get<Audit>(AuditService).verify()).toMatchObject({ intact: true });
  });
});

describe('an item', () => {
  it('of another epoch is refused', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const unsent = await seal(space, ana.seat);
    const next = await commit(ana, space, { add: [seat(2)] });
    expect(await ana.ask('messaging:post', { item: unsent.bytes })).toMatchObject({ ok: false, problem: { code: 'stale-epoch', epoch: 2 } });
    expect(await ana.refusal('messaging:post', { item: (await seal(next, ana.seat, { epoch: 9 })).bytes })).toBe('wrong-epoch');
  });

  it('of another sender is refused', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    expect(await ben.refusal('messaging:post', { item: (await seal(space, ana.seat)).bytes })).toBe('wrong-sender');
  });

  it('for a space that is not one’s own, or is none, is refused alike', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const [foreign, none] = [await seal(space, eve.seat), await seal(space, eve.seat, { space: randomUUID() as typeof space.id })];
    const answers = await Promise.all([foreign, none].map(({ bytes }) => eve.ask('messaging:post', { item: bytes })));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ ok: false, problem: { code: 'not-found' } });
  });

  it('that is no item is refused by its contract or as malformed', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const { bytes } = await seal(space, ana.seat);
    expect(await ana.refusal('messaging:post', { item: bytes.subarray(0, 300) })).toBe('malformed');
    expect(await ana.refusal('messaging:post', { item: new Uint8Array(0) })).toBe('malformed');
    expect(await ana.refusal('messaging:post', { item: new Uint8Array(65_537) })).toBe('invalid-input');
    expect(await ana.refusal('messaging:post', { item: 'text' })).toBe('invalid-input');
    expect(await ana.refusal('messaging:post', { item: bytes, seq: 7 })).toBe('invalid-input');
  });

  it('that cannot be stored holds up no other', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const far = await seal(space, ana.seat, { epoch: Number.MAX_SAFE_INTEGER });
    const good = await Promise.all(Array.from({ length: 10 }, () => seal(space, ana.seat)));
    const answers = await Promise.all([...good.slice(0, 5), far, ...good.slice(5)].map(({ bytes }) => ana.ask('messaging:post', { item: bytes })));
    expect(answers.map((answer) => (answer.ok ? 'stored' : answer.problem.code))).toEqual([...Array(5).fill('stored'), 'wrong-epoch', ...Array(5).fill('stored')]);
  });
});
