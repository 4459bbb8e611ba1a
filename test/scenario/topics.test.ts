import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ItemId, SpaceId } from '@comity/contracts';
import { plain, type ComityEvent } from '@comity/sdk';
import { People, texts, until, type Device, type Person } from './people.js';

describe('topics', () => {
  let people: People;
  let eva: Person;
  let raj: Person;
  let phone: Device;
  let space: SpaceId;
  let orders: ItemId;
  let travel: ItemId;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Central Authority', 'DK');
    eva = await people.enrol('Eva Holm', 'Central Authority', people.officers[0], 'focal-point');
    raj = await people.enrol('Raj Patel', 'Central Authority', eva);
    space = await eva.client.createChannel({ title: 'Operation', purpose: null, members: [raj.id] });
    phone = await people.another(raj);
    await settled();
    orders = await eva.client.createTopic(space, 'Orders');
    travel = await eva.client.createTopic(space, 'Travel');
    await settled();
  });
  afterAll(async () => { await people.end(); });

  const settled = async () => { for (let i = 0; i < 2; i += 1) { await people.settled(eva, raj); await phone.client.settled(); } };
  const say = async (text: string, topic: ItemId | null = null) => { await eva.client.send(space, plain(text, 'none', { topic })); await eva.client.settled(); };
  const unread = async (client = raj.client) => {
    const view = await client.space(space);
    return { all: view.unread, ...Object.fromEntries(view.topics.map(({ title, unread: count }) => [title, count])) };
  };
  const words = async (topic?: ItemId | 'main', client = raj.client) => (await client.timeline(space, 0, 1_000, topic)).entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : entry.type === 'topic' ? [`# ${entry.title}`] : []));

  it('show apart and together', async () => {
    await say('main 1');
    await say('order 1', orders);
    await say('flight', travel);
    await say('order 2', orders);
    await say('main 2');
    await settled();
    expect(await words('main')).toEqual(['# Orders', '# Travel', 'main 1', 'main 2']);
    expect(await words(orders)).toEqual(['# Orders', 'order 1', 'order 2']);
    expect(await words(travel)).toEqual(['# Travel', 'flight']);
    expect(await words()).toEqual(['# Orders', '# Travel', 'main 1', 'order 1', 'flight', 'order 2', 'main 2']);
  });

  it('have an unread state each, whose sum is the space’s', async () => {
    expect(await unread()).toEqual({ all: 5, Orders: 2, Travel: 1 });
    const page = await raj.client.timeline(space, 0, 100, orders);
    expect(page.firstUnread).toBe(1);
    await raj.client.markRead(space, page.entries[1]!.seq!, orders);
    expect(await unread()).toEqual({ all: 4, Orders: 1, Travel: 1 });
    expect((await raj.client.timeline(space, 0, 1, orders)).firstUnread).toBe(2);
    expect((await raj.client.timeline(space, 0, 1)).firstUnread).toBe((await raj.client.locate(space, { id: (await entry('main 1')).id, seq: (await entry('main 1')).seq! })));
    await raj.client.markRead(space, 1, orders);
    expect(await unread()).toEqual({ all: 4, Orders: 1, Travel: 1 });
  });
  const entry = async (text: string, client = raj.client) => {
    const found = (await client.timeline(space, 0, 1_000)).entries.find((each) => each.type === 'message' && each.text === text);
    if (found?.type !== 'message') throw new Error(`nobody said ${text}`);
    return found;
  };

  it('tell others only that was read before which everything was read', async () => {
    await settled();
    expect((await entry('order 1', eva.client)).readBy).toEqual([]);
    await raj.client.markRead(space, (await entry('main 2')).seq!, 'main');
    await settled();
    expect((await entry('main 1', eva.client)).readBy).toEqual([raj.id]);
    expect((await entry('order 1', eva.client)).readBy).toEqual([raj.id]);
    expect((await entry('flight', eva.client)).readBy).toEqual([]);
    expect((await entry('main 2', eva.client)).readBy).toEqual([]);
    await raj.client.markRead(space, (await entry('flight')).seq!, travel);
    await raj.client.markRead(space, (await entry('order 2')).seq!, orders);
    await settled();
    expect((await entry('main 2', eva.client)).readBy).toEqual([raj.id]);
  });

  it('are read on all of a person’s devices', async () => {
    await say('order 3', orders);
    await say('main 3');
    await settled();
    expect(await unread(phone.client)).toEqual({ all: 2, Orders: 1, Travel: 0 });
    await raj.client.markRead(space, (await entry('order 3')).seq!, orders);
    await raj.client.settled();
    await until(phone.client, async () => (await unread(phone.client)).all === 1);
    expect(await unread(phone.client)).toEqual({ all: 1, Orders: 0, Travel: 0 });
    // A device that comes later learns it, too.
    const late = await people.another(raj);
    await late.client.settled();
    expect(await unread(late.client)).toEqual({ all: 1, Orders: 0, Travel: 0 });
    expect(await words(orders, late.client)).toEqual(await words(orders));
    await late.client.close();
    await raj.client.markRead(space, 100_000);
    expect(await unread()).toEqual({ all: 0, Orders: 0, Travel: 0 });
  });

  it('are renamed by anybody, and known by name to who joins later', async () => {
    const seq = (await raj.client.space(space)).topics.find(({ id }) => id === orders)!.seq!;
    await raj.client.renameTopic(space, { id: orders, seq }, 'Freezing orders');
    await settled();
    expect((await eva.client.space(space)).topics.find(({ id }) => id === orders)?.title).toBe('Freezing orders');
    const [officer] = people.officers;
    await eva.client.addMembers(space, [officer.id]);
    await eva.client.settled();
    await say('order 4', orders);
    await officer.client.settled();
    expect((await officer.client.space(space)).topics.map(({ title, unread: count }) => [title, count])).toEqual([['Freezing orders', 1], ['Travel', 0]]);
    expect(await words(orders, officer.client)).toEqual(['order 4']);
    expect(await officer.client.alarms()).toEqual([]);
  });

  it('find a message in each view by reference and by date', async () => {
    const { id, seq, sentAt } = await entry('order 2');
    const on = { id, seq: seq! };
    for (const scope of [undefined, orders] as const) {
      const index = await raj.client.locate(space, on, scope);
      expect((await raj.client.timeline(space, index!, 1, scope)).entries[0]).toMatchObject({ id });
      const from = await raj.client.indexAt(space, sentAt, scope);
      expect((await raj.client.timeline(space, from, 1, scope)).entries[0]).toMatchObject({ id });
    }
    expect(await raj.client.locate(space, on, travel)).toBeNull();
    expect(await raj.client.locate(space, { ...on, seq: on.seq + 1 })).toBeNull();
    expect(await raj.client.indexAt(space, '2099-01-01T00:00:00.000Z' as never)).toBe((await raj.client.timeline(space, 0, 0)).total);
    expect(await raj.client.indexAt(space, '1999-01-01T00:00:00.000Z' as never, orders)).toBe(0);
  });

  it('keep a draft each, through a restart', async () => {
    await raj.client.saveDraft(space, 'half a thought');
    await raj.client.saveDraft(space, 'half an order', orders);
    await people.restart(raj);
    expect([await raj.client.draft(space), await raj.client.draft(space, orders), await raj.client.draft(space, travel)]).toEqual(['half a thought', 'half an order', '']);
    await raj.client.saveDraft(space, '', orders);
    expect(await raj.client.draft(space, orders)).toBe('');
    for (const [, value] of await raj.device.store.list('')) expect(Buffer.from(value).includes('half a thought')).toBe(false);
  });

  describe('and what a person tells of themselves', () => {
    const typing = (client: typeof raj.client) => {
      const heard: (ComityEvent & { type: 'typing' })[] = [];
      const stop = client.on((event) => { if (event.type === 'typing') heard.push(event); });
      return { heard, stop };
    };

    it('shows who is writing, in which topic, until they have said it', async () => {
      await settled();
      const { heard, stop } = typing(raj.client);
      await eva.client.typing(space, orders);
      await until(raj.client, () => heard.length === 1);
      expect(heard).toEqual([{ type: 'typing', space, topic: orders, people: [eva.id] }]);
      // Again at once tells nothing more.
      await eva.client.typing(space, orders);
      await say('written', orders);
      await until(raj.client, () => heard.length === 2);
      expect(heard[1]).toEqual({ type: 'typing', space, topic: orders, people: [] });
      stop();
      // Nothing of it is kept: the log has no more entries than were said.
      expect((await words(orders)).at(-1)).toBe('written');
    });

    it('keeps to itself what it switched off, on all devices, and is not told either', async () => {
      await raj.client.setSpaceSettings(space, { receipts: false, typing: false, level: 'mentions' });
      await until(phone.client, async () => (await phone.client.spaceSettings(space)).level === 'mentions');
      expect((await phone.client.space(space)).settings).toEqual({ receipts: false, typing: false, level: 'mentions' });
      await settled();
      const ear = typing(eva.client);
      await raj.client.typing(space, null);
      await raj.client.send(space, plain('after it'));
      await settled();
      expect(ear.heard).toEqual([]);
      await say('have you read this?');
      await settled();
      await raj.client.markRead(space, 100_000);
      await settled();
      const asked = await entry('have you read this?', eva.client);
      expect([asked.deliveredTo.includes(raj.id), asked.readBy]).toEqual([true, []]);
      await eva.client.markRead(space, 100_000);
      await settled();
      expect(await entry('after it')).toMatchObject({ readBy: [] });
      const { heard, stop } = typing(raj.client);
      await eva.client.typing(space, travel);
      await say('and this?', travel);
      await settled();
      expect(heard).toEqual([]);
      stop();
      ear.stop();
      await raj.client.setSpaceSettings(space, { receipts: true, typing: true, level: 'all' });
      await raj.client.markRead(space, 100_000);
      await settled();
      expect((await entry('and this?', eva.client)).readBy).toContain(raj.id);
    });
  });

  it('alarmed nobody', async () => {
    for (const client of [eva.client, raj.client, phone.client]) expect(await client.alarms()).toEqual([]);
    expect((await texts(phone.client, space)).at(-1)).toBe('and this?');
  });
});
