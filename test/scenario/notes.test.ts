/** Notes of a case file: edited by several at once, also without a connection, read by who comes in later, and what somebody who keeps no rules can do to them. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import * as Y from 'yjs';
import { noteLimits, noteRoot, type ItemId, type SpaceId } from '@comity/contracts';
import { noteClient, parseItem, writeNote, type NoteSaying } from '@comity/e2ee';
import type { Comity, Marking, NoteView } from '@comity/sdk';
import { Forger, now } from './forger.js';
import { valuesOf } from './insider.js';
import { People, type Device, type Person } from './people.js';
import { Switch } from './switch.js';

const hour = 3_600_000;
const day = 24 * hour;
const month = '2592000';

/** A document of somebody who has a note open. */
class Pen {
  readonly doc = new Y.Doc();
  private unsent: Uint8Array[] = [];

  private constructor(readonly client: Comity, readonly space: SpaceId, readonly note: ItemId, readonly n: number, id: number) {
    this.doc.clientID = id;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'read') this.unsent.push(update); });
  }

  static async of(client: Comity, space: SpaceId, note: ItemId): Promise<Pen> {
    const writing = await client.beginWriting(space, note);
    const pen = new Pen(client, space, note, writing.n, writing.client);
    await pen.read();
    return pen;
  }

  async read(): Promise<void> { Y.applyUpdate(this.doc, (await this.client.note(this.space, this.note, Y.encodeStateVector(this.doc))).update, 'read'); }
  get root(): Y.XmlFragment { return this.doc.getXmlFragment(noteRoot); }
  words(at: number): Y.XmlText { return (this.root.get(at) as Y.XmlElement).get(0) as Y.XmlText; }
  paragraph(at: number, words: string): this {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    this.root.insert(at, [paragraph]);
    return this;
  }
  async send(): Promise<void> { await this.client.writeNote(this.space, this.note, this.n, Y.mergeUpdates(this.unsent.splice(0))); }
}

describe('notes of a case file', () => {
  let people: People;
  let ana: Person, ben: Person, eve: Person;
  let space: SpaceId;
  let note: ItemId;
  const line = new Switch();
  const settled = async () => { await people.settled(ana, ben, eve); await people.settled(ana, ben, eve); };
  const view = ({ client }: Pick<Device, 'client'>): Promise<NoteView> => client.note(space, note);
  const texts = async (...all: Pick<Device, 'client'>[]) => Promise.all(all.map(async (each) => (await view(each)).text));
  const deeds = async (person: Person) => (await view(person)).history.map(({ by, does }) => [by, does]);
  const forgery = async (person: Person, items: (NoteSaying | Uint8Array)[]): Promise<ItemId[]> => {
    const forger = await Forger.of(person, space);
    const ids: ItemId[] = [];
    for (const item of items) ids.push((await forger.post(item instanceof Uint8Array ? item : writeNote({ note: item.does === 'begin' ? null : note, sentAt: now(), ...item }))).id);
    forger.close();
    return ids;
  };

  const plain: Marking = { handling: 'none', restriction: null, evaluation: null, tlp: null };
  const code = (doing: Promise<unknown>) => doing.then(() => null, (error: { problem?: { code: string } }) => error.problem?.code);
  const itemsOf = async (of: SpaceId): Promise<Uint8Array[]> => {
    const database = new Client({ connectionString: people.service.databaseUrl });
    await database.connect();
    try {
      return (await database.query<{ bytes: Uint8Array }>("select bytes from entry where space = $1 and type = 'item' and bytes is not null order by seq", [of])).rows.map(({ bytes }) => new Uint8Array(bytes));
    } finally {
      await database.end();
    }
  };

  beforeAll(async () => {
    people = await People.gather({ settings: { SESSION_IDLE_SECONDS: month, SESSION_ABSOLUTE_SECONDS: month } });
    await people.admit('Prosecution', 'PE');
    ana = await people.enrol('Ana Quispe', 'Prosecution', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Rojas', 'Prosecution', ana, 'practitioner', line.between);
    eve = await people.enrol('Eva Mamani', 'Prosecution', ana);
    space = await ana.client.createChannel({ kind: 'case-file', title: 'Harbour', purpose: null, members: [ben.id, eve.id], history: 'all', retention: { days: 7 } });
    await people.settled(ana, ben, eve);
  });
  afterEach(() => { line.mend(); });
  afterAll(async () => { await people.end(); });

  it('are there at once, and for everybody in a moment', async () => {
    line.cut();
    note = await ben.client.newNote(space, ' Interview plan ');
    const pen = await Pen.of(ben.client, space, note);
    await pen.paragraph(0, 'Who comes first').send();
    expect(await view(ben)).toMatchObject({ title: 'Interview plan', text: 'Who comes first', made: { by: ben.id, seq: null }, begins: null, doubtful: false });
    expect(await ana.client.notes(space)).toEqual([]);
    line.mend();
    await settled();
    expect(await texts(ana, ben, eve)).toEqual(Array(3).fill('Who comes first'));
    expect(await ana.client.notes(space)).toMatchObject([{ id: note, title: 'Interview plan', made: { by: ben.id }, changed: { by: ben.id, seq: expect.any(Number) } }]);
    // A note is no message: the conversation shows nothing of it, and nothing of it is unread.
    expect((await ana.client.timeline(space, 0, 100)).entries.some(({ type }) => type === 'message')).toBe(false);
    expect((await ana.client.space(space)).unread).toBe(0);
  });

  it('are edited by three at once, one of them without a connection, and are the same for all', async () => {
    const [a, b, c] = await Promise.all([ana, ben, eve].map(({ client }) => Pen.of(client, space, note)));
    line.cut();
    for (let i = 0; i < 12; i += 1) {
      a!.words(0).insert(0, `a${i} `);
      b!.words(0).insert(b!.words(0).length, ` b${i}`);
      c!.paragraph(1, `c${i}`);
      if (i === 6) b!.words(0).delete(4, 3);
      await Promise.all([a, b, c].map((pen) => pen!.send()));
      await people.settled(ana, eve);
      await Promise.all([a!.read(), c!.read()]);
    }
    expect((await view(ana)).text).not.toBe((await view(ben)).text);
    line.mend();
    await settled();
    const [one, ...others] = await texts(ana, ben, eve);
    expect(others).toEqual([one, one]);
    for (let i = 0; i < 12; i += 1) for (const who of ['a', 'b', 'c']) expect(one).toContain(`${who}${i}`);
    // What was deleted without a connection is deleted.
    expect(one).toContain('Who es first');
    await Promise.all([a!.read(), b!.read(), c!.read()]);
    expect([a, b, c].map((pen) => pen!.root.toJSON() as string)).toEqual(Array(3).fill(a!.root.toJSON()));
    expect(await deeds(ana)).toEqual(await deeds(eve));
    expect((await view(ana)).history.at(0)).toMatchObject({ by: ben.id, does: 'begun' });
  });

  it('are the same after a restart, and on a device that comes later', async () => {
    const before = await view(ana);
    await people.restart(ana);
    await people.settled(ana);
    expect(await view(ana)).toEqual(before);
    const device = await people.another(ana);
    await device.client.settled();
    expect(await view(device)).toMatchObject({ text: before.text, history: before.history, begins: null, doubtful: false });
    // Whoever opens a note anew writes in a new name.
    const [one, other] = [await ana.client.beginWriting(space, note), await ana.client.beginWriting(space, note)];
    expect(other.n).toBe(one.n + 1);
    expect(other.client).not.toBe(one.client);
  });

  it('stay what they are, whatever a member sends', async () => {
    const before = await view(ana);
    const pen = await Pen.of(ana.client, space, note);
    const state = Y.encodeStateAsUpdate(pen.doc);
    const own = (await eve.client.beginWriting(space, note)).n + 5;
    const device = (await eve.client.myDevices())[0]!.id;
    const doc = (client: number, write: (doc: Y.Doc) => void): Uint8Array => {
      const made = new Y.Doc();
      made.clientID = client;
      Y.applyUpdate(made, state);
      const since = Y.encodeStateVector(made);
      write(made);
      return Y.encodeStateAsUpdate(made, since);
    };
    const inAnasName = doc(noteClient(space, note, (await ana.client.myDevices())[0]!.id, pen.n), (made) => { made.getXmlFragment(noteRoot).insert(0, [new Y.XmlElement('paragraph')]); });
    const strange = doc(noteClient(space, note, device, own), (made) => { made.getXmlFragment(noteRoot).insert(0, [new Y.XmlElement('script')]); });
    const empty = new Y.Doc();
    const items = await forgery(eve, [
      // The first byte keeps chance from making an update of them that says nothing.
      ...Array.from({ length: 10 }, (): NoteSaying => ({ does: 'update', n: own, data: Buffer.concat([Buffer.of(255), randomBytes(Math.floor(Math.random() * 400))]) })),
      { does: 'update', n: own, data: inAnasName }, { does: 'update', n: own, data: strange },
      // A snapshot that drops what the others wrote, and one that covers what is no item of the note.
      { does: 'snapshot', title: 'Interview plan', covers: before.changed.seq!, data: Y.encodeStateAsUpdate(empty) }, { does: 'snapshot', title: 'Interview plan', covers: 1, data: state },
    ]);
    // What is too large is refused where it is read, like what is no JSON of a note at all.
    await forgery(eve, [Buffer.from(JSON.stringify({ v: 1, type: 'note', note, does: 'update', n: own, data: Buffer.alloc(noteLimits.bytes + 1).toString('base64url'), sentAt: now() })), Buffer.from(JSON.stringify({ v: 1, type: 'note', note, does: 'burn', sentAt: now() }))]);
    await forgery(eve, [{ does: 'title', title: ' ' } as NoteSaying]);
    await settled();
    for (const person of [ana, ben, eve]) {
      const after = await view(person);
      expect(after).toMatchObject({ title: before.title, text: before.text, doubtful: false });
      const told = after.history.slice(before.history.length);
      expect(told.map(({ by, does, count }) => [by, does, count])).toEqual([[eve.id, 'refused', 12], [eve.id, 'false-snapshot', 2], [eve.id, 'refused', 3]]);
      expect((await person.client.alarms()).filter((alarm) => alarm.space === space)).toEqual([]);
    }
    expect(items).toHaveLength(14);
    // And what an honest one is about to write is not taken from them.
    pen.paragraph(0, 'Still here');
    await pen.send();
    await settled();
    expect((await texts(ana, ben, eve)).every((text) => text.startsWith('Still here'))).toBe(true);
  });

  it('refuse to send what others would refuse, and say that they are full', async () => {
    const pen = await Pen.of(ana.client, space, note);
    expect(await code(ana.client.writeNote(space, note, pen.n, Buffer.concat([Buffer.of(255), randomBytes(40)])))).toBe('not-acceptable');
    pen.paragraph(0, 'x'.repeat(noteLimits.bytes - 200));
    expect(await code(pen.send())).toBe('not-acceptable');
    expect(await code(ana.client.newNote(space, ' '))).toBe('invalid-input');
    expect(await code(ana.client.note(space, randomUUID() as ItemId))).toBe('not-found');
    const channel = await ana.client.createChannel({ title: 'Talk', purpose: null, members: [] });
    expect(await code(ana.client.notes(channel))).toBe('not-acceptable');
  });

  it('become a version of an entry, and the same entry once more', async () => {
    const entry = await ana.client.freezeNote(space, note);
    await settled();
    expect(await ben.client.entry(space, entry)).toMatchObject({ kind: 'note', title: 'Interview plan', fields: { text: (await view(ana)).text } });
    const pen = await Pen.of(ben.client, space, note);
    await pen.paragraph(0, 'Frozen since').send();
    expect(await ben.client.freezeNote(space, note)).toBe(entry);
    await ben.client.renameNote(space, note, 'Plan of interviews');
    await settled();
    const { versions, fields } = await eve.client.entry(space, entry);
    expect([versions.map(({ by }) => by), fields['text']]).toEqual([[ana.id, ben.id], (await view(eve)).text]);
    expect((await view(ana)).title).toBe('Plan of interviews');
    // Nobody is led to write over another's entry.
    const other = await ana.client.writeEntry(space, { kind: 'note', title: 'By hand', fields: { text: 'words' }, links: [], marking: { handling: 'none', restriction: null, evaluation: null, tlp: null }, source: null, after: null });
    await settled();
    await forgery(eve, [{ does: 'frozen', entry: other }]);
    await settled();
    expect(await ben.client.freezeNote(space, note)).toBe(entry);
    await settled();
    expect((await ana.client.entry(space, other)).fields).toEqual({ text: 'words' });
  });

  it('bear the code of the entry that they became in everything that is sent for them', async () => {
    const codes = async () => (await itemsOf(space)).flatMap((bytes) => { const item = parseItem(bytes); return item.ok && item.header.kind === 'message' ? [item.header.handling] : []; });
    const marking: Marking = { handling: 'H1', restriction: null, evaluation: { source: 'B', information: 2 }, tlp: null };
    const own = await ana.client.newNote(space, 'What the source said');
    await settled();
    await (await Pen.of(ana.client, space, own)).paragraph(0, 'The account is at the harbour bank').send();
    await settled();
    const before = await codes();
    const entry = await ana.client.freezeNote(space, own, marking);
    await settled();
    await (await Pen.of(ben.client, space, own)).paragraph(1, 'And at the second').send();
    await settled();
    await ben.client.renameNote(space, own, 'What the sources said');
    expect(await ben.client.freezeNote(space, own)).toBe(entry);
    await settled();
    // The entry and its later version, the words, the title, and that it was frozen, twice.
    const after = (await codes()).slice(before.length);
    expect([after.length >= 6, [...new Set(after)]]).toEqual([true, ['H1']]);
    expect([(await eve.client.entry(space, entry)).marking, (await eve.client.note(space, own)).marking, (await view(eve)).marking]).toEqual([marking, marking, plain]);
    // Another code of the entry is another code of what follows.
    await ana.client.freezeNote(space, own, { ...marking, handling: 'H3', restriction: 'Until the hearing' });
    await settled();
    await (await Pen.of(ben.client, space, own)).paragraph(2, 'And at the third').send();
    await settled();
    expect((await codes()).at(-1)).toBe('H3');
    expect((await eve.client.note(space, own)).text).toBe('The account is at the harbour bank\nAnd at the second\nAnd at the third');
    expect(await code(ana.client.freezeNote(space, own, { ...marking, handling: 'H3' }))).toBe('invalid-input');
  });

  it('begin, for somebody who comes in later and reads nothing from before, with a snapshot', async () => {
    const file = await ana.client.createChannel({ kind: 'case-file', title: 'From now on', purpose: null, members: [eve.id], history: 'none' });
    await people.settled(ana, eve);
    const plan = await ana.client.newNote(file, 'Plan');
    const pen = await Pen.of(ana.client, file, plan);
    await pen.paragraph(0, 'From before').send();
    await people.settled(ana, eve);
    await ana.client.addMembers(file, [ben.id]);
    await settled();
    expect(await ben.client.notes(file)).toEqual([]);
    // Whoever writes next brings along what came before.
    await pen.paragraph(1, 'Since').send();
    await settled();
    expect(await ben.client.note(file, plan)).toMatchObject({ title: 'Plan', text: 'From before\nSince', made: null, begins: ana.id, doubtful: false });
    const late = await Pen.of(ben.client, file, plan);
    late.words(0).insert(0, 'Ben: ');
    await late.send();
    await settled();
    for (const { client } of [ana, ben, eve]) expect((await client.note(file, plan)).text).toBe('Ben: From before\nSince');
    // One who lies to them does not take away what the others wrote, and is found out.
    const forger = await Forger.of(eve, file);
    await forger.post(writeNote({ note: plan, sentAt: now(), does: 'snapshot', title: 'Plan', covers: (await ana.client.note(file, plan)).changed.seq!, data: Y.encodeStateAsUpdate(new Y.Doc()) }));
    forger.close();
    await settled();
    const told = await ben.client.note(file, plan);
    expect(told).toMatchObject({ text: 'Ben: From before\nSince', doubtful: true });
    expect(told.history.at(-1)).toMatchObject({ by: eve.id, does: 'other-snapshot' });
    expect((await ana.client.note(file, plan)).history.at(-1)).toMatchObject({ by: eve.id, does: 'false-snapshot' });
  });

  it('are summed up although their author closed in between, once they open them', async () => {
    const file = await ana.client.createChannel({ kind: 'case-file', title: 'Closed in between', purpose: null, members: [ben.id], history: 'none' });
    const plan = await ana.client.newNote(file, 'Plan');
    await (await Pen.of(ana.client, file, plan)).paragraph(0, 'From before').send();
    await people.settled(ana, ben);
    await ana.client.addMembers(file, [eve.id]);
    await settled();
    line.cut();
    await (await Pen.of(ben.client, file, plan)).paragraph(0, 'Ben’s').send();
    await people.restart(ben);
    line.mend();
    await settled();
    expect(await ana.client.note(file, plan)).toMatchObject({ text: 'Ben’s\nFrom before' });
    await ben.client.note(file, plan);
    await settled();
    expect(await eve.client.note(file, plan)).toMatchObject({ title: 'Plan', text: 'Ben’s\nFrom before', begins: ben.id, doubtful: false });
  });

  it('are of one case file each, also where somebody gives one the id of another', async () => {
    const [one, other] = [await ana.client.createChannel({ kind: 'case-file', title: 'One', purpose: null, members: [], history: 'all' }), await ana.client.createChannel({ kind: 'case-file', title: 'Other', purpose: null, members: [eve.id], history: 'all' })];
    const plan = await ana.client.newNote(one, 'Secret');
    await (await Pen.of(ana.client, one, plan)).paragraph(0, 'For nobody else').send();
    await settled();
    const forger = await Forger.of(eve, other);
    await forger.post(writeNote({ note: null, sentAt: now(), does: 'begin', title: 'Bait' }), { id: plan });
    forger.close();
    await settled();
    expect((await ana.client.note(one, plan)).text).toBe('For nobody else');
    expect(await ana.client.note(other, plan)).toMatchObject({ title: 'Bait', text: '' });
    await expect(ana.client.freezeNote(other, plan)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
  });

  it('are read and not written by whoever has left', async () => {
    const file = await ana.client.createChannel({ kind: 'case-file', title: 'Left', purpose: null, members: [ben.id], history: 'all' });
    const plan = await ana.client.newNote(file, 'Plan');
    await (await Pen.of(ana.client, file, plan)).paragraph(0, 'Read this').send();
    await settled();
    const pen = await Pen.of(ben.client, file, plan);
    await ana.client.removeMember(file, ben.id);
    await settled();
    expect((await ben.client.note(file, plan)).text).toBe('Read this');
    await expect(pen.paragraph(0, 'And this').send()).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await expect(ben.client.beginWriting(file, plan)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
  });

  it('go with the retention of their space, and live on from the last snapshot while somebody works on them', async () => {
    const gone = await ana.client.newNote(space, 'Nobody’s');
    await (await Pen.of(ana.client, space, gone)).paragraph(0, 'Zanzibar').send();
    await settled();
    await people.pass(6 * day);
    for (const person of [ana, ben, eve]) await people.restart(person);
    await settled();
    const text = (await view(ana)).text;
    const pen = await Pen.of(ana.client, space, note);
    await pen.paragraph(0, 'Six days on').send();
    await settled();
    await people.pass(day + hour);
    for (const person of [ana, ben, eve]) await people.restart(person);
    await settled();
    for (const person of [ana, ben, eve]) {
      expect(await person.client.notes(space)).toMatchObject([{ id: note, title: 'Plan of interviews' }]);
      expect(await view(person)).toMatchObject({ text: `Six days on\n${text}`, begins: ana.id });
      expect([...await valuesOf(person)].filter(([, value]) => Buffer.from(value).includes('Nobody’s') || Buffer.from(value).includes(Buffer.from('Zanzibar').toString('base64').slice(0, 8))).map(([name]) => name)).toEqual([]);
    }
    const device = await people.another(ben);
    await device.client.settled();
    expect(await view(device)).toMatchObject({ text: `Six days on\n${text}` });
    await (await Pen.of(ben.client, space, note)).paragraph(0, 'Going on').send();
    await settled();
    expect((await texts(ana, ben, eve)).every((each) => each.startsWith('Going on\nSix days on'))).toBe(true);
  });
});
