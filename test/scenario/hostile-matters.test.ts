import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { caseHash, encodeMessage, fromUtf8, wordsHash, type CaseContent, type DossierContent, type StepContent } from '@comity/e2ee';
import type { AuthorityId, Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { ComityFailure, type ComityEvent, type DossierInput } from '@comity/sdk';
import { Forger, now } from './forger.js';
import { Hostile } from './hostile.js';
import { valuesOf } from './insider.js';
import { People, until, type Person } from './people.js';
import { Switch } from './switch.js';

const basis = { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {} };
const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];

describe('a request with somebody in it who keeps no rules', () => {
  let people: People;
  let wanjiru: Person, otieno: Person, claire: Person, marc: Person, jules: Person;
  let paris: AuthorityId;
  let space: SpaceId;
  const line = new Switch();
  const lossy = new Hostile();
  const records = randomUUID();
  const forgers = new Map<Person, Forger>();

  const dossier = (): DossierInput => ({ requested: paris, basis, title: 'Vessel payments', urgent: false, sections: parts.map((part) => ({ part, text: part.toLowerCase() })), measures: [{ id: records, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of account' }] });
  const everybody = () => [wanjiru, otieno, claire, marc, jules];
  const settled = async () => { await people.settled(...everybody()); await people.settled(...everybody()); };
  const forger = async (person: Person): Promise<Forger> => {
    const known = forgers.get(person) ?? (await Forger.of(person, space));
    forgers.set(person, known);
    return known;
  };

  /** What stands of the request in a person's store, oldest first, each with what its successors name it by. */
  async function items(person: Person): Promise<{ id: ItemId; seq: number; content: CaseContent; hash: string }[]> {
    const pages = await valuesOf(person, (name) => name.startsWith(`space/${space}/page/`));
    return [...pages.values()].flatMap((page) => JSON.parse(fromUtf8(page)!) as { type: string; id: ItemId; seq: number; by: PractitionerId; content: CaseContent | null }[])
      .filter(({ type, content }) => (type === 'step' || type === 'dossier') && content !== null)
      .map(({ id, seq, by, content }) => {
        const encoded = encodeMessage(content!);
        return { id, seq, content: content!, hash: encoded.ok ? caseHash(space, by, encoded.bytes) : '' };
      });
  }
  const step = (action: string, after: string, more: Partial<StepContent> = {}, carries: StepContent['measures'][number]['carries'] = {}): StepContent =>
    ({ v: 1, type: 'case-step', action, measures: [{ id: records, after, carries }], words: [], executing: null, transmitted: null, sentAt: now(), ...more });

  /** Posts it, and answers why it does not stand: the same for everybody, and nothing has changed. */
  async function refusal(person: Person, content: CaseContent): Promise<{ code: string; entry: string }> {
    const view = async (each: Person) => ({ ...(await each.client.matter(space)), refused: [], unread: 0 });
    const before = await Promise.all(everybody().map(view));
    const { seq } = await (await forger(person)).post(content);
    await settled();
    expect(await Promise.all(everybody().map(view))).toEqual(before);
    const told = await Promise.all(everybody().map(async ({ client }) => (await client.matter(space)).refused.find((each) => each.seq === seq)));
    for (const each of told) expect(each).toEqual(told[0]);
    expect(told[0]).toMatchObject({ by: person.id, action: content.type === 'dossier' ? null : content.action });
    const entries = await Promise.all(everybody().map(async ({ client }) => (await client.timeline(space, 0, 10_000)).entries.find((each) => each.seq === seq)));
    for (const entry of entries) expect(entry).toMatchObject({ type: content.type === 'dossier' ? 'dossier' : 'step', refused: told[0]!.refusal });
    return told[0]!.refusal;
  }

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Asset Recovery Office', 'KE');
    paris = await people.admit('Parquet financier', 'FR');
    await people.admit('Tribunal de Lyon', 'FR');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    otieno = await people.enrol('Otieno Odhiambo', 'Asset Recovery Office', wanjiru, 'practitioner', lossy.between);
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point');
    marc = await people.enrol('Marc Petit', 'Parquet financier', claire, 'practitioner', line.between);
    jules = await people.enrol('Jules Roux', 'Tribunal de Lyon', people.officers[0], 'focal-point');
    await people.settled(wanjiru);
    space = await wanjiru.client.draftMatter(dossier());
    await wanjiru.client.takeStep(space, [records], { action: 'submit', addressees: [otieno.id] });
    await people.settled(wanjiru, otieno);
    await otieno.client.takeStep(space, [records], { action: 'transmit', addressees: [claire.id] });
    await people.settled(otieno, claire);
    await claire.client.addMembers(space, [marc.id, jules.id]);
    await settled();
    await claire.client.takeStep(space, [records], { action: 'acknowledge' });
    await claire.client.takeStep(space, [records], { action: 'assess' });
    await settled();
  });
  afterAll(async () => {
    for (const each of forgers.values()) each.close();
    await people.end();
  });

  it('takes the step of one of two officers, and the other sees why theirs does not stand', async () => {
    line.cut();
    await marc.client.takeStep(space, [records], { action: 'ask', limit: '2030-01-01T00:00:00.000Z' as Instant });
    expect((await marc.client.matter(space)).measureViews[0]).toMatchObject({ state: 'INFO_REQUESTED', steps: expect.arrayContaining([expect.objectContaining({ action: 'ask', seq: null })]) });
    await claire.client.takeStep(space, [records], { action: 'accept' });
    await people.settled(claire);
    const told: ComityEvent[] = [];
    const stop = marc.client.on((event) => { if (event.type === 'step-refused') told.push(event); });
    line.mend();
    await until(marc.client, () => told.length > 0);
    await settled();
    stop();
    expect(told).toMatchObject([{ space, refused: { by: marc.id, action: 'ask', measures: [records], refusal: { code: 'overtaken', entry: 'accept' } } }]);
    for (const { client } of everybody()) {
      const view = await client.matter(space);
      expect(view.measureViews[0]).toMatchObject({ state: 'IN_EXECUTION' });
      expect(view.refused).toMatchObject([{ by: marc.id, action: 'ask', refusal: { code: 'overtaken', entry: 'accept' } }]);
    }
    await marc.client.takeStep(space, [records], { action: 'ask' });
    await settled();
    expect((await wanjiru.client.matter(space)).measureViews[0]).toMatchObject({ state: 'INFO_REQUESTED' });
    await wanjiru.client.takeStep(space, [records], { action: 'supply' });
    await settled();
  });

  it('refuses by name what does not follow, is not theirs to do, or says what is not so', async () => {
    const all = await items(claire);
    const last = all.at(-1)!.hash;
    expect(await refusal(marc, step('withdraw', last))).toMatchObject({ code: 'not-your-step', article: 'UNCAC 46(24)' });
    expect(await refusal(wanjiru, step('execute', last))).toMatchObject({ code: 'not-your-step' });
    expect(await refusal(jules, step('execute', last))).toMatchObject({ code: 'no-party' });
    expect(await refusal(marc, step('execute', 'A'.repeat(43)))).toMatchObject({ code: 'wrong-predecessor' });
    expect(await refusal(marc, step('execute', all.at(-3)!.hash))).toMatchObject({ code: 'overtaken', entry: 'supply' });
    expect(await refusal(marc, step('execute', last, { measures: [{ id: randomUUID(), after: last, carries: {} }] }))).toMatchObject({ code: 'unknown-measure' });
    expect(await refusal(marc, step('execute', last, { sentAt: new Date(Date.now() + 3_600_000).toISOString() as Instant }))).toMatchObject({ code: 'ahead-of-its-time' });
    expect(await refusal(marc, step('execute', last, { sentAt: '2020-01-01T00:00:00.000Z' as Instant }))).toMatchObject({ code: 'before-its-predecessor' });
    const word = { member: 'reasons', salt: 'A'.repeat(22), text: 'As it was' };
    const hash = wordsHash(word);
    expect(await refusal(marc, step('declare-impossible', last, { words: [{ ...word, text: 'As it was not' }] }, { reasons: hash }))).toMatchObject({ code: 'wrong-words', entry: 'reasons' });
    expect(await refusal(marc, step('declare-impossible', last, {}, { reasons: hash }))).toMatchObject({ code: 'wrong-words' });
    expect(await refusal(marc, step('execute', last, { words: [word] }))).toMatchObject({ code: 'wrong-words' });
    const forwarded = (executing: AuthorityId) => step('forward', last, { executing });
    expect(await refusal(marc, forwarded(paris))).toMatchObject({ code: 'wrong-authority' });
  });

  it('keeps the dossier as it was transmitted', async () => {
    const before = (await items(otieno)).find(({ content }) => content.type === 'dossier')!;
    const content = before.content as DossierContent;
    const another: DossierContent = { ...content, after: before.hash, dossier: { ...content.dossier, title: 'Something else' }, sentAt: now() };
    expect(await refusal(otieno, another)).toMatchObject({ code: 'frozen' });
    expect(await refusal(marc, another)).toMatchObject({ code: 'no-party' });
    expect(await refusal(marc, { ...another, after: null, dossier: { ...another.dossier, requesting: paris, requested: content.dossier.requesting } })).toMatchObject({ code: 'no-party' });
    const transmission = (await items(otieno)).find((each) => each.content.type === 'case-step' && each.content.action === 'transmit')!.content as StepContent;
    const last = (await items(otieno)).at(-1)!.hash;
    const forged = { ...transmission, measures: transmission.measures.map((measure) => ({ ...measure, after: last })), transmitted: { ...transmission.transmitted!, dossier: another.dossier }, sentAt: now() };
    expect(await refusal(wanjiru, forged)).toMatchObject({ code: 'not-in-this-state' });
    expect(await refusal(wanjiru, { ...forged, transmitted: transmission.transmitted })).toMatchObject({ code: 'not-in-this-state' });
  });

  it('lets nobody take back or change what was done', async () => {
    const before = await claire.client.matter(space);
    const { id, seq } = (await items(claire)).at(-1)!;
    const post = await forger(wanjiru);
    await post.post({ v: 1, type: 'withdraw', on: { id, seq }, sentAt: now() });
    await post.post({ v: 1, type: 'edit', on: { id, seq }, text: 'otherwise', mentions: [], sentAt: now() });
    await settled();
    expect(await claire.client.matter(space)).toEqual(before);
  });

  it('sets aside a dossier outside a request', async () => {
    const channel = await wanjiru.client.createChannel({ title: 'Talk', purpose: null, members: [claire.id] });
    await people.settled(wanjiru, claire);
    const post = await Forger.of(wanjiru, channel);
    const { seq } = await post.post({ ...(await items(otieno))[0]!.content });
    post.close();
    await people.settled(claire);
    expect((await claire.client.timeline(channel, 0, 100)).entries.find((entry) => entry.seq === seq)).toMatchObject({ type: 'quarantined', rule: 'malformed' });
    expect((await claire.client.matters()).map((each) => each.space)).toEqual([space]);
  });

  it('is transmitted by a second try where the first lost its connection half-way, and once', async () => {
    const [measure, first] = [randomUUID(), { commits: 0 }];
    const other = await wanjiru.client.draftMatter({ ...dossier(), measures: [{ ...dossier().measures[0]!, id: measure }] });
    await wanjiru.client.takeStep(other, [measure], { action: 'submit', addressees: [otieno.id] });
    await people.settled(wanjiru, otieno);
    // The commit that brings them in is there; what comes of the next one is not heard.
    lossy.ack('messaging:commit', (answer) => {
      first.commits += 1;
      if (first.commits === 2) throw new ComityFailure({ kind: 'offline' });
      return answer;
    });
    const transmission = { action: 'transmit', addressees: [claire.id] };
    await expect(otieno.client.takeStep(other, [measure], transmission)).rejects.toMatchObject({ kind: 'offline' });
    await people.settled(otieno, claire);
    expect([(await otieno.client.matter(other)).state, (await otieno.client.space(other)).members.includes(claire.id)]).toEqual(['INTERNAL_REVIEW', true]);
    await expect(claire.client.matter(other)).rejects.toMatchObject({ problem: { code: 'not-found' } });
    await otieno.client.takeStep(other, [measure], transmission);
    await people.settled(otieno, claire, wanjiru);
    await claire.client.addMembers(other, [marc.id]);
    await people.settled(claire, marc);
    await people.settled(claire, marc);
    for (const { client } of [wanjiru, otieno, claire, marc]) expect(await client.matter(other)).toMatchObject({ state: 'TRANSMITTED', refused: [] });
  });

  it('goes on, with nobody alarmed, and is the same for a device that comes later', async () => {
    await claire.client.takeStep(space, [records], { action: 'execute' });
    await settled();
    const view = async ({ client }: Pick<Person, 'client'>) => ({ ...(await client.matter(space)), unread: 0 });
    for (const person of everybody()) {
      expect((await person.client.matter(space)).measureViews[0]).toMatchObject({ state: 'EXECUTED' });
      expect((await person.client.alarms()).filter((alarm) => alarm.space === space)).toEqual([]);
    }
    const device = await people.another(otieno);
    await device.client.settled();
    expect(await view(device)).toEqual(await view(otieno));
  });
});
