/** What the service decides about giving the past: who may, how far back, for whom, and that it is on record. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { suites, type ClientEvents, type Instant, type ItemId, type SpaceId } from '@comity/contracts';
import { commitChanges, createGroup, groupInfoOf, newKeyPackage, type Changes, type SpacePolicy } from '@comity/e2ee';
import { Client } from 'pg';
import type { Seat } from '../support/community.js';
import { seal, startNetwork, Wire, type HeldSpace, type TestNetwork } from '../support/network.js';

let net: TestNetwork;
const open: Wire[] = [];
beforeAll(async () => { net = await startNetwork(4); });
afterAll(async () => { await net.service.stop(); });
afterEach(() => { for (const wire of open.splice(0)) wire.close(); });

const seat = (i: number): Seat => net.seats[i]!;
async function connect(i: number): Promise<Wire> {
  const wire = await Wire.open(net.service.url, seat(i));
  open.push(wire);
  return wire;
}
async function database(text: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: net.service.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function found(wire: Wire, history: SpacePolicy['history'], owners = [wire.seat.practitioner]): Promise<HeldSpace> {
  const id = randomUUID() as SpaceId;
  const group = await createGroup({ space: id, policy: { v: 1, kind: 'channel', owners, history, retention: null, hold: false, suite: suites.hybrid }, self: wire.seat });
  await wire.get('messaging:create', { space: id, kind: 'channel', suite: suites.hybrid, groupInfo: await groupInfoOf(group) });
  return { id, group };
}
async function change(wire: Wire, space: HeldSpace, changes: Omit<Changes, 'add'> & { add?: Seat[] }): Promise<HeldSpace & { answer: ClientEvents['messaging:commit'][1] }> {
  const packages = await Promise.all((changes.add ?? []).map((newcomer) => newKeyPackage(newcomer, space.group.suite, false, new Date())));
  const made = await commitChanges(space.group, { ...changes, add: packages.map(({ bytes }) => bytes) });
  const answer = await wire.get('messaging:commit', { space: space.id, id: randomUUID(), epoch: space.group.epoch, commit: made.commit, welcome: made.welcome, groupInfo: made.groupInfo });
  return { id: space.id, group: made.next, answer };
}
const post = async (wire: Wire, space: HeldSpace): Promise<void> => { await wire.get('messaging:post', { item: (await seal(space, wire.seat)).bytes }); };
const first = async (wire: Wire, space: SpaceId): Promise<number | undefined> => (await wire.get('messaging:sync', { space, after: 0, limit: 100 })).entries[0]?.seq;

/** Ana owns, Ben came at 1, an item at 2, Li at 3. */
async function scene(history: SpacePolicy['history']): Promise<{ ana: Wire; ben: Wire; li: Wire; space: HeldSpace }> {
  const [ana, ben, li] = [await connect(0), await connect(1), await connect(2)];
  let space: HeldSpace = await change(ana, await found(ana, history), { add: [seat(1)] });
  await post(ana, space);
  space = await change(ana, space, { add: [seat(2)] });
  return { ana, ben, li, space };
}

describe('a view of the past', () => {
  it('is widened by an owner, as the policy allows, with a record of it', async () => {
    const { ana, li, space } = await scene('all');
    expect(await first(li, space.id)).toBe(3);
    expect(await ana.get('messaging:widen', { space: space.id, people: [seat(2).practitioner], since: 1 })).toEqual({ widened: [seat(2).practitioner] });
    expect(await first(li, space.id)).toBe(1);
    expect((await li.get('messaging:spaces', {})).spaces.find((each) => each.space === space.id)?.since).toBe(1);
    expect(await database(`select actor, outcome from audit_entry where action = 'messaging.widen' and subject = $1`, [space.id])).toEqual([{ actor: seat(0).practitioner, outcome: 'allow' }]);
    // The same again has the same effect and answer; nobody's view ever becomes narrower.
    expect(await ana.get('messaging:widen', { space: space.id, people: [seat(2).practitioner], since: 1 })).toEqual({ widened: [seat(2).practitioner] });
    expect(await ana.get('messaging:widen', { space: space.id, people: [seat(2).practitioner], since: 3 })).toEqual({ widened: [] });
    expect(await first(li, space.id)).toBe(1);
  });

  it('is widened by nobody else, and not against the policy', async () => {
    const { ana, ben, li, space } = await scene('none');
    const wanted = { space: space.id, people: [seat(2).practitioner], since: 1 };
    expect(await ana.refusal('messaging:widen', wanted)).toBe('not-allowed');
    const opened = await change(ana, space, { policy: { v: 1, kind: 'channel', owners: [seat(0).practitioner], history: 'all', retention: null, hold: false, suite: suites.hybrid } });
    expect(await ben.refusal('messaging:widen', wanted)).toBe('not-allowed');
    expect(await li.refusal('messaging:widen', wanted)).toBe('not-found');
    expect((await ana.get('messaging:widen', wanted)).widened).toHaveLength(1);
    expect(opened.answer.epoch).toBe(3);
  });

  it('never reaches beyond the view of whoever widens it, and answers that as what does not exist', async () => {
    const ana = await connect(0), ben = await connect(1);
    const owners = [seat(0).practitioner, seat(1).practitioner];
    let space: HeldSpace = await change(ana, await found(ana, 'all', owners), { add: [seat(3)] });
    await post(ana, space);
    space = await change(ana, space, { add: [seat(1)] });
    space = await change(ana, space, { add: [seat(2)] });
    const ask = (since: number, id = space.id) => ben.ask('messaging:widen', { space: id, people: [seat(2).practitioner], since });
    const beyond = await ask(1);
    expect(beyond).toEqual(await ask(99));
    expect(beyond).toEqual(await ask(1, randomUUID() as SpaceId));
    expect(beyond).toMatchObject({ ok: false, problem: { code: 'not-found' } });
    expect(await ask(3)).toEqual({ ok: true, value: { widened: [seat(2).practitioner] } });
  });

  it('begins with an epoch, and no earlier than the date of the policy', async () => {
    const { ana, space } = await scene('all');
    const wanted = (since: number) => ({ space: space.id, people: [seat(2).practitioner], since });
    expect(await ana.refusal('messaging:widen', wanted(2))).toBe('not-acceptable');
    const { entries } = await ana.get('messaging:sync', { space: space.id, after: 0, limit: 10 });
    const since = new Date(Date.parse(entries[2]!.at) + 1).toISOString() as Instant;
    const dated = await change(ana, space, { policy: { v: 1, kind: 'channel', owners: [seat(0).practitioner], history: { since }, retention: null, hold: false, suite: suites.hybrid } });
    for (const early of [1, 3]) expect(await ana.refusal('messaging:widen', wanted(early))).toBe('not-allowed');
    const li = await change(ana, dated, { add: [seat(3)] });
    expect(await ana.get('messaging:widen', { space: space.id, people: [seat(3).practitioner], since: dated.answer.seq })).toEqual({ widened: [seat(3).practitioner] });
    expect(li.answer.seq).toBe(dated.answer.seq + 1);
  });

  it('is nobody\'s who is not inside, whoever asks for them', async () => {
    const { ana, space } = await scene('all');
    expect(await ana.get('messaging:widen', { space: space.id, people: [seat(3).practitioner], since: 1 })).toEqual({ widened: [] });
    const stranger = await connect(3);
    expect(await stranger.refusal('messaging:sync', { space: space.id, after: 0, limit: 1 })).toBe('not-found');
  });

  it('is no part of a direct space, whose policy nobody changes', async () => {
    const ana = await connect(0), ben = await connect(1);
    const owners = [seat(0).practitioner, seat(1).practitioner];
    const policy: SpacePolicy = { v: 1, kind: 'direct', owners, history: 'none', retention: { days: 7 }, hold: false, suite: suites.hybrid };
    const id = randomUUID() as SpaceId;
    const group = await createGroup({ space: id, policy, self: seat(0) });
    await ana.get('messaging:create', { space: id, kind: 'direct', suite: suites.hybrid, groupInfo: await groupInfoOf(group) });
    const space = await change(ana, { id, group }, { add: [seat(1)] });
    expect(await ana.refusal('messaging:widen', { space: id, people: [seat(1).practitioner], since: 1 })).toBe('not-allowed');
    const made = await commitChanges(space.group, { policy: { ...policy, retention: { days: 1 } } });
    expect(await ana.refusal('messaging:commit', { space: id, id: randomUUID() as ItemId, epoch: 1, commit: made.commit, welcome: null, groupInfo: made.groupInfo })).toBe('not-allowed');
    expect(await database('select retention_hours, hold from space where id = $1', [id])).toEqual([{ retention_hours: 168, hold: false }]);
    expect(await ben.refusal('messaging:widen', { space: id, people: [seat(0).practitioner], since: 1 })).toBe('not-allowed');
  });

  it('of a request is only ever given less of', async () => {
    const ana = await connect(0);
    const id = randomUUID() as SpaceId;
    const policy: SpacePolicy = { v: 1, kind: 'request', owners: [seat(0).practitioner], history: 'all', retention: null, hold: false, suite: suites.hybrid };
    const group = await createGroup({ space: id, policy, self: seat(0) });
    await ana.get('messaging:create', { space: id, kind: 'request', suite: suites.hybrid, groupInfo: await groupInfoOf(group) });
    const narrowed = await change(ana, { id, group }, { policy: { ...policy, history: { since: '2027-03-01T12:00:00.000Z' as Instant } } });
    for (const history of ['all', { since: '2027-03-01T11:00:00.000Z' as Instant }] as const) {
      const made = await commitChanges(narrowed.group, { policy: { ...policy, history } });
      expect(await ana.refusal('messaging:commit', { space: id, id: randomUUID() as ItemId, epoch: narrowed.group.epoch, commit: made.commit, welcome: null, groupInfo: made.groupInfo })).toBe('not-allowed');
    }
  });

  it('is not decided by a group info that states another policy than its commit', async () => {
    const { ana, space } = await scene('none');
    const policy: SpacePolicy = { v: 1, kind: 'channel', owners: [seat(0).practitioner], history: 'none', retention: { days: 1 }, hold: false, suite: suites.hybrid };
    const [one, other] = [await commitChanges(space.group, { policy }), await commitChanges(space.group, { policy: { ...policy, retention: { days: 3_650 } } })];
    expect(await ana.refusal('messaging:commit', { space: space.id, id: randomUUID(), epoch: space.group.epoch, commit: other.commit, welcome: null, groupInfo: one.groupInfo })).toBe('malformed');
  });
});
