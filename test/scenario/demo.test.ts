import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceStatus } from '@comity/contracts';
import { failureOf, type Comity } from '@comity/sdk';
import { OneTimeCodes } from '../../apps/cli/src/demo/one-time-codes.js';
import { seedDemo } from '../../apps/cli/src/demo/seed.js';
import { startService, type RunningService } from '../support/service.js';
import { clientOf } from './people.js';

type SignIns = NonNullable<ServiceStatus['demo']>;

describe('the demo network', () => {
  let service: RunningService;
  let directory: string;
  let signIns: SignIns;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'comity-demo-'));
    const setUpToken = randomBytes(32).toString('base64url');
    const signInsFile = path.join(directory, 'sign-ins.json');
    service = await startService({ settings: { SET_UP_TOKEN: setUpToken, DEMO: 'on', DEMO_SIGN_INS: signInsFile } });
    await seedDemo({ origin: service.url, setUpToken, signInsFile, progress: () => undefined });
    signIns = JSON.parse(await readFile(signInsFile, 'utf8')) as SignIns;
  }, 240_000);
  afterAll(async () => {
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
