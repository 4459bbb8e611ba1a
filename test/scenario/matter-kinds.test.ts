import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { lawEdition } from '@comity/casework';
import { caseHash, encodeMessage, fromUtf8, type CaseContent, type DossierContent, type StepContent } from '@comity/e2ee';
import type { AuthorityId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import type { DossierInput, Failure, MatterKind, MeasureView, StepInput } from '@comity/sdk';
import { Forger } from './forger.js';
import { valuesOf } from './insider.js';
import { People, type Person } from './people.js';
import { nairobiAndParis, twoSides } from './two-sides.js';

const section = (part: string) => ({ part, text: `What there is to say of ${part}` });
const urgent = ['WARRANT_EXISTS_AND_REQUEST_FOLLOWS', 'OFFENCE_WHEN_AND_WHERE'].map(section);
const documents = ['JUDGMENT_OR_WARRANT', 'OFFENCES_TIME_PLACE_LAW', 'ENACTMENTS_IDENTITY'].map(section);
const day = 86_400_000;

describe('requests of other kinds between two authorities', () => {
  let people: People;
  let wanjiru: Person, otieno: Person, claire: Person;
  let paris: AuthorityId;
  const everybody = () => [wanjiru, otieno, claire];
  const settled = async () => { await people.settled(...everybody()); await people.settled(...everybody()); };
  const on = (days: number) => new Date(people.clock.now().getTime() + days * day).toISOString() as Instant;
  const refusalOf = (doing: Promise<unknown>) => doing.then(() => 'nothing speaks against it', (error: Failure) => (error.kind === 'law' ? error.refusal : error));
  const measure = async (person: Person, space: SpaceId): Promise<MeasureView> => (await person.client.matter(space)).measureViews[0]!;
  const input = (kind: MatterKind, id: string, sought: string, change: Partial<DossierInput> = {}): DossierInput => ({
    kind, requested: paris, basis: { instruments: kind === 'asset' ? ['uncac'] : ['ece', 'uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: sought, urgent: kind === 'extradition', sections: [], measures: [{ id, assistance: null, sought }], ...change,
  });

  /** Takes steps of one matter, one after another; both sides see each. */
  class Story {
    constructor(public space: SpaceId, readonly id: string) {}
    take(person: Person, action: string, more: Omit<StepInput, 'action'> = {}) { return person.client.takeStep(this.space, [this.id], { action, ...more }); }
    async does(person: Person, action: string, more: Omit<StepInput, 'action'> = {}): Promise<string | null> {
      await this.take(person, action, more);
      await settled();
      this.space = (await person.client.matter(this.space)).space;
      const seen = await Promise.all(everybody().map(async (each) => (await measure(each, this.space).catch(() => null))?.state));
      expect([action, new Set(seen.filter((state) => state !== undefined)).size]).toEqual([action, 1]);
      return seen[0]!;
    }
  }
  async function drafted(given: DossierInput): Promise<Story> {
    const space = await wanjiru.client.draftMatter(given);
    // A colleague deliberates with whoever drafts, also where nobody has to review.
    await wanjiru.client.addMembers(space, [otieno.id]);
    await settled();
    return new Story(space, given.measures[0]!.id);
  }

  beforeAll(async () => {
    people = await People.gather();
    ({ first: wanjiru, second: otieno, other: claire, asked: paris } = await twoSides(people, nairobiAndParis));
  });
  afterAll(async () => { await people.end(); });

  it('extradite a person: arrested at once, requested in time, granted, surrendered', async () => {
    const id = randomUUID();
    const given = input('extradition', id, 'Jean Martin, born 1970 in Mombasa');
    const story = await drafted(given);
    expect(await wanjiru.client.matter(story.space)).toMatchObject({ kind: 'extradition', state: 'DRAFT', canEdit: true, side: 'requesting', measureViews: [{ assistance: null, sought: 'Jean Martin, born 1970 in Mombasa' }] });
    expect(await refusalOf(story.take(wanjiru, 'request-provisional-arrest', { addressees: [claire.id] }))).toMatchObject({ code: 'content-missing', entry: 'WARRANT_EXISTS_AND_REQUEST_FOLLOWS', article: 'ECE 16(2)', verified: false });
    await wanjiru.client.reviseMatter(story.space, { ...given, sections: urgent });
    // The second officer is of the full request: the urgent one waits for nobody.
    expect(await story.does(wanjiru, 'request-provisional-arrest', { addressees: [claire.id] })).toBe('PROVISIONAL_ARREST_REQUESTED');
    expect(await claire.client.matter(story.space)).toMatchObject({ kind: 'extradition', side: 'requested', waitingFor: 'us', draft: null, canEdit: false, sections: urgent, transmission: { action: 'request-provisional-arrest', by: wanjiru.id } });
    expect((await measure(claire, story.space)).steps.map(({ action, attested }) => [action, attested])).toEqual([['draft', true], ['request-provisional-arrest', false]]);
    const arrest = on(0);
    expect(await story.does(claire, 'arrest', { date: arrest })).toBe('PROVISIONALLY_ARRESTED');
    for (const person of everybody()) expect((await measure(person, story.space)).clocks.find((clock) => clock.id === 'PROVISIONAL_ARREST')).toMatchObject({ article: 'ECE 16(4)', status: 'running', startedAt: arrest, dueAt: new Date(Date.parse(arrest) + 18 * day).toISOString(), latestAt: new Date(Date.parse(arrest) + 40 * day).toISOString() });
    for (const person of everybody()) expect((await person.client.matter(story.space)).clocks.find((clock) => clock.id === 'PROVISIONAL_ARREST')).toMatchObject({ meaning: 'lapse', custody: true, at: new Date(Date.parse(arrest) + 18 * day).toISOString() });
    // The full request: written by one, sent by the other, received in time.
    expect((await wanjiru.client.matter(story.space)).missing.map(({ part, article, action }) => [part, article, action])).toEqual(documents.map(({ part }) => [part, 'ECE 12(2)', 'send-request']));
    // What says nothing but another code is said as well.
    await wanjiru.client.reviseMatter(story.space, { ...given, sections: urgent, marking: { handling: 'H1', restriction: null, evaluation: null, tlp: null } });
    await wanjiru.client.reviseMatter(story.space, { ...given, sections: [...urgent, ...documents] });
    await settled();
    expect(await claire.client.matter(story.space)).toMatchObject({ marking: { handling: 'H1' } });
    expect(await refusalOf(story.take(claire, 'receive-request'))).toMatchObject({ code: 'not-after-this', entry: 'send-request' });
    expect(await refusalOf(story.take(wanjiru, 'send-request'))).toMatchObject({ code: 'second-officer' });
    expect(await refusalOf(otieno.client.reviseMatter(story.space, { ...given, sections: documents }))).toMatchObject({ code: 'altered' });
    expect(await story.does(otieno, 'send-request')).toBe('PROVISIONALLY_ARRESTED');
    expect(await story.does(claire, 'receive-request')).toBe('REQUEST_RECEIVED');
    expect((await measure(claire, story.space)).clocks.find((clock) => clock.id === 'PROVISIONAL_ARREST')?.status).toBe('stopped');
    expect((await claire.client.matter(story.space)).sections).toEqual([...urgent, ...documents]);
    expect(await refusalOf(wanjiru.client.reviseMatter(story.space, { ...given, sections: [...urgent, ...documents, section('DESCRIPTION_OF_PERSON')] }))).toMatchObject({ code: 'frozen' });
    await story.does(claire, 'ask', { limit: on(10), words: { question: 'Where was the warrant issued?' } });
    await story.does(otieno, 'supply', { words: { answer: 'In Mombasa, on 3 May' } });
    // Both sides read both.
    for (const person of [wanjiru, claire]) {
      expect((await measure(person, story.space)).steps.slice(-2).map(({ action, words }) => [action, words])).toEqual([['ask', { question: 'Where was the warrant issued?' }], ['supply', { answer: 'In Mombasa, on 3 May' }]]);
    }
    await story.does(claire, 'begin-proceedings');
    await story.does(claire, 'record', { record: 'PROPERTY_HANDOVER', words: { account: 'His passport and a ledger' } });
    expect(await story.does(claire, 'grant-on-condition', { words: { conditions: 'No trial in absence' } })).toBe('GRANTED_CONDITIONAL');
    expect((await measure(wanjiru, story.space)).duties).toMatchObject([{ id: 'CONDITIONS', bound: ['requesting'] }]);
    expect(await story.does(claire, 'schedule-surrender', { date: on(5), words: { place: 'Charles de Gaulle' } })).toBe('SURRENDER_SCHEDULED');
    expect(await story.does(claire, 'surrender', { date: on(0) })).toBe('SURRENDERED');
    expect((await measure(wanjiru, story.space)).duties.map((duty) => duty.id)).toEqual(expect.arrayContaining(['CONDITIONS', 'SPECIALITY', 'NO_RE_EXTRADITION']));
    expect(await story.does(wanjiru, 'close')).toBe('CLOSED');
    // Speciality outlives the closing: another offence is asked for, and the request waits for whoever surrendered.
    const listed = async (person: Person) => (await person.client.matters()).find(({ space }) => space === story.space)!;
    await story.does(wanjiru, 'request-speciality-consent', { words: { purpose: 'Tax fraud of 2019' } });
    expect([(await listed(claire)).waitingFor, (await listed(wanjiru)).waitingFor]).toEqual(['us', 'them']);
    expect(await story.does(claire, 'consent-to-other-offence', { words: { conditions: 'Of 2019 alone' } })).toBe('CLOSED');
    for (const person of everybody()) {
      expect(await listed(person)).toMatchObject({ kind: 'extradition', state: 'CLOSED', waitingFor: 'nobody', measures: 1, uses: [{ conditions: ['No trial in absence'], asked: [{ purpose: 'Tax fraud of 2019', answer: { granted: true, words: 'Of 2019 alone', by: claire.id } }] }] });
      expect(await person.client.alarms()).toEqual([]);
    }
  });

  it('receive nothing after the time of provisional arrest, and after a release again', async () => {
    const story = await drafted(input('extradition', randomUUID(), 'Anne Martin, born 1972', { sections: [...urgent, ...documents] }));
    await story.does(wanjiru, 'request-provisional-arrest', { addressees: [claire.id] });
    await story.does(claire, 'arrest', { date: on(-41) });
    // What was drafted by whoever sent at once has had no second pair of eyes.
    expect(await refusalOf(story.take(wanjiru, 'send-request'))).toMatchObject({ code: 'second-officer' });
    await story.does(otieno, 'send-request');
    expect(await refusalOf(story.take(claire, 'receive-request'))).toMatchObject({ code: 'too-late', article: 'ECE 16(4)', entry: 'PROVISIONAL_ARREST' });
    expect(await story.does(claire, 'release')).toBe('RELEASED');
    expect(await story.does(claire, 'receive-request')).toBe('REQUEST_RECEIVED');
    expect((await measure(wanjiru, story.space)).steps.at(-1)).toMatchObject({ action: 'receive-request', article: 'ECE 16(5)' });
    expect(await story.does(claire, 'consent', { date: on(0) })).toBe('SIMPLIFIED');
    expect(await story.does(claire, 'refuse', { grounds: ['NATIONAL'], words: { reasons: 'A national' } })).toBe('REFUSED');
    expect(await wanjiru.client.matter(story.space)).toMatchObject({ waitingFor: 'nobody', measureViews: [{ open: expect.arrayContaining([expect.objectContaining({ action: 'ask-for-prosecution', mine: true, besides: true, refusal: null })]) }] });
    expect(await story.does(otieno, 'ask-for-prosecution')).toBe('DOMESTIC_PROSECUTION');
  });

  it('recover an asset: traced, frozen, confiscated, returned, and its use reported', async () => {
    const id = randomUUID();
    const given = input('asset', id, 'The vessel Alba, in Marseille');
    const story = await drafted(given);
    await story.does(wanjiru, 'submit');
    expect(await refusalOf(story.take(wanjiru, 'request-tracing', { addressees: [claire.id] }))).toMatchObject({ code: 'second-officer' });
    expect(await story.does(otieno, 'request-tracing', { addressees: [claire.id] })).toBe('TRACING');
    expect(await claire.client.matter(story.space)).toMatchObject({ kind: 'asset', state: 'TRACING', side: 'requested', waitingFor: 'us' });
    expect(await refusalOf(story.take(claire, 'locate'))).toMatchObject({ code: 'missing', entry: 'account', article: 'UNCAC 55(2)' });
    expect(await story.does(claire, 'locate', { words: { account: 'In the old port, berth 7' } })).toBe('TRACED');
    expect(await refusalOf(story.take(otieno, 'request-freezing'))).toMatchObject({ code: 'content-missing', entry: 'FACTS', article: 'UNCAC 55(3)(c)' });
    const frozen = { ...given, sections: ['FACTS', 'ACTIONS', 'ORDER'].map(section) };
    await wanjiru.client.reviseMatter(story.space, frozen);
    await settled();
    await story.does(otieno, 'request-freezing', { words: { order: 'Of the High Court, No. 7' } });
    expect(await story.does(claire, 'freeze')).toBe('FROZEN');
    await story.does(claire, 'contemplate-lifting', { words: { reasons: 'Nobody asked further' } });
    expect(await story.does(claire, 'maintain')).toBe('FROZEN');
    expect(await refusalOf(story.take(otieno, 'choose-route', { route: 'ENFORCE' }))).toMatchObject({ code: 'content-missing', entry: 'ADMISSIBLE_ORDER', article: 'UNCAC 55(3)(b)' });
    await wanjiru.client.reviseMatter(story.space, { ...frozen, sections: [...frozen.sections, ...['ADMISSIBLE_ORDER', 'EXTENT', 'THIRD_PARTY_NOTICE_AND_DUE_PROCESS_STATEMENT', 'FINALITY_STATEMENT'].map(section)] });
    await settled();
    expect(await story.does(otieno, 'choose-route', { route: 'ENFORCE' })).toBe('CONFISCATION_PENDING');
    expect(await story.does(claire, 'confiscate', { words: { order: 'Of the court of Marseille', finality: 'Final since May' } })).toBe('CONFISCATED');
    expect(await story.does(claire, 'classify', { classification: 'EMBEZZLED_PUBLIC_FUNDS' })).toBe('DISPOSITION_PENDING');
    expect((await measure(wanjiru, story.space)).steps.at(-1)).toMatchObject({ action: 'classify', classification: 'EMBEZZLED_PUBLIC_FUNDS', route: null });
    // What one side proposes the other agrees to, and nobody alone.
    expect(await refusalOf(story.take(wanjiru, 'agree', { words: { agreement: 'All of it' } }))).toMatchObject({ code: 'not-after-this', entry: 'propose-agreement', article: 'UNCAC 57(5)' });
    await story.does(wanjiru, 'propose-agreement', { words: { agreement: 'All of it' } });
    await story.does(claire, 'propose-agreement', { words: { agreement: 'Less the costs of upkeep' } });
    expect(await refusalOf(story.take(claire, 'agree'))).toMatchObject({ code: 'not-your-step' });
    expect(await refusalOf(story.take(wanjiru, 'agree', { words: { agreement: 'All of it' } }))).toMatchObject({ code: 'other-conditions' });
    expect(await story.does(wanjiru, 'agree')).toBe('AGREED');
    expect((await measure(claire, story.space)).steps.at(-1)).toMatchObject({ action: 'agree', words: { agreement: 'Less the costs of upkeep' }, accepts: { member: 'agreement' } });
    expect(await story.does(claire, 'return-assets', { words: { account: 'The vessel, at Mombasa', expenses: 'Berth and guard: 40,000 EUR' } })).toBe('RETURNED');
    expect(await story.does(wanjiru, 'report-end-use', { words: { report: 'Two schools in Kisumu' } })).toBe('MONITORED');
    expect((await measure(claire, story.space)).steps.at(-1)).toMatchObject({ action: 'report-end-use', words: { report: 'Two schools in Kisumu' } });
    expect(await story.does(claire, 'close')).toBe('CLOSED');
    for (const person of everybody()) expect(await person.client.alarms()).toEqual([]);
  });

  it('let an asset be withdrawn by whoever asked for it, after which notices go on', async () => {
    const story = await drafted(input('asset', randomUUID(), 'A flat in Lille'));
    await story.does(wanjiru, 'submit');
    await story.does(otieno, 'request-tracing', { addressees: [claire.id] });
    expect(await story.does(wanjiru, 'withdraw', { words: { reasons: 'Sold years ago' } })).toBe('WITHDRAWN');
    for (const person of everybody()) expect((await person.client.matters()).find(({ space }) => space === story.space)).toMatchObject({ state: 'WITHDRAWN', waitingFor: 'nobody' });
    expect(await refusalOf(story.take(claire, 'locate', { words: { account: 'Rue Nationale' } }))).toMatchObject({ code: 'not-in-this-state' });
    expect(await story.does(claire, 'inform', { words: { account: 'The registry was told' } })).toBe('WITHDRAWN');
  });

  it('count custody from the minute of the arrest, alike on both sides', async () => {
    const story = await drafted(input('extradition', randomUUID(), 'Marie Roux, born 1980', { sections: urgent }));
    await story.does(wanjiru, 'request-provisional-arrest', { addressees: [claire.id] });
    const arrest = new Date(Math.floor(people.clock.now().getTime() / 60_000) * 60_000 - 95 * 60_000).toISOString() as Instant;
    expect(await refusalOf(story.take(claire, 'arrest', { date: on(1) }))).toMatchObject({ code: 'not-yet', entry: 'date' });
    await story.does(claire, 'arrest', { date: arrest });
    const later = new Date(Date.parse(arrest) - 60_000).toISOString() as Instant;
    expect(await refusalOf(story.take(claire, 'consent', { date: later }))).toMatchObject({ code: 'not-before-that', entry: 'date', article: '3AP 4' });
    const ends = new Date(Date.parse(arrest) + 18 * day).toISOString();
    for (const person of everybody()) {
      expect((await measure(person, story.space)).clocks.find(({ id }) => id === 'PROVISIONAL_ARREST')).toMatchObject({ startedAt: arrest, dueAt: ends, endsAt: ends, status: 'running' });
      expect((await person.client.matters()).find(({ space }) => space === story.space)!.alarms).toMatchObject([{ id: 'PROVISIONAL_ARREST', at: ends, since: arrest }]);
    }
    await story.does(claire, 'consent', { date: arrest });
  });

  it('stay of their kind, whatever somebody posts', async () => {
    const story = await drafted(input('extradition', randomUUID(), 'Paul Roux, born 1969', { sections: urgent }));
    await story.does(wanjiru, 'request-provisional-arrest', { addressees: [claire.id] });
    const forger = await Forger.of(wanjiru, story.space);
    const view = async (person: Person) => ({ ...(await person.client.matter(story.space)), refused: [], unread: 0 });
    const { dossier, hash } = await told(wanjiru, story.space);
    const refusal = async (content: CaseContent) => {
      const before = await Promise.all(everybody().map(view));
      const { seq } = await forger.post(content);
      await settled();
      expect(await Promise.all(everybody().map(view))).toEqual(before);
      return (await claire.client.matter(story.space)).refused.find((each) => each.seq === seq)?.refusal;
    };
    const at = people.clock.now().toISOString() as Instant;
    const revised = (change: Partial<DossierContent['dossier']>): DossierContent => ({ v: 1, type: 'dossier', after: hash, dossier: { ...dossier, ...change }, sentAt: at });
    expect(await refusal(revised({ kind: 'asset' }))).toMatchObject({ code: 'altered' });
    const { kind: _kind, ...bare } = dossier;
    expect(await refusal({ ...revised({}), dossier: { ...bare, measures: [{ id: story.id, assistance: 'SEARCH_SEIZE_FREEZE', sought: 'A search' }] } })).toMatchObject({ code: 'altered' });
    const step: StepContent = { v: 1, type: 'case-step', action: 'locate', measures: [{ id: story.id, after: hash, carries: {} }], words: [], executing: null, shared: null, sentAt: at };
    expect(await refusal(step)).toMatchObject({ code: 'unknown-action', entry: 'locate' });
    expect(await refusal({ ...step, action: 'accept-conditions' })).toMatchObject({ code: 'unknown-action' });
    expect(await refusalOf(story.take(wanjiru, 'accept-conditions'))).toMatchObject({ code: 'unknown-action' });
    expect(await refusalOf(wanjiru.client.reviseMatter(story.space, { ...input('asset', story.id, 'Paul Roux, born 1969'), sections: urgent }))).toMatchObject({ code: 'altered' });
    forger.close();
  });

  /** What a shared space begins with, and what its successors name that by. */
  async function told(person: Person, space: SpaceId) {
    const pages = await valuesOf(person, (name) => name.startsWith(`space/${space}/page/`));
    const entries = [...pages.values()].flatMap((page) => JSON.parse(fromUtf8(page)!) as { by: PractitionerId; content?: CaseContent | null }[]);
    const { by, content } = entries.find((each) => each.content?.type === 'transmission')!;
    if (content?.type !== 'transmission') throw new Error('nothing was told');
    const encoded = encodeMessage(content);
    if (!encoded.ok) throw new Error(encoded.rule);
    return { dossier: content.dossier, hash: caseHash(space, by, encoded.bytes) };
  }
});
