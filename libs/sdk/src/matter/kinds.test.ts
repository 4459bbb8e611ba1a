import { beforeAll, describe, expect, it } from '@jest/globals';
import { lawEdition, lifeCycles } from '@comity/casework';
import type { AuthorityId, DeviceId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { caseHash, decodeMessage, encodeMessage, noAnnex, ready, writeAnnex, type CaseContent, type Dossier, type Facts } from '@comity/e2ee';
import type { StepInput } from '../matters.js';
import { stepOf } from './compose.js';
import { deedOf, take, tellsOf, transmissionOf, type Matter, type Network } from './law.js';
import { dueFor, stepsOf, summaryOf, viewOf } from './view.js';

beforeAll(ready);

const uuid = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const [draft, shared, device] = [uuid<SpaceId>(1), uuid<SpaceId>(2), uuid<DeviceId>(3)];
const [nairobi, paris, lyon] = [uuid<AuthorityId>(10), uuid<AuthorityId>(11), uuid<AuthorityId>(12)];
const [ana, ben, cem, anaAnew, jules] = [uuid<PractitionerId>(20), uuid<PractitionerId>(21), uuid<PractitionerId>(22), uuid<PractitionerId>(23), uuid<PractitionerId>(24)];
const [one, two] = [uuid(30), uuid(31)];
const network: Network = { authorityOf: (person) => (person === cem ? paris : person === jules ? lyon : nairobi), stateOf: (authority) => (authority === nairobi ? 'KE' : 'FR'), humanOf: (person) => (person === anaAnew ? ana : person) };
const at = (minute: number) => new Date(Date.parse('2027-03-01T12:00:00.000Z') + minute * 60_000).toISOString() as Instant;
const section = (part: string) => ({ part, text: `About ${part}` });
const urgentParts = ['WARRANT_EXISTS_AND_REQUEST_FOLLOWS', 'OFFENCE_WHEN_AND_WHERE'].map(section);
const documents = ['JUDGMENT_OR_WARRANT', 'OFFENCES_TIME_PLACE_LAW', 'ENACTMENTS_IDENTITY'].map(section);
const base = { requesting: nairobi, requested: paris, title: 'The paymaster', urgent: true };
const person: Dossier = { ...base, kind: 'extradition', basis: { instruments: ['ece', 'uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, sections: urgentParts, measures: [{ id: one, assistance: null, sought: 'Jean Martin, born 1970' }, { id: two, assistance: null, sought: 'Anne Martin, born 1972' }] };
const asset: Dossier = { ...base, kind: 'asset', basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, sections: [], measures: [{ id: one, assistance: null, sought: 'The vessel Alba' }] };

/** The log of a space; its steps are for everything that is tracked, unless somebody says otherwise. */
class Log {
  matter: Matter | null = null;
  seq = 0;
  constructor(readonly space: SpaceId, public now: number, readonly founder = ana) {}
  tries(by: PractitionerId, content: CaseContent): string {
    const encoded = encodeMessage(content);
    if (!encoded.ok) return encoded.rule;
    const verdict = take(this.matter, { seq: (this.seq += 1), by, device, at: content.sentAt, hash: caseHash(this.space, by, encoded.bytes), content }, network, this.founder);
    if (verdict.ok) this.matter = verdict.matter;
    return verdict.ok ? 'stands' : `${verdict.refusal.code} ${verdict.refusal.entry}`;
  }
  writes(by: PractitionerId, dossier: Dossier) { return this.tries(by, { v: 1, type: 'dossier', after: this.matter?.dossiers.at(-1) ?? null, dossier, sentAt: at((this.now += 1)) }); }
  composed(input: StepInput, ids = this.matter!.measures.map(({ id }) => id)) {
    const out = ['transmit', 'request-provisional-arrest', 'request-tracing', 'receive-tip', 'complete'].includes(input.action);
    return stepOf(this.matter!, ids, input, { shared: out ? { space: shared, addressees: [cem] } : null }, at((this.now += 1)));
  }
  does(by: PractitionerId, action: string, more: Omit<StepInput, 'action'> = {}, ids?: string[]) { return this.tries(by, this.composed({ action, ...more }, ids)); }
  get states() { return this.matter!.measures.map(({ standing }) => standing.state); }
  view(of: PractitionerId = ana) { return viewOf(this.matter!, { space: this.space, draft: null, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { refused: [], enclosures: [], translations: [] }, { person: of, network, now: at(this.now) }); }
  /** Where both sides read it. */
  through(by: PractitionerId): Log {
    const log = new Log(shared, this.now, by);
    expect(log.tries(by, transmissionOf(this.matter!, at((log.now += 1))))).toBe('stands');
    expect(tellsOf(this.matter!, log.matter!.told!)).toBe(true);
    return log;
  }
}
const drafted = (dossier: Dossier): Log => {
  const log = new Log(draft, 0);
  expect([log.writes(ana, dossier), log.does(ana, lifeCycles.get(dossier.kind!)!.begin.action)]).toEqual(['stands', 'stands']);
  return log;
};
const arrested = (): Log => {
  const log = drafted(person);
  expect(log.does(ana, 'request-provisional-arrest')).toBe('stands');
  const there = log.through(ana);
  expect(there.does(cem, 'arrest', { date: at(there.now) })).toBe('stands');
  return there;
};
const full: Dossier = { ...person, sections: [...urgentParts, ...documents] };

describe('an extradition request', () => {
  it('is withdrawn as a whole while it is a draft, and person by person once both sides read it', () => {
    const log = drafted(person);
    expect([log.does(ana, 'withdraw', {}, [one]), log.does(ana, 'withdraw'), log.states]).toEqual(['whole-request withdraw', 'stands', ['WITHDRAWN', 'WITHDRAWN']]);
    expect([arrested().does(ana, 'withdraw', {}, [one])]).toEqual(['stands']);
  });

  it('goes out after review by a second officer, and is told with its review', () => {
    const log = drafted({ ...person, sections: documents });
    expect([log.does(ben, 'transmit'), log.does(ana, 'submit'), log.writes(ana, full), log.does(anaAnew, 'transmit'), log.does(ben, 'transmit', {}, [one]), log.does(ben, 'transmit')])
      .toEqual(['not-in-this-state transmit', 'stands', 'frozen INTERNAL_REVIEW', 'second-officer transmit', 'whole-request transmit', 'stands']);
    const there = log.through(ben);
    expect([there.states, stepsOf(there.matter!, there.matter!.measures[0]!, 0).map(({ action }) => action)]).toEqual([['REQUEST_TRANSMITTED', 'REQUEST_TRANSMITTED'], ['draft', 'submit', 'transmit']]);
    expect(there.view(cem)).toMatchObject({ kind: 'extradition', state: 'REQUEST_TRANSMITTED', waitingFor: 'us', canEdit: false, missing: [], transmission: { action: 'transmit', by: ben } });
  });

  it('asks for provisional arrest at once, by one officer, as the law lets it; never without what it has to state', () => {
    const log = drafted({ ...person, sections: [] });
    expect(log.does(ana, 'request-provisional-arrest')).toBe('content-missing WARRANT_EXISTS_AND_REQUEST_FOLLOWS');
    expect([log.writes(ana, person), log.does(ana, 'submit'), log.does(ben, 'return'), log.does(ana, 'request-provisional-arrest')]).toEqual(['stands', 'stands', 'stands', 'stands']);
    const there = log.through(ana);
    expect(stepsOf(there.matter!, there.matter!.measures[0]!, 0).map(({ action }) => action)).toEqual(['draft', 'request-provisional-arrest']);
    expect(deedOf(there.matter!.told!)).toBe('request-provisional-arrest');
    expect(there.view().missing.map(({ part, action, measure }) => [part, action, measure])).toEqual([one, two].flatMap((id) => documents.map(({ part }) => [part, 'send-request', id])));
  });

  it('is completed where both sides read it, in additions alone, and sent by another officer than whoever did so', () => {
    const log = arrested();
    expect([log.view().canEdit, log.view(cem).canEdit, log.view().waitingFor, log.does(ana, 'send-request')]).toEqual([true, false, 'us', 'content-missing JUDGMENT_OR_WARRANT']);
    expect([
      log.writes(cem, full), log.writes(ana, { ...full, title: 'Another' }), log.writes(ana, { ...full, sections: documents }), log.writes(ana, { ...full, measures: full.measures.slice(1) }),
      log.writes(ana, { ...full, sections: [{ ...urgentParts[0]!, text: 'Otherwise' }, urgentParts[1]!, ...documents] }), log.writes(ana, { ...full, kind: 'asset' }), log.writes(ana, { ...full, basis: { ...full.basis, periods: { PROVISIONAL_ARREST: 30 } } }),
    ]).toEqual(['no-party dossier', 'altered dossier', 'altered dossier', 'altered dossier', 'altered dossier', 'altered dossier', 'altered dossier']);
    const early = log.composed({ action: 'send-request' });
    expect(log.writes(ana, full)).toBe('stands');
    expect([log.tries(ben, early), log.does(cem, 'receive-request'), log.does(ana, 'send-request'), log.does(anaAnew, 'send-request')]).toEqual(['altered content', 'not-after-this send-request', 'second-officer send-request', 'second-officer send-request']);
    expect(log.view(ana).measureViews[0]!.open.find(({ action }) => action === 'send-request')).toMatchObject({ besides: false, refusal: { code: 'second-officer' } });
    expect([log.does(ben, 'send-request', {}, [one]), log.does(cem, 'receive-request', {}, [two]), log.does(cem, 'receive-request', {}, [one]), log.states]).toEqual(['stands', 'not-after-this send-request', 'stands', ['REQUEST_RECEIVED', 'PROVISIONALLY_ARRESTED']]);
  });

  it('keeps what hung on it when it is completed, and takes more', () => {
    const log = arrested();
    const piece = { of: full.sections[0]!.part, source: 'A'.repeat(43), by: ana, machine: false, text: 'أمر' };
    const hung = (...pieces: typeof piece[]) => ({ ...full, annex: writeAnnex({ ...noAnnex, translations: [{ language: 'ar', pieces }] })! });
    expect(log.writes(ana, hung(piece))).toBe('stands');
    expect([log.writes(ben, full), log.writes(ben, hung({ ...piece, by: ben, text: 'أخرى' })), log.writes(ben, { ...hung(piece), annex: { reference: 'Mine', ...hung(piece).annex } })]).toEqual(['altered dossier', 'altered dossier', 'altered dossier']);
    expect(log.writes(ben, hung(piece, { ...piece, of: 'title', by: ben }))).toBe('stands');
  });

  it('is not received with what one officer added after it was sent', () => {
    const log = arrested();
    // Whoever sent at once may send the whole, once a colleague completed it.
    expect([log.writes(ben, full), log.does(ana, 'send-request')]).toEqual(['stands', 'stands']);
    const there = arrested();
    expect([there.writes(ana, full), there.does(ben, 'send-request')]).toEqual(['stands', 'stands']);
    expect([there.writes(ana, { ...full, sections: [...full.sections, section('DESCRIPTION_OF_PERSON')] }), there.does(cem, 'receive-request'), there.does(ben, 'send-request'), there.does(cem, 'receive-request')]).toEqual(['stands', 'second-officer receive-request', 'stands', 'stands']);
  });

  it('is completed by nobody who saves it as it is', () => {
    const log = arrested();
    const completed = (): PractitionerId | null => log.matter!.completed;
    expect([log.writes(ana, person), completed(), log.writes(ana, full), completed(), log.writes(ben, full), completed()]).toEqual(['stands', null, 'stands', ana, 'stands', ana]);
    // Ben added nothing: it is still Ana's word alone.
    expect([log.does(ana, 'send-request'), log.does(ben, 'send-request'), completed(), log.writes(ana, full), completed(), log.does(cem, 'receive-request')]).toEqual(['second-officer send-request', 'stands', null, 'stands', null, 'stands']);
  });

  it('is forwarded to a court of the requested State, person by person, which decides in that function', () => {
    const log = arrested();
    const forwards = (by: PractitionerId, executing: AuthorityId, ids = [one]) => log.tries(by, stepOf(log.matter!, ids, { action: 'forward' }, { executing }, at((log.now += 1))));
    expect([forwards(ana, lyon), forwards(cem, nairobi), forwards(jules, lyon), log.does(jules, 'decline-arrest'), forwards(cem, lyon), log.states]).toEqual(['not-your-step forward', 'wrong-authority forward', 'no-party forward', 'no-party decline-arrest', 'stands', ['PROVISIONALLY_ARRESTED', 'PROVISIONALLY_ARRESTED']]);
    expect(log.view(jules)).toMatchObject({ side: 'executing', executing: [lyon], measureViews: [{ open: expect.arrayContaining([expect.objectContaining({ action: 'consent', mine: true })]) }, {}] });
    expect(log.view(cem).measureViews[0]!.open.find(({ action }) => action === 'forward')).toMatchObject({ article: 'ECE 12(1), 22', verified: false, besides: true, mine: true, refusal: null });
    expect([log.does(jules, 'consent', { date: at(log.now) }, [one]), log.does(jules, 'consent', { date: at(log.now) }, [two]), log.does(jules, 'grant', {}, [one]), log.states]).toEqual(['stands', 'no-party consent', 'stands', ['GRANTED', 'PROVISIONALLY_ARRESTED']]);
    expect(stepsOf(log.matter!, log.matter!.measures[0]!, 0).slice(-3).map(({ action, actor }) => `${actor} ${action}`)).toEqual(['requested forward', 'executing consent', 'executing grant']);
  });

  it('overtakes nobody when its dossier is completed, and tells a late receipt by its article', () => {
    const log = arrested();
    const record = log.composed({ action: 'record', record: 'TRANSIT' });
    expect([log.writes(ana, full), log.tries(cem, record)]).toEqual(['stands', 'stands']);
    expect(stepsOf(log.matter!, log.matter!.measures[0]!, 0).at(-1)).toMatchObject({ action: 'record', record: 'TRANSIT', route: null });
    log.now += 41 * 24 * 60;
    expect([log.does(ben, 'send-request'), log.does(cem, 'receive-request')]).toEqual(['stands', 'too-late PROVISIONAL_ARREST']);
    expect(log.view(cem).measureViews[0]!.open.find(({ action }) => action === 'receive-request')?.refusal).toMatchObject({ code: 'too-late', article: 'ECE 16(4)' });
    expect([log.does(cem, 'release'), log.does(cem, 'receive-request'), log.states]).toEqual(['stands', 'stands', ['REQUEST_RECEIVED', 'REQUEST_RECEIVED']]);
  });

  it('takes no step of another kind, and stays of its own', () => {
    const log = drafted(person);
    expect([log.does(ana, 'request-tracing'), log.does(ana, 'accept-conditions'), log.writes(ana, { ...asset, measures: person.measures }), log.writes(ana, { ...person, basis: { ...person.basis, instruments: ['ecma'] } })])
      .toEqual(['unknown-action request-tracing', 'unknown-action accept-conditions', 'altered dossier', 'not-governed extradition']);
    expect(log.does(ana, 'request-provisional-arrest')).toBe('stands');
    const there = log.through(ana);
    expect([there.does(cem, 'assess'), there.writes(ana, { ...full, kind: 'asset' })]).toEqual(['unknown-action assess', 'altered dossier']);
  });

  it('is believed of the other side as far as the law goes', () => {
    const log = drafted(person);
    expect(log.does(ana, 'request-provisional-arrest')).toBe('stands');
    const told = transmissionOf(log.matter!, at(log.now));
    const hears = (content: CaseContent) => new Log(shared, log.now).tries(ana, content);
    expect(hears({ ...told, before: told.before.slice(0, 1) })).toBe('whole-request transmit');
    expect(hears({ ...told, dossier: { ...told.dossier, kind: 'asset' } })).toBe('unknown-action draft');
    const alone = drafted({ ...person, sections: documents });
    expect([alone.does(ana, 'submit'), alone.does(ben, 'transmit')]).toEqual(['stands', 'stands']);
    const forged = transmissionOf(alone.matter!, at(alone.now));
    expect(new Log(shared, alone.now).tries(ana, { ...forged, before: forged.before.map((step) => ({ ...step, by: ana })) })).toBe('second-officer transmit');
    expect(new Log(shared, alone.now, ben).tries(ben, forged)).toBe('stands');
  });
});

describe('a person who was surrendered', () => {
  const [day, end] = [24 * 60, 45 * 24 * 60];
  const due = (log: Log, of: PractitionerId, days: number) => dueFor(log.matter!, { person: of, network, now: at(days * day), inside: [ana, ben, cem], remind: 'all' }).map(({ clock, at: until, before, alarm, measures }) => [clock, until, before, alarm, measures]);

  it('is bound by speciality until forty-five days after final discharge: whoever is bound is reminded of the end', () => {
    const log = arrested();
    expect([log.writes(ana, full), log.does(ben, 'send-request'), log.does(cem, 'receive-request'), log.does(cem, 'begin-proceedings'), log.does(cem, 'grant'), log.does(cem, 'schedule-surrender', { date: at(log.now), words: { place: 'Lyon' } }), log.does(cem, 'surrender', { date: at(log.now) })]).toEqual(Array(7).fill('stands'));
    const discharged = at(log.now);
    expect([log.does(ana, 'close'), log.does(ana, 'discharge-finally', { date: discharged })]).toEqual(['stands', 'stands']);
    const until = new Date(Date.parse(discharged) + end * 60_000).toISOString();
    expect([due(log, ana, 20), due(log, ana, 44.5), due(log, ana, 46), due(log, cem, 44.5)]).toEqual([[], [['SPECIALITY', until, 1, null, 2]], [], []]);
  });

  it('is late for nobody once the decision was notified and the surrender put off for a sentence here', () => {
    const log = arrested();
    expect([log.does(cem, 'consent', { date: at(log.now) }), log.does(cem, 'grant'), log.does(cem, 'notify-decision'), log.does(cem, 'postpone'), log.does(cem, 'close', {}, [one])]).toEqual(Array(5).fill('stands'));
    log.now = 30 * day;
    expect(log.view().measureViews.map(({ clocks }) => clocks.flatMap(({ id, status }) => (status === 'stopped' ? [] : [id])))).toEqual([[], []]);
    expect(log.view().clocks).toEqual([]);
  });
});

describe('an asset', () => {
  const traced = (): Log => {
    const log = drafted(asset);
    expect([log.does(ana, 'submit'), log.does(ana, 'request-tracing'), log.does(ben, 'request-tracing')]).toEqual(['stands', 'second-officer request-tracing', 'stands']);
    const there = log.through(ben);
    expect([there.does(cem, 'locate'), there.states]).toEqual(['stands', ['TRACED']]);
    return there;
  };
  const parts = (...ids: string[]): Dossier => ({ ...asset, sections: ids.map(section) });

  it('is known by what was noted of it, to which only more is added where both sides read it', () => {
    const known = (facts: Facts): Dossier => ({ ...asset, annex: writeAnnex({ ...noAnnex, assets: [{ of: one, facts }] })! });
    const log = drafted(known({ number: 'IMO 9074728' }));
    expect([log.writes(ana, known({ number: 'IMO 9074729' })), log.does(ana, 'submit'), log.does(ben, 'request-tracing')]).toEqual(['stands', 'stands', 'stands']);
    const there = log.through(ben);
    expect(there.view(cem).measureViews[0]!.facts).toEqual({ number: 'IMO 9074729' });
    const value = { amount: '9500000', currency: 'EUR' };
    expect([there.writes(ana, asset), there.writes(ana, known({ number: 'IMO 1', value })), there.writes(ana, known({ number: 'IMO 9074729', value })), there.matter!.completed, there.writes(ana, known({ number: 'IMO 9074729', value: { ...value, currency: 'USD' } }))])
      .toEqual(['altered dossier', 'altered dossier', 'stands', ana, 'altered dossier']);
    expect(there.view(cem).measureViews[0]!.facts).toEqual({ number: 'IMO 9074729', value });
  });

  it('is drafted, reviewed, traced; and frozen on what its dossier says by then', () => {
    const log = traced();
    expect(log.view()).toMatchObject({ kind: 'asset', state: 'TRACED', waitingFor: 'us', canEdit: true });
    expect(log.view().missing.filter(({ wherePossible }) => !wherePossible).map(({ part, action }) => `${part} ${action}`)).toEqual(['FACTS submit-foreign-order', 'ACTIONS submit-foreign-order', 'FACTS request-freezing', 'ACTIONS request-freezing']);
    expect([log.does(ana, 'request-freezing'), log.writes(ana, parts('FACTS', 'ACTIONS')), log.does(ana, 'request-freezing'), log.does(ben, 'request-freezing'), log.does(cem, 'freeze')])
      .toEqual(['content-missing FACTS', 'stands', 'second-officer request-freezing', 'stands', 'stands']);
    // A second officer stood by it: whoever wrote it may go on with it.
    expect(log.does(ana, 'choose-route', { route: 'NON_CONVICTION' })).toBe('stands');
  });

  it('is forwarded from tracing to the claims of others, to whoever freezes and confiscates', () => {
    const log = traced();
    const forwards = () => log.tries(cem, stepOf(log.matter!, [one], { action: 'forward' }, { executing: lyon }, at((log.now += 1))));
    expect([log.writes(ana, parts('FACTS', 'ACTIONS')), log.does(ben, 'request-freezing'), log.does(jules, 'freeze'), forwards(), log.does(jules, 'freeze'), log.does(ben, 'choose-route', { route: 'NON_CONVICTION' })]).toEqual(['stands', 'stands', 'no-party freeze', 'stands', 'stands', 'stands']);
    expect([log.does(jules, 'confiscate', { words: { order: 'No. 7', finality: 'Final' } }), log.does(jules, 'classify', { classification: 'OTHERWISE' }), forwards()]).toEqual(['stands', 'not-your-step classify', 'not-in-this-state forward']);
  });

  it('offers routes and classes with what speaks against each', () => {
    const log = traced();
    const open = (of: PractitionerId, action: string) => log.view(of).measureViews[0]!.open.find((step) => step.action === action)!;
    const route = open(ben, 'choose-route');
    expect(route).toMatchObject({ refusal: null, carries: ['route', 'content'] });
    expect(route.choices.map(({ list, id, article, refusal }) => [list, id, article, refusal?.entry ?? null])).toEqual([
      ['route', 'OBTAIN_ORDER', 'UNCAC 55(1)(a)', 'PROPERTY_DESCRIPTION'], ['route', 'ENFORCE', 'UNCAC 55(1)(b)', 'ADMISSIBLE_ORDER'], ['route', 'OWN_PROCEEDINGS', 'UNCAC 54(1)(b)', null], ['route', 'NON_CONVICTION', 'UNCAC 54(1)(c)', null], ['route', 'OWNERSHIP_CLAIM', 'UNCAC 53(c)', null],
    ]);
    expect([log.does(ben, 'choose-route', { route: 'OBTAIN_ORDER' }), log.does(ben, 'choose-route', { route: 'OWN_PROCEEDINGS' }), log.does(cem, 'confiscate', { words: { order: 'No. 7', finality: 'Final' } })]).toEqual(['content-missing PROPERTY_DESCRIPTION', 'stands', 'stands']);
    expect(open(cem, 'classify').choices.map(({ id, refusal }) => [id, refusal?.code ?? null])).toEqual([['EMBEZZLED_PUBLIC_FUNDS', 'not-after-this'], ['PRIOR_OWNERSHIP_OR_DAMAGE', 'not-after-this'], ['OTHERWISE', null]]);
    expect([log.does(cem, 'classify', { classification: 'EMBEZZLED_PUBLIC_FUNDS' }), log.does(cem, 'classify', { classification: 'OTHERWISE' })]).toEqual(['not-after-this EMBEZZLED_PUBLIC_FUNDS', 'stands']);
    expect(summaryOf(log.matter!, { space: shared, draft: null, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { person: cem, network, now: at(log.now) })).toMatchObject({ kind: 'asset', state: 'DISPOSITION_PENDING', waitingFor: 'us', measures: 1 });
  });
});

describe('another use of what was received', () => {
  const waiting = (log: Log) => [log.view(cem).waitingFor, log.view(ana).waitingFor];

  it('is asked for of a person who was surrendered, waits for whoever surrendered them, and stands in the ledger of both with the rule that binds', () => {
    const log = arrested();
    const now = () => at(log.now);
    expect([log.writes(ana, full), log.does(ben, 'send-request'), log.does(cem, 'receive-request'), log.does(cem, 'begin-proceedings'), log.does(cem, 'grant-on-condition', { words: { conditions: 'No trial in absence' } })]).toEqual(Array(5).fill('stands'));
    expect([log.does(cem, 'schedule-surrender', { date: now(), words: { place: 'Lyon' } }), log.view().uses, log.does(cem, 'surrender', { date: now() }), waiting(log)]).toEqual(['stands', [], 'stands', ['nobody', 'nobody']]);
    expect(log.does(ana, 'request-speciality-consent', { words: { purpose: 'Tax fraud of 2019' } }, [one])).toBe('stands');
    expect(waiting(log)).toEqual(['us', 'them']);
    expect(log.does(cem, 'consent-to-other-offence', { words: { conditions: 'Of 2019 alone' } })).toBe('stands');
    expect([waiting(log), log.states]).toEqual([['nobody', 'nobody'], ['SPECIALITY_CONSENT', 'SPECIALITY_CONSENT']]);
    expect(log.view().uses).toMatchObject([{ measure: one, conditions: ['No trial in absence'], limits: [{ id: 'SPECIALITY' }, { id: 'NO_RE_EXTRADITION' }, { id: 'CONDITIONS' }], asked: [{ purpose: 'Tax fraud of 2019', by: ana, answer: { granted: true, words: 'Of 2019 alone', by: cem } }] }, { measure: two, asked: [] }]);
  });

  it('is asked for of an asset that was returned by agreement, and agreed to once its matter was closed', () => {
    const log = drafted({ ...asset, sections: ['FACTS', 'ACTIONS'].map(section) });
    expect([log.does(ana, 'submit'), log.does(ben, 'request-tracing')]).toEqual(['stands', 'stands']);
    const there = log.through(ben);
    expect([
      there.does(cem, 'locate', { words: { account: 'In the port of Nice' } }), there.does(ana, 'choose-route', { route: 'OWN_PROCEEDINGS' }), there.does(cem, 'confiscate', { words: { order: 'No. 7', finality: 'Final' } }), there.does(cem, 'classify', { classification: 'OTHERWISE' }),
      there.does(cem, 'propose-agreement', { words: { agreement: 'For schools in Kisumu' } }), there.does(ana, 'agree'), there.does(cem, 'return-assets', { words: { account: 'Wired' } }), there.does(ana, 'report-end-use', { words: { report: 'Two schools' } }), there.does(ana, 'close'),
    ]).toEqual(Array(9).fill('stands'));
    expect([there.states, waiting(there), there.view().uses]).toMatchObject([['CLOSED'], ['nobody', 'nobody'], [{ conditions: ['For schools in Kisumu'], limits: [{ id: 'USE_LIMITATION' }, { id: 'CONDITIONS' }], asked: [] }]]);
    expect([there.does(cem, 'consent-to-use'), there.does(ana, 'request-consent', { words: { purpose: 'A clinic' } }), waiting(there), there.does(ana, 'request-consent', { words: { purpose: 'A road' } })]).toEqual(['not-after-this request-consent', 'stands', ['us', 'them'], 'not-after-this consent-to-use']);
    expect([there.does(cem, 'consent-to-use', { words: { conditions: 'In Kisumu' } }), there.states, waiting(there)]).toEqual(['stands', ['CLOSED'], ['nobody', 'nobody']]);
    expect(there.view(cem).uses).toMatchObject([{ asked: [{ purpose: 'A clinic', answer: { granted: true, words: 'In Kisumu', by: cem } }], unasked: [] }]);
  });

  it('is asked for of what was told of an asset, also after it was withdrawn', () => {
    const log = drafted(asset);
    expect([log.does(ana, 'submit'), log.does(ben, 'request-tracing')]).toEqual(['stands', 'stands']);
    const there = log.through(ben);
    const early = there.does(ana, 'request-consent', { words: { purpose: 'A tax assessment' } });
    expect([early, there.does(cem, 'locate', { words: { account: 'In the port of Nice' } }), there.does(ana, 'withdraw'), waiting(there)]).toEqual(['not-in-this-state request-consent', 'stands', 'stands', ['nobody', 'nobody']]);
    expect([there.does(ana, 'request-consent', { words: { purpose: 'A tax assessment' } }), waiting(there), there.does(cem, 'refuse-use', { words: { reasons: 'A fiscal matter' } }), waiting(there)]).toEqual(['stands', ['us', 'them'], 'stands', ['nobody', 'nobody']]);
    expect(there.view(cem).uses).toMatchObject([{ limits: [{ id: 'USE_LIMITATION', article: 'UNCAC 55(3)', verified: false }], asked: [{ purpose: 'A tax assessment', answer: { granted: false, words: 'A fiscal matter' } }] }]);
  });
});

it('every step that takes a request out can be written and read', () => {
  for (const { transitions } of lifeCycles.values()) for (const { action } of transitions.filter(({ sends }) => sends !== undefined)) {
    const encoded = encodeMessage({ v: 1, type: 'case-step', action, measures: [{ id: one, after: 'A'.repeat(43), carries: {} }], words: [], executing: null, shared: { space: shared, addressees: [cem] }, sentAt: at(0) });
    expect([action, encoded.ok && decodeMessage(encoded.bytes).ok]).toEqual([action, true]);
  }
});
