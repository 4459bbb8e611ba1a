import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ComityFailure, plain } from '@comity/sdk';
import type { Instant, SpaceHistory, SpaceId } from '@comity/contracts';
import type { TimelineEntry } from '@comity/sdk';
import { clientOf, People, texts, until, type Between, type Person } from './people.js';

describe('the past of a space', () => {
  let people: People;
  let ana: Person;
  let ben: Person;
  let li: Person;
  let noor: Person;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Central Authority', 'ES');
    ana = await people.enrol('Ana Ruiz', 'Central Authority', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Central Authority', ana);
    li = await people.enrol('Li Wei', 'Central Authority', ana);
    noor = await people.enrol('Noor Haddad', 'Central Authority', ana);
  });
  afterAll(async () => { await people.end(); });

  const say = async (person: Person, space: SpaceId, ...words: string[]): Promise<void> => {
    for (const text of words) await person.client.send(space, plain(text));
    await person.client.settled();
  };
  const channel = async (history: SpaceHistory, members: Person[] = [ben]): Promise<SpaceId> => {
    const space = await ana.client.createChannel({ title: 'Tracing', purpose: null, members: members.map(({ id }) => id), history });
    await say(ana, space, 'one', 'two');
    await people.settled(...members);
    await say(ben, space, 'three');
    return space;
  };
  const now = (): Instant => new Date().toISOString() as Instant;
  const rows = async (person: Person, space: SpaceId, type: TimelineEntry['type']): Promise<TimelineEntry[]> => (await person.client.timeline(space, 0, 1_000)).entries.filter((entry) => entry.type === type);
  const quiet = async (...those: Person[]): Promise<void> => { for (const { client } of those) expect(await client.alarms()).toEqual([]); };

  it('is nobody\'s who comes later, where the policy gives none', async () => {
    const space = await channel('none');
    await ana.client.addMembers(space, [li.id]);
    await say(ana, space, 'four');
    await people.settled(li);
    expect(await texts(li.client, space)).toEqual(['four']);
    expect(await ana.client.giveHistory(space, [li.id])).toEqual([]);
    expect(await rows(li, space, 'history')).toEqual([]);
    await quiet(ana, ben, li);
  });

  it('is all a newcomer\'s, where the policy gives all, verified as by those who were there', async () => {
    const space = await channel('all');
    await ana.client.addMembers(space, [li.id]);
    await say(ana, space, 'four');
    await people.settled(li, ben);
    expect(await texts(li.client, space)).toEqual(['one', 'two', 'three', 'four']);
    expect(await texts(ben.client, space)).toEqual(['one', 'two', 'three', 'four']);
    for (const person of [ana, ben, li]) expect(await rows(person, space, 'history')).toMatchObject([{ by: ana.id, to: [li.id], from: null }]);
    expect((await li.client.timeline(space, 0, 1)).entries[0]).toMatchObject({ type: 'created', by: ana.id });
    expect(await rows(li, space, 'quarantined')).toEqual([]);
    // Li writes, and everybody's transcript is one.
    await say(li, space, 'five');
    await people.settled(ana, ben);
    expect((await texts(ana.client, space)).at(-1)).toBe('five');
    await quiet(ana, ben, li);
  });

  it('is as much the newcomer\'s second device\'s', async () => {
    const space = await channel('all');
    await ana.client.addMembers(space, [li.id]);
    await people.settled(ana, li);
    const second = await people.another(li);
    await second.client.settled();
    expect(await texts(second.client, space)).toEqual(['one', 'two', 'three']);
    expect(await second.client.alarms()).toEqual([]);
    await second.client.close();
  });

  /** Where Li's device was closed before the past was given to Li. */
  const missed = async (): Promise<SpaceId> => {
    const space = await channel('none');
    await ana.client.addMembers(space, [li.id]);
    await people.settled(li);
    await li.client.close();
    await ana.client.setPolicy(space, { history: 'all' });
    await ana.client.giveHistory(space, [li.id]);
    await say(ana, space, 'four');
    return space;
  };

  it('is read by a device that joins before any other of the person has taken it', async () => {
    const space = await missed();
    const second = await people.another(li);
    await second.client.settled();
    // The epochs between are in the vault once a device that was there has been online; the gift lies in one of them.
    await people.restart(li);
    await people.settled(li);
    expect(await texts(li.client, space)).toEqual(['one', 'two', 'three', 'four']);
    await until(second.client, async () => (await texts(second.client, space)).length === 4);
    expect(await texts(second.client, space)).toEqual(['one', 'two', 'three', 'four']);
    expect(await second.client.alarms()).toEqual([]);
    await quiet(ana, ben, li);
    await second.client.close();
  });

  describe('is read by a device that has joined, once another of the person has taken it,', () => {
    let space: SpaceId;
    beforeEach(async () => { space = await missed(); });
    /** Whatever a device asks about this space's record in the vault goes by way of `ask`. */
    const aside = (ask: (route: string) => Promise<void>): Between => (transport) => ({ ...transport, rest: { call: async (route, call) => {
      if (call?.params?.['name']?.includes(space) === true) await ask(route);
      return transport.rest.call(route, call);
    } } });
    const taken = async (): Promise<void> => {
      await people.restart(li);
      await people.settled(li);
    };
    const reads = async ({ client }: Person['device']): Promise<void> => {
      await until(client, async () => (await texts(client, space)).length === 4);
      expect(await texts(client, space)).toEqual(['one', 'two', 'three', 'four']);
      expect(await client.alarms()).toEqual([]);
      await quiet(ana, ben, li);
      await client.close();
    };

    it('also where it writes to the vault just then', async () => {
      const [begun, overtaken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const second = await people.another(li, undefined, aside(async (route) => {
        if (route !== 'writeVaultRecord') return;
        begun.resolve();
        await overtaken.promise;
      }));
      await begun.promise;
      await taken();
      overtaken.resolve();
      await reads(second);
    });

    it('also where the vault did not answer when that was told', async () => {
      let silent = false;
      const failed = Promise.withResolvers<void>();
      const second = await people.another(li, undefined, aside(async () => {
        if (!silent) return;
        failed.resolve();
        throw new ComityFailure({ kind: 'offline' });
      }));
      // What it lacks it is given by a colleague; what came before, by its person's other device alone.
      await second.client.settled();
      await people.settled(ana);
      await until(second.client, async () => (await texts(second.client, space)).length === 1);
      await second.client.settled();
      silent = true;
      await taken();
      await failed.promise;
      silent = false;
      await reads(second);
    });
  });

  it('is taken also when the connection fails in the middle of it', async () => {
    const space = await channel('all');
    // The first time the newcomer asks for the entry their past begins with, nothing comes back.
    let failures = 0;
    const failing: Between = (transport) => ({ ...transport, link: () => {
      const link = transport.link();
      const ask = link.ask.bind(link);
      link.ask = (event, argument, timeout) => {
        const first = event === 'messaging:sync' && (argument as { after: number }).after === 0 && failures === 0;
        if (!first) return ask(event, argument, timeout);
        failures += 1;
        return Promise.reject(new ComityFailure({ kind: 'offline' }));
      };
      return link;
    } });
    const uma = await people.enrol('Uma Rao', 'Central Authority', ana, 'practitioner', failing);
    await ana.client.addMembers(space, [uma.id]);
    await say(ana, space, 'four');
    await people.settled(uma);
    expect(failures).toBe(1);
    expect(await texts(uma.client, space)).toEqual(['one', 'two', 'three', 'four']);
    expect(await rows(uma, space, 'quarantined')).toEqual([]);
    await quiet(ana, uma);
  });

  it('begins where the policy says, and not one epoch before', async () => {
    const space = await channel('none');
    await ana.client.setPolicy(space, { history: { since: now() } });
    await say(ana, space, 'since');
    await people.settled(ben);
    await say(ben, space, 'then');
    await ana.client.addMembers(space, [li.id]);
    await people.settled(ana, ben, li);
    expect(await texts(li.client, space)).toEqual(['since', 'then']);
    expect(await rows(li, space, 'quarantined')).toEqual([]);
    const [given] = await rows(ben, space, 'history');
    const [changed] = await rows(ben, space, 'policy');
    expect(given).toMatchObject({ by: ana.id, to: [li.id], from: changed!.type === 'policy' ? changed!.at : '' });
    expect(changed).toMatchObject({ by: ana.id, before: { history: 'none' }, owners: null });
    await quiet(ana, ben, li);
  });

  it('can be given later, and by the view of whoever gives it', async () => {
    const space = await channel('none');
    await ana.client.addMembers(space, [li.id]);
    await say(ana, space, 'four');
    await ana.client.setPolicy(space, { history: 'all' });
    await people.settled(ana, ben, li);
    await expect(ben.client.giveHistory(space, [li.id])).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    expect(await ana.client.giveHistory(space, [li.id])).toEqual([li.id]);
    await people.settled(ana, li);
    expect(await texts(li.client, space)).toEqual(['one', 'two', 'three', 'four']);
    await quiet(ana, ben, li);
  });

  it('of somebody who was taken out and brought back while their device was off is what the device had read, and no alarm', async () => {
    const space = await channel('none');
    const desk = await people.another(ben);
    await desk.client.settled();
    await desk.client.close();
    await say(ana, space, 'while it is off');
    await ana.client.removeMember(space, ben.id);
    await say(ana, space, 'between');
    await ana.client.addMembers(space, [ben.id]);
    await say(ana, space, 'again');
    await people.settled(ben);
    expect(await texts(ben.client, space)).toEqual(['one', 'two', 'three', 'while it is off', 'again']);
    const { client } = clientOf(people.service.url, people.clock, undefined, desk);
    await until(client, async () => (await texts(client, space).catch((): string[] => [])).at(-1) === 'again');
    await client.settled();
    expect(await texts(client, space)).toEqual(['one', 'two', 'three', 'again']);
    await client.send(space, plain('back'));
    await client.settled();
    await people.settled(ana, ben);
    expect((await texts(ana.client, space)).at(-1)).toBe('back');
    expect(await client.alarms()).toEqual([]);
    await quiet(ana, ben);
    await client.close();
  });

  it('of somebody who came back is known to their next device with all who sat there, came and went', async () => {
    const space = await channel('none', [ben, noor]);
    await ana.client.removeMember(space, ben.id);
    await say(ana, space, 'between');
    await ana.client.addMembers(space, [ben.id]);
    await people.settled(ana, ben, noor);
    await ana.client.send(space, plain('who is there?', 'none', { alert: true }));
    await ana.client.removeMember(space, noor.id);
    await people.settled(ana, ben);
    const desk = await people.another(ben);
    await desk.client.settled();
    const since = (await ben.client.timeline(space, 0, 1_000)).entries.findLast((entry) => entry.type === 'joined')!.seq!;
    const told = async (client: Person['client']) => (await client.timeline(space, 0, 1_000)).entries.flatMap((entry): unknown[] =>
      (entry.seq === null || entry.seq <= since ? [] : entry.type === 'message' ? [entry.text, entry.alert] : entry.type === 'joined' || entry.type === 'left' ? [entry.type, entry.who] : []));
    expect(await told(desk.client)).toEqual(await told(ben.client));
    expect(await told(desk.client)).toContainEqual([noor.id]);
    expect(await desk.client.alarms()).toEqual([]);
    await desk.client.close();
  });

  it('shows what was done to it once, however often it is read', async () => {
    const space = await channel('none');
    const [own] = (await ben.client.timeline(space, -1, 1)).entries;
    if (own?.type !== 'message') throw new Error('no message');
    await ana.client.removeMember(space, ben.id);
    await say(ana, space, 'between');
    await until(ben.client, async () => (await ben.client.space(space)).left);
    await ana.client.addMembers(space, [ben.id]);
    await people.settled(ana, ben);
    await ben.client.edit(space, { id: own.id, seq: own.seq! }, 'third', []);
    await people.settled(ben, ana);
    await ana.client.setPolicy(space, { history: 'all' });
    await ana.client.giveHistory(space, [ben.id]);
    await people.settled(ana, ben);
    await until(ben.client, async () => (await texts(ben.client, space)).includes('between'));
    const versions = async (person: Person) => (await person.client.timeline(space, 0, 100)).entries.flatMap((entry) => (entry.type === 'message' && entry.id === own.id ? entry.edited.map(({ text }) => text) : []));
    expect(await versions(ben)).toEqual(['three']);
    expect(await versions(ana)).toEqual(['three']);
    await quiet(ana, ben);
  });

  it('lets who comes back read what lay between, keeping what they had', async () => {
    const space = await channel('none');
    await ana.client.removeMember(space, ben.id);
    await say(ana, space, 'between');
    await people.settled(ben);
    await until(ben.client, async () => (await ben.client.space(space)).left);
    await ana.client.setPolicy(space, { history: 'all' });
    await ana.client.addMembers(space, [ben.id]);
    await say(ana, space, 'again');
    await people.settled(ben);
    await until(ben.client, async () => (await texts(ben.client, space)).includes('between'));
    expect(await texts(ben.client, space)).toEqual(['one', 'two', 'three', 'between', 'again']);
    expect(await rows(ben, space, 'quarantined')).toEqual([]);
    await quiet(ana, ben);
  });

  it('survives what happens meanwhile: devices, renewals, people who come and go', async () => {
    const space = await channel('all', [ben, noor]);
    const desk = await people.another(ben);
    await desk.client.settled();
    await say(ana, space, 'with a desk');
    await ana.client.removeMember(space, noor.id);
    await say(ana, space, 'without Noor');
    await people.settled(ben);
    await desk.client.send(space, plain('from the desk'));
    await desk.client.settled();
    await ana.client.addMembers(space, [li.id]);
    await people.settled(ana, ben, li);
    expect(await texts(li.client, space)).toEqual(['one', 'two', 'three', 'with a desk', 'without Noor', 'from the desk']);
    expect(await rows(li, space, 'quarantined')).toEqual([]);
    expect(await rows(li, space, 'left')).toMatchObject([{ who: [noor.id], by: ana.id }]);
    await quiet(ana, ben, li);
    await desk.client.close();
  });

  it('is changed by nobody but an owner', async () => {
    const space = await channel('none');
    await expect(ben.client.setPolicy(space, { history: 'all' })).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    expect((await ben.client.space(space)).policy).toEqual({ history: 'none', retention: null, hold: false });
    await ana.client.setPolicy(space, { retention: { days: 30 } });
    await people.settled(ana, ben);
    expect((await ben.client.space(space)).policy).toEqual({ history: 'none', retention: { days: 30 }, hold: false });
  });

  it('of a direct space is for its two alone, by rules that are for good', async () => {
    const direct = await ana.client.openDirect(ben.id, { days: 7 });
    await people.settled(ana, ben);
    await until(ben.client, async () => (await ben.client.spaces()).some(({ id }) => id === direct));
    expect((await ben.client.space(direct)).policy).toEqual({ history: 'none', retention: { days: 7 }, hold: false });
    await expect(ben.client.setPolicy(direct, { retention: null })).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
  });
});
