import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commit, foundSpace, seal, spaceOf, startNetwork, Wire, type TestNetwork } from '../support/network.js';
import type { Seat } from '../support/community.js';

let net: TestNetwork, ana: Wire, ben: Wire, eve: Wire;
const seat = (i: number): Seat => net.seats[i] as Seat;

beforeAll(async () => {
  net = await startNetwork(6);
  [ana, ben, eve] = await Promise.all([0, 1, 2].map((i) => Wire.open(net.service.url, seat(i)))) as [Wire, Wire, Wire];
}, 60_000);
afterAll(async () => {
  for (const wire of [ana, ben, eve]) wire?.close();
  await net?.service.stop();
});

describe('a message', () => {
  it('reaches those inside, in order, and is found again by sequence number', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const first = await seal(space, ana.seat);
    const stored = await ana.get('messaging:post', { item: first.bytes });
    expect(stored.seq).toBe(2);
    await ben.until(() => ben.entries(space.id).length === 2);
    expect(ben.entries(space.id).map(({ seq, type }) => [seq, type])).toEqual([[1, 'commit'], [2, 'item']]);
    expect(Buffer.from(first.bytes).equals(ben.entries(space.id)[1]!.bytes)).toBe(true);
    const page = await ben.get('messaging:sync', { space: space.id, after: 0, limit: 100 });
    expect(page).toMatchObject({ head: 2, epoch: 1 });
    expect(page.entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(eve.entries(space.id)).toEqual([]);
    expect(await eve.refusal('messaging:sync', { space: space.id, after: 0, limit: 10 })).toBe('not-found');
  });

  it('is stored once, however often it is sent', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const { bytes } = await seal(space, ana.seat);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ana.get('messaging:post', { item: bytes })));
    expect(new Set(answers.map(({ seq }) => seq))).toEqual(new Set([2]));
    expect((await ana.get('messaging:sync', { space: space.id, after: 0, limit: 100 })).entries).toHaveLength(2);
  });

  it('of an earlier epoch is refused, unless it was stored then', async () => {
    const space = await spaceOf(ana, [seat(1)]);
    const before = await seal(space, ana.seat);
    await ana.get('messaging:post', { item: before.bytes });
    const unsent = await seal(space, ana.seat);
    const next = await commit(ana, space, { add: [seat(2)] });
    expect(await ana.get('messaging:post', { item: before.bytes })).toMatchObject({ seq: 2 });
    expect(await ana.ask('messaging:post', { item: unsent.bytes })).toMatchObject({ ok: false, problem: { code: 'stale-epoch', epoch: 2 } });
    expect(await ana.refusal('messaging:post', { item: (await seal(next, ana.seat, { epoch: 9 })).bytes })).toBe('wrong-epoch');
  });
});

it('founds a space', async () => {
  const space = await foundSpace(ana);
  const { spaces } = await ana.get('messaging:spaces', {});
  expect(spaces.find((s) => s.space === space.id)).toMatchObject({ epoch: 0, head: 0, since: 1, joined: true, barred: false, receipts: [] });
});
