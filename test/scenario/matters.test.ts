import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { plain, type DossierInput, type Failure, type MatterView, type MeasureView, type StepInput } from '@comity/sdk';
import type { AuthorityId, SpaceId } from '@comity/contracts';
import { epochKeysOf } from './insider.js';
import { People, texts, type Person } from './people.js';

const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];
const basis = { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {} };

describe('a request between two authorities', () => {
  let people: People;
  /** Of the requesting authority: who drafts, and who reviews. Of the requested: two officers. Of the one that executes: one. */
  let wanjiru: Person, otieno: Person, claire: Person, marc: Person, jules: Person;
  let nairobi: AuthorityId, paris: AuthorityId, lyon: AuthorityId;
  let space: SpaceId;
  const [records, statement, search] = [randomUUID(), randomUUID(), randomUUID()];
  const all = [records, statement, search];

  const dossier = (change: Partial<DossierInput> = {}): DossierInput => ({
    requested: paris, basis, title: 'Vessel payments', urgent: true, sections: parts.map((part) => ({ part, text: `What there is to say of ${part}` })),
    measures: [
      { id: records, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'Statements of account' }, { id: statement, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement of the broker' },
      { id: search, assistance: 'SEARCH_SEIZE_FREEZE', sought: 'A search of the premises' },
    ],
    ...change,
  });
  const everybody = () => [wanjiru, otieno, claire, marc];
  const settled = async () => { await people.settled(...everybody()); await people.settled(...everybody()); };
  const take = (person: Person, measures: string[], step: StepInput) => person.client.takeStep(space, measures, step);
  const does = async (person: Person, measures: string[], action: string, more: Omit<StepInput, 'action'> = {}) => { await take(person, measures, { action, ...more }); await settled(); };
  const refusalOf = (doing: Promise<unknown>) => doing.then(() => 'nothing speaks against it', (error: Failure) => (error.kind === 'law' ? error.refusal : error));
  const of = (view: MatterView, id: string): MeasureView => view.measureViews.find((measure) => measure.id === id)!;
  const states = async (person: Person) => { const view = await person.client.matter(space); return all.map((id) => of(view, id).state); };

  beforeAll(async () => {
    people = await People.gather();
    [nairobi, paris, lyon] = [await people.admit('Asset Recovery Office', 'KE'), await people.admit('Parquet financier', 'FR'), await people.admit('Tribunal de Lyon', 'FR')];
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point');
    otieno = await people.enrol('Otieno Odhiambo', 'Asset Recovery Office', wanjiru);
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point');
    marc = await people.enrol('Marc Petit', 'Parquet financier', claire);
    jules = await people.enrol('Jules Roux', 'Tribunal de Lyon', people.officers[0], 'focal-point');
    await people.settled(wanjiru);
  });
  afterAll(async () => { await people.end(); });

  it('is not drafted for what the basis does not provide for', async () => {
    const measures = [{ id: records, assistance: 'SURVEILLANCE', sought: 'Surveillance' }];
    expect(await refusalOf(wanjiru.client.draftMatter(dossier({ measures })))).toMatchObject({ code: 'not-provided-for', article: 'UNCAC 46(3)' });
    expect(await refusalOf(wanjiru.client.draftMatter(dossier({ requested: nairobi })))).toMatchObject({ code: 'wrong-authority' });
    expect(await refusalOf(wanjiru.client.draftMatter(dossier({ basis: { ...basis, instruments: ['eaw'] } })))).toMatchObject({ code: 'not-governed' });
    expect(await wanjiru.client.matters()).toEqual([]);
    expect(await wanjiru.client.spaces()).toEqual([]);
  });

  it('is drafted, and says what it lacks by its article', async () => {
    space = await wanjiru.client.draftMatter(dossier({ title: 'Payments', sections: [] }));
    const view = await wanjiru.client.matter(space);
    expect(view).toMatchObject({ title: 'Payments', requesting: nairobi, requested: paris, side: 'requesting', state: 'DRAFT', urgent: true, measures: 3, waitingFor: 'us', transmittedAt: null, canEdit: true, refused: [] });
    expect(view.missing.filter(({ measure, wherePossible }) => measure === records && !wherePossible).map(({ part, article }) => [part, article])).toEqual(parts.map((part, i) => [part, `UNCAC 46(15)(${'abcdf'[i]})`]));
    await wanjiru.client.reviseMatter(space, dossier());
    expect((await wanjiru.client.matter(space)).missing.every(({ wherePossible }) => wherePossible)).toBe(true);
    await people.settled(wanjiru);
    expect(await wanjiru.client.matter(space)).toMatchObject({ title: 'Vessel payments', state: 'DRAFT', canEdit: true });
    expect(await wanjiru.client.space(space)).toMatchObject({ kind: 'request', title: 'Vessel payments', postQuantum: true, policy: { history: 'all', retention: null, hold: false } });
  });

  it('is for the requesting authority alone until it is transmitted', async () => {
    await expect(wanjiru.client.addMembers(space, [claire.id])).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await expect(take(wanjiru, all, { action: 'submit', addressees: [claire.id] })).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
  });

  it('is submitted to a second officer, who reads it from the beginning', async () => {
    await wanjiru.client.send(space, plain('Weak on the facts, between ourselves'));
    await take(wanjiru, all, { action: 'submit', addressees: [otieno.id] });
    await people.settled(wanjiru, otieno);
    await people.settled(wanjiru, otieno);
    expect(await states(otieno)).toEqual(['INTERNAL_REVIEW', 'INTERNAL_REVIEW', 'INTERNAL_REVIEW']);
    expect(await otieno.client.matter(space)).toMatchObject({ canEdit: false, side: 'requesting', waitingFor: 'us' });
    expect(await refusalOf(otieno.client.reviseMatter(space, dossier({ title: 'Another' })))).toMatchObject({ code: 'frozen', entry: 'INTERNAL_REVIEW' });
    expect(await texts(otieno.client, space)).toEqual(['Weak on the facts, between ourselves']);
  });

  it('goes back with reasons, and is submitted anew', async () => {
    await take(otieno, all, { action: 'return', words: { reasons: 'The facts want a date' } });
    await people.settled(otieno, wanjiru);
    expect(of(await wanjiru.client.matter(space), records).steps.at(-1)).toMatchObject({ action: 'return', actor: 'requesting', by: otieno.id, from: 'INTERNAL_REVIEW', to: 'DRAFT', words: { reasons: 'The facts want a date' } });
    await wanjiru.client.reviseMatter(space, dossier({ title: 'Vessel payments of 2026' }));
    await take(wanjiru, all, { action: 'submit' });
    await people.settled(wanjiru, otieno);
  });

  it('is not transmitted by whoever submitted it, nor in part, nor to others', async () => {
    const step = { action: 'transmit', addressees: [claire.id] };
    expect(await refusalOf(take(wanjiru, all, step))).toMatchObject({ code: 'second-officer' });
    expect(await refusalOf(take(otieno, [records], step))).toMatchObject({ code: 'whole-request' });
    await expect(take(otieno, all, { action: 'transmit', addressees: [jules.id] })).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    const open = async (person: Person) => of(await person.client.matter(space), records).open.find(({ action }) => action === 'transmit');
    expect([(await open(wanjiru))?.refusal?.code, (await open(otieno))?.refusal]).toEqual(['second-officer', null]);
    expect((await wanjiru.client.space(space)).members).toHaveLength(2);
  });

  it('is transmitted by the second, to people who cannot read the deliberation', async () => {
    const before = [...(await epochKeysOf(otieno, space)).keys()];
    await take(otieno, all, { action: 'transmit', addressees: [claire.id], deadline: '2030-01-01T00:00:00.000Z' as never });
    await people.settled(otieno, wanjiru, claire);
    await claire.client.addMembers(space, [marc.id]);
    await settled();
    for (const person of everybody()) {
      expect(await states(person)).toEqual(['TRANSMITTED', 'TRANSMITTED', 'TRANSMITTED']);
      expect(await person.client.alarms()).toEqual([]);
    }
    for (const person of [claire, marc]) {
      const view = await person.client.matter(space);
      expect(view).toMatchObject({ title: 'Vessel payments of 2026', side: 'requested', waitingFor: 'us', nextDue: '2030-01-01T00:00:00.000Z', sections: dossier().sections });
      expect(of(view, records).steps.map(({ action, attested, by, words }) => [action, attested, by, words])).toEqual([
        ['draft', true, wanjiru.id, {}], ['submit', true, wanjiru.id, {}], ['return', true, otieno.id, {}], ['submit', true, wanjiru.id, {}], ['transmit', false, otieno.id, {}],
      ]);
      expect(await texts(person.client, space)).toEqual([]);
      const held = await epochKeysOf(person, space);
      expect([held.size > 0, before.filter((epoch) => held.has(epoch))]).toEqual([true, []]);
    }
    const step = of(await claire.client.matter(space), records).steps.at(-1)!;
    expect((await claire.client.matter(space)).unread).toBe(1);
    await claire.client.markRead(space, step.seq!);
    expect((await claire.client.matter(space)).unread).toBe(0);
    expect(await claire.client.space(space)).toMatchObject({ canManage: true, policy: { history: { since: expect.any(String) } } });
    await expect(claire.client.setPolicy(space, { history: 'all' })).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await expect(claire.client.setPolicy(space, { retention: { days: 1 } })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    expect((await wanjiru.client.matter(space)).waitingFor).toBe('them');
  });

  it('refuses what the treaty does not allow, with its article', async () => {
    await does(claire, all, 'acknowledge');
    expect(await refusalOf(take(wanjiru, all, { action: 'assess' }))).toMatchObject({ code: 'not-your-step' });
    await does(marc, all, 'assess');
    const refuse = (grounds: string[], words: StepInput['words'] = { reasons: 'Because' }) => refusalOf(take(claire, [search], { action: 'refuse', grounds, words }));
    expect(await refuse(['NON_CONFORMING'])).toMatchObject({ code: 'gate', article: 'UNCAC 46(26)', entry: 'CONSULT_BEFORE_REFUSAL' });
    expect(await refuse(['BANK_SECRECY'])).toMatchObject({ code: 'barred-ground', article: 'UNCAC 46(8)' });
    expect(await refuse(['NO_DUAL_CRIMINALITY'], {})).toMatchObject({ code: 'missing', entry: 'reasons' });
    const open = of(await claire.client.matter(space), search).open.find(({ action }) => action === 'refuse')!;
    expect(open).toMatchObject({ mine: true, refusal: null });
    expect(open.grounds.find(({ id }) => id === 'NON_CONFORMING')?.refusal).toMatchObject({ code: 'gate', article: 'UNCAC 46(26)' });
    expect(open.grounds.find(({ id }) => id === 'NO_DUAL_CRIMINALITY')?.refusal).toBeNull();
  });

  it('goes each way by measure, and both sides see the same', async () => {
    await does(claire, [records], 'accept');
    await does(claire, [statement], 'intend', { words: { reasons: 'Only for this case' } });
    await does(wanjiru, [statement], 'accept-conditions', { words: { conditions: 'For this case only' } });
    await does(marc, [search], 'intend', { grounds: ['CONTRARY_TO_MLA_LEGAL_SYSTEM'] });
    await does(marc, [search], 'refuse', { grounds: ['CONTRARY_TO_MLA_LEGAL_SYSTEM'], words: { reasons: 'No court could order it' } });
    await does(claire, [records], 'execute');
    await does(claire, [statement], 'execute-in-part');
    expect(await states(wanjiru)).toEqual(['EXECUTED', 'PARTIALLY_EXECUTED', 'REFUSED']);
    const [ours, theirs] = [await wanjiru.client.matter(space), await marc.client.matter(space)];
    for (const id of all) {
      const [left, right] = [of(ours, id), of(theirs, id)];
      const told = ({ steps }: MeasureView) => steps.filter(({ attested, seq }) => !attested && seq! >= of(theirs, id).steps.find((step) => step.action === 'transmit')!.seq!);
      expect(told(left)).toEqual(told(right));
      expect([left.state, left.open.map(({ action }) => action), left.clocks, left.duties]).toEqual([right.state, right.open.map(({ action }) => action), right.clocks, right.duties]);
    }
    expect(of(ours, search).steps.at(-1)).toMatchObject({ action: 'refuse', grounds: ['CONTRARY_TO_MLA_LEGAL_SYSTEM'], words: { reasons: 'No court could order it' }, actor: 'requested', by: marc.id });
    expect(of(ours, statement).duties.map(({ id }) => id)).toContain('CONDITIONS');
    expect(ours.state).toBe('PARTIALLY_EXECUTED');
  });

  it('is forwarded to whoever executes, who acts in that function', async () => {
    const [own, mine] = [space, randomUUID()];
    space = await wanjiru.client.draftMatter(dossier({ title: 'Forwarded', measures: [{ id: mine, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }] }));
    await take(wanjiru, [mine], { action: 'submit', addressees: [otieno.id] });
    await people.settled(wanjiru, otieno);
    await take(otieno, [mine], { action: 'transmit', addressees: [claire.id] });
    await people.settled(otieno, claire);
    await take(claire, [mine], { action: 'acknowledge' });
    expect(await refusalOf(take(claire, [mine], { action: 'forward', addressees: [marc.id] }))).toMatchObject({ code: 'wrong-authority' });
    await take(claire, [mine], { action: 'forward', addressees: [jules.id] });
    await people.settled(claire, jules);
    await people.settled(claire, jules);
    expect(await jules.client.matter(space)).toMatchObject({ side: 'executing', executing: [lyon], waitingFor: 'us', state: 'FORWARDED' });
    await take(jules, [mine], { action: 'assess' });
    await people.settled(jules, wanjiru);
    expect(of(await wanjiru.client.matter(space), mine).steps.at(-1)).toMatchObject({ action: 'assess', actor: 'executing', by: jules.id });
    space = own;
  });

  it('is closed by both, measure by measure', async () => {
    await does(claire, [records, search], 'close');
    await does(wanjiru, [statement], 'close');
    for (const person of everybody()) {
      expect(await states(person)).toEqual(['CLOSED', 'CLOSED', 'CLOSED']);
      expect((await person.client.matters()).find((each) => each.space === space)).toMatchObject({ state: 'CLOSED', waitingFor: 'nobody' });
      expect(await person.client.alarms()).toEqual([]);
    }
  });

  it('is the same after a restart, and on a second device of either side', async () => {
    const seen = async (client: Person['client']) => ({ ...(await client.matter(space)), unread: 0 });
    const [before, theirs] = [await seen(wanjiru.client), await seen(claire.client)];
    await people.restart(wanjiru);
    await people.settled(wanjiru);
    expect(await seen(wanjiru.client)).toEqual(before);
    for (const [person, expected] of [[wanjiru, before], [claire, theirs]] as const) {
      const device = await people.another(person);
      await device.client.settled();
      expect(await seen(device.client)).toEqual(expected);
    }
  });
});

