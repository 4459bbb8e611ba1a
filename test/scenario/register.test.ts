/** The register of a case file: what its members keep together, one version after another, and what somebody who keeps no rules can do to it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EntryKind, FileId, HandlingCode, Instant, ItemId, SpaceId } from '@comity/contracts';
import type { EntryContent, RegisterContent } from '@comity/e2ee';
import { plain, type Comity, type EntryId, type EntryInput, type EntryView, type Ref, type TimelineEntry } from '@comity/sdk';
import { Forger, now } from './forger.js';
import { valuesOf } from './insider.js';
import { People, until, type Person } from './people.js';
import { Switch } from './switch.js';

const hour = 3_600_000;
const day = 24 * hour;
const month = '2592000';
const nothing: EntryInput['marking'] = { handling: 'none', restriction: null, evaluation: null, tlp: null };
const input = (kind: EntryKind, title: string, fields: EntryInput['fields'] = {}, more: Partial<EntryInput> = {}): EntryInput => ({ kind, title, fields, links: [], marking: nothing, source: null, after: null, ...more });
/** The form of a version, as somebody opened it. */
const formOf = ({ kind, title, fields, links, marking, source, versions }: EntryView, more: Partial<EntryInput> = {}): EntryInput =>
  ({ kind, title, fields, links, marking, source, after: versions.find(({ state }) => state === 'current')!.key, ...more });

describe('the register of a case file', () => {
  let people: People;
  let ana: Person, ben: Person, eve: Person;
  let space: SpaceId;
  let folder: string;
  const bytes = randomBytes(3_000_001);
  const line = new Switch();
  const ids = new Map<string, EntryId>();

  const settled = async () => { await people.settled(ana, ben, eve); await people.settled(ana, ben, eve); };
  const restarted = async () => {
    for (const person of [ana, ben, eve]) await people.restart(person);
    await settled();
  };
  const id = (name: string): EntryId => ids.get(name)!;
  const write = async (person: Person, name: string, entry: EntryInput): Promise<EntryId> => {
    ids.set(name, await person.client.writeEntry(space, entry));
    await settled();
    return id(name);
  };
  const view = (person: Pick<Person, 'client'>, name: string): Promise<EntryView> => person.client.entry(space, id(name));
  const states = async (person: Person, name: string) => (await view(person, name)).versions.map(({ by, state, title }) => [by, state, title]);
  const titles = async (client: Comity, filter?: Parameters<Comity['entries']>[1]) => (await client.entries(space, filter)).map(({ title }) => title);
  const rows = async ({ client }: Person) => (await client.timeline(space, 0, 10_000)).entries.filter((entry): entry is Extract<TimelineEntry, { type: 'entry' }> => entry.type === 'entry');
  /** All that can be seen of a register. */
  const everything = async (client: Comity): Promise<EntryView[]> => Promise.all((await client.entries(space)).map((entry) => client.entry(space, entry.id)));
  const said = async (client: Comity, text: string): Promise<{ on: Ref; file: FileId | undefined }> => {
    const found = (await client.timeline(space, 0, 10_000)).entries.find((entry) => entry.type === 'message' && entry.text === text);
    if (found?.type !== 'message' || found.seq === null) throw new Error('no such message');
    return { on: { id: found.id, seq: found.seq }, file: found.files[0]?.id };
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-register-'));
    await writeFile(path.join(folder, 'ledger.bin'), bytes);
    people = await People.gather({ settings: { SESSION_IDLE_SECONDS: month, SESSION_ABSOLUTE_SECONDS: month } });
    await people.admit('Prosecution', 'PE');
    ana = await people.enrol('Ana Quispe', 'Prosecution', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Rojas', 'Prosecution', ana, 'practitioner', line.between);
    eve = await people.enrol('Eva Mamani', 'Prosecution', ana);
    space = await ana.client.createChannel({ kind: 'case-file', title: 'Harbour', purpose: null, members: [ben.id, eve.id], history: 'all', retention: { days: 7 } });
    await people.settled(ana, ben, eve);
  });
  afterEach(() => { line.mend(); });
  afterAll(async () => {
    await people.end();
    await rm(folder, { recursive: true });
  });

  it('shows what is written at once, and to everybody in a moment', async () => {
    line.cut();
    const marking: EntryInput['marking'] = { handling: 'H3', restriction: 'Not to be used without consent', evaluation: { source: 'B', information: 2 }, tlp: 'amber' };
    ids.set('luis', await ben.client.writeEntry(space, input('person', ' Luis Ferrer ', { born: '1971-04-02', citizenship: 'PE', alias: '  ', address: 'Av. Grau 12\r\nCallao' }, { marking })));
    expect(await ben.client.entries(space)).toMatchObject([{ id: id('luis'), title: 'Luis Ferrer', made: { by: ben.id, seq: null } }]);
    expect(await titles(ana.client)).toEqual([]);
    line.mend();
    await settled();
    for (const person of [ana, ben, eve]) {
      expect(await person.client.entries(space)).toMatchObject([{ id: id('luis'), kind: 'person', title: 'Luis Ferrer', handling: 'H3', made: { by: ben.id, seq: expect.any(Number) }, struck: false, task: null, proposals: 0, linked: 0, dated: [{ field: 'born', date: '1971-04-02' }] }]);
      const { fields, bears } = await view(person, 'luis');
      expect((await person.client.entries(space, { whole: true }))[0]).toMatchObject({ fields, bears });
      expect(bears).toEqual(marking);
      expect(await view(person, 'luis')).toMatchObject({ fields: { born: '1971-04-02', citizenship: 'PE', address: 'Av. Grau 12\nCallao' }, marking, versions: [{ by: ben.id, state: 'current', after: null }], custody: [], struckOut: null, partial: false });
      expect(await rows(person)).toMatchObject([{ by: ben.id, id: id('luis'), kind: 'person', title: 'Luis Ferrer', change: 'made' }]);
    }
  });

  it('refuses what no entry is, before anything is sent', async () => {
    const pointer = (doing: Promise<unknown>) => doing.then(() => null, (error: { problem?: { code: string; errors?: { pointer: string }[] } }) => error.problem?.errors?.[0]?.pointer ?? error.problem?.code);
    const writing = (kind: EntryKind, title: string, fields: EntryInput['fields'] = {}, more: Partial<EntryInput> = {}) => pointer(ana.client.writeEntry(space, input(kind, title, fields, more)));
    expect(await writing('note', 'Empty')).toBe('/fields/text');
    expect(await writing('note', '  ', { text: 'words' })).toBe('/title');
    expect(await writing('note', 'a\tb', { text: 'words' })).toBe('/title');
    expect(await writing('note', 'Note', { text: 'x'.repeat(8_001) })).toBe('/fields/text');
    expect(await writing('person', 'Luis', { address: 'ن'.repeat(7_000), details: 'ن'.repeat(7_000) })).toBe('/');
    expect(await writing('note', 'Note', { text: 'words', plate: 'ABC' })).toBe('/fields/plate');
    expect(await writing('event', 'Event', { date: '2026-02-30' })).toBe('/');
    expect(await writing('account', 'Account', { number: '1', balance: { amount: '01', currency: 'EUR' } })).toBe('/');
    expect(await writing('task', 'Task', { owner: people.officers[1].id })).toBe('/fields/owner');
    expect(await writing('note', 'Note', { text: 'words' }, { links: [{ to: randomUUID() as string as EntryId, label: 'of' }] })).toBe('/links/0');
    expect(await writing('note', 'Note', { text: 'words' }, { source: { id: randomUUID() as ItemId, seq: 1 } })).toBe('not-found');
    expect(await writing('exhibit', 'Exhibit', { file: { on: { id: randomUUID() as ItemId, seq: 1 }, file: randomUUID() as FileId } })).toBe('not-found');
    expect(await writing('note', 'Note', { text: 'words' }, { marking: { ...nothing, restriction: 'words' } })).toBe('/marking/restriction');
    expect(await pointer(ana.client.entry(space, randomUUID() as string as EntryId))).toBe('not-found');
    expect(await pointer(ana.client.strikeEntry(space, randomUUID() as string as EntryId, 'gone'))).toBe('not-found');
    expect(await pointer(ana.client.addCustody(space, id('luis'), { holder: 'Ana', from: now(), reason: 'kept' }))).toBe('not-acceptable');
    const channel = await ana.client.createChannel({ title: 'Talk', purpose: null, members: [] });
    expect(await pointer(ana.client.writeEntry(channel, input('note', 'Note', { text: 'words' })))).toBe('not-acceptable');
    expect(await pointer(ana.client.entries(channel))).toBe('not-acceptable');
    await people.settled(ana);
    expect(await titles(ben.client)).toEqual(['Luis Ferrer']);
  });

  it('tells whoever a task is given to, once, and lists what is theirs in all case files', async () => {
    const other = await ana.client.createChannel({ kind: 'case-file', title: 'Airport', purpose: null, members: [ben.id, eve.id] });
    await settled();
    const told: string[] = [];
    const off = [ben, eve].map((person) => person.client.on((event) => { if (event.type === 'notice' && event.kind === 'task' && event.space === other) told.push(person.id); }));
    const mine = async ({ client }: Person) => (await client.myTasks()).filter((task) => task.space === other).map(({ title }) => title);
    const [later, ask] = [await ana.client.writeEntry(other, input('task', 'Some day', { owner: ben.id })), await ana.client.writeEntry(other, input('task', 'Ask the bank', { owner: ben.id, due: '2026-01-02' }))];
    await ana.client.writeEntry(other, input('task', 'Of nobody'));
    await settled();
    expect([...new Set(told)]).toEqual([ben.id]);
    expect([await mine(ben), await mine(eve), await mine(ana)]).toEqual([['Ask the bank', 'Some day'], [], []]);
    told.length = 0;
    await ana.client.reviseEntry(other, ask, formOf(await ana.client.entry(other, ask), { title: 'Ask the bank again' }));
    await settled();
    expect(told).toEqual([]);
    await ben.client.reviseEntry(other, ask, formOf(await ben.client.entry(other, ask), { fields: { owner: eve.id, due: '2026-01-02' } }));
    await ana.client.strikeEntry(other, later, 'Not needed');
    await settled();
    expect(told).toEqual([eve.id]);
    expect([await mine(ben), await mine(eve)]).toEqual([[], ['Ask the bank again']]);
    for (const each of off) each();
  });

  it('is found by the search of the device, in the version that stands, unless it was struck out', async () => {
    const other = await ana.client.createChannel({ kind: 'case-file', title: 'Canal', purpose: null, members: [ben.id, eve.id] });
    await ana.client.send(other, plain('The broker Halcyon wrote'));
    const broker = await ana.client.writeEntry(other, input('person', 'Halcyon Trader', { details: 'Seen in Valparaíso' }));
    await settled();
    const found = async (person: Pick<Person, 'client'>, text: string, topic?: 'main') => (await person.client.search({ text, space: other, offset: 0, limit: 10, ...(topic && { topic }) })).hits.map(({ excerpt, entry }) => entry?.id ?? excerpt);
    await until(ben.client, async () => (await found(ben, 'halcyon')).length === 2);
    expect((await found(ben, 'halcyon')).sort((a, b) => (a < b ? -1 : 1))).toEqual([broker, 'The broker Halcyon wrote'].sort((a, b) => (a < b ? -1 : 1)));
    expect(await found(ben, 'halcyon', 'main')).toEqual(['The broker Halcyon wrote']);
    expect((await ben.client.search({ text: 'valparaiso', offset: 0, limit: 10 })).hits).toMatchObject([{ space: other, entry: { id: broker, kind: 'person' }, topic: null, sender: ana.id, excerpt: expect.stringContaining('Valparaíso') }]);
    await ana.client.reviseEntry(other, broker, formOf(await ana.client.entry(other, broker), { title: 'Meridian Trader' }));
    await settled();
    await people.restart(eve);
    await settled();
    for (const person of [ben, eve]) {
      await until(person.client, async () => (await found(person, 'halcyon')).length === 1 && (await found(person, 'meridian')).length === 1);
      expect(await found(person, 'halcyon')).toEqual(['The broker Halcyon wrote']);
      expect(await found(person, 'meridian')).toEqual([broker]);
      expect(await found(person, 'valparaiso')).toEqual([broker]);
    }
    await ben.client.strikeEntry(other, broker, 'Somebody else');
    await settled();
    for (const person of [ana, ben, eve]) expect(await found(person, 'meridian')).toEqual([]);
  });

  it('registers a file of the conversation with its hash, and who had it', async () => {
    const file = await ben.client.upload(space, { path: path.join(folder, 'ledger.bin') });
    await ben.client.send(space, plain('The ledger', 'none', { files: [file] }));
    await settled();
    const { on } = await said(ana.client, 'The ledger');
    await write(ana, 'ledger', input('exhibit', 'Ledger of the broker', { file: { on, file }, reference: 'K-7', obtained: '2026-11-03' }, { source: on }));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    for (const person of [ana, ben, eve]) expect(await view(person, 'ledger')).toMatchObject({ source: on, exhibit: { on, file, name: 'ledger.bin', size: bytes.length, sha256, held: true } });
    await ben.client.addCustody(space, id('ledger'), { holder: 'Harbour police, Callao', from: '2026-11-03T09:00:00.000Z' as Instant, reason: 'Seized at the broker’s office' });
    await settled();
    await ana.client.addCustody(space, id('ledger'), { holder: 'Evidence room 2', from: '2026-11-04T15:30:00.000Z' as Instant, reason: 'Handed over\nsealed' });
    await settled();
    for (const person of [ana, ben]) {
      const { custody, changed } = await view(person, 'ledger');
      expect(custody.map(({ by, holder, from, reason }) => [by, holder, from, reason])).toEqual([
        [ben.id, 'Harbour police, Callao', '2026-11-03T09:00:00.000Z', 'Seized at the broker’s office'], [ana.id, 'Evidence room 2', '2026-11-04T15:30:00.000Z', 'Handed over\nsealed'],
      ]);
      expect(changed.seq).toBe(Math.max(...custody.map(({ seq }) => seq!)));
    }
    const form = formOf(await view(ana, 'ledger'));
    await expect(ana.client.reviseEntry(space, id('ledger'), { ...form, fields: { ...form.fields, file: { on, file: randomUUID() as FileId } } })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await ana.client.reviseEntry(space, id('ledger'), { ...form, fields: { ...form.fields, file: { on, file }, place: 'Callao' } });
    await settled();
    expect(await view(ben, 'ledger')).toMatchObject({ fields: { place: 'Callao' }, exhibit: { sha256 }, versions: [{ state: 'former' }, { state: 'current' }] });
  });

  it('gives a document another file in each version, marked no weaker than before, and keeps every one of them', async () => {
    const file = await ana.client.createChannel({ kind: 'case-file', title: 'Drafts', purpose: null, members: [ben.id], history: 'all' });
    await people.settled(ana, ben);
    const sent = async ({ client }: Person, name: string, handling: HandlingCode = 'none') => {
      await writeFile(path.join(folder, name), name);
      const upload = await client.upload(file, { path: path.join(folder, name) });
      await client.send(file, plain(`Here is ${name}`, handling, { files: [upload] }));
      await people.settled(ana, ben);
      const message = (await client.timeline(file, -100, 100)).entries.find((entry) => entry.type === 'message' && entry.text === `Here is ${name}`);
      if (message?.type !== 'message' || message.seq === null) throw new Error('no message');
      return { on: { id: message.id, seq: message.seq }, file: message.files[0]!.id };
    };
    const sum = (name: string) => createHash('sha256').update(name).digest('hex');
    const look = (person: Pick<Person, 'client'>) => person.client.entry(file, report);
    const names = async (person: Pick<Person, 'client'>) => (await look(person)).files.map(({ by, state, held, file: { name, sha256 } }) => [by, state, held, name, sha256 === sum(name)]);
    const [first, second, other, coded] = [await sent(ana, 'draft.docx'), await sent(ben, 'draft 2.docx'), await sent(ana, 'draft 2b.docx'), await sent(ben, 'final.pdf', 'H2')];
    const report = await ana.client.writeEntry(file, input('document', 'Report', { file: first, folder: 'Reports' }));
    await people.settled(ana, ben);
    // Both at once, from the same: one stands, the other is a proposal, and somebody says what holds.
    const [mine, theirs] = [formOf(await look(ana)), formOf(await look(ben))];
    await ben.client.reviseEntry(file, report, { ...theirs, title: 'Report, revised', fields: { ...theirs.fields, file: second } });
    await people.settled(ana, ben);
    await ana.client.reviseEntry(file, report, { ...mine, fields: { ...mine.fields, file: other } });
    await people.settled(ana, ben);
    const [v1, v2, v3] = [[ana.id, 'former', true, 'draft.docx', true], [ben.id, 'current', true, 'draft 2.docx', true], [ana.id, 'proposed', true, 'draft 2b.docx', true]];
    for (const person of [ana, ben]) {
      expect(await look(person)).toMatchObject({ title: 'Report, revised', proposals: 1, made: { by: ana.id }, exhibit: { ...second, name: 'draft 2.docx' }, fields: { folder: 'Reports' } });
      expect(await names(person)).toEqual([v1, v2, v3]);
    }
    const proposal = (await look(ben)).versions.at(-1)!;
    await ben.client.reviseEntry(file, report, formOf(await look(ben), { fields: proposal.fields, settles: [proposal.key] }));
    await people.settled(ben, ana);
    expect(await names(ana)).toEqual([v1, [ben.id, 'former', true, 'draft 2.docx', true], [ana.id, 'current', true, 'draft 2b.docx', true]]);
    // A file that may not be passed on is no version of what may be, and what is of one is not weakened by the next.
    const form = formOf(await look(ana));
    const strict = { ...form, marking: { ...nothing, handling: 'H2' as const }, fields: { ...form.fields, file: coded } };
    await expect(ana.client.reviseEntry(file, report, { ...strict, marking: nothing })).rejects.toMatchObject({ problem: { code: 'invalid-input', errors: [{ pointer: '/marking' }] } });
    await ana.client.reviseEntry(file, report, strict);
    await people.settled(ana, ben);
    await expect(ana.client.reviseEntry(file, report, formOf(await look(ana), { marking: nothing, fields: { file: first } }))).rejects.toMatchObject({ problem: { code: 'invalid-input', errors: [{ pointer: '/marking' }] } });
    await ana.client.reviseEntry(file, report, formOf(await look(ana), { marking: nothing }));
    await people.settled(ana, ben);
    expect([(await look(ana)).marking.handling, (await look(ana)).bears.handling]).toEqual(['none', 'H2']);
    // Whoever comes in later reads all of them, opens any, and finds the document by the name of the newest.
    await ana.client.addMembers(file, [eve.id]);
    await settled();
    expect(await names(eve)).toEqual([v1, [ben.id, 'former', true, 'draft 2.docx', true], [ana.id, 'former', true, 'draft 2b.docx', true], [ana.id, 'current', true, 'final.pdf', true]]);
    expect(Buffer.from(await eve.client.readFile(file, first.on, first.file, 0, 10)).toString()).toBe('draft.docx');
    const searched = async (text: string) => (await eve.client.search({ text, space: file, offset: 0, limit: 50 })).hits.filter(({ entry }) => entry?.id === report).length;
    await until(eve.client, async () => (await searched('final')) === 1);
    expect([await searched('final'), await searched('draft')]).toEqual([1, 0]);
    await people.settled(eve);
    expect((await eve.client.accessLog(file)).find(({ what, by }) => what === 'file' && by === eve.id)).toMatchObject({ id: report, title: 'draft.docx' });
    // Back to what it began with, it is as if it had no other file.
    await ana.client.reviseEntry(file, report, formOf(await look(ana), { marking: { ...nothing, handling: 'H2' }, fields: { file: first } }));
    await settled();
    for (const person of [ana, ben, eve]) expect((await names(person)).map(([, state]) => state)).toEqual(['current', 'former', 'former', 'former']);
    // Nobody makes it an entry that began with something else, nor names what is not there yet.
    const forger = await Forger.of(eve, file);
    const { exhibit, versions } = await look(eve);
    const { held: _held, ...original } = exhibit!;
    const forged = (more: Partial<EntryContent>): EntryContent =>
      ({ v: 1, type: 'entry', kind: 'document', first: versions[0]!.key, after: versions.at(-1)!.key, title: 'Forged', fields: { file: { ...original, name: 'forged.pdf' } }, original, links: [], settled: [], source: null, restriction: null, evaluation: null, tlp: null, sentAt: now(), ...more });
    await forger.post(forged({ original: { ...original, sha256: '0'.repeat(64) } }));
    await forger.post(forged({ fields: { file: { ...original, on: { ...original.on, seq: 10_000 } } } }));
    await settled();
    for (const person of [ana, ben]) expect(await look(person)).toEqual(await look(eve));
    expect((await look(ana)).proposals).toBe(0);
    // What an altered client said of somebody's file, and stood for a while, is said by nobody who takes that file themselves.
    const fresh = await sent(ben, 'fresh.docx');
    await forger.post(forged({ fields: { file: { ...original, ...fresh, name: 'fresh.docx', size: 10, sha256: '0'.repeat(64) } } }));
    await people.settled(eve, ana, ben);
    expect((await look(ana)).exhibit).toMatchObject({ ...fresh, sha256: '0'.repeat(64) });
    await ben.client.reviseEntry(file, report, formOf(await look(ben), { marking: { ...nothing, handling: 'H2' }, fields: { file: first } }));
    await people.settled(ben, ana);
    await ana.client.reviseEntry(file, report, formOf(await look(ana), { marking: { ...nothing, handling: 'H2' }, fields: { file: fresh } }));
    await settled();
    expect((await look(ben)).exhibit).toMatchObject({ ...fresh, name: 'fresh.docx', size: 10, sha256: sum('fresh.docx') });
    // What is withdrawn with its message is said to be gone, and what was said of it stays.
    await ana.client.withdraw(file, other.on);
    await settled();
    expect((await names(ben))[2]).toEqual([ana.id, 'former', false, 'draft 2b.docx', true]);
    forger.close();
  });

  it('keeps a version that another one overtook, until somebody settles it', async () => {
    await write(ana, 'account', input('account', 'Account at the Banco del Sur', { number: 'PE-4471', holder: 'Luis Ferrer', balance: { amount: '120000.50', currency: 'USD' } }));
    const [first, forms] = [await view(ana, 'account'), [formOf(await view(ana, 'account')), formOf(await view(ben, 'account'))] as const];
    line.cut();
    await ben.client.reviseEntry(space, id('account'), { ...forms[1], fields: { ...forms[1].fields, institution: 'Banco del Sur' } });
    await ben.client.reviseEntry(space, id('account'), formOf(await view(ben, 'account'), { title: 'Account of Ferrer' }));
    expect(await states(ben, 'account')).toEqual([[ana.id, 'former', first.title], [ben.id, 'former', first.title], [ben.id, 'current', 'Account of Ferrer']]);
    await ana.client.reviseEntry(space, id('account'), { ...forms[0], fields: { ...forms[0].fields, date: '2026-10-31' } });
    await people.settled(ana);
    line.mend();
    await settled();
    for (const person of [ana, ben, eve]) {
      expect(await states(person, 'account')).toEqual([[ana.id, 'former', first.title], [ana.id, 'current', first.title], [ben.id, 'proposed', first.title], [ben.id, 'proposed', 'Account of Ferrer']]);
      expect((await person.client.entries(space, { kinds: ['account'] }))[0]).toMatchObject({ title: first.title, proposals: 2 });
      expect((await rows(person)).filter((row) => row.id === id('account')).map(({ change }) => change)).toEqual(['made', 'revised', 'proposed', 'proposed']);
    }
    const { versions, ...current } = await view(ben, 'account');
    const proposed = versions.filter(({ state }) => state === 'proposed');
    expect(proposed[1]).toMatchObject({ after: proposed[0]!.key, fields: { institution: 'Banco del Sur' } });
    const [, standing] = versions;
    await ben.client.reviseEntry(space, id('account'), formOf({ ...current, versions }, { title: proposed[1]!.title, fields: { ...standing!.fields, institution: 'Banco del Sur' }, settles: proposed.map(({ key }) => key) }));
    await settled();
    for (const person of [ana, ben]) {
      expect((await states(person, 'account')).map(([, state]) => state)).toEqual(['former', 'former', 'settled', 'settled', 'current']);
      expect(await view(person, 'account')).toMatchObject({ title: 'Account of Ferrer', proposals: 0, fields: { number: 'PE-4471', institution: 'Banco del Sur', date: '2026-10-31', balance: { amount: '120000.50', currency: 'USD' } } });
    }
  });

  it('makes a proposal of what was written from an old version, though nothing was in the way', async () => {
    const old = formOf(await view(ana, 'luis'));
    await ben.client.reviseEntry(space, id('luis'), { ...old, title: 'Luis A. Ferrer' });
    await settled();
    await ana.client.reviseEntry(space, id('luis'), { ...old, fields: { ...old.fields, role: 'Broker' } });
    await settled();
    expect(await view(ben, 'luis')).toMatchObject({ title: 'Luis A. Ferrer', proposals: 1, versions: [{ state: 'former' }, { by: ben.id, state: 'current' }, { by: ana.id, state: 'proposed', fields: { role: 'Broker' } }] });
    const before = await view(ben, 'luis');
    await ben.client.reviseEntry(space, id('luis'), formOf(before));
    await settled();
    expect(await view(ben, 'luis')).toEqual(before);
    await expect(ben.client.reviseEntry(space, id('luis'), { ...formOf(before), after: 'A'.repeat(43) })).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('shows a link at both its ends', async () => {
    await ana.client.reviseEntry(space, id('account'), formOf(await view(ana, 'account'), { links: [{ to: id('luis'), label: 'held by' }, { to: id('ledger'), label: 'stands in' }] }));
    await settled();
    expect((await view(ben, 'account')).links).toEqual([
      { space, to: id('luis'), label: 'held by', direction: 'to', kind: 'person', title: 'Luis A. Ferrer', struck: false }, { space, to: id('ledger'), label: 'stands in', direction: 'to', kind: 'exhibit', title: 'Ledger of the broker', struck: false },
    ]);
    expect(await view(ben, 'luis')).toMatchObject({ linked: 1, links: [{ to: id('account'), label: 'held by', direction: 'from', kind: 'account', title: 'Account of Ferrer' }] });
  });

  it('finds entries by kind and by words in whatever spelling, and tasks that are open', async () => {
    await write(ben, 'ask', input('task', 'Ask the bank for statements', { owner: ana.id, due: '2026-12-01', details: 'Señor Núñez knows the form' }));
    await write(ben, 'call', input('task', 'Call the harbour office', { owner: ben.id, done: true }));
    await write(ben, 'arrival', input('event', 'Arrival of the vessel', { date: '2026-10-30', until: '2026-10-31', country: 'PE' }));
    expect(await titles(ana.client)).toEqual(['Arrival of the vessel', 'Call the harbour office', 'Ask the bank for statements', 'Account of Ferrer', 'Luis A. Ferrer', 'Ledger of the broker']);
    expect(await titles(ana.client, { kinds: ['task', 'event'] })).toEqual(['Arrival of the vessel', 'Call the harbour office', 'Ask the bank for statements']);
    expect(await titles(ana.client, { kinds: [], open: true })).toEqual(['Ask the bank for statements']);
    expect(await titles(ana.client, { text: 'nunez FORM' })).toEqual(['Ask the bank for statements']);
    expect(await titles(ana.client, { text: 'ferr' })).toEqual(['Account of Ferrer', 'Luis A. Ferrer']);
    expect(await titles(ana.client, { text: 'ferrer', kinds: ['account'] })).toEqual(['Account of Ferrer']);
    expect(await titles(ana.client, { ids: [id('ask'), id('luis')] })).toEqual(['Ask the bank for statements', 'Luis A. Ferrer']);
    const [chosen, ...others] = await ana.client.entries(space, { ids: [id('ask')], whole: true });
    expect([chosen!.fields, others]).toEqual([(await view(ana, 'ask')).fields, []]);
    expect(await titles(ana.client, { ids: [] })).toEqual([]);
    expect((await ana.client.entries(space, { kinds: ['task'], text: 'bank' }))[0]).toMatchObject({ owner: ana.id, task: { due: '2026-12-01', done: false }, dated: [{ field: 'due', date: '2026-12-01' }] });
    // Who answers for what was decided stands with it, and has no task by that.
    await write(ben, 'decided', input('note', 'Share the list', { text: 'Share the list', date: '2026-11-03', owner: ana.id }));
    expect((await ana.client.entries(space, { kinds: ['note'] }))[0]).toMatchObject({ owner: ana.id, task: null, dated: [{ field: 'date', date: '2026-11-03' }] });
    expect((await ana.client.myTasks()).map(({ title }) => title)).toEqual(['Ask the bank for statements']);
    await ana.client.reviseEntry(space, id('ask'), formOf(await view(ana, 'ask'), { fields: { ...(await view(ana, 'ask')).fields, done: true } }));
    await settled();
    expect(await titles(ben.client, { open: true })).toEqual([]);
  });

  it('strikes out for good, and keeps what was written', async () => {
    await write(ben, 'phone', input('phone', 'Phone of the captain', { number: '+51 1 5550100' }));
    const form = formOf(await view(ana, 'phone'));
    line.cut();
    await ben.client.reviseEntry(space, id('phone'), { ...form, fields: { ...form.fields, user: 'The captain' } });
    await ana.client.strikeEntry(space, id('phone'), 'Belongs to somebody else');
    await people.settled(ana);
    line.mend();
    await settled();
    for (const person of [ana, ben]) {
      expect(await view(person, 'phone')).toMatchObject({ title: 'Phone of the captain', struck: true, proposals: 1, struckOut: { by: ana.id, reason: 'Belongs to somebody else' }, versions: [{ state: 'current' }, { by: ben.id, state: 'proposed', fields: { user: 'The captain' } }] });
      expect((await rows(person)).slice(-3).map(({ title, change }) => [title, change])).toEqual([['Phone of the captain', 'made'], ['Phone of the captain', 'struck'], ['Phone of the captain', 'proposed']]);
    }
    await expect(ben.client.reviseEntry(space, id('phone'), form)).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await expect(ben.client.strikeEntry(space, id('phone'), 'again')).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
  });

  it('has no place for what a member forges, and nobody is alarmed', async () => {
    const forger = await Forger.of(eve, space);
    const before = await everything(ana.client);
    const [account, ledger] = [await view(ana, 'account'), await view(ana, 'ledger')];
    const key = account.versions.find(({ state }) => state === 'current')!.key;
    const [first, registered] = [account.versions[0]!.key, ledger.versions[0]!.key];
    const forged = (more: Partial<EntryContent>): EntryContent => ({
      v: 1, type: 'entry', kind: 'account', first, after: key, title: 'Forged', fields: account.fields, links: [], settled: [], source: null, restriction: null, evaluation: null, tlp: null, sentAt: now(), ...more,
    });
    const nobody = 'N'.repeat(43) as EntryId;
    const ahead: Ref = { id: randomUUID() as ItemId, seq: 1_000_000 };
    const items: RegisterContent[] = [
      forged({ first: null, after: null, source: ahead }), forged({ links: [{ to: account.id, label: 'itself' }] }),
      forged({ first: null, after: null, kind: 'exhibit', fields: { file: { on: ahead, file: randomUUID() as FileId, name: 'nothing.pdf', size: 1, sha256: '0'.repeat(64) } } }),
      { v: 1, type: 'entry-strike', id: nobody, reason: 'gone', sentAt: now() }, { v: 1, type: 'entry-strike', id: id('phone'), reason: 'again', sentAt: now() },
      { v: 1, type: 'entry-custody', id: nobody, holder: 'Eve', from: now(), reason: 'mine', sentAt: now() }, { v: 1, type: 'entry-custody', id: id('luis'), holder: 'Eve', from: now(), reason: 'mine', sentAt: now() },
    ];
    for (const item of items) await forger.post(item);
    await settled();
    expect(await everything(ana.client)).toEqual(before);
    expect(await everything(ben.client)).toEqual(before);
    // What she may write as well as anybody stands, under her name, and what it says of a file is seen not to be so.
    const titled = async (client: Comity, title: string): Promise<EntryView> => client.entry(space, (await client.entries(space)).find((entry) => entry.title === title)!.id);
    await forger.post(forged({ first: null, after: null, kind: 'exhibit', title: 'Nothing', fields: { file: { on: ledger.exhibit!.on, file: randomUUID() as FileId, name: 'nothing.pdf', size: 1, sha256: '0'.repeat(64) } } }));
    await settled();
    expect(await titled(ana.client, 'Nothing')).toMatchObject({ made: { by: eve.id }, exhibit: { name: 'nothing.pdf', held: false } });
    // A predecessor that there never was is as one that this person may not read: for everybody alike, so that nobody sees another version stand than the rest.
    await forger.post(forged({ after: 'A'.repeat(43), settled: [key] }));
    await forger.post(forged({ first: 'A'.repeat(43), title: 'From before' }));
    // Of another kind, file or source it is another entry, for everybody.
    await forger.post(forged({ kind: 'note', title: 'A note', fields: { text: 'words' } }));
    await forger.post(forged({ kind: 'exhibit', first: registered, after: ledger.versions.at(-1)!.key, title: 'Another ledger', source: ledger.source, fields: { ...ledger.fields, file: { ...ledger.exhibit!, on: ledger.exhibit!.on, sha256: '0'.repeat(64) } } }));
    await settled();
    for (const { client } of [ana, ben]) {
      expect(await client.entry(space, account.id)).toMatchObject({ title: account.title, proposals: 1, partial: true, doubtful: false, versions: expect.arrayContaining([expect.objectContaining({ key, state: 'current' }), expect.objectContaining({ by: eve.id, title: 'Forged', state: 'proposed' })]) });
      for (const title of ['From before', 'A note', 'Another ledger']) expect(await titled(client, title)).toMatchObject({ made: { by: eve.id }, partial: true, doubtful: true, custody: [] });
      expect(await client.entry(space, ledger.id)).toEqual(ledger);
      expect(await client.alarms()).toEqual([]);
    }
    forger.close();
  });

  it('keeps what was said of a file whose message was withdrawn, and shows that it is gone', async () => {
    const { exhibit } = await view(ana, 'ledger');
    await ben.client.withdraw(space, exhibit!.on);
    await settled();
    for (const person of [ana, ben]) expect(await view(person, 'ledger')).toMatchObject({ source: exhibit!.on, exhibit: { ...exhibit, held: false } });
    // What its author took back is made no entry any more.
    await expect(ana.client.writeEntry(space, input('note', 'The ledger', { text: 'The ledger' }, { source: exhibit!.on }))).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('is no part of any other space', async () => {
    const channel = await ana.client.createChannel({ title: 'Talk', purpose: null, members: [eve.id] });
    await people.settled(ana, eve);
    const forger = await Forger.of(eve, channel);
    const { seq } = await forger.post({ v: 1, type: 'entry-strike', id: id('luis'), reason: 'gone', sentAt: now() });
    forger.close();
    await until(ana.client, async () => (await ana.client.timeline(channel, -1, 1)).entries[0]?.seq === seq);
    expect((await ana.client.timeline(channel, -1, 1)).entries).toMatchObject([{ type: 'quarantined', rule: 'malformed' }]);
    expect((await view(ana, 'luis')).struck).toBe(false);
  });

  it('has words of a restriction with its code alone', async () => {
    const file = await ana.client.createChannel({ kind: 'case-file', title: 'Another', purpose: null, members: [eve.id] });
    await people.settled(ana, eve);
    const forger = await Forger.of(eve, file);
    const { seq } = await forger.post({ v: 1, type: 'entry', kind: 'note', first: null, after: null, title: 'Forged', fields: { text: 'words' }, links: [], settled: [], source: null, restriction: 'words', evaluation: null, tlp: null, sentAt: now() });
    forger.close();
    await until(ana.client, async () => (await ana.client.timeline(file, -1, 1)).entries[0]?.seq === seq);
    expect((await ana.client.timeline(file, -1, 1)).entries).toMatchObject([{ type: 'quarantined', rule: 'malformed' }]);
    expect(await ana.client.entries(file)).toEqual([]);
  });

  it('keeps an exhibit what it is for somebody who comes in later, whatever a member sends then', async () => {
    const file = await ana.client.createChannel({ kind: 'case-file', title: 'From now on', purpose: null, members: [eve.id], history: 'none' });
    const upload = await ana.client.upload(file, { path: path.join(folder, 'ledger.bin') });
    await ana.client.send(file, plain('The ledger', 'none', { files: [upload] }));
    await people.settled(ana, eve);
    const [message] = (await ana.client.timeline(file, -1, 1)).entries;
    if (message?.type !== 'message' || message.seq === null) throw new Error('no message');
    const ledger = await ana.client.writeEntry(file, input('exhibit', 'Ledger', { file: { on: { id: message.id, seq: message.seq }, file: message.files[0]!.id } }));
    await people.settled(ana, eve);
    await ana.client.addMembers(file, [ben.id]);
    await settled();
    const { versions: [first], exhibit } = await ana.client.entry(file, ledger);
    const { held, ...registered } = exhibit!;
    const forger = await Forger.of(eve, file);
    const forged = (more: Partial<EntryContent>): EntryContent =>
      ({ v: 1, type: 'entry', kind: 'exhibit', first: first!.key, after: 'A'.repeat(43), title: 'Forged', fields: { file: { ...registered, sha256: '0'.repeat(64) } }, links: [], settled: [], source: null, restriction: null, evaluation: null, tlp: null, sentAt: now(), ...more });
    for (const content of [forged({}), forged({ first: null, after: null }), forged({ kind: 'note', fields: { text: 'words' } })]) await forger.post(content);
    forger.close();
    await settled();
    await ana.client.reviseEntry(file, ledger, { ...formOf(await ana.client.entry(file, ledger)), title: 'Ledger of the broker', fields: { file: { on: registered.on, file: registered.file } } });
    await ana.client.addCustody(file, ledger, { holder: 'Evidence room 2', from: now(), reason: 'Handed over' });
    await settled();
    expect(held).toBe(true);
    for (const { client } of [ana, ben]) {
      expect(await client.entry(file, ledger)).toMatchObject({ title: 'Ledger of the broker', made: { by: ana.id }, exhibit: registered, custody: [{ by: ana.id, holder: 'Evidence room 2' }], proposals: 0 });
      expect((await client.entries(file)).filter(({ made }) => made.by === eve.id)).toHaveLength(3);
    }
  });

  it('takes in what was said elsewhere, forwarded once with its origin, and nothing that may not be', async () => {
    const file = await ana.client.createChannel({ kind: 'case-file', title: 'Broker', purpose: null, members: [ben.id], history: 'all', retention: { days: 7 } });
    const talk = await eve.client.openDirect(ana.id);
    await people.settled(ana, ben, eve);
    const upload = await eve.client.upload(talk, { path: path.join(folder, 'ledger.bin') });
    await eve.client.send(talk, plain('The ledger is the broker’s', 'H1', { files: [upload] }));
    await eve.client.send(talk, plain('Between us', 'H2'));
    await people.settled(eve, ana, ben);
    const placeOf = async (text: string): Promise<{ on: Ref; file: FileId | undefined }> => {
      const found = (await ana.client.timeline(talk, 0, 100)).entries.find((entry) => entry.type === 'message' && entry.text === text);
      if (found?.type !== 'message' || found.seq === null) throw new Error('no such message');
      return { on: { id: found.id, seq: found.seq }, file: found.files[0]?.id };
    };
    const [ledger, between] = [await placeOf('The ledger is the broker’s'), await placeOf('Between us')];
    const messages = async ({ client }: Person) => (await client.timeline(file, 0, 100)).entries.flatMap((entry) => (entry.type === 'message' ? [entry] : []));
    await expect(ana.client.writeEntry(file, input('note', 'Between us', { text: 'Between us' }), { space: talk, on: between.on })).rejects.toMatchObject({ problem: { code: 'not-allowed', detail: 'H2' } });
    // What is wrong with the entry is said before a word of it is read there.
    await expect(ana.client.writeEntry(file, input('note', 'The ledger'), { space: talk, on: ledger.on })).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    await people.settled(ana, ben);
    expect(await messages(ben)).toEqual([]);
    const note = await ana.client.writeEntry(file, input('note', 'The ledger', { text: 'The ledger is the broker’s' }), { space: talk, on: ledger.on });
    const exhibit = await ana.client.writeEntry(file, input('exhibit', 'Ledger', { file: { on: ledger.on, file: ledger.file! } }), { space: talk, on: ledger.on });
    await people.settled(ana, ben);
    const [brought, ...more] = await messages(ben);
    expect(more).toEqual([]);
    expect(brought).toMatchObject({ sender: ana.id, text: 'The ledger is the broker’s', handling: 'H1', forwarded: { sender: eve.id, from: null }, files: [{ name: 'ledger.bin' }] });
    const source = { id: brought!.id, seq: brought!.seq };
    expect(await ben.client.entry(file, note)).toMatchObject({ title: 'The ledger', source, made: { by: ana.id } });
    expect(await ben.client.entry(file, exhibit)).toMatchObject({ source, exhibit: { sha256: createHash('sha256').update(bytes).digest('hex'), on: source, held: true } });
    // An entry of one case file goes into another as the words of whoever wrote it.
    const meeting = await eve.client.createChannel({ kind: 'case-file', title: 'Meeting', purpose: null, members: [ana.id], history: 'all', retention: { days: 7 } });
    await people.settled(ana, eve);
    const point = await eve.client.writeEntry(meeting, input('task', 'Ask for the statements', { owner: ana.id, details: 'Of May' }, { marking: { ...nothing, tlp: 'amber' } }));
    const secret = await eve.client.writeEntry(meeting, input('note', 'Source', { text: 'Source' }, { marking: { ...nothing, tlp: 'red' } }));
    await people.settled(eve, ana);
    await expect(ana.client.writeEntry(file, input('note', 'Source', { text: 'Source' }), { space: meeting, entry: secret })).rejects.toMatchObject({ problem: { code: 'not-allowed', detail: 'TLP:RED' } });
    // Whoever revised what another wrote, or made an entry of it, has not written it: neither is it theirs to give, nor to mark it as weaker for that.
    await ana.client.reviseEntry(meeting, secret, { ...formOf(await ana.client.entry(meeting, secret)), fields: { text: 'Source, in short' }, marking: nothing });
    await eve.client.send(meeting, plain('For this room', 'H2'));
    await people.settled(eve, ana);
    const heard = (await ana.client.timeline(meeting, 0, 100)).entries.find((entry) => entry.type === 'message' && entry.text === 'For this room');
    if (heard?.type !== 'message' || heard.seq === null) throw new Error('no such message');
    const promoted = await ana.client.writeEntry(meeting, input('note', 'Heard', { text: 'For this room' }, { source: { id: heard.id, seq: heard.seq } }));
    await people.settled(ana, eve);
    for (const [entry, detail] of [[secret, 'TLP:RED'], [promoted, 'H2']] as const) await expect(ana.client.writeEntry(file, input('note', 'Source', { text: 'Source' }), { space: meeting, entry })).rejects.toMatchObject({ problem: { code: 'not-allowed', detail } });
    await expect(ana.client.writeEntry(meeting, input('task', 'Ask for the statements'), { space: meeting, entry: point })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    const task = await ana.client.writeEntry(file, input('task', 'Ask for the statements', { owner: ana.id }), { space: meeting, entry: point });
    await people.settled(ana, ben);
    const said = (await messages(ben))[1];
    expect(said).toMatchObject({ text: 'Ask for the statements\nOf May', tlp: 'amber', forwarded: { sender: eve.id, from: meeting } });
    expect(await ben.client.entry(file, task)).toMatchObject({ kind: 'task', source: { id: said!.id } });
    expect(await messages(ben)).toHaveLength(2);
    expect(await ana.client.entry(meeting, secret)).toMatchObject({ marking: nothing, bears: { ...nothing, tlp: 'red' } });
    // Whoever wrote all of it decides, and weakens it by the version that stands.
    const released = await eve.client.writeEntry(meeting, input('note', 'Of June', { text: 'Of June' }, { marking: { ...nothing, handling: 'H2', tlp: 'red' } }));
    await eve.client.reviseEntry(meeting, released, { ...formOf(await eve.client.entry(meeting, released)), marking: { ...nothing, tlp: 'green' } });
    await people.settled(eve, ana);
    await ana.client.writeEntry(file, input('note', 'Of June', { text: 'Of June' }), { space: meeting, entry: released });
    await people.settled(ana, ben);
    expect((await messages(ben))[2]).toMatchObject({ text: 'Of June', handling: 'none', tlp: 'green', forwarded: { sender: eve.id } });
    // Nobody learns by it that there is a compartment.
    const compartment = await eve.client.createCompartment(meeting, { title: 'Source', members: [ana.id], announce: false });
    await people.settled(eve, ana);
    const inside = await eve.client.writeEntry(compartment, input('note', 'Heard in May', { text: 'Heard in May' }));
    await people.settled(eve, ana);
    await ana.client.writeEntry(file, input('note', 'Heard in May', { text: 'Heard in May' }), { space: compartment, entry: inside });
    await people.settled(ana, ben);
    expect((await messages(ben)).at(-1)).toMatchObject({ text: 'Heard in May', forwarded: { sender: eve.id, from: null } });
  });

  it('is the same after a restart, and on a device that comes later', async () => {
    const before = await everything(ana.client);
    expect(before).toHaveLength(12);
    await people.restart(ana);
    await people.settled(ana);
    expect(await everything(ana.client)).toEqual(before);
    const device = await people.another(ana);
    await device.client.settled();
    expect(await everything(device.client)).toEqual(before);
  });

  it('goes with the retention of its space, and what was written later stays', async () => {
    await people.pass(6 * day);
    await restarted();
    await write(ana, 'late', input('note', 'Written later', { text: 'Six days on' }, { links: [{ to: id('luis'), label: 'about' }] }));
    await ben.client.strikeEntry(space, id('ask'), 'Was done long ago');
    await settled();
    await people.pass(day + hour);
    await restarted();
    for (const person of [ana, ben]) {
      expect(await person.client.entries(space)).toMatchObject([{ title: 'Written later', linked: 1 }]);
      expect((await view(person, 'late')).links).toEqual([{ space: null, to: id('luis'), label: 'about', direction: 'to', kind: null, title: null, struck: false }]);
      await expect(view(person, 'luis')).rejects.toMatchObject({ problem: { code: 'not-found' } });
      const searched = async (text: string) => (await person.client.search({ text, space, offset: 0, limit: 50 })).hits.map(({ entry }) => entry?.id);
      await until(person.client, async () => (await searched('Six days on')).length === 1);
      expect([await searched('Ferrer'), await searched('Six days on')]).toEqual([[], [id('late')]]);
      const held = [...await valuesOf(person)].filter(([, value]) => Buffer.from(value).includes('Ferrer')).map(([name]) => name);
      expect(held).toEqual([]);
      expect((await person.client.alarms()).filter((alarm) => alarm.space === space)).toEqual([]);
    }
    const device = await people.another(ben);
    await device.client.settled();
    expect(await everything(device.client)).toEqual(await everything(ben.client));
  });
});
