import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain, type Comity, type SearchConditions } from '@comity/sdk';
import { People, passphrase, ready, until, type Person } from './people.js';

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
