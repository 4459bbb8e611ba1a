import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lawEdition } from '@comity/casework';
import { plain, type ComityEvent, type DossierInput, type Failure, type Marking, type MatterView, type MeasureView, type StepInput } from '@comity/sdk';
import type { AuthorityId, Instant, SpaceId } from '@comity/contracts';
import { epochKeysOf, vaultOf, valuesOf } from './insider.js';
import { People, texts, until, type Person } from './people.js';
import { Switch } from './switch.js';
import { fromUtf8, toBase64Url } from '@comity/e2ee';

const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];
const basis = { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition };

describe('a request between two authorities', () => {
  let people: People;
  /** Of the requesting authority: who drafts, and who reviews. Of the requested: two officers. Of the one that executes: one. */
  let wanjiru: Person, otieno: Person, claire: Person, marc: Person, jules: Person;
  let nairobi: AuthorityId, paris: AuthorityId, lyon: AuthorityId;
  /** Where the request stands; and where it was drafted. */
  let space: SpaceId, draft: SpaceId;
  const [line, theirLine] = [new Switch(), new Switch()];
  const [records, statement, search] = [randomUUID(), randomUUID(), randomUUID()];
  const all = [records, statement, search];
  const notices: ComityEvent[] = [];
  const marked = (marking: Partial<Marking>): Marking => ({ handling: 'none', restriction: null, evaluation: null, tlp: null, ...marking });

  const dossier = (change: Partial<DossierInput> = {}): DossierInput => ({
    requested: paris, basis, title: 'Vessel payments', urgent: true, sections: parts.map((part) => ({ part, text: `What there is to say of ${part} ${'x'.repeat(1_200)}` })),
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
    wanjiru = await people.enrol('Wanjiru Kamau', 'Asset Recovery Office', people.officers[0], 'focal-point', line.between);
    otieno = await people.enrol('Otieno Odhiambo', 'Asset Recovery Office', wanjiru);
    claire = await people.enrol('Claire Aubry', 'Parquet financier', people.officers[0], 'focal-point', theirLine.between);
    marc = await people.enrol('Marc Petit', 'Parquet financier', claire);
    jules = await people.enrol('Jules Roux', 'Tribunal de Lyon', people.officers[0], 'focal-point');
    await people.settled(wanjiru);
    claire.client.on((event) => { if (event.type === 'notice') notices.push(event); });
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
    draft = space = await wanjiru.client.draftMatter(dossier({ title: 'Payments to the minister', sections: [] }));
    const view = await wanjiru.client.matter(space);
    expect(view).toMatchObject({ space, draft: space, strangers: [], title: 'Payments to the minister', requesting: nairobi, requested: paris, side: 'requesting', state: 'DRAFT', urgent: true, measures: 3, waitingFor: 'us', transmittedAt: null, canEdit: true, refused: [] });
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
    await wanjiru.client.createTopic(space, 'The informant');
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
    // What could not be told the other side in one item does not even begin to go.
    await expect(take(otieno, all, { ...step, words: { reasons: '€'.repeat(20_000) } })).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    expect((await otieno.client.matter(space)).state).toBe('INTERNAL_REVIEW');
    const open = async (person: Person) => of(await person.client.matter(space), records).open.find(({ action }) => action === 'transmit');
    expect([(await open(wanjiru))?.refusal?.code, (await open(otieno))?.refusal]).toEqual(['second-officer', null]);
    expect((await wanjiru.client.space(space)).members).toHaveLength(2);
  });

  it('is transmitted by the second, to people who get nothing of the deliberation', async () => {
    // What a colleague wrote before and could not send yet stays where it was written.
    line.cut();
    // No clock decides what the other side reads.
    const platform = otieno.device.platform as { now: () => Date };
    const right = platform.now;
    platform.now = () => new Date(right().getTime() - 4 * 60_000);
    await wanjiru.client.send(draft, plain('Queued, between ourselves'));
    await take(otieno, all, { action: 'transmit', addressees: [claire.id], deadline: '2030-01-01T00:00:00.000Z' as never, words: { reasons: 'The vessel leaves soon' } });
    await people.settled(otieno, claire);
    line.mend();
    await settled();
    platform.now = right;
    const [{ space: found }] = (await otieno.client.matters()) as [MatterView];
    space = found;
    expect(space).not.toBe(draft);
    await claire.client.addMembers(space, [marc.id]);
    await settled();
    for (const person of everybody()) {
      expect(await states(person)).toEqual(['TRANSMITTED', 'TRANSMITTED', 'TRANSMITTED']);
      expect(await person.client.alarms()).toEqual([]);
      const view = await person.client.matter(space);
      expect(of(view, records).steps.map(({ action, attested, by, words }) => [action, attested, by, words])).toEqual([['draft', true, wanjiru.id, {}], ['submit', true, wanjiru.id, {}], ['transmit', false, otieno.id, { reasons: 'The vessel leaves soon' }]]);
      expect(view).toMatchObject({ space, title: 'Vessel payments of 2026', clocks: [{ at: '2030-01-01T00:00:00.000Z' }], sections: dossier().sections, refused: [], strangers: [] });
      expect((await person.client.matters()).map((each) => each.space)).toEqual([space]);
    }
    const keys = [...(await epochKeysOf(otieno, draft)).values()].map(({ key }) => toBase64Url(key));
    expect(keys.length).toBeGreaterThan(0);
    for (const person of [claire, marc]) {
      expect(await person.client.matter(space)).toMatchObject({ side: 'requested', waitingFor: 'us', draft: null });
      expect((await person.client.spaces()).map(({ id }) => id)).toEqual([space]);
      const held = [...(await valuesOf(person)).values(), ...(await vaultOf(person)).values()].map((value) => fromUtf8(value) ?? '').join('\n');
      expect(held).toContain('Vessel payments of 2026');
      expect(['between ourselves', 'The informant', 'to the minister', 'The facts want a date', draft, ...keys].filter((secret) => held.includes(secret))).toEqual([]);
    }
  });

  it('leaves the deliberation where it was, and says where it went', async () => {
    expect(await texts(wanjiru.client, draft)).toEqual(['Weak on the facts, between ourselves', 'Queued, between ourselves']);
    for (const person of [wanjiru, otieno]) {
      expect(await person.client.matter(draft)).toEqual(await person.client.matter(space));
      expect(await person.client.matter(space)).toMatchObject({ draft, side: 'requesting', waitingFor: 'them' });
      expect((await person.client.space(draft)).members).toHaveLength(2);
    }
    await expect(wanjiru.client.addMembers(draft, [claire.id])).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    expect(await refusalOf(wanjiru.client.reviseMatter(draft, dossier({ title: 'Another' })))).toMatchObject({ code: 'frozen' });
    const step = of(await claire.client.matter(space), records).steps.at(-1)!;
    expect((await claire.client.matter(space)).unread).toBe(1);
    const waiting = { kind: 'step', space, title: 'Vessel payments of 2026', action: 'transmit', count: 3, sender: otieno.id, at: expect.any(String), upTo: step.seq };
    expect(await claire.client.inbox()).toEqual([{ ...waiting, on: { id: expect.any(String), seq: step.seq } }]);
    expect(notices).toEqual([{ type: 'notice', space, kind: 'step' }]);
    await otieno.client.send(space, plain('Sent today, as announced'));
    await settled();
    await claire.client.markRead(space, step.seq!, 'steps');
    expect(await claire.client.matter(space)).toMatchObject({ unread: 1 });
    expect(await claire.client.inbox()).toMatchObject([{ kind: 'unread', text: 'Sent today, as announced' }]);
  });

  it('is read from its beginning by whoever comes in, whatever an owner would have otherwise', async () => {
    for (const person of [wanjiru, otieno, claire]) expect(await person.client.space(space)).toMatchObject({ canManage: true, policy: { history: 'all', retention: null } });
    await expect(claire.client.setPolicy(space, { history: 'none' })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await expect(wanjiru.client.setPolicy(draft, { history: { since: '2027-03-01T12:00:00.000Z' as never } })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
    await expect(claire.client.setPolicy(space, { retention: { days: 1 } })).rejects.toMatchObject({ problem: { code: 'not-acceptable' } });
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
    expect(await refusalOf(take(wanjiru, [statement], { action: 'accept-conditions', words: { conditions: 'As we like them' } }))).toMatchObject({ code: 'not-after-this', entry: 'offer-conditions', article: 'UNCAC 46(26)' });
    await does(claire, [statement], 'offer-conditions', { words: { conditions: 'For this case only' } });
    expect(of(await wanjiru.client.matter(space), statement).open.find(({ action }) => action === 'accept-conditions')).toMatchObject({ mine: true, refusal: null, offered: { member: 'conditions', text: 'For this case only' } });
    expect(await refusalOf(take(wanjiru, [statement], { action: 'accept-conditions', words: { conditions: 'For any case' } }))).toMatchObject({ code: 'other-conditions' });
    await does(wanjiru, [statement], 'accept-conditions');
    expect(await refusalOf(take(marc, [search], { action: 'intend', grounds: ['CONTRARY_TO_MLA_LEGAL_SYSTEM'] }))).toMatchObject({ code: 'missing', entry: 'reasons', article: 'UNCAC 46(26)' });
    await does(marc, [search], 'intend', { grounds: ['CONTRARY_TO_MLA_LEGAL_SYSTEM'], words: { reasons: 'No court could order it' } });
    await does(marc, [search], 'refuse', { grounds: ['CONTRARY_TO_MLA_LEGAL_SYSTEM'], words: { reasons: 'No court could order it' } });
    await does(claire, [records], 'execute');
    expect(await refusalOf(take(claire, [statement], { action: 'execute-in-part', words: { account: 'The first hearing' } }))).toMatchObject({ code: 'missing', entry: 'reasons' });
    await does(claire, [statement], 'execute-in-part', { words: { account: 'The first hearing', reasons: 'The witness fell ill' }, marking: marked({ handling: 'H1', tlp: 'green' }) });
    expect(await states(wanjiru)).toEqual(['EXECUTED', 'PARTIALLY_EXECUTED', 'REFUSED']);
    const [ours, theirs] = [await wanjiru.client.matter(space), await marc.client.matter(space)];
    for (const id of all) {
      const [left, right] = [of(ours, id), of(theirs, id)];
      expect(left.steps).toEqual(right.steps);
      expect([left.state, left.open.map(({ action }) => action), left.clocks, left.duties]).toEqual([right.state, right.open.map(({ action }) => action), right.clocks, right.duties]);
    }
    expect(of(ours, search).steps.at(-1)).toMatchObject({ action: 'refuse', grounds: ['CONTRARY_TO_MLA_LEGAL_SYSTEM'], words: { reasons: 'No court could order it' }, actor: 'requested', by: marc.id });
    expect(of(theirs, statement).steps.slice(-2)).toMatchObject([{ action: 'accept-conditions', words: { conditions: 'For this case only' }, accepts: { member: 'conditions', step: 7 } }, { action: 'execute-in-part', words: { account: 'The first hearing', reasons: 'The witness fell ill' }, marking: marked({ handling: 'H1', tlp: 'green' }) }]);
    expect(of(ours, statement).duties.map(({ id }) => id)).toContain('CONDITIONS');
    expect(ours.state).toBe('PARTIALLY_EXECUTED');
  });

  it('is forwarded to whoever executes, who acts in that function for what was forwarded', async () => {
    const [own, mine, other, held] = [space, randomUUID(), randomUUID(), randomUUID()];
    const asked = (id: string) => ({ id, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' });
    const forwarded = await wanjiru.client.draftMatter(dossier({ title: 'Forwarded', measures: [asked(mine), asked(other), asked(held)] }));
    space = forwarded;
    await take(wanjiru, [mine, other, held], { action: 'submit', addressees: [otieno.id] });
    await people.settled(wanjiru, otieno);
    // So near that its last reminder is due on whatever day of the week the test runs.
    const deadline = new Date(Date.now() + 2 * 3_600_000).toISOString() as Instant;
    await take(otieno, [mine, other, held], { action: 'transmit', addressees: [claire.id], deadline });
    await people.settled(otieno, claire, wanjiru);
    ({ space } = await wanjiru.client.matter(forwarded));
    const due = { kind: 'due', space, title: 'Forwarded', at: deadline, clock: 'SUGGESTED_DEADLINE', before: 1, alarm: null, custody: false };
    expect((await claire.client.inbox())[0]).toEqual({ ...due, count: 3 });
    expect((await otieno.client.inbox()).map(({ kind }) => kind)).not.toContain('due');
    await take(claire, [mine, other, held], { action: 'acknowledge' });
    expect(await refusalOf(take(claire, [mine], { action: 'forward', addressees: [marc.id] }))).toMatchObject({ code: 'wrong-authority' });
    await take(claire, [mine], { action: 'forward', addressees: [jules.id] });
    await people.settled(claire, jules);
    await people.settled(claire, jules);
    expect((await jules.client.inbox())[0]).toEqual({ ...due, count: 1 });
    expect(await jules.client.matter(space)).toMatchObject({ side: 'executing', executing: [lyon], waitingFor: 'us', draft: null });
    expect(await refusalOf(take(jules, [other], { action: 'assess' }))).toMatchObject({ code: 'no-party' });
    expect(of(await jules.client.matter(space), other).open.some((step) => step.mine)).toBe(false);
    await take(jules, [mine], { action: 'assess' });
    await people.settled(jules, wanjiru);
    expect(of(await wanjiru.client.matter(space), mine).steps.at(-1)).toMatchObject({ action: 'assess', actor: 'executing', by: jules.id });
    // Who is inside already needs no owner to come in.
    await claire.client.addMembers(space, [marc.id]);
    for (let round = 0; round < 2; round += 1) await people.settled(claire, marc, jules);
    await take(marc, [other], { action: 'forward', addressees: [jules.id] });
    await people.settled(marc, jules);
    expect(of(await jules.client.matter(space), other)).toMatchObject({ state: 'FORWARDED' });
    space = own;
  });

  it('goes out with the codes of its dossier and of the step that sends it, which nobody of the others weakens, and is not handed on against them', async () => {
    const [own, mine] = [space, randomUUID()];
    const input = dossier({ title: 'Marked', measures: [{ id: mine, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }] });
    const drafted = await wanjiru.client.draftMatter({ ...input, marking: marked({ handling: 'H1', evaluation: { source: 'B', information: 2 } }) });
    space = drafted;
    await wanjiru.client.addMembers(drafted, [otieno.id]);
    await people.settled(wanjiru, otieno);
    expect(await refusalOf(otieno.client.reviseMatter(drafted, { ...input, marking: marked({ handling: 'H3' }) }))).toMatchObject({ problem: { code: 'invalid-input' } });
    // What a colleague revises is not marked weaker by it; and stays as it was where nothing is said of it.
    for (const marking of [marked({ tlp: 'amber' }), undefined]) {
      await otieno.client.reviseMatter(drafted, { ...input, ...(marking && { marking }) });
      expect(await otieno.client.matter(drafted)).toMatchObject({ marking: { handling: 'H1', tlp: 'amber' }, floor: { handling: 'H1', tlp: null } });
    }
    await people.settled(otieno, wanjiru);
    await take(wanjiru, [mine], { action: 'submit' });
    await people.settled(wanjiru, otieno);
    const h3 = { handling: 'H3', restriction: 'Not for the press' } as const;
    await take(otieno, [mine], { action: 'transmit', addressees: [claire.id], words: { reasons: 'The broker knows of it' }, marking: marked(h3) });
    await people.settled(otieno, claire, wanjiru);
    await people.settled(otieno, claire, wanjiru);
    ({ space } = await wanjiru.client.matter(drafted));
    expect(space).not.toBe(drafted);
    for (const person of [wanjiru, otieno, claire]) {
      expect(await person.client.matter(space)).toMatchObject({ marking: { ...h3, tlp: 'amber' }, within: h3, transmission: { marking: { ...h3, tlp: 'amber' } } });
      expect(await person.client.alarms()).toEqual([]);
    }
    await take(claire, [mine], { action: 'acknowledge' });
    expect(await claire.client.matter(space)).toMatchObject({ keptBack: 'H3' });
    expect(await refusalOf(take(claire, [mine], { action: 'forward', addressees: [jules.id] }))).toMatchObject({ problem: { code: 'not-allowed', detail: 'H3' } });
    await take(claire, [mine], { action: 'assess' });
    await people.settled(claire, otieno);
    expect(of(await otieno.client.matter(space), mine)).toMatchObject({ state: 'UNDER_ASSESSMENT' });
    space = own;
  });

  it('takes in whom each side brings of its own, and from the requested side people of those who execute', async () => {
    const [ours, court, other] = [await people.enrol('Ruth Mwangi', 'Asset Recovery Office', wanjiru), await people.enrol('Nadia Blanc', 'Tribunal de Lyon', jules), await people.enrol('Paul Girard', 'Parquet financier', claire)];
    await people.settled(wanjiru, claire, jules);
    await until(claire.client, async () => (await claire.client.people()).some(({ id }) => id === court.id));
    const handedOn = (await claire.client.matters()).find(({ title }) => title === 'Forwarded')!.space;
    const refused = (person: Person, into: SpaceId, guest: Person) => expect(person.client.addMembers(into, [guest.id])).rejects.toMatchObject({ problem: { code: 'not-allowed', detail: 'each side brings in its own' } });
    const from = async (person: Person, of: SpaceId) => (await person.client.matter(of)).guestsFrom;
    expect([await from(wanjiru, handedOn), await from(claire, handedOn), await from(jules, handedOn), await from(claire, space)]).toEqual([[nairobi], [paris, lyon], [lyon], [paris]]);
    await refused(wanjiru, handedOn, court);
    await refused(wanjiru, handedOn, other);
    await refused(claire, handedOn, ours);
    // Where it was handed on to nobody, no court of the requested State comes in.
    await refused(claire, space, court);
    await claire.client.addMembers(handedOn, [court.id]);
    await wanjiru.client.addMembers(handedOn, [ours.id]);
    for (let round = 0; round < 2; round += 1) await people.settled(claire, wanjiru, court, ours);
    expect([(await court.client.matter(handedOn)).side, (await ours.client.matter(handedOn)).side]).toEqual(['executing', 'requesting']);
    // An owner of those who execute brings their own, and nobody else's.
    await claire.client.setOwner(handedOn, jules.id, true);
    for (let round = 0; round < 2; round += 1) await people.settled(claire, jules);
    await refused(jules, handedOn, other);
    const second = await people.enrol('Luc Faure', 'Tribunal de Lyon', jules);
    await people.settled(jules);
    await jules.client.addMembers(handedOn, [second.id]);
    for (let round = 0; round < 2; round += 1) await people.settled(jules, second, claire, wanjiru);
    expect((await claire.client.space(handedOn)).members).toEqual(expect.arrayContaining([second.id, court.id, ours.id]));
    // What came meanwhile under a code that forbids it keeps others out, whether they wait for a forwarding or are brought in; and not one's own.
    const late = [await people.enrol('Anne Morel', 'Tribunal de Lyon', jules), await people.enrol('Odile Roy', 'Parquet financier', claire)] as const;
    await people.settled(claire, jules, ...late);
    await until(claire.client, async () => (await claire.client.people()).some(({ id }) => id === late[0].id));
    const undone: ComityEvent[] = [];
    const off = claire.client.on((event) => { if (event.type === 'undone' && event.space === handedOn) undone.push(event); });
    const [begun, , held] = (await claire.client.matter(handedOn)).measureViews.map(({ id }) => id) as [string, string, string];
    theirLine.cut();
    await claire.client.takeStep(handedOn, [held], { action: 'forward', addressees: [late[0].id] });
    await wanjiru.client.takeStep(handedOn, [begun], { action: 'status-query', marking: marked({ handling: 'H2' }) });
    await people.settled(wanjiru);
    theirLine.mend();
    for (let round = 0; round < 2; round += 1) await people.settled(claire, wanjiru);
    expect([of(await wanjiru.client.matter(handedOn), held).state, undone]).toEqual(['FORWARDED', [{ type: 'undone', space: handedOn, problem: expect.objectContaining({ code: 'not-allowed', detail: 'H2' }) }]]);
    off();
    await expect(claire.client.addMembers(handedOn, [late[0].id])).rejects.toMatchObject({ problem: { code: 'not-allowed', detail: 'H2' } });
    await claire.client.addMembers(handedOn, [late[1].id]);
    expect((await claire.client.space(handedOn)).members.filter((person) => late.some(({ id }) => id === person))).toEqual([late[1].id]);
  });

  it('is shared as a draft, changed after that and reviewed again; postponed, resumed and withdrawn, and both sides see it', async () => {
    const [own, one, other] = [space, randomUUID(), randomUUID()];
    const given = dossier({ title: 'Shared', measures: [one, other].map((id) => ({ id, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' })) });
    const drafted = space = await wanjiru.client.draftMatter(given);
    const both = [one, other];
    const seen = async () => Promise.all([wanjiru, claire].map(async (person) => { const { state, measureViews } = await person.client.matter(space); return [state, ...measureViews.map((measure) => measure.state)]; }));
    await take(wanjiru, both, { action: 'submit', addressees: [otieno.id] });
    await settled();
    // Where nobody of those reads it who are to be asked, or it would be part of a request, it is not shared; of another step it is none.
    const [letter, talk, ours] = [path.join(await mkdtemp(path.join(tmpdir(), 'comity-draft-')), 'letter.docx'), await otieno.client.openDirect(claire.id), await otieno.client.openDirect(wanjiru.id)];
    const sharing = { text: 'A draft of a request, which this is not', marking: { ...plain('').marking, handling: 'H1' as const }, files: [] };
    for (const [action, to, code] of [['share-draft', ours, 'invalid-input'], ['share-draft', own, 'not-acceptable'], ['submit', talk, 'invalid-input']] as const) {
      await expect(take(otieno, both, { action, shares: { ...sharing, space: to } })).rejects.toMatchObject({ problem: { code } });
    }
    const before = await claire.client.matters();
    await writeFile(letter, 'Draft');
    const upload = await otieno.client.upload(talk, { path: letter });
    await take(otieno, both, { action: 'share-draft', shares: { ...sharing, space: talk, files: [upload] } });
    await settled();
    await rm(path.dirname(letter), { recursive: true });
    // Those who are asked read it, and have no request by it; whom it reached is noted.
    const [read] = (await claire.client.timeline(talk, 0, 10)).entries.filter((entry) => entry.type === 'message');
    expect(read).toMatchObject({ sender: otieno.id, text: 'A draft of a request, which this is not', handling: 'H1', files: [{ name: 'letter.docx', size: 5 }] });
    expect((await claire.client.matters()).map((each) => [each.space, each.state])).toEqual(before.map((each) => [each.space, each.state]));
    expect(of(await wanjiru.client.matter(space), one).steps.at(-1)).toMatchObject({ action: 'share-draft', by: otieno.id, words: { account: 'Claire Aubry (Parquet financier)' } });
    expect(await wanjiru.client.matter(space)).toMatchObject({ state: 'DRAFT_CONSULTATION', canEdit: true, reopens: true });
    await wanjiru.client.reviseMatter(space, { ...given, title: 'As we talked about' });
    await settled();
    expect(await otieno.client.matter(space)).toMatchObject({ title: 'As we talked about', state: 'DRAFT', reopens: false });
    await take(wanjiru, both, { action: 'submit' });
    expect(await refusalOf(take(wanjiru, both, { action: 'transmit', addressees: [claire.id] }))).toMatchObject({ code: 'second-officer' });
    await settled();
    await take(otieno, both, { action: 'transmit', addressees: [claire.id] });
    await settled();
    ({ space } = await wanjiru.client.matter(drafted));
    await does(claire, both, 'acknowledge');
    await does(claire, both, 'assess');
    await does(claire, [one], 'intend', { words: { reasons: 'The trial here begins in May' } });
    expect(await refusalOf(take(claire, [other], { action: 'postpone', grounds: ['INTERFERES_WITH_ONGOING_PROCEEDINGS'] }))).toMatchObject({ code: 'gate', article: 'UNCAC 46(26)' });
    await does(claire, [one], 'postpone', { grounds: ['INTERFERES_WITH_ONGOING_PROCEEDINGS'], words: { reasons: 'Until the verdict' } });
    expect(await seen()).toEqual([0, 1].map(() => ['UNDER_ASSESSMENT', 'POSTPONED', 'UNDER_ASSESSMENT']));
    await does(claire, [one], 'resume');
    expect(await seen()).toEqual([0, 1].map(() => ['UNDER_ASSESSMENT', 'UNDER_ASSESSMENT', 'UNDER_ASSESSMENT']));
    expect(await refusalOf(take(claire, [one], { action: 'withdraw' }))).toMatchObject({ code: 'not-your-step' });
    await does(wanjiru, [one], 'withdraw', { words: { reasons: 'She came by herself' } });
    expect(await seen()).toEqual([0, 1].map(() => ['UNDER_ASSESSMENT', 'WITHDRAWN', 'UNDER_ASSESSMENT']));
    expect(await refusalOf(take(claire, [one], { action: 'accept' }))).toMatchObject({ code: 'not-in-this-state' });
    await does(wanjiru, [other], 'withdraw');
    expect(await seen()).toEqual([0, 1].map(() => ['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN']));
    expect(of(await claire.client.matter(space), one).steps.at(-1)).toMatchObject({ action: 'withdraw', words: { reasons: 'She came by herself' } });
    space = own;
  });

  it('binds to give evidence back until it is given back or that is waived; and each side says what it has to say of confidence and disclosure', async () => {
    const [own, one, other] = [space, randomUUID(), randomUUID()];
    const both = [one, other];
    const wanted = ['IDENTITY_LOCATION_NATIONALITY', 'OFFENCE'];
    const drafted = space = await wanjiru.client.draftMatter(dossier({ title: 'The ledger', basis: { ...basis, instruments: ['ecma'] }, sections: [...parts, ...wanted].map((part) => ({ part, text: part })), measures: both.map((id) => ({ id, assistance: 'ORIGINAL_OR_CERTIFIED_RECORDS', sought: 'The ledger itself' })) }));
    await does(wanjiru, both, 'submit', { addressees: [otieno.id] });
    await does(otieno, both, 'transmit', { addressees: [claire.id] });
    ({ space } = await wanjiru.client.matter(drafted));
    for (const action of ['acknowledge', 'assess', 'accept']) await does(claire, both, action);
    expect(await refusalOf(take(wanjiru, [one], { action: 'return-evidence', words: { account: 'By courier' } }))).toMatchObject({ code: 'not-after-this', entry: 'execute', article: 'ECMA 6(2)' });
    await does(claire, both, 'execute');
    const bound = async (person: Person) => { const view = await person.client.matter(space); return both.map((id) => of(view, id).duties.some((duty) => duty.id === 'RETURN_OF_EVIDENCE')); };
    for (const person of [wanjiru, claire]) expect(await bound(person)).toEqual([true, true]);
    expect([await refusalOf(take(claire, [one], { action: 'return-evidence', words: { account: 'x' } })), await refusalOf(take(wanjiru, [one], { action: 'waive-return' }))]).toMatchObject([{ code: 'not-your-step' }, { code: 'not-your-step' }]);
    await does(wanjiru, [one], 'return-evidence', { words: { account: 'By courier, against a receipt' } });
    await does(claire, [other], 'waive-return', { words: { account: 'A copy is kept here' } });
    for (const person of [wanjiru, claire]) expect(await bound(person)).toEqual([false, false]);
    // 46(20), and the three of 46(19): of whoever each is for, along the way, and read by the other.
    for (const [person, action, words] of [[claire, 'cannot-keep-confidential', 'The hearing is public'], [wanjiru, 'notify-exculpatory-disclosure', 'To the defence of Mr X'], [claire, 'consult-on-disclosure', 'Not before the verdict, if that can be'], [wanjiru, 'inform-of-disclosure', 'The court ordered it today']] as const) {
      const [wrong, reader] = person === claire ? [wanjiru, wanjiru] : [claire, claire];
      expect(await refusalOf(take(wrong, [one], { action, words: { reasons: words } }))).toMatchObject({ code: 'not-your-step', article: action === 'cannot-keep-confidential' ? 'UNCAC 46(20)' : 'UNCAC 46(19)' });
      await does(person, [one], action, { words: { reasons: words } });
      expect(of(await reader.client.matter(space), one)).toMatchObject({ state: 'EXECUTED', steps: expect.arrayContaining([expect.objectContaining({ action, by: person.id, words: { reasons: words } })]) });
    }
    space = own;
  });

  it('is discarded as a draft by an owner, and stays to be read among what is over', async () => {
    const [own, one] = [space, randomUUID()];
    space = await wanjiru.client.draftMatter(dossier({ title: 'Not wanted', measures: [{ id: one, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }] }));
    await wanjiru.client.addMembers(space, [otieno.id]);
    await settled();
    const offered = async (person: Person) => of(await person.client.matter(space), one).open.flatMap(({ action }) => (action === 'discard' || action === 'submit' ? [action] : []));
    expect([await offered(wanjiru), await offered(otieno)]).toEqual([['submit', 'discard'], ['submit']]);
    await expect(take(otieno, [one], { action: 'discard' })).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
    await does(wanjiru, [one], 'discard', { words: { reasons: 'Asked of the police instead' } });
    for (const person of [wanjiru, otieno]) {
      expect((await person.client.matters()).find((each) => each.space === space)).toMatchObject({ title: 'Not wanted', state: 'DISCARDED', waitingFor: 'nobody', clocks: [] });
      expect(await person.client.matter(space)).toMatchObject({ canEdit: false, measureViews: [{ state: 'DISCARDED', open: [], steps: [{ action: 'draft' }, { action: 'discard', to: 'DISCARDED', words: { reasons: 'Asked of the police instead' } }] }] });
    }
    expect(await refusalOf(take(wanjiru, [one], { action: 'submit' }))).toMatchObject({ code: 'not-in-this-state' });
    expect(await refusalOf(wanjiru.client.reviseMatter(space, dossier({ title: 'After all' })))).toMatchObject({ code: 'frozen', entry: 'DISCARDED' });
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

  it('is put to another use only by consent of the other side, after closure too, and both have it in their ledger', async () => {
    const uses = async ({ client }: Person) => (await client.matters()).find((each) => each.space === space)!.uses;
    expect(await refusalOf(take(wanjiru, [search], { action: 'request-consent', words: { purpose: 'Another case' } }))).toMatchObject({ code: 'not-in-this-state' });
    await does(wanjiru, [statement], 'request-consent', { words: { purpose: 'Confiscation of the villa' } });
    expect(await refusalOf(take(wanjiru, [statement], { action: 'consent-to-use' }))).toMatchObject({ code: 'not-your-step', article: 'UNCAC 46(19)' });
    const waiting = async () => Promise.all([claire, wanjiru].map(async ({ client }) => (await client.matters()).find((each) => each.space === space)!.waitingFor));
    expect(await waiting()).toEqual(['us', 'them']);
    expect((await uses(claire)).map(({ measure, asked }) => [measure, asked])).toEqual([[records, []], [statement, [{ purpose: 'Confiscation of the villa', by: wanjiru.id, at: expect.any(String), answer: null }]]]);
    await does(claire, [statement], 'consent-to-use', { words: { conditions: 'With notice to us' } });
    expect(await waiting()).toEqual(['nobody', 'nobody']);
    for (const person of everybody()) {
      expect((await uses(person)).at(-1)).toMatchObject({ measure: statement, conditions: ['For this case only'], marking: { handling: 'H1', tlp: 'green' }, asked: [{ answer: { granted: true, words: 'With notice to us', by: claire.id } }] });
      expect((await states(person))[all.indexOf(statement)]).toBe('CLOSED');
    }
  });

  it('is not written by a clock that is ahead, before anything is made, and is once the clock is right', async () => {
    const another = dossier({ measures: [{ id: randomUUID(), assistance: 'SEARCH_SEIZE_FREEZE', sought: 'A search of the vessel' }] });
    const { platform } = otieno.device;
    await people.settled(...everybody(), ...everybody());
    const before = await otieno.client.matters();
    platform.now = () => new Date(people.clock.now().getTime() + 600_000);
    await people.restart(otieno);
    await people.settled(otieno);
    await expect(otieno.client.draftMatter(another)).rejects.toMatchObject({ kind: 'clock-ahead' });
    await expect(otieno.client.takeStep(space, [records], { action: 'status-query' })).rejects.toMatchObject({ kind: 'clock-ahead' });
    expect(await otieno.client.matters()).toEqual(before);
    platform.now = () => people.clock.now();
    await otieno.client.draftMatter(another);
    expect(await otieno.client.matters()).toHaveLength(before.length + 1);
    await people.settled(otieno);
  });

  it('is the same after a restart, on a second device of either side, and for a colleague of either side who comes late', async () => {
    const seen = async (client: Person['client']) => ({ ...(await client.matter(space)), unread: 0 });
    const [before, theirs] = [await seen(wanjiru.client), await seen(claire.client)];
    await people.restart(wanjiru, line.between);
    await people.settled(wanjiru);
    expect(await seen(wanjiru.client)).toEqual(before);
    for (const [person, expected] of [[wanjiru, before], [claire, theirs]] as const) {
      const device = await people.another(person);
      await device.client.settled();
      expect(await seen(device.client)).toEqual(expected);
      expect(await device.client.alarms()).toEqual([]);
    }
    const [ours, late] = [await people.enrol('Dora Dema', 'Asset Recovery Office', wanjiru), await people.enrol('Luc Lenoir', 'Parquet financier', claire)];
    for (const [person, owner, expected] of [[ours, wanjiru, { ...before, draft: null }], [late, claire, theirs]] as const) {
      await owner.client.addMembers(space, [person.id]);
      await people.settled(owner, person);
      await people.settled(owner, person);
      expect(await seen(person.client)).toEqual(expected);
      expect(await person.client.alarms()).toEqual([]);
    }
  });
});
