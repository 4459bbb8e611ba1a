/** Many spaces, much in them: what a start costs follows from the number of spaces, not from what was ever said in them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { ComityFailure, plain, type Link, type Store, type Transport } from '@comity/sdk';
import { People, texts, until, type Person } from './people.js';

const spaces = 6;

/** Counts what is read from a store. */
class Counted implements Store {
  values = 0;
  constructor(private readonly inner: Store) {}
  async get(key: string) {
    this.values += 1;
    return this.inner.get(key);
  }
  async list(...args: Parameters<Store['list']>) {
    const listed = await this.inner.list(...args);
    this.values += listed.length;
    return listed;
  }
  write(batch: Parameters<Store['write']>[0]) { return this.inner.write(batch); }
  clear() { return this.inner.clear(); }
}

describe('a client of many spaces', () => {
  let people: People;
  let ana: Person;
  let ben: Person;
  let store: Counted;
  const ids: SpaceId[] = [];
  let synced: SpaceId[] = [];
  let [asking, mostAsking] = [0, 0];
  /** Resolves when a connection may begin: what is read until then is read for the start alone. */
  let begin = Promise.withResolvers<void>();
  /** Answers to `messaging:sync` that get lost on the way. */
  let losing = 0;
  const listening = (transport: Transport): Transport => ({
    ...transport,
    link: () => {
      const link = transport.link();
      const ask: Link['ask'] = async (event, argument, timeout) => {
        if (event === 'messaging:welcomes') {
          // As many as large spaces leave room for.
          const { welcomes } = await link.ask('messaging:welcomes', {}, timeout);
          return { welcomes: welcomes.slice(0, 1) } as Awaited<ReturnType<typeof link.ask<typeof event>>>;
        }
        if (event !== 'messaging:sync') return link.ask(event, argument, timeout);
        synced.push((argument as { space: SpaceId }).space);
        asking += 1;
        mostAsking = Math.max(mostAsking, asking);
        try {
          const answer = await link.ask(event, argument, timeout);
          losing -= 1;
          if (losing >= 0) throw new ComityFailure({ kind: 'offline' });
          return answer;
        } finally {
          asking -= 1;
        }
      };
      return { get online() { return link.online; }, open: () => { void begin.promise.then(() => { link.open(); }); }, close: () => { link.close(); }, on: (...args) => { link.on(...args); }, ask };
    },
  });
  const say = async (count: number, to: readonly SpaceId[]): Promise<void> => {
    for (const id of to) for (let i = 0; i < count; i += 1) await ana.client.send(id, plain(`said ${i}`));
    await people.settled(ana);
  };
  /** What is read until the list, the inbox and a conversation stand. */
  const start = async (): Promise<number> => {
    store.values = 0;
    synced = [];
    begin = Promise.withResolvers();
    await people.restart(ben, listening);
    await ben.client.spaces();
    await ben.client.inbox();
    await ben.client.timeline(ids[0]!, -50, 50);
    const read = store.values;
    begin.resolve();
    await people.settled(ben);
    return read;
  };

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Prosecution', 'PE');
    ana = await people.enrol('Ana Quispe', 'Prosecution', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Rojas', 'Prosecution', ana, 'practitioner');
    store = new Counted(ben.device.store);
    ben.device.platform = { ...ben.device.platform, store };
    for (let i = 0; i < spaces; i += 1) ids.push(await ana.client.createChannel({ title: `Space ${i}`, purpose: null, members: [ben.id] }));
    await people.settled(ana, ben);
  });
  afterAll(async () => { await people.end(); });

  it('reads as little after hundreds of messages as after a few', async () => {
    await say(5, ids);
    await people.settled(ben);
    for (const id of ids) await ben.client.markRead(id, Number.MAX_SAFE_INTEGER);
    await people.settled(ben);
    const few = await start();
    await say(100, ids);
    await people.settled(ben);
    for (const id of ids) await ben.client.markRead(id, Number.MAX_SAFE_INTEGER);
    await people.settled(ben);
    expect(await start()).toBeLessThanOrEqual(few + 2 * spaces);
  });

  it('reads on in a few spaces at a time', async () => {
    await ben.client.close();
    await say(3, ids);
    mostAsking = 0;
    await start();
    expect(new Set(synced).size).toBe(spaces);
    expect(mostAsking).toBeLessThanOrEqual(4);
  });

  it('tries again by itself where answers got lost', async () => {
    await ben.client.close();
    await ana.client.send(ids[0]!, plain('told late'));
    await people.settled(ana);
    losing = 1;
    await people.restart(ben, listening);
    await until(ben.client, async () => (await texts(ben.client, ids[0]!)).at(-1) === 'told late');
    expect(synced.length).toBeGreaterThan(1);
  });

  it('takes all welcomes, however few one answer holds', async () => {
    await ben.client.close();
    const late: SpaceId[] = [];
    for (let i = 0; i < 3; i += 1) {
      late.push(await ana.client.createChannel({ title: `Late ${i}`, purpose: null, members: [ben.id] }));
      await ana.client.send(late[i]!, plain('said before he came back'));
    }
    await people.settled(ana);
    await people.restart(ben, listening);
    await people.settled(ben);
    for (const id of late) expect(await texts(ben.client, id)).toEqual(['said before he came back']);
  });
});
