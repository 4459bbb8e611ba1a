import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as Y from 'yjs';
import { lawEdition } from '@comity/casework';
import { noteRoot, type AuthorityId, type Entry, type EvidenceBundle, type HandlingCode, type Instant, type SpaceId } from '@comity/contracts';
import { fromUtf8, utf8 } from '@comity/e2ee';
import { plain, verifyEvidence, type EntryId, type EntryInput, type EvidenceContents, type EvidenceReport, type StepInput } from '@comity/sdk';
import { Forger, now } from './forger.js';
import { flipped, Hostile, renumbered } from './hostile.js';
import { epochKeysOf } from './insider.js';
import { People, type Person } from './people.js';

const program = path.resolve(import.meta.dirname, '../../dist/apps/cli/src/main.js');
const run = promisify(execFile);
const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];

describe('evidence of a request between two authorities', () => {
  let people: People;
  let wanjiru: Person, otieno: Person, claire: Person, outsider: Person;
  let paris: AuthorityId;
  let space: SpaceId, draft: SpaceId;
  let folder: string, root: string;
  /** What is between Claire and the service. */
  const service = new Hostile();
  const records = randomUUID();

  const settled = async () => { await people.settled(wanjiru, otieno, claire); await people.settled(wanjiru, otieno, claire); };
  const does = async (person: Person, action: string, more: Omit<StepInput, 'action'> = {}) => { await person.client.takeStep(space, [records], { action, ...more }); await settled(); };
  const says = async (person: Person, text: string, handling: 'none' | 'H2' = 'none') => { const id = await person.client.send(space, plain(text, handling)); await settled(); return id; };
  const reportOf = async (file: Uint8Array): Promise<EvidenceReport> => {
    const result = await verifyEvidence(file, { root });
    if (!result.ok) throw new Error(`${result.fault.part} ${result.fault.at ?? ''} ${result.fault.rule}`);
    return result.report;
  };
  const bundleOf = async (person: Person, contents: EvidenceContents, of = space) => person.client.bundle(of, contents);
  const wordsIn = (report: EvidenceReport) => report.entries.flatMap((entry) => (entry.type === 'item' && entry.content?.type === 'text' ? [entry.content.text] : []));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-evidence-'));
    people = await People.gather();
    await people.admit('Asset Recovery Office', 'KE');
    paris = await people.admit('Parquet financier', 'FR');
    await people.admit('Elsewhere', 'IT');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    otieno = await people.enrol('Otieno Odhiambo', 'Asset Recovery Office', wanjiru);
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point', service.between);
    outsider = await people.enrol('Livia Neri', 'Elsewhere', people.officers[0], 'focal-point');
    const phase = wanjiru.client.phase();
    root = phase.phase === 'ready' ? phase.self.network.pin : '';
    draft = space = await wanjiru.client.draftMatter({
      requested: paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Vessel payments', urgent: true, sections: parts.map((part) => ({ part, text: `Of ${part}` })),
      measures: [{ id: records, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of account' }],
    });
    await wanjiru.client.takeStep(space, [records], { action: 'submit', addressees: [otieno.id] });
    await settled();
    await otieno.client.takeStep(space, [records], { action: 'transmit', addressees: [claire.id], words: { reasons: 'The vessel leaves soon' } });
    await settled();
    ({ space } = await otieno.client.matter(space));
    for (const action of ['acknowledge', 'assess', 'accept']) await does(claire, action);
    await says(claire, 'The bank answers tomorrow');
    await says(claire, 'For your eyes alone', 'H2');
    const slip = await says(wanjiru, 'The informant is called');
    const [entry] = (await wanjiru.client.timeline(space, -1, 1)).entries;
    await wanjiru.client.edit(space, { id: slip, seq: entry!.seq! }, 'The informant is named', []);
    await wanjiru.client.withdraw(space, { id: slip, seq: entry!.seq! });
    await settled();
    await does(claire, 'execute');
    await does(wanjiru, 'close');
  });
  afterAll(async () => {
    await people.end();
    await rm(folder, { recursive: true });
  });

  it('holds whoever of the two sides makes it, and says the same of the request', async () => {
    const [ours, theirs] = [await reportOf(await bundleOf(wanjiru, 'case')), await reportOf(await bundleOf(claire, 'case'))];
    expect(ours.request).toEqual(theirs.request);
    expect(ours.entries.map(({ hash }) => hash)).toEqual(theirs.entries.map(({ hash }) => hash));
    expect([ours.expected, ours.madeBy, theirs.madeBy, ours.from, ours.to]).toEqual([true, wanjiru.id, claire.id, 1, ours.entries.length]);
    const view = await wanjiru.client.matter(space);
    expect(ours.request).toMatchObject({ title: 'Vessel payments', requested: paris, state: 'CLOSED' });
    expect(ours.request?.measures[0]?.steps.map(({ action, by, at, attested }) => [action, by, at, attested])).toEqual(view.measureViews[0]?.steps.map(({ action, by, at, attested }) => [action, by, at, attested]));
    for (const entry of ours.entries) if (entry.type === 'item') expect([entry.inside, entry.refused]).toEqual([true, null]);
    // Each side signed for what the other said.
    const last = ours.entries.findLast((entry) => entry.type === 'item' && entry.content?.type === 'case-step');
    expect([last?.type === 'item' && last.by, last?.confirmedBy.includes(claire.id)]).toEqual([wanjiru.id, true]);
  });

  it('tells while it is made how far it is', async () => {
    const told: { done: number; of: number }[] = [];
    const off = wanjiru.client.on((event) => { if (event.type === 'bundle' && event.space === space) told.push({ done: event.done, of: event.of }); });
    const { entries } = await reportOf(await bundleOf(wanjiru, 'none'));
    off();
    const of = 3 * entries.length;
    expect([told.at(-1), told.length > 1, told.every((each, i) => each.of === of && each.done > (told[i - 1]?.done ?? 0))]).toEqual([{ done: of, of }, true, true]);
  });

  it('names those it is about, and nobody else of the network', async () => {
    const file = await bundleOf(claire, 'all');
    const report = await reportOf(file);
    expect(report.people.map(({ id }) => id).sort()).toEqual([...people.officers, wanjiru, otieno, claire].map(({ id }) => id).sort());
    expect(report.authorities.map(({ name }) => name)).not.toContain('Elsewhere');
    expect(fromUtf8(file)).not.toContain(outsider.id);
  });

  it('shows what was chosen, and never what was withdrawn or must not be passed on', async () => {
    const [none, some, all] = [await bundleOf(wanjiru, 'none'), await bundleOf(wanjiru, 'case'), await bundleOf(wanjiru, 'all')];
    expect((await reportOf(none)).entries.filter((entry) => entry.type === 'item' && entry.content !== null)).toEqual([]);
    expect([(await reportOf(none)).request, wordsIn(await reportOf(some))]).toEqual([null, []]);
    expect(wordsIn(await reportOf(all))).toEqual(['The bank answers tomorrow']);
    expect((await reportOf(all)).entries.filter((entry) => entry.type === 'item' && entry.content?.type === 'edit')).toEqual([]);
    // Whose words they are may give them to whom they like.
    expect(wordsIn(await reportOf(await bundleOf(claire, 'all')))).toEqual(['The bank answers tomorrow', 'For your eyes alone']);
    // Keys of items, and no key of an epoch.
    for (const { key } of (await epochKeysOf(wanjiru, space)).values()) expect(fromUtf8(all)).not.toContain(Buffer.from(key).toString('base64url'));
  });

  it('is made of a draft by those who are in it alone', async () => {
    expect((await reportOf(await bundleOf(otieno, 'case', draft))).request).toMatchObject({ state: 'TRANSMITTED', measures: [{ steps: [{ action: 'draft' }, { action: 'submit' }, { action: 'transmit' }] }] });
    await expect(bundleOf(claire, 'case', draft)).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('gives away no words of a colleague against their code, neither of the draft nor of what it came to, whoever posted it last', async () => {
    const piece = randomUUID();
    const input = {
      requested: paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'For few eyes', urgent: true, sections: parts.map((part) => ({ part, text: 'An account of the informant' })),
      measures: [{ id: piece, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of account' }],
    };
    const drafted = await wanjiru.client.draftMatter({ ...input, marking: { handling: 'H2', restriction: null, evaluation: null, tlp: null } });
    await wanjiru.client.addMembers(drafted, [otieno.id]);
    await settled();
    await otieno.client.reviseMatter(drafted, { ...input, title: 'For fewer eyes' });
    await settled();
    await wanjiru.client.takeStep(drafted, [piece], { action: 'submit' });
    await settled();
    await otieno.client.takeStep(drafted, [piece], { action: 'transmit', addressees: [claire.id], words: { reasons: 'Soon' } });
    await settled();
    const there = (await otieno.client.matter(drafted)).space;
    const holds = async (person: Person, of: SpaceId) => JSON.stringify(await reportOf(await bundleOf(person, 'case', of))).includes('An account of the informant');
    expect([there === drafted, await holds(otieno, drafted), await holds(otieno, there), await holds(claire, there), await holds(wanjiru, there), await holds(wanjiru, drafted)]).toEqual([false, false, false, false, false, true]);
  });

  it('is the same but for the time when it is made again, and when the network grew', async () => {
    const told = (file: Uint8Array) => ({ ...(JSON.parse(fromUtf8(file)!) as EvidenceBundle), madeAt: '', signature: '' });
    const first = await bundleOf(claire, 'all');
    await people.enrol('Paolo Riva', 'Elsewhere', outsider);
    expect(told(await bundleOf(claire, 'all'))).toEqual(told(first));
  });

  it('does not hold with any byte of any part changed', async () => {
    const text = fromUtf8(await bundleOf(claire, 'all'))!;
    const { entries, statements, receipts, signature, madeAt, madeBy, space: { id } } = JSON.parse(text) as EvidenceBundle;
    const places = [...entries.flatMap((entry) => ['bytes' in entry ? entry.bytes : entry.hash, entry.link, entry.at]), ...entries.flatMap((entry) => ('key' in entry && entry.key !== undefined ? [entry.key] : [])),
      ...statements.flatMap(({ body, signatures }) => [...signatures, body.issuedAt]), ...receipts, signature, madeAt, madeBy, id];
    for (const [nth, value] of places.entries()) {
      const at = text.indexOf(value) + ((nth * 7) % value.length);
      const flipped = utf8(`${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`);
      expect([text.slice(at - 20, at + 20), await verifyEvidence(flipped, { root })]).toMatchObject([{}, { ok: false }]);
    }
  });

  it('is made of no other log than the one its maker knows, and by nobody outside', async () => {
    const alarms = async () => (await claire.client.alarms()).map(({ rule }) => rule);
    const before = await claire.client.alarms();
    for (const [edit, rule] of [
      [(entries: Entry[]) => entries.map((entry) => (entry.seq === 4 ? { ...entry, bytes: flipped(entry.bytes, 200) } : entry)), 'transcript-fork'],
      [(entries: Entry[]) => entries.filter(({ seq }) => seq !== 4), 'gap'],
      [(entries: Entry[]) => renumbered(1, entries.filter(({ seq }) => seq !== 4)), 'gap'],
    ] as const) {
      service.log((entries) => edit(entries));
      await expect(bundleOf(claire, 'none')).rejects.toMatchObject({ kind: 'alarm', rule });
    }
    service.log((entries) => entries);
    expect([before, await alarms()]).toEqual([[], expect.arrayContaining(['transcript-fork', 'gap'])]);
    await expect(bundleOf(outsider, 'none')).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('of a case file says how its register stands, by the same order as for those inside', async () => {
    const marking = { handling: 'none', restriction: null, evaluation: null, tlp: null } as const;
    const file = await wanjiru.client.createChannel({ kind: 'case-file', title: 'Vessel file', purpose: null, members: [otieno.id, claire.id], history: 'all' });
    await settled();
    const write = (title: string, more = {}) => wanjiru.client.writeEntry(file, { after: null, kind: 'organisation', title, fields: {}, links: [], marking, source: null, ...more });
    const company = await write('Alba Shipping');
    const owner = await write('Beneficial owner', { links: [{ to: company, label: 'owns' }] });
    const secret = await write('Informant', { marking: { ...marking, handling: 'H2' } });
    await settled();
    const { versions, fields } = await otieno.client.entry(file, company);
    await otieno.client.reviseEntry(file, company, { after: versions[0]!.key, kind: 'organisation', title: 'Alba Shipping Ltd', fields, links: [], marking, source: null });
    await settled();
    await otieno.client.strikeEntry(file, owner, 'A mistake');
    await settled();
    const sent = async ({ client }: Person, name: string) => {
      await writeFile(path.join(folder, name), name);
      await client.send(file, plain(name, 'none', { files: [await client.upload(file, { path: path.join(folder, name) })] }));
      await settled();
      const message = (await client.timeline(file, -50, 50)).entries.find((entry) => entry.type === 'message' && entry.text === name);
      if (message?.type !== 'message' || message.seq === null) throw new Error('no message');
      return { on: { id: message.id, seq: message.seq }, file: message.files[0]!.id };
    };
    const first = await sent(wanjiru, 'draft.txt');
    const paper = await wanjiru.client.writeEntry(file, { after: null, kind: 'document', title: 'Report', fields: { file: first }, links: [], marking: { ...marking, evaluation: { source: 'B', information: 2 } }, source: null });
    const next = await sent(otieno, 'final.txt');
    const before = await otieno.client.entry(file, paper);
    await otieno.client.reviseEntry(file, paper, { after: before.versions[0]!.key, kind: 'document', title: 'Report', fields: { file: next }, links: [], marking: before.marking, source: null });
    await settled();
    const report = await reportOf(await bundleOf(claire, 'case', file));
    const told = report.register!.map(({ id, title, versions: count, links, struck, made, changed }) => ({ id, title, count, links, struck: struck?.reason ?? null, by: [made.by, changed.by] }));
    const sum = (name: string) => createHash('sha256').update(name).digest('hex');
    expect(report.register!.map(({ files }) => files.map(({ by, state, file: { name, sha256 } }) => [by, state, name, sha256]))).toEqual([[], [], [[wanjiru.id, 'former', 'draft.txt', sum('draft.txt')], [otieno.id, 'current', 'final.txt', sum('final.txt')]]]);
    expect(report.register![2]).toMatchObject({ id: paper, versions: 2, marking: { evaluation: { source: 'B', information: 2 } } });
    expect(told.slice(0, 2)).toEqual([
      { id: company, title: 'Alba Shipping Ltd', count: 2, links: [], struck: null, by: [wanjiru.id, otieno.id] },
      { id: owner, title: 'Beneficial owner', count: 1, links: [{ to: company, label: 'owns', title: 'Alba Shipping Ltd' }], struck: 'A mistake', by: [wanjiru.id, otieno.id] },
    ]);
    expect(report.register!.some(({ id }) => id === secret)).toBe(false);
    expect((await reportOf(await bundleOf(claire, 'none', file))).register).toBeNull();
    const saved = path.join(folder, 'register.comity');
    await writeFile(saved, await bundleOf(otieno, 'case', file));
    const { stdout } = await run(process.execPath, [program, 'verify', saved, path.join(folder, 'draft.txt'), path.join(folder, 'final.txt'), '--root', root]);
    expect(stdout).toMatch(/draft\.txt: in the register as “draft\.txt”, entry \d+, not the file that stands, every byte the same\n.+final\.txt: in the register as “final\.txt”, entry \d+, every byte the same/);
    expect(stdout).toMatch(new RegExp(`document “Report”: made .+\\n {4}marked B2\\n[^]+ {4}file of before: “draft\\.txt”, 9 bytes, SHA-256 ${sum('draft.txt')}; .+Wanjiru Kamau.+\\n {4}file that stands: “final\\.txt”, 9 bytes, SHA-256 ${sum('final.txt')}; .+Otieno Odhiambo`));
    // A version with another file in its words is named by its place in the log.
    const whole = JSON.parse(await readFile(saved, 'utf8')) as EvidenceBundle;
    const revised = report.register![2]!.changed.seq!;
    const bent = whole.entries.map((entry) => (entry.seq === revised && 'bytes' in entry ? { ...entry, bytes: `${entry.bytes.slice(0, -8)}AAAAAAAA` } : entry));
    expect(await verifyEvidence(utf8(JSON.stringify({ ...whole, entries: bent })), { root })).toEqual({ ok: false, fault: { part: 'entry', at: revised, rule: 'bad-signature' } });
    expect(stdout).toMatch(/Register {5}3 entries, as far as they are shown here\n {2}organisation “Alba Shipping Ltd”: made .+Wanjiru Kamau.+; last changed .+Otieno Odhiambo.+; 2 versions\n/);
    expect(stdout).toMatch(/linked, “owns”, with “Alba Shipping Ltd”\n {4}struck out .+Otieno Odhiambo.+:\n {4}\| A mistake/);
  });

  const unmarked: EntryInput['marking'] = { handling: 'none', restriction: null, evaluation: null, tlp: null };
  const input = (title: string, more: Partial<EntryInput> = {}): EntryInput => ({ after: null, kind: 'note', title, fields: { text: title }, links: [], marking: unmarked, source: null, ...more });
  const caseFile = async (title: string): Promise<SpaceId> => {
    const file = await wanjiru.client.createChannel({ kind: 'case-file', title, purpose: null, members: [otieno.id, claire.id], history: 'all' });
    await settled();
    return file;
  };
  /** Which of these words somebody who has the bundle reads. */
  const readIn = async (person: Person, file: SpaceId, words: readonly string[], contents: EvidenceContents = 'all') => {
    const report = JSON.stringify(await reportOf(await bundleOf(person, contents, file)));
    return words.filter((each) => report.includes(each));
  };
  /** A message with a file, as an exhibit names it. */
  const sends = async ({ client }: Person, file: SpaceId, text: string, handling: HandlingCode = 'none') => {
    await writeFile(path.join(folder, 'paper.txt'), text);
    await client.send(file, plain(text, handling, { files: [await client.upload(file, { path: path.join(folder, 'paper.txt') })] }));
    await settled();
    const message = (await client.timeline(file, -50, 50)).entries.find((entry) => entry.type === 'message' && entry.text === text);
    if (message?.type !== 'message' || message.seq === null) throw new Error('no message');
    return { on: { id: message.id, seq: message.seq }, file: message.files[0]!.id };
  };

  it('gives away no words of a colleague out of a case file against their code, whoever revised them or made an entry of them', async () => {
    const file = await caseFile('Port file');
    const H2 = { marking: { ...unmarked, handling: 'H2' as const } };
    const alone = await wanjiru.client.writeEntry(file, input('Hers alone', H2));
    const mended = await wanjiru.client.writeEntry(file, input('The infromant', H2));
    const weakened = await wanjiru.client.writeEntry(file, input('For the desk', { marking: { ...unmarked, tlp: 'red' } }));
    const released = await wanjiru.client.writeEntry(file, input('Until Monday', H2));
    await wanjiru.client.send(file, plain('Said in confidence', 'H2'));
    await settled();
    const heard = (await otieno.client.timeline(file, -50, 50)).entries.find((entry) => entry.type === 'message' && entry.text === 'Said in confidence');
    if (heard?.type !== 'message' || heard.seq === null) throw new Error('no message');
    await otieno.client.writeEntry(file, input('Heard, in short', { source: { id: heard.id, seq: heard.seq } }));
    const revise = async ({ client }: Person, entry: EntryId, title: string, marking: EntryInput['marking']) => client.reviseEntry(file, entry, input(title, { after: (await client.entry(file, entry)).versions.at(-1)!.key, marking }));
    await revise(otieno, mended, 'The informant', H2.marking);
    await revise(otieno, weakened, 'For any desk', unmarked);
    await revise(wanjiru, released, 'Since Monday', unmarked);
    await settled();
    // Released later, without what was kept back: who weakened it before that, and who proposed something from how it was, did so with that in it.
    const both = await wanjiru.client.writeEntry(file, input('Baraka called', H2));
    await settled();
    const began = (await otieno.client.entry(file, both)).versions[0]!.key;
    await revise(otieno, both, 'Baraka called twice', unmarked);
    await settled();
    await revise(wanjiru, both, 'Somebody called', unmarked);
    await settled();
    await otieno.client.reviseEntry(file, both, input('Baraka called at noon', { after: began }));
    await settled();
    const { versions } = await otieno.client.entry(file, both);
    const [proposed] = versions.slice(-1);
    expect(versions.map(({ state }) => state)).toEqual(['former', 'former', 'current', 'proposed']);
    const all = ['Hers alone', 'The infromant', 'The informant', 'For the desk', 'For any desk', 'Said in confidence', 'Heard, in short', 'Until Monday', 'Since Monday', 'Baraka called', 'Baraka called twice', 'Somebody called', 'Baraka called at noon', 'Baraka called, says Otieno'];
    expect(await readIn(otieno, file, all)).toEqual(['Since Monday', 'Somebody called']);
    expect(await readIn(claire, file, all)).toEqual(['Since Monday', 'Somebody called']);
    // Nor is it hers alone any more.
    expect(await readIn(wanjiru, file, all)).toEqual(['Hers alone', 'Said in confidence', 'Until Monday', 'Since Monday', 'Somebody called']);
    expect((await reportOf(await bundleOf(wanjiru, 'case', file))).register!.map(({ id }) => id)).toEqual([alone, released, both]);
    // Whoever takes up what was proposed has it in theirs, until she whose code it is says otherwise.
    await otieno.client.reviseEntry(file, both, input('Baraka called, says Otieno', { after: versions[2]!.key, settles: [proposed!.key] }));
    await settled();
    expect((await otieno.client.entry(file, both)).bears.handling).toBe('H2');
    for (const person of [otieno, claire]) expect(await readIn(person, file, all)).toEqual(['Since Monday']);
    await revise(wanjiru, both, 'Nobody called', unmarked);
    await settled();
    expect(await readIn(otieno, file, [...all, 'Nobody called'])).toEqual(['Since Monday', 'Somebody called', 'Nobody called']);
  });

  it('shows what was said of an entry, in whose custody it was and why it was struck out, with that entry alone', async () => {
    const file = await caseFile('Exhibits');
    const paper = await sends(wanjiru, file, 'The ledger', 'H2');
    const exhibit = async (title: string, handling: HandlingCode, given = paper) => { const entry = await wanjiru.client.writeEntry(file, input(title, { kind: 'exhibit', fields: { file: given }, marking: { ...unmarked, handling } })); await settled(); return entry; };
    const closed = await exhibit('The ledger', 'H2');
    const open = await exhibit('The receipt', 'none', await sends(wanjiru, file, 'The receipt'));
    const custody = (holder: string) => ({ holder, from: '2026-01-02T00:00:00.000Z' as Instant, reason: `Why ${holder}` });
    // A client of before puts no code on it.
    const before = await Forger.of(otieno, file);
    await before.post({ v: 1, type: 'entry-custody', id: closed, ...custody('Old safe'), sentAt: now() });
    before.close();
    await settled();
    await otieno.client.addCustody(file, closed, custody('Bank vault'));
    await otieno.client.addCustody(file, open, custody('Registry'));
    await otieno.client.strikeEntry(file, closed, 'The source is known by it');
    await settled();
    const said = ['Why Old safe', 'Why Bank vault', 'Why Registry', 'The source is known by it'];
    for (const person of [otieno, claire]) expect(await readIn(person, file, said)).toEqual(['Why Registry']);
    // Whose entry it is shows in whose hands it was.
    expect(await readIn(wanjiru, file, said)).toEqual(said);
    const { entries, register } = await reportOf(await bundleOf(wanjiru, 'case', file));
    expect(register!.map(({ id, custody: chain, struck }) => [id, chain.map(({ holder }) => holder), struck?.reason ?? null])).toEqual([[closed, ['Old safe', 'Bank vault'], 'The source is known by it'], [open, ['Registry'], null]]);
    expect(entries.flatMap((entry) => (entry.type === 'item' && (entry.content?.type === 'entry-custody' || entry.content?.type === 'entry-strike') ? [entry.handling] : []))).toEqual(['none', 'H2', 'none', 'H2']);
  });

  it('takes nothing for its maker’s own that they passed on', async () => {
    const talk = await wanjiru.client.createChannel({ title: 'Office', purpose: null, members: [otieno.id] });
    const desk = await otieno.client.createChannel({ title: 'Desk', purpose: null, members: [wanjiru.id] });
    await settled();
    await wanjiru.client.send(talk, plain('For this office', 'none', { marking: { ...unmarked, tlp: 'amber-strict' } }));
    await settled();
    const heard = (await otieno.client.timeline(talk, -1, 1)).entries[0];
    if (heard?.type !== 'message' || heard.seq === null) throw new Error('no message');
    await otieno.client.forward({ space: talk, on: { id: heard.id, seq: heard.seq } }, desk, 'See there');
    await settled();
    expect(await readIn(otieno, desk, ['For this office', 'See there'])).toEqual(['See there']);
    expect(await readIn(wanjiru, talk, ['For this office'])).toEqual(['For this office']);
  });

  it('leaves notes closed, with all that was typed in them, and shows the entry that one became', async () => {
    const file = await caseFile('Interviews');
    const note = await wanjiru.client.newNote(file, 'Working title');
    const { n, client } = await wanjiru.client.beginWriting(file, note);
    const doc = new Y.Doc();
    doc.clientID = client;
    const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText('He was called Baraka')];
    paragraph.insert(0, [text]);
    doc.getXmlFragment(noteRoot).insert(0, [paragraph]);
    await wanjiru.client.writeNote(file, note, n, Y.encodeStateAsUpdate(doc));
    const typed = Y.encodeStateVector(doc);
    text.delete(0, 'He was called Baraka'.length);
    text.insert(0, 'He was called');
    await wanjiru.client.writeNote(file, note, n, Y.encodeStateAsUpdate(doc, typed));
    await wanjiru.client.freezeNote(file, note);
    await settled();
    for (const person of [wanjiru, claire]) {
      const report = await reportOf(await bundleOf(person, 'all', file));
      expect(report.entries.filter((entry) => entry.type === 'item' && entry.content?.type === 'note')).toEqual([]);
      expect(report.register!.map(({ fields }) => fields['text'])).toEqual(['He was called']);
    }
  });

  it('of a compartment shows what is in it, and of its case file what is there, to those inside of each alone, and nothing moved that was not its maker’s to give', async () => {
    const file = await caseFile('Vessel');
    const outside = await wanjiru.client.writeEntry(file, input('The vessel'));
    const inside = await wanjiru.client.createCompartment(file, { title: 'Sources', members: [otieno.id], announce: false });
    await settled();
    await otieno.client.writeEntry(inside, input('The mole', { links: [{ to: outside, label: 'sails on' }] }));
    await otieno.client.send(inside, plain('Nobody else knows'));
    const paper = await sends(wanjiru, file, 'Her statement', 'H2');
    const statement = await wanjiru.client.writeEntry(file, input('Her exhibit', { kind: 'exhibit', fields: { file: paper }, marking: { ...unmarked, handling: 'H2' } }));
    const report = await wanjiru.client.writeEntry(file, input('Its course'));
    await settled();
    await otieno.client.moveEntry(file, statement, inside, 'Safer there');
    await otieno.client.moveEntry(file, report, inside, 'Belongs there');
    await settled();
    await settled();
    const words = ['The vessel', 'The mole', 'sails on', 'Nobody else knows', 'Her statement', 'Her exhibit', 'Its course', 'Safer there', 'Belongs there'];
    expect(await readIn(otieno, inside, words)).toEqual(['The mole', 'sails on', 'Nobody else knows', 'Its course']);
    expect(await readIn(otieno, file, words)).toEqual(['The vessel', 'Its course', 'Belongs there']);
    expect(await readIn(claire, file, words)).toEqual(['The vessel', 'Its course', 'Belongs there']);
    expect(await readIn(wanjiru, file, words)).toEqual(['The vessel', 'Her statement', 'Her exhibit', 'Its course', 'Safer there', 'Belongs there']);
    // The key of its file would be in the message by which it was said anew.
    const { entries, register } = await reportOf(await bundleOf(otieno, 'all', inside));
    expect(entries.flatMap((entry) => (entry.type === 'item' && entry.content?.type === 'text' ? [entry.content.text] : []))).toEqual(['Nobody else knows']);
    expect(register!.map(({ title, links }) => [title, links.map(({ title: other }) => other)])).toEqual([['The mole', [null]], ['Its course', []]]);
    await expect(bundleOf(claire, 'all', inside)).rejects.toMatchObject({ problem: { code: 'not-found' } });
    expect(JSON.stringify(await reportOf(await bundleOf(claire, 'all', file)))).not.toContain(inside);
  });

  it('is checked by the command line, without service or account, in words', async () => {
    const file = path.join(folder, 'request.comity');
    const bundle = await bundleOf(claire, 'case');
    await writeFile(file, bundle);
    const environment = { ...process.env, COMITY_ORIGIN: 'http://127.0.0.1:1', COMITY_STORE: path.join(folder, 'none') };
    const verify = (...args: string[]) => run(process.execPath, [program, 'verify', file, ...args], { env: environment }).then(({ stdout }) => [0, stdout] as const, (error: { code: number; stdout: string; stderr: string }) => [error.code, error.stdout] as const);
    const [code, words] = await verify('--root', root);
    expect([code, words.split('\n')[0]]).toEqual([0, 'This bundle holds: every signature in it is valid, and everything follows on what is before it.']);
    for (const said of [root, 'It is the root you gave.', 'Claire Aubry, Parquet financier (FR): focal-point', 'Request      “Vessel payments”: Asset Recovery Office (KE) asks Parquet financier (FR); CLOSED', 'only stated, on the word of whoever transmitted it', '| The vessel leaves soon', 'Only stated']) expect(words).toContain(said);
    expect((await verify())[1]).toContain('a network can be invented');
    expect(await verify('--root', 'A'.repeat(43))).toEqual([1, 'This bundle proves nothing as it is.\nFirst broken link: The root of the network: it is not the one you gave.\n']);
    const { entries, ...rest } = JSON.parse(fromUtf8(bundle)!) as EvidenceBundle;
    await writeFile(file, JSON.stringify({ entries: entries.filter(({ seq }) => seq !== 4), ...rest }));
    expect(await verify('--root', root)).toEqual([1, 'This bundle proves nothing as it is.\nFirst broken link: Entry 4: it is not the one that comes here: an entry is missing, repeated or moved.\n']);
    expect((await verify('--root', root, '--json'))[1]).toBe('{"ok":false,"fault":{"part":"entry","at":4,"rule":"out-of-order"}}\n');
  });

  it('leaves out a step that must not be passed on, and what stands only with it, and reports nothing of them as refused', async () => {
    const shownTo = async (person: Person) => (await reportOf(await bundleOf(person, 'case'))).entries.flatMap((entry) => (entry.type === 'item' && entry.content?.type === 'case-step' ? [[entry.content.action, entry.handling, entry.refused]] : []));
    const before = await shownTo(claire);
    expect(before.at(-1)).toEqual(['close', 'none', null]);
    await does(wanjiru, 'request-consent', { words: { purpose: 'What the informant said' }, marking: { handling: 'H2', restriction: null, evaluation: null, tlp: null } });
    await does(claire, 'consent-to-use');
    expect(await shownTo(wanjiru)).toEqual([...before, ['request-consent', 'H2', null], ['consent-to-use', 'none', null]]);
    expect(await shownTo(claire)).toEqual(before);
    const report = await reportOf(await bundleOf(claire, 'all'));
    expect([JSON.stringify(report).includes('informant said'), report.request?.state]).toEqual([false, 'CLOSED']);
  });
});
