/** A request walks, and the service learns of it what an officer asked for; without that it learns nothing. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { lawEdition } from '@comity/casework';
import type { AuthorityId, SpaceId } from '@comity/contracts';
import type { StepInput } from '@comity/sdk';
import { told } from '../../apps/cli/src/commands/told.js';
import type { Desk } from '../../apps/cli/src/desk.js';
import { Hostile } from './hostile.js';
import { People, type Person } from './people.js';
import { Switch } from './switch.js';

const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];

describe('figures of requests', () => {
  let people: People, database: Client;
  let wanjiru: Person, otieno: Person, claire: Person;
  let nairobi: AuthorityId, paris: AuthorityId;
  const line = new Switch();
  const service = new Hostile();
  beforeAll(async () => {
    people = await People.gather();
    database = new Client({ connectionString: people.service.databaseUrl });
    await database.connect();
    [nairobi, paris] = [await people.admit('Asset Recovery Office', 'KE'), await people.admit('Parquet financier', 'FR')];
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    otieno = await people.enrol('Otieno Odhiambo', 'Asset Recovery Office', wanjiru, 'practitioner', service.between);
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point', line.between);
    await people.settled(wanjiru);
  });
  afterAll(async () => {
    await database.end();
    await people.end();
  });

  const settled = async () => { for (let i = 0; i < 2; i += 1) await people.settled(wanjiru, otieno, claire); };
  const take = async (person: Person, space: SpaceId, measures: string[], step: StepInput) => { await person.client.takeStep(space, measures, step); await settled(); };
  /** Drafts and transmits a request of two measures; answers where both sides read it. */
  async function transmitted(): Promise<{ space: SpaceId; measures: string[] }> {
    const measures = [randomUUID(), randomUUID()];
    const draft = await wanjiru.client.draftMatter({
      requested: paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Vessel payments', urgent: true, sections: parts.map((part) => ({ part, text: part })),
      measures: measures.map((id) => ({ id, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of account' })),
    });
    await take(wanjiru, draft, measures, { action: 'submit', addressees: [otieno.id] });
    await take(otieno, draft, measures, { action: 'transmit', addressees: [claire.id] });
    return { space: (await claire.client.matters())[0]!.space, measures };
  }
  /** A request to trace an asset, where both sides read it. */
  async function traced(): Promise<{ space: SpaceId; asset: string }> {
    const asset = randomUUID();
    const draft = await wanjiru.client.draftMatter({
      kind: 'asset', requested: paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Villa', urgent: false,
      sections: ['FACTS', 'ACTIONS', 'ORDER'].map((part) => ({ part, text: part })), measures: [{ id: asset, assistance: null, sought: 'Villa in Cap d’Antibes' }],
    });
    await take(wanjiru, draft, [asset], { action: 'submit', addressees: [otieno.id] });
    await take(otieno, draft, [asset], { action: 'request-tracing', addressees: [claire.id] });
    return { space: (await claire.client.matters()).find(({ measures, kind, state }) => kind === 'asset' && measures === 1 && state === 'TRACING')!.space, asset };
  }
  const rows = async (sql: string) => (await database.query(sql)).rows as Record<string, unknown>[];
  const matters = () => rows('select space, kind, requesting, requested, urgent, stage, outcome, acknowledged_at is not null as acknowledged from matter order by transmitted_at');
  const events = () => rows('select told_by, items from matter_event order by space, seq');

  it('are not told by anybody as long as no officer signed that they are wanted', async () => {
    const { space, measures } = await transmitted();
    await take(claire, space, measures, { action: 'acknowledge' });
    expect(await matters()).toEqual([]);
    expect(await claire.client.figuresSetting()).toEqual({ since: null, offences: false, assets: null, open: false, by: null, at: null, mayRead: false, maySet: false });
    await expect(claire.client.setFigures({ told: true, offences: false, assets: false, open: true })).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
  });

  it('are told from then on, and of nothing that went out before', async () => {
    await people.officers[0].client.setFigures({ told: true, offences: true, assets: false, open: false });
    const before = (await claire.client.matters())[0]!.space;
    const { measureViews } = await claire.client.matter(before);
    await take(claire, before, measureViews.map(({ id }) => id), { action: 'assess' });
    expect(await matters()).toEqual([]);
    const { space, measures } = await transmitted();
    expect(await matters()).toEqual([{ space, kind: 'mla', requesting: nairobi, requested: paris, urgent: true, stage: 'transmitted', outcome: null, acknowledged: false }]);
    await take(claire, space, measures, { action: 'acknowledge' });
    await take(claire, space, measures, { action: 'assess' });
    await take(claire, space, measures, { action: 'accept' });
    await take(claire, space, [measures[0]!], { action: 'execute' });
    expect(await matters()).toMatchObject([{ space, stage: 'in-execution', outcome: null, acknowledged: true }]);
    // A step that leaves the stage where it is is no business of the service.
    await take(wanjiru, space, [measures[1]!], { action: 'status-query' });
    expect((await events()).map(({ told_by: by, items }) => [by, (items as { stage: string }[]).map(({ stage }) => stage)])).toEqual([
      [otieno.id, ['transmitted', 'transmitted']], [claire.id, ['acknowledged', 'acknowledged']], [claire.id, ['in-execution', 'in-execution']], [claire.id, ['done']],
    ]);
  });

  it('are told later by who was not connected, or not answered', async () => {
    const [{ space }] = (await matters()) as [{ space: SpaceId }];
    const { measureViews } = await claire.client.matter(space);
    const open = measureViews.find(({ state }) => state === 'IN_EXECUTION')!.id;
    line.cut();
    await claire.client.takeStep(space, [open], { action: 'execute' });
    expect(await matters()).toMatchObject([{ stage: 'in-execution' }]);
    await otieno.client.close();
    line.mend();
    await people.settled(wanjiru, claire);
    expect(await matters()).toMatchObject([{ stage: 'done', outcome: 'done' }]);
    // Who has not read so far does not say that the service has it otherwise.
    const [asked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    service.ack('messaging:sync', async (page, { space: of }) => {
      if (of !== space) return page;
      asked.resolve();
      await held.promise;
      return page;
    });
    await people.restart(otieno, service.between);
    await asked.promise;
    const early = await otieno.client.toldMatters({ only: space });
    held.resolve();
    expect(early).toMatchObject([{ stage: 'done', otherwise: [], signed: null }]);
    await settled();
    expect(await otieno.client.toldMatters({ only: space })).toMatchObject([{ stage: 'done', otherwise: [], signed: { stage: 'done' } }]);
  });

  it('say what it is about by the requesting side alone', async () => {
    const [{ space }] = (await matters()) as [{ space: SpaceId }];
    await expect(claire.client.tellOffence(space, 'bribery')).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await wanjiru.client.tellOffence(space, 'bribery');
    expect(await rows('select offence from matter')).toEqual([{ offence: 'bribery' }]);
  });

  it('are read back by those inside on the command line, and by nobody else', async () => {
    const read = async ({ client }: Person, options: Record<string, string> = {}) => {
      let shown: readonly string[] = [];
      await told({ client, output: { show: (_value: unknown, lines: readonly string[]) => { shown = lines; } }, settings: { options } } as unknown as Desk);
      return shown;
    };
    const [{ space }] = (await matters()) as [{ space: SpaceId }];
    const line = new RegExp(`^${space}  \\d{4}-\\d{2}-\\d{2}  mla  Asset Recovery Office \\(KE\\) to Parquet financier \\(FR\\): done, ended \\d{4}-\\d{2}-\\d{2}, urgent, bribery$`);
    for (const person of [wanjiru, claire]) expect(await read(person, { stage: 'done', count: '1' })).toEqual([expect.stringMatching(line)]);
    expect([await read(claire, { kind: 'extradition' }), await read(people.officers[0])]).toEqual([[], []]);
    await expect(read(claire, { stage: 'EXECUTED' })).rejects.toThrow('--stage is one of');
    await expect(read(claire, { count: 'many' })).rejects.toThrow('--count is a number');
  });

  it('are compared with the signed history, and what the service has otherwise is named', async () => {
    const [{ space }] = (await matters()) as [{ space: SpaceId }];
    for (const { client } of [wanjiru, otieno, claire]) {
      expect(await client.toldMatters({ only: space })).toMatchObject([{ space, stage: 'done', otherwise: [], signed: { kind: 'mla', requesting: nairobi, requested: paris, urgent: true, stage: 'done' } }]);
    }
    service.answer('matters', (all) => all.map((told) => ({ ...told, requesting: paris, requested: nairobi, stage: 'refused', offence: 'other' })));
    expect(await otieno.client.toldMatters({ only: space })).toMatchObject([{ stage: 'refused', otherwise: ['requesting', 'requested', 'stage'], signed: { requesting: nairobi, stage: 'done' } }]);
    let shown: readonly string[] = [];
    await told({ client: otieno.client, output: { show: (_value: unknown, lines: readonly string[]) => { shown = lines; } }, settings: { options: {} } } as unknown as Desk);
    expect(shown[0]).toContain('; the signed history says otherwise: requesting Asset Recovery Office (KE), requested Parquet financier (FR), stage done');
    service.answer('matters', (all) => all);
  });

  it('are seen by the secretariat, with so few kept back, and by nobody else until an officer opens them', async () => {
    const [officer] = people.officers;
    const seen = await officer.client.figures(null);
    expect(seen).toMatchObject({ total: null, network: { authorities: 2, states: 2, appointed: 2, invited: 2, uncovered: 0 } });
    expect(seen.tables.every(({ cells }) => cells.every(({ count }) => count === null))).toBe(true);
    await expect(claire.client.figures(null)).rejects.toMatchObject({ problem: { code: 'not-found' } });
    await officer.client.setFigures({ told: true, offences: true, assets: false, open: true });
    expect(await claire.client.figures(null)).toEqual(seen);
    expect(await claire.client.figuresSetting()).toMatchObject({ open: true, mayRead: true, maySet: false, by: officer.id });
  });

  it('tell how far an asset has come, and what it is worth, where that was asked for before it went out', async () => {
    const assets = () => rows("select items->0->>'stage' as stage, items->0->>'asset' as asset from matter_event e join matter m using (space) where m.kind = 'asset' order by transmitted_at, seq");
    const before = await traced();
    await take(claire, before.space, [before.asset], { action: 'locate', words: { account: 'In the land register' } });
    const [officer] = people.officers;
    await officer.client.setFigures({ told: true, offences: true, assets: true, open: true });
    await take(wanjiru, before.space, [before.asset], { action: 'request-freezing' });
    await take(claire, before.space, [before.asset], { action: 'freeze' });
    expect(await assets()).toEqual([{ stage: 'transmitted', asset: null }, { stage: 'in-execution', asset: null }]);
    await expect(wanjiru.client.tellAmount(before.space, before.asset, '1m')).rejects.toMatchObject({ problem: { code: 'not-found' } });
    const { space, asset } = await traced();
    await take(claire, space, [asset], { action: 'locate', words: { account: 'In the land register' } });
    await take(wanjiru, space, [asset], { action: 'request-freezing' });
    await take(claire, space, [asset], { action: 'freeze' });
    expect((await assets()).slice(2)).toEqual([{ stage: 'transmitted', asset: 'sought' }, { stage: 'in-execution', asset: 'sought' }, { stage: 'in-execution', asset: 'frozen' }]);
    await wanjiru.client.tellAmount(space, asset, '1m');
    expect(await rows("select key, count from matter_count where figure = 'asset' and count > 0")).toEqual([{ key: 'frozen 1m', count: 1 }]);
    expect((await officer.client.figures(null)).assets.total).toBeNull();
    // An end for which the table has no state is one for figures, too.
    await take(wanjiru, before.space, [before.asset], { action: 'withdraw' });
    expect((await assets()).slice(0, 3).map(({ stage }) => stage)).toEqual(['transmitted', 'in-execution', 'withdrawn']);
  });

  it('ask the service what may be said, and show what was', async () => {
    const said = async (space: unknown) => wanjiru.client.matterStatistics(space as SpaceId);
    const found = await rows("select space, kind from matter order by transmitted_at");
    expect(found.map(({ kind }) => kind)).toEqual(['mla', 'asset', 'asset']);
    const [first, before, after] = found.map(({ space }) => space);
    const [{ item }] = (await rows('select item from matter_asset')) as [{ item: string }];
    // Nothing is offered of an asset that the service has not been told of.
    expect([await said(first), await said(before), await said(after)]).toEqual([{ offence: 'bribery', assets: [] }, { offence: null, assets: [] }, { offence: null, assets: [{ id: item, amount: '1m' }] }]);
    await expect(claire.client.matterStatistics(after as SpaceId)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    const untold = (await wanjiru.client.matters()).find(({ space }) => !found.some((each) => each.space === space))!;
    expect(await said(untold.space)).toBeNull();
  });

  it('are told for no word of the service that an officer did not sign, or signed before', async () => {
    const held = (await otieno.client.figuresSetting()).since;
    expect(held).not.toBeNull();
    service.answer('figuresSetting', ({ setting }) => ({ setting: setting && { ...setting, body: { ...setting.body, open: false } } }));
    expect(await otieno.client.figuresSetting()).toMatchObject({ since: null, by: null });
    const [{ body, signature }] = (await rows('select body, signature from figures_setting')) as [{ body: never; signature: string }];
    await people.officers[1].client.setFigures({ told: false, offences: false, assets: false, open: false });
    service.answer('figuresSetting', (value) => value);
    expect(await otieno.client.figuresSetting()).toMatchObject({ since: null, by: people.officers[1].id });
    service.answer('figuresSetting', () => ({ setting: { body, signature } }));
    expect(await otieno.client.figuresSetting()).toMatchObject({ since: null, by: null });
    const { space } = await transmitted();
    expect((await matters()).some((matter) => matter['space'] === space)).toBe(false);
  });
});
