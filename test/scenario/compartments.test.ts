/** Compartments of a case file: what some of its members keep from the others, and how it stays with them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { EntryKind, SpaceId } from '@comity/contracts';
import { encodeProfile } from '@comity/e2ee';
import { plain, type EntryId, type EntryInput } from '@comity/sdk';
import { groupOf, sealAs, valuesOf } from './insider.js';
import { Forger, now } from './forger.js';
import { People, until, type Person } from './people.js';
import { Switch } from './switch.js';

const nothing: EntryInput['marking'] = { handling: 'none', restriction: null, evaluation: null, tlp: null };
const input = (kind: EntryKind, title: string, fields: EntryInput['fields'] = {}, more: Partial<EntryInput> = {}): EntryInput => ({ kind, title, fields, links: [], marking: nothing, source: null, after: null, ...more });

describe('a compartment of a case file', () => {
  let people: People;
  let ana: Person, ben: Person, eve: Person;
  let file: SpaceId, inside: SpaceId, unnamed: SpaceId, other: SpaceId;
  let harbour: EntryId, informant: EntryId;
  let folder: string;
  const line = new Switch();
  const settled = async () => { for (let round = 0; round < 3; round += 1) await people.settled(ana, ben, eve); };
  const titles = async ({ client }: Person, where?: SpaceId) => (await client.entries(file, where === undefined ? {} : { where })).map(({ title }) => title);
  const found = async ({ client }: Person, text: string) => (await client.search({ text, offset: 0, limit: 10 })).hits.map(({ space, entry }) => [space, entry?.id]);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-compartments-'));
    await writeFile(path.join(folder, 'statement.txt'), 'He named the second signatory.');
    people = await People.gather();
    await people.admit('Prosecution', 'PE');
    ana = await people.enrol('Ana Quispe', 'Prosecution', people.officers[0], 'focal-point', line.between);
    ben = await people.enrol('Ben Rojas', 'Prosecution', ana);
    eve = await people.enrol('Eva Mamani', 'Prosecution', ana);
    file = await ana.client.createChannel({ kind: 'case-file', title: 'Harbour', purpose: null, members: [ben.id, eve.id], history: 'all', retention: { days: 30 } });
    await settled();
    harbour = await ana.client.writeEntry(file, input('organisation', 'Harbour company'));
    await settled();
  });
  afterAll(async () => {
    await people.end();
    await rm(folder, { recursive: true });
  });

  it('is made by owners of the case file, of its members, and told of only if they want it', async () => {
    await expect(eve.client.createCompartment(file, { title: 'Mine', members: [ben.id], announce: false })).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await expect(ana.client.createCompartment(file, { title: 'Sources', members: [people.officers[1].id], announce: false })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    inside = await ana.client.createCompartment(file, { title: ' Sources ', members: [ben.id], announce: true });
    unnamed = await ana.client.createCompartment(file, { title: 'Interceptions', members: [ben.id], announce: false });
    await settled();
    expect(await ben.client.space(inside)).toMatchObject({ within: file, title: 'Sources', kind: 'case-file', owners: [ana.id], strangers: [], policy: { history: 'all', retention: { days: 30 }, hold: false } });
    expect((await ben.client.compartments(file)).map(({ space, title, announced }) => [space, title, announced?.by ?? null])).toEqual(expect.arrayContaining([[inside, 'Sources', ana.id], [unnamed, 'Interceptions', null]]));
    expect(await eve.client.compartments(file)).toMatchObject([{ space: inside, title: 'Sources', members: null, announced: { by: ana.id } }]);
    await expect(ana.client.createCompartment(inside, { title: 'Deeper', members: [ben.id], announce: false })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
  });

  it('shows its entries in the register of the case file to those inside alone, with what they are linked with', async () => {
    informant = await ben.client.writeEntry(inside, input('person', 'The informant', { alias: 'Zanzibar' }, { links: [{ to: harbour, label: 'works for' }] }));
    await ben.client.writeEntry(inside, input('task', 'Meet the informant', { owner: ana.id, due: '2026-12-01' }));
    await settled();
    expect(await titles(ana)).toEqual(['Meet the informant', 'The informant', 'Harbour company']);
    expect(await titles(ana, file)).toEqual(['Harbour company']);
    expect(await titles(ana, inside)).toEqual(['Meet the informant', 'The informant']);
    expect(await ana.client.entry(file, harbour)).toMatchObject({ space: file, linked: 1, links: [{ to: informant, space: inside, direction: 'from', title: 'The informant' }] });
    expect(await ana.client.entry(inside, informant)).toMatchObject({ space: inside, links: [{ to: harbour, space: file, direction: 'to', title: 'Harbour company' }] });
    expect((await ana.client.entryTies(file)).map(({ from, to }) => [from, to])).toEqual([[informant, harbour]]);
    expect((await ana.client.myTasks()).map(({ title, space }) => [title, space])).toEqual([['Meet the informant', inside]]);
    await until(ana.client, async () => (await found(ana, 'Zanzibar')).length > 0);
    expect(await found(ana, 'Zanzibar')).toEqual([[inside, informant]]);
    // The case file says nothing of what is inside.
    await expect(ana.client.writeEntry(file, input('note', 'A note', { text: 'Words' }, { links: [{ to: informant, label: 'of' }] }))).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
  });

  it('is closed to whoever is not inside: in their client, on their device, and in what the service holds', async () => {
    expect(await titles(eve)).toEqual(['Harbour company']);
    expect(await eve.client.entry(file, harbour)).toMatchObject({ linked: 0, links: [] });
    for (const space of [inside, unnamed]) await expect(eve.client.entries(space)).rejects.toMatchObject({ problem: { code: 'not-found' } });
    await expect(eve.client.entry(file, informant)).rejects.toMatchObject({ problem: { code: 'not-found' } });
    expect(await found(eve, 'Zanzibar')).toEqual([]);
    const device = [...await valuesOf(eve)].map(([name, bytes]) => `${name}\n${Buffer.from(bytes).toString('utf8')}`).join('\n');
    expect(device).toContain('Harbour company');
    for (const secret of ['informant', 'Zanzibar', 'Interceptions', unnamed]) expect(device).not.toContain(secret);
    // Nor does the service answer to the member of the case file what it holds of the compartment.
    const eves = await Forger.of(eve, file);
    await expect(eves.link.ask('messaging:sync', { space: inside, after: 0, limit: 100 })).rejects.toMatchObject({ problem: { code: 'not-found' } });
    eves.close();
    const database = new Client({ connectionString: people.service.databaseUrl });
    await database.connect();
    try {
      const tables = (await database.query<{ name: string }>("select quote_ident(table_name) as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'")).rows;
      let rows = 0;
      for (const { name } of tables) {
        const { rows: held } = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
        rows += held.length;
        for (const { row } of held) for (const secret of ['informant', 'Zanzibar', 'Interceptions', 'Sources', 'Harbour'].flatMap((word) => [word, Buffer.from(word).toString('hex')])) expect(row).not.toContain(secret);
      }
      expect(rows).toBeGreaterThan(20);
      // A space like another, with these members: that is what it sees.
      expect((await database.query('select practitioner from space_member where space = $1 order by 1', [inside])).rows.map(({ practitioner }: { practitioner: string }) => practitioner)).toEqual([ana.id, ben.id].sort());
    } finally {
      await database.end();
    }
  });

  it('takes an entry in with its file and where it came from, and strikes it out outside', async () => {
    const upload = await eve.client.upload(file, { path: path.join(folder, 'statement.txt') });
    await eve.client.send(file, plain('The statement', 'none', { files: [upload] }));
    await settled();
    const message = (await eve.client.timeline(file, 0, 1_000)).entries.find((entry) => entry.type === 'message' && entry.text === 'The statement');
    if (message?.type !== 'message') throw new Error('no message');
    const statement = await eve.client.writeEntry(file, input('exhibit', 'The statement', { file: { on: { id: message.id, seq: message.seq! }, file: message.files[0]!.id } }, { links: [{ to: harbour, label: 'names' }] }));
    await settled();
    const before = await ana.client.entry(file, statement);
    const moved = await ana.client.moveEntry(file, statement, inside, 'Kept elsewhere');
    await settled();
    expect(await ben.client.entry(inside, moved)).toMatchObject({ title: 'The statement', sha256: before.sha256, moved: { entry: statement, version: before.versions[0]!.key }, exhibit: { held: true }, links: [{ to: harbour, label: 'names' }] });
    expect(await ben.client.entry(file, statement)).toMatchObject({ struck: true, movedTo: { entry: moved, space: inside } });
    const exhibit = (await ben.client.entry(inside, moved)).exhibit!;
    expect(Buffer.from(await ben.client.readFile(inside, exhibit.on, exhibit.file, 0, exhibit.size)).toString()).toBe('He named the second signatory.');
    // Who is outside sees that it was struck out, and why; what they had read stays with them.
    expect(await eve.client.entry(file, statement)).toMatchObject({ struck: true, movedTo: null, struckOut: { by: ana.id, reason: 'Kept elsewhere' } });
    // A revision says the same of where it came from.
    const view = await ben.client.entry(inside, moved);
    await ben.client.reviseEntry(inside, moved, { kind: 'exhibit', title: 'The statement, signed', fields: view.fields, links: [], marking: nothing, source: null, after: view.versions[0]!.key });
    await settled();
    expect(await ana.client.entry(inside, moved)).toMatchObject({ title: 'The statement, signed', moved: { entry: statement } });
    await expect(ana.client.moveEntry(file, statement, inside, 'Again')).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
  });

  it('has the retention and the hold of its case file, and none of its own', async () => {
    await expect(ana.client.setPolicy(inside, { retention: null })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await ana.client.setPolicy(file, { retention: { days: 60 }, hold: true });
    await settled();
    for (const space of [inside, unnamed]) expect((await ben.client.space(space)).policy).toMatchObject({ retention: { days: 60 }, hold: true });
    await ana.client.setPolicy(file, { hold: false });
    await settled();
    expect((await ben.client.space(inside)).policy).toMatchObject({ hold: false });
  });

  it('is nobody else’s to make of a space', async () => {
    // A member of another case file says that it is a compartment of this one: its members would be taken out.
    other = await ana.client.createChannel({ kind: 'case-file', title: 'Airport', purpose: null, members: [ben.id, people.officers[1].id] });
    await settled();
    const encoded = encodeProfile({ title: 'Airport', purpose: null, sentAt: now(), within: file });
    if (!encoded.ok) throw new Error(encoded.rule);
    const link = await Forger.of(ben, other);
    await link.link.ask('messaging:post', { item: await sealAs(ben, other, 'profile', encoded.bytes) });
    link.close();
    await settled();
    expect(await ana.client.space(other)).toMatchObject({ within: null, members: expect.arrayContaining([people.officers[1].id]) });
  });

  it('is tied to its case file for good, whatever another owner of that says, who is not inside', async () => {
    await ana.client.setOwner(file, eve.id, true);
    await settled();
    const encoded = encodeProfile({ title: 'Harbour', purpose: null, sentAt: now(), within: other });
    if (!encoded.ok) throw new Error(encoded.rule);
    const { link } = await Forger.of(eve, file);
    await link.ask('messaging:post', { item: await sealAs(eve, file, 'profile', encoded.bytes) });
    link.close();
    await ana.client.setOwner(file, eve.id, false);
    await settled();
    for (const { client } of [ana, ben, eve]) expect(await client.space(file)).toMatchObject({ within: null });
    expect((await ben.client.compartments(file)).map(({ space }) => space)).toEqual(expect.arrayContaining([inside, unnamed]));
    expect(await titles(ana)).toContain('The informant');
  });

  it('shows its entries whatever is said of them outside, in the log of its case file', async () => {
    const forger = await Forger.of(ben, file);
    await forger.post({ v: 1, type: 'entry-strike', id: informant, reason: 'Nothing here', sentAt: now() });
    forger.close();
    await settled();
    expect(await titles(ana)).toContain('The informant');
    expect(await ana.client.entry(file, informant)).toMatchObject({ space: inside, struck: false });
    expect((await ana.client.entry(file, harbour)).links).toEqual(expect.arrayContaining([expect.objectContaining({ to: informant, space: inside })]));
  });

  it('loses whoever is taken out of the case file, and waits with what is written until they are out', async () => {
    const waiting = async ({ client }: Person) => (await client.entries(inside)).filter(({ made: { seq } }) => seq === null).map(({ title }) => title);
    await expect(ana.client.addMembers(inside, [people.officers[1].id])).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await ana.client.addMembers(inside, [eve.id]);
    await settled();
    expect(await titles(eve, inside)).toContain('The informant');
    // The one owner of the compartment has no connection; another owner of the case file takes her out of that.
    await ana.client.setOwner(file, ben.id, true);
    await settled();
    line.cut();
    await ben.client.removeMember(file, eve.id);
    await people.settled(ben, eve);
    expect(await ben.client.space(inside)).toMatchObject({ strangers: [eve.id], canManage: false });
    const late = await ben.client.writeEntry(inside, input('event', 'The second meeting', { date: '2026-12-02' }));
    await people.settled(ben, eve);
    expect(await waiting(ben)).toEqual(['The second meeting']);
    line.mend();
    await settled();
    // Its owner takes her out by herself, and only then goes what waited.
    await until(ben.client, async () => (await ben.client.space(inside)).strangers.length === 0 && (await waiting(ben)).length === 0);
    await settled();
    expect(await ben.client.space(inside)).toMatchObject({ strangers: [], members: expect.not.arrayContaining([eve.id]) });
    expect(await waiting(ben)).toEqual([]);
    expect((await ana.client.entry(inside, late)).title).toBe('The second meeting');
    // What was written after she left is not on her device, and cannot be opened with what is.
    expect(await eve.client.space(inside)).toMatchObject({ left: true });
    expect([...await valuesOf(eve)].map(([, bytes]) => Buffer.from(bytes).toString('utf8')).join('\n')).not.toContain('The second meeting');
    expect((await groupOf(ana, inside)).epoch).toBeGreaterThan((await eve.client.space(inside)).epoch);
  });

  it('is handed on by its only owner who is taken out of the case file, to an owner of that who is inside', async () => {
    // She is alone in keeping it, and away when another owner of the case file takes her out of that.
    expect(await ben.client.space(inside)).toMatchObject({ owners: [ana.id], canManage: false });
    line.cut();
    await ben.client.removeMember(file, ana.id);
    await people.settled(ben);
    await ben.client.writeEntry(inside, input('note', 'Without her', { text: 'Words' }));
    expect(await ben.client.space(inside)).toMatchObject({ strangers: [ana.id], canManage: false });
    line.mend();
    await settled();
    for (const space of [inside, unnamed]) await until(ben.client, async () => { const { canManage, strangers } = await ben.client.space(space); return canManage && strangers.length === 0; });
    await settled();
    for (const space of [inside, unnamed]) expect(await ben.client.space(space)).toMatchObject({ owners: [ben.id], members: [ben.id], strangers: [], canManage: true });
    expect(await ana.client.space(inside)).toMatchObject({ left: true });
    const [late] = await ben.client.entries(inside, { text: 'Without her' });
    expect(late!.made.seq).not.toBeNull();
    expect([...await valuesOf(ana)].map(([, bytes]) => Buffer.from(bytes).toString('utf8')).join('\n')).not.toContain('Without her');
    for (const { client } of [ana, ben]) expect(await client.alarms()).toEqual([]);
  });
});
