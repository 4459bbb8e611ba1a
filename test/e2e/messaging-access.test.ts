/** Who may do what: every event for outsiders, sessions that end, devices that are revoked, spaces that are barred. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { routes, suites, type Instant, type SpaceId, type StatementBody } from '@comity/contracts';
import { createGroup, groupInfoOf, leaves, newKeyPackage, policyOf, signReceipt, signStatement } from '@comity/e2ee';
import { post, signIn, type Seat } from '../support/community.js';
import { clientEvents, commit, moreSeats, prepare, seal, spaceOf, startNetwork, Wire, type EventName, type HeldSpace, type TestNetwork } from '../support/network.js';

let net: TestNetwork, officer: string;
const open: Wire[] = [];
const seat = (i: number): Seat => net.seats[i] as Seat;
const connect = async (of: Seat): Promise<Wire> => {
  const wire = await Wire.open(net.service.url, of);
  open.push(wire);
  return wire;
};

beforeAll(async () => {
  net = await startNetwork(6);
  officer = await signIn(net.service.url, net.founded.signIn);
});
afterAll(async () => {
  for (const wire of open) wire.close();
  await net?.service.stop();
});

async function database<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: net.service.databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as T[];
  } finally {
    await client.end();
  }
}

/** An officer's statement that a device or person does not count any more. */
const revoke = (subject: Extract<StatementBody, { kind: 'revoked' }>['subject']): Promise<void> => state({ kind: 'revoked', subject, reason: 'lost' });

type Own<B extends StatementBody> = B extends StatementBody ? Omit<B, 'v' | 'network' | 'issuers' | 'issuedAt' | 'notBefore' | 'notAfter'> : never;
async function state(own: Own<StatementBody>): Promise<void> {
  const at = new Date().toISOString() as Instant;
  const body = { v: 1, network: net.founded.network, issuers: [net.founded.officer.id], issuedAt: at, notBefore: at, notAfter: null, ...own } as StatementBody;
  const answer = await post(net.service.url, routes.submitStatement, { statement: signStatement(body, [net.founded.officer.key.secretKey]) }, officer);
  if (!answer.ok) throw new Error(await answer.text());
}

/** The sign-in of somebody whose session ended. */
async function signedInAgain(of: Seat): Promise<Seat> {
  const token = randomBytes(32).toString('base64url');
  await database(`insert into session (id, token_hash, network, practitioner, device, method, challenge, signed_in_at, last_seen_at, fresh_until, expires_at)
    values (gen_random_uuid(), $1, $2, $3, $4, 'passphrase', $5, now(), now(), now(), now() + interval '1 hour')`, [createHash('sha256').update(token).digest(), net.founded.network, of.practitioner, of.device, Buffer.alloc(32)]);
  return { ...of, cookie: `comity_session=${token}` };
}

/** What each event takes when it is about one space, made by somebody who is not in it. */
async function attempts(space: HeldSpace, by: Seat): Promise<Record<EventName, unknown>> {
  const { input } = await prepare(space);
  return {
    'messaging:spaces': {},
    'messaging:create': { space: space.id, kind: 'channel', suite: suites.hybrid, groupInfo: await groupInfoOf(space.group) },
    'messaging:commit': input,
    'messaging:post': { item: (await seal(space, by)).bytes },
    'messaging:signal': { signal: (await seal(space, by, { kind: 'signal' })).bytes },
    'messaging:sync': { space: space.id, after: 0, limit: 10 },
    'messaging:widen': { space: space.id, people: [by.practitioner], since: 1 },
    'messaging:receipt': { receipt: signReceipt({ space: space.id, device: by.device, delivered: 1, read: 0, link: new Uint8Array(32) }, by.secretKey) },
    'messaging:group-info': { space: space.id },
    'messaging:upload-key-packages': { suite: suites.hybrid, packages: [(await newKeyPackage(seat(0), suites.hybrid, false, new Date())).bytes], lastResort: null },
    'messaging:claim-key-packages': { suite: suites.hybrid, devices: [randomUUID()] },
    'messaging:welcomes': {},
    'messaging:welcomed': { space: space.id },
  };
}

/** A space like any other that nobody ever posted. */
async function nowhere(): Promise<HeldSpace> {
  const id = randomUUID() as SpaceId;
  const alone = await createGroup({ space: id, policy: { v: 1, kind: 'channel', owners: [seat(0).practitioner], history: 'none', retention: null, hold: false, suite: suites.hybrid }, self: seat(0) });
  return { id, group: (await prepare({ id, group: alone }, { add: [seat(1)] })).made.next };
}

describe('an outsider', () => {
  it('meets the same answer for a space of others as for none, at every event', async () => {
    const ana = await connect(seat(0)), eve = await connect(seat(2));
    const space = await spaceOf(ana, [seat(1)]);
    const [theirs, none] = [await attempts(space, seat(2)), await attempts(await nowhere(), seat(2))];
    const expected: Partial<Record<EventName, string>> = {
      'messaging:create': 'malformed', 'messaging:commit': 'not-found', 'messaging:post': 'not-found', 'messaging:signal': 'not-found', 'messaging:sync': 'not-found', 'messaging:widen': 'not-found',
      'messaging:receipt': 'not-found', 'messaging:group-info': 'not-found', 'messaging:upload-key-packages': 'wrong-sender',
    };
    for (const event of Object.keys(clientEvents) as EventName[]) {
      const [about, unknown] = [await eve.ask(event, theirs[event]), await eve.ask(event, none[event])];
      // The time of day tells nothing.
      const timeless = (answer: unknown): string => JSON.stringify(answer).replace(/"now":"[^"]*"/, '"now":""');
      expect([event, timeless(about)]).toEqual([event, timeless(unknown)]);
      const code = expected[event];
      if (code === undefined) expect(about.ok).toBe(true);
      else expect([event, about.ok ? 'ok' : about.problem.code]).toEqual([event, code]);
    }
    const empty = await eve.get('messaging:spaces', {});
    expect(empty.spaces).toEqual([]);
    expect(await eve.get('messaging:welcomes', {})).toEqual({ welcomes: [] });
    expect(await eve.get('messaging:welcomed', { space: space.id })).toEqual({ removed: false });
    expect(eve.posted).toEqual([]);
  });

  it('of another network finds nothing either', async () => {
    const ana = await connect(seat(0));
    const space = await spaceOf(ana, [seat(1)]);
    const ben = await connect(seat(1));
    await database('update space set network = $2 where id = $1', [space.id, randomUUID()]);
    const tried = await attempts(space, seat(1));
    for (const event of ['messaging:sync', 'messaging:group-info', 'messaging:commit'] as EventName[]) expect([event, await ben.refusal(event, tried[event])]).toEqual([event, 'not-found']);
    expect((await ben.get('messaging:spaces', {})).spaces.map((s) => s.space)).not.toContain(space.id);
  });

  it('leaves a record of what it tried', async () => {
    const eve = await connect(seat(2));
    const id = randomUUID() as SpaceId;
    expect(await eve.refusal('messaging:sync', { space: id, after: 0, limit: 1 })).toBe('not-found');
    await eve.until(() => true);
    for (let rows: unknown[] = []; rows.length === 0;) rows = await database('select 1 from audit_entry where actor = $1 and subject = $2 and outcome = $3', [seat(2).practitioner, id, 'deny']);
  });
});

describe('a session', () => {
  it('without a device serves no event', async () => {
    const [lone] = await moreSeats(net.service, net.founded, 1) as [Seat];
    await database('update session set device = null where practitioner = $1', [lone.practitioner]);
    const wire = await connect(lone);
    for (const event of Object.keys(clientEvents) as EventName[]) expect([event, await wire.refusal(event, {})]).toEqual([event, 'device-required']);
  });

  it('of a person nobody vouched for serves no event', async () => {
    const [lone] = await moreSeats(net.service, net.founded, 1) as [Seat];
    await database(`update account set state = 'awaiting-vouching' where practitioner = $1`, [lone.practitioner]);
    const wire = await connect(lone);
    expect(await wire.refusal('messaging:spaces', {})).toBe('not-allowed');
  });

  it('that signs out takes its sockets along, and no other session’s', async () => {
    const [one] = await moreSeats(net.service, net.founded, 1) as [Seat];
    const [wire, other] = [await connect(one), await connect(seat(0))];
    const began = performance.now();
    const answer = await fetch(`${net.service.url}/api/session`, { method: 'DELETE', headers: { cookie: one.cookie } });
    expect(answer.ok).toBe(true);
    await wire.until(() => !wire.socket.connected, 'the socket to close');
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(wire.heard.at(-1)).toEqual({ event: 'session:ended', payload: { reason: 'signed-out' } });
    expect(other.socket.connected).toBe(true);
    await expect(Wire.open(net.service.url, one)).rejects.toMatchObject({ problem: { code: 'not-signed-in' } });
  });

  it('that ended behind the service’s back serves no event any more', async () => {
    const [one] = await moreSeats(net.service, net.founded, 1) as [Seat];
    const wire = await connect(one);
    await wire.get('messaging:spaces', {});
    await database('delete from session where practitioner = $1', [one.practitioner]);
    await wire.until(() => {
      if (wire.socket.connected) void wire.ask('messaging:spaces', {}).catch(() => undefined);
      return !wire.socket.connected;
    });
    expect(wire.heard.at(-1)).toMatchObject({ event: 'session:ended' });
  });

  it('that runs out by time is cut without being asked', async () => {
    const [one] = await moreSeats(net.service, net.founded, 1) as [Seat];
    // Long enough to connect before on a machine that is busy.
    await database(`update session set expires_at = now() + interval '5 seconds' where practitioner = $1`, [one.practitioner]);
    const wire = await connect(one);
    await wire.until(() => !wire.socket.connected);
    expect(wire.heard.at(-1)).toEqual({ event: 'session:ended', payload: { reason: 'expired' } });
  });
});

describe('a revoked device', () => {
  it('is cut mid-stream, and its spaces take nothing until a commit removed it', async () => {
    const [lost] = await moreSeats(net.service, net.founded, 1) as [Seat];
    const ana = await connect(seat(0)), thief = await connect(lost);
    const space = await spaceOf(ana, [lost, seat(1)]), untouched = await spaceOf(ana, [seat(1)]);
    let streaming = true;
    const stream = (async () => {
      const answers = [];
      while (streaming) answers.push(await ana.ask('messaging:post', { item: (await seal(space, seat(0))).bytes }));
      return answers;
    })();
    await thief.until(() => thief.entries(space.id).length > 5);
    await revoke({ type: 'device', id: lost.device });
    const item = await seal(space, seat(0));
    expect(await ana.refusal('messaging:post', { item: item.bytes })).toBe('space-barred');
    streaming = false;
    const last = (await stream).filter(({ ok }) => ok).length + 1;
    await thief.until(() => !thief.socket.connected);
    expect(thief.heard.at(-1)).toEqual({ event: 'session:ended', payload: { reason: 'revoked' } });
    await expect(Wire.open(net.service.url, lost)).rejects.toMatchObject({ problem: { code: 'not-signed-in' } });

    expect((await ana.get('messaging:spaces', {})).spaces.find((s) => s.space === space.id)).toMatchObject({ barred: true, head: last });
    expect((await ana.get('messaging:post', { item: (await seal(untouched, seat(0))).bytes })).seq).toBe(2);
    expect(await ana.refusal('messaging:commit', (await prepare(untouched, { add: [lost] })).input)).toBe('not-acceptable');
    const leaf = leaves(space.group).find(({ device }) => device === lost.device)!.index;
    const healed = await commit(ana, space, { remove: [leaf] });
    expect((await ana.get('messaging:spaces', {})).spaces.find((s) => s.space === space.id)).toMatchObject({ barred: false });
    expect((await ana.get('messaging:post', { item: (await seal(healed, seat(0))).bytes })).seq).toBe(healed.answer.seq + 1);
    expect(thief.entries(space.id).every(({ seq }) => seq <= last)).toBe(true);
  });

  it('keeps a space barred when the commit removes somebody else', async () => {
    const [lost] = await moreSeats(net.service, net.founded, 1) as [Seat];
    const ana = await connect(seat(0));
    const space = await spaceOf(ana, [lost, seat(1)]);
    await revoke({ type: 'practitioner', id: lost.practitioner });
    const leaf = leaves(space.group).find(({ device }) => device === seat(1).device)!.index;
    const next = await commit(ana, space, { remove: [leaf] });
    expect(await ana.refusal('messaging:post', { item: (await seal(next, seat(0))).bytes })).toBe('space-barred');
  });

  it('is no owner inside, though it has a leaf yet: whose devices ended is not the one who has to stay', async () => {
    const [lost] = await moreSeats(net.service, net.founded, 1) as [Seat];
    const ana = await connect(seat(0));
    const alone = await spaceOf(ana, [lost, seat(1)]);
    const owned = (space: HeldSpace, ...owners: Seat[]) => ({ policy: { ...policyOf(space.group), owners: owners.map(({ practitioner }) => practitioner) } });
    const space = await commit(ana, alone, owned(alone, seat(0), lost));
    await revoke({ type: 'device', id: lost.device });
    expect(await ana.refusal('messaging:commit', (await prepare(space, owned(space, lost))).input)).toBe('last-owner');
    await commit(ana, space, owned(space, lost, seat(1)));
  });

  it('opens a space again that waits for nothing: whose access ran out, and was renewed before anybody removed them', async () => {
    const [guest] = await moreSeats(net.service, net.founded, 1) as [Seat];
    const ana = await connect(seat(0));
    const space = await spaceOf(ana, [guest]);
    const barred = async () => (await ana.get('messaging:spaces', {})).spaces.find((s) => s.space === space.id)?.barred;
    /** Asks again at every hint. */
    const until = async (wanted: boolean) => {
      for (let seen = 0; await barred() !== wanted;) {
        await ana.until(() => ana.heard.length > seen, `barred: ${wanted}`);
        seen = ana.heard.length;
      }
    };
    await state({ kind: 'access-expires', practitioner: guest.practitioner, at: new Date(Date.now() + 2_000).toISOString() as Instant });
    await until(true);
    const [vouched] = await database<{ body: StatementBody & { kind: 'practitioner-vouched' } }>(`select body from statement where kind = 'practitioner-vouched' and body->'person'->>'id' = $1`, [guest.practitioner]);
    await state({ kind: 'practitioner-vouched', authority: net.founded.secretariat, person: vouched!.body.person });
    await until(false);
    await ana.get('messaging:post', { item: (await seal(space, seat(0))).bytes });
    await (await connect(await signedInAgain(guest))).get('messaging:post', { item: (await seal(space, guest)).bytes });
  });

  it('loses every race against its own revocation', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [lost] = await moreSeats(net.service, net.founded, 1) as [Seat];
      const ana = await connect(seat(0)), thief = await connect(lost);
      const space = await spaceOf(ana, [lost]);
      const items = await Promise.all(Array.from({ length: 20 }, () => seal(space, lost))), behind = await seal(space, seat(0));
      const revoked = revoke({ type: 'device', id: lost.device });
      const stored = Promise.all(items.map(({ bytes }) => thief.ask('messaging:post', { item: bytes }).catch(() => undefined)));
      await revoked;
      // The answer does not wait for a batch that was being stored; what is posted behind that does, and is refused from now on.
      expect(await ana.refusal('messaging:post', { item: behind.bytes })).toBe('space-barred');
      const { head } = await ana.get('messaging:sync', { space: space.id, after: 0, limit: 1 });
      await stored;
      expect((await ana.get('messaging:sync', { space: space.id, after: head, limit: 100 })).entries).toEqual([]);
    }
  });
});
