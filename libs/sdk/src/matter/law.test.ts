import { beforeAll, describe, expect, it } from '@jest/globals';
import { lawEdition } from '@comity/casework';
import type { AuthorityId, DeviceId, FileId, Instant, MeetingSessionId, PractitionerId, SpaceId } from '@comity/contracts';
import { caseHash, contentLimits, encodeFile, encodeMessage, enclosuresHash, noAnnex, ready, sourceHash, writeAnnex, writeSource, writeStepAnnex, type Annex, type CaseContent, type Dossier, type DossierContent, type DossierSource, type Enclosure, type EntryId, type StepContent, type TransmissionContent } from '@comity/e2ee';
import { expectBorne } from '../codes.js';
import type { Marking } from '../marking.js';
import type { StepInput } from '../matters.js';
import { dossierMarking, floorFor, keptBack, marked, markedBy, marksWithin, outgoing } from './codes.js';
import { referenceOf, stepOf } from './compose.js';
import { wroteOf } from './input.js';
import { owedWith, take, tellsOf, transmissionOf, type CaseItem, type Matter, type Network } from './law.js';
import { dueFor, stepsOf, summaryOf, viewOf } from './view.js';

beforeAll(ready);

const uuid = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const [space, sharedSpace] = [uuid<SpaceId>(1), uuid<SpaceId>(2)];
const device = uuid<DeviceId>(3);
const shared = { space: sharedSpace, addressees: [uuid<PractitionerId>(22)] };
const [nairobi, paris, lyon, rome] = [uuid<AuthorityId>(10), uuid<AuthorityId>(11), uuid<AuthorityId>(12), uuid<AuthorityId>(13)];
const [ana, ben, cem, anaAnew, stranger] = [uuid<PractitionerId>(20), uuid<PractitionerId>(21), uuid<PractitionerId>(22), uuid<PractitionerId>(23), uuid<PractitionerId>(24)];
const [one, two] = [uuid(30), uuid(31)];
const homes = new Map([[ana, nairobi], [ben, nairobi], [anaAnew, nairobi], [cem, paris], [stranger, rome]]);
const states = new Map([[nairobi, 'KE'], [paris, 'FR'], [lyon, 'FR'], [rome, 'IT']]);
const network: Network = { authorityOf: (person) => homes.get(person), stateOf: (authority) => states.get(authority), humanOf: (person) => (person === anaAnew ? ana : person) };
const at = (minute: number) => new Date(Date.parse('2027-03-01T12:00:00.000Z') + minute * 60_000).toISOString() as Instant;
const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];
const dossier: Dossier = {
  requesting: nairobi, requested: paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Payments', urgent: false,
  sections: parts.map((part) => ({ part, text: part })), measures: [{ id: one, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }, { id: two, assistance: 'SEARCH_SEIZE_FREEZE', sought: 'A search' }],
};

/** A log, as whoever reads it holds it. */
class Log {
  readonly items: CaseItem[] = [];
  matter: Matter | null = null;
  now = 0;
  constructor(readonly founder: PractitionerId = ana, readonly id = space) {}
  item(by: PractitionerId, content: CaseContent): CaseItem {
    const encoded = encodeMessage(content);
    if (!encoded.ok) throw new Error(encoded.rule);
    return { seq: this.items.length + 1, by, device, at: content.sentAt, hash: caseHash(this.id, by, encoded.bytes), content };
  }
  takes(item: CaseItem, as: Network = network): string {
    const verdict = take(this.matter, item, as, this.founder);
    if (!verdict.ok) return verdict.refusal.code;
    this.items.push(item);
    this.matter = verdict.matter;
    return 'stands';
  }
  tries(by: PractitionerId, content: CaseContent, change: Partial<CaseItem> = {}): string { return this.takes({ ...this.item(by, content), ...change }); }
  writes(by: PractitionerId, body: Dossier = dossier, change: Partial<DossierContent> = {}) { return this.tries(by, { v: 1, type: 'dossier', after: this.matter?.dossiers.at(-1) ?? null, dossier: body, sentAt: at((this.now += 1)), ...change }); }
  composed(input: StepInput, measures = [one, two]): StepContent { return stepOf(this.matter!, measures, input, { shared: input.action === 'transmit' || input.action === 'complete' ? shared : null }, at((this.now += 1))); }
  does(by: PractitionerId, action: string, more: Omit<StepInput, 'action'> = {}, measures = [one, two]) { return this.tries(by, this.composed({ action, ...more }, measures)); }
  forwards(by: PractitionerId, executing: AuthorityId, measures = [one, two]) { return this.tries(by, stepOf(this.matter!, measures, { action: 'forward' }, { executing }, at((this.now += 1)))); }
  get states() { return this.matter?.measures.map(({ standing }) => standing.state); }
  get told(): TransmissionContent { return transmissionOf(this.matter!, at(this.now)); }
}

/** As far as the review. */
function reviewed(): Log {
  const log = new Log();
  expect([log.writes(ana), log.does(ana, 'draft'), log.does(ana, 'submit')]).toEqual(['stands', 'stands', 'stands']);
  return log;
}
/** The draft, with the step that sends it out. */
function sent(): Log {
  const log = reviewed();
  expect(log.does(ben, 'transmit', { words: { reasons: 'The hearing is soon' } })).toBe('stands');
  return log;
}
/** The space of both sides, of whoever transmitted. */
function sharedLog(now: number): Log {
  const log = new Log(ben, sharedSpace);
  log.now = now;
  return log;
}
function transmitted(): Log {
  const draft = sent();
  const log = sharedLog(draft.now);
  expect(log.tries(ben, draft.told)).toBe('stands');
  return log;
}

describe('the dossier of a request', () => {
  it('is the requesting authority’s own', () => {
    const log = new Log();
    expect([log.writes(cem), log.writes(ben), log.writes(ana, { ...dossier, requesting: paris, requested: nairobi }), log.writes(ana, { ...dossier, requested: nairobi }), log.writes(ana, { ...dossier, requested: uuid(99) })]).toEqual(['not-the-founder', 'not-the-founder', 'no-party', 'wrong-authority', 'wrong-authority']);
    expect([log.writes(ana, { ...dossier, basis: { ...dossier.basis, instruments: ['eaw'] } }), log.writes(ana, { ...dossier, basis: { ...dossier.basis, periods: { SAFE_CONDUCT: 9_999 } } })]).toEqual(['not-governed', 'malformed']);
    expect([log.writes(ana), log.writes(cem), log.writes(cem, { ...dossier, requesting: paris, requested: nairobi }), log.writes(ben, { ...dossier, requesting: rome })]).toEqual(['stands', 'no-party', 'no-party', 'altered']);
  });

  it('is revised in the order of the log, by whoever saw the last one', () => {
    const log = new Log();
    log.writes(ana);
    const first = log.matter!.dossiers[0]!;
    expect([log.writes(ben, { ...dossier, title: 'By Ben' }), log.writes(ana, { ...dossier, title: 'By Ana' }, { after: first }), log.writes(ana, dossier, { after: null }), log.writes(ana, dossier, { after: 'A'.repeat(43) })]).toEqual(['stands', 'overtaken', 'wrong-predecessor', 'wrong-predecessor']);
    expect(log.matter!.dossier.title).toBe('By Ben');
  });

  it('keeps what was drafted of a measure, unless that asks for something else now', () => {
    const log = new Log();
    log.writes(ana);
    log.does(ana, 'draft');
    log.writes(ana, { ...dossier, measures: [{ ...dossier.measures[0]!, sought: 'Two statements' }, { ...dossier.measures[1]!, assistance: 'VOLUNTARY_APPEARANCE' }] });
    expect(log.states).toEqual(['DRAFT', null]);
    expect([log.does(ana, 'submit'), log.does(ana, 'draft', {}, [two]), log.does(ana, 'submit')]).toEqual(['not-in-this-state', 'stands', 'stands']);
  });

  it('is frozen while it is reviewed, and for good once it is transmitted, with all that the draft holds', () => {
    const log = reviewed();
    expect(log.writes(ana)).toBe('frozen');
    expect([log.does(ben, 'return', { words: { reasons: 'Too short' } }), log.writes(ana, { ...dossier, title: 'Longer' }), log.does(ana, 'submit'), log.does(ben, 'transmit'), log.writes(ana)]).toEqual(['stands', 'stands', 'stands', 'stands', 'frozen']);
    expect([log.does(ana, 'withdraw'), log.does(ana, 'status-query'), transmitted().writes(ben)]).toEqual(['frozen', 'frozen', 'frozen']);
  });
});

describe('a step', () => {
  it('is nobody’s before there is a dossier, and of nobody else', () => {
    const log = transmitted();
    const content = log.composed({ action: 'acknowledge' });
    expect(take(null, log.item(cem, content), network, ben)).toMatchObject({ refusal: { code: 'no-dossier' } });
    expect([log.tries(stranger, content), log.tries(ana, content), log.tries(cem, content)]).toEqual(['no-party', 'not-your-step', 'stands']);
  });

  it('stands for all of its measures or for none', () => {
    const log = transmitted();
    log.does(cem, 'acknowledge', {}, [one]);
    expect(log.does(cem, 'acknowledge')).toBe('not-in-this-state');
    expect(log.states).toEqual(['RECEIVED', 'TRANSMITTED']);
  });

  it('follows what was done last, dossiers among it', () => {
    const log = new Log();
    log.writes(ana);
    const early = log.composed({ action: 'draft' });
    log.writes(ben, { ...dossier, title: 'Meanwhile' });
    expect(log.tries(ana, early)).toBe('overtaken');
    expect([log.does(ana, 'draft'), log.does(ana, 'submit')]).toEqual(['stands', 'stands']);
    const late = log.composed({ action: 'return' });
    expect([log.does(ben, 'return'), log.tries(ben, late)]).toEqual(['stands', 'overtaken']);
    expect(log.tries(ana, { ...log.composed({ action: 'submit' }), measures: [{ id: one, after: 'A'.repeat(43), carries: {} }] })).toBe('wrong-predecessor');
    expect(log.tries(ana, { ...log.composed({ action: 'submit' }), measures: [{ id: uuid(77), after: 'A'.repeat(43), carries: {} }] })).toBe('unknown-measure');
  });

  it('says of the dossier what stands there, and of its time what the service can have seen', () => {
    const log = new Log();
    log.writes(ana);
    const draft = log.composed({ action: 'draft' }, [one]);
    expect(log.tries(ana, { ...draft, measures: draft.measures.map((measure) => ({ ...measure, carries: { assistance: 'SEARCH_SEIZE_FREEZE' } })) })).toBe('altered');
    expect([log.tries(ana, draft, { at: at(-4) }), log.tries(ana, log.composed({ action: 'submit' }, [one]), { at: at(0) })]).toEqual(['ahead-of-its-time', 'not-in-this-state']);
    expect(log.tries(ana, draft)).toBe('stands');
  });

  it('is not overtaken by what is said along the way, and moves nothing', () => {
    const log = transmitted();
    const [acknowledge, query] = [log.composed({ action: 'acknowledge' }), log.composed({ action: 'status-query' })];
    expect([log.does(ana, 'status-query'), log.does(ana, 'status-query'), log.tries(ana, query), log.tries(cem, { ...acknowledge, sentAt: at(log.now) }), log.tries(ana, query)]).toEqual(['stands', 'stands', 'before-its-predecessor', 'stands', 'overtaken']);
    expect(log.states).toEqual(['RECEIVED', 'RECEIVED']);
  });

  it('waits for whoever is asked how it stands, until they say so or go on', () => {
    const log = transmitted();
    const waiting = (): string[] => [cem, ana].map((person) => summaryOf(log.matter!, { space, source: null, draft: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { person, network, now: at(log.now) }).waitingFor);
    expect([log.does(cem, 'acknowledge'), log.does(cem, 'assess'), log.does(cem, 'accept'), log.does(cem, 'execute'), waiting()]).toEqual(['stands', 'stands', 'stands', 'stands', ['nobody', 'nobody']]);
    expect([log.does(ana, 'status-query', {}, [one]), waiting(), log.does(ana, 'status-query', {}, [one]), waiting()]).toEqual(['stands', ['us', 'them'], 'stands', ['us', 'them']]);
    // What is done for another measure is no answer to it.
    expect([log.does(cem, 'status-reply', { words: { answer: 'All of it went out' } }, [two]), waiting(), log.does(cem, 'status-reply', { words: { answer: 'All of it went out' } }, [one]), waiting()]).toEqual(['stands', ['us', 'them'], 'stands', ['nobody', 'nobody']]);
    expect([log.does(ana, 'status-query'), log.does(cem, 'see-alarm'), waiting(), log.does(cem, 'cannot-keep-confidential', { words: { reasons: 'A court asked' } }), waiting()]).toEqual(['stands', 'stands', ['us', 'them'], 'stands', ['nobody', 'nobody']]);
  });

  it('keeps a slow clock’s step after the one it follows', () => {
    const log = reviewed();
    const last = log.matter!.measures[0]!.standing.events.at(-1)!.at;
    expect(stepOf(log.matter!, [one], { action: 'return' }, {}, at(-600)).sentAt).toBe(last);
  });
});

describe('a transmission', () => {
  it('is of the whole request, by somebody else than who submitted it last, under whatever identity', () => {
    const log = reviewed();
    expect([log.does(ana, 'transmit'), log.does(anaAnew, 'transmit'), log.does(ben, 'transmit', {}, [one]), log.does(cem, 'transmit'), log.does(ben, 'transmit')]).toEqual(['second-officer', 'second-officer', 'whole-request', 'not-your-step', 'stands']);
    expect(log.states).toEqual(['TRANSMITTED', 'TRANSMITTED']);
  });

  it('is refused without what the treaty requires, by its article', () => {
    const log = new Log();
    log.writes(ana, { ...dossier, sections: dossier.sections.slice(1) });
    log.does(ana, 'draft');
    log.does(ana, 'submit');
    expect(take(log.matter, log.item(ben, log.composed({ action: 'transmit' })), network, ana)).toMatchObject({ refusal: { code: 'content-missing', article: 'UNCAC 46(15)(a)', entry: 'REQUESTING_AUTHORITY' } });
  });

  it('does not stand for whoever could not read all before it, and never for want of a key alone', () => {
    const log = reviewed();
    const [first, draft, submit] = log.items;
    const lie = log.item(ana, log.composed({ action: 'transmit' }));
    log.does(ben, 'transmit');
    const [transmit] = log.items.slice(-1);
    const read = (...items: (CaseItem | undefined)[]) => { const other = new Log(); return items.map((item) => other.takes(item!)).at(-1); };
    expect([read(first, draft, submit, transmit), read(first, submit, transmit), read(first, draft, transmit), read(draft, submit, transmit)]).toEqual(['stands', 'wrong-predecessor', 'wrong-predecessor', 'no-dossier']);
    expect([read(first, draft, submit, lie), read(first, draft, lie), read(lie)]).toEqual(['second-officer', 'wrong-predecessor', 'no-dossier']);
  });

  it('is for people of the requested authority, and says nothing of the parts that the dossier does not have', () => {
    const log = reviewed();
    const content = log.composed({ action: 'transmit' });
    expect(log.tries(ben, { ...content, shared: { ...shared, addressees: [cem, stranger] } })).toBe('wrong-authority');
    expect(log.tries(ben, { ...content, measures: content.measures.map((measure) => ({ ...measure, carries: { content: [...parts, 'IDENTITY_LOCATION_NATIONALITY'] } })) })).toBe('altered');
  });

  it('and a return at once are decided by the log, before anybody of the other side is there', () => {
    const log = reviewed();
    const [transmit, back] = [log.item(ben, log.composed({ action: 'transmit' })), log.item(ana, log.composed({ action: 'return' }))];
    const other = new Log();
    for (const item of log.items) other.takes(item);
    expect([log.takes(back), log.takes(transmit), log.matter!.sent]).toEqual(['stands', 'overtaken', null]);
    expect([other.takes(transmit), other.takes(back)]).toEqual(['stands', 'overtaken']);
    expect(other.matter!.sent).toEqual({ ...shared, by: ben, device, through: false });
  });

  it('is completed by a colleague, in another space: the first to say so in the log', () => {
    const log = sent();
    const elsewhere = { space: uuid<SpaceId>(5), addressees: [cem] };
    const [first, second] = [log.composed({ action: 'complete' }), log.composed({ action: 'complete' })];
    expect([log.tries(cem, first), log.tries(ana, { ...first, measures: first.measures.slice(1) }), log.tries(ana, { ...first, shared: { ...elsewhere, addressees: [ana] } }), log.tries(ana, { ...first, shared: elsewhere }), log.tries(ben, second)]).toEqual(['no-party', 'whole-request', 'wrong-authority', 'stands', 'overtaken']);
    expect(log.matter!.sent).toEqual({ ...elsewhere, by: ana, device, through: false });
    expect(log.does(ben, 'complete')).toBe('stands');
    expect(reviewed().does(ana, 'complete')).toBe('unknown-action');
    // Four eyes were on it: whoever submitted may carry it over, and cannot be taken for who transmitted.
    const carried = new Log(ana, elsewhere.space);
    expect(carried.tries(ana, log.told)).toBe('stands');
    expect(carried.matter!.measures[0]!.taken.map(({ by, attested }) => [by, attested])).toEqual([[ana, true], [ana, true], [ben, true]]);
  });

  it('is known to have come through by the word of whoever sent it, and goes nowhere else after that', () => {
    const log = sent();
    expect([log.does(ana, 'through'), log.does(ben, 'through'), log.does(ana, 'complete'), log.does(ben, 'through')]).toEqual(['no-party', 'stands', 'frozen', 'frozen']);
    expect(log.matter!.sent).toEqual({ ...shared, by: ben, device, through: true });
    const other = sent();
    expect([other.does(ana, 'complete'), other.does(ben, 'through'), other.does(ana, 'through')]).toEqual(['stands', 'no-party', 'stands']);
    expect(reviewed().does(ben, 'through')).toBe('unknown-action');
  });

  it('tells the other side the last draft, submission and transmission of each measure, and nothing of what was between', () => {
    const log = reviewed();
    for (let review = 0; review < 30; review += 1) expect([log.does(ben, 'return', { words: { reasons: 'Between us' } }), log.does(ana, 'submit')]).toEqual(['stands', 'stands']);
    log.does(ben, 'transmit', { words: { reasons: 'The hearing is soon' } });
    const { told } = log;
    expect(told.before.map(({ action, by, measures }) => [action, by, measures.length])).toEqual([['draft', ana, 2], ['submit', ana, 2], ['transmit', ben, 2]]);
    expect(told.words.map(({ text }) => text)).toEqual(['The hearing is soon']);
    expect(JSON.stringify(told)).not.toContain('Between us');
    const other = sharedLog(log.now);
    expect(other.tries(ben, told)).toBe('stands');
    const view = (matter: Matter) => matter.measures.map(({ standing: { state, events } }) => [state, { ...events.at(-1)!, seq: 0 }]);
    expect(view(other.matter!)).toEqual(view(log.matter!));
    expect(other.matter!.measures[0]!.taken.map(({ seq, attested, by, words }) => [seq, attested, by, words.length])).toEqual([[null, true, ana, 0], [null, true, ana, 0], [1, false, ben, 1]]);
  });

  it('fits into an item at its largest, however its measures came together', () => {
    const measures = Array.from({ length: contentLimits.measures }, (_, i) => ({ id: uuid(100 + i), assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }));
    const ids = measures.map(({ id }) => id);
    const big: Dossier = { ...dossier, measures, sections: parts.map((part, i) => ({ part, text: i === 2 || i === 3 ? 'x'.repeat(15_700) : part })) };
    const log = new Log();
    expect(log.writes(ana, big)).toBe('stands');
    for (const id of ids) log.does(ana, 'draft', {}, [id]);
    for (const id of ids) log.does(ana, 'submit', {}, [id]);
    expect(log.does(ben, 'transmit', {}, ids)).toBe('stands');
    expect([log.told.before.length, encodeMessage(log.told).ok]).toEqual([contentLimits.attestedSteps - ids.length + 1, true]);
  });

  it('is the founder’s alone, who is of the requesting authority, and made once', () => {
    const draft = sent();
    const { told } = draft;
    const log = sharedLog(draft.now);
    // Of somebody who came in beside, in whatever name.
    homes.set(uuid<PractitionerId>(25), paris);
    const turned = { ...told, dossier: { ...dossier, requesting: paris, requested: nairobi }, before: told.before.map((each) => ({ ...each, by: uuid<PractitionerId>(25) })) };
    expect([log.tries(cem, turned), log.tries(cem, told), log.tries(ana, told), log.tries(cem, { v: 1, type: 'dossier', after: null, dossier: turned.dossier, sentAt: at(log.now) })]).toEqual(['not-the-founder', 'not-the-founder', 'not-the-founder', 'not-the-founder']);
    expect([log.tries(ben, turned), log.tries(ben, told), log.tries(ben, told), log.tries(ben, { ...told, dossier: { ...dossier, title: 'Another' } })]).toEqual(['no-party', 'stands', 'frozen', 'frozen']);
    // Whoever does not read from the beginning judges nothing yet.
    expect(take(null, log.items[0]!, network, null)).toMatchObject({ refusal: { code: 'not-the-founder' } });
    expect(draft.tries(ana, told)).toBe('frozen');
  });

  it('is not believed when it tells what the law does not allow', () => {
    const draft = sent();
    const { told } = draft;
    const tries = (change: Partial<TransmissionContent>) => sharedLog(draft.now).tries(ben, { ...told, ...change });
    const by = (person: PractitionerId, action = '') => told.before.map((each) => (action === '' || each.action === action ? { ...each, by: person } : each));
    expect([
      tries({ before: told.before.slice(0, 2), words: [] }), tries({ before: told.before.slice(1) }), tries({ before: [] }), tries({ before: by(cem) }), tries({ before: by(ben) }), tries({ before: by(ben, 'submit') }), tries({ before: by(anaAnew, 'transmit') }),
      tries({ before: told.before.map((each) => ({ ...each, measures: each.measures.slice(0, 1) })) }), tries({ before: told.before.map((each) => ({ ...each, at: at(draft.now + 60) })) }),
      tries({ words: [] }), tries({ dossier: { ...dossier, requested: nairobi } }), tries({ dossier: { ...dossier, sections: dossier.sections.slice(1) } }),
      tries({ before: [...told.before, { action: 'acknowledge', by: cem, at: at(draft.now), measures: told.before[0]!.measures.map(({ id }) => ({ id, carries: {} })) }] }),
    ]).toEqual(['whole-request', 'not-in-this-state', 'whole-request', 'no-party', 'second-officer', 'second-officer', 'second-officer', 'whole-request', 'ahead-of-its-time', 'wrong-words', 'wrong-authority', 'altered', 'no-party']);
    expect(tries({})).toBe('stands');
  });

  it('on a treaty that this client has no rules of is refused by its name; and one that it can read may follow', () => {
    const draft = sent();
    const log = sharedLog(draft.now);
    const item = log.item(ben, { ...draft.told, dossier: { ...dossier, basis: { ...dossier.basis, instruments: ['uncac', 'nowhere-elsewhere'] } } });
    expect(take(null, item, network, ben)).toEqual({ ok: false, refusal: { code: 'unknown-instrument', entry: 'nowhere-elsewhere', article: '—', verified: true } });
    expect([log.takes(item), log.tries(cem, transmitted().composed({ action: 'acknowledge' })), log.tries(ben, draft.told)]).toEqual(['unknown-instrument', 'no-dossier', 'stands']);
  });

  it('is compared by whoever holds the draft, chain and all', () => {
    const draft = sent();
    const { told } = draft;
    expect(tellsOf(draft.matter!, told)).toBe(true);
    expect(tellsOf(draft.matter!, { ...told, sentAt: at(900) })).toBe(true);
    for (const change of [{ dossier: { ...dossier, title: 'Other' } }, { before: told.before.map((each) => ({ ...each, by: each.action === 'submit' ? ben : each.by })) }, { before: told.before.slice(1) }, { words: [] }]) expect(tellsOf(draft.matter!, { ...told, ...change })).toBe(false);
  });

  it('does not stand as long as somebody it names is not known, and does then', () => {
    const draft = sent();
    const log = sharedLog(draft.now);
    const stale: Network = { ...network, authorityOf: (person) => (person === ana ? undefined : homes.get(person)) };
    const item = log.item(ben, draft.told);
    expect([log.takes(item, stale), log.takes(item)]).toEqual(['no-party', 'stands']);
  });

  it('is dated by its sender, within what the service says', () => {
    const draft = sent();
    const log = sharedLog(draft.now);
    const item = log.item(ben, draft.told);
    const dated = (minutes: number) => ({ ...item, at: new Date(Date.parse(item.at) + minutes * 60_000).toISOString() as Instant });
    expect([log.takes(dated(-6)), log.takes(dated(-5))]).toEqual(['ahead-of-its-time', 'stands']);
  });
});

describe('the files of a step', () => {
  const enclosure = (n: number): Enclosure => ({ file: encodeFile({ id: uuid<FileId>(n), name: `result ${n}.pdf`, type: 'application/pdf', size: 70_000, key: new Uint8Array(32).fill(n), hash: new Uint8Array(32), preview: null }), sha256: 'ab'.repeat(32) });
  const executed = () => {
    const log = transmitted();
    for (const action of ['acknowledge', 'assess', 'accept']) log.does(cem, action);
    return log;
  };
  const result = (log: Log, enclosed: Enclosure[], action = 'execute', by = [one]) => stepOf(log.matter!, by, { action }, { enclosed }, at((log.now += 1)));

  it('stand in it for each of its measures, and are told with it; a step without any is what it was', () => {
    const log = executed();
    const bare = result(log, [], 'execute', [two]);
    expect([Object.keys(bare), bare.measures[0]!.carries]).toEqual([['v', 'type', 'action', 'measures', 'words', 'executing', 'shared', 'sentAt'], {}]);
    expect(log.tries(cem, result(log, [enclosure(7), enclosure(8)], 'execute', [one, two]))).toBe('stands');
    expect(log.matter!.measures.map(({ taken, standing: { events } }) => [taken.at(-1)!.enclosed.map(({ file }) => file.name), events.at(-1)!.carries.enclosures])).toEqual([0, 1].map(() => [['result 7.pdf', 'result 8.pdf'], enclosuresHash(writeStepAnnex([enclosure(7), enclosure(8)])!)]));
  });

  it('are those that it names by their hash, and nothing in their place', () => {
    const log = executed();
    const content = result(log, [enclosure(7)]);
    const { annex, ...without } = content;
    const [measure] = content.measures as [StepContent['measures'][number]];
    expect(log.tries(cem, { ...content, annex: writeStepAnnex([enclosure(8)])! })).toBe('wrong-words');
    expect(log.tries(cem, { ...content, annex: writeStepAnnex([{ ...enclosure(7), sha256: 'cd'.repeat(32) }])! })).toBe('wrong-words');
    expect(log.tries(cem, without)).toBe('wrong-words');
    expect(log.tries(cem, { ...content, measures: [{ ...measure, carries: {} }] })).toBe('wrong-words');
    const most = writeStepAnnex(Array.from({ length: 11 }, (_, n) => enclosure(n)))!;
    for (const wrong of [{}, { enclosures: [] }, { ...annex, more: 1 }, writeStepAnnex([enclosure(7), enclosure(7)])!, most]) expect(log.tries(cem, { ...content, annex: wrong })).toBe('malformed');
    expect(log.tries(cem, content)).toBe('stands');
  });

  it('come with what supplies or hands over, and with nothing else', () => {
    const log = executed();
    expect([log.tries(cem, result(log, [enclosure(7)], 'ask')), log.tries(ana, result(log, [enclosure(7)], 'status-query')), log.tries(ana, result(log, [enclosure(7)], 'withdraw'))]).toEqual(['not-carried-here', 'not-carried-here', 'not-carried-here']);
    expect(log.tries(ana, { ...referenceOf(log.matter!, 'KE 1', at((log.now += 1))), annex: writeStepAnnex([enclosure(7)])! })).toBe('wrong-words');
    expect(log.tries(cem, result(log, [enclosure(7)], 'status-reply'))).toBe('stands');
  });
});

describe('a forwarding', () => {
  it('names another authority of the requested State, whose people execute from then on what was forwarded to it, and nothing else', () => {
    const log = transmitted();
    log.does(cem, 'acknowledge');
    expect([log.forwards(cem, paris), log.forwards(cem, nairobi), log.forwards(cem, rome), log.forwards(cem, uuid(98)), log.forwards(cem, lyon, [one])]).toEqual(['wrong-authority', 'wrong-authority', 'wrong-authority', 'wrong-authority', 'stands']);
    homes.set(stranger, lyon);
    expect([log.does(stranger, 'assess', {}, [two]), log.does(stranger, 'assess'), log.does(stranger, 'assess', {}, [one]), log.matter!.measures[0]!.standing.events.at(-1)?.actor]).toEqual(['no-party', 'no-party', 'stands', 'executing']);
    expect(log.states).toEqual(['UNDER_ASSESSMENT', 'RECEIVED']);
    homes.set(stranger, rome);
  });
});

describe('what is said of a request among others', () => {
  const summary = (log: Log, now: string) => summaryOf(log.matter!, { space, draft: null, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { person: cem, network, now: now as Instant });
  const end = '2027-03-20T22:59:59.000Z' as Instant;
  const suggested = { id: 'SUGGESTED_DEADLINE', article: 'UNCAC 46(24)', verified: true, meaning: 'suggested', startedAt: '2027-03-01T12:04:00.000Z', at: end, actBy: { date: '2027-03-19', days: [{ state: 'FR', known: 'verified', authority: null, at: null }] }, paused: false, pausedIn: null, pausedSince: null, custody: false };

  it('names each moment at which a clock runs out once, with its article and the measures that it is of, also when it is over', () => {
    const draft = reviewed();
    draft.does(ben, 'transmit', { deadline: end });
    const log = sharedLog(draft.now);
    log.tries(ben, draft.told);
    expect(summary(log, '2027-03-10T12:00:00.000Z').clocks).toEqual([{ ...suggested, measures: 2 }]);
    expect(summary(log, '2027-04-10T12:00:00.000Z').clocks).toEqual([{ ...suggested, measures: 2 }]);
    log.does(cem, 'acknowledge');
    log.does(cem, 'assess');
    log.does(cem, 'declare-impossible', { words: { reasons: 'There is no such account' } }, [one]);
    expect(summary(log, '2027-04-10T12:00:00.000Z').clocks).toEqual([{ ...suggested, measures: 1 }]);
    log.does(ben, 'withdraw', {}, [two]);
    expect(summary(log, '2027-04-10T12:00:00.000Z').clocks).toEqual([]);
  });

  it('has no clock where no deadline was suggested', () => {
    expect(summary(transmitted(), '2027-03-10T12:00:00.000Z').clocks).toEqual([]);
  });
});

describe('a deadline', () => {
  it('is shown until the request is closed, also when it ran out', () => {
    const draft = reviewed();
    expect(draft.does(ben, 'transmit', { deadline: at(100) })).toBe('stands');
    const log = sharedLog(draft.now);
    expect(log.tries(ben, draft.told)).toBe('stands');
    const seen = (minute: number) => viewOf(log.matter!, { space: sharedSpace, draft: null, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { refused: [], enclosures: [], translations: [] }, { person: cem, network, now: at(minute) });
    const due = (minute: number) => seen(minute).clocks.map(({ at: until }) => until);
    const each = (minute: number) => seen(minute).measureViews.map(({ clocks }) => clocks.map(({ id, status }) => [id, status]));
    for (const action of ['acknowledge', 'assess', 'accept']) expect(log.does(cem, action)).toBe('stands');
    expect([due(99), due(101)]).toEqual([[at(100)], [at(100)]]);
    log.now = 200;
    expect(log.does(cem, 'execute-in-part')).toBe('stands');
    expect(due(300)).toEqual([at(100)]);
    const late = [['SUGGESTED_DEADLINE', 'over']];
    expect(each(300)).toEqual([late, late]);
    expect(log.does(cem, 'close', {}, [one])).toBe('stands');
    // Its page says no more of it than a list.
    expect([due(300), each(300)]).toEqual([[at(100)], [[], late]]);
    expect(log.does(cem, 'close', {}, [two])).toBe('stands');
    expect([due(300), each(300)]).toEqual([[], [[], []]]);
  });
  it('that was met is shown also once the request is closed', () => {
    const draft = reviewed();
    draft.does(ben, 'transmit', { deadline: at(100) });
    const log = sharedLog(draft.now);
    log.tries(ben, draft.told);
    for (const action of ['acknowledge', 'assess', 'accept', 'execute', 'close']) expect(log.does(cem, action)).toBe('stands');
    expect(viewOf(log.matter!, { space: sharedSpace, draft: null, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { refused: [], enclosures: [], translations: [] }, { person: cem, network, now: at(300) }).measureViews.map(({ clocks }) => clocks.map(({ status }) => status))).toEqual([['stopped'], ['stopped']]);
  });
  it('of a day that is past is not signed, and stands where it was before that was asked', () => {
    const draft = reviewed();
    const late = draft.composed({ action: 'transmit', deadline: at(draft.now) });
    expect([owedWith(draft.matter!, late, ben, network), draft.tries(ben, late)]).toMatchObject([{ code: 'too-late', entry: 'deadline', article: 'UNCAC 46(13)–(15)' }, 'stands']);
    expect(owedWith(reviewed().matter!, reviewed().composed({ action: 'transmit', deadline: at(100) }), ben, network)).toBeNull();
    const log = transmitted();
    for (const action of ['acknowledge', 'assess']) log.does(cem, action);
    expect(owedWith(log.matter!, log.composed({ action: 'ask', limit: at(0), words: { question: 'Which account?' } }), cem, network)).toMatchObject({ code: 'too-late', entry: 'limit', article: 'UNCAC 46(16)' });
  });
});

describe('what was received', () => {
  it('can be given back and told of where the measure went on, and is not offered where there is nothing', () => {
    const log = transmitted();
    for (const [action, ids] of [['acknowledge', [one, two]], ['assess', [one, two]], ['accept', [one, two]], ['execute-in-part', [one]], ['continue', [one]]] as const) expect(log.does(cem, action, {}, [...ids])).toBe('stands');
    const offers = (person: PractitionerId) => viewOf(log.matter!, { space: sharedSpace, draft: null, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { refused: [], enclosures: [], translations: [] }, { person, network, now: at(log.now) })
      .measureViews.map(({ open }) => open.filter(({ mine, refusal, besides }) => mine && besides && refusal === null).map(({ action }) => action));
    const received = ['notify-exculpatory-disclosure', 'inform-of-disclosure', 'request-consent', 'release-witness', 'return-evidence'];
    expect(offers(ana)).toEqual([['withdraw', 'status-query', ...received], ['withdraw', 'status-query']]);
    expect([log.does(ana, 'withdraw'), log.does(ana, 'close'), offers(ana), offers(cem)]).toEqual(['stands', 'stands', [['status-query', ...received], ['status-query']], [['status-reply', 'cannot-keep-confidential', 'consult-on-disclosure', 'waive-return'], ['status-reply', 'cannot-keep-confidential']]]);
  });
  it('is refused of whoever signs it all the same, where nothing was received', () => {
    const log = transmitted();
    for (const action of ['acknowledge', 'assess']) expect(log.does(cem, action)).toBe('stands');
    expect([log.does(ana, 'release-witness', { date: at(0) }, [one]), log.does(cem, 'waive-return', {}, [one])]).toEqual(['not-after-this', 'not-after-this']);
  });
  it('reminds whoever is bound of the end of safe conduct, also once the request is closed, and nobody once it is over', () => {
    const log = transmitted();
    for (const action of ['acknowledge', 'assess', 'accept', 'execute']) expect(log.does(cem, action)).toBe('stands');
    expect([log.does(ana, 'close'), log.does(ana, 'release-witness', { date: at(0) }, [one])]).toEqual(['stands', 'stands']);
    const day = 24 * 60;
    const due = (person: PractitionerId, days: number) => dueFor(log.matter!, { person, network, now: at(days * day), inside: [ana, ben, cem], remind: 'all' }).map(({ clock, at: end, before, alarm }) => [clock, end, before, alarm]);
    expect([due(ana, 7), due(ana, 8), due(ana, 14.5), due(ana, 15.5)]).toEqual([[], ...[7, 1].map((before) => [['SAFE_CONDUCT', at(15 * day), before, null]]), []]);
    expect([due(ben, 12), due(ben, 8), due(cem, 14.5)]).toEqual([[['SAFE_CONDUCT', at(15 * day), 3, null]], [], []]);
  });
});

describe('conditions', () => {
  const consulted = (): Log => {
    const log = transmitted();
    expect([log.does(cem, 'acknowledge'), log.does(cem, 'assess'), log.does(cem, 'intend', { words: { reasons: 'Not as it stands' } }, [one])]).toEqual(['stands', 'stands', 'stands']);
    return log;
  };
  const seen = (log: Log) => stepsOf(log.matter!, log.matter!.measures[0]!, 0);

  it('are accepted as they were offered, by the step that offered them, and not in other words', () => {
    const log = consulted();
    log.does(cem, 'offer-conditions', { words: { conditions: 'For this case only' } }, [one]);
    const [first] = log.composed({ action: 'accept-conditions' }, [one]).measures;
    log.does(cem, 'offer-conditions', { words: { conditions: 'For this case only, and returned by May' } }, [one]);
    expect([log.does(ana, 'accept-conditions', { words: { conditions: 'For whatever we like' } }, [one]), log.does(ana, 'accept-conditions', { words: { conditions: 'For this case only, and returned by May' } }, [one])]).toEqual(['other-conditions', 'other-conditions']);
    const composed = log.composed({ action: 'accept-conditions' }, [one]);
    const [measure] = composed.measures;
    expect(log.tries(ana, { ...composed, measures: [{ ...measure!, carries: first!.carries }] })).toBe('other-conditions');
    expect([composed.words, log.tries(ana, composed), log.states]).toEqual([[], 'stands', ['IN_EXECUTION', 'UNDER_ASSESSMENT']]);
    expect(seen(log).at(-1)).toMatchObject({ action: 'accept-conditions', words: { conditions: 'For this case only, and returned by May' }, accepts: { member: 'conditions', step: 8 } });
    expect(seen(log)[7]).toMatchObject({ action: 'offer-conditions', words: { conditions: 'For this case only, and returned by May' } });
  });

  it('are accepted for several measures at once, each as it was offered for that one and shown', () => {
    const log = transmitted();
    for (const action of ['acknowledge', 'assess']) log.does(cem, action);
    for (const [id, conditions] of [[one, 'For this case only'], [two, 'No death penalty']] as const) log.does(cem, 'intend', { words: { conditions } }, [id]);
    const shown = viewOf(log.matter!, { space: sharedSpace, draft: null, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { refused: [], enclosures: [], translations: [] }, { person: ana, network, now: at(log.now) }).measureViews.map(({ open }) => open.find(({ action }) => action === 'accept-conditions')!.offered!);
    expect(shown.map(({ text }) => text)).toEqual(['For this case only', 'No death penalty']);
    const [first, second] = shown.map(({ hash }) => hash);
    expect([log.does(ana, 'accept-conditions', { accepts: first! }), log.does(ana, 'accept-conditions', { accepts: { [one]: second!, [two]: first! } })]).toEqual(['other-conditions', 'other-conditions']);
    expect([log.does(ana, 'accept-conditions', { accepts: { [one]: first!, [two]: second! } }), log.states]).toEqual(['stands', ['IN_EXECUTION', 'IN_EXECUTION']]);
  });

  it('that the requesting side wrote itself, from before they were offered, are read as its own', () => {
    const log = consulted();
    const own = log.composed({ action: 'accept-conditions', words: { conditions: 'As we understand them' } }, [one]);
    expect(owedWith(log.matter!, own, ana, network)).toMatchObject({ code: 'not-after-this', entry: 'offer-conditions', article: 'UNCAC 46(26)' });
    expect([log.tries(ana, own), log.states![0]]).toEqual(['stands', 'IN_EXECUTION']);
    expect(seen(log).at(-1)).toMatchObject({ words: { conditions: 'As we understand them' }, accepts: { member: 'conditions', step: null } });
  });

  it('are offered with the intention to refuse, and stand beside what may be accepted', () => {
    const log = transmitted();
    for (const action of ['acknowledge', 'assess']) log.does(cem, action);
    expect(log.does(cem, 'intend', { words: { conditions: 'No death penalty' } }, [two])).toBe('stands');
    const view = viewOf(log.matter!, { space: sharedSpace, draft: null, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { refused: [], enclosures: [], translations: [] }, { person: ana, network, now: at(log.now) });
    expect(view.measureViews[1]!.open.find(({ action }) => action === 'accept-conditions')).toMatchObject({ mine: true, refusal: null, offered: { member: 'conditions', text: 'No death penalty' } });
    expect(log.does(ana, 'accept-conditions', {}, [two])).toBe('stands');
  });
});

describe('a draft', () => {
  it('that was shared informally goes out as it stands, or is drafted and reviewed anew when it is changed', () => {
    const log = reviewed();
    expect([log.does(ana, 'share-draft'), log.states]).toEqual(['stands', ['DRAFT_CONSULTATION', 'DRAFT_CONSULTATION']]);
    const anew = { ...dossier, title: 'After the talk' };
    const { edition: _, ...ofBefore } = dossier.basis;
    // What was written before it was shared, or by a client of before, begins nothing anew.
    expect([log.writes(ben, anew, { sentAt: at(log.now - 60) }), log.writes(ben, { ...anew, basis: ofBefore })]).toEqual(['frozen', 'frozen']);
    expect([log.writes(cem, anew), log.writes(ben, anew), log.states]).toEqual(['no-party', 'stands', [null, null]]);
    // Whoever submits it then does not send it: as the first time.
    expect(['draft', 'submit', 'transmit'].map((action) => log.does(ben, action))).toEqual(['stands', 'stands', 'second-officer']);
    expect([log.does(ana, 'transmit'), log.told.dossier.title, log.told.before.map(({ action, by }) => [action, by])]).toEqual(['stands', 'After the talk', [['draft', ben], ['submit', ben], ['transmit', ana]]]);
  });

  it('is discarded as a whole, after which nothing goes on in it', () => {
    const log = reviewed();
    expect([log.does(cem, 'discard'), log.does(ana, 'discard', {}, [one]), log.does(ana, 'discard', { words: { reasons: 'Settled otherwise' } })]).toEqual(['not-your-step', 'whole-request', 'stands']);
    expect([log.does(ben, 'transmit'), log.does(ben, 'return'), log.writes(ana, { ...dossier, title: 'Once more' })]).toEqual(['not-in-this-state', 'not-in-this-state', 'frozen']);
    expect(summaryOf(log.matter!, { space, source: null, draft: space, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { person: ana, network, now: at(log.now) })).toMatchObject({ state: 'DISCARDED', waitingFor: 'nobody', clocks: [] });
  });
});

describe('what hangs on a request', () => {
  const piece = (by: PractitionerId, text = 'أدلة') => ({ of: 'PURPOSE', source: sourceHash('PURPOSE'), by, machine: false, text });
  const hung = (change: Partial<Annex>): Dossier => ({ ...dossier, annex: writeAnnex({ ...noAnnex, ...change })! });
  const translated = (...pieces: ReturnType<typeof piece>[]) => hung({ translations: [{ language: 'ar', pieces }] });

  it('knows where a draft comes from as the last dossier has it, and tells nothing of it to the other side', () => {
    const from: DossierSource = { place: { kind: 'meeting', space: sharedSpace, entry: 'A'.repeat(43) as EntryId, session: uuid(90) as MeetingSessionId }, use: 'intelligence', by: cem, at: at(1), words: 'The account is at the harbour bank', handling: 'H1', restriction: null, evaluation: null, tlp: null };
    const log = new Log();
    expect([log.writes(ana, dossier, { source: { ...writeSource(from), use: 'rumour' } }), log.matter, log.writes(ana, dossier, { source: writeSource(from) })]).toEqual(['malformed', null, 'stands']);
    expect(log.matter!.source).toEqual(from);
    expect([log.does(ana, 'draft'), log.writes(ana, dossier, { source: writeSource({ ...from, use: 'evidence' }) }), log.matter!.source?.use]).toEqual(['stands', 'stands', 'evidence']);
    expect([log.does(ana, 'submit'), log.does(ben, 'transmit', { words: { reasons: 'The hearing is soon' } })]).toEqual(['stands', 'stands']);
    expect(JSON.stringify(log.told)).not.toContain('harbour bank');
    const there = sharedLog(log.now);
    expect([there.tries(ben, log.told), there.matter!.source, tellsOf(log.matter!, there.matter!.told!)]).toEqual(['stands', null, true]);
    const plain = new Log();
    expect([plain.writes(ana, dossier, { source: writeSource(from) }), plain.writes(ana), plain.matter!.source]).toEqual(['stands', 'stands', null]);
  });

  it('does not stand in another form; a translation is of whoever signs it, or as it stood', () => {
    const log = new Log();
    expect([log.writes(ana, { ...dossier, annex: { reference: 7 } }), log.writes(ana, translated(piece(ben))), log.writes(ana, translated(piece(ana)))]).toEqual(['malformed', 'altered', 'stands']);
    expect([log.writes(ben, translated(piece(ana, 'Of Ana, says Ben'))), log.writes(ben, translated(piece(ana)))]).toEqual(['altered', 'stands']);
  });

  it('goes to the other side with the request, under both officers’ signatures', () => {
    const log = new Log();
    expect([log.writes(ana, { ...translated(piece(ana)), annex: { reference: 'FE 118', ...translated(piece(ana)).annex } }), log.does(ana, 'draft'), log.does(ana, 'submit'), log.does(ben, 'transmit')]).toEqual(['stands', 'stands', 'stands', 'stands']);
    const there = sharedLog(log.now);
    expect(there.tries(ben, log.told)).toBe('stands');
    expect(there.matter).toMatchObject({ annex: log.matter!.annex, references: { [nairobi]: 'FE 118' } });
    expect(tellsOf(log.matter!, { ...log.told, dossier: { ...log.told.dossier, annex: hung({ reference: 'Another' }).annex! } })).toBe(false);
  });

  it('goes there with translations of the requesting authority alone', () => {
    const log = sent();
    const said = (by: PractitionerId) => sharedLog(log.now).tries(ben, { ...log.told, dossier: translated(piece(ana), { ...piece(by), of: 'FACTS_SUMMARY', source: sourceHash('FACTS_SUMMARY') }) });
    expect([said(cem), said(stranger), said(uuid(99)), said(ana)]).toEqual(['altered', 'altered', 'altered', 'stands']);
  });

  it('is called by each side as it likes among its own files, where both read it, by the last word', () => {
    const draft = new Log();
    draft.writes(ana);
    const called = (log: Log, by: PractitionerId, reference: string | null, change: Partial<StepContent> = {}) => log.tries(by, { ...referenceOf(log.matter!, reference, at((log.now += 1))), ...change });
    expect(called(draft, ana, 'FE 118')).toBe('no-dossier');
    const log = transmitted();
    const { last } = log.matter!.measures[0]!;
    expect([called(log, stranger, 'Mine'), called(log, ana, 'FE 118'), called(log, cem, 'P 1'), called(log, cem, 'P 2'), called(log, ben, null)]).toEqual(['no-party', 'stands', 'stands', 'stands', 'stands']);
    expect(log.matter!.references).toEqual({ [paris]: 'P 2' });
    const views = [ana, cem].map((person) => summaryOf(log.matter!, { space: sharedSpace, draft: null, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => true }, { person, network, now: at(log.now) }).references);
    expect(views).toEqual([{ ours: null, theirs: 'P 2' }, { ours: 'P 2', theirs: null }]);
    // It is no step of any measure, and overtakes none.
    expect([log.matter!.measures[0]!.last, log.does(cem, 'acknowledge')]).toEqual([last, 'stands']);
    const words = referenceOf(log.matter!, 'x', at(0)).words;
    expect([called(log, ana, 'x', { words: [{ ...words[0]!, member: 'reasons' }] }), called(log, ana, 'x', { words: [{ ...words[0]!, text: 'x'.repeat(101) }] }), called(log, ana, 'x', { measures: [{ id: uuid(99), after: last, carries: {} }] })]).toEqual(['wrong-words', 'wrong-words', 'unknown-measure']);
  });
});

describe('how a request is marked', () => {
  const plain: Marking = { handling: 'none', restriction: null, evaluation: null, tlp: null };
  const h3: Marking = { ...plain, handling: 'H3', restriction: 'Not for the press' };
  const written = (log: Log, by: PractitionerId, marking: Partial<Marking> = {}, change: Partial<DossierContent> = {}) =>
    log.tries(by, marked({ v: 1, type: 'dossier', after: log.matter?.dossiers.at(-1) ?? null, dossier, sentAt: at((log.now += 1)), ...change } as DossierContent, { ...plain, ...marking }), { handling: marking.handling ?? 'none' });
  const steps = (log: Log, by: PractitionerId, input: StepInput, measures = [one, two]) => log.tries(by, log.composed(input, measures), { handling: input.marking?.handling ?? 'none' });
  const goes = (log: Log, marking = outgoing(log.matter!)) => { const there = sharedLog(log.now); expect(there.tries(ben, marked({ ...log.told }, marking), { handling: marking.handling })).toBe('stands'); return there.matter!; };

  it('is not at all where its items say nothing, and stands nowhere without the words of its code', () => {
    expect(transmitted().matter).toMatchObject({ codes: [{ by: null, marking: plain }], measures: [{ taken: [{ marking: plain }, { marking: plain }, { marking: plain }] }, {}] });
    const log = reviewed();
    const step = log.composed({ action: 'return', words: { reasons: 'Not yet' } });
    expect([log.tries(ben, step, { handling: 'H3' }), log.tries(ben, marked(step, h3), { handling: 'H2' }), log.tries(ben, { ...step, marks: {} }), log.tries(ben, { ...step, marks: { tlp: 'red', more: 1 } }), log.tries(ben, marked(step, h3), { handling: 'H3' })]).toEqual(['malformed', 'malformed', 'malformed', 'malformed', 'stands']);
    expect(new Log().tries(ana, { v: 1, type: 'dossier', after: null, dossier, sentAt: at(1) }, { handling: 'H3' })).toBe('malformed');
  });

  it('goes out as its dossier and the step that sends it say together, and not weaker', () => {
    const log = new Log();
    expect([written(log, ana, { handling: 'H1', tlp: 'green' }), log.does(ana, 'draft'), log.does(ana, 'submit'), steps(log, ben, { action: 'transmit', words: { reasons: 'Soon' }, marking: h3 })]).toEqual(['stands', 'stands', 'stands', 'stands']);
    expect(outgoing(log.matter!)).toEqual({ ...h3, tlp: 'green' });
    const there = goes(log);
    expect([there.codes, there.measures[0]!.taken.map(({ marking }) => marking.handling), dossierMarking(there)]).toEqual([[{ by: null, marking: { ...h3, tlp: 'green' } }], ['none', 'none', 'H3'], { ...h3, tlp: 'green' }]);
    const tells = (change: Partial<Marking>) => tellsOf(log.matter!, log.told, { ...h3, tlp: 'green', ...change });
    expect([tells({}), tells({ tlp: 'red' }), tells({ restriction: 'Ask me\nNot for the press' }), tells({ tlp: null }), tells({ restriction: 'Ask me' }), tells({ handling: 'H2', restriction: null }), tellsOf(log.matter!, log.told)]).toEqual([true, true, true, false, false, false, false]);
    // Which of it whoever transmitted said themselves, nobody reads there.
    expect([floorFor(there, ben).handling, keptBack(there, ben, nairobi)]).toEqual(['H3', 'H3']);
  });

  it('goes out as whoever completes its transmission says, too', () => {
    const log = new Log();
    expect([written(log, ana, { handling: 'H1', evaluation: { source: 'B', information: 2 } }), log.does(ana, 'draft'), log.does(ana, 'submit'), log.does(ben, 'transmit', { words: { reasons: 'Soon' } }), steps(log, ana, { action: 'complete', marking: { ...plain, handling: 'H2', tlp: 'amber' } })]).toEqual(['stands', 'stands', 'stands', 'stands', 'stands']);
    expect(outgoing(log.matter!)).toEqual({ handling: 'H2', restriction: null, evaluation: { source: 'B', information: 2 }, tlp: 'amber' });
    expect([tellsOf(log.matter!, log.told, outgoing(log.matter!)), tellsOf(log.matter!, log.told, { ...plain, handling: 'H1' })]).toEqual([true, false]);
  });

  it('is not sent with more words of restrictions together than an item has room for', () => {
    const log = new Log();
    const long = (letter: string): Marking => ({ ...h3, restriction: letter.repeat(300) });
    expect([written(log, ana, long('a')), markedBy(log.matter!, ana, long('b')).restriction?.length]).toEqual(['stands', 300]);
    const together = markedBy(log.matter!, ben, long('b'));
    expect(together.restriction).toHaveLength(601);
    expect(() => expectBorne(together)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'not-acceptable', detail: expect.stringContaining('too long together') }) }));
    expect(() => expectBorne(long('a'))).not.toThrow();
  });

  it('shows what was offered, where it is accepted, under the code of the offer as well', () => {
    const log = transmitted();
    const offered = { ...plain, handling: 'H2' } as const;
    expect([log.does(cem, 'acknowledge'), log.does(cem, 'assess'), log.does(cem, 'intend', { words: { reasons: 'Not as it stands' } }, [one]), steps(log, cem, { action: 'offer-conditions', words: { conditions: 'For this case only' }, marking: offered }, [one]), steps(log, ana, { action: 'accept-conditions', marking: { ...plain, evaluation: { source: 'B', information: 2 } } }, [one])]).toEqual(Array(5).fill('stands'));
    expect(stepsOf(log.matter!, log.matter!.measures[0]!, 0).at(-1)).toMatchObject({ words: { conditions: 'For this case only' }, marking: { handling: 'H2', evaluation: { source: 'B' } } });
  });

  it('is marked by nobody weaker than others did, nor than what it comes from', () => {
    const from: DossierSource = { place: { kind: 'message', space, on: { id: uuid(91), seq: 3 } } as DossierSource['place'], use: 'intelligence', by: cem, at: at(1), words: 'The account', ...plain, handling: 'H1' };
    const log = new Log();
    expect([written(log, ana, {}, { source: writeSource(from) }), dossierMarking(log.matter!).handling, floorFor(log.matter!, ana).handling]).toEqual(['stands', 'H1', 'H1']);
    expect([written(log, ana, { handling: 'H2' }, { source: writeSource({ ...from, by: ben }) }), log.does(ana, 'draft')]).toEqual(['stands', 'stands']);
    // Their own words are theirs to give.
    expect([floorFor(log.matter!, ben).handling, floorFor(log.matter!, ana).handling, markedBy(log.matter!, ben, plain).handling, markedBy(log.matter!, ana, plain).handling]).toEqual(['H2', 'H1', 'H2', 'H1']);
    // What it once came from was said, also where it is left out again: its words may stand there still.
    expect([written(log, ben), dossierMarking(log.matter!).handling, written(log, ana), dossierMarking(log.matter!).handling]).toEqual(['stands', 'H2', 'stands', 'H1']);
    expect([log.matter!.source, floorFor(log.matter!, ana).handling, floorFor(log.matter!, ben).handling, outgoing(log.matter!).handling, markedBy(log.matter!, ana, plain).handling]).toEqual([null, 'H1', 'H1', 'H1', 'H1']);
    // Nor is it weakened by another message of the same person.
    expect([written(log, ana, {}, { source: writeSource({ ...from, handling: 'none', tlp: 'green' }) }), floorFor(log.matter!, ana)]).toEqual(['stands', { ...plain, handling: 'H1', tlp: 'green' }]);
    // An entry, of which others may have written a part, is nobody's own.
    const ofEntry = writeSource({ ...from, by: ana, place: { kind: 'entry', space, entry: 'A'.repeat(43) as EntryId } });
    const other = new Log();
    expect([written(other, ana, {}, { source: ofEntry }), floorFor(other.matter!, ana).handling]).toEqual(['stands', 'H1']);
    // How it was evaluated is of those who received it.
    const evaluated = new Log();
    expect([written(evaluated, ana, {}, { source: writeSource({ ...from, evaluation: { source: 'B', information: 2 } }) }), dossierMarking({ ...evaluated.matter!, codes: [] })]).toEqual(['stands', { ...plain, handling: 'H1' }]);
    expect(tellsOf({ ...log.matter!, transmittedAt: null }, { ...transmissionOf(log.matter!, at(log.now)) })).toBe(true);
  });

  it('is kept from further authorities by what others said in it, and has the strictest code of all of it', () => {
    const log = transmitted();
    const kept = (person: PractitionerId) => keptBack(log.matter!, person, network.authorityOf(person));
    expect([marksWithin(log.matter!), kept(cem)]).toEqual([plain, null]);
    expect([steps(log, cem, { action: 'acknowledge' }), steps(log, cem, { action: 'assess', marking: { ...plain, tlp: 'amber-strict' } })]).toEqual(['stands', 'stands']);
    expect([kept(cem), kept(ana), marksWithin(log.matter!).tlp]).toEqual([null, 'TLP:AMBER+STRICT', 'amber-strict']);
    expect(steps(log, cem, { action: 'ask', words: { question: 'Which branch?' }, marking: { ...plain, handling: 'H2' } }, [one])).toBe('stands');
    // What somebody says later weakens nothing that they said before.
    expect([steps(log, ana, { action: 'supply', words: { answer: 'The first' } }, [one]), kept(cem), kept(ana), marksWithin(log.matter!)]).toEqual(['stands', null, 'TLP:AMBER+STRICT', { ...plain, handling: 'H2', tlp: 'amber-strict' }]);
    const view = viewOf(log.matter!, { space: sharedSpace, draft: null, source: null, strangers: [], passage: null, unread: 0, isBeyond: () => false }, { refused: [], enclosures: [], translations: [] }, { person: ana, network, now: at(log.now) });
    expect(view).toMatchObject({ marking: plain, floor: plain, within: { handling: 'H2' }, keptBack: 'TLP:AMBER+STRICT', measureViews: [{ steps: expect.arrayContaining([expect.objectContaining({ action: 'ask', marking: { ...plain, handling: 'H2' } })]) }, {}] });
    const [marked] = log.items.filter(({ handling }) => handling === 'H2');
    expect([wroteOf(marked!.content, marked!.handling!), wroteOf(log.items[1]!.content, 'none')]).toMatchObject([{ step: { marking: { handling: 'H2' } } }, { step: { marking: plain } }]);
  });
});
