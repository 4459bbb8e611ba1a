/** What hangs on a request, from its draft to the other side: files, translations, and how each side calls it among its own files. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lawEdition } from '@comity/casework';
import type { FileId, SpaceId } from '@comity/contracts';
import type { DossierInput, EntryId, Failure, Marking, MatterView, StepInput } from '@comity/sdk';
import { verify } from '../../apps/cli/src/commands/evidence.js';
import type { Output } from '../../apps/cli/src/output.js';
import { People, texts, type Person } from './people.js';
import { Switch } from './switch.js';

const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];
const contract = randomBytes(1_300_000);
const sum = createHash('sha256').update(contract).digest('hex');

describe('what hangs on a request', () => {
  let people: People;
  let folder: string;
  let [ana, ben, salma]: Person[] = [];
  let draft: SpaceId, space: SpaceId, other: SpaceId;
  let file: FileId;
  const records = randomUUID();
  const line = new Switch();
  const dossier = (change: Partial<DossierInput> = {}): DossierInput => ({
    requested: people.authorities.get('Public Prosecution')!, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Port contract', urgent: false,
    sections: parts.map((part) => ({ part, text: `What there is to say of ${part}` })), measures: [{ id: records, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of account' }], ...change,
  });
  const both = async () => { await people.settled(ana!, ben!, salma!); await people.settled(ana!, ben!, salma!); };
  const ruleOf = (doing: Promise<unknown>) => doing.then(() => 'nothing speaks against it', (error: Failure) => (error.kind === 'problem' ? error.problem.errors?.[0]?.pointer ?? error.problem.code : error.kind === 'law' ? error.refusal.code : error.kind));
  const uploaded = async (person: Person, to: SpaceId, name: string): Promise<FileId> => {
    const id = await person.client.upload(to, { path: path.join(folder, name) });
    await person.client.settled();
    return id;
  };
  const read = async (person: Person, where: SpaceId, { enclosures: [first] }: MatterView) => Buffer.from(await person.client.readFile(where, first!.on!, first!.file.id, 0, contract.length));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-drafting-'));
    await writeFile(path.join(folder, 'contract.pdf'), contract);
    // It takes no room: nothing was ever written to it.
    await writeFile(path.join(folder, 'disk.img'), '');
    await truncate(path.join(folder, 'disk.img'), 2 ** 36);
    people = await People.gather();
    await people.admit('Fiscalía Especial', 'ES');
    await people.admit('Public Prosecution', 'JO');
    ana = await people.enrol('Ana Ruiz', 'Fiscalía Especial', people.officers[0], 'focal-point', line.between);
    ben = await people.enrol('Ben Adu', 'Fiscalía Especial', ana);
    salma = await people.enrol('Salma Haddad', 'Public Prosecution', people.officers[0], 'focal-point');
    await people.settled(ana, ben, salma);
    draft = space = await ana.client.draftMatter(dossier({ reference: 'FE 118/2026' }));
    other = await ana.client.createChannel({ title: 'Elsewhere', purpose: null, members: [], history: 'all', retention: null });
    await people.settled(ana);
  });
  afterAll(async () => {
    await people.end();
    await rm(folder, { recursive: true });
  });

  it('takes files that were sent to its draft, and says of others which one it cannot take', async () => {
    file = await uploaded(ana!, draft, 'contract.pdf');
    const foreign = await uploaded(ana!, other, 'contract.pdf');
    expect(await ruleOf(ana!.client.reviseMatter(draft, dossier({ enclosures: [file, foreign] })))).toBe('/enclosures/1');
    expect(await ruleOf(ana!.client.reviseMatter(draft, dossier({ enclosures: [randomUUID() as FileId] })))).toBe('/enclosures/0');
    expect(await ruleOf(ana!.client.draftMatter(dossier({ enclosures: [file] })))).toBe('/enclosures/0');
    // The law is asked before a file is read, which may be long.
    await writeFile(path.join(folder, 'contract.pdf'), randomBytes(contract.length));
    expect(await ruleOf(ana!.client.reviseMatter(draft, dossier({ enclosures: [file], basis: { ...dossier().basis, instruments: ['magna-carta'] } })))).toBe('unknown-instrument');
    expect(await ruleOf(ana!.client.reviseMatter(draft, dossier({ enclosures: [file] })))).toBe('file');
    await writeFile(path.join(folder, 'contract.pdf'), contract);
    expect(await ruleOf(ana!.client.upload(draft, { path: path.join(folder, 'disk.img') }))).toBe('too-large');
    await ana!.client.reviseMatter(draft, dossier({ reference: 'FE 118/2026', enclosures: [file] }));
    await people.settled(ana!);
    const view = await ana!.client.matter(draft);
    expect(view).toMatchObject({ references: { ours: 'FE 118/2026', theirs: null }, enclosures: [{ sha256: sum, file: { id: file, name: 'contract.pdf', size: contract.length, available: 'yes' }, on: { seq: expect.any(Number) } }] });
    expect((await read(ana!, draft, view)).equals(contract)).toBe(true);
    expect((await ana!.client.transfers()).map(({ file: left }) => left)).toEqual([foreign]);
  });

  it('keeps them through a revision, with translations that say what changed under them; the text of one that is gone has none', async () => {
    const enclosures = [file];
    const translated = (of: string, from: string | null, text: string, machine = false) => ({ of, from, machine, text });
    const [title, facts] = [translated('title', 'Port contract', 'عقد الميناء'), translated('FACTS_SUMMARY', 'What there is to say of FACTS_SUMMARY', 'ملخص', true)];
    expect(await ruleOf(ana!.client.reviseMatter(draft, dossier({ enclosures, translations: [{ language: 'ar', pieces: [title, translated('ORDER', 'x', 'x')] }] })))).toBe('/translations/0/pieces/1');
    await ana!.client.reviseMatter(draft, dossier({ reference: 'FE 118/2026', enclosures, translations: [{ language: 'ar', pieces: [title, facts] }] }));
    const sections = dossier().sections.map(({ part, text }) => ({ part, text: part === 'FACTS_SUMMARY' ? `${text}, anew` : text }));
    const kept = [{ ...title, from: null }, { ...facts, from: null }];
    await ana!.client.reviseMatter(draft, dossier({ reference: 'FE 118/2026', enclosures, sections, translations: [{ language: 'ar', pieces: kept }] }));
    await people.settled(ana!);
    expect((await ana!.client.matter(draft)).translations).toEqual([{ language: 'ar', missing: [...parts.filter((part) => part !== 'FACTS_SUMMARY'), records], pieces: [{ of: 'title', text: 'عقد الميناء', by: ana!.id, machine: false, stale: false }, { of: 'FACTS_SUMMARY', text: 'ملخص', by: ana!.id, machine: true, stale: true }] }]);
  });

  it('keeps the upload of a revision that waits: it is nobody’s to give up, also after a start', async () => {
    const more = await ana!.client.upload(draft, { path: path.join(folder, 'contract.pdf') }, null, 'request');
    await ana!.client.settled();
    const upload = async () => (await ana!.client.transfers()).find(({ id }) => id === more);
    expect(await upload()).toMatchObject({ taken: false });
    const { translations, sections } = await ana!.client.matter(draft);
    const revision = dossier({ reference: 'FE 118/2026', sections, translations: translations.map(({ language, pieces }) => ({ language, pieces: pieces.map(({ of, text, machine }) => ({ of, from: null, machine, text })) })) });
    line.cut();
    await ana!.client.reviseMatter(draft, { ...revision, enclosures: [file, more] });
    await people.restart(ana!, line.between);
    expect(await upload()).toMatchObject({ state: 'done', taken: true, purpose: 'request' });
    expect(await ruleOf(ana!.client.cancelTransfer(more))).toBe('not-acceptable');
    line.mend();
    await people.settled(ana!);
    expect((await ana!.client.matter(draft)).enclosures.map((each) => each.file.id)).toEqual([file, more]);
    expect(await upload()).toBeUndefined();
    await ana!.client.reviseMatter(draft, { ...revision, enclosures: [file] });
    await people.settled(ana!);
  });

  it('is read by the second officer, and goes to the other side as it was signed', async () => {
    await ana!.client.takeStep(draft, [records], { action: 'submit', addressees: [ben!.id] });
    await both();
    const review = await ben!.client.matter(draft);
    expect(review.enclosures).toMatchObject([{ sha256: sum }]);
    expect((await read(ben!, draft, review)).equals(contract)).toBe(true);
    expect(await ruleOf(ben!.client.setReference(draft, 'Mine'))).toBe('no-dossier');
    await ben!.client.takeStep(draft, [records], { action: 'transmit', addressees: [salma!.id] });
    await both();
    const [{ space: there }] = (await salma!.client.matters()) as [MatterView];
    space = there;
    const view = await salma!.client.matter(space);
    expect(view).toMatchObject({ references: { ours: null, theirs: 'FE 118/2026' }, enclosures: [{ sha256: sum, file: { name: 'contract.pdf' } }], translations: [{ language: 'ar', pieces: [{ by: ana!.id }, { machine: true, stale: true }] }] });
    expect((await read(salma!, space, view)).equals(contract)).toBe(true);
    expect(await texts(salma!.client, space)).toEqual([]);
    for (const person of [ana!, ben!, salma!]) expect(await person.client.alarms()).toEqual([]);
  });

  it('is called by each side as among its own files, which the other reads', async () => {
    await salma!.client.setReference(space, ' JO-77 ');
    await ana!.client.setReference(draft, 'FE 119/2026');
    await both();
    const references = async (person: Person) => (await person.client.matters()).map((matter) => matter.references);
    expect([await references(salma!), await references(ana!)]).toEqual([[{ ours: 'JO-77', theirs: 'FE 119/2026' }], [{ ours: 'FE 119/2026', theirs: 'JO-77' }]]);
    // It is no news, and no step.
    expect((await ana!.client.inbox()).filter((entry) => entry.kind === 'step' && entry.action === 'reference')).toEqual([]);
    await salma!.client.setReference(space, null);
    expect(await ruleOf(salma!.client.setReference(space, 'x'.repeat(101)))).toBe('/reference');
    await both();
    expect((await ana!.client.matter(space)).references).toEqual({ ours: 'FE 119/2026', theirs: null });
    await salma!.client.takeStep(space, [records], { action: 'acknowledge' });
    await both();
    expect((await ana!.client.matter(space)).state).toBe('RECEIVED');
  });

  it('is answered with files that come with the step: the other side reads what was hashed, and nobody takes another one for it', async () => {
    const does = async (person: Person, step: StepInput) => { await person.client.takeStep(space, [records], step); await both(); };
    const result = randomBytes(300_000);
    await writeFile(path.join(folder, 'statements.pdf'), result);
    await does(salma!, { action: 'assess' });
    await does(salma!, { action: 'accept' });
    const statements = await uploaded(salma!, space, 'statements.pdf');
    await writeFile(path.join(folder, 'statements.pdf'), randomBytes(result.length));
    expect(await ruleOf(salma!.client.takeStep(space, [records], { action: 'ask', words: { question: 'Which bank?' }, enclosures: [statements] }))).toBe('not-carried-here');
    expect(await ruleOf(salma!.client.takeStep(space, [records], { action: 'execute', enclosures: [statements] }))).toBe('file');
    await writeFile(path.join(folder, 'statements.pdf'), result);
    expect(await ruleOf(salma!.client.takeStep(space, [records], { action: 'execute', enclosures: [statements, file] }))).toBe('/enclosures/1');
    expect(await ruleOf(salma!.client.takeStep(space, [records], { action: 'execute', enclosures: Array.from({ length: 11 }, () => randomUUID() as FileId) }))).toBe('/enclosures');
    await does(salma!, { action: 'execute', enclosures: [statements] });
    expect((await salma!.client.transfers()).filter(({ direction }) => direction === 'up')).toEqual([]);
    const sha256 = createHash('sha256').update(result).digest('hex');
    for (const { client } of [ana!, salma!]) {
      const [last] = (await client.matter(space)).measureViews[0]!.steps.slice(-1);
      expect(last).toMatchObject({ action: 'execute', enclosures: [{ sha256, file: { name: 'statements.pdf', size: result.length, available: 'yes' } }] });
      expect(Buffer.from(await client.readFile(space, last!.enclosures[0]!.on!, statements, 0, result.length)).equals(result)).toBe(true);
      expect((await client.matters()).find((each) => each.space === space)!.uses).toMatchObject([{ measure: records, received: [{ name: 'statements.pdf', sha256 }] }]);
      expect(await client.alarms()).toEqual([]);
    }
    // Whoever has the bundle and the files needs nothing else; one that was changed is named.
    const [bundle, forged] = [path.join(folder, 'request.comity'), path.join(folder, 'forged.pdf')];
    await writeFile(bundle, await ana!.client.bundle(space, 'case'));
    await writeFile(forged, Buffer.from(result).fill(result[0]! ^ 1, 0, 1));
    const shown: [value: unknown, lines: readonly string[]][] = [];
    const output = { show: (value: unknown, lines: readonly string[]) => { shown.push([value, lines]); }, progress: () => undefined } as unknown as Output;
    const verified = (...files: string[]) => verify({ rest: [bundle, ...files], options: {} }, output);
    expect([await verified(), await verified(path.join(folder, 'statements.pdf'), path.join(folder, 'contract.pdf')), await verified(path.join(folder, 'statements.pdf'), forged)]).toEqual([true, true, false]);
    expect(shown[1]![0]).toMatchObject({ ok: true, files: [{ is: { name: 'statements.pdf', with: 'execute', sha256 } }, { is: { name: 'contract.pdf', with: 'dossier', sha256: sum } }] });
    expect(shown[2]![1].at(-1)).toContain('forged.pdf: none of those that this bundle shows');
    expect(shown[0]![1].filter((line) => line.includes(`SHA-256 ${sha256}`))).toHaveLength(1);
  });

  it('says where it comes from to its own side, and nothing of that to the other; what may not be sent on begins no draft', async () => {
    const talk = await ana!.client.createChannel({ kind: 'case-file', title: 'Port visit', purpose: null, members: [salma!.id], history: 'all', retention: null });
    await people.settled(ana!, salma!);
    const plain: Marking = { handling: 'none', restriction: null, evaluation: null, tlp: null };
    const said = { text: 'The account is at the harbour bank', marking: { ...plain, handling: 'H1', evaluation: { source: 'B', information: 2 } } as Marking, topic: null, reply: null, mentions: [], alert: false, poll: null, files: [] };
    for (const [text, marking] of [[said.text, said.marking], ['For you alone', { ...plain, tlp: 'red' }], ['No further', { ...plain, handling: 'H2' }]] as const) await salma!.client.send(talk, { ...said, text, marking });
    const task = await salma!.client.writeEntry(talk, { after: null, kind: 'task', title: 'Ask for the statements', fields: { details: 'Of both years' }, links: [], marking: plain, source: null });
    await both();
    const messages = (await ana!.client.timeline(talk, 0, 20)).entries.flatMap((entry) => (entry.type === 'message' ? [{ text: entry.text, on: { id: entry.id, seq: entry.seq! }, at: entry.sentAt }] : []));
    const from = (text: string, use: 'intelligence' | 'evidence' = 'intelligence') => ({ place: { kind: 'message' as const, space: talk, on: messages.find((each) => each.text === text)!.on }, use });
    const anew = (change: Partial<DossierInput>) => dossier({ measures: [{ id: randomUUID(), assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of account' }], ...change });
    const refusal = (doing: Promise<unknown>) => doing.then(() => null, (error: Failure) => (error.kind === 'problem' ? error.problem.detail ?? error.problem.code : error.kind));
    expect([await refusal(ana!.client.draftMatter(anew({ source: from('For you alone') }))), await refusal(ana!.client.draftMatter(anew({ source: from('No further') }))), await refusal(ana!.client.draftMatter(anew({ source: { place: { kind: 'entry', space: talk, entry: 'A'.repeat(43) as EntryId }, use: 'evidence' } })))]).toEqual(['TLP:RED', 'H2', 'there is no such entry']);
    const first = anew({ source: from(said.text) });
    const begun = await ana!.client.draftMatter(first);
    await people.settled(ana!);
    const source = { place: from(said.text).place, use: 'intelligence', by: salma!.id, at: messages[0]!.at, words: said.text, handling: 'H1', restriction: null, evaluation: { source: 'B', information: 2 }, tlp: null };
    expect(await ana!.client.matter(begun)).toMatchObject({ source, origin: messages[0]!.on.id });
    // A colleague who never read the message revises the draft, and changes what it is to serve as.
    await ana!.client.takeStep(begun, [first.measures[0]!.id], { action: 'submit', addressees: [ben!.id] });
    await both();
    await ben!.client.takeStep(begun, [first.measures[0]!.id], { action: 'return' });
    await both();
    const { source: _, ...silent } = first;
    await ben!.client.reviseMatter(begun, { ...silent, title: 'Port contract, again' });
    await people.settled(ben!);
    expect((await ben!.client.matter(begun)).source).toEqual(source);
    await ben!.client.reviseMatter(begun, { ...first, source: from(said.text, 'evidence') });
    await both();
    expect((await ana!.client.matter(begun)).source).toEqual({ ...source, use: 'evidence' });
    await ben!.client.takeStep(begun, [first.measures[0]!.id], { action: 'submit', addressees: [ana!.id] });
    await both();
    await ana!.client.takeStep(begun, [first.measures[0]!.id], { action: 'transmit', addressees: [salma!.id] });
    await both();
    const there = (await salma!.client.matters()).find(({ title }) => title === first.title)!;
    expect(await salma!.client.matter(there.space)).toMatchObject({ source: null, origin: null, draft: null });
    expect(await ana!.client.matter(begun)).toMatchObject({ space: there.space, source: { ...source, use: 'evidence' } });
    const second = await ana!.client.draftMatter(anew({ source: { place: { kind: 'entry', space: talk, entry: task }, use: 'evidence' } }));
    expect(await ana!.client.matter(second)).toMatchObject({ origin: task, source: { by: salma!.id, words: 'Ask for the statements\nOf both years', handling: 'none' } });
    for (const person of [ana!, ben!, salma!]) expect(await person.client.alarms()).toEqual([]);
  });
});
