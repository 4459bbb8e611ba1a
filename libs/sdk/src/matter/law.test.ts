import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuthorityId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import { caseHash, encodeMessage, ready, type CaseContent, type Dossier, type DossierContent, type StepContent } from '@comity/e2ee';
import type { StepInput } from '../matters.js';
import { stepOf } from './compose.js';
import { attested, take, type CaseItem, type Matter, type Network } from './law.js';

beforeAll(ready);

const uuid = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const space = uuid<SpaceId>(1);
const [nairobi, paris, lyon, rome] = [uuid<AuthorityId>(10), uuid<AuthorityId>(11), uuid<AuthorityId>(12), uuid<AuthorityId>(13)];
const [ana, ben, cem, anaAnew, stranger] = [uuid<PractitionerId>(20), uuid<PractitionerId>(21), uuid<PractitionerId>(22), uuid<PractitionerId>(23), uuid<PractitionerId>(24)];
const [one, two] = [uuid(30), uuid(31)];
const homes = new Map([[ana, nairobi], [ben, nairobi], [anaAnew, nairobi], [cem, paris], [stranger, rome]]);
const states = new Map([[nairobi, 'KE'], [paris, 'FR'], [lyon, 'FR'], [rome, 'IT']]);
const network: Network = { authorityOf: (person) => homes.get(person), stateOf: (authority) => states.get(authority), humanOf: (person) => (person === anaAnew ? ana : person) };
const at = (minute: number) => new Date(Date.parse('2027-03-01T12:00:00.000Z') + minute * 60_000).toISOString() as Instant;
const parts = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'FACTS_SUMMARY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];
const dossier: Dossier = {
  requesting: nairobi, requested: paris, basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {} }, title: 'Payments', urgent: false,
  sections: parts.map((part) => ({ part, text: part })), measures: [{ id: one, assistance: 'TAKE_EVIDENCE_OR_STATEMENTS', sought: 'A statement' }, { id: two, assistance: 'SEARCH_SEIZE_FREEZE', sought: 'A search' }],
};

/** A log, as somebody who read it from the beginning holds it. */
class Log {
  readonly items: CaseItem[] = [];
  matter: Matter | null = null;
  now = 0;
  item(by: PractitionerId, content: CaseContent): CaseItem {
    const encoded = encodeMessage(content);
    if (!encoded.ok) throw new Error(encoded.rule);
    return { seq: this.items.length + 1, by, at: content.sentAt, hash: caseHash(space, by, encoded.bytes), content };
  }
  tries(by: PractitionerId, content: CaseContent, change: Partial<CaseItem> = {}) {
    const item = { ...this.item(by, content), ...change };
    const verdict = take(this.matter, item, network, true);
    if (!verdict.ok) return verdict.refusal.code;
    this.items.push(item);
    this.matter = verdict.matter;
    return 'stands';
  }
  writes(by: PractitionerId, body: Dossier = dossier, change: Partial<DossierContent> = {}) { return this.tries(by, { v: 1, type: 'dossier', after: this.matter?.dossiers.at(-1) ?? null, dossier: body, sentAt: at((this.now += 1)), ...change }); }
  composed(input: StepInput, measures = [one, two]): StepContent { return stepOf(this.matter!, measures, input, null, at((this.now += 1))); }
  does(by: PractitionerId, action: string, more: Omit<StepInput, 'action'> = {}, measures = [one, two]) { return this.tries(by, this.composed({ action, ...more }, measures)); }
  get states() { return this.matter?.measures.map(({ standing }) => standing.state); }
}

/** As far as the review. */
function reviewed(): Log {
  const log = new Log();
  expect([log.writes(ana), log.does(ana, 'draft'), log.does(ana, 'submit')]).toEqual(['stands', 'stands', 'stands']);
  return log;
}
function transmitted(): Log {
  const log = reviewed();
  expect(log.does(ben, 'transmit')).toBe('stands');
  return log;
}

describe('the dossier of a request', () => {
  it('is the requesting authority’s own', () => {
    const log = new Log();
    expect([log.writes(cem), log.writes(ana, { ...dossier, requested: nairobi }), log.writes(ana, { ...dossier, requested: uuid(99) })]).toEqual(['no-party', 'wrong-authority', 'wrong-authority']);
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

  it('is frozen while it is reviewed, and for good once it is transmitted', () => {
    const log = reviewed();
    expect(log.writes(ana)).toBe('frozen');
    expect([log.does(ben, 'return', { words: { reasons: 'Too short' } }), log.writes(ana, { ...dossier, title: 'Longer' }), log.does(ana, 'submit'), log.does(ben, 'transmit'), log.writes(ana)]).toEqual(['stands', 'stands', 'stands', 'stands', 'frozen']);
  });
});

describe('a step', () => {
  it('is nobody’s before there is a dossier, and of nobody else', () => {
    const log = transmitted();
    const content = log.composed({ action: 'acknowledge' });
    expect(take(null, log.item(cem, content), network, true)).toMatchObject({ refusal: { code: 'no-dossier' } });
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

  it('keeps a slow clock’s step after the one it follows', () => {
    const log = reviewed();
    const last = log.matter!.measures[0]!.standing.events.at(-1)!.at;
    expect(stepOf(log.matter!, [one], { action: 'return' }, null, at(-600)).sentAt).toBe(last);
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
    expect(take(log.matter, log.item(ben, log.composed({ action: 'transmit' })), network, true)).toMatchObject({ refusal: { code: 'content-missing', article: 'UNCAC 46(15)(a)', entry: 'REQUESTING_AUTHORITY' } });
  });

  it('tells what everybody there knows: nothing less, nothing else', () => {
    const log = reviewed();
    log.does(ben, 'return', { words: { reasons: 'Between us' } });
    log.does(ana, 'submit');
    const content = log.composed({ action: 'transmit' });
    const { before } = content.transmitted!;
    expect(before.map(({ action, measures }) => [action, measures.length])).toEqual([['draft', 2], ['submit', 2], ['return', 2], ['submit', 2]]);
    const forged = (transmitted: Partial<NonNullable<StepContent['transmitted']>>) => log.tries(ben, { ...content, transmitted: { ...content.transmitted!, ...transmitted } });
    expect([forged({ before: before.slice(0, 2) }), forged({ before: [] }), forged({ before: before.map((each) => ({ ...each, by: ben })) }), forged({ dossier: { ...dossier, title: 'Another' } })]).toEqual(['altered', 'altered', 'altered', 'altered']);
    expect(log.tries(ben, { ...content, measures: content.measures.map((measure) => ({ ...measure, carries: { content: [...parts, 'IDENTITY_LOCATION_NATIONALITY'] } })) })).toBe('altered');
    expect(log.tries(ben, content)).toBe('stands');
  });

  it('begins the request for those who come in with it, by the same law', () => {
    const log = transmitted();
    const [item] = log.items.slice(-1);
    const verdict = take(null, item!, network, false);
    if (!verdict.ok) throw new Error(verdict.refusal.code);
    const events = (matter: Matter) => matter.measures.map(({ standing, last }) => [standing, last]);
    expect(events(verdict.matter)).toEqual(events(log.matter!));
    expect(verdict.matter.measures[0]!.taken.map(({ hash, by }) => [hash === null, by])).toEqual([[true, ana], [true, ana], [false, ben]]);
    expect(attested(verdict.matter)).toEqual(attested(log.matter!));
    // Both go on alike.
    const next = log.composed({ action: 'acknowledge' });
    const follow = take(verdict.matter, log.item(cem, next), network, false);
    expect(log.tries(cem, next)).toBe('stands');
    expect(follow.ok && events(follow.matter)).toEqual(events(log.matter!));
  });

  it('is compared by those who could not open all before it, as far as they can, and else believed', () => {
    const log = reviewed();
    const [first, draft, submit] = log.items;
    log.does(ben, 'transmit');
    const [transmission] = log.items.slice(-1);
    const read = (...items: (CaseItem | undefined)[]) => items.reduce<Matter | null>((matter, item) => { const verdict = take(matter, item!, network, false); return verdict.ok ? verdict.matter : matter; }, null)!;
    const known = (matter: Matter) => matter.measures.map(({ standing, taken }) => [standing.state, taken.map(({ hash }) => hash !== null)]);
    expect(known(read(first, draft, submit, transmission))).toEqual([['TRANSMITTED', [true, true, true]], ['TRANSMITTED', [true, true, true]]]);
    expect(known(read(first, submit, transmission))).toEqual([['TRANSMITTED', [false, false, true]], ['TRANSMITTED', [false, false, true]]]);
    expect(known(read(draft, submit, transmission))).toEqual([['TRANSMITTED', [false, false, true]], ['TRANSMITTED', [false, false, true]]]);
  });

  it('is not believed of somebody who is not of the requesting authority, or who tells what the law does not allow', () => {
    const log = transmitted();
    const item = log.items.at(-1) as CaseItem<StepContent>;
    const told = (change: Partial<NonNullable<StepContent['transmitted']>>, by = ben) => {
      const verdict = take(null, { ...item, by, content: { ...item.content, transmitted: { ...item.content.transmitted!, ...change } } }, network, false);
      return verdict.ok ? 'stands' : verdict.refusal.code;
    };
    const { before } = item.content.transmitted!;
    expect([told({}, cem), told({ before: before.slice(0, 1) }), told({ before: before.map((each) => ({ ...each, by: cem })) }), told({ before: before.map((each) => ({ ...each, by: ben })) }), told({ before: [{ ...before[0]!, measures: [{ id: uuid(78), carries: {} }] }] }), told({ dossier: { ...dossier, requested: nairobi } })])
      .toEqual(['no-party', 'not-in-this-state', 'no-party', 'second-officer', 'unknown-measure', 'wrong-authority']);
    expect(told({})).toBe('stands');
  });

  it('once made, is what a later one changes nothing about, whoever reads it', () => {
    const log = transmitted();
    const content = { ...log.composed({ action: 'transmit' }), transmitted: { dossier: { ...dossier, title: 'Another' }, before: [] } };
    for (const whole of [true, false]) expect(take(log.matter, log.item(ben, content), network, whole)).toMatchObject({ refusal: { code: 'not-in-this-state' } });
  });
});

describe('a forwarding', () => {
  it('names another authority of the requested State, whose people execute from then on', () => {
    const log = transmitted();
    log.does(cem, 'acknowledge');
    const forwarded = (executing: AuthorityId) => log.tries(cem, stepOf(log.matter!, [one, two], { action: 'forward' }, executing, at((log.now += 1))));
    expect([forwarded(paris), forwarded(nairobi), forwarded(rome), forwarded(uuid(98)), forwarded(lyon)]).toEqual(['wrong-authority', 'wrong-authority', 'wrong-authority', 'wrong-authority', 'stands']);
    homes.set(stranger, lyon);
    expect([log.does(stranger, 'assess'), log.matter!.measures[0]!.standing.events.at(-1)?.actor]).toEqual(['stands', 'executing']);
  });
});
