/** What a space lets go after a time: nobody reads it any more, wherever they look. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { problem, type Entry, type Instant, type SpaceId, type SpaceRetention } from '@comity/contracts';
import { contentKey, decodeKeyring, encodeMessage, fromBase64Url, fromUtf8, historyKey, newText, openItem, parseItem, toBase64Url, verifyItem, type VerifiedItem } from '@comity/e2ee';
import { ComityFailure, plain, type AlarmRule, type MessageEntry, type TimelineEntry, type Transport } from '@comity/sdk';
import { RetentionSweep } from '../../apps/api/src/messaging/retention-sweep.js';
import { askAs, deviceKeysOf } from './accomplice.js';
import { Hostile } from './hostile.js';
import { epochKeysOf, groupOf, sealAs, valuesOf, vaultOf } from './insider.js';
import { clientOf, People, ready, texts, until, type Device, type Person } from './people.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const month = '2592000';

let people: People;
let pool: Pool;
let ana: Person;
let ben: Person;
let li: Person;
let eve: Person;
let folder: string;
/** Made before the clock is turned: key packages are judged by the real one, too. */
const spaces = new Map<string, SpaceId>();
const hostile = new Hostile().log((entries) => harm?.(entries) ?? entries);
let harm: ((entries: Entry[]) => Entry[]) | undefined;

/** A device that is suspended with its program running: nothing comes, nothing goes, and its connection breaks when it wakes. */
class Suspended {
  private asleep = false;
  private readonly broken: (() => void)[] = [];

  readonly between = (transport: Transport): Transport => ({
    ...transport,
    link: () => {
      const link = transport.link();
      return {
        get online() { return link.online; }, open: () => { link.open(); }, close: () => { link.close(); },
        on: (event, listener) => {
          if (event === 'link:offline' || event === 'link:online') this.broken.push(() => { listener(undefined as never); });
          link.on(event, (value) => { if (!this.asleep) listener(value); });
        },
        ask: (event, argument, timeout) => (this.asleep ? Promise.reject(new ComityFailure({ kind: 'offline' })) : link.ask(event, argument, timeout)),
      };
    },
  });

  begin(): void { this.asleep = true; }

  wake(): void {
    this.asleep = false;
    for (const tell of this.broken) tell();
  }
}

/** A network of its own for each half: sessions last a month. */
async function gather(): Promise<void> {
  people = await People.gather({ settings: { SESSION_IDLE_SECONDS: month, SESSION_ABSOLUTE_SECONDS: month } });
  pool = new Pool({ connectionString: people.service.databaseUrl });
  await people.admit('Prosecution', 'PE');
  ana = await people.enrol('Ana Quispe', 'Prosecution', people.officers[0], 'focal-point');
  ben = await people.enrol('Ben Rojas', 'Prosecution', ana);
  li = await people.enrol('Li Wei', 'Prosecution', ana);
}
async function end(): Promise<void> {
  await pool.end();
  await people.end();
}

const channel = async (retention: SpaceRetention, members: Person[] = [ben], kind: 'channel' | 'case-file' = 'channel'): Promise<SpaceId> => {
  const space = await ana.client.createChannel({ kind, title: 'Harbour', purpose: null, members: members.map(({ id }) => id), history: 'all', retention });
  await people.settled(ana, ...members);
  return space;
};
const named = (name: string): SpaceId => spaces.get(name)!;
const say = async (person: Person, space: SpaceId, ...words: string[]): Promise<void> => {
  for (const text of words) await person.client.send(space, plain(text));
  await people.settled(person);
  await people.settled(ana, ben);
};
/** Programs that were off and start again. */
const restarted = async (...those: Person[]): Promise<void> => {
  for (const person of those) await people.restart(person);
  await people.settled(...those);
};
const rows = async ({ client }: Pick<Person, 'client'>, space: SpaceId, type: TimelineEntry['type']): Promise<TimelineEntry[]> => (await client.timeline(space, 0, 1_000)).entries.filter((entry) => entry.type === type);
const sweep = () => people.service.app.get(RetentionSweep).sweep();
/** How many items of a space the service has as ciphertext, and how many as a hash. */
const stored = async (space: SpaceId): Promise<{ kept: number; destroyed: number }> =>
  (await pool.query<{ kept: number; destroyed: number }>(`select count(bytes)::int as kept, count(hash)::int as destroyed from entry where space = $1 and type = 'item'`, [space])).rows[0]!;
const rules = async ({ client }: Pick<Person, 'client'>, space: SpaceId): Promise<AlarmRule[]> => (await client.alarms()).filter((alarm) => alarm.space === space).map(({ rule }) => rule);
const found = async ({ client }: Pick<Person, 'client'>, text: string, space: SpaceId): Promise<number> => (await client.search({ text, space, offset: 0, limit: 10 })).total;
/** Which of these a thief finds in a device's store, whose every value is opened with its own key. */
const stolen = async (person: Pick<Person, 'id' | 'device'>, ...words: string[]): Promise<string[]> => {
  const values = [...await valuesOf(person)].map(([name, value]) => `${name} ${Buffer.from(value).toString('latin1')}`);
  return words.filter((word) => values.some((value) => value.includes(word)));
};
/** The same device, turned on again. */
const turnedOn = async (owner: Person, off: Device): Promise<Person> => {
  const device = clientOf(people.service.url, people.clock, undefined, off);
  await ready(device.client);
  return { ...owner, device, client: device.client };
};
/** Every key that these people's devices and vaults hold of a space. */
const everyKey = async (space: SpaceId, ...those: Person[]): Promise<Uint8Array[]> => (await Promise.all(those.map(async (person) => {
  const group = await groupOf(person, space);
  const { keyring } = JSON.parse(fromUtf8((await vaultOf(person)).get(`space:${space}`)!)!) as { keyring: string };
  const held = [...(await epochKeysOf(person, space)).values(), ...decodeKeyring(fromBase64Url(keyring))!.epochs.values()];
  return [...held.map(({ key }) => key), await contentKey(group), await historyKey(group)];
}))).flat();
const epochOf = async (person: Person, space: SpaceId): Promise<number> => (await groupOf(person, space)).epoch;

describe('what a space keeps for a time', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-retention-'));
    await writeFile(path.join(folder, 'manifest.bin'), randomBytes(5_000));
    await gather();
    eve = await people.enrol('Eva Mamani', 'Prosecution', ana, 'practitioner', hostile.between);
    for (const name of ['everywhere', 'given']) spaces.set(name, await channel({ days: 7 }));
    spaces.set('hour', await channel({ hours: 1 }));
    for (const name of ['idle', 'short']) spaces.set(name, await channel({ days: 1 }));
    for (const name of ['shortened', 'off']) spaces.set(name, await channel(null));
    spaces.set('held', await channel({ days: 1 }, [ben], 'case-file'));
    for (const name of ['young', 'dated']) spaces.set(name, await channel({ days: 7 }, [ben, eve]));
    spaces.set('kept', await channel(null, [ben, eve]));
  });
  afterAll(async () => {
    await end();
    await rm(folder, { recursive: true });
  });

  it('is there a day before its time, and gone wherever one looks when it is over', async () => {
    const space = named('everywhere');
    const topic = await ana.client.createTopic(space, 'Pilots');
    await people.settled(ana, ben);
    const file = await ana.client.upload(space, { path: path.join(folder, 'manifest.bin') });
    await ana.client.send(space, plain('the vessel sails at dawn', 'none', { files: [file] }));
    await people.settled(ana, ben);
    await say(ben, space, 'a word about the vessel');
    await ben.client.send(space, plain('the vessel has berth nine', 'none', { topic }));
    await people.settled(ben, ana);
    const messages = ['the vessel sails at dawn', 'a word about the vessel', 'the vessel has berth nine'];
    const sent = (await rows(ben, space, 'message') as MessageEntry[]).find(({ files }) => files.length > 0)!;
    const on = { id: sent.id, seq: sent.seq! };
    await ben.client.pin(space, on, true);
    await ben.client.download(space, on, file, path.join(folder, 'fetched.bin'));
    await ben.client.saveDraft(space, 'a draft', topic);
    await people.settled(ben, ana);
    const keys = [...await epochKeysOf(ben, space)].map(([, { key }]) => toBase64Url(key));
    const off = await people.another(ben);
    await off.client.settled();
    expect(await texts(off.client, space)).toEqual(messages);
    await off.client.close();

    await people.pass(6 * day);
    await sweep();
    await restarted(ana, ben);
    for (const person of [ana, ben]) {
      expect(await texts(person.client, space)).toEqual(messages);
      await until(person.client, async () => (await found(person, 'vessel', space)) === 3);
      expect(await found(person, 'vessel', space)).toBe(3);
    }
    expect((await ben.client.readFile(space, on, file, 0, 10)).length).toBe(10);
    expect(await stolen(ben, 'vessel', 'manifest.bin', ...keys)).toEqual(['vessel', 'manifest.bin', ...keys]);
    expect((await stored(space)).destroyed).toBe(0);
    await ana.client.addMembers(space, [li.id]);
    await people.settled(ana, ben, li);
    expect(await texts(li.client, space)).toEqual(messages);
    await say(ana, space, 'younger');

    await people.pass(day + hour);
    await restarted(ana, ben, li);
    const back = await turnedOn(ben, off);
    await people.settled(back, ana, ben, li);
    for (const person of [back, ana, ben, li]) {
      expect(await texts(person.client, space)).toEqual(['younger']);
      expect(await found(person, 'vessel', space)).toBe(0);
      expect(await stolen(person, 'vessel', 'manifest.bin')).toEqual([]);
      expect(await rows(person, space, 'erased')).toMatchObject([{ at: expect.any(String) }]);
      expect(await person.client.pins(space)).toEqual([]);
      expect((await person.client.space(space)).title).toBe('Harbour');
      expect(await stolen(person, ...keys)).toEqual([]);
    }
    expect(await ben.client.transfers()).toEqual([]);
    await expect(ben.client.readFile(space, on, file, 0, 10)).rejects.toMatchObject({ kind: 'problem', problem: { code: 'not-found' } });

    // The service, after the members: nothing is left of the items but their places and hashes.
    await sweep();
    expect((await stored(space)).destroyed).toBeGreaterThanOrEqual(5);
    // Who never fetched them verifies the rest: the vault alone, and a newcomer who is given all there is.
    const fresh = await people.another(ben);
    await fresh.client.settled();
    expect(await texts(fresh.client, space)).toEqual(['younger']);
    expect(await rows(fresh, space, 'erased')).toHaveLength(1);
    expect((await fresh.client.space(space)).title).toBe('Harbour');
    expect(await stolen({ id: ben.id, device: fresh }, 'vessel', ...keys)).toEqual([]);
    await ana.client.addMembers(space, [eve.id]);
    await people.settled(ana, eve);
    expect(await texts(eve.client, space)).toEqual(['younger']);
    for (const person of [back, ana, ben, li, fresh, eve]) expect(await rules(person, space)).toEqual([]);
    for (const { client } of [back, fresh]) await client.close();
  });

  it('goes from a space where nobody writes: its last epoch is ended by whoever comes', async () => {
    const space = named('idle');
    const topic = await ana.client.createTopic(space, 'Anchorage');
    await people.settled(ana, ben);
    await ben.client.saveDraft(space, 'half a word', topic);
    await ana.client.send(space, plain('the anchor is down', 'none', { topic }));
    await say(ana, space, 'the last word');
    const [before, keys] = [await epochOf(ben, space), [...await epochKeysOf(ben, space)].map(([, { key }]) => toBase64Url(key))];
    await people.pass(day + hour);
    await restarted(ben, ana);
    expect(await epochOf(ben, space)).toBeGreaterThan(before);
    for (const person of [ana, ben]) {
      expect(await texts(person.client, space)).toEqual([]);
      expect(await stolen(person, 'the last word', 'half a word', 'Anchorage', 'anchor', ...keys)).toEqual([]);
      expect((await person.client.space(space)).topics).toEqual([]);
      expect(await person.client.alarms()).toEqual([]);
    }
    expect((await ana.client.space(space)).title).toBe('Harbour');
  });

  it('has epochs that are short beside its time', async () => {
    const space = named('short');
    await say(ana, space, 'morning');
    const before = await epochOf(ana, space);
    await people.pass(hour);
    await say(ana, space, 'an hour later');
    expect(await epochOf(ana, space)).toBe(before);
    await people.pass(3 * hour);
    await say(ben, space, 'four hours later');
    expect(await epochOf(ana, space)).toBe(before + 1);
    await people.pass(day - 2 * hour);
    await restarted(ana, ben);
    for (const person of [ana, ben]) expect(await texts(person.client, space)).toEqual(['four hours later']);
  });

  it('may be over after an hour: then whoever kept the ciphertext opens none of it with anything that is left', async () => {
    const space = named('hour');
    const { rows: [former] } = await pool.query<{ seq: string }>('select max(seq) as seq from entry where space = $1', [space]);
    // Both have renewed their keys today.
    for (const person of [ben, ana]) await say(person, space, 'the convoy turns north');
    const before = await epochOf(ana, space);
    await people.pass(6 * minute);
    await say(ben, space, 'six minutes later');
    expect(await epochOf(ana, space)).toBe(before);
    await people.pass(2 * minute);
    await say(ben, space, 'eight minutes later');
    expect(await epochOf(ana, space)).toBe(before + 1);
    await ana.client.addMembers(space, [li.id]);
    await people.settled(ana, ben, li);
    const all = ['the convoy turns north', 'the convoy turns north', 'six minutes later', 'eight minutes later'];
    expect(await texts(li.client, space)).toEqual(all);

    // What somebody copied from the service, and the keys of then.
    const { rows: copied } = await pool.query<{ bytes: Buffer }>(`select bytes from entry where space = $1 and type = 'item' and seq > $2`, [space, former!.seq]);
    const senders = new Map(await Promise.all([ana, ben, li].map(async (person) => { const { device, publicKey } = await deviceKeysOf(person); return [device, publicKey] as const; })));
    const items = copied.flatMap(({ bytes }): VerifiedItem[] => { const parsed = parseItem(bytes); const key = parsed.ok ? senders.get(parsed.header.sender) : undefined; return key === undefined ? [] : [verifyItem(bytes, key)!]; });
    expect(items).toHaveLength(copied.length);
    const openedBy = (keys: Uint8Array[]): number => items.filter((item) => keys.some((key) => openItem(item, key) !== undefined)).length;
    const served = async () => (await pool.query('select 1 from entry where space = $1 and bytes = any ($2)', [space, copied.map(({ bytes }) => bytes)])).rowCount;
    const then = await everyKey(space, ana, ben, li);
    expect(openedBy(then)).toBe(items.length);

    await people.pass(50 * minute);
    await restarted(ana, ben, li);
    await sweep();
    for (const person of [ana, ben, li]) expect(await texts(person.client, space)).toEqual(all);
    expect(await served()).toBe(items.length);

    await people.pass(15 * minute);
    await restarted(ana, ben, li);
    for (const person of [ana, ben, li]) {
      expect(await texts(person.client, space)).toEqual([]);
      expect(await rows(person, space, 'erased')).toHaveLength(1);
      expect(await rules(person, space)).toEqual([]);
      expect((await person.client.space(space)).title).toBe('Harbour');
    }
    const left = await everyKey(space, ana, ben, li);
    expect(left.length).toBeGreaterThan(0);
    expect(openedBy(left)).toBe(0);
    // Nor does a key lie where it is not looked for: in whatever a device or a vault holds, in either form.
    const gone = [...new Set(then.map((key) => toBase64Url(key)))].filter((key) => left.every((each) => toBase64Url(each) !== key));
    for (const person of [ana, ben, li]) {
      const held = [...(await valuesOf(person)).values(), ...(await vaultOf(person)).values()];
      expect(gone.filter((key) => held.some((value) => Buffer.from(value).includes(key) || Buffer.from(value).includes(Buffer.from(fromBase64Url(key)))))).toEqual([]);
    }
    await people.pass(15 * minute);
    await sweep();
    expect(await served()).toBe(0);
    const fresh = await people.another(ben);
    await fresh.client.settled();
    expect(await texts(fresh.client, space)).toEqual([]);
    expect(await rules(fresh, space)).toEqual([]);
    await fresh.client.close();
  });

  it('goes at once when an owner shortens the time, and comes back with no longer one', async () => {
    const space = named('shortened');
    await say(ana, space, 'old');
    await people.pass(3 * day);
    await say(ana, space, 'new');
    await expect(ben.client.setPolicy(space, { retention: { days: 1 } })).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await ana.client.setPolicy(space, { retention: { days: 1 } });
    await people.settled(ana, ben);
    for (const person of [ana, ben]) expect(await texts(person.client, space)).toEqual(['new']);
    await ana.client.setPolicy(space, { retention: null });
    await people.settled(ana, ben);
    const fresh = await people.another(ben);
    await fresh.client.settled();
    for (const person of [ana, ben, fresh]) {
      expect(await texts(person.client, space)).toEqual(['new']);
      expect(await rules(person, space)).toEqual([]);
    }
    await fresh.client.close();
  });

  it('goes from a device that was off while the time was short', async () => {
    const space = named('off');
    await say(ana, space, 'old');
    await ben.client.close();
    await people.pass(3 * day);
    await ana.client.send(space, plain('new'));
    await ana.client.settled();
    for (const retention of [{ days: 1 }, { days: 3_650 }]) await ana.client.setPolicy(space, { retention });
    await restarted(ben);
    expect(await texts(ben.client, space)).toEqual(['new']);
    expect(await stolen(ben, '"text":"old"')).toEqual([]);
  });

  it('stays while a case file is held, seen by all its members, and goes when the hold is lifted', async () => {
    const space = named('held');
    await say(ana, space, 'evidence');
    await expect(ben.client.setPolicy(space, { hold: true })).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await ana.client.setPolicy(space, { hold: true });
    await people.settled(ana, ben);
    const { destroyed } = await stored(space);
    expect((await ben.client.space(space)).policy.hold).toBe(true);
    expect(await rows(ben, space, 'policy')).toMatchObject([{ by: ana.id, before: { hold: false }, after: { hold: true } }]);
    await people.pass(3 * day);
    await restarted(ana, ben);
    await sweep();
    for (const person of [ana, ben]) expect(await texts(person.client, space)).toEqual(['evidence']);
    expect((await stored(space)).destroyed).toBe(destroyed);
    await ana.client.setPolicy(space, { hold: false });
    await people.settled(ana, ben);
    for (const person of [ana, ben]) expect(await texts(person.client, space)).toEqual([]);
    await sweep();
    expect((await stored(space)).destroyed).toBeGreaterThan(destroyed);
    await expect(ana.client.setPolicy(named('short'), { hold: true })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
  });

  it('is not outlived by the keys that somebody was given: what gave them ends with its epoch', async () => {
    const space = named('given');
    await say(ana, space, 'first');
    await people.pass(6 * day);
    await ana.client.addMembers(space, [li.id]);
    await people.settled(ana, ben, li);
    expect(await texts(li.client, space)).toEqual(['first']);
    const { rows: items } = await pool.query<{ bytes: Buffer }>(`select bytes from entry where space = $1 and type = 'item' and bytes is not null order by seq`, [space]);
    const grant = items.find(({ bytes }) => { const parsed = parseItem(bytes); return parsed.ok && parsed.header.kind === 'history'; })!;
    const verified = verifyItem(grant.bytes, (await deviceKeysOf(ana)).publicKey);
    expect(verified).toBeDefined();
    await say(ana, space, 'second');
    await people.pass(day + hour);
    await restarted(ana, ben, li);
    // Everything that anybody still holds.
    const held = await Promise.all([ana, ben, li].map(async (person) => [...(await epochKeysOf(person, space)).values()].map(({ key }) => key).concat([await contentKey(await groupOf(person, space))])));
    expect(held.flat().map((key) => openItem(verified!, key))).toEqual(held.flat().map(() => undefined));
    for (const person of [ana, ben, li]) expect(await texts(person.client, space)).toEqual(['second']);
  });

  it('is no pretext: what the service destroys before its time is alarmed about by name', async () => {
    const early = (by: number) => (entries: Entry[]): Entry[] => entries.map((entry) => (entry.type !== 'item' ? entry
      : { ...entry, type: 'destroyed', bytes: new Uint8Array(createHash('sha256').update(entry.bytes).digest()), at: new Date(Date.parse(entry.at) - by).toISOString() as Instant }));
    const again = async (): Promise<void> => {
      await people.restart(eve, hostile.between);
      await people.settled(eve);
    };
    // A date of its own does not help the service: this device knows what was not there before. Where everything is kept nothing is ever due.
    for (const [by, space] of [[0, named('young')], [800 * day, named('dated')], [800 * day, named('kept')]] as const) {
      harm = undefined;
      await say(ana, space, 'known');
      await again();
      expect(await rules(eve, space)).toEqual([]);
      await say(ana, space, 'withheld');
      harm = early(by);
      await again();
      expect(await rules(eve, space)).toEqual(['destroyed-early']);
      expect(await texts(eve.client, space)).toEqual(['known']);
    }
    // Whoever said something does not lose it by that.
    harm = early(0);
    await eve.client.send(named('young'), plain('my own words'));
    await people.settled(eve);
    expect((await rows(eve, named('young'), 'message') as MessageEntry[]).map(({ text, delivery }) => [text, delivery])).toEqual([['known', null], ['my own words', 'refused']]);
    // Nor is the service rid of it: sent again, it is another item.
    harm = undefined;
    const [, lost] = await rows(eve, named('young'), 'message') as [MessageEntry, MessageEntry];
    await eve.client.resend(named('young'), lost.id);
    await people.settled(eve, ben);
    const [, other] = await rows(eve, named('young'), 'message') as [MessageEntry, MessageEntry];
    expect(other).toMatchObject({ text: 'my own words', seq: expect.any(Number), refusal: null });
    expect(other.id).not.toBe(lost.id);
    expect((await texts(ben.client, named('young'))).slice(-2)).toEqual(['my own words', 'my own words']);
    await people.restart(eve, hostile.between);
    await people.settled(eve);
    expect((await rows(eve, named('young'), 'message') as MessageEntry[]).map(({ text }) => text)).toEqual(['known', 'my own words']);
  });
});

describe('what a space keeps for a time, whatever goes wrong meanwhile,', () => {
  beforeAll(async () => {
    await gather();
    for (const name of ['slept', 'woken', 'suspended']) spaces.set(name, await channel({ days: 1 }, [ben], 'case-file'));
    eve = await people.enrol('Eva Mamani', 'Prosecution', ana, 'practitioner');
    spaces.set('hidden', await channel({ days: 1 }, [ben, eve]));
    for (const name of ['ahead', 'unsent', 'refused', 'stretched', 'unheard', 'dozed', 'behind', 'premature']) spaces.set(name, await channel({ days: 1 }));
    spaces.set('unending', await channel(null));
    spaces.set('departed', await channel({ days: 1 }, [ben, eve]));
  });
  afterAll(end);

  it('is not destroyed by a device that slept while a hold was set, nor by what it does to the vault', async () => {
    const space = named('slept');
    await say(ana, space, 'evidence');
    const awake = await people.another(ben);
    await awake.client.settled();
    await ben.client.close();
    await people.pass(day / 2);
    await ana.client.setPolicy(space, { hold: true });
    await ana.client.settled();
    await people.pass(2 * day);
    await restarted(ben, ana);
    await awake.client.settled();
    const fresh = await people.another(ben);
    await fresh.client.settled();
    for (const { client } of [ana, ben, awake, fresh]) expect(await texts(client, space)).toEqual(['evidence']);
    expect(await rows(ben, space, 'erased')).toEqual([]);
    for (const { client } of [awake, fresh]) await client.close();
  });

  it('is not destroyed before this device has asked what is agreed now', async () => {
    const space = named('woken');
    await say(ana, space, 'what is over');
    const keys = [...(await epochKeysOf(ben, space)).keys()];
    await ben.client.close();
    await people.pass(2 * day);
    const silent = (transport: Transport): Transport => ({ ...transport, link: () => ({ online: false, open: () => undefined, close: () => undefined, on: () => undefined, ask: () => Promise.reject(new ComityFailure({ kind: 'offline' })) }) });
    await people.restart(ben, silent);
    expect([...(await epochKeysOf(ben, space)).keys()]).toEqual(keys);
    expect(await stolen(ben, 'what is over')).toEqual(['what is over']);
    await restarted(ben);
    expect(await stolen(ben, 'what is over')).toEqual([]);
  });

  it('is not destroyed by a device whose clock runs ahead', async () => {
    const space = named('ahead');
    await say(ana, space, 'not yet');
    const epoch = await epochOf(ana, space);
    Object.assign(ben.device.platform, { now: () => new Date(people.clock.now().getTime() + 3 * day) });
    await restarted(ben);
    await people.settled(ana, ben);
    expect(await epochOf(ana, space)).toBe(epoch);
    Object.assign(ben.device.platform, { now: () => people.clock.now() });
    await restarted(ben);
    const fresh = await people.another(ben);
    await fresh.client.settled();
    for (const { client } of [ana, ben, fresh]) expect(await texts(client, space)).toEqual(['not yet']);
    await fresh.client.close();
  });

  it('is not destroyed early by a device whose clock was behind when it came', async () => {
    const space = named('behind');
    Object.assign(ben.device.platform, { now: () => new Date(people.clock.now().getTime() - 2 * day) });
    await restarted(ben);
    await say(ana, space, 'not yet');
    expect(await texts(ben.client, space)).toEqual(['not yet']);
    Object.assign(ben.device.platform, { now: () => people.clock.now() });
    await restarted(ben);
    const fresh = await people.another(ben);
    await fresh.client.settled();
    for (const { client } of [ana, ben, fresh]) expect(await texts(client, space)).toEqual(['not yet']);
    expect(await rules(ben, space)).toEqual([]);
    await fresh.client.close();
    await people.pass(day + hour);
    await restarted(ben);
    expect(await stolen(ben, 'not yet')).toEqual([]);
  });

  it('is kept no longer by a device whose clock ran ahead when it wrote, once that is right, and ends its epochs as ever', async () => {
    const [space, unending] = [named('premature'), named('unending')];
    Object.assign(ben.device.platform, { now: () => new Date(people.clock.now().getTime() + 3 * day) });
    await restarted(ben);
    for (const each of [space, unending]) await say(ben, each, 'from the future');
    Object.assign(ben.device.platform, { now: () => people.clock.now() });
    await restarted(ben);
    const [epoch, other] = [await epochOf(ben, space), await epochOf(ben, unending)];
    await people.pass(4 * hour);
    for (const each of [space, unending]) await say(ben, each, 'from now');
    expect(await epochOf(ben, space)).toBe(epoch + 1);
    expect(await epochOf(ben, unending)).toBe(other + 1);
    await people.pass(day + hour);
    await restarted(ana, ben);
    for (const person of [ana, ben]) {
      expect(await texts(person.client, space)).toEqual([]);
      expect(await rules(person, space)).toEqual([]);
    }
    expect(await stolen(ben, 'from the future')).toEqual(['from the future']);
    expect(await texts(ben.client, unending)).toEqual(['from the future', 'from now']);
  });

  it('is not destroyed by a device that was suspended while a hold was set, and goes from one that was while its time went, as soon as they wake', async () => {
    const [held, over] = [named('suspended'), named('dozed')];
    for (const space of [held, over]) await say(ana, space, 'said before');
    const suspended = new Suspended();
    await people.restart(ben, suspended.between);
    await people.settled(ben);
    suspended.begin();
    await ana.client.setPolicy(held, { hold: true });
    await ana.client.settled();
    await people.pass(day + hour);
    await restarted(ana);
    await sweep();
    // Nothing was heard, and nothing is done on its own account.
    expect((await ben.client.space(held)).policy.hold).toBe(false);
    for (const space of [held, over]) expect(await texts(ben.client, space)).toEqual(['said before']);
    suspended.wake();
    await until(ben.client, async () => (await texts(ben.client, over)).length === 0 && (await ben.client.space(held)).policy.hold);
    await people.settled(ben);
    expect(await texts(ben.client, held)).toEqual(['said before']);
    expect(await rows(ben, held, 'erased')).toEqual([]);
    expect((await epochKeysOf(ben, over)).size).toBe(1);
    for (const space of [held, over]) expect(await rules(ben, space)).toEqual([]);
    await restarted(ben);
  });

  it('is not outlived by the keys in a gift that did not go', async () => {
    let answer = new ComityFailure({ kind: 'offline' });
    const between = (transport: Transport): Transport => ({
      ...transport,
      link: () => {
        const link = transport.link();
        return {
          get online() { return link.online; }, open: () => { link.open(); }, close: () => { link.close(); }, on: (event, listener) => { link.on(event, listener); },
          ask: (event, argument, timeout) => {
            const parsed = event === 'messaging:post' ? parseItem((argument as { item: Uint8Array }).item) : undefined;
            return parsed?.ok === true && parsed.header.kind === 'history' ? Promise.reject(answer) : link.ask(event, argument, timeout);
          },
        };
      },
    });
    const waiting = async (space: SpaceId): Promise<number> => [...await valuesOf(ana)].filter(([name, value]) => name.startsWith(`space/${space}/outbox/`) && Buffer.from(value).includes('"kind":"history"')).length;
    const [unsent, refused] = [named('unsent'), named('refused')];
    for (const space of [unsent, refused]) await say(ana, space, 'first');
    await people.restart(ana, between);
    await people.settled(ana);
    await ana.client.addMembers(unsent, [li.id]);
    expect(await waiting(unsent)).toBe(1);
    await people.pass(day + hour);
    await people.restart(ana, between);
    await until(ana.client, async () => (await waiting(unsent)) === 0);
    await say(ben, refused, 'second');
    answer = new ComityFailure({ kind: 'problem', problem: problem('not-allowed') });
    const undone = new Promise<void>((resolve) => { ana.client.on((event) => { if (event.type === 'undone') resolve(); }); });
    await ana.client.addMembers(refused, [li.id]);
    await undone;
    expect(await waiting(refused)).toBe(0);
    await restarted(ana);
  });

  it('is not kept by one who keeps talking and never ends an epoch', async () => {
    const space = named('stretched');
    await say(ana, space, 'first');
    await ben.client.close();
    const before = await epochOf(ana, space);
    for (const text of ['second', 'third']) {
      await people.pass(4 * hour);
      const { bytes } = encodeMessage(newText(text, people.clock.now().toISOString() as Instant)) as { bytes: Uint8Array };
      const item = await sealAs(ben, space, 'message', bytes);
      await askAs(ben, (link) => link.ask('messaging:post', { item }));
      await restarted(ana);
      expect(await epochOf(ana, space)).toBe(text === 'third' ? before + 1 : before);
    }
    expect(await texts(ana.client, space)).toEqual(['first', 'second', 'third']);
    await restarted(ben);
  });

  it('goes from its sender as well, who never heard that it arrived', async () => {
    const space = named('unheard');
    let deaf = false;
    const between = (transport: Transport): Transport => ({
      ...transport,
      link: () => {
        const link = transport.link();
        return {
          get online() { return link.online; }, open: () => { link.open(); }, close: () => { link.close(); },
          on: (event, listener) => { link.on(event, (value) => { if (!deaf) listener(value); }); },
          ask: async (event, argument, timeout) => {
            deaf ||= event === 'messaging:post';
            const answer = await link.ask(event, argument, timeout);
            if (deaf) throw new ComityFailure({ kind: 'offline' });
            return answer;
          },
        };
      },
    });
    await people.restart(ben, between);
    await people.settled(ben);
    await ben.client.send(space, plain('said and not heard'));
    await until(ana.client, async () => (await texts(ana.client, space)).length === 1);
    await ben.client.close();
    expect(await stolen(ben, 'said and not heard')).toEqual(['said and not heard']);
    await people.pass(day + hour);
    await restarted(ana);
    await sweep();
    await restarted(ben);
    expect(await texts(ben.client, space)).toEqual([]);
    expect(await stolen(ben, 'said and not heard')).toEqual([]);
    expect(await rules(ben, space)).toEqual([]);
  });

  it('goes from the vault of somebody who left and replaced the device: the new one knows nothing of the space but when it is over', async () => {
    const space = named('departed');
    await say(ana, space, 'among us');
    await people.settled(eve);
    await ana.client.removeMember(space, eve.id);
    await until(eve.client, async () => (await eve.client.space(space)).left);
    await people.settled(eve);
    await eve.client.close();
    const next = await people.another(eve);
    await next.client.settled();
    expect((await next.client.spaces()).map(({ id }) => id)).not.toContain(space);
    const kept = async (): Promise<number> => {
      const { keyring } = JSON.parse(fromUtf8((await vaultOf(eve)).get(`space:${space}`)!)!) as { keyring: string };
      return decodeKeyring(fromBase64Url(keyring))!.epochs.size;
    };
    expect(await kept()).toBeGreaterThan(0);
    for (const [passed, gone] of [[day - hour, false], [2 * hour, true]] as const) {
      await people.pass(passed);
      await next.client.close();
      next.client = (await turnedOn(eve, next)).client;
      await next.client.settled();
      expect((await kept()) === 0).toBe(gone);
    }
    await next.client.close();
    // The former one, found again, brings nothing back.
    await restarted(eve);
    expect(await texts(eve.client, space)).toEqual([]);
    expect(await kept()).toBe(0);
  });

  it('goes whole from a space that the service does not list any more, and from the vault when that can be reached again', async () => {
    const space = named('hidden');
    await say(ana, space, 'the last word');
    await people.settled(eve);
    const written: string[] = [];
    let broken = true;
    const hidden = new Hostile().ack('messaging:spaces', (value) => ({ ...value, spaces: value.spaces.filter((state) => state.space !== space) }));
    const between = (transport: Transport): Transport => {
      const inner = hidden.between(transport);
      return {
        ...inner,
        rest: {
          call: async (route, call) => {
            const name = route === 'writeVaultRecord' ? String(call?.params?.['name']) : '';
            if (broken && name.startsWith('space:')) throw new ComityFailure({ kind: 'offline' });
            const answer = await inner.rest.call(route, call);
            if (name !== '') written.push(name);
            return answer;
          },
        },
      };
    };
    const again = async (): Promise<void> => {
      await people.restart(eve, between);
      await people.settled(eve);
    };
    await again();
    expect(await rules(eve, space)).toEqual(['removed']);
    expect(await texts(eve.client, space)).toEqual(['the last word']);
    await people.pass(day + hour);
    await again();
    expect(await texts(eve.client, space)).toEqual([]);
    expect((await epochKeysOf(eve, space)).size).toBe(0);
    expect([...(await valuesOf(eve)).keys()]).not.toContain(`space/${space}/group`);
    expect(written).not.toContain(`space:${space}`);
    broken = false;
    for (const told of [[`space:${space}`], []]) {
      written.length = 0;
      await again();
      expect(written.filter((name) => name === `space:${space}`)).toEqual(told);
    }
  });
});
