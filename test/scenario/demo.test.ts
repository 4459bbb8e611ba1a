import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceStatus } from '@comity/contracts';
import { failureOf, type Comity, plain } from '@comity/sdk';
import { OneTimeCodes } from '../../apps/cli/src/demo/one-time-codes.js';
import { keepDesks, type Desks } from '../../apps/cli/src/demo/desks.js';
import { seedDemo } from '../../apps/cli/src/demo/seed.js';
import { startService, type RunningService } from '../support/service.js';
import { clientOf, until } from './people.js';

type SignIns = NonNullable<ServiceStatus['demo']>;

describe('the demo network', () => {
  let service: RunningService;
  let directory: string;
  let signIns: SignIns;
  let desksFolder: string;
  let desks: Desks;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'comity-demo-'));
    const setUpToken = randomBytes(32).toString('base64url');
    const signInsFile = path.join(directory, 'sign-ins.json');
    service = await startService({ settings: { SET_UP_TOKEN: setUpToken, DEMO: 'on', DEMO_SIGN_INS: signInsFile } });
    desksFolder = path.join(directory, 'desks');
    await seedDemo({ origin: service.url, setUpToken, signInsFile, desksFolder, progress: () => undefined });
    desks = await keepDesks({ origin: service.url, signInsFile, desksFolder });
    signIns = JSON.parse(await readFile(signInsFile, 'utf8')) as SignIns;
  }, 240_000);
  afterAll(async () => {
    await desks.close();
    await service.stop();
    await rm(directory, { recursive: true });
  });

  it('shows its sign-ins to the service', async () => {
    const { client } = clientOf(service.url);
    expect((await client.status()).demo).toEqual(signIns);
    await client.close();
  });

  it('opens its past to a fresh device of each kind of person', async () => {
    for (const role of ['officer', 'focal-point', 'practitioner']) {
      const person = signIns.find((each) => each.role === role)!;
      const { client } = clientOf(service.url);
      await signIn(client, person);
      await client.openVault({ passphrase: person.passphrase }, 'Visitor');
      await client.settled();
      const spaces = await client.spaces();
      expect(spaces.length).toBeGreaterThan(0);
      for (const { id } of spaces) {
        const { entries } = await client.timeline(id, 0, 1_000);
        expect(entries.filter(({ type }) => type === 'message').length).toBeGreaterThan(0);
        expect(entries.filter(({ type }) => type === 'quarantined')).toEqual([]);
      }
      expect(await client.alarms()).toEqual([]);
      await client.close();
    }
  });

  it('lets whoever signs in later read what was written while no other visitor was there', async () => {
    const [writer, reader] = ['beatriz.carvalho', 'lim.jiahui'].map((login) => signIns.find((each) => each.login === login)!) as [SignIns[number], SignIns[number]];
    const first = clientOf(service.url);
    await signIn(first.client, writer);
    await first.client.openVault({ passphrase: writer.passphrase }, 'Visitor');
    await first.client.settled();
    const space = (await first.client.spaces()).find(({ title }) => title === 'Asset tracing desk')!;
    await first.client.send(space.id, plain('Written before you came'));
    await first.client.settled();
    await until(first.client, async () => (await first.client.timeline(space.id, -1, 1)).entries.some((entry) => entry.type === 'message' && entry.delivery === 'delivered'));
    await first.client.close();

    const second = clientOf(service.url);
    await signIn(second.client, reader);
    await second.client.openVault({ passphrase: reader.passphrase }, 'Visitor');
    await second.client.settled();
    await until(second.client, async () => (await second.client.timeline(space.id, -50, 50)).entries.some((entry) => entry.type === 'message' && entry.text === 'Written before you came'));
    expect((await second.client.timeline(space.id, 0, 1_000)).entries.filter(({ type }) => type === 'quarantined')).toEqual([]);
    await second.client.close();
  });

  it('goes on from the desks’ folders after a restart', async () => {
    await desks.close();
    desks = await keepDesks({ origin: service.url, signInsFile: path.join(directory, 'sign-ins.json'), desksFolder });
    const { client } = clientOf(service.url);
    await signIn(client, signIns.find((each) => each.login === 'claire.aubry')!);
    await client.openVault({ passphrase: signIns[0]!.passphrase }, 'Visitor');
    await client.settled();
    const [direct] = (await client.spaces()).filter(({ kind }) => kind === 'direct');
    await client.send(direct!.id, plain('Are your desks there?'));
    await until(client, async () => (await client.timeline(direct!.id, -1, 1)).entries.some((entry) => entry.type === 'message' && entry.delivery === 'delivered'));
    await client.close();
  });
});

/** The service takes each code once, and the demo's own making may have used this half minute's. */
async function signIn(client: Comity, person: SignIns[number]): Promise<void> {
  const codes = new OneTimeCodes(person.totpSecret);
  for (;;) {
    try {
      await client.signInWithPassphrase(person.login, person.passphrase, await codes.next());
      return;
    } catch (error) {
      if (failureOf(error)?.kind !== 'problem') throw error;
    }
  }
}
