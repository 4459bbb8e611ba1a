import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plain } from '@comity/sdk';
import { People, texts, until, type Person } from './people.js';

describe('two authorities of two States', () => {
  let people: People;
  let wanjiru: Person;
  let claire: Person;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Asset Recovery Office', 'KE');
    await people.admit('Parquet financier', 'FR');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point');
  });
  afterAll(async () => { await people.end(); });

  it('talk both ways in a channel', async () => {
    const space = await wanjiru.client.createChannel({ title: 'Lighthouse', purpose: 'Vessel payments', members: [claire.id] });
    await wanjiru.client.send(space, plain('Good morning, Paris', 'H1'));
    await people.settled(wanjiru, claire);
    expect(await texts(claire.client, space)).toEqual(['Good morning, Paris']);
    await claire.client.send(space, plain('Bonjour, Nairobi'));
    await people.settled(claire, wanjiru);
    expect(await texts(wanjiru.client, space)).toEqual(['Good morning, Paris', 'Bonjour, Nairobi']);
    expect((await claire.client.space(space)).title).toBe('Lighthouse');
  });

  it('see how far the other has received and read', async () => {
    const id = (await wanjiru.client.spaces())[0]!.id;
    const newest = (await claire.client.timeline(id, -1, 1)).entries[0];
    await claire.client.markRead(id, newest?.seq ?? 0);
    await people.settled(claire);
    await until(wanjiru.client, async () => {
      const { entries } = await wanjiru.client.timeline(id, 0, 50);
      return entries.some((entry) => entry.type === 'message' && entry.own && entry.delivery === 'read');
    });
  });

  it('hold no alarm', async () => {
    for (const { client } of [wanjiru, claire]) expect(await client.alarms()).toEqual([]);
  });
});
