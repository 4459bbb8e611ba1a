/** A case file that is over: closed by an owner, read by all, and written in by nobody. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, SpaceId } from '@comity/contracts';
import { encodeProfile } from '@comity/e2ee';
import { plain, type EntryId, type EntryInput } from '@comity/sdk';
import { sealAs } from './insider.js';
import { Forger } from './forger.js';
import { People, texts, type Person } from './people.js';
import { Switch } from './switch.js';

const input = (title: string): EntryInput => ({ kind: 'note', title, fields: { text: 'Words' }, links: [], marking: { handling: 'none', restriction: null, evaluation: null, tlp: null }, source: null, after: null });
const closed = { kind: 'closed' };

describe('a case file that is closed', () => {
  let people: People;
  let ada: Person, bo: Person, cai: Person, dee: Person;
  let file: SpaceId, inside: SpaceId, channel: SpaceId, entry: EntryId;
  const line = new Switch();
  const settled = async () => { for (let round = 0; round < 2; round += 1) await people.settled(ada, bo, cai); };
  const seenBy = (...persons: Person[]) => Promise.all(persons.map(async ({ client }) => (await client.space(file)).closed));
  const rows = async ({ client }: Person) => (await client.timeline(file, 0, 500)).entries.flatMap((each) => (each.type === 'closing' ? [[each.change, each.by]] : []));
  const say = async (person: Person, closing: { closed: boolean; at: number | null }, title = 'Harbour') => {
    const forger = await Forger.of(person, file);
    const encoded = encodeProfile({ title, purpose: null, sentAt: new Date().toISOString() as Instant, closing });
    if (!encoded.ok) throw new Error(encoded.rule);
    await forger.link.ask('messaging:post', { item: await sealAs(person, file, 'profile', encoded.bytes) });
    forger.close();
    await settled();
  };

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Public Ministry', 'BR');
    ada = await people.enrol('Ada Lima', 'Public Ministry', people.officers[0], 'focal-point');
    bo = await people.enrol('Bo Reis', 'Public Ministry', ada);
    cai = await people.enrol('Cai Melo', 'Public Ministry', ada, 'practitioner', line.between);
    dee = await people.enrol('Dee Alves', 'Public Ministry', ada);
    file = await ada.client.createChannel({ kind: 'case-file', title: 'Harbour', purpose: null, members: [bo.id, cai.id] });
    channel = await ada.client.createChannel({ title: 'Talk', purpose: null, members: [bo.id] });
    await settled();
    await ada.client.setOwner(file, bo.id, true);
    inside = await ada.client.createCompartment(file, { title: 'Sources', members: [bo.id, cai.id], announce: false });
    await ada.client.send(file, plain('Read this, all', 'none', { alert: true }));
    entry = await ada.client.writeEntry(file, { ...input('Find the ledger'), kind: 'task', fields: { owner: cai.id, due: '2027-12-01' } });
    await settled();
  });
  afterAll(async () => { await people.end(); });

  it('is closed by an owner, in the sight of all, with its compartments; what is no case file is not', async () => {
    await expect(cai.client.setClosed(file, true)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    for (const other of [inside, channel]) await expect(ada.client.setClosed(other, true)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    expect((await cai.client.inbox()).map(({ kind }) => kind)).toContain('alert');
    await ada.client.setClosed(file, true);
    await ada.client.setClosed(file, true);
    await settled();
    expect(await seenBy(ada, bo, cai)).toEqual([true, true, true]);
    expect(await cai.client.space(inside)).toMatchObject({ closed: true, readOnly: true });
    expect(await rows(cai)).toEqual([['closed', ada.id]]);
  });

  it('is written in by nobody, asks for nobody’s attention, and is found', async () => {
    const message = (await bo.client.timeline(file, 0, 500)).entries.find((each) => each.type === 'message')!;
    const on = { id: message.key as never, seq: message.seq! };
    for (const { client } of [ada, cai]) {
      await expect(client.send(file, plain('One more word'))).rejects.toMatchObject(closed);
      await expect(client.react(file, on, '👍', true)).rejects.toMatchObject(closed);
      await expect(client.acknowledge(file, on)).rejects.toMatchObject(closed);
      await expect(client.createTopic(file, 'Berths')).rejects.toMatchObject(closed);
      await expect(client.newNote(file, 'Minutes')).rejects.toMatchObject(closed);
      for (const where of [file, inside]) await expect(client.writeEntry(where, input('A note'))).rejects.toMatchObject(closed);
      await expect(client.strikeEntry(file, entry, 'Done')).rejects.toMatchObject(closed);
      await expect(client.moveEntry(file, entry, inside, 'Kept elsewhere')).rejects.toMatchObject(closed);
    }
    await expect(ada.client.createCompartment(file, { title: 'More', members: [bo.id], announce: false })).rejects.toMatchObject(closed);
    expect((await cai.client.inbox()).filter(({ space }) => space === file)).toEqual([]);
    expect(await cai.client.myTasks()).toEqual([]);
    expect((await cai.client.search({ text: 'ledger', offset: 0, limit: 10 })).hits.map(({ space }) => space)).toEqual([file]);
    expect(await texts(cai.client, file)).toEqual(['Read this, all']);
  });

  it('is opened again by another owner, and stays open though the former is said once more', async () => {
    const before = (await bo.client.timeline(file, 0, 500)).entries.find(({ type }) => type === 'closing')!.seq!;
    await bo.client.setClosed(file, false);
    await settled();
    await ada.client.send(file, plain('One more word'));
    await say(ada, { closed: true, at: before });
    await say(ada, { closed: true, at: 0 });
    await say(ada, { closed: true, at: 1_000_000 });
    expect(await seenBy(ada, bo, cai)).toEqual([false, false, false]);
    expect(await rows(cai)).toEqual([['closed', ada.id], ['open', bo.id]]);
    expect((await cai.client.myTasks()).map(({ id }) => id)).toEqual([entry]);
  });

  it('is not closed by a member who says so, nor opened, and raises no alarm by trying; nobody renames it so', async () => {
    await say(cai, { closed: true, at: null });
    expect(await seenBy(ada, bo, cai)).toEqual([false, false, false]);
    await say(bo, { closed: true, at: null }, 'Another name');
    await say(cai, { closed: false, at: null });
    expect(await seenBy(ada, bo, cai)).toEqual([true, true, true]);
    expect((await cai.client.space(file)).title).toBe('Harbour');
    for (const { client } of [ada, bo, cai]) expect(await client.alarms()).toEqual([]);
    await ada.client.setClosed(file, false);
    await settled();
  });

  it('keeps what was written before that was known', async () => {
    line.cut();
    await cai.client.send(file, plain('Written without a line'));
    await ada.client.setClosed(file, true);
    await people.settled(ada, bo);
    line.mend();
    await settled();
    expect(await texts(bo.client, file)).toEqual(['Read this, all', 'One more word', 'Written without a line']);
    await expect(cai.client.send(file, plain('And now'))).rejects.toMatchObject(closed);
  });

  it('is closed for whoever comes in later, too', async () => {
    await bo.client.addMembers(file, [dee.id]);
    await people.settled(ada, bo, cai, dee);
    expect(await seenBy(dee)).toEqual([true]);
    expect(await rows(dee)).toEqual([]);
    await expect(dee.client.send(file, plain('Hello'))).rejects.toMatchObject(closed);
  });
});
