import { describe, expect, it } from '@jest/globals';
import { Matter, day, rulesFor, type Step } from '../test/matter.js';
import { clocksOf, dutiesOf, type Rules } from './index.js';

const clock = (matter: Matter, rules: Rules, id: string, today: number) => {
  const found = clocksOf(matter.history, rules, day(today)).find((candidate) => candidate.id === id);
  return found && [found.status, found.dueAt, found.latestAt, found.stoppedAt];
};
const duties = (matter: Matter, today = 400) => dutiesOf(matter.history, matter.rules, day(today)).map(({ id, article }) => `${id} ${article}`);
const accepted: Step[] = [['requesting', 'draft', {}, 0], ['requesting', 'submit', {}, 0], ['requesting', 'transmit', {}, 0], ['requested', 'acknowledge', {}, 1], ['requested', 'assess', {}, 2], ['requested', 'accept', {}, 11]];

describe('a clock', () => {
  it('of the investigation order runs thirty days to the decision, sixty at most, then ninety to execution', () => {
    const rules = rulesFor('mla', { instruments: ['eio'] });
    const undecided = new Matter(rules, ...accepted.slice(0, 5));
    expect([30, 31, 61, 61.1].map((today) => clock(undecided, rules, 'DECISION', today)![0])).toEqual(['running', 'due', 'due', 'over']);
    const matter = new Matter(rules, ...accepted);
    expect(clock(matter, rules, 'DECISION', 80)).toEqual(['stopped', day(31), day(61), day(11)]);
    expect(clock(matter, rules, 'EXECUTION', 80)).toEqual(['running', day(101), day(101), null]);
    expect(clock(undecided, rules, 'EXECUTION', 80)).toBeUndefined();
  });
  it('that the requesting State suggested runs to its date, and only if it suggested one', () => {
    const rules = rulesFor('mla', { instruments: ['uncac'] });
    const suggested = new Matter(rules, ...accepted.slice(0, 2), ['requesting', 'transmit', { deadline: day(20) }, 0]);
    expect(clock(suggested, rules, 'SUGGESTED_DEADLINE', 5)).toEqual(['running', day(20), day(20), null]);
    expect(clock(new Matter(rules, ...accepted), rules, 'SUGGESTED_DEADLINE', 5)).toBeUndefined();
  });
  it('of preservation runs for that type of assistance alone', () => {
    const rules = rulesFor('mla', { instruments: ['budapest'] });
    const preserved = (assistance: string) => new Matter(rules, ['requesting', 'draft', { assistance }, 0], ...accepted.slice(1), ['executing', 'execute', {}, 12]);
    expect(clock(preserved('PRESERVE_COMPUTER_DATA'), rules, 'PRESERVATION', 71)).toEqual(['running', day(72), day(72), null]);
    expect(clock(preserved('SEARCH_SEIZE_FREEZE'), rules, 'PRESERVATION', 71)).toBeUndefined();
  });
  it('counts from the date that its event carries, where it says so, and anew when it is started again', () => {
    const rules = rulesFor('mla', { instruments: ['uncac'] });
    const matter = new Matter(rules, ...accepted, ['executing', 'execute', {}, 12], ['requesting', 'release-witness', { date: day(20) }, 22]);
    expect(clock(matter, rules, 'SAFE_CONDUCT', 23)).toEqual(['running', day(35), day(35), null]);
    matter.does('requesting', 'release-witness', { date: day(25) }, 26);
    expect(clock(matter, rules, 'SAFE_CONDUCT', 41)).toEqual(['over', day(40), day(40), null]);
  });
});

describe('duties', () => {
  it('outlive the closing of a matter, but the duty to answer', () => {
    const rules = rulesFor('mla', { instruments: ['uncac', 'ecma'], agreed: ['uncac'] });
    const matter = new Matter(rules, ...accepted.slice(0, 5), ['requested', 'intend'], ['requesting', 'accept-conditions'], ['executing', 'execute'], ['requesting', 'status-query']);
    const lasting = ['USE_LIMITATION UNCAC 46(19)', 'EXCULPATORY_DISCLOSURE UNCAC 46(19)', 'CONFIDENTIALITY UNCAC 46(20)'];
    expect(duties(matter)).toEqual([...lasting, 'STATUS_REPLY UNCAC 46(24)', 'RETURN_OF_EVIDENCE ECMA 6(2)', 'CONDITIONS UNCAC 46(26)']);
    matter.does('requesting', 'close');
    expect(duties(matter)).toEqual([...lasting, 'RETURN_OF_EVIDENCE ECMA 6(2)', 'CONDITIONS UNCAC 46(26)']);
    matter.does('requesting', 'return-evidence');
    expect(duties(matter)).toEqual([...lasting, 'CONDITIONS UNCAC 46(26)']);
  });
  it('end when they are done, and arise again', () => {
    const matter = new Matter(rulesFor('mla', { instruments: ['uncac'] }), ...accepted, ['requesting', 'status-query']);
    expect(duties(matter)).toContain('STATUS_REPLY UNCAC 46(24)');
    matter.does('requested', 'status-reply');
    expect(duties(matter)).toEqual(['CONFIDENTIALITY UNCAC 46(20)']);
    matter.does('requested', 'cannot-keep-confidential');
    expect(duties(matter)).toEqual([]);
    matter.does('requesting', 'status-query');
    expect(duties(matter)).toEqual(['STATUS_REPLY UNCAC 46(24)']);
  });
  it('of speciality end forty-five days after discharge, thirty under the Fourth Protocol, or when the person comes back', () => {
    const surrendered: Step[] = [['requesting', 'draft'], ['requesting', 'submit'], ['requesting', 'transmit'], ['requested', 'acknowledge'], ['executing', 'begin-proceedings'], ['executing', 'grant'], ['executing', 'schedule-surrender'], ['executing', 'surrender'], ['requesting', 'close']];
    const both = ['SPECIALITY ECE 14(1)', 'NO_RE_EXTRADITION ECE 15'];
    const discharged = (periods = {}) => new Matter(rulesFor('extradition', { instruments: ['ece'], periods }), ...surrendered, ['requesting', 'discharge-finally', { date: day(100) }, 101]);
    expect([duties(discharged(), 145), duties(discharged(), 145.1)]).toEqual([both, []]);
    expect([duties(discharged({ SPECIALITY: 'ECE_4AP' }), 130), duties(discharged({ SPECIALITY: 'ECE_4AP' }), 131)]).toEqual([both, []]);
    expect(duties(new Matter(rulesFor('extradition', { instruments: ['ece'] }), ...surrendered, ['requesting', 'return-of-person']))).toEqual([]);
  });
});
