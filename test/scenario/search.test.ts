import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { lawEdition } from '@comity/casework';
import { noteRoot, type SpaceId } from '@comity/contracts';
import { plain, type Comity, type MatterSummary, type SearchConditions } from '@comity/sdk';
import { People, passphrase, ready, until, type Person } from './people.js';
import { madridAndParis, twoSides } from './two-sides.js';

const texts = {
  english: 'The freezing order was confirmed on 14 March, file 2026/114',
  french: 'La décision de gel a été confirmée par la cour d’appel',
  russian: 'Постановление об аресте счёта подтверждено',
  arabic: 'صدر أمر التجميد عن القاضي يوم ١٤ مارس',
  chinese: '最高人民检察院已确认冻结令',
  spanish: 'La orden de congelación fue confirmada por el juzgado',
} as const;

const search = (client: Comity, text: string, conditions: Partial<SearchConditions> = {}) => client.search({ text, ...conditions, offset: 0, limit: 50 });
const excerpts = async (client: Comity, text: string, conditions?: Partial<SearchConditions>) => (await search(client, text, conditions)).hits.map(({ excerpt }) => excerpt);

describe('search on the device', () => {
  let people: People;
  let amal: Person;
  let chen: Person;
  let joint: SpaceId;
  let direct: SpaceId;

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Public Prosecution', 'AE');
    amal = await people.enrol('Amal Haddad', 'Public Prosecution', people.officers[0], 'focal-point');
    chen = await people.enrol('Chen Li', 'Public Prosecution', amal);
    joint = await amal.client.createChannel({ title: 'Joint', purpose: null, members: [chen.id] });
    direct = await amal.client.openDirect(chen.id);
    for (const text of Object.values(texts)) await amal.client.send(joint, plain(text));
    await people.settled(amal, chen);
    await chen.client.send(direct, plain('The order is on its way'));
    await people.settled(amal, chen);
    // The index begins with the first question.
    await until(chen.client, async () => { const { indexed, of } = await search(chen.client, ''); return indexed === of; });
  });
  afterAll(async () => { await people.end(); });

  it.each([['freezing ord', 'english'], ['DECISION', 'french'], ['арест счета', 'russian'], ['قاضي', 'arabic'], ['والتجميد', 'arabic'], ['检察院冻结', 'chinese'], ['congelacion', 'spanish'], ['congelasion', 'spanish'], ['2026 114', 'english']] as const)('finds %s', async (query, language) => {
    const { hits, total } = await search(chen.client, query);
    expect(hits.map(({ excerpt }) => excerpt)).toEqual([texts[language]]);
    expect(total).toBe(1);
    expect(hits[0]).toMatchObject({ space: joint, sender: amal.id });
  });

  it('marks what was found', async () => {
    const { hits } = await search(chen.client, 'القاضي ١٤');
    expect(hits[0]?.marks.map(([from, to]) => hits[0]?.excerpt.slice(from, to))).toEqual(['القاضي', '١٤']);
  });

  it('looks where it is told to, the newest first', async () => {
    expect(await excerpts(chen.client, 'order')).toEqual(['The order is on its way', texts.english]);
    expect(await excerpts(chen.client, 'order', { space: direct })).toEqual(['The order is on its way']);
    expect(await excerpts(chen.client, 'order', { sender: amal.id })).toEqual([texts.english]);
    expect(await excerpts(chen.client, '', { sender: chen.id })).toEqual(['The order is on its way']);
    const [first] = (await search(chen.client, 'freezing')).hits;
    expect(await excerpts(chen.client, 'order', first === undefined ? {} : { until: first.sentAt })).toEqual([]);
  });

  it('leads to the message it found', async () => {
    const [hit] = (await search(chen.client, '冻结')).hits;
    const { entries } = await chen.client.timeline(joint, 0, 100);
    expect(entries.find((entry) => entry.type === 'message' && entry.id === hit?.on.id)).toMatchObject({ text: texts.chinese, seq: hit?.on.seq });
  });

  it('finds what has just come', async () => {
    await amal.client.send(joint, plain('Addendum: vessel Meridian'));
    await until(chen.client, async () => (await search(chen.client, 'meridian')).total === 1);
  });

  it('says how much of the past is in the index, and finds all of it without the service after a restart', async () => {
    await people.restart(chen);
    const { of } = await search(chen.client, '');
    expect(of).toBeGreaterThanOrEqual(Object.keys(texts).length + 2);
    await until(chen.client, async () => { const { indexed, of: all } = await search(chen.client, ''); return indexed === all; });
    expect((await search(chen.client, '')).total).toBe((await search(chen.client, '')).indexed);
    expect(await excerpts(chen.client, 'قاضي')).toEqual([texts.arabic]);
  });

  it('finds the past that was given to somebody who came in later, and each message once', async () => {
    const dana = await people.enrol('Dana Wolf', 'Public Prosecution', amal);
    expect((await search(dana.client, '')).total).toBe(0);
    const open = await amal.client.createChannel({ title: 'Open', purpose: null, members: [chen.id], history: 'all' });
    await amal.client.send(open, plain('Said before Dana came'));
    await people.settled(amal, chen);
    await amal.client.addMembers(open, [dana.id]);
    await amal.client.send(open, plain('Said to Dana'));
    await people.settled(amal, dana);
    await until(dana.client, async () => (await search(dana.client, 'said dana')).total === 2);
    expect(await excerpts(dana.client, 'said')).toEqual(['Said to Dana', 'Said before Dana came']);
  });

  it('finds an edited message by its present words, and a withdrawn one no more', async () => {
    await amal.client.send(joint, plain('Provisional wording'));
    await until(chen.client, async () => (await search(chen.client, 'provisional')).total === 1);
    const { on } = (await search(chen.client, 'provisional')).hits[0]!;
    await amal.client.edit(joint, on, 'Definitive wording', []);
    await until(chen.client, async () => (await search(chen.client, 'provisional')).total === 0);
    expect(await excerpts(chen.client, 'wording')).toEqual(['Definitive wording']);
    await amal.client.withdraw(joint, on);
    await until(chen.client, async () => (await search(chen.client, 'wording')).total === 0);
  });

  it('looks within a topic, and finds a topic by its title', async () => {
    const topic = await amal.client.createTopic(joint, 'Registers');
    await amal.client.send(joint, plain('In the topic of excerpts', 'none', { topic }));
    await amal.client.send(joint, plain('Outside of it: excerpts, too'));
    await people.settled(amal, chen);
    await until(chen.client, async () => (await search(chen.client, 'excerpts')).total === 2);
    expect(await excerpts(chen.client, 'excerpts', { topic })).toEqual(['In the topic of excerpts']);
    expect(await excerpts(chen.client, 'excerpts', { topic: 'main' })).toEqual(['Outside of it: excerpts, too']);
    expect((await search(chen.client, 'registers')).hits).toMatchObject([{ topic, excerpt: 'Registers' }]);
    expect(await excerpts(chen.client, '', { mentionsMe: true })).toEqual([]);
  });

  it('finds what a request says, in its last version, and the words of its steps, for both sides', async () => {
    const { first: ana, second: ben, other: claire, asked } = await twoSides(people, madridAndParis);
    const id = randomUUID();
    const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];
    const dossier = (facts: string) => ({ requested: asked, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Yacht payments', urgent: false, sections: parts.map((part) => ({ part, text: part === 'FACTS_SUMMARY' ? facts : part })), measures: [{ id, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Ledgers of Oceanic Trust' }], reference: 'FE-77/2026' });
    const draft = await ana.client.draftMatter(dossier('Paid through Valletta'));
    await until(ana.client, async () => (await search(ana.client, 'valletta')).total === 1);
    await ana.client.reviseMatter(draft, dossier('Paid through Limassol'));
    await until(ana.client, async () => (await search(ana.client, 'limassol')).total === 1);
    expect((await search(ana.client, 'valletta')).total).toBe(0);
    expect((await search(ana.client, 'oceanic trust')).hits).toMatchObject([{ space: draft, request: { action: null }, entry: null, note: null, topic: null, sender: ana.id }]);
    await ana.client.takeStep(draft, [id], { action: 'submit', addressees: [ben.id] });
    await people.settled(ana, ben);
    await ben.client.takeStep(draft, [id], { action: 'transmit', addressees: [claire.id], words: { reasons: 'The vessel leaves soon' } });
    await people.settled(ben, claire);
    await people.settled(ben, claire);
    const [{ space }] = (await claire.client.matters()) as [MatterSummary];
    await until(claire.client, async () => (await search(claire.client, 'limassol')).total === 1);
    expect((await search(claire.client, 'FE-77')).hits).toMatchObject([{ space, request: { action: null }, sender: ben.id }]);
    // Whoever reads draft and request finds once what both say, where it is taken further.
    const finds = async ({ client }: Person) => Promise.all(['limassol', 'vessel leaves'].map(async (text) => (await search(client, text)).hits.map((each) => each.space)));
    for (const person of [ben, ana]) {
      await until(person.client, async () => (await finds(person)).every((found) => found.length === 1 && found[0] === space));
      expect(await finds(person)).toEqual([[space], [space]]);
    }
    for (const step of [{ action: 'acknowledge' }, { action: 'assess' }, { action: 'ask', words: { question: 'Which vault, and since when?' } }]) await claire.client.takeStep(space, [id], step);
    await people.settled(claire, ben);
    await until(ben.client, async () => (await search(ben.client, 'vault')).total === 1);
    const [hit] = (await search(ben.client, 'vault')).hits;
    expect(hit).toMatchObject({ space, request: { action: 'ask' }, sender: claire.id });
    // Where it leads: the step of that place.
    expect((await ben.client.matter(space)).measureViews[0]?.steps.find(({ seq }) => seq === hit?.on.seq)).toMatchObject({ action: 'ask' });
    // Nobody else has it, and nothing is found twice after a restart.
    expect((await search(chen.client, 'vault limassol')).total).toBe(0);
    await people.restart(claire);
    await until(claire.client, async () => { const { indexed, of: all } = await search(claire.client, ''); return indexed === all; });
    expect([(await search(claire.client, 'limassol')).total, (await search(claire.client, 'vault')).total, (await search(claire.client, 'valletta')).total]).toEqual([1, 1, 0]);
    await people.restart(ben);
    await until(ben.client, async () => { const { indexed, of: all } = await search(ben.client, ''); return indexed === all; });
    expect(await finds(ben)).toEqual([[space], [space]]);
  });

  it('finds a note by its name and by what it says by now, once, and only where it may be read after it was moved', async () => {
    const file = await amal.client.createChannel({ kind: 'case-file', title: 'Harbour', purpose: null, members: [chen.id], history: 'all' });
    await people.settled(amal, chen);
    const note = await amal.client.newNote(file, 'Strategy');
    const { n, client } = await amal.client.beginWriting(file, note);
    const doc = new Y.Doc();
    doc.clientID = client;
    const write = async (change: () => void): Promise<void> => {
      const before = Y.encodeStateVector(doc);
      change();
      await amal.client.writeNote(file, note, n, Y.encodeStateAsUpdate(doc, before));
    };
    const words = new Y.XmlText('Approach the notary first');
    await write(() => { const paragraph = new Y.XmlElement('paragraph'); paragraph.insert(0, [words]); doc.getXmlFragment(noteRoot).insert(0, [paragraph]); });
    await people.settled(amal, chen);
    await until(chen.client, async () => (await search(chen.client, 'notary')).total === 1);
    expect((await search(chen.client, 'strategy')).hits).toMatchObject([{ space: file, note: { id: note }, request: null, entry: null, sender: amal.id }]);
    await write(() => { words.delete(0, words.length); words.insert(0, 'Begin with the registrar'); });
    await until(chen.client, async () => (await search(chen.client, 'registrar')).total === 1);
    expect([(await search(chen.client, 'notary')).total, (await search(chen.client, 'strategy')).total]).toEqual([0, 1]);
    await people.restart(chen);
    await until(chen.client, async () => (await search(chen.client, 'registrar')).total === 1);
    expect((await search(chen.client, 'notary')).total).toBe(0);
    // Moved into a compartment that he is not in, it is struck out here, and what it said is found by whoever reads it there.
    const inner = await amal.client.createCompartment(file, { title: 'Closed', members: [], announce: false });
    await amal.client.moveNote(file, note, inner, 'Need to know');
    await until(chen.client, async () => (await search(chen.client, 'registrar')).total === 0);
    await until(amal.client, async () => (await search(amal.client, 'registrar')).hits.every(({ space }) => space === inner) && (await search(amal.client, 'registrar')).total > 0);
    expect((await search(amal.client, 'registrar')).total).toBe(1);
  });

  it('keeps nothing while locked, and finds again after unlocking', async () => {
    await chen.client.lock();
    await expect(search(chen.client, 'order')).rejects.toMatchObject({ kind: 'not-ready' });
    await chen.client.unlock({ passphrase });
    await ready(chen.client);
    await until(chen.client, async () => (await search(chen.client, 'order')).total === 2);
  });

  it('saves searches, and filters of requests, for all devices of a person', async () => {
    await chen.client.saveSearch({ name: 'Orders of Amal', conditions: { text: 'order', sender: amal.id } });
    await chen.client.saveSearch({ name: 'Files', conditions: { text: '', hasFile: true } });
    await chen.client.forgetSearch('Files');
    const other = await people.another(chen);
    expect(await other.client.savedSearches()).toEqual([{ name: 'Orders of Amal', conditions: { text: 'order', sender: amal.id } }]);
    await chen.client.saveFilter({ name: 'Overdue', conditions: { text: 'port', overdue: true, waitingFor: 'us' } });
    const another = await people.another(chen);
    expect(await another.client.savedFilters()).toEqual([{ name: 'Overdue', conditions: { text: 'port', overdue: true, waitingFor: 'us' } }]);
    await another.client.forgetFilter('Overdue');
    expect(await another.client.savedFilters()).toEqual([]);
    await expect(chen.client.saveFilter({ name: '', conditions: { text: '' } })).rejects.toMatchObject({ kind: 'problem' });
    await expect(chen.client.saveSearch({ name: ' ', conditions: { text: '' } })).rejects.toMatchObject({ kind: 'problem' });
  });
});
