/** What the service destroys of its log, what it leaves, and when it does neither. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { suites, type Entry, type ItemId, type SpaceId, type SpaceRetention } from '@comity/contracts';
import { commitChanges, createGroup, firstLink, groupInfoOf, nextLink, type SpacePolicy } from '@comity/e2ee';
import { Pool } from 'pg';
import { RetentionSweep } from '../../apps/api/src/messaging/retention-sweep.js';
import { seal, startNetwork, Wire, type HeldSpace, type TestNetwork } from '../support/network.js';

let net: TestNetwork;
let pool: Pool;
const open: Wire[] = [];
beforeAll(async () => {
  net = await startNetwork(2);
  pool = new Pool({ connectionString: net.service.databaseUrl });
});
afterAll(async () => {
  await pool.end();
  await net.service.stop();
});
afterEach(() => { for (const wire of open.splice(0)) wire.close(); });

async function connect(): Promise<Wire> {
  const wire = await Wire.open(net.service.url, net.seats[0]!);
  open.push(wire);
  return wire;
}
const policyOf = (wire: Wire, retention: SpaceRetention, more: Partial<SpacePolicy> = {}): SpacePolicy =>
  ({ v: 1, kind: 'channel', owners: [wire.seat.practitioner], history: 'none', retention, hold: false, suite: suites.hybrid, ...more });
async function found(wire: Wire, policy: SpacePolicy): Promise<HeldSpace> {
  const id = randomUUID() as SpaceId;
  const group = await createGroup({ space: id, policy, self: wire.seat });
  await wire.get('messaging:create', { space: id, kind: policy.kind, suite: policy.suite, groupInfo: await groupInfoOf(group) });
  return { id, group };
}
async function renew(wire: Wire, space: HeldSpace, policy?: SpacePolicy): Promise<HeldSpace> {
  const made = await commitChanges(space.group, policy === undefined ? {} : { policy });
  await wire.get('messaging:commit', { space: space.id, id: randomUUID() as ItemId, epoch: space.group.epoch, commit: made.commit, welcome: null, groupInfo: made.groupInfo });
  return { id: space.id, group: made.next };
}
async function post(wire: Wire, space: HeldSpace): Promise<{ seq: number; bytes: Uint8Array }> {
  const { bytes } = await seal(space, wire.seat);
  return { bytes, seq: (await wire.get('messaging:post', { item: bytes })).seq };
}
/** Makes entries older than they are. */
const age = (space: HeldSpace, upTo: number, interval: string) => pool.query('update entry set received_at = received_at - $3::interval where space = $1 and seq <= $2', [space.id, upTo, interval]);
const sweep = () => net.service.app.get(RetentionSweep).sweep();
const log = async (wire: Wire, space: HeldSpace): Promise<Entry[]> => (await wire.get('messaging:sync', { space: space.id, after: 0, limit: 100 })).entries;
const types = async (wire: Wire, space: HeldSpace) => (await log(wire, space)).map(({ type }) => type);
const links = (entries: readonly Entry[]) => entries.reduce((link, entry) => nextLink(link, entry), firstLink());

describe('the time of a space', () => {
  it('ends for the items of an epoch whose newest is as old; place, number and link stay', async () => {
    const wire = await connect();
    let space = await found(wire, policyOf(wire, { days: 1 }));
    const old = [await post(wire, space), await post(wire, space)];
    space = await renew(wire, space);
    await post(wire, space);
    const before = await log(wire, space);
    await age(space, 2, '2 days');
    await sweep();
    const after = await log(wire, space);
    expect(after.map(({ type }) => type)).toEqual(['destroyed', 'destroyed', 'commit', 'item']);
    expect(after.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(after.slice(0, 2).map(({ bytes }) => Buffer.from(bytes).toString('hex'))).toEqual(old.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')));
    expect(links(after)).toEqual(links(before));
    expect((await pool.query('select 1 from entry where space = $1 and bytes = any ($2)', [space.id, old.map(({ bytes }) => Buffer.from(bytes))])).rowCount).toBe(0);
    // A retry of what is destroyed has no second effect.
    expect(await wire.get('messaging:post', { item: old[0]!.bytes })).toMatchObject({ seq: 1 });
    expect(await types(wire, space)).toHaveLength(4);
  });

  it('has not come for an epoch with one item that is younger, nor within the margin for clocks', async () => {
    const wire = await connect();
    const space = await found(wire, policyOf(wire, { days: 1 }));
    await post(wire, space);
    await post(wire, space);
    await age(space, 1, '3 days');
    await sweep();
    expect(await types(wire, space)).toEqual(['item', 'item']);
    await age(space, 2, '1 day 5 minutes');
    await sweep();
    expect(await types(wire, space)).toEqual(['item', 'item']);
    await age(space, 2, '15 minutes');
    await sweep();
    expect(await types(wire, space)).toEqual(['destroyed', 'destroyed']);
  });

  it('may be an hour', async () => {
    const wire = await connect();
    let space = await found(wire, policyOf(wire, { hours: 8 }));
    await post(wire, space);
    await age(space, 1, '70 minutes');
    await sweep();
    expect(await types(wire, space)).toEqual(['item']);
    space = await renew(wire, space, policyOf(wire, { hours: 1 }));
    await sweep();
    expect(await types(wire, space)).toEqual(['item', 'commit']);
    await age(space, 1, '10 minutes');
    await sweep();
    expect(await types(wire, space)).toEqual(['destroyed', 'commit']);
  });

  it('never comes where everything is kept, and not while a case file is held', async () => {
    const wire = await connect();
    const kept = await found(wire, policyOf(wire, null));
    const rules = policyOf(wire, { days: 1 }, { kind: 'case-file' });
    let file = await found(wire, rules);
    for (const space of [kept, file]) await post(wire, space);
    file = await renew(wire, file, { ...rules, hold: true });
    for (const space of [kept, file]) await age(space, 2, '4000 days');
    await sweep();
    expect(await types(wire, kept)).toEqual(['item']);
    expect(await types(wire, file)).toEqual(['item', 'commit']);
    file = await renew(wire, file, rules);
    await sweep();
    expect(await types(wire, file)).toEqual(['destroyed', 'commit', 'commit']);
  });

  it('is that of the policy at the moment', async () => {
    const wire = await connect();
    let space = await found(wire, policyOf(wire, { days: 30 }));
    await post(wire, space);
    await age(space, 1, '8 days');
    await sweep();
    expect(await types(wire, space)).toEqual(['item']);
    space = await renew(wire, space, policyOf(wire, { days: 7 }));
    await sweep();
    expect(await types(wire, space)).toEqual(['destroyed', 'commit']);
  });

  it('comes for the others when one space cannot be swept', async () => {
    const wire = await connect();
    const spaces: HeldSpace[] = [];
    for (let i = 0; i < 3; i += 1) {
      const space = await found(wire, policyOf(wire, { days: 1 }));
      await post(wire, space);
      await age(space, 1, '2 days');
      spaces.push(space);
    }
    const [before, stuck, after] = spaces as [HeldSpace, HeldSpace, HeldSpace];
    await pool.query(`create function stuck() returns trigger language plpgsql as $$ begin raise exception 'stuck'; end $$`);
    await pool.query(`create trigger stuck before update on entry for each row when (old.space = '${stuck.id}') execute function stuck()`);
    await sweep();
    for (const space of [before, after]) expect(await types(wire, space)).toEqual(['destroyed']);
    expect(await types(wire, stuck)).toEqual(['item']);
    await pool.query('drop trigger stuck on entry; drop function stuck()');
    await sweep();
    expect(await types(wire, stuck)).toEqual(['destroyed']);
  });
});
