/** What a client costs, in Node on one core: sealing and opening, MLS, and the whole client against the real service. */
import { randomUUID } from 'node:crypto';
import { suites, type Instant, type ItemId, type SpaceId, type Suite } from '@comity/contracts';
import { commitChanges, contentKey, encodeMessage, epochTag, firstLink, joinByWelcome, newKeyPackage, newText, nextLink, openItem, parseItem, readCommit, sealItem, verifyItem, type Group, type NewKeyPackage } from '@comity/e2ee';
import type { Comity } from '@comity/sdk';
import { clientOf, passphrase, ready as whenReady } from '../scenario/people.js';
import { Switch } from '../scenario/switch.js';
import { invite, vouch, type Seat } from '../support/community.js';
import { foundSpace, sealMessage } from '../support/sealing.js';
import { rateOf } from './machine.js';
import { ask, buffer, openSocket } from './product-target.js';
import type { Product } from './product.js';
import { figure, type Table } from './report.js';
import { bodyBytes } from './target.js';

type Row = [what: string, measured: string, bar: string];
/** A large channel is classical, a small one hybrid. */
const large = 100;
const small = 60;
const content = Buffer.alloc(bodyBytes, 'x');

export async function measureClient(product: Product, quick: boolean, progress: (line: string) => void): Promise<Table[]> {
  const rows: Row[] = [];
  const add = (...row: Row): void => { rows.push(row); progress(row.join('; ')); };
  await measureItems(product.address.seats, add);
  await measureGroups(product.address.seats, suites.classical, large, add);
  await measureGroups(product.address.seats, suites.hybrid, small, add);
  await measureWhole(product, quick ? 1_000 : 10_000, add);
  return [{ title: 'The client', note: 'In Node, one process; the bar is the least that is asked for.', columns: ['what', 'measured', 'bar'], rows }];
}

async function measureItems(seats: readonly Seat[], add: (...row: Row) => void): Promise<void> {
  const [author, reader] = seats as [Seat, Seat];
  const space = await foundSpace([author, reader]);
  let message = 0;
  const seal = rateOf(() => { sealMessage(space, author, message++, content); });
  const item = sealMessage(space, author, message, content);
  const open = rateOf(() => {
    const verified = verifyItem(item, author.publicKey);
    if (verified === undefined || openItem(verified, space.contentKey) === undefined) throw new Error('the item did not open');
  });
  const parse = rateOf(() => { parseItem(item); });
  add('seal an item of 512 bytes, per second', figure(seal), '5,000');
  add('verify and open it, per second', figure(open), '5,000');
  add('parse it, as the service does, per second', figure(parse), '-');
}

async function measureGroups(seats: readonly Seat[], suite: Suite, members: number, add: (...row: Row) => void): Promise<void> {
  const inside = seats.slice(0, members);
  const [founder, second] = inside as [Seat, Seat];
  const named = suite === suites.hybrid ? 'hybrid' : 'classical';
  const alone = await foundSpace([founder], suite);
  const packages: NewKeyPackage[] = [];
  add(`make a ${named} key package, ms`, figure(await milliseconds(async () => { for (const seat of inside.slice(1)) packages.push(await newKeyPackage(seat, suite, false, new Date())); }) / packages.length), '-');
  let all = alone.changes;
  add(`${named}: commit that adds ${members - 1} members, ms`, figure(await milliseconds(async () => { all = await commitChanges(alone.changes.next, { add: packages.map(({ bytes }) => bytes) }); })), '-');
  const [own] = packages;
  const { welcome } = all;
  if (own === undefined || welcome === null) throw new Error('nobody was welcomed');
  let joined: Group | undefined;
  add(`${named}: join a space of ${members} by welcome, ms`, figure(await milliseconds(async () => { joined = await joinByWelcome(welcome, own, second); })), '-');
  const renewal = await commitChanges(all.next, {});
  const group = joined;
  if (group === undefined) throw new Error('nobody joined');
  await readCommit(group, renewal.commit);
  add(`${named}: process a commit at ${members} members, ms`, figure(await milliseconds(async () => { for (let i = 0; i < 10; i += 1) await readCommit(group, renewal.commit); }) / 10), '-');
}

/** Somebody enrols with the product's own client, creates a large channel, goes offline, and comes back to many messages. */
async function measureWhole(product: Product, items: number, add: (...row: Row) => void): Promise<void> {
  const { url, founded, officerCookie } = product;
  const others = product.address.seats.slice(0, large - 1);
  const packages = await Promise.all(others.map(async (seat) => {
    const socket = await openSocket(url, seat.cookie);
    const offer = async (suite: Suite) => {
      const made = await newKeyPackage(seat, suite, false, new Date());
      await ask(socket, 'messaging:upload-key-packages', { suite, packages: [buffer(made.bytes)], lastResort: null });
      return made;
    };
    await offer(suites.hybrid);
    const made = await offer(suites.classical);
    socket.close();
    return made;
  }));
  const line = new Switch();
  const { client } = clientOf(url, undefined, line.between);
  const { secret } = await client.newTotp('measured');
  const { TOTP, Secret } = await import('otpauth');
  await client.enrol({ link: await invite(url, founded, officerCookie), name: 'Measured', title: null, login: 'measured', passphrase, totp: { secret, code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() }, deviceName: 'Bench' });
  await vouch(url, founded, officerCookie);
  await whenReady(client);
  await client.settled();

  let channel: SpaceId | undefined;
  for (const [named, members] of [['hybrid', small], ['classical', large]] as const) {
    add(`create a ${named} channel of ${members} members through the SDK, s`, figure(await milliseconds(async () => {
      channel = await client.createChannel({ title: 'Measured', purpose: null, members: others.slice(0, members - 1).map(({ practitioner }) => practitioner) });
    }) / 1000), '1.00');
    if (channel === undefined || (await client.space(channel)).postQuantum !== (named === 'hybrid')) throw new Error(`the channel is not ${named}`);
  }
  await client.settled();
  if (channel === undefined) throw new Error('there is no channel');
  const [own] = packages;
  if (own === undefined) throw new Error('nobody is there to write');

  line.cut();
  await fill(url, others.slice(0, 20), own, channel, items);
  const took = await milliseconds(async () => {
    line.mend();
    await caughtUp(client, channel as SpaceId, items);
    await client.settled();
  });
  add(`catch up on ${items.toLocaleString('en-US')} items through the SDK, s`, figure(took / 1000), '3.00');
  await client.close();
}

async function caughtUp(client: Comity, channel: SpaceId, items: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let asking = Promise.resolve();
    const stop = client.on((event) => {
      if (event.type === 'timeline' || event.type === 'spaces' || event.type === 'alarm') asking = asking.then(async () => {
        const alarms = await client.alarms();
        if (alarms.length > 0) { stop(); reject(new Error(`the client alarmed: ${alarms[0]?.rule}`)); return; }
        if ((await client.timeline(channel, -1, 1)).total >= items) { stop(); resolve(); }
      });
    });
  });
}

/** Writes `items` messages into the channel, in turn by several members, so that none meets the rate limit; the first joins it to learn its key. */
async function fill(url: string, writers: readonly Seat[], own: NewKeyPackage, channel: SpaceId, items: number): Promise<void> {
  const [writer] = writers;
  if (writer === undefined) throw new RangeError('nobody writes');
  const socket = await openSocket(url, writer.cookie);
  const { welcomes } = await ask(socket, 'messaging:welcomes', {});
  const welcome = welcomes.find(({ space }) => space === channel);
  if (welcome === undefined) throw new Error('the writer was not welcomed');
  const group = await joinByWelcome(welcome.bytes, own, writer);
  const key = await contentKey(group), tag = epochTag(group);
  const { entries } = await ask(socket, 'messaging:sync', { space: channel, after: 0, limit: 1_000 });
  let link = firstLink();
  for (const entry of entries) link = nextLink(link, entry);
  const transcript = { seq: entries.length, link };
  await Promise.all(writers.map(async (writer, w) => {
    const from = w === 0 ? socket : await openSocket(url, writer.cookie);
    for (let i = w; i < items; i += writers.length) {
      const text = encodeMessage(newText(`${i} ${'x'.repeat(bodyBytes - 60)}`, new Date().toISOString() as Instant));
      if (!text.ok) throw new Error(text.rule);
      const item = sealItem({
        header: { kind: 'message', handling: 'none', space: channel, epoch: group.epoch, epochTag: tag, id: randomUUID() as ItemId, sender: writer.device, transcript, treeHead: { size: 0, root: new Uint8Array(32) } },
        content: text.bytes, contentKey: key, deviceSecret: writer.secretKey,
      });
      await ask(from, 'messaging:post', { item: buffer(item) });
    }
    from.close();
  }));
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
