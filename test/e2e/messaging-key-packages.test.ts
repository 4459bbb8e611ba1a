/** Key packages and receipts. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { everySuite, limits, suites, type Suite } from '@comity/contracts';
import { newKeyPackage, signReceipt } from '@comity/e2ee';
import type { Seat } from '../support/community.js';
import { moreSeats, seal, spaceOf, startNetwork, Wire, type TestNetwork } from '../support/network.js';

let net: TestNetwork, wires: Wire[];
const seat = (i: number): Seat => net.seats[i] as Seat;
const wire = (i: number): Wire => wires[i] as Wire;
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const packages = async (suite: Suite, of: Seat, count: number): Promise<Uint8Array[]> => (await Promise.all(Array.from({ length: count }, () => newKeyPackage(of, suite, false, new Date())))).map(({ bytes }) => bytes);
/** What the service says is left of somebody's packages of a suite. */
const stock = async (i: number, suite: Suite) => (await wire(i).get('messaging:spaces', {})).keyPackages.find((each) => each.suite === suite);

beforeAll(async () => {
  net = await startNetwork(8);
  wires = await Promise.all(net.seats.map((of) => Wire.open(net.service.url, of)));
});
afterAll(async () => {
  for (const each of wires ?? []) each.close();
  await net?.service.stop();
});

describe.each(everySuite)('a key package of suite %i', (suite) => {
  it('is handed out once, however many claim at once, and then the one of last resort', async () => {
    const own = await packages(suite, seat(0), 30);
    const resort = (await newKeyPackage(seat(0), suite, true, new Date())).bytes;
    expect(await wire(0).get('messaging:upload-key-packages', { suite, packages: own, lastResort: resort })).toEqual({ stored: 30 });
    expect(await stock(0, suite)).toEqual({ suite, left: 30, lastResort: true });
    const claims = await Promise.all(Array.from({ length: 50 }, (_, i) => wire(1 + (i % 6)).get('messaging:claim-key-packages', { suite, devices: [seat(0).device] })));
    const given = claims.flatMap((claim) => claim.packages);
    expect(given).toHaveLength(50);
    const single = given.filter(({ lastResort }) => !lastResort);
    expect(single).toHaveLength(30);
    expect(new Set(single.map(({ bytes }) => hash(bytes)))).toEqual(new Set(own.map(hash)));
    expect(new Set(given.filter(({ lastResort }) => lastResort).map(({ bytes }) => hash(bytes)))).toEqual(new Set([hash(resort)]));
    expect(given.every(({ device, practitioner }) => device === seat(0).device && practitioner === seat(0).practitioner)).toBe(true);
    expect(await stock(0, suite)).toEqual({ suite, left: 0, lastResort: true });
  });

  it('sent twice is stored once, and a store holds so many', async () => {
    const own = await packages(suite, seat(1), 60);
    expect(await wire(1).get('messaging:upload-key-packages', { suite, packages: [...own, own[0]], lastResort: null })).toEqual({ stored: 60 });
    expect(await wire(1).get('messaging:upload-key-packages', { suite, packages: own, lastResort: null })).toEqual({ stored: 0 });
    expect(await wire(1).get('messaging:upload-key-packages', { suite, packages: await packages(suite, seat(1), 60), lastResort: null })).toEqual({ stored: 40 });
    expect(await stock(1, suite)).toMatchObject({ left: limits.keyPackagesPerDevice });
  });

  it('of another device, with another key, of the wrong kind or out of date is refused', async () => {
    const [foreign] = await packages(suite, seat(2), 1), resort = (await newKeyPackage(seat(3), suite, true, new Date())).bytes, [single] = await packages(suite, seat(3), 1);
    const [forged] = await packages(suite, { ...seat(2), practitioner: seat(3).practitioner, device: seat(3).device }, 1);
    const old = (await newKeyPackage(seat(3), suite, false, new Date(0))).bytes;
    const early = (await newKeyPackage(seat(3), suite, false, new Date(Date.now() + 2 * 86_400_000))).bytes;
    const code = (given: unknown[], lastResort: unknown = null) => wire(3).refusal('messaging:upload-key-packages', { suite, packages: given, lastResort });
    expect(await code([foreign])).toBe('wrong-sender');
    expect(await code([forged])).toBe('wrong-sender');
    expect(await code([resort])).toBe('malformed');
    expect(await code([], single)).toBe('malformed');
    expect(await code([old])).toBe('malformed');
    expect(await code([early])).toBe('malformed');
    expect(await code([new Uint8Array(50)])).toBe('malformed');
    expect(await code([single, foreign])).toBe('wrong-sender');
    expect(await code([new Uint8Array(8_193)])).toBe('invalid-input');
    expect(await stock(3, suite)).toEqual({ suite, left: 0, lastResort: false });
  });

  it('is claimed for many devices in one request; nothing is said of those that have none or do not count', async () => {
    const crowd = await moreSeats(net.service, net.founded, 40);
    const some = await Promise.all(crowd.slice(0, 20).map(async (of) => {
      const own = await Wire.open(net.service.url, of);
      await own.get('messaging:upload-key-packages', { suite, packages: await packages(suite, of, 1), lastResort: null });
      own.close();
      return of.device;
    }));
    const { packages: given } = await wire(4).get('messaging:claim-key-packages', { suite, devices: [...crowd.map(({ device }) => device), randomUUID()] });
    expect(new Set(given.map(({ device }) => device))).toEqual(new Set(some));
    expect(await wire(4).refusal('messaging:claim-key-packages', { suite, devices: Array.from({ length: 501 }, () => randomUUID()) })).toBe('invalid-input');
    expect(await wire(4).refusal('messaging:claim-key-packages', { suite: 1, devices: [seat(0).device] })).toBe('invalid-input');
  });

});

describe('key packages of both suites', () => {
  it('lie in stores of their own, each with its own last resort, and a claim names its suite', async () => {
    const owner = seat(6);
    const [hybrid, classical] = [await packages(suites.hybrid, owner, 2), await packages(suites.classical, owner, 1)];
    const resort = (await newKeyPackage(owner, suites.classical, true, new Date())).bytes;
    await wire(6).get('messaging:upload-key-packages', { suite: suites.hybrid, packages: hybrid, lastResort: null });
    await wire(6).get('messaging:upload-key-packages', { suite: suites.classical, packages: classical, lastResort: resort });
    expect((await wire(6).get('messaging:spaces', {})).keyPackages).toEqual(expect.arrayContaining([{ suite: suites.hybrid, left: 2, lastResort: false }, { suite: suites.classical, left: 1, lastResort: true }]));
    const claim = async (suite: Suite) => (await wire(0).get('messaging:claim-key-packages', { suite, devices: [owner.device] })).packages.map(({ bytes }) => hash(bytes));
    const taken = [await claim(suites.hybrid), await claim(suites.hybrid), await claim(suites.hybrid)];
    expect(taken.flat().toSorted()).toEqual(hybrid.map(hash).toSorted());
    expect([await claim(suites.classical), await claim(suites.classical)].flat()).toEqual([...classical, resort].map(hash));
  });

  it('do not pass for one another', async () => {
    const [hybrid] = await packages(suites.hybrid, seat(6), 1);
    expect(await wire(6).refusal('messaging:upload-key-packages', { suite: suites.classical, packages: [hybrid], lastResort: null })).toBe('malformed');
    expect(await wire(6).refusal('messaging:upload-key-packages', { suite: 84, packages: [hybrid], lastResort: null })).toBe('invalid-input');
  });

  it('costs its claimant: beyond the hour’s measure claims are refused and take nothing', async () => {
    // Claims are counted by the full hour of the service's clock: none of these may fall into the next one.
    const left = 3_600_000 - Date.now() % 3_600_000;
    if (left < 60_000) await new Promise((resolve) => setTimeout(resolve, left + 100));
    await wire(5).get('messaging:upload-key-packages', { suite: suites.hybrid, packages: await packages(suites.hybrid, seat(5), 3), lastResort: null });
    const many = Array.from({ length: 500 }, () => randomUUID());
    const answers = await Promise.all(Array.from({ length: 5 }, () => wire(7).ask('messaging:claim-key-packages', { suite: suites.hybrid, devices: many })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(4);
    const answer = await wire(7).ask('messaging:claim-key-packages', { suite: suites.hybrid, devices: [seat(5).device] });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'too-many-requests', retryAfter: expect.any(Number) } });
    expect(await stock(5, suites.hybrid)).toMatchObject({ left: 3 });
  });
});

describe('a receipt', () => {
  const receipt = (space: Parameters<typeof signReceipt>[0]['space'], of: Seat, delivered: number, read: number, signer = of) => ({ receipt: signReceipt({ space, device: of.device, delivered, read, link: new Uint8Array(32) }, signer.secretKey) });

  it('moves forward only, is heard by those inside, and is there for who comes later', async () => {
    const space = await spaceOf(wire(0), [seat(1), seat(2)]);
    for (let i = 0; i < 4; i += 1) await wire(0).get('messaging:post', { item: (await seal(space, seat(0))).bytes });
    const heard = () => wire(2).heard.filter(({ event, payload }) => event === 'messaging:receipts' && (payload as { space: string }).space === space.id).flatMap(({ payload }) => (payload as { receipts: Uint8Array[] }).receipts);
    expect(await wire(1).get('messaging:receipt', receipt(space.id, seat(1), 3, 1))).toEqual({ stored: true });
    expect(await wire(1).get('messaging:receipt', receipt(space.id, seat(1), 3, 1))).toEqual({ stored: false });
    expect(await wire(1).get('messaging:receipt', receipt(space.id, seat(1), 2, 2))).toEqual({ stored: false });
    expect(await wire(1).get('messaging:receipt', receipt(space.id, seat(1), 5, 0))).toEqual({ stored: false });
    expect(await wire(1).get('messaging:receipt', receipt(space.id, seat(1), 5, 5))).toEqual({ stored: true });
    await wire(2).until(() => heard().length === 2);
    const { spaces } = await wire(2).get('messaging:spaces', {});
    const kept = spaces.find((s) => s.space === space.id)!.receipts;
    expect(kept).toHaveLength(1);
    expect(hash(kept[0]!)).toBe(hash(receipt(space.id, seat(1), 5, 5).receipt));
  });

  it('of a storm ends at its furthest', async () => {
    const space = await spaceOf(wire(0), [seat(1)]);
    for (let i = 0; i < 9; i += 1) await wire(0).get('messaging:post', { item: (await seal(space, seat(0))).bytes });
    await Promise.all(Array.from({ length: 100 }, (_, i) => wire(1).get('messaging:receipt', receipt(space.id, seat(1), 1 + (i * 7) % 10, (i * 7) % 10))));
    const { spaces } = await wire(0).get('messaging:spaces', {});
    expect(hash(spaces.find((s) => s.space === space.id)!.receipts[0]!)).toBe(hash(receipt(space.id, seat(1), 10, 9).receipt));
  });

  it('that is forged, another’s, of another space or ahead of the log is refused', async () => {
    const space = await spaceOf(wire(0), [seat(1)]);
    expect(await wire(1).refusal('messaging:receipt', receipt(space.id, seat(1), 1, 1, seat(2)))).toBe('malformed');
    expect(await wire(1).refusal('messaging:receipt', receipt(space.id, seat(0), 1, 1, seat(1)))).toBe('wrong-sender');
    expect(await wire(1).refusal('messaging:receipt', receipt(space.id, seat(1), 2, 1))).toBe('not-acceptable');
    expect(await wire(2).refusal('messaging:receipt', receipt(space.id, seat(2), 1, 1))).toBe('not-found');
    expect(await wire(1).refusal('messaging:receipt', { receipt: new Uint8Array(145) })).toBe('malformed');
    expect(await wire(1).refusal('messaging:receipt', { receipt: new Uint8Array(144) })).toBe('invalid-input');
    const client = new Client({ connectionString: net.service.databaseUrl });
    await client.connect();
    expect((await client.query('select 1 from receipt where space = $1', [space.id])).rowCount).toBe(0);
    await client.end();
  });
});
