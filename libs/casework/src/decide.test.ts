import { describe, expect, it } from '@jest/globals';
import { Matter, day, rulesFor, sealed, type Step } from '../test/matter.js';
import { decide, lifeCycles, replay, requestStateOf, type CaseEvent } from './index.js';

const uncac = rulesFor('mla', { instruments: ['uncac'] });
const received: Step[] = [['requesting', 'draft'], ['requesting', 'submit'], ['requesting', 'transmit'], ['requested', 'acknowledge']];
const assessed: Step[] = [...received, ['requested', 'assess']];
const refusedBy = (matter: Matter, ...step: Step) => {
  const result = matter.tries(...step);
  return 'code' in result ? [result.code, result.entry, result.article] : ['done', result.to];
};

describe('a request for mutual legal assistance', () => {
  it('goes from draft to closure', () => {
    const matter = new Matter(uncac, ...received, ['requested', 'forward'], ['executing', 'assess'], ['executing', 'accept'], ['executing', 'execute-in-part'], ['executing', 'continue'], ['executing', 'execute'], ['requesting', 'close']);
    expect(matter.history.map(({ to }) => to)).toEqual(['DRAFT', 'INTERNAL_REVIEW', 'TRANSMITTED', 'RECEIVED', 'FORWARDED', 'UNDER_ASSESSMENT', 'IN_EXECUTION', 'PARTIALLY_EXECUTED', 'IN_EXECUTION', 'EXECUTED', 'CLOSED']);
    expect(matter.history[3]).toEqual({ seq: 4, cycle: 'mla', action: 'acknowledge', actor: 'requested', at: day(4), from: 'TRANSMITTED', to: 'RECEIVED', article: 'practice; no UNCAC duty', carries: {}, passed: [] });
  });
  it('is not executed before it was accepted, nor by who may not', () => {
    expect(refusedBy(new Matter(uncac, ...received), 'executing', 'execute')).toEqual(['not-in-this-state', 'execute', 'UNCAC 46(24); partial: 2AP 7(2)']);
    expect(refusedBy(new Matter(uncac, ...assessed), 'requesting', 'accept')).toEqual(['not-your-step', 'accept', 'UNCAC 46(17)']);
    expect(refusedBy(new Matter(uncac), 'requesting', 'transmit')).toEqual(['not-in-this-state', 'transmit', 'UNCAC 46(13)–(15)']);
    expect(refusedBy(new Matter(uncac, ...received), 'requesting', 'draft')).toEqual(['not-in-this-state', 'draft', 'domestic']);
    expect(refusedBy(new Matter(uncac, ...received), 'requested', 'teleport')).toEqual(['unknown-action', 'teleport', '—']);
  });
  it('is put to another use only with consent, asked for one purpose at a time, also after closure', () => {
    const matter = new Matter(uncac, ...assessed, ['requested', 'accept']);
    expect(refusedBy(matter, 'requesting', 'request-consent')).toEqual(['not-in-this-state', 'request-consent', 'UNCAC 46(19)']);
    matter.does('requested', 'execute');
    expect(refusedBy(matter, 'requested', 'consent-to-use')).toEqual(['not-after-this', 'request-consent', 'UNCAC 46(19)']);
    matter.does('requesting', 'close');
    expect(refusedBy(matter, 'requested', 'request-consent')).toEqual(['not-your-step', 'request-consent', 'UNCAC 46(19)']);
    expect(matter.does('requesting', 'request-consent')).toMatchObject({ from: 'CLOSED', to: 'CLOSED' });
    expect(refusedBy(matter, 'requesting', 'request-consent')).toEqual(['not-after-this', 'consent-to-use', 'UNCAC 46(19)']);
    for (const actor of ['requesting', 'executing'] as const) expect(refusedBy(matter, actor, 'consent-to-use')).toEqual(['not-your-step', 'consent-to-use', 'UNCAC 46(19)']);
    matter.does('requested', 'refuse-use');
    expect(refusedBy(matter, 'requested', 'consent-to-use')).toEqual(['not-after-this', 'request-consent', 'UNCAC 46(19)']);
    matter.does('requesting', 'request-consent');
    expect(matter.does('requested', 'consent-to-use')).toMatchObject({ to: 'CLOSED', article: 'UNCAC 46(19)' });
  });
  it('asks for no consent where nothing limits the use', () => {
    const refused = new Matter(uncac, ...assessed, ['requested', 'declare-impossible'], ['requesting', 'close']);
    expect(refusedBy(refused, 'requesting', 'request-consent')).toEqual(['not-in-this-state', 'request-consent', 'UNCAC 46(19)']);
  });
  it('consents to another offence asked or unasked, and to the next one when it is asked', () => {
    const surrendered: Step[] = [
      ['requesting', 'draft'], ['requesting', 'submit'], ['requesting', 'transmit'], ['requested', 'acknowledge'], ['requested', 'begin-proceedings'], ['requested', 'grant'], ['requested', 'schedule-surrender', { date: day(8) }], ['requested', 'surrender', { date: day(8) }],
    ];
    const ece = rulesFor('extradition', { instruments: ['ece'] });
    const unasked = new Matter(ece, ...surrendered);
    expect(refusedBy(unasked, 'requested', 'refuse-speciality-consent')).toEqual(['not-after-this', 'request-speciality-consent', 'ECE 14(1)(a), 15']);
    expect(unasked.does('requested', 'consent-to-other-offence').to).toBe('SPECIALITY_CONSENT');
    expect(refusedBy(unasked, 'requested', 'consent-to-other-offence')).toEqual(['not-after-this', 'request-speciality-consent', 'ECE 14(1)(a), 15']);
    expect([unasked.does('requesting', 'request-speciality-consent').to, unasked.does('requested', 'consent-to-re-extradition').to]).toEqual(['SPECIALITY_CONSENT', 'SPECIALITY_CONSENT']);
    const asked = new Matter(ece, ...surrendered);
    expect(asked.does('requesting', 'request-speciality-consent')).toMatchObject({ from: 'SURRENDERED', to: 'SURRENDERED' });
    expect(refusedBy(asked, 'requesting', 'request-speciality-consent')).toEqual(['not-after-this', 'consent-to-other-offence', 'ECE 14(1)(a), 15']);
    expect([asked.does('requested', 'refuse-speciality-consent').to, asked.does('requesting', 'request-speciality-consent').to, asked.does('requested', 'consent-to-other-offence').to]).toEqual(['SURRENDERED', 'SURRENDERED', 'SPECIALITY_CONSENT']);
    // UNCAC has no rule of speciality: nobody is bound by it, unless conditions were set.
    expect(refusedBy(new Matter(rulesFor('extradition', { instruments: ['uncac'] }), ...surrendered), 'requesting', 'request-speciality-consent')).toEqual(['not-in-this-state', 'request-speciality-consent', 'ECE 14(1)(a), 15']);
  });
  it('is refused for a ground of paragraph 21 only after consultation', () => {
    const matter = new Matter(uncac, ...assessed);
    const sovereignty = { grounds: ['SOVEREIGNTY_SECURITY_ORDRE_PUBLIC_ESSENTIAL_INTERESTS'] };
    expect(refusedBy(matter, 'requested', 'refuse', sovereignty)).toEqual(['gate', 'CONSULT_BEFORE_REFUSAL', 'UNCAC 46(26)']);
    expect(refusedBy(new Matter(uncac, ...received), 'requested', 'refuse', sovereignty)).toEqual(['not-in-this-state', 'refuse', 'UNCAC 46(21),(23)']);
    matter.does('requested', 'intend', sovereignty);
    expect(refusedBy(matter, 'requested', 'refuse', { ...sovereignty, reasons: undefined })).toEqual(['missing', 'reasons', 'UNCAC 46(21),(23)']);
    expect(matter.does('requested', 'refuse', sovereignty)).toMatchObject({ to: 'REFUSED', passed: [] });
  });
  it('is postponed only after consultation as well', () => {
    const matter = new Matter(uncac, ...assessed, ['requested', 'accept']);
    expect(refusedBy(matter, 'requested', 'postpone', { grounds: ['INTERFERES_WITH_ONGOING_PROCEEDINGS'] })).toEqual(['gate', 'CONSULT_BEFORE_POSTPONEMENT', 'UNCAC 46(26)']);
    matter.does('requested', 'intend');
    expect(refusedBy(matter, 'requested', 'postpone', { grounds: ['NON_CONFORMING'] })).toEqual(['wrong-ground', 'NON_CONFORMING', 'UNCAC 46(25)']);
    expect([matter.does('requested', 'postpone').to, matter.does('requested', 'resume').to]).toEqual(['POSTPONED', 'UNDER_ASSESSMENT']);
  });
  it('may be refused at once for want of dual criminality, and the event tells what was passed by', () => {
    expect(new Matter(uncac, ...assessed).does('requested', 'refuse', { grounds: ['NO_DUAL_CRIMINALITY'] })).toMatchObject({ to: 'REFUSED', passed: ['CONSULT_ON_DUAL_CRIMINALITY', 'NON_COERCIVE_HELP_IS_DUE'] });
    expect(new Matter(uncac, ...assessed).does('requested', 'refuse', { grounds: ['NO_DUAL_CRIMINALITY', 'DE_MINIMIS'] }).passed).toEqual(['CONSULT_ON_DUAL_CRIMINALITY']);
    expect(new Matter(rulesFor('mla', { instruments: ['untoc', 'uncac'] }), ...assessed).does('requested', 'refuse', { grounds: ['NO_DUAL_CRIMINALITY', 'DE_MINIMIS'] }).passed).toEqual(['CONSULT_ON_DUAL_CRIMINALITY']);
    expect(refusedBy(new Matter(uncac, ...assessed), 'requested', 'refuse', { grounds: ['DE_MINIMIS'] })).toEqual(['wrong-ground', 'DE_MINIMIS', 'UNCAC 46(9)(b)']);
    expect(refusedBy(new Matter(uncac, ...assessed), 'requested', 'refuse', { grounds: ['NO_DUAL_CRIMINALITY', 'NON_CONFORMING'] })).toEqual(['gate', 'CONSULT_BEFORE_REFUSAL', 'UNCAC 46(26)']);
  });
  it('is never refused for bank secrecy, nor for fiscal matters alone', () => {
    const matter = new Matter(uncac, ...assessed, ['requested', 'intend']);
    expect(refusedBy(matter, 'requested', 'refuse', { grounds: ['BANK_SECRECY', 'NON_CONFORMING'] })).toEqual(['barred-ground', 'BANK_SECRECY', 'UNCAC 46(8)']);
    expect(refusedBy(matter, 'requested', 'refuse', { grounds: ['FISCAL'] })).toEqual(['barred-ground', 'FISCAL', 'UNCAC 46(22)']);
    expect(refusedBy(matter, 'requested', 'refuse', { grounds: ['DISLIKE'] })).toEqual(['unknown-ground', 'DISLIKE', 'UNCAC 46(21),(23)']);
    expect(refusedBy(matter, 'requested', 'refuse', { grounds: ['FISCAL', 'NON_CONFORMING'] })).toEqual(['done', 'REFUSED']);
  });
  it('goes back to where it was when what was asked is supplied', () => {
    const matter = new Matter(uncac, ...assessed, ['requested', 'ask'], ['requesting', 'supply']);
    expect(matter.state).toBe('UNDER_ASSESSMENT');
    matter.does('requested', 'accept');
    matter.does('executing', 'ask', { limit: day(40) });
    expect(matter.does('requesting', 'supply').to).toBe('IN_EXECUTION');
  });
  it('carries the question with the asking and the answer with what is supplied', () => {
    const matter = new Matter(uncac, ...assessed, ['requested', 'ask', { question: sealed }]);
    expect(refusedBy(matter, 'requesting', 'supply', { question: sealed })).toEqual(['not-carried-here', 'question', 'UNCAC 46(16)']);
    expect(matter.does('requesting', 'supply', { answer: sealed }).carries).toEqual({ answer: sealed });
    expect(replay(uncac, matter.history).ok).toBe(true);
  });
  it('wants what a step has to say of whoever takes it now, and reads those of before that say nothing', () => {
    const executing = new Matter(uncac, ...assessed, ['requested', 'accept']);
    expect(refusedBy(executing, 'requested', 'execute-in-part', { reasons: undefined })).toEqual(['missing', 'reasons', 'UNCAC 46(24); partial: 2AP 7(2)']);
    expect(refusedBy(executing, 'requested', 'cannot-keep-confidential', { reasons: undefined })).toEqual(['missing', 'reasons', 'UNCAC 46(20)']);
    const part = executing.does('requested', 'execute-in-part');
    expect(Object.keys(part.carries).sort()).toEqual(['account', 'reasons']);
    expect(replay(uncac, [...executing.history.slice(0, -1), { ...part, carries: {} }])).toMatchObject({ ok: true, standing: { state: 'PARTIALLY_EXECUTED' } });
  });
  it('lets what is owed for what was received be done wherever the measure went on to, and not where nothing was received', () => {
    const rules = rulesFor('mla', { instruments: ['uncac', 'ecma'], agreed: ['uncac'] });
    const owed = ([['requesting', 'notify-exculpatory-disclosure'], ['requested', 'consult-on-disclosure'], ['requesting', 'inform-of-disclosure'], ['requesting', 'release-witness'], ['requesting', 'return-evidence'], ['requested', 'waive-return'], ['requesting', 'request-consent'], ['requested', 'consent-to-use']] as const);
    const [going, postponed]: [Step[], Step] = [[...assessed, ['requested', 'accept']], ['requested', 'postpone', { reasons: sealed }]];
    const ways: Record<string, Step[]> = {
      IN_EXECUTION: [], INFO_REQUESTED: [['requested', 'ask']], CONSULTATION: [['requested', 'intend']], POSTPONED: [['requested', 'intend'], postponed], UNDER_ASSESSMENT: [['requested', 'intend'], postponed, ['requested', 'resume']],
      REFUSED: [['requested', 'intend'], ['requested', 'refuse']], NOT_EXECUTABLE: [['requested', 'declare-impossible']], WITHDRAWN: [['requesting', 'withdraw']], CLOSED: [['requesting', 'withdraw'], ['requesting', 'close']],
    };
    for (const [state, way] of Object.entries(ways)) {
      const partly = new Matter(rules, ...going, ['executing', 'execute-in-part'], ['executing', 'continue'], ...way), never = new Matter(rules, ...going, ...way);
      for (const [actor, action] of owed) {
        expect([state, action, partly.does(actor, action).to]).toEqual([state, action, state]);
        if (action !== 'consent-to-use') expect([state, refusedBy(never, actor, action).slice(0, 2)]).toEqual([state, action === 'request-consent' ? ['not-in-this-state', action] : ['not-after-this', 'execute']]);
      }
      expect(replay(rules, partly.history).ok).toBe(true);
    }
    // Where conditions bind already, nothing was received to use otherwise.
    const bound = new Matter(rules, ...assessed, ['requested', 'intend', { conditions: sealed }], ['requesting', 'accept-conditions'], ['requesting', 'withdraw'], ['requesting', 'close']);
    expect(refusedBy(bound, 'requesting', 'request-consent')).toEqual(['not-after-this', 'execute', 'UNCAC 46(19)']);
  });
  it('reads what was given back, or asked for, of a measure that was closed without anything received, from before that was refused', () => {
    const matter = new Matter(uncac, ...assessed, ['requested', 'accept'], ['requesting', 'withdraw'], ['requesting', 'close']);
    const { seq, at } = matter.history.at(-1)!;
    const waived: CaseEvent = { seq: seq + 1, cycle: 'mla', action: 'waive-return', actor: 'requested', at, from: 'CLOSED', to: 'CLOSED', article: 'ECMA 6(2)', carries: {}, passed: [] };
    expect(replay(uncac, [...matter.history, waived])).toMatchObject({ ok: true, standing: { state: 'CLOSED' } });
  });
  it('reads nothing of the kind in states in which there was no such step before: nobody starts a safe conduct, or an answer that is awaited, of what was never received', () => {
    const rules = rulesFor('mla', { instruments: ['uncac', 'ecma'] });
    const going: Step[] = [...assessed, ['requested', 'accept']];
    const ways: Record<string, Step[]> = {
      UNDER_ASSESSMENT: assessed, IN_EXECUTION: going, INFO_REQUESTED: [...going, ['requested', 'ask']], CONSULTATION: [...going, ['requested', 'intend']], POSTPONED: [...going, ['requested', 'intend'], ['requested', 'postpone', { reasons: sealed }]],
      REFUSED: [...going, ['requested', 'intend'], ['requested', 'refuse']], NOT_EXECUTABLE: [...going, ['requested', 'declare-impossible']], WITHDRAWN: [...going, ['requesting', 'withdraw']],
    };
    for (const [state, way] of Object.entries(ways)) {
      const matter = new Matter(rules, ...way), { seq, at } = matter.history.at(-1)!;
      const read = (action: string, actor: CaseEvent['actor'], article: string, carries: CaseEvent['carries'] = {}) => replay(rules, [...matter.history, { seq: seq + 1, cycle: 'mla', action, actor, at, from: state, to: state, article, carries, passed: [] }]);
      for (const said of [read('release-witness', 'requesting', 'UNCAC 46(27)', { date: at }), read('waive-return', 'requested', 'ECMA 6(2)'), read('return-evidence', 'requesting', 'ECMA 6(2)')]) expect([state, said]).toMatchObject([state, { ok: false, refusal: { code: 'not-after-this', entry: 'execute', seq: seq + 1 } }]);
    }
  });
  it('asks for nothing by a day that is past, and reads those of before that did', () => {
    const [drafted, due] = [assessed.slice(0, 2), 'UNCAC 46(13)–(15)'];
    const before = (matter: Matter) => day(matter.today + 0.99);
    const draft = new Matter(uncac, ...drafted);
    expect(refusedBy(draft, 'requesting', 'transmit', { deadline: before(draft) })).toEqual(['too-late', 'deadline', due]);
    const matter = new Matter(uncac, ...assessed);
    expect(refusedBy(matter, 'requested', 'ask', { limit: before(matter) })).toEqual(['too-late', 'limit', 'UNCAC 46(16)']);
    const asked = matter.does('requested', 'ask', { limit: day(matter.today + 1) });
    expect(replay(uncac, [...matter.history.slice(0, -1), { ...asked, carries: { ...asked.carries, limit: day(0) } }]).ok).toBe(true);
  });
  it('binds the requesting side to the conditions that were offered, and to no others', () => {
    const [first, second] = ['B', 'C'].map((letter) => letter.repeat(42) + 'A') as [string, string];
    const matter = new Matter(uncac, ...assessed, ['requested', 'intend']);
    expect(refusedBy(matter, 'requesting', 'accept-conditions')).toEqual(['not-after-this', 'offer-conditions', 'UNCAC 46(26)']);
    matter.does('requested', 'offer-conditions', { conditions: first });
    matter.does('executing', 'offer-conditions', { conditions: second });
    for (const conditions of [first, sealed]) expect(refusedBy(matter, 'requesting', 'accept-conditions', { conditions })).toEqual(['other-conditions', 'accept-conditions', 'UNCAC 46(26)']);
    expect(refusedBy(matter, 'requested', 'accept-conditions', { conditions: second })).toEqual(['not-your-step', 'accept-conditions', 'UNCAC 46(26)']);
    expect(matter.does('requesting', 'accept-conditions', { conditions: second }).to).toBe('IN_EXECUTION');
    // Of another consultation: what was offered in the one before is over.
    matter.does('executing', 'intend');
    expect(refusedBy(matter, 'requesting', 'accept-conditions', { conditions: second })).toEqual(['not-after-this', 'offer-conditions', 'UNCAC 46(26)']);
  });
  it('reads conditions that the requesting side wrote itself, from before they were offered', () => {
    const matter = new Matter(uncac, ...assessed, ['requested', 'intend', { conditions: sealed }], ['requesting', 'accept-conditions']);
    const [intended, accepted] = matter.history.slice(-2);
    const before = [...matter.history.slice(0, -2), { ...intended!, carries: {} }];
    expect(replay(uncac, [...before, accepted!])).toMatchObject({ ok: true, standing: { state: 'IN_EXECUTION' } });
    expect(decide(uncac, before, { action: accepted!.action, carries: accepted!.carries }, 'requesting', accepted!.at)).toMatchObject({ refusal: { code: 'not-after-this' } });
  });
  it('is discarded as long as it is a draft, and nothing goes on with it', () => {
    const matter = new Matter(uncac, ...received.slice(0, 2));
    expect(matter.does('requesting', 'discard')).toMatchObject({ from: 'INTERNAL_REVIEW', to: 'INTERNAL_REVIEW' });
    expect([refusedBy(matter, 'requesting', 'transmit'), refusedBy(matter, 'requesting', 'discard'), requestStateOf([matter.history])]).toEqual([['not-in-this-state', 'transmit', 'UNCAC 46(13)–(15)'], ['not-in-this-state', 'discard', 'domestic'], 'DISCARDED']);
    expect(refusedBy(new Matter(uncac, ...received), 'requesting', 'discard')).toEqual(['not-in-this-state', 'discard', 'domestic']);
  });
  it('contains what the paragraph asks for, less where documents are served', () => {
    const drafted = (assistance: string) => new Matter(uncac, ['requesting', 'draft', { assistance }], ['requesting', 'submit']);
    const most = ['REQUESTING_AUTHORITY', 'SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'ASSISTANCE_AND_PROCEDURE_SOUGHT', 'PURPOSE'];
    expect(refusedBy(drafted('SEARCH_SEIZE_FREEZE'), 'requesting', 'transmit', { content: most })).toEqual(['content-missing', 'FACTS_SUMMARY', 'UNCAC 46(15)(c)']);
    expect(refusedBy(drafted('SERVE_JUDICIAL_DOCUMENTS'), 'requesting', 'transmit', { content: most })).toEqual(['done', 'TRANSMITTED']);
    expect(refusedBy(drafted('SEARCH_SEIZE_FREEZE'), 'requesting', 'transmit', { content: [...most, 'FACTS_SUMMARY', 'HOROSCOPE'] })).toEqual(['unknown-term', 'HOROSCOPE', 'UNCAC 46(13)–(15)']);
  });
  it('carries what its row says, nothing malformed and nothing else', () => {
    const matter = new Matter(uncac, ...assessed);
    expect(refusedBy(matter, 'requested', 'accept', { route: 'OBTAIN_ORDER' })).toEqual(['not-carried-here', 'route', 'UNCAC 46(17)']);
    expect(refusedBy(matter, 'requested', 'ask', { limit: 'tomorrow' as never })).toEqual(['malformed', 'limit', '—']);
    expect(refusedBy(matter, 'requested', 'ask', { secret: 'x' } as never)[0]).toBe('malformed');
    expect(refusedBy(matter, 'judge' as never, 'ask')).toEqual(['malformed', 'actor', '—']);
    expect(refusedBy(matter, 'requested', 'ask', {}, 1)).toEqual(['before-its-predecessor', 'ask', '—']);
    expect(decide(uncac, matter.history, { action: 'ask' }, 'requested', 'soon' as never)).toMatchObject({ refusal: { code: 'malformed', entry: 'at' } });
  });
  it('lets nobody act for the secretariat', () => {
    expect([...lifeCycles.values()].flatMap((cycle) => [cycle.begin, ...cycle.transitions]).filter(({ actors }) => actors.includes('secretariat'))).toEqual([]);
    expect(refusedBy(new Matter(uncac, ...received), 'secretariat', 'assess')).toEqual(['not-your-step', 'assess', 'UNCAC 46(17)']);
  });
  it('wants reasons for a postponement where the instrument does', () => {
    const postponed = (instrument: string) => refusedBy(new Matter(rulesFor('mla', { instruments: [instrument] }), ...assessed, ['requested', 'intend']), 'requested', 'postpone', { reasons: undefined });
    expect(['uncac', 'ecma', 'budapest', 'cets-198'].map(postponed)).toEqual([['done', 'POSTPONED'], ['missing', 'reasons', '2AP 7(3)'], ['missing', 'reasons', 'Budapest 27(7)'], ['missing', 'reasons', 'CETS 198 40']]);
  });
});

describe('an extradition', () => {
  const both = rulesFor('extradition', { instruments: ['ece', 'uncac'] });
  const arrested: Step[] = [['requesting', 'draft', {}, 0], ['requesting', 'request-provisional-arrest', {}, 1], ['executing', 'arrest', {}, 2], ['requesting', 'send-request', {}, 2]];
  const heard: Step[] = [['requesting', 'draft'], ['requesting', 'submit'], ['requesting', 'transmit'], ['requested', 'acknowledge'], ['executing', 'begin-proceedings']];
  it('receives the request until the fortieth day after arrest, and releases from the eighteenth', () => {
    expect(refusedBy(new Matter(both, ...arrested), 'requested', 'receive-request', {}, 42)).toEqual(['done', 'REQUEST_RECEIVED']);
    expect(refusedBy(new Matter(both, ...arrested), 'requested', 'receive-request', {}, 42.01)).toEqual(['too-late', 'PROVISIONAL_ARREST', 'ECE 16(4)']);
    expect(refusedBy(new Matter(both, ...arrested), 'executing', 'release', {}, 19.99)).toEqual(['too-early', 'PROVISIONAL_ARREST', 'ECE 16(4)']);
    const released = new Matter(both, ...arrested, ['executing', 'release', {}, 20]);
    expect(refusedBy(released, 'requested', 'receive-request', {}, 90)).toEqual(['done', 'REQUEST_RECEIVED']);
  });
  it('is not barred from the hours of a day that a client of before said as such, by its last second', () => {
    const arrestedOn = (date: string) => new Matter(both, ['requesting', 'draft', {}, 0], ['requesting', 'request-provisional-arrest', {}, 0.5], ['executing', 'arrest', { date: date as never }, 3]);
    const consents = (matter: Matter, date: string) => refusedBy(matter, 'executing', 'consent', { date: date as never }, 4)[0];
    // 3 March in Nairobi, and in Kolkata.
    for (const [date, first, before] of [['2027-03-03T20:59:59.000Z', '2027-03-02T21:00:00.000Z', '2027-03-02T20:59:00.000Z'], ['2027-03-03T18:29:59.000Z', '2027-03-02T18:30:00.000Z', '2027-03-02T18:29:00.000Z']] as const) {
      expect([date, consents(arrestedOn(date), first), consents(arrestedOn(date), before)]).toEqual([date, 'done', 'not-before-that']);
    }
    expect([consents(arrestedOn('2027-03-03T20:59:00.000Z'), '2027-03-03T20:58:00.000Z'), consents(arrestedOn('2027-03-03T20:59:00.000Z'), '2027-03-03T20:59:00.000Z')]).toEqual(['not-before-that', 'done']);
  });
  it('has happened before it is said, and not before what it follows', () => {
    const matter = new Matter(both, ['requesting', 'draft', {}, 0], ['requesting', 'request-provisional-arrest', {}, 1], ['executing', 'arrest', { date: day(1.25) }, 2]);
    expect(refusedBy(matter, 'executing', 'consent', { date: day(3.01) }, 3)).toEqual(['not-yet', 'date', '3AP 4']);
    expect(refusedBy(matter, 'executing', 'consent', { date: day(1.24) }, 3)).toEqual(['not-before-that', 'date', '3AP 4']);
    const consent = matter.does('executing', 'consent', { date: day(1.25) }, 3);
    // Days without an hour could stand so.
    expect(replay(both, [...matter.history.slice(0, -1), { ...consent, carries: { date: day(1.24) } }]).ok).toBe(true);
  });
  it('is received once it was sent, and not before', () => {
    expect(refusedBy(new Matter(both, ...arrested.slice(0, 3)), 'requested', 'receive-request', {}, 10)).toEqual(['not-after-this', 'send-request', 'ECE 12, 16(4)']);
    expect(refusedBy(new Matter(both, ...arrested.slice(0, 3)), 'requesting', 'send-request', { content: ['JUDGMENT_OR_WARRANT'] }, 10)).toEqual(['content-missing', 'OFFENCES_TIME_PLACE_LAW', 'ECE 12(2)']);
  });
  it('knows no limit where no instrument sets one, and the one that a bilateral basis chose', () => {
    expect(refusedBy(new Matter(rulesFor('extradition', { instruments: ['uncac'] }), ...arrested), 'requested', 'receive-request', {}, 400)).toEqual(['done', 'REQUEST_RECEIVED']);
    const mexico = rulesFor('extradition', { instruments: ['bilateral'], periods: { PROVISIONAL_ARREST: 'NL_MEXICO' } });
    expect(refusedBy(new Matter(mexico, ...arrested), 'requested', 'receive-request', {}, 91)).toEqual(['done', 'REQUEST_RECEIVED']);
    expect(refusedBy(new Matter(mexico, ...arrested), 'requested', 'receive-request', {}, 93)).toEqual(['too-late', 'PROVISIONAL_ARREST', 'NL–Mexico']);
  });
  it('is followed by prosecution at home only when refused for nationality alone', () => {
    const refused = (...grounds: string[]) => new Matter(both, ...heard, ['executing', 'refuse', { grounds }]);
    expect(refusedBy(refused('NATIONAL'), 'requesting', 'ask-for-prosecution')).toEqual(['done', 'DOMESTIC_PROSECUTION']);
    expect(refusedBy(refused('NATIONAL', 'PLACE'), 'requesting', 'ask-for-prosecution')).toEqual(['wrong-ground', 'ask-for-prosecution', 'UNCAC 44(11)']);
    expect(refusedBy(refused('NATIONAL', 'PLACE'), 'requesting', 'apply-for-enforcement')).toEqual(['done', 'SENTENCE_ENFORCEMENT_CONSIDERED']);
    expect(refusedBy(refused('PLACE'), 'requesting', 'apply-for-enforcement')).toEqual(['wrong-ground', 'apply-for-enforcement', 'UNCAC 44(13)']);
    expect(refused('PLACE').history.at(-1)!.passed).toEqual(['CONSULT_BEFORE_EXTRADITION_REFUSAL']);
  });
  it('lapses when nobody takes the person over for fifteen days', () => {
    const scheduled = () => new Matter(both, ...heard, ['executing', 'grant'], ['executing', 'schedule-surrender', { date: day(10) }]);
    expect(refusedBy(scheduled(), 'executing', 'lapse', {}, 24)).toEqual(['too-early', 'SURRENDER', 'ECE 18(4)']);
    expect(refusedBy(scheduled(), 'executing', 'lapse', {}, 25)).toEqual(['done', 'LAPSED']);
    // Fifteen days from the new date, where the first one was missed (ECE 18(5)).
    const again = () => new Matter(both, ...heard, ['executing', 'grant'], ['executing', 'schedule-surrender', { date: day(10) }], ['executing', 'reschedule', { date: day(40) }, 12]);
    expect(refusedBy(again(), 'executing', 'lapse', {}, 54)).toEqual(['too-early', 'SURRENDER', 'ECE 18(4)']);
    expect(again().does('executing', 'lapse', {}, 55)).toMatchObject({ to: 'LAPSED', article: 'ECE 18(4)–(5)' });
  });
  it('is forwarded where the other side has something to do, by whom it was sent to, and stays where it is', () => {
    const matter = new Matter(both, ...heard);
    expect(refusedBy(matter, 'requesting', 'forward')).toEqual(['not-your-step', 'forward', 'ECE 12(1), 22']);
    expect(matter.does('requested', 'forward')).toMatchObject({ from: 'IN_PROCEEDINGS', to: 'IN_PROCEEDINGS' });
    expect(refusedBy(new Matter(both, ...heard.slice(0, 3)), 'requested', 'forward')).toEqual(['not-in-this-state', 'forward', 'ECE 12(1), 22']);
    expect(refusedBy(new Matter(both, ...heard, ['executing', 'refuse', { grounds: ['PLACE'] }]), 'requested', 'forward')).toEqual(['not-in-this-state', 'forward', 'ECE 12(1), 22']);
  });
  it('calls no offence political where the parties use the Convention and their law permits', () => {
    const politics: Step = ['executing', 'refuse', { grounds: ['POLITICAL'] }];
    expect(refusedBy(new Matter(both, ...heard), ...politics)).toEqual(['done', 'REFUSED']);
    expect(refusedBy(new Matter(rulesFor('extradition', { instruments: ['uncac', 'ece'], lawPermits: ['POLITICAL'] }), ...heard), ...politics)).toEqual(['barred-ground', 'POLITICAL', 'UNCAC 44(4)']);
  });
});

describe('an asset', () => {
  const rules = rulesFor('asset', { instruments: ['uncac'] });
  const frozen: Step[] = [['requesting', 'open'], ['requesting', 'submit'], ['requesting', 'request-tracing'], ['requested', 'locate'], ['requesting', 'request-freezing'], ['executing', 'freeze']];
  it('is not released before the requester was heard', () => {
    const matter = new Matter(rules, ...frozen);
    expect(refusedBy(matter, 'requested', 'lift')).toEqual(['gate', 'HEAR_BEFORE_LIFTING', 'UNCAC 55(8)']);
    matter.does('requested', 'contemplate-lifting');
    expect([matter.does('requested', 'maintain').to, matter.does('requested', 'contemplate-lifting').to, matter.does('requested', 'lift').to]).toEqual(['FROZEN', 'LIFTING_NOTICE', 'LIFTED']);
  });
  it('shall be returned only where article 55 was the way', () => {
    const confiscated = (route: string) => new Matter(rules, ...frozen, ['requesting', 'choose-route', { route }], ['executing', 'raise-claim'], ['executing', 'resolve-claim'], ['executing', 'confiscate']);
    expect(refusedBy(confiscated('OWN_PROCEEDINGS'), 'requested', 'classify', { classification: 'EMBEZZLED_PUBLIC_FUNDS' })).toEqual(['not-after-this', 'EMBEZZLED_PUBLIC_FUNDS', 'UNCAC 57(3)(a)']);
    expect(refusedBy(confiscated('ENFORCE'), 'requested', 'classify', { classification: 'EMBEZZLED_PUBLIC_FUNDS' })).toEqual(['done', 'DISPOSITION_PENDING']);
    expect(refusedBy(confiscated('ENFORCE'), 'requested', 'classify', { classification: 'OBTAIN_ORDER' })).toEqual(['unknown-term', 'OBTAIN_ORDER', 'UNCAC 57(3)']);
  });
  it('is disposed of by what one side proposed and the other agreed to', () => {
    const [proposed, other] = ['B', 'C'].map((letter) => letter.repeat(42) + 'A') as [string, string];
    const matter = new Matter(rules, ...frozen, ['requesting', 'choose-route'], ['executing', 'confiscate'], ['requested', 'classify']);
    expect(refusedBy(matter, 'requesting', 'agree')).toEqual(['not-after-this', 'propose-agreement', 'UNCAC 57(5)']);
    matter.does('requesting', 'propose-agreement', { agreement: proposed });
    expect(refusedBy(matter, 'requesting', 'agree', { agreement: proposed })).toEqual(['not-your-step', 'agree', 'UNCAC 57(5)']);
    expect(refusedBy(matter, 'requested', 'agree', { agreement: other })).toEqual(['other-conditions', 'agree', 'UNCAC 57(5)']);
    expect(matter.does('requested', 'agree', { agreement: proposed }).to).toBe('AGREED');
    expect(matter.does('requested', 'share', { expenses: sealed }).carries).toEqual({ account: sealed, expenses: sealed });
  });
  it('is withdrawn by whoever asked for it, after which only notices are given', () => {
    const matter = new Matter(rules, ...frozen);
    expect(refusedBy(matter, 'requested', 'withdraw')).toEqual(['not-your-step', 'withdraw', 'practice']);
    expect(matter.does('requesting', 'withdraw', { reasons: sealed })).toMatchObject({ from: 'FROZEN', to: 'FROZEN' });
    expect(refusedBy(matter, 'requesting', 'choose-route')).toEqual(['not-in-this-state', 'choose-route', 'UNCAC 53(c), 54(1)(b)–(c), 55(1)']);
    expect(matter.does('executing', 'inform').to).toBe('FROZEN');
    expect([requestStateOf([matter.history]), requestStateOf([matter.history, new Matter(rules, ...frozen).history])]).toEqual(['WITHDRAWN', 'FROZEN']);
  });
  it('is confiscated on what the route has to show', () => {
    expect(refusedBy(new Matter(rules, ...frozen), 'requesting', 'choose-route', { route: 'ENFORCE', content: ['FACTS', 'ADMISSIBLE_ORDER', 'EXTENT', 'FINALITY_STATEMENT'] })).toEqual(['content-missing', 'THIRD_PARTY_NOTICE_AND_DUE_PROCESS_STATEMENT', 'UNCAC 55(3)(b)']);
    expect(refusedBy(new Matter(rules, ...frozen), 'requesting', 'choose-route', { route: 'NON_CONVICTION', content: [] })).toEqual(['done', 'CONFISCATION_PENDING']);
  });
});

describe('spontaneous information', () => {
  it('is delivered after its conditions were accepted, not before', () => {
    const matter = new Matter(rulesFor('spontaneous', { instruments: ['budapest'] }), ['providing', 'offer']);
    expect(refusedBy(matter, 'providing', 'deliver')).toEqual(['gate', 'CONDITIONS_BEFORE_CONTENT', 'Budapest 26(2)']);
    expect(refusedBy(matter, 'providing', 'accept')).toEqual(['not-your-step', 'accept', 'UNCAC 46(5); Budapest 26(2)']);
    matter.does('receiving', 'accept');
    expect([matter.does('providing', 'deliver').to, matter.does('providing', 'consent-to-use').to, matter.does('receiving', 'link-request').to]).toEqual(['DELIVERED', 'USE_CONSENT', 'LINKED_REQUEST']);
  });
  it('may be used otherwise when its provider consents', () => {
    const matter = new Matter(rulesFor('use', { instruments: ['uncac'] }), ['receiving', 'request-consent']);
    expect(refusedBy(matter, 'receiving', 'grant')).toEqual(['not-your-step', 'grant', 'UNCAC 46(19)']);
    expect(matter.does('providing', 'grant', { conditions: sealed }).to).toBe('GRANTED');
  });
});

describe('a history', () => {
  it('of another matter is not this one’s, and what was changed is found', () => {
    const { history } = new Matter(uncac, ...assessed);
    expect(replay(uncac, history)).toMatchObject({ ok: true, standing: { state: 'UNDER_ASSESSMENT' } });
    expect(replay(rulesFor('extradition', { instruments: ['ece'] }), history)).toMatchObject({ refusal: { code: 'another-matter', seq: 1 } });
    expect(replay(uncac, history.with(3, { ...history[3]!, to: 'EXECUTED' }))).toMatchObject({ refusal: { code: 'altered', entry: 'acknowledge', seq: 4 } });
    expect(replay(uncac, history.with(2, { ...history[2]!, mood: 'good' } as never))).toMatchObject({ refusal: { code: 'malformed', entry: 'transmit', seq: 3 } });
    expect(decide(uncac, history.with(4, { ...history[4]!, actor: 'requesting' }), { action: 'accept' }, 'requested', day(9))).toMatchObject({ refusal: { code: 'not-your-step', seq: 5 } });
  });
});
