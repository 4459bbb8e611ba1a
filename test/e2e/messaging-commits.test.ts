/** Commits: what the service takes, what it refuses, who hears of it, and who may come in how. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { limits, suites, type ItemId, type SpaceId, type Suite } from '@comity/contracts';
import { createGroup, groupInfoOf, joinByExternalCommit, joinByWelcome, leaves, newKeyPackage, policyOf, commitChanges, type Group } from '@comity/e2ee';
import type { Seat } from '../support/community.js';
import { commit, epochNumber, foundSpace, moreSeats, prepare, seal, spaceOf, startNetwork, Wire, type HeldSpace, type TestNetwork } from '../support/network.js';

let net: TestNetwork, wires: Wire[];
const seat = (i: number): Seat => net.seats[i] as Seat;
const wire = (i: number): Wire => wires[i] as Wire;

beforeAll(async () => {
  net = await startNetwork(22);
  wires = await Promise.all(net.seats.slice(0, 6).map((of) => Wire.open(net.service.url, of)));
});
afterAll(async () => {
  for (const each of wires ?? []) each.close();
  await net?.service.stop();
});

describe('founding a space', () => {
  it('answers a retry as the first time, and nobody else', async () => {
    const id = randomUUID() as SpaceId;
    const space = await foundSpace(wire(0));
    const { groupInfo } = await wire(0).get('messaging:group-info', { space: space.id });
    const input = { space: space.id, kind: 'channel', suite: suites.hybrid, groupInfo };
    expect(await wire(0).get('messaging:create', input)).toEqual({ space: space.id });
    expect(await wire(1).refusal('messaging:create', input)).toBe('wrong-sender');
    expect(await wire(0).refusal('messaging:create', { ...input, space: id })).toBe('malformed');
    expect(await wire(0).refusal('messaging:create', { ...input, kind: 'direct' })).toBe('malformed');
    expect(await wire(0).refusal('messaging:create', { ...input, groupInfo: new Uint8Array(100) })).toBe('malformed');
  });
});

describe('the suite of a space', () => {
  const founding = async (kind: 'channel' | 'direct' | 'request', suite: Suite, stated: number = suite) => {
    const id = randomUUID() as SpaceId;
    const owners = kind === 'direct' ? [seat(0).practitioner, seat(1).practitioner] : [seat(0).practitioner];
    const group = await createGroup({ space: id, policy: { v: 1, kind, owners, history: 'none', retention: null, hold: false, suite }, self: seat(0) });
    return { space: id, kind, suite: stated, groupInfo: await groupInfoOf(group) };
  };

  it('is the hybrid one of a direct space and of a request; a channel may have either', async () => {
    for (const kind of ['direct', 'request'] as const) expect(await wire(0).refusal('messaging:create', await founding(kind, suites.classical))).toBe('suite-refused');
    for (const input of [await founding('direct', suites.hybrid), await founding('request', suites.hybrid), await founding('channel', suites.hybrid), await founding('channel', suites.classical)]) {
      await wire(0).get('messaging:create', input);
      expect((await wire(0).get('messaging:spaces', {})).spaces.find(({ space }) => space === input.space)).toMatchObject({ suite: input.suite });
    }
  });

  it('is the one its group is in, and one there is', async () => {
    expect(await wire(0).refusal('messaging:create', await founding('channel', suites.classical, suites.hybrid))).toBe('malformed');
    expect(await wire(0).refusal('messaging:create', await founding('channel', suites.hybrid, suites.classical))).toBe('malformed');
    expect(await wire(0).refusal('messaging:create', await founding('channel', suites.hybrid, 84))).toBe('invalid-input');
  });

  it('does not change by a commit', async () => {
    for (const [from, to] of [[suites.hybrid, suites.classical], [suites.classical, suites.hybrid]] as const) {
      const space = await foundSpace(wire(0), 'channel', undefined, from);
      const { commit, groupInfo } = await commitChanges(space.group, { policy: { ...policyOf(space.group), suite: to } });
      expect(await wire(0).refusal('messaging:commit', { space: space.id, id: randomUUID(), epoch: 0, commit, welcome: null, groupInfo })).toBe('malformed');
    }
  });

  it('lets a hybrid space take in sixty-four devices and no more, except a further one of somebody inside that comes by itself', async () => {
    const crowd = await moreSeats(net.service, net.founded, limits.devicesPerHybridSpace);
    const full = await spaceOf(wire(0), crowd.slice(0, limits.devicesPerHybridSpace - 1));
    expect(await wire(0).refusal('messaging:commit', (await prepare(full, { add: [crowd.at(-1)!] })).input)).toBe('space-full');
    // One goes and one comes: that fits.
    const swapped = await commit(wire(0), full, { add: [crowd.at(-1)!], remove: [1] });
    expect(leaves(swapped.group)).toHaveLength(limits.devicesPerHybridSpace);
    const large = await commit(wire(0), await foundSpace(wire(0), 'channel', undefined, suites.classical), { add: crowd });
    expect(leaves(large.group)).toHaveLength(limits.devicesPerHybridSpace + 1);
  });
});

describe('a commit', () => {
  it('brings newcomers in: they read from there on, find their welcome, and join with it', async () => {
    const space = await foundSpace(wire(0));
    await wire(0).get('messaging:post', { item: (await seal(space, seat(0))).bytes });
    const keys = await newKeyPackage(seat(1), suites.hybrid, false, new Date());
    const made = await commitChanges(space.group, { add: [keys.bytes] });
    await wire(0).get('messaging:commit', { space: space.id, id: randomUUID(), epoch: 0, commit: made.commit, welcome: made.welcome, groupInfo: made.groupInfo });

    await wire(1).until(() => wire(1).heard.some(({ event, payload }) => event === 'messaging:welcome' && (payload as { space: string }).space === space.id));
    const { spaces, welcomes } = await wire(1).get('messaging:spaces', {});
    expect(welcomes).toBeGreaterThan(0);
    expect(spaces.find((s) => s.space === space.id)).toMatchObject({ since: 2, head: 2, epoch: 1, joined: true });
    expect((await wire(1).get('messaging:sync', { space: space.id, after: 0, limit: 10 })).entries.map(({ seq }) => seq)).toEqual([2]);
    const found = (await wire(1).get('messaging:welcomes', {})).welcomes.find((w) => w.space === space.id)!;
    expect(found).toMatchObject({ kind: 'channel', epoch: 1, seq: 2 });
    const joined = await joinByWelcome(found.bytes, keys, seat(1));
    const theirs: HeldSpace = { id: space.id, group: joined };
    expect((await wire(1).get('messaging:post', { item: (await seal(theirs, seat(1))).bytes })).seq).toBe(3);

    expect(await wire(1).get('messaging:welcomed', { space: space.id })).toEqual({ removed: true });
    expect(await wire(1).get('messaging:welcomed', { space: space.id })).toEqual({ removed: false });
    expect((await wire(1).get('messaging:welcomes', {})).welcomes.find((w) => w.space === space.id)).toBeUndefined();
  });

  it('takes people out: they read up to it, and hear nothing after it', async () => {
    const space = await spaceOf(wire(0), [seat(1), seat(2)]);
    const leaf = leaves(space.group).find(({ device }) => device === seat(2).device)!.index;
    const next = await commit(wire(0), space, { remove: [leaf] });
    await wire(0).get('messaging:post', { item: (await seal(next, seat(0))).bytes });
    await wire(1).until(() => wire(1).entries(space.id).length === 3);
    await wire(2).until(() => wire(2).heard.some(({ event, payload }) => event === 'messaging:space-changed' && (payload as { space: string }).space === space.id));
    expect(wire(2).entries(space.id).map(({ seq }) => seq)).toEqual([1, 2]);
    const page = await wire(2).get('messaging:sync', { space: space.id, after: 0, limit: 10 });
    expect(page).toMatchObject({ head: 2, epoch: 2 });
    expect(page.entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await wire(2).refusal('messaging:group-info', { space: space.id })).toBe('not-found');
    expect(await wire(2).refusal('messaging:post', { item: (await seal(next, seat(2))).bytes })).toBe('not-found');
    expect((await wire(2).get('messaging:spaces', {})).spaces.find((s) => s.space === space.id)).toBeUndefined();
    const back = await commit(wire(0), next, { add: [seat(2)] });
    expect((await wire(2).get('messaging:spaces', {})).spaces.find((s) => s.space === space.id)).toMatchObject({ since: back.answer.seq });
    expect((await wire(2).get('messaging:sync', { space: space.id, after: 0, limit: 10 })).entries.map(({ seq }) => seq)).toEqual([4]);
  });

  it('lets a device back in by external commit, of people inside only', async () => {
    const space = await spaceOf(wire(0), [seat(1)]);
    const { epoch, groupInfo } = await wire(1).get('messaging:group-info', { space: space.id });
    const own = leaves(space.group).find(({ device }) => device === seat(1).device)!.index;
    const rejoined = await joinByExternalCommit(groupInfo, seat(1), own);
    const answer = await wire(1).get('messaging:commit', { space: space.id, id: randomUUID(), epoch, commit: rejoined.commit, welcome: null, groupInfo: rejoined.groupInfo });
    expect(answer).toMatchObject({ seq: 2, epoch: 2 });
    expect((await wire(1).get('messaging:post', { item: (await seal({ id: space.id, group: rejoined.next }, seat(1))).bytes })).seq).toBe(3);
    expect((await wire(1).get('messaging:spaces', {})).spaces.find((s) => s.space === space.id)).toMatchObject({ since: 1 });

    expect(await wire(3).refusal('messaging:group-info', { space: space.id })).toBe('not-found');
    const current = await wire(1).get('messaging:group-info', { space: space.id });
    const intruder = await joinByExternalCommit(current.groupInfo, seat(3));
    expect(await wire(3).refusal('messaging:commit', { space: space.id, id: randomUUID(), epoch: current.epoch, commit: intruder.commit, welcome: null, groupInfo: intruder.groupInfo })).toBe('not-found');
  });

  it('is refused when its parts do not belong together', async () => {
    const space = await foundSpace(wire(0)), other = await foundSpace(wire(0));
    const { input } = await prepare(space, { add: [seat(1)] });
    const good = input as { space: SpaceId; id: ItemId; epoch: number; commit: Uint8Array; welcome: Uint8Array; groupInfo: Uint8Array };
    const elsewhere = await prepare(other, { add: [seat(1)] });
    const code = (over: object) => wire(0).refusal('messaging:commit', { ...good, id: randomUUID(), ...over });
    expect(await code({ space: other.id })).toBe('malformed');
    expect(await code({ epoch: 1 })).toBe('malformed');
    expect(await code({ groupInfo: elsewhere.made.groupInfo })).toBe('malformed');
    expect(await code({ groupInfo: await groupInfoOf(space.group) })).toBe('malformed');
    expect(await code({ groupInfo: (await prepare(space, { add: [seat(2)] })).made.groupInfo })).toBe('malformed');
    expect(await code({ welcome: null })).toBe('malformed');
    expect(await code({ commit: good.commit.subarray(0, 40) })).toBe('malformed');
    expect(await code({ commit: good.groupInfo })).toBe('malformed');
    expect(await code({ commit: new Uint8Array(1_048_577) })).toBe('invalid-input');
    const { head, epoch } = await wire(0).get('messaging:sync', { space: space.id, after: 0, limit: 1 });
    expect({ head, epoch }).toEqual({ head: 0, epoch: 0 });
    expect(await wire(0).get('messaging:commit', good)).toMatchObject({ seq: 1, epoch: 1 });
  });

  it('of another device, or with people the chain does not know, is refused', async () => {
    const space = await spaceOf(wire(0), [seat(1)]);
    const { input } = await prepare(space, { add: [seat(2)] });
    expect(await wire(1).refusal('messaging:commit', input)).toBe('wrong-sender');
    expect(await wire(2).refusal('messaging:commit', input)).toBe('not-found');
    const stranger: Seat = { ...seat(3), device: randomUUID() as Seat['device'] };
    expect(await wire(0).refusal('messaging:commit', (await prepare(space, { add: [stranger] })).input)).toBe('not-acceptable');
    const impostor: Seat = { ...seat(4), device: seat(3).device, practitioner: seat(3).practitioner };
    expect(await wire(0).refusal('messaging:commit', (await prepare(space, { add: [impostor] })).input)).toBe('not-acceptable');
  });

  it('leaves a direct space to two', async () => {
    const space = await foundSpace(wire(0), 'direct', [seat(0).practitioner, seat(1).practitioner]);
    const two = await commit(wire(0), space, { add: [seat(1)] });
    expect(await wire(0).refusal('messaging:commit', (await prepare(two, { add: [seat(2)] })).input)).toBe('not-acceptable');
    const other = leaves(two.group).find(({ device }) => device === seat(1).device)!.index;
    expect(await wire(0).refusal('messaging:commit', (await prepare(two, { remove: [other] })).input)).toBe('not-allowed');
  });

  it('that members would refuse by the policy does not reach the log', async () => {
    const { space, joined } = await joinedBy(1);
    const theirs: HeldSpace = { id: space.id, group: joined };
    const owner = leaves(joined).find(({ device }) => device === seat(0).device)!.index;
    expect(await wire(1).refusal('messaging:commit', (await prepare(theirs, { add: [seat(2)] })).input)).toBe('not-allowed');
    expect(await wire(1).refusal('messaging:commit', (await prepare(theirs, { remove: [owner] })).input)).toBe('not-allowed');
    const usurping = await commitChanges(joined, { policy: { ...policyOf(joined), owners: [seat(1).practitioner] } });
    expect(await wire(1).refusal('messaging:commit', { space: space.id, id: randomUUID(), epoch: 1, commit: usurping.commit, welcome: null, groupInfo: usurping.groupInfo })).toBe('not-allowed');
    expect((await wire(0).get('messaging:sync', { space: space.id, after: 0, limit: 10 })).head).toBe(1);
    expect(await wire(1).get('messaging:commit', (await prepare(theirs)).input)).toMatchObject({ seq: 2, epoch: 2 });
  });

  it('that names an owner from outside, or leaves none inside, does not reach the log', async () => {
    const space = await spaceOf(wire(0), [seat(1)]);
    const owned = (...owners: number[]) => ({ policy: { ...policyOf(space.group), owners: owners.map((one) => seat(one).practitioner) } });
    expect(await wire(0).refusal('messaging:commit', (await prepare(space, owned(0, 2))).input)).toBe('not-acceptable');
    expect(await wire(0).refusal('messaging:commit', (await prepare(space, owned(2))).input)).toBe('not-acceptable');
    const both = await commit(wire(0), space, owned(0, 1));
    const gone = leaves(both.group).find(({ device }) => device === seat(1).device)!.index;
    const alone = await commit(wire(0), both, { remove: [gone] });
    expect(await wire(0).refusal('messaging:commit', (await prepare(alone, owned(1))).input)).toBe('last-owner');
    expect(await wire(0).get('messaging:commit', (await prepare(alone, owned(0))).input)).toMatchObject({ seq: 4, epoch: 4 });
  });
});

/** A channel of the first person, and the group as the one they added holds it. */
async function joinedBy(other: number): Promise<{ space: HeldSpace; joined: Group }> {
  const space = await foundSpace(wire(0));
  const keys = await newKeyPackage(seat(other), suites.hybrid, false, new Date());
  const made = await commitChanges(space.group, { add: [keys.bytes] });
  await wire(0).get('messaging:commit', { space: space.id, id: randomUUID(), epoch: 0, commit: made.commit, welcome: made.welcome, groupInfo: made.groupInfo });
  return { space, joined: await joinByWelcome(made.welcome!, keys, seat(other)) };
}

describe('a race for the epoch', () => {
  it('has one winner of twenty, epoch after epoch, and the log shows one commit an epoch', async () => {
    const others = await Promise.all(net.seats.slice(6).map((of) => Wire.open(net.service.url, of)));
    const racers = [...wires.slice(0, 4), ...others];
    const founder = wire(0);
    const space = await spaceOf(founder, racers.slice(1).map((racer) => racer.seat));
    const rounds = 10;
    for (let round = 0; round < rounds; round += 1) {
      const { epoch, groupInfo } = await founder.get('messaging:group-info', { space: space.id });
      const entries = await Promise.all(racers.map(async (racer) => {
        const own = (await founderLeaves(groupInfo, racer.seat));
        const made = await joinByExternalCommit(groupInfo, racer.seat, own);
        return { racer, input: { space: space.id, id: randomUUID(), epoch, commit: made.commit, welcome: null, groupInfo: made.groupInfo } };
      }));
      const answers = await Promise.all(entries.map(({ racer, input }) => racer.ask('messaging:commit', input)));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      for (const answer of answers) if (!answer.ok) expect(answer.problem).toMatchObject({ code: 'stale-epoch', epoch: epoch + 1 });
    }
    const { entries, epoch } = await founder.get('messaging:sync', { space: space.id, after: 0, limit: 1000 });
    expect(epoch).toBe(rounds + 1);
    expect(entries.map(({ seq, type }) => [seq, type])).toEqual(Array.from({ length: rounds + 1 }, (_, i) => [i + 1, 'commit']));
    for (const other of others) other.close();
  });

  /** Where a device sits now, as a group info says it. */
  async function founderLeaves(groupInfo: Uint8Array, of: Seat): Promise<number> {
    const { parseGroupInfo } = await import('@comity/e2ee/verify');
    return parseGroupInfo(groupInfo)!.leaves.findIndex((leaf) => leaf?.device === of.device);
  }

  it('lets in no commit unjudged that its author made for an epoch which is still on its way into the log', async () => {
    const space = await spaceOf(wire(0), [seat(1)]);
    const first = await prepare(space);
    const second = await prepare({ id: space.id, group: first.made.next }, { policy: { ...policyOf(space.group), owners: [seat(2).practitioner] } });
    const [other, holder, observer] = [await Wire.open(net.service.url, seat(0)), new Client({ connectionString: net.service.databaseUrl }), new Client({ connectionString: net.service.databaseUrl })];
    await Promise.all([holder.connect(), observer.connect()]);
    try {
      // The first is held up on its way, so that the second comes upon the epoch before.
      await holder.query('begin');
      await holder.query('select from space where id = $1 for update', [space.id]);
      let answered = false;
      const held = async (count: number): Promise<void> => {
        const { rows: [row] } = await observer.query<{ held: number }>(`select count(*)::int as held from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
        if (row!.held < count && !answered) await held(count);
      };
      const stored = wire(0).get('messaging:commit', first.input);
      await held(1);
      const refused = other.refusal('messaging:commit', second.input).finally(() => { answered = true; });
      await Promise.race([refused, held(2)]);
      await holder.query('rollback');
      expect(await refused).toBe('wrong-epoch');
      expect(await stored).toMatchObject({ epoch: 2 });
    } finally {
      other.close();
      await Promise.all([holder.end(), observer.end()]);
    }
  });

  it('lets items through between the commits, and none of an epoch that passed', async () => {
    let space: HeldSpace = await spaceOf(wire(0), [seat(1)]);
    const outcomes: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const items = await Promise.all(Array.from({ length: 10 }, () => seal(space, seat(0))));
      const { input, made } = await prepare(space);
      const [, ...answers] = await Promise.all([wire(0).get('messaging:commit', input), ...items.map(({ bytes }) => wire(0).ask('messaging:post', { item: bytes }))]);
      outcomes.push(...answers.map((answer) => (answer.ok ? 'stored' : answer.problem.code)));
      space = { id: space.id, group: made.next };
    }
    expect(new Set(outcomes).size).toBeLessThanOrEqual(2);
    expect(outcomes.every((outcome) => outcome === 'stored' || outcome === 'stale-epoch')).toBe(true);
    const { entries, head } = await wire(0).get('messaging:sync', { space: space.id, after: 0, limit: 1000 });
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, i) => i + 1));
    expect(entries.filter(({ type }) => type === 'item')).toHaveLength(outcomes.filter((outcome) => outcome === 'stored').length);
    expect(epochNumber(space.group)).toBe(6);
  });
});
