import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Matter, rulesFor, type Step } from '../test/matter.js';
import { standingOf, walk } from '../test/walk.js';
import { lifeCycles, requestStateOf } from './index.js';

const rules = rulesFor('mla', { instruments: ['uncac'] });
const until = (...steps: Step[]) => new Matter(rules, ['requesting', 'draft'], ['requesting', 'submit'], ['requesting', 'transmit'], ['requested', 'acknowledge'], ['requested', 'assess'], ...steps).history;
const assessed = until();
const executing = until(['requested', 'accept']);
const executed = until(['requested', 'accept'], ['executing', 'execute']);
const closed = until(['requested', 'accept'], ['executing', 'execute'], ['requesting', 'close'], ['requesting', 'status-query']);
const refused = until(['requested', 'refuse', { grounds: ['NO_DUAL_CRIMINALITY'] }]);
const impossible = until(['requested', 'declare-impossible']);
const withdrawn = until(['requesting', 'withdraw']);

describe('the state of a request', () => {
  it('is executed when all measures are, and partially when some are', () => {
    expect([[executed, executed], [executed, executing], [executed, refused], [closed, assessed], [until(['requested', 'accept'], ['executing', 'execute-in-part']), assessed]].map(requestStateOf)).toEqual(['EXECUTED', 'PARTIALLY_EXECUTED', 'PARTIALLY_EXECUTED', 'PARTIALLY_EXECUTED', 'PARTIALLY_EXECUTED']);
  });
  it('is that of its least advanced open measure before anything is done', () => {
    expect([[executing, assessed], [refused, executing], [executing, until(['requested', 'intend'])], [withdrawn, assessed]].map(requestStateOf)).toEqual(['UNDER_ASSESSMENT', 'IN_EXECUTION', 'CONSULTATION', 'UNDER_ASSESSMENT']);
  });
  it('tells how it ended when nothing was done, leaves out what was withdrawn, and is closed when all is', () => {
    expect([[refused, impossible], [impossible, withdrawn], [withdrawn, withdrawn], [executed, withdrawn], [closed, closed], [closed, executed], []].map(requestStateOf)).toEqual(['REFUSED', 'NOT_EXECUTABLE', 'WITHDRAWN', 'EXECUTED', 'CLOSED', 'EXECUTED', undefined]);
  });
  it('of persons and assets is that of the least advanced that is open, or else of the one that ended furthest', () => {
    const sought = rulesFor('extradition', { instruments: ['ece'] });
    const person = (...steps: Step[]) => new Matter(sought, ['requesting', 'draft'], ['requesting', 'request-provisional-arrest'], ...steps).history;
    const [asked, declined, left] = [person(), person(['requested', 'decline-arrest']), person(['requesting', 'withdraw'])];
    const arrested = person(['requested', 'arrest']);
    const refused = person(['requested', 'arrest'], ['requested', 'consent'], ['requested', 'refuse']);
    const surrendered = person(['requested', 'arrest'], ['requested', 'consent'], ['requested', 'grant'], ['requested', 'schedule-surrender'], ['requested', 'surrender']);
    expect([[asked, arrested], [refused, arrested], [left, asked], [refused, surrendered], [surrendered, left], [left, left], [declined, declined], [declined, asked]].map(requestStateOf))
      .toEqual(['PROVISIONAL_ARREST_REQUESTED', 'PROVISIONALLY_ARRESTED', 'PROVISIONAL_ARREST_REQUESTED', 'SURRENDERED', 'SURRENDERED', 'WITHDRAWN', 'CLOSED', 'PROVISIONAL_ARREST_REQUESTED']);
    const things = rulesFor('asset', { instruments: ['uncac'] });
    const thing = (...steps: Step[]) => new Matter(things, ['requesting', 'open'], ['requesting', 'submit'], ['requesting', 'request-tracing'], ...steps).history;
    expect([[thing(), thing(['requested', 'locate'])], [thing(['requested', 'find-nothing']), thing(['requested', 'locate'])]].map(requestStateOf)).toEqual(['TRACING', 'TRACED']);
  });
  it('is that of its only measure, and the same in whatever order measures come', () => {
    const measure = fc.array(fc.record({ row: fc.nat(200), tenths: fc.nat(50), ground: fc.nat(50) }), { maxLength: 15 }).map((throws) => walk(rules, throws));
    fc.assert(fc.property(fc.array(measure, { minLength: 1, maxLength: 5 }), (measures) => {
      expect(requestStateOf([measures[0]!])).toBe(standingOf(rules, measures[0]!).ended ?? measures[0]!.at(-1)!.to);
      expect(requestStateOf(measures.toReversed())).toBe(requestStateOf(measures));
      expect([...lifeCycles.get('mla')!.states, 'DISCARDED']).toContain(requestStateOf(measures));
    }), { numRuns: 100 });
  });
});
