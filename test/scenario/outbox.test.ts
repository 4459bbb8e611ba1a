import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import { Switch } from './switch.js';
import { People, texts, type Person } from './people.js';

describe('the outbox', () => {
  let people: People;
  let ana: Person;
  let ben: Person;
  let space: SpaceId;
  const line = new Switch();

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Prosecution', 'PE');
    ana = await people.enrol('Ana Quispe', 'Prosecution', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Rojas', 'Prosecution', ana, 'practitioner', line.between);
    space = await ana.client.createChannel({ title: 'Field', purpose: null, members: [ben.id] });
    await people.settled(ana, ben);
  });
  afterAll(async () => { await people.end(); });

  it('keeps what is written without a connection, in order, and sends it once', async () => {
    line.cut();
    for (let i = 0; i < 20; i += 1) await ben.client.send(space, plain(`offline ${i}`));
    const { entries } = await ben.client.timeline(space, -20, 20);
    expect(entries.every((entry) => entry.type === 'message' && entry.delivery === 'queued')).toBe(true);
    line.mend();
    await people.settled(ben, ana);
    expect(await texts(ana.client, space)).toEqual(Array.from({ length: 20 }, (_, i) => `offline ${i}`));
  });

  it('sends words and what is done in the order in which they were written', async () => {
    line.cut();
    for (let i = 0; i < 5; i += 1) {
      await ben.client.send(space, plain(`before topic ${i}`));
      await ben.client.createTopic(space, `topic ${i}`);
    }
    line.mend();
    await people.settled(ben, ana);
    const { entries } = await ana.client.timeline(space, -10, 10);
    expect(entries.map((entry) => (entry.type === 'topic' ? entry.title : entry.type === 'message' ? entry.text : entry.type))).toEqual(Array.from({ length: 5 }, (_, i) => [`before topic ${i}`, `topic ${i}`]).flat());
  });

  it('survives the end of the program', async () => {
    line.cut();
    await ben.client.send(space, plain('before the end', 'H2'));
    await ben.client.close();
    await ana.client.send(space, plain('meanwhile'));
    await people.settled(ana);
    line.mend();
    await people.restart(ben, line.between);
    await people.settled(ben, ana);
    expect((await texts(ana.client, space)).slice(-2)).toEqual(['meanwhile', 'before the end']);
    expect(await texts(ben.client, space)).toEqual(await texts(ana.client, space));
  });

  it('takes effect once when acknowledgements are lost', async () => {
    line.dropAcknowledgements(3);
    await ben.client.send(space, plain('once'));
    await people.settled(ben, ana);
    expect((await texts(ana.client, space)).filter((text) => text === 'once')).toHaveLength(1);
    expect((await texts(ben.client, space)).filter((text) => text === 'once')).toHaveLength(1);
  });

  it('seals anew when the space moved on meanwhile', async () => {
    line.cut();
    await ben.client.send(space, plain('late'));
    const carla = await people.enrol('Carla Huanca', 'Prosecution', ana);
    await ana.client.addMembers(space, [carla.id]);
    await people.settled(ana, carla);
    line.mend();
    await people.settled(ben, ana, carla);
    expect((await texts(carla.client, space)).at(-1)).toBe('late');
    for (const { client } of [ana, ben, carla]) expect(await client.alarms()).toEqual([]);
  });
});
