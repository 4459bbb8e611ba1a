import { describe, expect, it } from '@jest/globals';
import type { OpenStep, StepInput } from '@comity/sdk';
import { formOf, inputOf, instantOf, newForm, readForm, writeForm } from './step-draft.js';

const step: OpenStep = { action: 'ask', article: 'A', verified: true, actors: ['requested'], sends: false, happened: false, besides: false, mine: true, carries: ['reasons'], may: ['limit', 'grounds'], grounds: [{ id: 'G', article: 'A', verified: true, refusal: null }], choices: [], refusal: null };

describe('what somebody writes into a step', () => {
  it('is read back as it was kept, and not as anything else', () => {
    const form = { ...newForm(['one']), grounds: ['G'], said: { reasons: 'Half a sent' }, days: { limit: '2030-01-02' } };
    expect(readForm(writeForm(form))).toEqual(form);
    expect([readForm(''), readForm('{'), readForm('{"v":2}')]).toEqual([null, null, null]);
  });

  it('comes back whole from a step that does not stand, to be taken again', () => {
    const input: StepInput = { action: 'ask', words: { reasons: 'Long thought about' }, limit: instantOf('2030-01-02')!, grounds: ['G'] };
    const form = formOf(input, ['one', 'two']);
    expect(form).toEqual({ measures: ['one', 'two'], grounds: ['G'], addressees: [], said: { reasons: 'Long thought about' }, days: { limit: '2030-01-02' }, choices: {} });
    expect(inputOf(step, form)).toEqual(input);
  });

  it('makes its choice of those that the step offers', () => {
    const choosing: OpenStep = { ...step, action: 'choose-route', carries: ['route', 'content'], may: [], grounds: [], choices: [{ list: 'route', id: 'ENFORCE', article: 'A', verified: true, refusal: null }] };
    const input: StepInput = { action: 'choose-route', words: {}, route: 'ENFORCE' };
    const form = formOf(input, ['one']);
    expect([form.choices, inputOf(choosing, form), inputOf(choosing, { ...form, choices: { route: 'GONE', record: 'ENFORCE' } })]).toEqual([{ route: 'ENFORCE' }, input, { action: 'choose-route', words: {} }]);
    expect(readForm('{"measures":[],"grounds":[],"addressees":[],"said":{},"days":{}}')).toEqual(newForm([]));
  });

  it('makes a step of what that asks for alone', () => {
    const form = { ...newForm(['one']), grounds: ['G', 'GONE'], said: { reasons: ' Short ', conditions: 'Not asked for' }, days: { limit: 'no day', deadline: '2030-01-02' } };
    expect(inputOf(step, form)).toEqual({ action: 'ask', words: { reasons: 'Short' }, grounds: ['G'] });
  });
});
