import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceStatus, SpaceId } from '@comity/contracts';
import { failureOf, meetingsOf, plain, type Comity, type MatterView, type MeetingRequestView } from '@comity/sdk';
import { OneTimeCodes } from '../../apps/cli/src/demo/one-time-codes.js';
import { keepDesks, type Desks } from '../../apps/cli/src/demo/desks.js';
import { seedDemo } from '../../apps/cli/src/demo/seed.js';
import { inStoryTime } from '../../scripts/story-time.js';
import { startService, type RunningService } from '../support/service.js';
import { clientOf, until } from './people.js';

const minute = 60_000, day = 86_400_000;
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
    await inStoryTime(service.databaseUrl, (follow) => seedDemo({ origin: service.url, setUpToken, signInsFile, desksFolder, follow, progress: () => undefined }));
    desks = await keepDesks({ origin: service.url, signInsFile, desksFolder });
    signIns = JSON.parse(await readFile(signInsFile, 'utf8')) as SignIns;
  }, 600_000);
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
        expect(entries.filter(({ type }) => type === 'message' || type === 'step').length).toBeGreaterThan(0);
        expect(entries.filter(({ type }) => type === 'quarantined')).toEqual([]);
      }
      expect(await client.alarms()).toEqual([]);
      await client.close();
    }
  });

  it('holds weeks of messages, dated alike by sender and service, and dates what comes after them by the present', async () => {
    const person = signIns.find(({ login }) => login === 'claire.aubry')!;
    const { client } = clientOf(service.url);
    await signIn(client, person);
    await client.openVault({ passphrase: person.passphrase }, 'Visitor');
    await client.settled();
    const messagesOf = async (space: SpaceId) => (await client.timeline(space, 0, 1_000)).entries.flatMap((entry) => (entry.type === 'message' && entry.withdrawn === null ? [{ sent: Date.parse(entry.sentAt), stored: Date.parse(entry.storedAt ?? '') }] : []));
    const spaces = await client.spaces();
    const all = (await Promise.all(spaces.map(async ({ id }) => {
      const messages = await messagesOf(id);
      expect(messages).toEqual(messages.toSorted((a, b) => a.sent - b.sent));
      return messages;
    }))).flat();
    for (const { sent, stored } of all) {
      expect(sent).toBeLessThanOrEqual(stored);
      expect(stored - sent).toBeLessThan(minute);
    }
    expect(new Set(all.map(({ sent }) => Math.floor(sent / day))).size).toBeGreaterThanOrEqual(14);
    const [first, last] = [Math.min(...all.map(({ sent }) => sent)), Math.max(...all.map(({ stored }) => stored))];
    expect(Date.now() - first).toBeGreaterThan(21 * day);
    expect(last).toBeLessThanOrEqual(Date.now());
    expect(Date.now() - last).toBeLessThan(day);

    const before = Date.now();
    const { id } = spaces.find(({ kind }) => kind === 'direct')!;
    await client.send(id, plain('And today?'));
    await client.settled();
    expect((await messagesOf(id)).at(-1)!.stored).toBeGreaterThanOrEqual(before);
    await client.close();
  });

  it('holds requests between its authorities: one being assessed, one answered and closed in part, one under review', async () => {
    const seen = await Promise.all(['claire.aubry', 'james.macleod', 'leila.bensalah'].map(async (login) => {
      const person = signIns.find((each) => each.login === login)!;
      const { client } = clientOf(service.url);
      await signIn(client, person);
      await client.openVault({ passphrase: person.passphrase }, 'Visitor');
      await client.settled();
      const views = await Promise.all((await client.matters()).map(({ space }) => client.matter(space)));
      const waiting = await client.inbox();
      expect(await client.alarms()).toEqual([]);
      await client.close();
      return { views, waiting };
    }));
    expect(seen.map(({ views }) => views.length)).toEqual([1, 1, 1]);
    const [assessed, answered, reviewed] = seen.flatMap(({ views }) => views) as [MatterView, MatterView, MatterView];
    // What was done today is not read yet; what was before is.
    expect(seen.map(({ waiting }) => waiting.filter(({ kind }) => kind === 'step'))).toMatchObject([[{ action: 'assess', title: assessed.title, count: 3 }], [], []]);
    const states = ({ measureViews }: MatterView) => measureViews.map(({ state }) => state);
    const missing = (view: MatterView) => view.missing.filter(({ wherePossible }) => !wherePossible);

    expect(assessed).toMatchObject({ side: 'requested', state: 'UNDER_ASSESSMENT', waitingFor: 'us', basis: { instruments: ['uncac'] }, refused: [] });
    expect(states(assessed)).toEqual(['UNDER_ASSESSMENT', 'UNDER_ASSESSMENT', 'UNDER_ASSESSMENT']);
    expect((Date.parse(assessed.clocks[0]!.at) - Date.now()) / day).toBeGreaterThan(1);
    expect((Date.parse(assessed.clocks[0]!.at) - Date.now()) / day).toBeLessThan(8);
    const [drafted, transmitted] = ['draft', 'transmit'].map((action) => assessed.measureViews[0]!.steps.find((step) => step.action === action)!.by);
    expect(drafted).not.toBe(transmitted);
    for (const step of assessed.measureViews[0]!.steps) expect(Date.now() - Date.parse(step.at)).toBeLessThan(6 * day);

    expect(states(answered)).toEqual(['CLOSED', 'CLOSED', 'REFUSED']);
    expect(answered).toMatchObject({ side: 'requested', waitingFor: 'nobody', refused: [] });
    expect(answered.measureViews[2]!.steps.slice(-2)).toMatchObject([{ action: 'intend' }, { action: 'refuse', grounds: ['PROHIBITED_IN_SIMILAR_DOMESTIC_CASE'], article: 'UNCAC 46(21),(23)', words: { reasons: expect.stringContaining('privileged') } }]);
    expect(Date.now() - Date.parse(answered.transmittedAt!)).toBeGreaterThan(14 * day);

    expect(states(reviewed)).toEqual(['INTERNAL_REVIEW', 'INTERNAL_REVIEW']);
    expect(reviewed).toMatchObject({ side: 'requesting', transmittedAt: null, canEdit: false });
    expect(reviewed.measureViews[0]!.open.find(({ action }) => action === 'transmit')).toMatchObject({ mine: true, refusal: null });
    for (const view of [assessed, answered, reviewed]) expect(missing(view)).toEqual([]);
  });

  it('holds a plenary that is to come, with requests in every state and a timetable for a part of them', async () => {
    const { client } = clientOf(service.url);
    await signIn(client, signIns.find(({ login }) => login === 'ingrid.steiner')!);
    await client.openVault({ passphrase: signIns[0]!.passphrase }, 'Visitor');
    const secretariat = meetingsOf(client);
    const [plenary, forum, ...more] = await secretariat.sessions();
    // Of talks of two offices it sees nothing.
    expect([more, plenary, forum]).toMatchObject([[], { kind: 'plenary', state: 'open', offices: 6, published: 1 }, { kind: 'forum', state: 'open', offices: 4, published: 0 }]);
    expect((Date.parse(plenary!.startsAt) - Date.now()) / day).toBeGreaterThan(12);
    expect(Date.parse(plenary!.deadline!)).toBeGreaterThan(Date.now() + 8 * day);
    const [requests, ofCases] = [await secretariat.requests(plenary!.id), await secretariat.requests(forum!.id)];
    expect([...requests, ...ofCases].every(({ sound }) => sound)).toBe(true);
    expect([countsOf(requests), countsOf(ofCases)]).toEqual([{ accepted: 5, asked: 1, countered: 1, declined: 1, withdrawn: 1 }, { accepted: 1, asked: 1, countered: 1, declined: 1 }]);
    expect([ofCases.filter(({ terms }) => terms.case === null).length, ofCases.filter(({ terms }) => terms.space !== null).length]).toEqual([0, 3]);
    expect([(await secretariat.agenda(plenary!.id)).meetings.length, await secretariat.check(plenary!.id)]).toMatchObject([4, { clashes: [], unplaced: [expect.any(String)] }]);
    await client.close();
  });

  it('holds talks of two offices, agreed, asked for and countered, with topics that whom they asked for reads', async () => {
    const seen = await Promise.all(['arjun.menon', 'emilie.tremblay', 'sami.trabelsi'].map(async (login) => {
      const { client } = clientOf(service.url);
      const person = signIns.find((each) => each.login === login)!;
      await signIn(client, person);
      await client.openVault({ passphrase: person.passphrase }, 'Visitor');
      await client.settled();
      const desk = meetingsOf(client), talks = (await desk.sessions()).filter(({ founder }) => founder !== null);
      const [[request], spaces] = [await desk.requests(talks[0]!.id), await client.spaces()];
      const made = { count: talks.length, published: talks[0]!.published, soon: Date.parse(talks[0]!.startsAt) > Date.now(), state: request!.state, topic: spaces.find(({ id }) => id === request!.terms.space)?.title };
      await client.close();
      return made;
    }));
    expect(seen).toEqual([
      { count: 1, published: 1, soon: true, state: 'accepted', topic: undefined }, { count: 1, published: 0, soon: true, state: 'asked', topic: 'Preservation order: a second extension' }, { count: 1, published: 0, soon: true, state: 'countered', topic: undefined },
    ]);
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

const countsOf = (requests: MeetingRequestView[]) => Object.fromEntries([...Map.groupBy(requests, ({ state }) => state)].map(([state, some]) => [state, some.length]));

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
