/** A person whose only device inside was off while others wrote, and who reads it with a new one: colleagues give the keys, to it alone. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceId, ItemId, SpaceId } from '@comity/contracts';
import { decodeKeys, encodeKeys, historyKey, openItem, parseItem, randomBytes, sealKeys, verifyItem, type EpochKey, type KeysContent, type KeysGiven } from '@comity/e2ee';
import { plain, type Comity, type Link } from '@comity/sdk';
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { instant } from '../../libs/sdk/src/clock.js';
import { askAs, deviceKeysOf } from './accomplice.js';
import { epochKeysOf, groupOf, sealAs } from './insider.js';
import { clientOf, People, ready, texts, until, type Between, type Device, type Person } from './people.js';

const hour = 3_600_000;
const month = '2592000';

/** Holds back what a device asks its colleagues for, until it is released: only then anybody gives. */
function heldBack(): { between: Between; release: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const isKeys = (item: Uint8Array): boolean => {
    const parsed = parseItem(item);
    return parsed.ok && parsed.header.kind === 'keys';
  };
  const between: Between = (transport) => ({
    ...transport,
    link: () => {
      const link = transport.link();
      const ask: Link['ask'] = link.ask.bind(link);
      link.ask = async (event, argument, timeout) => {
        if ('item' in argument && argument.item instanceof Uint8Array && isKeys(argument.item)) await promise;
        return ask(event, argument, timeout);
      };
      return link;
    },
  });
  return { between, release: resolve };
}

/** What was sealed in it nobody inside opens any more. */
class EpochIsOver extends Error {}

describe('what was written while a person had no device inside that is left', () => {
  let people: People;
  let pool: Pool;
  let ana: Person;
  let ben: Person;
  let li: Person;
  let noor: Person;
  /** Made before the clock is turned: key packages are judged by the real one, too. */
  let short: SpaceId;

  beforeAll(async () => {
    people = await People.gather({ settings: { SESSION_IDLE_SECONDS: month, SESSION_ABSOLUTE_SECONDS: month } });
    pool = new Pool({ connectionString: people.service.databaseUrl });
    await people.admit('Central Authority', 'CL');
    ana = await people.enrol('Ana Ruiz', 'Central Authority', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Central Authority', ana);
    li = await people.enrol('Li Wei', 'Central Authority', ana);
    noor = await people.enrol('Noor Haddad', 'Central Authority', ana);
    short = await ana.client.createChannel({ title: 'Short', purpose: null, members: [ben.id], retention: { days: 1 } });
    await people.settled(ana, ben);
  });
  afterAll(async () => {
    await pool.end();
    await people.end();
  });

  const say = async (person: Person, space: SpaceId, ...words: string[]): Promise<void> => {
    for (const text of words) await person.client.send(space, plain(text));
    await people.settled(person);
  };
  const on = async ({ client }: Person, space: SpaceId, text: string): Promise<{ id: ItemId; seq: number }> => {
    const found = (await client.timeline(space, 0, 1_000)).entries.find((entry) => entry.type === 'message' && entry.text === text);
    if (found?.type !== 'message' || found.seq === null) throw new Error(`no message ${text}`);
    return { id: found.id, seq: found.seq };
  };
  /** What everybody reads alike. */
  const shown = async (client: Comity, space: SpaceId) => (await client.timeline(space, 0, 1_000)).entries.flatMap((entry): unknown[] =>
    (entry.type === 'message' ? [{ text: entry.text, edited: entry.edited.map(({ text }) => text), reactions: entry.reactions, topic: entry.topic }] : [{ type: entry.type, seq: entry.seq }]));
  const closed = async (client: Comity, space: SpaceId): Promise<number> => (await client.timeline(space, 0, 1_000)).entries.filter(({ type }) => type === 'unopened').length;
  const alarms = async (client: Comity, space: SpaceId) => (await client.alarms()).filter((alarm) => alarm.space === space).map(({ rule }) => rule);
  const quiet = async (space: SpaceId, ...clients: Comity[]): Promise<void> => { for (const client of clients) expect(await alarms(client, space)).toEqual([]); };
  const deviceOf = async (owner: Pick<Person, 'id'>, device: Device): Promise<DeviceId> => (await deviceKeysOf({ id: owner.id, device })).device;
  const as = (owner: Person, device: Device): Person => ({ ...owner, device, client: device.client });

  /** Who asked for keys or gave some in a space, in order. */
  const moved = async (space: SpaceId): Promise<{ sender: DeviceId; bytes: Buffer }[]> => {
    const { rows } = await pool.query<{ sender: DeviceId; bytes: Buffer | null }>(`select sender, bytes from entry where space = $1 and type = 'item' order by seq`, [space]);
    return rows.flatMap(({ sender, bytes }) => {
      const parsed = bytes === null ? undefined : parseItem(bytes);
      return parsed?.ok === true && parsed.header.kind === 'keys' ? [{ sender, bytes: bytes! }] : [];
    });
  };
  /** What somebody inside reads of what `by` sent last, while its epoch lasts. */
  const lastOf = async (by: Person, space: SpaceId): Promise<KeysContent> => {
    const { device, publicKey } = await deviceKeysOf(by);
    const item = (await moved(space)).findLast(({ sender }) => sender === device);
    const opened = openItem(verifyItem(item!.bytes, publicKey)!, await historyKey(await groupOf(by, space)));
    if (opened === undefined) throw new EpochIsOver();
    const decoded = decodeKeys(opened);
    if (!decoded.ok) throw new Error(decoded.rule);
    return decoded.content;
  };
  const lastGift = async (by: Person, space: SpaceId): Promise<KeysGiven> => {
    const last = await lastOf(by, space);
    if (last.type !== 'give') throw new Error('no gift');
    return last;
  };
  const post = async (person: Person, space: SpaceId, content: KeysContent): Promise<void> => {
    const encoded = encodeKeys(content);
    if (!encoded.ok) throw new Error(encoded.rule);
    const item = await sealAs(person, space, 'keys', encoded.bytes);
    await askAs(person, (link) => link.ask('messaging:post', { item }));
  };
  /** A gift by somebody's own hand. */
  const give = async (giver: Person, space: SpaceId, to: DeviceId, keys: ReadonlyMap<number, EpochKey>): Promise<void> => {
    const group = await groupOf(giver, space);
    const about = { to, ask: randomUUID() as ItemId, epochs: [...keys.keys()] };
    const sealed = await sealKeys(group, { giver: (await deviceKeysOf(giver)).device, ...about }, [...keys.values()]);
    await post(giver, space, { v: 1, type: 'give', ...about, sealed: sealed!, sentAt: instant(people.clock.now()) });
  };

  /** Ben reads the first, and is off for the rest: three epochs, in which somebody comes, is written to, and changed what was said. */
  async function missed(): Promise<SpaceId> {
    const space = await ana.client.createChannel({ title: 'Coast', purpose: null, members: [ben.id, li.id] });
    await say(ana, space, 'seen');
    await people.settled(ana, ben, li);
    await ben.client.close();
    await ana.client.setPolicy(space, { retention: { days: 30 } });
    await say(ana, space, 'one');
    await people.settled(li);
    await li.client.edit(space, await on(li, space, 'seen'), 'not mine to change', []).catch(() => undefined);
    await li.client.react(space, await on(li, space, 'one'), '👍', true);
    await ana.client.setPolicy(space, { retention: { days: 60 } });
    await people.settled(ana, li);
    const topic = await li.client.createTopic(space, 'A heading');
    await li.client.send(space, plain('two', 'none', { topic }));
    await people.settled(li, ana);
    await ana.client.edit(space, await on(ana, space, 'one'), 'one, put better', []);
    await ana.client.addMembers(space, [noor.id]);
    await say(ana, space, 'three');
    await people.settled(ana, li, noor);
    return space;
  }

  it('is read by their next device, exactly as by those who were there, and by the one after without asking', async () => {
    const space = await missed();
    const asks = heldBack();
    const fresh = await people.another(ben, undefined, asks.between);
    await until(fresh.client, async () => (await texts(fresh.client, space).catch((): string[] => [])).includes('seen'));
    await until(fresh.client, async () => (await closed(fresh.client, space)) > 0);
    asks.release();
    await until(fresh.client, async () => (await texts(fresh.client, space)).includes('three'));
    await people.settled(as(ben, fresh), ana, li, noor, as(ben, fresh));
    expect((await shown(fresh.client, space)).filter((entry) => !JSON.stringify(entry).includes('"policy"'))).toEqual((await shown(ana.client, space)).filter((entry) => !JSON.stringify(entry).includes('"policy"')));
    expect(await closed(fresh.client, space)).toBe(0);
    await fresh.client.send(space, plain('read it all'));
    await people.settled(as(ben, fresh), ana);
    expect((await texts(ana.client, space)).at(-1)).toBe('read it all');
    // One asked; of those who were there each gave once at most. Noor came late, and can give the last epoch alone.
    const [ask, ...gifts] = (await moved(space)).map(({ sender }) => sender);
    expect(ask).toBe(await deviceOf(ben, fresh));
    expect(gifts.length).toBeGreaterThan(0);
    expect(new Set(gifts).size).toBe(gifts.length);
    const there = await Promise.all([ana, li, noor].map((person) => deviceOf(person, person.device)));
    expect(gifts.filter((sender) => !there.includes(sender))).toEqual([]);
    const next = await people.another(ben);
    await people.settled(as(ben, next));
    expect(await texts(next.client, space)).toEqual(await texts(ana.client, space));
    await quiet(space, ana.client, li.client, noor.client, fresh.client, next.client);
    // The device that was off comes back to the same.
    await people.restart(ben);
    await people.settled(ben, as(ben, fresh));
    expect(await texts(ben.client, space)).toEqual(await texts(ana.client, space));
    expect((await moved(space)).length).toBe(1 + gifts.length);
    await quiet(space, ben.client, fresh.client);
    for (const { client } of [fresh, next]) await client.close();
  });

  it('is given twice without harm, and by whoever comes online when nobody else was', async () => {
    const space = await missed();
    await Promise.all([ana, li, noor].map(({ client }) => client.close()));
    const fresh = await people.another(ben);
    await people.settled(as(ben, fresh));
    const missing = await closed(fresh.client, space);
    expect(missing).toBeGreaterThan(0);
    expect((await moved(space)).map(({ sender }) => sender)).toEqual([await deviceOf(ben, fresh)]);
    // Noor was there in none of these epochs but the last, and gives that.
    await people.restart(noor);
    await people.settled(noor);
    await until(fresh.client, async () => (await closed(fresh.client, space)) < missing);
    await people.restart(li);
    await people.settled(li);
    await until(fresh.client, async () => (await texts(fresh.client, space)).includes('two'));
    // It reads the space anew, in the midst of which nothing shows.
    await people.settled(as(ben, fresh));
    expect(await closed(fresh.client, space)).toBe(0);
    const before = await shown(fresh.client, space);
    await give(li, space, await deviceOf(ben, fresh), await epochKeysOf(li, space));
    await people.restart(ana);
    await people.settled(ana, li, noor, as(ben, fresh));
    expect(await shown(fresh.client, space)).toEqual(before);
    expect(await texts(fresh.client, space)).toEqual(await texts(ana.client, space));
    await quiet(space, ana.client, li.client, noor.client, fresh.client);
    await people.restart(ben);
    await people.settled(ben);
    await fresh.client.close();
  });

  it('is given for no epoch in which the person was outside, whatever their device asks for', async () => {
    const space = await missed();
    await people.restart(ben);
    await people.settled(ana, ben, li, noor);
    const all = [...(await epochKeysOf(ana, space)).keys()];
    const theirs = new Set((await epochKeysOf(noor, space)).keys());
    expect(theirs.size).toBeLessThan(all.length);
    await post(noor, space, { v: 1, type: 'ask', epochs: all, not: [], sentAt: instant(people.clock.now()) });
    await people.settled(ana, li, ben, noor);
    const gifts = await Promise.all((await moved(space)).slice(1).map(async ({ sender }) => lastOf(sender === (await deviceOf(ana, ana.device)) ? ana : sender === (await deviceOf(li, li.device)) ? li : ben, space)));
    expect(gifts.length).toBeGreaterThan(0);
    for (const gift of gifts) expect(gift.epochs.filter((epoch) => !theirs.has(epoch))).toEqual([]);
    // A colleague who gives more is named by everybody who was there, and Noor has nothing of it.
    await give(li, space, await deviceOf(noor, noor.device), await epochKeysOf(li, space));
    await people.settled(ana, li, ben, noor);
    for (const { client } of [ana, ben, li]) expect(await alarms(client, space)).toEqual(['history-refused']);
    expect(await texts(noor.client, space)).toEqual(['three']);
    expect([...(await epochKeysOf(noor, space)).keys()]).toEqual([...theirs]);
    // Their own next device reads what they may read, and no more.
    const fresh = await people.another(noor);
    await people.settled(as(noor, fresh), ana);
    expect(await texts(fresh.client, space)).toEqual(['three']);
    await fresh.client.close();
  });

  it('is not opened by false keys: they are refused by name, nothing is lost, and others are asked', async () => {
    const space = await missed();
    await Promise.all([ana, noor].map(({ client }) => client.close()));
    const asks = heldBack();
    const fresh = await people.another(ben, undefined, asks.between);
    await until(li.client, async () => (await li.client.timeline(space, -1, 1)).entries[0]?.type === 'device-joined');
    await li.client.close();
    asks.release();
    await people.settled(as(ben, fresh));
    const [before, missing] = [await shown(fresh.client, space), await closed(fresh.client, space)];
    expect(missing).toBeGreaterThan(0);
    const true_ = await epochKeysOf(li, space);
    const lacking = [...true_].filter(([epoch]) => epoch < Math.max(...true_.keys())).slice(-3);
    const false_ = new Map(lacking.map(([epoch, { tag }], i) => [epoch, { key: randomBytes(32), tag: i === 0 ? randomBytes(32) : tag }]));
    await give(li, space, await deviceOf(ben, fresh), false_);
    await until(fresh.client, async () => (await alarms(fresh.client, space)).length > 0);
    expect(await alarms(fresh.client, space)).toEqual(['history-refused']);
    expect(await closed(fresh.client, space)).toBe(missing);
    expect((await shown(fresh.client, space)).slice(0, before.length)).toEqual(before);
    const held = await epochKeysOf(as(ben, fresh), space);
    expect([...false_.keys()].filter((epoch) => held.has(epoch))).toEqual([]);
    // Asked once more, of the others: Li's client, honest again, is not among them.
    await people.settled(as(ben, fresh));
    const asked = (await moved(space)).length;
    expect(await lastOf(as(ben, fresh), space)).toMatchObject({ type: 'ask', not: [li.id] });
    await people.restart(li);
    await people.settled(li);
    expect((await moved(space)).length).toBe(asked);
    // What was sealed as the answer to one ask is none to another.
    const box = await lastGift(li, space);
    await post(li, space, { ...box, ask: randomUUID() as ItemId });
    await until(fresh.client, async () => (await alarms(fresh.client, space)).length === 2);
    await people.restart(ana);
    await people.settled(ana);
    await until(fresh.client, async () => (await closed(fresh.client, space)) === 0);
    await people.restart(noor);
    await people.settled(noor, ana, li, as(ben, fresh));
    expect(await texts(fresh.client, space)).toEqual(await texts(ana.client, space));
    await quiet(space, ana.client, li.client);
    await people.restart(ben);
    await people.settled(ben);
    await fresh.client.close();
  });

  it('is not given once its time is over, and lives no longer for having been given', async () => {
    await say(ana, short, 'goes');
    await people.settled(ana);
    await ben.client.close();
    await ana.client.addMembers(short, [li.id]);
    await say(ana, short, 'goes, unseen');
    const over = (await groupOf(ana, short)).epoch;
    await people.pass(13 * hour);
    await say(ana, short, 'stays');
    const stays = (await groupOf(ana, short)).epoch;
    expect(stays).toBeGreaterThan(over);
    await people.pass(12 * hour);
    const fresh = await people.another(ben);
    await people.settled(as(ben, fresh), ana, li, as(ben, fresh));
    await post(as(ben, fresh), short, { v: 1, type: 'ask', epochs: [over, stays], not: [], sentAt: instant(people.clock.now()) });
    await people.settled(ana, li);
    await until(fresh.client, async () => (await texts(fresh.client, short)).includes('stays'));
    // Whose turn it is to give is by chance, and whether the epoch that it was given in is over by now.
    const senders = (await moved(short)).map(({ sender }) => sender);
    const gifts = (await Promise.all([ana, li].map(async (giver) => (senders.includes(await deviceOf(giver, giver.device)) ? [await lastGift(giver, short).catch((error: unknown) => { if (error instanceof EpochIsOver) return { epochs: [stays] }; throw error; })] : [])))).flat();
    expect(gifts.length).toBeGreaterThan(0);
    for (const { epochs } of gifts) expect(epochs).toEqual([stays]);
    expect(await texts(fresh.client, short)).toEqual(['stays']);
    await people.pass(12 * hour);
    await people.restart(ana);
    await fresh.client.close();
    await people.settled(ana);
    const again = clientOf(people.service.url, people.clock, undefined, fresh);
    await ready(again.client);
    await again.client.settled();
    for (const client of [ana.client, again.client]) {
      expect(await texts(client, short)).toEqual([]);
      await quiet(short, client);
    }
    expect([...(await epochKeysOf(as(ben, again), short)).keys()]).not.toContain(stays);
    await again.client.close();
  });
});
