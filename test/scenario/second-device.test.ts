import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain, type Comity } from '@comity/sdk';
import { gatherColleagues } from './colleagues.js';
import { texts, until, type Between, type Device, type People, type Person } from './people.js';

/** What a client makes of everything that everybody reads alike. */
const shown = async (client: Comity, space: SpaceId) => (await client.timeline(space, 0, 100)).entries.flatMap((entry): unknown[] =>
  (entry.type === 'message' ? [{ text: entry.text, edited: entry.edited.map(({ text }) => text), reactions: entry.reactions, topic: entry.topic, asked: entry.alert?.outstanding.toSorted() }] : [{ type: entry.type, seq: entry.seq }]));

describe('a second device', () => {
  let people: People;
  let leila: Person;
  let peter: Person;
  let channel: SpaceId;
  let second: Device;

  beforeAll(async () => {
    ({ people, leila, peter, channel } = await gatherColleagues());
    for (let i = 1; i <= 5; i += 1) {
      await leila.client.send(channel, plain(`question ${i}`, 'H1'));
      await people.settled(leila, peter);
      await peter.client.send(channel, plain(`answer ${i}`));
      await people.settled(peter, leila);
    }
  });
  afterAll(async () => { await people.end(); });

  it('reads the past from the vault alone', async () => {
    second = await people.another(peter);
    await second.client.settled();
    expect(await texts(second.client, channel)).toEqual(await texts(leila.client, channel));
    expect(await second.client.alarms()).toEqual([]);
  });

  it('shows what it has no key for yet as such, without alarm, and opens it when the key comes', async () => {
    let release: () => void = () => undefined;
    const gate: { held?: Promise<void> } = {};
    // From some moment on, this device's keyrings do not reach the vault.
    const holding: Between = (transport) => ({ ...transport, rest: { call: async (route, call) => {
      if (route === 'writeVaultRecord' && call?.params?.['name']?.startsWith('space:') === true) await gate.held;
      return transport.rest.call(route, call);
    } } });
    const rosa = await people.enrol('Rosa Vidal', 'Central Authority', leila, 'practitioner', holding);
    const space = await leila.client.createChannel({ title: 'Held', purpose: null, members: [rosa.id] });
    await leila.client.send(space, plain('in the first epoch'));
    await people.settled(leila, rosa);
    gate.held = new Promise<void>((resolve) => { release = resolve; });
    await leila.client.addMembers(space, [peter.id]);
    await leila.client.send(space, plain('in the next epoch'));
    const topic = await leila.client.createTopic(space, 'A heading');
    await until(rosa.client, async () => (await rosa.client.space(space)).topics.length === 1);
    const late = await people.another(rosa);
    await until(late.client, async () => (await texts(late.client, space).catch((): string[] => [])).includes('in the first epoch'));
    const waiting = (await late.client.timeline(space, 0, 100)).entries.filter(({ type }) => type === 'unopened');
    expect(waiting.length).toBeGreaterThan(0);
    expect(await late.client.alarms()).toEqual([]);
    // What comes now can be opened, and is about what cannot.
    const held = (await leila.client.timeline(space, 0, 100)).entries.find((entry) => entry.type === 'message' && entry.text === 'in the next epoch');
    if (held?.type !== 'message' || held.seq === null) throw new Error('the message was not stored');
    const on = { id: held.id, seq: held.seq };
    await leila.client.edit(space, on, 'in the next epoch, put better', []);
    await leila.client.react(space, on, '👍', true);
    await leila.client.send(space, plain('under a heading', 'none', { topic }));
    await people.settled(leila);
    await until(late.client, async () => (await texts(late.client, space)).includes('under a heading'));
    release();
    await until(late.client, async () => (await texts(late.client, space)).includes('in the next epoch, put better'));
    await late.client.settled();
    await people.settled(leila);
    expect(await shown(late.client, space)).toEqual(await shown(leila.client, space));
    expect(await late.client.alarms()).toEqual([]);
  });

  it('shows to the others', async () => {
    await people.settled(leila, peter);
    await until(leila.client, async () => (await leila.client.timeline(channel, 0, 100)).entries.some((entry) => entry.type === 'device-joined' && entry.who[0] === peter.id));
    const devices = (await leila.client.people()).find(({ id }) => id === peter.id)?.devices;
    expect(devices).toHaveLength(2);
  });

  it('sends and receives as its person', async () => {
    await second.client.send(channel, plain('from the road'));
    await second.client.settled();
    await people.settled(leila, peter);
    for (const client of [leila.client, peter.client]) expect((await texts(client, channel)).at(-1)).toBe('from the road');
    const { entries } = await peter.client.timeline(channel, -1, 1);
    expect(entries[0]).toMatchObject({ own: true, sender: peter.id });
  });

  it('opens with the recovery code as well', async () => {
    const third = await people.another(leila, { recoveryCode: leila.recoveryCode });
    await third.client.settled();
    expect(await texts(third.client, channel)).toEqual(await texts(leila.client, channel));
    expect(await third.client.alarms()).toEqual([]);
  });

  it('is ended by its person, and gone from every space', async () => {
    const lost = await people.another(leila);
    await lost.client.settled();
    const { id } = (await lost.client.myDevices()).find(({ thisOne }) => thisOne)!;
    await leila.client.endDevice(id, 'lost');
    await until(lost.client, () => lost.client.phase().phase === 'signed-out');
    await until(peter.client, async () => (await peter.client.timeline(channel, -5, 5)).entries.some((entry) => entry.type === 'device-left' && entry.who[0] === leila.id));
    await leila.client.send(channel, plain('without the lost one'));
    await people.settled(leila, peter);
    expect((await texts(peter.client, channel)).at(-1)).toBe('without the lost one');
    expect((await leila.client.myDevices()).find((device) => device.id === id)?.current).toBe(false);
  });

  it('ends with being forgotten', async () => {
    // An answer that comes while it is forgotten is taken in by what is still under way.
    let goes = false;
    const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const late: Between = (transport) => ({ ...transport, link: () => {
      const link = transport.link();
      const [ask, on] = [link.ask.bind(link), link.on.bind(link)];
      link.on = (event, listener) => { on(event, (value) => { if (event !== 'messaging:posted' || !goes) listener(value); }); };
      link.ask = async (event, argument, timeout) => {
        const answered = await ask(event, argument, timeout);
        if (event !== 'messaging:sync' || !goes || (argument as { space: SpaceId }).space !== channel) return answered;
        asked.resolve();
        await answer.promise;
        return answered;
      };
      return link;
    } });
    const visitor = await people.another(leila, undefined, late);
    await visitor.client.settled();
    const { id } = (await visitor.client.myDevices()).find(({ thisOne }) => thisOne)!;
    await until(leila.client, async () => (await leila.client.myDevices()).some((device) => device.id === id));
    const before = (await leila.client.myDevices()).filter(({ current }) => current).length;
    goes = true;
    await peter.client.send(channel, plain('as it goes'));
    await people.settled(peter);
    void visitor.client.settled();
    await asked.promise;
    await visitor.client.signOut({ everywhere: false, forget: true });
    const taken = Promise.withResolvers<void>();
    visitor.client.on((event) => { if (event.type === 'timeline' && event.space === channel) taken.resolve(); });
    answer.resolve();
    await taken.promise;
    expect((await visitor.store.list('')).map(([key]) => key)).toEqual([]);
    await until(leila.client, async () => (await leila.client.myDevices()).filter(({ current }) => current).length === before - 1);
    await people.settled(leila, peter);
    for (const { client } of [leila, peter]) expect(await client.alarms()).toEqual([]);
  });

  it('does not open with a wrong passphrase', async () => {
    await expect(people.another(peter, { passphrase: 'quite another one 77' })).rejects.toMatchObject({ kind: 'wrong-passphrase' });
  });

  it('is added at once to spaces made later', async () => {
    const direct = await leila.client.openDirect(peter.id);
    await leila.client.send(direct, plain('only you'));
    await people.settled(leila, peter);
    await second.client.settled();
    expect(await texts(second.client, direct)).toEqual(['only you']);
    expect(await leila.client.openDirect(peter.id)).toBe(direct);
    expect(await peter.client.openDirect(leila.id)).toBe(direct);
  });

  it('comes at once into a space made by somebody who has not heard of it', async () => {
    // Nobody tells this client that there is something new in the directory.
    const deaf: Between = (transport) => ({ ...transport, link: () => {
      const link = transport.link();
      return Object.assign(Object.create(link) as typeof link, { on: ((event, listener) => { if (event !== 'identity:statements') link.on(event, listener); }) as typeof link.on });
    } });
    const yusuf = await people.enrol('Yusuf Trabelsi', 'Central Authority', leila, 'practitioner', deaf);
    const late = await people.another(peter);
    await late.client.settled();
    const space = await yusuf.client.createChannel({ title: 'Unheard', purpose: null, members: [peter.id] });
    await until(late.client, async () => (await late.client.spaces()).some(({ id }) => id === space));
    await late.client.settled();
    await yusuf.client.send(space, plain('to all of you'));
    await people.settled(yusuf);
    await until(late.client, async () => (await texts(late.client, space)).includes('to all of you'));
    for (const { client } of [late, yusuf]) expect(await client.alarms()).toEqual([]);
  });
});
