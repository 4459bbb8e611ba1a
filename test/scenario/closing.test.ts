/** A case file that is over: closed by an owner or by the rule for meetings, read by all, and written in by nobody. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, SpaceId } from '@comity/contracts';
import { encodeProfile } from '@comity/e2ee';
import { meetingsOf, plain, type EntryId, type EntryInput, type Meetings } from '@comity/sdk';
import { sealAs } from './insider.js';
import { Forger } from './forger.js';
import { People, texts, until, type Person } from './people.js';
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
    await until(cai.client, async () => (await cai.client.search({ text: 'ledger', offset: 0, limit: 10 })).total > 0);
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

describe('the case file of a meeting', () => {
  const day = 86_400_000;
  let people: People;
  let wanjiru: Person, claire: Person;
  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Asset Recovery Office', 'KE');
    await people.admit('Parquet financier', 'FR');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point');
    await people.settled(wanjiru, claire);
  });
  afterAll(async () => { await people.end(); });

  it('is closed by the client of an owner two weeks after its session and the last word in it, and opened again by an owner', async () => {
    const [secretariat, kenya, france] = [people.officers[0], wanjiru, claire].map(({ client }) => meetingsOf(client)) as [Meetings, Meetings, Meetings];
    const paris = people.authorities.get('Parquet financier')!, wishes = { priority: 2, delegates: [] };
    const date = new Date(people.clock.now().getTime() - 3 * day).toISOString().slice(0, 10);
    const { id } = await secretariat.addSession({ kind: 'operational', title: 'Ports', place: null, zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 20, days: [{ date, starts: ['09:00'], breaks: [] }], cases: [] });
    await secretariat.writeOffices(id, [people.authorities.get('Asset Recovery Office')!, paris].map((authority) => ({ version: 0, authority, requests: null, away: [], remote: null })));
    const { id: request, version, terms } = await kenya.ask(id, { parties: [paris], terms: {}, wishes, topic: { text: 'Vessel payments', people: [claire.id] } });
    const space = terms.space!;
    await france.accept(id, request, version, wishes);
    await people.settled(wanjiru, claire);
    /** Everybody signs in again after so many days; what happens to the session is a hint to all who attend it. */
    const later = async (days: number) => {
      await people.pass(days * day);
      for (const person of [people.officers[0], wanjiru, claire]) await people.signInAgain(person);
      await people.settled(wanjiru, claire);
      const now = await secretariat.session(id);
      await secretariat.changeSession(id, now.version, { ...now.facts, place: `Hall ${days}` });
    };
    const seen = async ({ client }: Person) => [(await client.space(space)).closed, (await client.timeline(space, 0, 500)).entries.flatMap((each) => (each.type === 'closing' ? [each.change] : []))];

    await later(13);
    await wanjiru.client.send(space, plain('The minutes are done'));
    await until(claire.client, async () => (await texts(claire.client, space)).includes('The minutes are done'));
    await people.settled(wanjiru, claire);
    const written = people.clock.now().getTime(), due = Date.parse((await france.closing(space))!);
    expect([await seen(wanjiru), Math.abs(due - written - 14 * day) < day / 24]).toEqual([[false, []], true]);
    // A fortnight after the session, and not after what was written.
    await later(8);
    expect(await seen(wanjiru)).toEqual([false, []]);
    await later(7);
    for (const { client } of [claire, wanjiru]) await until(client, async () => (await client.space(space)).closed);
    await people.settled(wanjiru, claire);
    expect([await seen(wanjiru), await seen(claire), await france.closing(space)]).toEqual([[true, ['over']], [true, ['over']], null]);
    await expect(claire.client.send(space, plain('One more word'))).rejects.toMatchObject(closed);
    await wanjiru.client.setClosed(space, false);
    await people.settled(wanjiru, claire);
    await later(20);
    expect([await seen(wanjiru), await seen(claire)]).toEqual([[false, ['over', 'open']], [false, ['over', 'open']]]);
  });
});
