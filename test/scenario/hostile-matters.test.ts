import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { lawEdition } from '@comity/casework';
import { caseHash, commitChanges, createGroup, encodeMessage, groupInfoOf, fromUtf8, wordsHash, type CaseContent, type DossierContent, type StepContent, type TransmissionContent } from '@comity/e2ee';
import { suites, type AuthorityId, type ClientEvents, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { plain, type ComityEvent, type DossierInput } from '@comity/sdk';
import { Matters } from '../../libs/sdk/src/matter/matters.js';
import { askAs, claimAs, deviceKeysOf } from './accomplice.js';
import { Forger } from './forger.js';
import { Hostile } from './hostile.js';
import { groupOf, valuesOf } from './insider.js';
import { People, texts, until, type Person } from './people.js';
import { Stop } from './stop.js';
import { Switch } from './switch.js';

const basis = { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition };
const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];

describe('a request with somebody in it who keeps no rules', () => {
  let people: People;
  let wanjiru: Person, otieno: Person, claire: Person, marc: Person, jules: Person;
  let paris: AuthorityId, lyon: AuthorityId;
  /** Where it was drafted, and where both sides read it. */
  let draft: SpaceId, space: SpaceId;
  const line = new Switch();
  /** Keeps statements from Marc, while it is asked to. */
  const shy = new Hostile();
  const records = randomUUID();
  const now = () => people.clock.now().toISOString() as Instant;
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
  async function items(person: Person, of = space): Promise<{ id: ItemId; seq: number; content: CaseContent; hash: string }[]> {
    const pages = await valuesOf(person, (name) => name.startsWith(`space/${of}/page/`));
    return [...pages.values()].flatMap((page) => JSON.parse(fromUtf8(page)!) as { type: string; id: ItemId; seq: number; by: PractitionerId; refused: unknown; content: CaseContent | null }[])
      .filter(({ type, refused }) => (type === 'step' || type === 'dossier') && refused === null)
      .map(({ id, seq, by, content }) => {
        const encoded = encodeMessage(content!);
        return { id, seq, content: content!, hash: encoded.ok ? caseHash(of, by, encoded.bytes) : '' };
      });
  }
  const step = (action: string, after: string, more: Partial<StepContent> = {}, carries: StepContent['measures'][number]['carries'] = {}): StepContent =>
    ({ v: 1, type: 'case-step', action, measures: [{ id: records, after, carries }], words: [], executing: null, shared: null, sentAt: now(), ...more });
  const deed = (content: CaseContent) => (content.type === 'dossier' ? null : content.type === 'transmission' ? 'transmit' : content.action);

  /** Posts it, and answers why it does not stand: the same for everybody, and nothing has changed. */
  async function refusal(person: Person, content: CaseContent): Promise<{ code: string; entry: string }> {
    const view = async (each: Person) => ({ ...(await each.client.matter(space)), refused: [], unread: 0 });
    const before = await Promise.all(everybody().map(view));
    const { seq } = await (await forger(person)).post(content);
    await settled();
    expect(await Promise.all(everybody().map(view))).toEqual(before);
    const told = await Promise.all(everybody().map(async ({ client }) => (await client.matter(space)).refused.find((each) => each.seq === seq)));
    // Whoever wrote it has their words back, and nobody else.
    for (const [i, each] of told.entries()) expect({ ...each, wrote: everybody()[i] === person && content.type !== 'transmission' }).toEqual({ ...told[0], wrote: each?.wrote != null });
    expect(told[0]).toMatchObject({ by: person.id, action: deed(content) });
    const entries = await Promise.all(everybody().map(async ({ client }) => (await client.timeline(space, 0, 10_000)).entries.find((each) => each.seq === seq)));
    for (const entry of entries) expect(entry).toMatchObject({ type: content.type === 'dossier' ? 'dossier' : 'step', refused: told[0]!.refusal });
    return told[0]!.refusal;
  }

  /** A draft of one measure, under review. */
  async function submitted(measure: string): Promise<SpaceId> {
    const made = await wanjiru.client.draftMatter({ ...dossier(), measures: [{ ...dossier().measures[0]!, id: measure }] });
    await wanjiru.client.takeStep(made, [measure], { action: 'submit', addressees: [otieno.id] });
    await people.settled(wanjiru, otieno);
    await people.settled(wanjiru, otieno);
    return made;
  }
  const alarms = async ({ client }: Pick<Person, 'client'>, of: SpaceId) => (await client.alarms()).filter((alarm) => alarm.space === of).map(({ rule }) => rule);

  beforeAll(async () => {
    people = await People.gather();
    await people.admit('Asset Recovery Office', 'KE');
    paris = await people.admit('Parquet financier', 'FR');
    lyon = await people.admit('Tribunal de Lyon', 'FR');
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    otieno = await people.enrol('Otieno Odhiambo', 'Asset Recovery Office', wanjiru, 'practitioner');
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point');
    marc = await people.enrol('Marc Petit', 'Parquet financier', claire, 'practitioner', line.between);
    jules = await people.enrol('Jules Roux', 'Tribunal de Lyon', people.officers[0], 'focal-point');
    await people.settled(wanjiru);
    draft = await submitted(records);
    await otieno.client.takeStep(draft, [records], { action: 'transmit', addressees: [claire.id] });
    await people.settled(otieno, claire);
    ({ space } = await otieno.client.matter(draft));
    // Her client lets her bring in the court to which nothing was handed on.
    const unruly = jest.spyOn(Matters.prototype, 'expectGuests').mockResolvedValue();
    await claire.client.addMembers(space, [marc.id, jules.id]);
    unruly.mockRestore();
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
    await marc.client.takeStep(space, [records], { action: 'ask', limit: '2030-01-01T00:00:00.000Z' as Instant, words: { question: 'Which account?' } });
    expect((await marc.client.matter(space)).measureViews[0]).toMatchObject({ state: 'INFO_REQUESTED', steps: expect.arrayContaining([expect.objectContaining({ action: 'ask', seq: null })]) });
    await claire.client.takeStep(space, [records], { action: 'accept' });
    await people.settled(claire);
    const told: ComityEvent[] = [];
    const stop = marc.client.on((event) => { if (event.type === 'step-refused') told.push(event); });
    line.mend();
    await until(marc.client, () => told.length > 0);
    await settled();
    stop();
    const wrote = { step: { action: 'ask', words: { question: 'Which account?' }, limit: '2030-01-01T00:00:00.000Z' } };
    expect(told).toMatchObject([{ space, refused: { by: marc.id, action: 'ask', measures: [records], refusal: { code: 'overtaken', entry: 'accept' }, wrote } }]);
    for (const { client } of everybody()) {
      const view = await client.matter(space);
      expect(view.measureViews[0]).toMatchObject({ state: 'IN_EXECUTION' });
      expect(view.refused).toMatchObject([{ by: marc.id, action: 'ask', refusal: { code: 'overtaken', entry: 'accept' } }]);
    }
    await marc.client.takeStep(space, [records], { action: 'ask', words: { question: 'Which account?' } });
    await settled();
    expect((await wanjiru.client.matter(space)).measureViews[0]).toMatchObject({ state: 'INFO_REQUESTED' });
    await wanjiru.client.takeStep(space, [records], { action: 'supply', words: { answer: 'The second' } });
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
    for (const person of everybody()) expect(await alarms(person, space)).toEqual(['request-misdated']);
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
    const before = (await items(otieno, draft)).find(({ content }) => content.type === 'dossier')!;
    const content = before.content as DossierContent;
    const another: DossierContent = { ...content, after: before.hash, dossier: { ...content.dossier, title: 'Something else' }, sentAt: now() };
    expect(await refusal(otieno, another)).toMatchObject({ code: 'frozen' });
    expect(await refusal(marc, another)).toMatchObject({ code: 'no-party' });
    expect(await refusal(marc, { ...another, after: null, dossier: { ...another.dossier, requesting: paris, requested: content.dossier.requesting } })).toMatchObject({ code: 'no-party' });
    const transmission = (await items(otieno)).find((each) => each.content.type === 'transmission')!.content as TransmissionContent;
    const last = (await items(otieno)).at(-1)!.hash;
    for (const person of [otieno, wanjiru, marc]) expect(await refusal(person, { ...transmission, dossier: another.dossier, sentAt: now() })).toMatchObject({ code: 'frozen' });
    for (const action of ['transmit', 'complete']) expect((await refusal(wanjiru, step(action, last, { shared: { space: randomUUID() as SpaceId, addressees: [claire.id] } }, action === 'transmit' ? { content: parts } : {}))).code).toBe(action === 'transmit' ? 'not-in-this-state' : 'unknown-action');
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
    const { seq } = await post.post({ ...(await items(otieno, draft))[0]!.content });
    post.close();
    await people.settled(claire);
    expect((await claire.client.timeline(channel, 0, 100)).entries.find((entry) => entry.seq === seq)).toMatchObject({ type: 'quarantined', rule: 'malformed' });
    expect((await claire.client.matters()).map((each) => each.space)).toEqual([space]);
  });

  it('lets nobody in by a forwarding that does not stand, and whoever is meant by one that does, also later, after its program ended', async () => {
    /** Forwarded by Marc, who is cut off, of what Claire received. */
    const forwarded = async (to = [jules]): Promise<{ measure: string; there: SpaceId }> => {
      const measure = randomUUID();
      const made = await submitted(measure);
      await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: [marc.id, claire.id] });
      await people.settled(otieno, marc, claire);
      const { space: there } = await otieno.client.matter(made);
      await claire.client.takeStep(there, [measure], { action: 'acknowledge' });
      await people.settled(claire, marc);
      line.cut();
      await marc.client.takeStep(there, [measure], { action: 'forward', addressees: to.map(({ id }) => id) });
      expect(await marc.client.matter(there)).toMatchObject({ executing: [lyon], measureViews: [{ state: 'FORWARDED' }] });
      return { measure, there };
    };
    const first = await forwarded();
    await claire.client.takeStep(first.there, [first.measure], { action: 'assess' });
    await people.settled(claire);
    line.mend();
    await people.settled(marc, claire);
    for (const { client } of [marc, claire]) {
      expect(await client.matter(first.there)).toMatchObject({ executing: [], refused: [{ by: marc.id, action: 'forward', refusal: { code: 'overtaken', entry: 'assess' } }] });
      expect((await client.space(first.there)).members).not.toContain(jules.id);
    }
    const [lea, noor] = [await people.enrol('Lea Blanc', 'Tribunal de Lyon', jules), await people.enrol('Noor Brun', 'Tribunal de Lyon', jules)];
    await people.settled(claire);
    await until(marc.client, async () => (await marc.client.people()).some(({ id, devices }) => id === noor.id && devices.length > 0));
    const { there } = await forwarded([jules, lea, noor]);
    const members = async () => (await marc.client.space(there)).members;
    // Jules and Noor cannot be brought in before their devices were there once more.
    const database = new Client({ connectionString: people.service.databaseUrl });
    await database.connect();
    for (const person of [jules, noor]) await database.query('with gone as (delete from key_package where device = $1) delete from last_resort_key_package where device = $1', [(await deviceKeysOf(person)).device]);
    await database.end();
    await people.restart(marc, line.between);
    const told: ComityEvent[] = [];
    const stop = marc.client.on((event) => { if (event.type === 'undone') told.push(event); });
    line.mend();
    await until(marc.client, () => told.length > 0);
    await people.settled(marc);
    stop();
    expect(told).toMatchObject([{ space: there, problem: { code: 'not-acceptable' } }]);
    // Whoever can be reached comes in at once.
    expect(await members()).toContain(lea.id);
    for (const person of [jules, noor]) await people.restart(person);
    await people.settled(jules, noor);
    // Whom an owner took out meanwhile stays out.
    await marc.client.addMembers(there, [noor.id]);
    await marc.client.removeMember(there, noor.id);
    await people.restart(marc, line.between);
    await until(jules.client, () => jules.client.matter(there).then(({ side }) => side === 'executing', () => false));
    await people.settled(marc, claire);
    expect(await members()).toEqual(expect.arrayContaining([jules.id, lea.id]));
    expect(await members()).not.toContain(noor.id);
    expect((await claire.client.matter(there)).refused).toEqual([]);
  });

  it.each<[keyof ClientEvents, number, 'unasked' | 'unheard']>([
    ['messaging:post', 1, 'unasked'], ['messaging:post', 1, 'unheard'], ['messaging:create', 1, 'unasked'], ['messaging:create', 1, 'unheard'], ['messaging:commit', 1, 'unasked'], ['messaging:commit', 1, 'unheard'],
    ['messaging:post', 2, 'unasked'], ['messaging:post', 2, 'unheard'], ['messaging:post', 3, 'unasked'], ['messaging:post', 3, 'unheard'],
  ])('is transmitted once, whole, by a program that ended at %s (%i, %s) and began again', async (event, nth, heard) => {
    const measure = randomUUID();
    const made = await submitted(measure);
    const stop = new Stop(event, nth, heard);
    await people.restart(otieno, stop.between);
    await people.settled(otieno);
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: [claire.id] });
    await stop.reached;
    await people.restart(otieno);
    for (let round = 0; round < 2; round += 1) await people.settled(otieno, wanjiru, claire);
    const { space: went } = await otieno.client.matter(made);
    expect(went).not.toBe(made);
    // Colleagues of either side who come in afterwards read it, too.
    await claire.client.addMembers(went, [marc.id]);
    for (let round = 0; round < 2; round += 1) await people.settled(claire, marc);
    for (const person of [otieno, wanjiru, claire, marc]) {
      expect(await person.client.matter(went)).toMatchObject({ space: went, state: 'TRANSMITTED', refused: [], draft: person === otieno || person === wanjiru ? made : null });
      expect(await alarms(person, went)).toEqual([]);
      expect((await person.client.matters()).filter((each) => each.space === went || each.space === made)).toHaveLength(1);
    }
    expect((await claire.client.spaces()).some(({ id }) => id === made)).toBe(false);
    expect(await claire.client.space(went)).toMatchObject({ canManage: true });
  });

  it('is transmitted once where another device of the sender comes into the new space by itself', async () => {
    const measure = randomUUID();
    const made = await submitted(measure);
    const second = await people.another(otieno);
    await second.client.settled();
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: [claire.id] });
    for (let round = 0; round < 2; round += 1) {
      await people.settled(otieno, wanjiru, claire);
      await second.client.settled();
    }
    const { space: went } = await otieno.client.matter(made);
    for (const { client } of [otieno, second, wanjiru, claire]) expect(await client.matter(went)).toMatchObject({ space: went, state: 'TRANSMITTED', refused: [] });
    await claire.client.addMembers(went, [marc.id]);
    for (let round = 0; round < 2; round += 1) await people.settled(claire, marc);
    expect(await marc.client.matter(went)).toMatchObject({ state: 'TRANSMITTED' });
    await second.client.close();
  });

  it.each<[keyof ClientEvents, 'unasked' | 'unheard']>([['messaging:create', 'unasked'], ['messaging:commit', 'unheard']])('is completed by a colleague where the sender’s program ended at %s (%s), and is not sent twice when that comes back', async (event, heard) => {
    const measure = randomUUID();
    const made = await submitted(measure);
    const stop = new Stop(event, 1, heard);
    await people.restart(otieno, stop.between);
    await people.settled(otieno);
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: [claire.id] });
    await stop.reached;
    await people.settled(wanjiru);
    expect(await wanjiru.client.matter(made)).toMatchObject({ state: 'TRANSMITTED', space: made, passage: { by: otieno.id, addressees: [claire.id], here: false, problem: null } });
    await wanjiru.client.takeStep(made, [measure], { action: 'complete', addressees: [claire.id, marc.id] });
    for (let round = 0; round < 2; round += 1) await people.settled(wanjiru, claire, marc);
    await people.restart(otieno);
    for (let round = 0; round < 2; round += 1) await people.settled(otieno, wanjiru, claire);
    const { space: went } = await wanjiru.client.matter(made);
    expect(went).not.toBe(made);
    for (const person of [otieno, wanjiru, claire, marc]) {
      const view = await person.client.matter(went);
      expect(view).toMatchObject({ state: 'TRANSMITTED', refused: [], passage: null });
      expect(view.measureViews[0]!.steps.map(({ action, by, attested }) => [action, by, attested])).toEqual([['draft', wanjiru.id, true], ['submit', wanjiru.id, true], ['transmit', otieno.id, true]]);
      expect((await person.client.matters()).filter((each) => each.space === went)).toHaveLength(1);
      expect(await alarms(person, went)).toEqual([]);
    }
  });

  it('says why it cannot come through, and goes out by another try', async () => {
    const measure = randomUUID();
    const made = await submitted(measure);
    const database = new Client({ connectionString: people.service.databaseUrl });
    await database.connect();
    await database.query('with gone as (delete from key_package where device = $1) delete from last_resort_key_package where device = $1', [(await deviceKeysOf(claire)).device]);
    await database.end();
    const refused = new Promise<ComityEvent>((resolve) => { otieno.client.on((event) => { if (event.type === 'undone') resolve(event); }); });
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: [claire.id] });
    expect(await refused).toMatchObject({ space: made, problem: { code: 'not-acceptable' } });
    await people.settled(otieno, wanjiru);
    const passage = { by: otieno.id, addressees: [claire.id] };
    expect(await otieno.client.matter(made)).toMatchObject({ space: made, state: 'TRANSMITTED', passage: { ...passage, here: true, problem: { code: 'not-acceptable' } } });
    expect(await wanjiru.client.matter(made)).toMatchObject({ space: made, passage: { ...passage, here: false, problem: null } });
    // Once connected anew, she can be brought in.
    await people.restart(claire);
    await people.settled(claire);
    await otieno.client.takeStep(made, [measure], { action: 'complete', addressees: [claire.id] });
    for (let round = 0; round < 2; round += 1) await people.settled(otieno, claire, wanjiru);
    const { space: went } = await otieno.client.matter(made);
    expect(went).not.toBe(made);
    for (const { client } of [otieno, wanjiru, claire]) expect(await client.matter(went)).toMatchObject({ state: 'TRANSMITTED', passage: null, refused: [] });
  });

  it('is decided by the log where one colleague returns it while another transmits, before anybody else is in it', async () => {
    const measure = randomUUID();
    const made = await submitted(measure);
    const other = new Switch();
    await people.restart(otieno, other.between);
    await people.settled(otieno);
    other.cut();
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: [claire.id] });
    await wanjiru.client.takeStep(made, [measure], { action: 'return', words: { reasons: 'Not yet' } });
    await people.settled(wanjiru);
    const told = new Promise<ComityEvent>((resolve) => { otieno.client.on((event) => { if (event.type === 'step-refused') resolve(event); }); });
    const known = (await claire.client.spaces()).length;
    other.mend();
    expect(await told).toMatchObject({ space: made, refused: { action: 'transmit', refusal: { code: 'overtaken', entry: 'return' } } });
    for (let round = 0; round < 2; round += 1) await people.settled(otieno, wanjiru, claire);
    for (const { client } of [otieno, wanjiru]) expect(await client.matter(made)).toMatchObject({ space: made, state: 'DRAFT', transmittedAt: null });
    expect(await claire.client.spaces()).toHaveLength(known);
    await wanjiru.client.takeStep(made, [measure], { action: 'submit' });
    await people.settled(wanjiru, otieno);
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: [claire.id] });
    for (let round = 0; round < 2; round += 1) await people.settled(otieno, claire, wanjiru);
    const { space: went } = await otieno.client.matter(made);
    for (const { client } of [otieno, wanjiru, claire]) expect(await client.matter(went)).toMatchObject({ state: 'TRANSMITTED' });
  });

  /** As far as the space of both sides, in which its founder has said nothing yet. */
  async function founded(measure: string): Promise<{ made: SpaceId; went: SpaceId; transmission: TransmissionContent }> {
    const made = await submitted(measure);
    const stop = new Stop('messaging:commit', 1, 'unheard');
    await people.restart(otieno, stop.between);
    await people.settled(otieno);
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: [claire.id] });
    await stop.reached;
    await people.settled(claire, wanjiru);
    const done = await items(wanjiru, made);
    const sent = done.at(-1)!.content as StepContent;
    const told = (await items(otieno)).find(({ content }) => content.type === 'transmission')!.content as TransmissionContent;
    const before = ['draft', 'submit', 'transmit'].map((action) => {
      const { sentAt, measures } = done.map(({ content }) => content).findLast((content): content is StepContent => content.type === 'case-step' && content.action === action)!;
      return { action, by: action === 'transmit' ? otieno.id : wanjiru.id, at: sentAt, measures: measures.map(({ id, carries }) => ({ id, carries })) };
    });
    return { made, went: sent.shared!.space, transmission: { ...told, dossier: { ...told.dossier, measures: [{ ...told.dossier.measures[0]!, id: measure }] }, before, sentAt: now() } };
  }

  it('is not begun by somebody it is addressed to, in whosever name', async () => {
    const measure = randomUUID();
    const { made, went, transmission } = await founded(measure);
    const post = await Forger.of(claire, went);
    const { dossier: { requesting } } = transmission;
    const turned = { ...transmission, dossier: { ...transmission.dossier, requesting: paris, requested: requesting, title: 'Forged' }, before: transmission.before.map((each) => ({ ...each, by: each.action === 'transmit' ? marc.id : claire.id })) };
    const seqs = [(await post.post(turned)).seq, (await post.post(transmission)).seq, (await post.post({ v: 1, type: 'dossier', after: null, dossier: turned.dossier, sentAt: now() })).seq];
    post.close();
    await people.settled(claire);
    await expect(claire.client.matter(went)).rejects.toMatchObject({ problem: { code: 'not-found' } });
    await people.restart(otieno);
    for (let round = 0; round < 2; round += 1) await people.settled(otieno, claire, wanjiru);
    for (const person of [otieno, claire, wanjiru]) {
      const view = await person.client.matter(went);
      expect(view).toMatchObject({ title: 'Vessel payments', requesting, state: 'TRANSMITTED' });
      expect(view.refused.map(({ seq, by, refusal: { code } }) => [seq, by, code])).toEqual(seqs.map((seq) => [seq, claire.id, 'not-the-founder']));
      expect(await alarms(person, went)).toEqual([]);
    }
    expect((await otieno.client.matter(made)).space).toBe(went);
  });

  it('alarms colleagues by name when something else goes out than what stands in the draft; those addressed go on with what they were told', async () => {
    const { made, went, transmission } = await founded(randomUUID());
    // He comes into the space he made by itself, and says there what he likes.
    const again = new Stop('messaging:widen', 1, 'unasked');
    await people.restart(otieno, again.between);
    await again.reached;
    const post = await Forger.of(otieno, went);
    await post.post({ ...transmission, dossier: { ...transmission.dossier, title: 'Something else' }, sentAt: now() });
    post.close();
    await people.restart(otieno);
    for (let round = 0; round < 2; round += 1) await people.settled(otieno, claire, wanjiru);
    for (const person of [claire, wanjiru]) expect(await person.client.matter(went)).toMatchObject({ title: 'Something else', state: 'TRANSMITTED' });
    expect([await alarms(wanjiru, went), await alarms(claire, went)]).toEqual([['request-altered'], []]);
    expect((await wanjiru.client.matter(made)).space).toBe(went);
  });

  it('alarms whoever is said to have taken part in a draft that never was', async () => {
    const keys = await deviceKeysOf(otieno);
    const went = randomUUID() as SpaceId;
    const group = await createGroup({ space: went, policy: { v: 1, kind: 'request', owners: [otieno.id], history: 'all', retention: null, hold: false, suite: suites.hybrid }, self: keys });
    const { commit, welcome, groupInfo } = await commitChanges(group, { add: await Promise.all([wanjiru, claire].map(async (person) => claimAs(otieno, suites.hybrid, (await deviceKeysOf(person)).device))) });
    await askAs(otieno, async (link) => {
      await link.ask('messaging:create', { space: went, kind: 'request', suite: suites.hybrid, groupInfo: await groupInfoOf(group) });
      await link.ask('messaging:commit', { space: went, id: randomUUID() as ItemId, epoch: 0, commit, welcome: welcome!, groupInfo });
    });
    // His own device comes in by the other door.
    for (let round = 0; round < 2; round += 1) await people.settled(otieno, wanjiru, claire);
    const { content } = (await items(otieno)).find((each) => each.content.type === 'transmission')!;
    const post = await Forger.of(otieno, went);
    await post.post({ ...(content as TransmissionContent), sentAt: now() });
    post.close();
    for (let round = 0; round < 2; round += 1) await people.settled(otieno, wanjiru, claire);
    for (const { client } of [wanjiru, claire]) expect(await client.matter(went)).toMatchObject({ state: 'TRANSMITTED', draft: null });
    expect([await alarms(wanjiru, went), await alarms(claire, went)]).toEqual([['request-altered'], []]);
  });

  it('shows who was brought into a draft and is not of its side', async () => {
    const made = await submitted(randomUUID());
    await wanjiru.client.send(made, plain('Between us'));
    await people.settled(wanjiru, otieno);
    const group = await groupOf(wanjiru, made);
    const { commit, welcome, groupInfo } = await commitChanges(group, { add: [await claimAs(wanjiru, suites.hybrid, (await deviceKeysOf(claire)).device)] });
    await askAs(wanjiru, (link) => link.ask('messaging:commit', { space: made, id: randomUUID() as ItemId, epoch: group.epoch, commit, welcome: welcome!, groupInfo }));
    for (let round = 0; round < 2; round += 1) await people.settled(wanjiru, otieno, claire);
    for (const { client } of [wanjiru, otieno]) expect((await client.matter(made)).strangers).toEqual([claire.id]);
    expect(await texts(claire.client, made)).toEqual([]);
    await expect(claire.client.matter(made)).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('is judged anew by a client from which statements were kept, once it hears of whom it names', async () => {
    const measure = randomUUID();
    const made = await submitted(measure);
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: [claire.id, marc.id] });
    for (let round = 0; round < 2; round += 1) await people.settled(otieno, claire, marc);
    const { space: went } = await otieno.client.matter(made);
    await claire.client.takeStep(went, [measure], { action: 'acknowledge' });
    await people.settled(claire, marc);
    let known: number | undefined, hides = true;
    shy.answer('statements', (page) => {
      known ??= page.head;
      const most = known;
      return hides ? { statements: page.statements.filter(({ position }) => position <= most), head: Math.min(page.head, most) } : page;
    });
    await people.restart(marc, shy.between);
    await people.settled(marc);
    const nice = await people.admit('Tribunal de Nice', 'FR');
    const post = await Forger.of(claire, went);
    const { seq } = await post.post({ ...step('forward', '', { executing: nice }), measures: [{ id: measure, after: (await items(claire, went)).at(-1)!.hash, carries: {} }] });
    post.close();
    for (let round = 0; round < 2; round += 1) await people.settled(claire, marc);
    // She hears of the new court by a hint of its own.
    await until(claire.client, async () => (await claire.client.matter(went)).state === 'FORWARDED');
    expect((await claire.client.matter(went)).state).toBe('FORWARDED');
    expect(await marc.client.matter(went)).toMatchObject({ state: 'RECEIVED', refused: [{ seq, refusal: { code: 'wrong-authority' } }] });
    hides = false;
    // With the next news of the directory.
    await people.admit('Tribunal de Lille', 'FR');
    await until(marc.client, async () => (await marc.client.matter(went).catch(() => undefined))?.state === 'FORWARDED');
    expect(await marc.client.matter(went)).toMatchObject({ executing: [nice], refused: [] });
    expect(await alarms(marc, went)).toEqual([]);
  });

  it('goes on, with nobody alarmed, and is the same for a device that comes later', async () => {
    await claire.client.takeStep(space, [records], { action: 'execute' });
    await settled();
    const view = async ({ client }: Pick<Person, 'client'>) => ({ ...(await client.matter(space)), unread: 0 });
    for (const person of everybody()) {
      expect((await person.client.matter(space)).measureViews[0]).toMatchObject({ state: 'EXECUTED' });
      expect((await alarms(person, space)).filter((rule) => rule !== 'request-misdated')).toEqual([]);
    }
    const device = await people.another(otieno);
    await device.client.settled();
    expect(await view(device)).toEqual(await view(otieno));
  });
});
