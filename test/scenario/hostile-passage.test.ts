import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { lawEdition } from '@comity/casework';
import { caseHash, commitChanges, createGroup, encodeMessage, fromUtf8, groupInfoOf, parseItem, type CaseContent, type StepContent, type TransmissionContent } from '@comity/e2ee';
import { problem, suites, type AuthorityId, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import type { DossierInput } from '@comity/sdk';
import { askAs, claimAs, deviceKeysOf } from './accomplice.js';
import { Forger } from './forger.js';
import { Hostile } from './hostile.js';
import { valuesOf } from './insider.js';
import { People, type Device, type Person } from './people.js';
import { Stop } from './stop.js';
import { nairobiAndParis, twoSides } from './two-sides.js';

const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];

describe('the passage of a request to the other side, and on from there', () => {
  let people: People;
  let wanjiru: Person, otieno: Person, claire: Person, marc: Person;
  let paris: AuthorityId;
  const now = () => people.clock.now().toISOString() as Instant;
  const dossier = (measure: string): DossierInput => ({
    requested: paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Vessel payments', urgent: false, sections: parts.map((part) => ({ part, text: part.toLowerCase() })),
    measures: [{ id: measure, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of account' }],
  });
  const settled = async (...those: Person[]) => { for (let round = 0; round < 2; round += 1) await people.settled(...those); };
  const alarms = async ({ client }: { client: Person['client'] }, of: SpaceId) => (await client.alarms()).filter((alarm) => alarm.space === of).map(({ rule }) => rule);
  const rows = async ({ client }: Person, of: SpaceId) => (await client.timeline(of, 0, 10_000)).entries.filter(({ type }) => type === 'step');
  const states = (of: SpaceId, ...those: Person[]) => Promise.all(those.map(async ({ client }) => (await client.matter(of)).state));

  /** A draft of one measure, under review. */
  async function submitted(measure: string): Promise<SpaceId> {
    const made = await wanjiru.client.draftMatter(dossier(measure));
    await wanjiru.client.takeStep(made, [measure], { action: 'submit', addressees: [otieno.id] });
    await settled(wanjiru, otieno);
    return made;
  }
  /** The same, and where it went. */
  async function transmitted(measure: string, addressees = [claire]): Promise<{ made: SpaceId; went: SpaceId }> {
    const made = await submitted(measure);
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: addressees.map(({ id }) => id) });
    await settled(otieno, wanjiru, ...addressees);
    return { made, went: (await otieno.client.matter(made)).space };
  }
  /** Transmitted by a program that ends then. */
  async function stopped(measure: string, stop: Stop, addressees: Person[]): Promise<SpaceId> {
    const made = await submitted(measure);
    await people.restart(otieno, stop.between);
    await people.settled(otieno);
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: addressees.map(({ id }) => id) });
    await stop.reached;
    return made;
  }
  /** What stands of the request in a person's store, oldest first, with what its successors name it by. */
  async function items(person: Person, of: SpaceId): Promise<{ content: CaseContent; hash: string }[]> {
    const pages = await valuesOf(person, (name) => name.startsWith(`space/${of}/page/`));
    return [...pages.values()].flatMap((page) => JSON.parse(fromUtf8(page)!) as { type: string; by: PractitionerId; content: CaseContent | null }[])
      .filter(({ type, content }) => (type === 'step' || type === 'dossier') && content !== null)
      .map(({ by, content }) => {
        const encoded = encodeMessage(content!);
        return { content: content!, hash: encoded.ok ? caseHash(of, by, encoded.bytes) : '' };
      });
  }
  async function forge(person: Person, of: SpaceId, content: CaseContent): Promise<void> {
    const post = await Forger.of(person, of);
    await post.post(content);
    post.close();
  }

  beforeAll(async () => {
    people = await People.gather();
    ({ first: wanjiru, second: otieno, other: claire, asked: paris } = await twoSides(people, nairobiAndParis));
    marc = await people.enrol('Marc Petit', 'Parquet financier', claire);
    await people.settled(wanjiru);
  });
  afterAll(async () => { await people.end(); });

  it('is known to who comes into the draft later, and nobody sends it once more', async () => {
    const measure = randomUUID();
    const { made, went } = await transmitted(measure);
    const amina = await people.enrol('Amina Yusuf', 'Asset Recovery Office', wanjiru);
    await wanjiru.client.addMembers(made, [amina.id]);
    await settled(wanjiru, otieno, amina);
    expect(await amina.client.matter(made)).toMatchObject({ space: made, state: 'TRANSMITTED', passage: { by: otieno.id, here: false, through: true, problem: null } });
    await expect(amina.client.takeStep(made, [measure], { action: 'complete', addressees: [claire.id] })).rejects.toMatchObject({ kind: 'law', refusal: { code: 'frozen' } });
    await people.restart(otieno);
    await settled(otieno, amina, claire);
    expect(await rows(amina, made)).toMatchObject([{ action: 'draft' }, { action: 'submit' }, { action: 'transmit' }, { action: 'through', by: otieno.id }]);
    expect(await rows(claire, went)).toHaveLength(1);
    for (const person of [wanjiru, otieno, amina]) expect(await alarms(person, went)).toEqual([]);
  });

  it('is said once where it does not stand in the log, and completed by a colleague', async () => {
    const measure = randomUUID();
    const made = await stopped(measure, new Stop('messaging:create', 1, 'unasked'), [claire]);
    const platform = otieno.device.platform as { now: () => Date };
    const right = platform.now;
    platform.now = () => new Date(right().getTime() + 10 * 60_000);
    await people.restart(otieno);
    await settled(otieno, wanjiru, claire);
    const { shared } = (await items(wanjiru, made)).at(-1)!.content as StepContent;
    expect(await rows(claire, shared!.space)).toMatchObject([{ by: otieno.id, refused: { code: 'ahead-of-its-time' } }]);
    expect(await alarms(claire, shared!.space)).toEqual(['request-misdated']);
    expect(await otieno.client.matter(made)).toMatchObject({ space: made });
    await people.restart(otieno);
    await settled(otieno, claire);
    expect(await rows(claire, shared!.space)).toHaveLength(1);
    platform.now = right;
    await people.restart(otieno);
    await wanjiru.client.takeStep(made, [measure], { action: 'complete', addressees: [claire.id] });
    await settled(wanjiru, claire, otieno);
    const { space: went } = await wanjiru.client.matter(made);
    expect(went).not.toBe(shared!.space);
    expect(await states(went, wanjiru, claire, otieno)).toEqual(['TRANSMITTED', 'TRANSMITTED', 'TRANSMITTED']);
  });

  it('is posted once where the service refuses it, which is told', async () => {
    const measure = randomUUID();
    const made = await submitted(measure);
    const service = new Hostile();
    let refused = 0;
    service.refuse('messaging:post', ({ item }) => {
      const parsed = parseItem(item);
      if (!parsed.ok || parsed.header.kind !== 'message' || parsed.header.space === made) return undefined;
      refused += 1;
      return problem('not-acceptable');
    });
    await people.restart(otieno, service.between);
    await people.settled(otieno);
    const told: unknown[] = [];
    otieno.client.on((event) => { if (event.type === 'undone') told.push(event); });
    await otieno.client.takeStep(made, [measure], { action: 'transmit', addressees: [claire.id] });
    await settled(otieno, wanjiru, claire);
    const { shared } = (await items(wanjiru, made)).at(-1)!.content as StepContent;
    expect(refused).toBe(1);
    expect(told).toMatchObject([{ space: shared!.space, problem: { code: 'not-acceptable' } }, { space: made, problem: { code: 'not-acceptable' } }]);
    await people.restart(otieno);
  });

  it('brings nobody in again whom an owner there took out before it was said', async () => {
    const measure = randomUUID();
    const made = await stopped(measure, new Stop('messaging:commit', 1, 'unheard'), [claire, marc]);
    await people.settled(wanjiru);
    const { shared } = (await items(wanjiru, made)).at(-1)!.content as StepContent;
    const { space: went } = shared!;
    await people.settled(claire);
    await claire.client.removeMember(went, marc.id);
    await people.settled(claire);
    await people.restart(otieno);
    await settled(otieno, claire, wanjiru);
    expect((await claire.client.matter(went)).state).toBe('TRANSMITTED');
    expect((await claire.client.space(went)).members).not.toContain(marc.id);
  });

  it.each(['itself', 'another request'])('does not hide a draft that leads to %s', async (where) => {
    const [measure, other] = [randomUUID(), randomUUID()];
    const { went } = await transmitted(other);
    const made = await submitted(measure);
    const space = where === 'itself' ? made : went;
    await forge(otieno, made, { v: 1, type: 'case-step', action: 'transmit', measures: [{ id: measure, after: (await items(otieno, made)).at(-1)!.hash, carries: { content: parts } }], words: [], executing: null, shared: { space, addressees: [claire.id] }, sentAt: now() });
    await settled(otieno, wanjiru, claire);
    expect(await wanjiru.client.matter(made)).toMatchObject({ space: made, state: 'TRANSMITTED' });
    expect((await wanjiru.client.matters()).map((each) => each.space)).toEqual(expect.arrayContaining([made, went]));
    expect((await claire.client.spaces()).some(({ id }) => id === made)).toBe(false);
    await wanjiru.client.takeStep(made, [measure], { action: 'complete', addressees: [claire.id] });
    await settled(wanjiru, claire, otieno);
    expect(await states((await wanjiru.client.matter(made)).space, wanjiru, claire, otieno)).toEqual(['TRANSMITTED', 'TRANSMITTED', 'TRANSMITTED']);
    for (const person of [wanjiru, otieno, claire]) expect(await alarms(person, went)).toEqual([]);
  });

  /** A space of a request that Otieno makes past his client, in which the others come in with the first commit, or later and without the past. */
  async function invented(come: 'first' | 'later', ...those: Person[]): Promise<SpaceId> {
    const keys = await deviceKeysOf(otieno);
    const space = randomUUID() as SpaceId;
    const group = await createGroup({ space, policy: { v: 1, kind: 'request', owners: [otieno.id], history: 'all', retention: null, hold: false, suite: suites.hybrid }, self: keys });
    const add = await Promise.all(those.map(async (person) => claimAs(otieno, suites.hybrid, (await deviceKeysOf(person)).device)));
    const commits: Awaited<ReturnType<typeof commitChanges>>[] = [];
    for (const changes of come === 'first' ? [{ add }] : [{}, { add }]) commits.push(await commitChanges(commits.at(-1)?.next ?? group, changes));
    await askAs(otieno, async (link) => {
      await link.ask('messaging:create', { space, kind: 'request', suite: suites.hybrid, groupInfo: await groupInfoOf(group) });
      for (const [epoch, { commit, welcome, groupInfo }] of commits.entries()) await link.ask('messaging:commit', { space, id: randomUUID() as ItemId, epoch, commit, welcome, groupInfo });
    });
    await settled(otieno, ...those);
    return space;
  }

  it('alarms whoever is said to have taken part in a draft that never was, also with a space of a request that they cannot read', async () => {
    const { went } = await transmitted(randomUUID());
    const { content } = (await items(otieno, went)).find((each) => each.content.type === 'transmission')!;
    const told = content as TransmissionContent;
    const measure = randomUUID();
    await invented('later', wanjiru);
    const forged = await invented('first', wanjiru, claire);
    await forge(otieno, forged, {
      ...told, dossier: { ...told.dossier, measures: told.dossier.measures.map((each) => ({ ...each, id: measure })) }, before: told.before.map((each) => ({ ...each, measures: each.measures.map((one) => ({ ...one, id: measure })) })), sentAt: now(),
    });
    await settled(otieno, wanjiru, claire);
    expect(await wanjiru.client.matter(forged)).toMatchObject({ state: 'TRANSMITTED', draft: null });
    expect([await alarms(wanjiru, forged), await alarms(claire, forged), await alarms(wanjiru, went)]).toEqual([['request-altered'], [], []]);
  });

  it('accuses nobody to whoever is in the draft no more, on the device that was there or on one that came later', async () => {
    const measure = randomUUID();
    const { made, went } = await transmitted(measure);
    await otieno.client.removeMember(made, wanjiru.id);
    await settled(otieno, wanjiru);
    await people.pass(10 * 60_000);
    const later: Device = await people.another(wanjiru);
    await later.client.settled();
    await people.restart(wanjiru);
    await settled(wanjiru);
    await claire.client.takeStep(went, [measure], { action: 'acknowledge' });
    await settled(claire, wanjiru);
    await later.client.settled();
    for (const device of [wanjiru, later]) {
      expect(await device.client.matter(went)).toMatchObject({ state: 'RECEIVED' });
      expect(await alarms(device, went)).toEqual([]);
    }
    await later.client.close();
  });

  it('waits for no other that fails in passing', async () => {
    const measures = [randomUUID(), randomUUID()];
    const made = [await submitted(measures[0]!), await submitted(measures[1]!)];
    const busy = new Hostile().refuse('messaging:create', () => problem('too-many-requests'));
    await people.restart(otieno, busy.between);
    await people.settled(otieno);
    for (const [i, each] of made.entries()) await otieno.client.takeStep(each, [measures[i]!], { action: 'transmit', addressees: [claire.id] });
    await settled(otieno);
    let first: SpaceId | undefined;
    busy.refuse('messaging:create', ({ space }) => (space === (first ??= space) ? problem('too-many-requests') : undefined));
    await people.restart(otieno, busy.between);
    await settled(otieno, claire);
    const through = await Promise.all(made.map(async (each) => (await otieno.client.matter(each)).space !== each));
    expect(through.filter((each) => each)).toHaveLength(1);
    await people.restart(otieno);
    await settled(otieno, claire);
    for (const each of made) expect((await otieno.client.matter(each)).space).not.toBe(each);
  });
});
