/** Entries and notes that are moved between a case file and its compartments: one of the two stands in the end, whatever comes between. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as Y from 'yjs';
import { noteRoot, type EntryKind, type FileId, type ItemId, type SpaceId } from '@comity/contracts';
import { writeNote } from '@comity/e2ee';
import { ComityFailure, plain, type ComityEvent, type EntryId, type EntryInput, type Transport } from '@comity/sdk';
import { Forger, now } from './forger.js';
import { People, until, type Person } from './people.js';
import { Switch } from './switch.js';

const nothing: EntryInput['marking'] = { handling: 'none', restriction: null, evaluation: null, tlp: null };
const input = (kind: EntryKind, title: string, fields: EntryInput['fields'] = {}, more: Partial<EntryInput> = {}): EntryInput => ({ kind, title, fields, links: [], marking: nothing, source: null, after: null, ...more });
const reason = 'Kept elsewhere';

/** A line that is cut with an item on it: the service takes that, and nothing of it comes back, nor anything else. */
class Shears {
  readonly line = new Switch();
  /** Until it resolves, a new connection is not told how far the logs are. */
  told: Promise<void> | undefined;
  private left = Infinity;
  private cut: () => void = () => undefined;
  /** Resolves when so many items were stored, the last of which nobody here has heard of. */
  after(posts: number): Promise<void> {
    this.left = posts;
    return new Promise((resolve) => { this.cut = resolve; });
  }
  readonly between = (transport: Transport): Transport => this.line.between({
    ...transport,
    link: () => {
      const link = transport.link();
      const ask = link.ask.bind(link);
      link.ask = async (event, argument, timeout) => {
        if (event === 'messaging:spaces') await this.told;
        if (event === 'messaging:post') this.left -= 1;
        if (event !== 'messaging:post' || this.left !== 0) return ask(event, argument, timeout);
        this.line.cut();
        const other = transport.link();
        const online = new Promise<void>((resolve) => { other.on('link:online', () => { resolve(); }); });
        other.open();
        await online;
        await other.ask(event, argument);
        other.close();
        this.cut();
        throw new ComityFailure({ kind: 'offline' });
      };
      return link;
    },
  });
}

describe('what is moved between a case file and its compartments', () => {
  let people: People;
  let ana: Person, ben: Person, eve: Person;
  let file: SpaceId, sources: SpaceId, taps: SpaceId;
  let harbour: EntryId;
  let folder: string;
  const shears = new Shears();
  const line = new Switch();
  const unmoved: ComityEvent[] = [];
  const settled = async () => { for (let round = 0; round < 4; round += 1) await people.settled(ana, ben, eve); };
  const named = async ({ client }: Person, title: string) => (await client.entries(file)).filter((entry) => entry.title === title);
  /** Where it stands, and how many were struck out. */
  const places = async (person: Person, title: string) => { const all = await named(person, title); return { stands: all.filter(({ struck }) => !struck).map(({ space }) => space), struck: all.filter(({ struck }) => struck).map(({ space }) => space) }; };
  const restart = async () => {
    await people.restart(ana, shears.between);
    ana.client.on((event) => { if (event.type === 'unmoved') unmoved.push(event); });
  };
  /** A message of Eve in the case file with the statement, as an exhibit names its file. */
  const sent = async (text: string): Promise<{ on: { id: ItemId; seq: number }; file: FileId }> => {
    const upload = await eve.client.upload(file, { path: path.join(folder, 'statement.txt') });
    await eve.client.send(file, plain(text, 'none', { files: [upload] }));
    await settled();
    const message = (await eve.client.timeline(file, 0, 1_000)).entries.find((each) => each.type === 'message' && each.text === text);
    if (message?.type !== 'message') throw new Error('no message');
    return { on: { id: message.id, seq: message.seq! }, file: message.files[0]!.id };
  };
  const made = async (title: string, { client }: Person = ana): Promise<EntryId> => {
    const entry = await client.writeEntry(file, input('person', title));
    await settled();
    return entry;
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-moves-'));
    await writeFile(path.join(folder, 'statement.txt'), 'He named the second signatory.');
    people = await People.gather();
    await people.admit('Prosecution', 'PE');
    ana = await people.enrol('Ana Quispe', 'Prosecution', people.officers[0], 'focal-point', shears.between);
    ben = await people.enrol('Ben Rojas', 'Prosecution', ana, 'practitioner', line.between);
    eve = await people.enrol('Eva Mamani', 'Prosecution', ana);
    ana.client.on((event) => { if (event.type === 'unmoved') unmoved.push(event); });
    file = await ana.client.createChannel({ kind: 'case-file', title: 'Harbour', purpose: null, members: [ben.id, eve.id], history: 'all' });
    await settled();
    sources = await ana.client.createCompartment(file, { title: 'Sources', members: [ben.id], announce: false });
    taps = await ana.client.createCompartment(file, { title: 'Interceptions', members: [ben.id], announce: false });
    harbour = await made('Harbour company');
  });
  afterEach(async () => {
    shears.line.mend();
    line.mend();
    await settled();
    unmoved.length = 0;
  });
  afterAll(async () => {
    await people.end();
    await rm(folder, { recursive: true });
  });

  it('is written there once and struck out here once, though the line and the program end before, between and after', async () => {
    // No connection at all, and a restart.
    const first = await made('First caller');
    shears.line.cut();
    const moved = await ana.client.moveEntry(file, first, sources, reason);
    expect(await ana.client.entry(file, first)).toMatchObject({ struck: false, moving: sources, movedTo: { entry: moved, space: sources } });
    await restart();
    expect(await places(ana, 'First caller')).toEqual({ stands: expect.arrayContaining([file, sources]), struck: [] });
    shears.line.mend();
    await settled();
    for (const person of [ana, ben]) expect(await places(person, 'First caller')).toEqual({ stands: [sources], struck: [file] });
    expect(await ben.client.entry(sources, moved)).toMatchObject({ moved: { entry: first, space: file }, moving: null });
    expect(await ana.client.entry(file, first)).toMatchObject({ moving: null, movedTo: { entry: moved, space: sources }, struckOut: { by: ana.id, reason } });

    // The new one is stored, and nobody here hears of it: the line goes with the answer, and then the program.
    const second = await made('Second caller');
    const cut = shears.after(1);
    await ana.client.moveEntry(file, second, sources, reason);
    await cut;
    await until(ben.client, async () => (await places(ben, 'Second caller')).stands.length === 2);
    await restart();
    shears.line.mend();
    await settled();
    for (const person of [ana, ben]) expect(await places(person, 'Second caller')).toEqual({ stands: [sources], struck: [file] });
    expect(await places(eve, 'Second caller')).toEqual({ stands: [], struck: [file] });

    // Both are stored, and neither answer to the second nor what follows comes.
    const third = await made('Third caller');
    const cutLate = shears.after(2);
    await ana.client.moveEntry(file, third, sources, reason);
    await cutLate;
    await restart();
    shears.line.mend();
    await settled();
    for (const person of [ana, ben]) expect(await places(person, 'Third caller')).toEqual({ stands: [sources], struck: [file] });
    expect(unmoved).toEqual([]);
    for (const { client } of [ana, ben, eve]) expect(await client.alarms()).toEqual([]);
  });

  it('is the same when it is asked for again, and not for another place', async () => {
    const entry = await made('Asked twice');
    shears.line.cut();
    const moved = await ana.client.moveEntry(file, entry, sources, reason);
    expect(await ana.client.moveEntry(file, entry, sources, reason)).toBe(moved);
    await expect(ana.client.moveEntry(file, entry, taps, reason)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    shears.line.mend();
    await settled();
    expect(await places(ana, 'Asked twice')).toEqual({ stands: [sources], struck: [file] });
    // What is struck out, or somewhere else, is not moved.
    await expect(ana.client.moveEntry(file, entry, sources, reason)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await expect(ana.client.moveEntry(file, moved, taps, reason)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await expect(ana.client.moveEntry(sources, moved, sources, reason)).rejects.toMatchObject({ problem: { code: 'not-found' } });
    await expect(eve.client.moveEntry(file, harbour, sources, reason)).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('is many at once as well, each for itself', async () => {
    const titles = Array.from({ length: 12 }, (_, i) => `Number ${i}`);
    const entries = await Promise.all(titles.map((title) => ana.client.writeEntry(file, input('person', title))));
    await settled();
    const cut = shears.after(5);
    const moves = Promise.all(entries.map((entry) => ana.client.moveEntry(file, entry, sources, reason)));
    await Promise.all([cut, moves]);
    await restart();
    shears.line.mend();
    await settled();
    for (const title of titles) expect(await places(ben, title)).toEqual({ stands: [sources], struck: [file] });
  });

  it('brings its file, also where the program ends between the file and the entry', async () => {
    const paper = await sent('The statement');
    const statement = await eve.client.writeEntry(file, input('exhibit', 'The statement', { file: paper }));
    await settled();
    const cut = shears.after(1);
    await expect(ana.client.moveEntry(file, statement, sources, reason)).rejects.toMatchObject({ kind: 'offline' });
    await cut;
    expect(await places(ana, 'The statement')).toEqual({ stands: [file], struck: [] });
    await restart();
    shears.line.mend();
    await settled();
    expect(await places(ben, 'The statement')).toEqual({ stands: [sources], struck: [file] });
    const [entry] = (await named(ben, 'The statement')).filter(({ struck }) => !struck);
    const { exhibit } = await ben.client.entry(sources, entry!.id);
    expect(Buffer.from(await ben.client.readFile(sources, exhibit!.on, exhibit!.file, 0, exhibit!.size)).toString()).toBe('He named the second signatory.');
    expect((await ben.client.timeline(sources, 0, 1_000)).entries.filter((each) => each.type === 'message')).toHaveLength(1);
  });

  it('brings its file marked as it is itself, so that there, too, nobody passes that on against its code', async () => {
    const paper = await sent('The ledger');
    const ledger = await eve.client.writeEntry(file, input('exhibit', 'The ledger', { file: paper }, { marking: { handling: 'H1', restriction: null, evaluation: null, tlp: 'red' } }));
    await settled();
    const moved = await ana.client.moveEntry(file, ledger, sources, reason);
    await settled();
    const { on } = (await ben.client.entry(sources, moved)).exhibit!;
    expect((await ben.client.timeline(sources, 0, 1_000)).entries.find((each) => each.type === 'message' && each.id === on.id)).toMatchObject({ sender: ana.id, handling: 'H1', tlp: 'red' });
    await expect(ben.client.forward({ space: sources, on }, file, '')).rejects.toMatchObject({ problem: { code: 'not-allowed', detail: 'TLP:RED' } });
  });

  it('is where the first went of two who move it at once: the other takes theirs back, and is told', async () => {
    const entry = await made('Wanted twice');
    shears.line.cut();
    const back = await ana.client.moveEntry(file, entry, sources, 'The informant agreed');
    await ben.client.moveEntry(file, entry, taps, 'For the interceptions');
    await people.settled(ben, eve);
    shears.line.mend();
    await settled();
    for (const person of [ana, ben]) expect(await places(person, 'Wanted twice')).toEqual({ stands: [taps], struck: expect.arrayContaining([file, sources]) });
    expect(await ana.client.entry(file, entry)).toMatchObject({ movedTo: { space: taps }, moving: null });
    // Why it was to go is the business of those who read it where it was.
    expect(await ben.client.entry(sources, back)).toMatchObject({ struckOut: { by: ana.id, reason: 'Taken back' } });
    expect(unmoved).toMatchObject([{ space: file, why: 'struck' }]);
  });

  it('stays what it is where somebody changes it before it is gone', async () => {
    const entry = await made('Still written');
    shears.line.cut();
    await ana.client.moveEntry(file, entry, sources, reason);
    const view = await eve.client.entry(file, entry);
    await eve.client.reviseEntry(file, entry, input('person', 'Written on', { alias: 'Zanzibar' }, { after: view.versions[0]!.key }));
    await people.settled(ben, eve);
    shears.line.mend();
    await settled();
    expect(await ana.client.entry(file, entry)).toMatchObject({ title: 'Written on', struck: false, moving: null });
    expect(await places(ben, 'Still written')).toEqual({ stands: [], struck: [sources] });
    expect(unmoved).toMatchObject([{ space: file, why: 'changed' }]);
    // Once more, it goes.
    await ana.client.moveEntry(file, entry, sources, reason);
    await settled();
    expect(await places(ben, 'Written on')).toEqual({ stands: [sources], struck: [file] });
  });

  it('goes from one compartment to another, and back into the case file, with where it came from', async () => {
    const informant = await ben.client.writeEntry(sources, input('person', 'The informant', {}, { links: [{ to: harbour, label: 'works for' }] }));
    const tap = await ben.client.writeEntry(taps, input('phone', 'The line', { number: '+51 1 234' }, { links: [{ to: harbour, label: 'of' }] }));
    await settled();
    const tapped = await ben.client.moveEntry(sources, informant, taps, 'Belongs to the interceptions');
    await settled();
    expect(await ana.client.entry(taps, tapped)).toMatchObject({ title: 'The informant', moved: { entry: informant, space: sources }, links: [{ to: harbour, label: 'works for' }] });
    expect(await ana.client.entry(sources, informant)).toMatchObject({ struck: true, movedTo: { entry: tapped, space: taps } });
    const view = await ben.client.entry(taps, tapped);
    await ben.client.reviseEntry(taps, tapped, input('person', 'The informant', {}, { links: [{ to: harbour, label: 'works for' }, { to: tap, label: 'uses' }], after: view.versions[0]!.key }));
    await settled();
    const open = await ana.client.moveEntry(taps, tapped, file, 'In court by now');
    await settled();
    // Nothing in the case file names what is inside; whoever is not in there reads that it came from elsewhere.
    expect(await eve.client.entry(file, open)).toMatchObject({ title: 'The informant', moved: { entry: tapped, space: null }, links: [{ to: harbour }] });
    expect(await ben.client.entry(file, open)).toMatchObject({ moved: { entry: tapped, space: taps } });
    expect(await places(ben, 'The informant')).toEqual({ stands: [file], struck: expect.arrayContaining([sources, taps]) });
    expect(await eve.client.entry(file, harbour)).toMatchObject({ links: [{ to: open, label: 'works for' }] });
  });

  it('is no less one where somebody inside strikes out the new one, or says that theirs goes on from it', async () => {
    // Somebody inside says beforehand that theirs is what goes on from it; the real one is written all the same.
    const entry = await made('Held up');
    const { key } = (await ben.client.entry(file, entry)).versions[0]!;
    const planted = await Forger.of(ben, sources);
    await planted.post({ v: 1, type: 'entry', kind: 'person', first: null, after: null, title: 'Held up, he says', fields: {}, links: [], settled: [], source: null, moved: { entry, version: key }, restriction: null, evaluation: null, tlp: null, sentAt: now() });
    planted.close();
    await settled();
    expect(await ana.client.entry(file, entry)).toMatchObject({ struck: false, moving: null });
    // And strikes out the real one before this is known to have arrived.
    const cut = shears.after(1);
    const moved = await ana.client.moveEntry(file, entry, sources, reason);
    await cut;
    await until(ben.client, async () => (await named(ben, 'Held up')).some(({ id, made: { seq } }) => id === moved && seq !== null));
    await ben.client.strikeEntry(sources, moved, 'Not here');
    await people.settled(ben, eve);
    await restart();
    shears.line.mend();
    await settled();
    for (const person of [ana, ben]) expect(await places(person, 'Held up')).toEqual({ stands: [file], struck: [sources] });
    expect(unmoved).toMatchObject([{ space: file, why: 'lost' }]);
  });

  it('is told to its person, with what and where, until they have seen that', async () => {
    const cells = await ana.client.createCompartment(file, { title: 'Cells', members: [ben.id], announce: false });
    const entry = await made('Held in a cell');
    await ana.client.moveEntry(file, await made('Kept in a cell'), cells, reason);
    await settled();
    // Taken out of where it is to go, without a line: nothing of it goes there, also when they come back.
    line.cut();
    await ben.client.moveEntry(file, entry, cells, reason);
    await ana.client.removeMember(cells, ben.id);
    await people.settled(ana, eve);
    line.mend();
    await settled();
    expect(await ben.client.entry(file, entry)).toMatchObject({ struck: false, moving: null });
    expect(await ben.client.unmoved(file)).toEqual([{ space: file, to: cells, what: 'entry', id: entry, title: 'Held in a cell', why: 'lost' }]);
    expect((await ana.client.unmoved(file)).filter(({ id }) => id === entry)).toEqual([]);
    await ana.client.addMembers(cells, [ben.id]);
    await settled();
    for (const person of [ana, ben]) expect(await places(person, 'Held in a cell')).toEqual({ stands: [file], struck: [] });
    expect((await named(ben, 'Kept in a cell')).map(({ space }) => space)).toContain(cells);
    await ben.client.dismissUnmoved(file, entry);
    expect(await ben.client.unmoved(file)).toEqual([]);
  });

  it('is one in the end where two devices of one person move it at once, to the same place or to two', async () => {
    const far = new Switch();
    const desk = await people.another(ana, undefined, far.between);
    await desk.client.settled();
    const [same, apart] = [await made('From two desks'), await made('To two places')];
    await desk.client.settled();
    const back = new Promise<ComityEvent>((resolve) => { desk.client.on((event) => { if (event.type === 'unmoved') resolve(event); }); });
    shears.line.cut();
    far.cut();
    for (const [client, place] of [[ana.client, sources], [desk.client, taps]] as const) {
      await client.moveEntry(file, same, sources, reason);
      await client.moveEntry(file, apart, place, reason);
      // By hand it is not struck out meanwhile.
      await expect(client.strikeEntry(file, same, 'By hand')).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    }
    shears.line.mend();
    await settled();
    far.mend();
    await back;
    for (let round = 0; round < 4; round += 1) {
      await desk.client.settled();
      await settled();
    }
    expect(await places(ben, 'From two desks')).toEqual({ stands: [sources], struck: expect.arrayContaining([file, sources]) });
    expect(await places(ben, 'To two places')).toEqual({ stands: [sources], struck: expect.arrayContaining([file, taps]) });
    expect(await desk.client.unmoved(file)).toMatchObject([{ why: 'struck' }, { why: 'struck' }]);
    await desk.client.close();
  });

  it('is not moved on before it is struck out where it was, and tells where an altered client did so', async () => {
    const entry = await made('Moved on');
    const cut = shears.after(1);
    const moved = await ana.client.moveEntry(file, entry, sources, reason);
    await cut;
    await until(ben.client, async () => (await named(ben, 'Moved on')).some(({ id, made: { seq } }) => id === moved && seq !== null));
    await expect(ben.client.moveEntry(sources, moved, taps, reason)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    const { key } = (await ben.client.entry(sources, moved)).versions[0]!;
    const altered = await Forger.of(ben, taps);
    await altered.post({ v: 1, type: 'entry', kind: 'person', first: null, after: null, title: 'Moved on', fields: {}, links: [], settled: [], source: null, moved: { entry: moved, version: key }, restriction: null, evaluation: null, tlp: null, sentAt: now() });
    altered.close();
    await ben.client.strikeEntry(sources, moved, 'On');
    await people.settled(ben, eve);
    await restart();
    shears.line.mend();
    await settled();
    expect(await places(ana, 'Moved on')).toEqual({ stands: expect.arrayContaining([file, taps]), struck: [sources] });
    expect(unmoved).toMatchObject([{ space: file, to: sources, what: 'entry', id: entry, why: 'onward' }]);
  });

  it('leaves no proposal behind: that is settled first', async () => {
    const entry = await made('Disputed');
    const revised = async (title: string, after: string, settles: string[] = []) => { await eve.client.reviseEntry(file, entry, input('person', title, {}, { after, settles })); await people.settled(eve, ben); };
    const first = (await eve.client.entry(file, entry)).versions[0]!.key;
    await revised('Disputed by one', first);
    await settled();
    const standing = (await ana.client.entry(file, entry)).versions.at(-1)!.key;
    shears.line.cut();
    await ana.client.moveEntry(file, entry, sources, reason);
    await revised('Disputed by another', first);
    shears.line.mend();
    await settled();
    expect(await ana.client.entry(file, entry)).toMatchObject({ title: 'Disputed by one', struck: false, moving: null, proposals: 1 });
    expect(unmoved).toMatchObject([{ space: file, why: 'changed' }]);
    await expect(ana.client.moveEntry(file, entry, sources, reason)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await revised('Disputed no more', standing, [(await eve.client.entry(file, entry)).versions.at(-1)!.key]);
    await settled();
    await ana.client.moveEntry(file, entry, sources, reason);
    await settled();
    expect(await places(ben, 'Disputed no more')).toEqual({ stands: [sources], struck: [file] });
  });

  it('takes its file back as well, whether the entry had arrived or not', async () => {
    const paper = await sent('Photographs');
    const said = async () => (await ben.client.timeline(taps, 0, 1_000)).entries.flatMap((each) => (each.type === 'message' ? [each.withdrawn !== null] : []));
    const photographs = await eve.client.writeEntry(file, input('exhibit', 'Photographs', { file: paper }));
    await settled();
    for (const posts of [1, 2]) {
      const cut = shears.after(posts);
      await ana.client.moveEntry(file, photographs, taps, reason).catch(() => undefined);
      await cut;
      const after = (await eve.client.entry(file, photographs)).versions.find(({ state }) => state === 'current')!.key;
      await eve.client.reviseEntry(file, photographs, input('exhibit', `Photographs ${posts}`, { file: paper }, { after }));
      await people.settled(ben, eve);
      shears.line.mend();
      await settled();
      // The device that moves it is the last to be connected again.
      await until(ben.client, async () => (await said()).filter(Boolean).length === posts);
      expect(await said()).toEqual(Array.from({ length: posts }, () => true));
    }
    expect(await ana.client.entry(file, photographs)).toMatchObject({ title: 'Photographs 2', struck: false, moving: null });
    expect(unmoved).toMatchObject([{ why: 'changed' }, { why: 'changed' }]);
  });

  it('strikes nothing out that was changed meanwhile, also where the copy goes out before this device is told of anything', async () => {
    const entry = await made('Ferry tickets'), { promise, resolve } = Promise.withResolvers<void>();
    const cut = shears.after(1);
    await ana.client.moveEntry(file, entry, sources, reason);
    await cut;
    const after = (await eve.client.entry(file, entry)).versions[0]!.key;
    await eve.client.reviseEntry(file, entry, input('person', 'Two ferry tickets', {}, { after }));
    await people.settled(ben, eve);
    shears.told = promise;
    shears.line.mend();
    await until(ana.client, async () => (await ana.client.entry(file, entry)).moving === null);
    shears.told = undefined;
    resolve();
    await settled();
    expect(await ana.client.entry(file, entry)).toMatchObject({ title: 'Two ferry tickets', struck: false, moving: null });
    expect(unmoved).toMatchObject([{ space: file, to: sources, what: 'entry', id: entry, why: 'changed' }]);
  });

  describe('a note', () => {
    const written = async ({ client }: Person, space: SpaceId, note: ItemId, words: string): Promise<void> => {
      const { n, client: author } = await client.beginWriting(space, note);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, (await client.note(space, note)).update);
      const before = Y.encodeStateVector(doc);
      doc.clientID = author;
      const heading = new Y.XmlElement('heading');
      heading.setAttribute('level', 2 as unknown as string);
      const text = new Y.XmlText();
      text.insert(0, words, { strong: {} });
      heading.insert(0, [text]);
      doc.getXmlFragment(noteRoot).insert(doc.getXmlFragment(noteRoot).length, [heading]);
      await client.writeNote(space, note, n, Y.encodeStateAsUpdate(doc, before));
    };
    const shape = async ({ client }: Person, space: SpaceId, note: ItemId): Promise<string> => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, (await client.note(space, note)).update);
      return doc.getXmlFragment(noteRoot).toJSON();
    };
    const begun = async (title: string, ...words: string[]): Promise<ItemId> => {
      const note = await ana.client.newNote(file, title);
      for (const each of words) await written(ana, file, note, each);
      await settled();
      return note;
    };

    it('says there what it said here, and is closed here for all', async () => {
      const note = await begun('Plan of the raid', 'Who goes in', 'When');
      await written(eve, file, note, 'Where');
      await settled();
      const [before, upTo] = [await shape(ana, file, note), (await ana.client.note(file, note)).changed.seq];
      const cut = shears.after(1);
      const moved = await ana.client.moveNote(file, note, sources, reason);
      await cut;
      expect(await ana.client.note(file, note)).toMatchObject({ struckOut: null, moving: sources });
      await restart();
      shears.line.mend();
      await settled();
      expect(await shape(ben, sources, moved)).toBe(before);
      expect(await ben.client.note(sources, moved)).toMatchObject({ title: 'Plan of the raid', moved: { note, upTo, space: file }, struckOut: null });
      expect(await ben.client.note(file, note)).toMatchObject({ struckOut: { by: ana.id, reason }, movedTo: { note: moved, space: sources }, moving: null });
      // Who is outside reads what they could read, and nothing of where it went.
      expect(await eve.client.note(file, note)).toMatchObject({ text: expect.stringContaining('Where'), struckOut: { by: ana.id, reason }, movedTo: null });
      expect(await eve.client.notes(file)).toMatchObject([{ id: note, struck: true }]);
      await expect(eve.client.renameNote(file, note, 'Mine')).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
      await expect(written(eve, file, note, 'More')).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
      await expect(ana.client.moveNote(file, note, taps, reason)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
      // It is written on there, and goes back.
      await written(ben, sources, moved, 'With whom');
      await settled();
      const open = await ben.client.moveNote(sources, moved, file, 'Over by now');
      await settled();
      expect(await eve.client.note(file, open)).toMatchObject({ text: expect.stringContaining('With whom'), moved: { note: moved, space: null } });
      expect((await ben.client.notes(sources)).map(({ id, struck }) => [id, struck])).toEqual([[moved, true]]);
      for (const { client } of [ana, ben, eve]) expect(await client.alarms()).toEqual([]);
    });

    it('stays where somebody writes on before it is gone, and where another strikes it out first', async () => {
      const note = await begun('Questions', 'Who');
      shears.line.cut();
      await expect(ana.client.moveNote(file, note, sources, reason)).rejects.toMatchObject({ kind: 'offline' });
      shears.line.mend();
      await settled();
      const cut = shears.after(1);
      const moved = await ana.client.moveNote(file, note, sources, reason);
      await cut;
      await written(eve, file, note, 'And why');
      await people.settled(ben, eve);
      shears.line.mend();
      await settled();
      expect(await ben.client.note(file, note)).toMatchObject({ struckOut: null, text: expect.stringContaining('And why') });
      expect(await ben.client.note(sources, moved)).toMatchObject({ struckOut: { by: ana.id, reason: 'Taken back' } });
      expect(unmoved).toMatchObject([{ space: file, why: 'changed' }]);
      // A member strikes it out by an item of their own, which has its name under it; a second one has no effect.
      const forger = await Forger.of(eve, file);
      for (const words of ['Mine now', 'Again']) await forger.post(writeNote({ note, does: 'strike', reason: words, sentAt: now() }));
      forger.close();
      await settled();
      const view = await ben.client.note(file, note);
      expect(view).toMatchObject({ struckOut: { by: eve.id, reason: 'Mine now' }, text: expect.stringContaining('And why') });
      expect(view.history.slice(-2).map(({ does, by }) => [does, by])).toEqual([['struck', eve.id], ['refused', eve.id]]);
    });
  });
});
