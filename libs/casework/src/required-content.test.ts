import { describe, expect, it } from '@jest/globals';
import { Matter, day, rulesFor, type Step } from '../test/matter.js';
import { LegalBasis, clocksOf, decide, lawEdition, replay, requiredContent, ownPacks, rulesOf, type CycleId } from './index.js';

const current = (cycle: CycleId, instruments: string[], more: Partial<LegalBasis> = {}) => rulesFor(cycle, { instruments, edition: lawEdition, ...more });
const asked = (cycle: CycleId, instruments: string[], action: string, topic?: string, more: Partial<LegalBasis> = {}) =>
  requiredContent(current(cycle, instruments, more), action, topic).map(({ id, article, wherePossible }) => `${id} ${article}${wherePossible === true ? '?' : ''}`);
const ids = (parts: string[]) => parts.map((part) => part.split(' ')[0]);
const sent: Step[] = [['requesting', 'draft', {}, 0], ['requesting', 'submit', {}, 0], ['requesting', 'transmit', {}, 0]];

describe('what a request has to contain', () => {
  it('is what article 14 of the European Convention says: more of letters rogatory, the address of whoever is served', () => {
    expect(asked('mla', ['ecma'], 'transmit', 'SEARCH_SEIZE_FREEZE')).toEqual([
      'REQUESTING_AUTHORITY ECMA 14(1)(a)', 'ASSISTANCE_AND_PROCEDURE_SOUGHT ECMA 14(1)(b)', 'PURPOSE ECMA 14(1)(b)', 'IDENTITY_LOCATION_NATIONALITY ECMA 14(1)(c)?', 'OFFENCE ECMA 14(2)', 'FACTS_SUMMARY ECMA 14(2)',
    ]);
    expect(asked('mla', ['ecma'], 'transmit', 'SERVE_JUDICIAL_DOCUMENTS').slice(3)).toEqual(['IDENTITY_LOCATION_NATIONALITY ECMA 14(1)(c)?', 'NAME_AND_ADDRESS_FOR_SERVICE ECMA 14(1)(d)']);
    expect(asked('mla', ['ecma'], 'transmit', 'DETAINEE_TRANSFER').slice(4)).toEqual(['FACTS_SUMMARY practice']);
    expect(asked('mla', ['ecma', 'uncac'], 'transmit', 'SEARCH_SEIZE_FREEZE')).toEqual(asked('mla', ['ecma'], 'transmit', 'SEARCH_SEIZE_FREEZE'));
  });
  it('is what the other instruments say, by article', () => {
    expect(ids(asked('mla', ['eio'], 'transmit', 'INTERCEPTION'))).toEqual(['REQUESTING_AUTHORITY', 'PURPOSE', 'IDENTITY_LOCATION_NATIONALITY', 'FACTS_SUMMARY', 'LEGAL_TEXTS', 'ASSISTANCE_AND_PROCEDURE_SOUGHT']);
    expect(asked('mla', ['cets-198'], 'transmit', 'PROVISIONAL_MEASURES')).toEqual(expect.arrayContaining(['LEGAL_TEXTS CETS 198 37(1)(d)(i)', 'MEASURE_AVAILABLE_AT_HOME CETS 198 37(1)(d)(ii)', 'MAXIMUM_AMOUNT CETS 198 37(2)?']));
    expect(ids(asked('mla', ['cets-198'], 'transmit', 'SERVE_JUDICIAL_DOCUMENTS'))).not.toEqual(expect.arrayContaining(['FACTS_SUMMARY']));
    expect(asked('mla', ['budapest'], 'transmit', 'PRESERVE_COMPUTER_DATA').map((part) => part.split(' ').at(-1))).toEqual(['29(2)(a)', '29(2)(b)', '29(2)(b)', '29(2)(c)', '29(2)(d)?', '29(2)(e)', '29(2)(f)']);
    expect(asked('extradition', ['eaw'], 'transmit').map((part) => part.split(' ').at(-1))).toEqual(['8(1)(a)', '8(1)(b)', '8(1)(c)', '8(1)(d)–(e)', '8(1)(f)', '8(1)(g)?']);
    expect(asked('asset', ['untoc'], 'choose-route', 'ENFORCE')).toEqual(['ADMISSIBLE_ORDER UNTOC 13(3)(b)', 'FACTS UNTOC 13(3)(b)', 'EXTENT UNTOC 13(3)(b)']);
  });
  it('is what is customary where no instrument of the basis says anything, and nothing of it where one does', () => {
    expect(ids(asked('mla', ['bilateral'], 'transmit', 'VIDEO_HEARING'))).toEqual(['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'PURPOSE', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'FACTS_SUMMARY', 'LEGAL_TEXTS', 'IDENTITY_LOCATION_NATIONALITY']);
    expect(asked('mla', ['bilateral', 'uncac'], 'transmit', 'VIDEO_HEARING', { agreed: ['uncac'] }).filter((part) => !part.includes('UNCAC'))).toEqual([]);
    expect(asked('mla', ['budapest'], 'transmit', 'STORED_COMPUTER_DATA')).toEqual(asked('mla', ['reciprocity'], 'transmit', 'STORED_COMPUTER_DATA'));
    expect(asked('extradition', ['uncac'], 'transmit')).toEqual(['JUDGMENT_OR_WARRANT UN Model Treaty 5', 'OFFENCES_TIME_PLACE_LAW UN Model Treaty 5', 'ENACTMENTS_IDENTITY UN Model Treaty 5']);
    expect(asked('extradition', ['ece', 'uncac'], 'transmit').every((part) => part.includes('ECE 12(2)'))).toBe(true);
    expect(asked('asset', ['bilateral'], 'request-freezing')).toEqual(['PROPERTY_DESCRIPTION practice', 'FACTS practice', 'ACTIONS practice', 'ORDER practice?']);
  });
  it('is never nothing: who asks, for what purpose, and on what facts, whatever the basis', () => {
    for (const { id, governs } of ownPacks.values()) {
      if (governs.includes('mla')) {
        const types = [...new Set(current('mla', [id]).assistance.map((type) => type.id))];
        expect([id, types.length > 1]).toEqual([id, true]);
        for (const type of types) {
          const facts = type === 'SERVE_JUDICIAL_DOCUMENTS' || type === 'CRIMINAL_RECORDS' ? [] : ['FACTS_SUMMARY'];
          expect([id, type, ids(asked('mla', [id], 'transmit', type))]).toEqual([id, type, expect.arrayContaining(['REQUESTING_AUTHORITY', 'PURPOSE', ...facts])]);
        }
      }
      if (governs.includes('extradition')) for (const action of ['transmit', 'request-provisional-arrest']) expect([id, asked('extradition', [id], action).length > 0]).toEqual([id, true]);
      if (governs.includes('asset')) for (const [action, route] of [['request-freezing'], ['choose-route', 'ENFORCE'], ['choose-route', 'OBTAIN_ORDER']] as const) expect([id, asked('asset', [id], action, route)]).toEqual([id, expect.arrayContaining([expect.stringMatching(action === 'choose-route' && route === 'ENFORCE' ? /^ADMISSIBLE_ORDER / : /^FACTS /)])]);
    }
  });
});

describe('the edition of the law', () => {
  it('keeps what was signed under an earlier one as it stands', () => {
    const before = rulesFor('mla', { instruments: ['ecma'] });
    const { history } = new Matter(before, ['requesting', 'draft', { assistance: 'ANYTHING_ELSE' }, 0], ...sent.slice(1));
    expect(history[2]!.carries.content).toEqual([]);
    expect(replay(before, history)).toMatchObject({ ok: true, standing: { state: 'TRANSMITTED' } });
    expect(replay(current('mla', ['ecma']), history)).toMatchObject({ ok: false, refusal: { code: 'not-provided-for', entry: 'ANYTHING_ELSE', article: '—', seq: 1 } });
  });
  it('lets nothing out that lacks what it asks for', () => {
    const drafted = new Matter(current('mla', ['ecma']), ...sent.slice(0, 2));
    expect(drafted.tries('requesting', 'transmit', { content: ['REQUESTING_AUTHORITY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'] })).toEqual({ code: 'content-missing', entry: 'OFFENCE', article: 'ECMA 14(2)', verified: false });
    expect(drafted.does('requesting', 'transmit').to).toBe('TRANSMITTED');
  });
  it('that this version does not know yet is not guessed at', () => {
    expect(rulesOf(LegalBasis.parse({ instruments: ['ecma'], edition: lawEdition + 1 }), 'mla')).toMatchObject({ ok: false, refusal: { code: 'unknown-edition', entry: String(lawEdition + 1) } });
  });
});

describe('a date that the parties set each other', () => {
  it.each([...ownPacks.values()].filter(({ governs }) => governs.includes('mla')).map(({ id }) => id))('runs on the basis of %s: for the answer, and for execution', (id) => {
    const rules = current('mla', [id]);
    const matter = new Matter(rules, ['requesting', 'draft', { assistance: 'OTHER_NOT_CONTRARY_TO_LAW' }, 0], ['requesting', 'submit', {}, 0], ['requesting', 'transmit', { deadline: day(90) }, 0], ['requested', 'acknowledge', {}, 1], ['requested', 'assess', {}, 2], ['requested', 'ask', { limit: day(20) }, 3]);
    const of = (today: number) => ['INFORMATION', 'SUGGESTED_DEADLINE'].map((wanted) => clocksOf(matter.history, rules, day(today)).filter((clock) => clock.id === wanted).map(({ status, dueAt }) => [status, dueAt]));
    expect(of(10)).toEqual([[['running', day(20)]], [['running', day(90)]]]);
    expect(of(21)[0]).toEqual([['over', day(20)]]);
    matter.does('requesting', 'supply', {}, 22);
    expect(of(23)[0]).toEqual([['stopped', day(20)]]);
  });
  it('runs by the provision where there is one, and as the parties’ own where there is none', () => {
    const articles = (cycle: CycleId, id: string, ...instruments: string[]) => current(cycle, instruments).clocks.filter((clock) => clock.id === id).map(({ article }) => article);
    expect([articles('mla', 'SUGGESTED_DEADLINE', 'uncac'), articles('mla', 'SUGGESTED_DEADLINE', 'ecma', 'uncac'), articles('extradition', 'INFORMATION', 'bilateral', 'ece'), articles('extradition', 'INFORMATION', 'eaw')]).toEqual([['UNCAC 46(24)'], ['—'], ['ECE 13'], ['—']]);
  });
  it('is not made up: nothing runs until somebody set it', () => {
    const rules = current('mla', ['bilateral']);
    expect(clocksOf(new Matter(rules, ...sent, ['requested', 'acknowledge'], ['requested', 'assess'], ['requested', 'ask']).history, rules, day(9))).toEqual([]);
  });
});

describe('periods that a bilateral treaty leaves to the parties', () => {
  it('run once they are entered: of surrender, which then may lapse no earlier', () => {
    const granted: Step[] = [...sent, ['requested', 'acknowledge'], ['executing', 'begin-proceedings'], ['executing', 'grant'], ['executing', 'schedule-surrender', { date: day(20) }, 10]];
    const free = new Matter(current('extradition', ['bilateral']), ...granted);
    expect(free.does('executing', 'lapse', {}, 21).to).toBe('LAPSED');
    const rules = current('extradition', ['bilateral'], { periods: { SURRENDER: 12 } });
    const bound = new Matter(rules, ...granted);
    expect(clocksOf(bound.history, rules, day(21)).map(({ id, dueAt, article }) => [id, dueAt, article])).toEqual([['SURRENDER', day(32), 'bilateral treaty']]);
    expect(bound.tries('executing', 'lapse', {}, 31)).toMatchObject({ code: 'too-early', entry: 'SURRENDER' });
    expect(bound.does('executing', 'lapse', {}, 33).to).toBe('LAPSED');
  });
  it('and of preservation, decision and execution', () => {
    const rules = current('mla', ['bilateral'], { periods: { PRESERVATION: 120, DECISION: 14, EXECUTION: 60 } });
    const matter = new Matter(rules, ['requesting', 'draft', { assistance: 'PRESERVE_COMPUTER_DATA' }, 0], ...sent.slice(1), ['requested', 'acknowledge', {}, 1], ['requested', 'assess', {}, 2], ['requested', 'accept', {}, 3], ['executing', 'execute', {}, 4]);
    expect(clocksOf(matter.history, rules, day(5)).map(({ id, status, dueAt }) => [id, status, dueAt])).toEqual([['DECISION', 'stopped', day(15)], ['EXECUTION', 'stopped', day(63)], ['PRESERVATION', 'running', day(124)]]);
  });
});

it('a step that the rules of the day allow is decided by the edition of its basis alone', () => {
  const draft = (assistance: string, edition?: number) => decide(rulesFor('mla', { instruments: ['bilateral'], ...(edition !== undefined && { edition }) }), [], { action: 'draft', carries: { assistance } }, 'requesting', day(0)).ok;
  expect([draft('CONFISCATION', 2), draft('CONTROLLED_DELIVERY', 2), draft('CONTROLLED_DELIVERY')]).toEqual([true, false, true]);
});
