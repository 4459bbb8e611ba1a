import { describe, expect, it } from '@jest/globals';
import type { Instant, SpaceId } from '@comity/contracts';
import type { OpenStep, StepView } from '@comity/sdk';
import { addedSince, announcedUnheard, askedIn, countsOf, offeredAt, questionOf, sourceOf, stepPath } from './steps.js';

describe('a step that answers', () => {
  it('is to what was asked last, in a question or as the purpose of another use', () => {
    const steps = [{ action: 'ask', words: { question: 'Which vault?' } }, { action: 'request-consent', words: { purpose: 'A civil claim' } }, { action: 'consent-to-use', words: {} }, { action: 'request-consent', words: { purpose: 'A tax case' } }, { action: 'request-speciality-consent', words: { purpose: 'A murder of before' } }];
    expect(['supply', 'status-reply', 'consent-to-use', 'refuse-use', 'consent-to-re-extradition', 'refuse-speciality-consent', 'close'].map((action) => questionOf(steps, action)?.text)).toEqual(['Which vault?', undefined, 'A tax case', 'A tax case', 'A murder of before', 'A murder of before', undefined]);
  });
});

describe('what is offered at a measure', () => {
  it('is what can be taken there, and what ends the whole draft once, at the first that it is open for', () => {
    const step = (action: string, change: Partial<OpenStep> = {}) => ({ action, mine: true, refusal: null, ...change }) as OpenStep;
    const measures = [{ id: 'a', open: [step('submit'), step('discard', { mine: false })] }, { id: 'b', open: [step('submit'), step('discard')] }, { id: 'c', open: [step('submit', { refusal: {} as never }), step('discard')] }];
    expect(measures.map((measure) => offeredAt(measures, measure).map(({ action }) => action))).toEqual([['submit'], ['submit', 'discard'], []]);
  });
});

describe('a step that an address asks for', () => {
  const step = (change: Partial<OpenStep> = {}) => ({ action: 'request-consent', mine: true, refusal: null, ...change }) as OpenStep;
  const measures = [{ id: 'a', open: [step()] }, { id: 'b', open: [step({ refusal: {} as never })] }, { id: 'c', open: [step()] }];
  const at = (address: string) => { const said = new URL(address, 'https://comity.example').searchParams; return askedIn(measures, said.get('step')!, said.get('measure'))?.measure; };
  it('is taken at the measure that it names, and at no other one; without a name at the first', () => {
    const space = 'd1a9' as SpaceId;
    expect([at(stepPath(space, 'request-consent', 'c')), at(stepPath(space, 'request-consent')), at(stepPath(space, 'request-consent', 'b')), at(stepPath(space, 'request-consent', 'gone')), at(stepPath(space, 'close', 'a'))]).toEqual(['c', 'a', undefined, undefined, undefined]);
  });
});

describe('a step in the history', () => {
  it('says that it is known by somebody’s word wherever it is, in the draft or in the space of both sides', () => {
    expect([sourceOf({ attested: true, seq: null }), sourceOf({ attested: true, seq: 4 }), sourceOf({ attested: false, seq: null }), sourceOf({ attested: false, seq: 4 })]).toEqual(['attested', 'attested', 'queued', 'log']);
  });
});

describe('a step that another one came before', () => {
  const step = (action: string, by: string, changes = false) => ({ action, by, from: 'EXECUTED', to: changes ? 'CLOSED' : 'EXECUTED' }) as StepView;
  const measure = (...steps: StepView[]) => ({ id: 'a', earlier: 2, steps });
  const executed = [step('execute', 'claire', true), step('request-consent', 'ana')];
  const counts = countsOf([measure(...executed)]);
  it('is closed by what was added while it was written, also where the state stays as it is', () => {
    expect(addedSince(measure(...executed, step('refuse-use', 'ben')), counts)).toMatchObject({ by: 'ben', action: 'refuse-use' });
    expect(addedSince(measure(...executed, step('refuse-use', 'ben'), step('see-alarm', 'dan')), counts)).toMatchObject({ by: 'ben' });
    expect(addedSince({ id: 'a', earlier: 3, steps: [executed[1]!, step('close', 'ana', true)] }, counts)).toMatchObject({ action: 'close' });
  });
  it('names nobody where none was added', () => {
    expect([addedSince(measure(...executed), counts), addedSince(measure(executed[0]!), counts), addedSince(measure(...executed, step('see-alarm', 'dan')), counts)]).toEqual([null, null, null]);
  });
});

describe('what was announced', () => {
  const step = (action: string, actor: StepView['actor'], at: string) => ({ action, actor, at: at as Instant }) as StepView;
  const intended = [step('assess', 'requested', '1'), step('intend', 'requested', '2')];
  it('is unheard until whoever asked takes a step, measure by measure; the last counts', () => {
    const said = (action: string, ...all: StepView[][]) => announcedUnheard(all.map((steps) => ({ steps })), action);
    expect([said('refuse', intended), said('refuse', [...intended, step('offer-conditions', 'requested', '3')]), said('refuse', [...intended, step('status-query', 'requesting', '3')]), said('postpone', intended), said('lift', [step('contemplate-lifting', 'requested', '4')])]).toEqual(['2', '2', null, '2', '4']);
    // Whoever saw that a clock alarms has said nothing.
    expect(said('refuse', [...intended, step('see-alarm', 'requesting', '3')])).toBe('2');
    expect([said('refuse', [step('assess', 'requested', '1')]), said('accept', intended), said('refuse')]).toEqual([null, null, null]);
    expect(said('refuse', [...intended, step('status-query', 'requesting', '3')], [...intended, step('intend', 'requested', '5')], intended)).toBe('5');
  });
});
