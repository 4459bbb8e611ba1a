/** Which suite a space gets, and how many devices it takes in. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { limits, suites } from '@comity/contracts';
import { newKeyPackage } from '@comity/e2ee';
import { failureOf, type Comity, plain } from '@comity/sdk';
import { Secret, TOTP } from 'otpauth';
import { invite, signIn, vouch, type Seat } from '../support/community.js';
import { startNetwork, Wire, type TestNetwork } from '../support/network.js';
import { clientOf, passphrase, People, ready, texts, type Person } from './people.js';

describe('the suite of a space among a few', () => {
  let people: People;
  let ines: Person;
  let ravi: Person;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Prosecution Service', 'PT');
    ines = await people.enrol('Ines Matos', 'Prosecution Service', people.officers[0], 'focal-point');
    ravi = await people.enrol('Ravi Menon', 'Prosecution Service', ines);
  });
  afterAll(async () => { await people.end(); });

  it('is the post-quantum hybrid in a direct space and in a small channel, for everybody and for a device that comes later', async () => {
    const direct = await ines.client.openDirect(ravi.id);
    const channel = await ines.client.createChannel({ title: 'Small', purpose: null, members: [ravi.id] });
    for (const space of [direct, channel]) {
      await ines.client.send(space, plain('to be read in thirty years'));
      await people.settled(ines, ravi);
      expect(await texts(ravi.client, space)).toEqual(['to be read in thirty years']);
    }
    const later = await people.another(ravi);
    await later.client.settled();
    for (const client of [ines.client, ravi.client, later.client]) {
      for (const space of [direct, channel]) expect(await client.space(space)).toMatchObject({ suite: suites.hybrid, postQuantum: true, room: limits.devicesPerHybridSpace });
    }
    await later.client.send(direct, plain('from another device'));
    await later.client.settled();
    await ines.client.settled();
    expect(await texts(ines.client, direct)).toContain('from another device');
    expect(await ines.client.alarms()).toEqual([]);
  });
});

describe('a space of sixty-four devices', () => {
  let net: TestNetwork;
  let client: Comity;
  let codes: (ahead: number) => string;
  const others = limits.devicesPerHybridSpace - 1;
  const seat = (i: number): Seat => net.seats[i] as Seat;
  const people = (from: number, to: number) => net.seats.slice(from, to).map(({ practitioner }) => practitioner);
  /** How many packages of each suite somebody has in store. */
  const left = async (i: number) => {
    const wire = await Wire.open(net.service.url, seat(i));
    const { keyPackages } = await wire.get('messaging:spaces', {});
    wire.close();
    return keyPackages.find(({ suite }) => suite === suites.hybrid)?.left;
  };

  beforeAll(async () => {
    net = await startNetwork(others + 2);
    const cookie = await signIn(net.service.url, net.founded.signIn);
    await Promise.all(net.seats.map(async (of) => {
      const wire = await Wire.open(net.service.url, of);
      for (const suite of [suites.hybrid, suites.classical]) {
        const packages = await Promise.all([0, 1, 2].map(async () => (await newKeyPackage(of, suite, false, new Date())).bytes));
        await wire.get('messaging:upload-key-packages', { suite, packages, lastResort: null });
      }
      wire.close();
    }));
    ({ client } = clientOf(net.service.url));
    const { secret } = await client.newTotp('founder');
    codes = (ahead) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead });
    await client.enrol({ link: await invite(net.service.url, net.founded, cookie), name: 'Founder', title: null, login: 'founder', passphrase, totp: { secret, code: codes(0) }, deviceName: 'Desk' });
    await vouch(net.service.url, net.founded, cookie);
    await ready(client);
    await client.settled();
  }, 120_000);
  afterAll(async () => {
    await client?.close();
    await net?.service.stop();
  });

  it('is hybrid, and refuses a sixty-fifth with what to do, before a key package is spent', async () => {
    const space = await client.createChannel({ title: 'Full', purpose: null, members: people(0, others) });
    expect(await client.space(space)).toMatchObject({ suite: suites.hybrid, postQuantum: true });
    const before = await left(others);
    const failure = await client.addMembers(space, people(others, others + 1)).then(() => undefined, failureOf);
    expect(failure).toMatchObject({ kind: 'problem', problem: { code: 'space-full', detail: expect.stringMatching(/64 devices.*open a new channel/) } });
    expect(await left(others)).toBe(before);
    expect((await client.space(space)).members).toHaveLength(others + 1);

    await client.removeMember(space, seat(0).practitioner);
    await client.addMembers(space, people(others, others + 1));
    await client.settled();
    expect((await client.space(space)).members).toHaveLength(others + 1);

    // A further device of somebody inside comes by itself: a full space does not lock out who has lost a device.
    const second = clientOf(net.service.url).client;
    await second.signInWithPassphrase('founder', passphrase, codes(30_000));
    await second.openVault({ passphrase }, 'Second device');
    await second.settled();
    expect(await second.space(space)).toMatchObject({ suite: suites.hybrid, left: false });
    expect(await second.alarms()).toEqual([]);
    await second.close();
  }, 120_000);

  it('would be classical with one more, from the beginning and for good', async () => {
    const space = await client.createChannel({ title: 'Large', purpose: null, members: people(0, others + 1) });
    expect(await client.space(space)).toMatchObject({ suite: suites.classical, postQuantum: false, room: null });
    await client.removeMember(space, seat(0).practitioner);
    await client.removeMember(space, seat(1).practitioner);
    await client.addMembers(space, people(others + 1, others + 2));
    await client.settled();
    expect(await client.space(space)).toMatchObject({ suite: suites.classical, members: expect.arrayContaining(people(others + 1, others + 2)) });
  }, 120_000);

  it('is hybrid whatever its size where it is a case file: one device too many is refused before anything is made', async () => {
    const [stored, spaces] = [await left(0), (await client.spaces()).length];
    const failure = await client.createChannel({ kind: 'case-file', title: 'Evidence', purpose: null, members: people(0, others + 1) }).then(() => undefined, failureOf);
    expect(failure).toMatchObject({ kind: 'problem', problem: { code: 'space-full' } });
    expect([await left(0), (await client.spaces()).length]).toEqual([stored, spaces]);
  });
});
