import { describe, expect, it } from '@jest/globals';
import type { FileId, Instant } from '@comity/contracts';
import type { MeasureView, OpenStep, StepInput } from '@comity/sdk';
import { plain } from '../messaging/marking.js';
import { formOf, inputOf, instantIn, instantOf, isPast, newForm, readForm, unlikely, writeForm } from './step-draft.js';
import { offersTo } from './steps.js';

const step: OpenStep = { action: 'ask', article: 'A', verified: true, actors: ['requested'], sends: false, happened: false, besides: false, mine: true, carries: ['reasons'], may: ['limit', 'grounds'], offered: null, earliest: null, grounds: [{ id: 'G', article: 'A', verified: true, refusal: null }], choices: [], refusal: null };

describe('what somebody writes into a step', () => {
  it('is read back as it was kept, and not as anything else', () => {
    const form = { ...newForm(['one']), grounds: ['G'], said: { reasons: 'Half a sent' }, days: { limit: '2030-01-02' } };
    expect(readForm(writeForm(form))).toEqual(form);
    expect([readForm(''), readForm('{'), readForm('{"v":2}')]).toEqual([null, null, null]);
  });

  it('comes back whole from a step that does not stand, to be taken again', () => {
    const input: StepInput = { action: 'ask', words: { reasons: 'Long thought about' }, limit: instantOf('2030-01-02')!, grounds: ['G'] };
    const form = formOf(input, ['one', 'two']);
    expect(form).toEqual({ measures: ['one', 'two'], grounds: ['G'], addressees: [], said: { reasons: 'Long thought about' }, days: { limit: '2030-01-02' }, times: {}, zone: null, choices: {}, enclosures: [], marking: plain });
    expect(inputOf(step, form)).toEqual(input);
  });

  it('takes files along where the step may have some, those of one that did not stand first', () => {
    const [old, fresh] = ['old', 'fresh'] as FileId[];
    const executing: OpenStep = { ...step, action: 'execute', carries: [], may: ['enclosures'], grounds: [] };
    const form = formOf({ action: 'execute', enclosures: [old!] }, ['one']);
    expect([inputOf(executing, form, [], [fresh!]), inputOf(executing, newForm(['one'])), inputOf({ ...executing, may: [] }, form, [], [fresh!])]).toEqual([{ action: 'execute', words: {}, enclosures: [old, fresh] }, { action: 'execute', words: {} }, { action: 'execute', words: {} }]);
  });

  it('is marked as it was, where there is anything in it to be marked', () => {
    const marking = { ...plain, handling: 'H3', restriction: ' Not for the press ' } as const;
    const form = { ...newForm(['one']), said: { reasons: 'Why' }, marking };
    expect(readForm(writeForm(form))).toEqual(form);
    const { marking: _before, ...kept } = form;
    expect(readForm(JSON.stringify(kept))).toEqual({ ...form, marking: plain });
    expect(inputOf(step, form)).toMatchObject({ marking: { ...plain, handling: 'H3', restriction: 'Not for the press' } });
    expect(formOf(inputOf(step, form), ['one']).marking).toMatchObject({ handling: 'H3' });
    for (const bare of [{ ...step, carries: [], may: [] }, { ...step, action: 'share-draft' }]) expect(inputOf(bare, form)).not.toHaveProperty('marking');
  });

  it('makes its choice of those that the step offers', () => {
    const choosing: OpenStep = { ...step, action: 'choose-route', carries: ['route', 'content'], may: [], grounds: [], choices: [{ list: 'route', id: 'ENFORCE', article: 'A', verified: true, refusal: null }] };
    const input: StepInput = { action: 'choose-route', words: {}, route: 'ENFORCE' };
    const form = formOf(input, ['one']);
    expect([form.choices, inputOf(choosing, form), inputOf(choosing, { ...form, choices: { route: 'GONE', record: 'ENFORCE' } })]).toEqual([{ route: 'ENFORCE' }, input, { action: 'choose-route', words: {} }]);
    expect(readForm('{"measures":[],"grounds":[],"addressees":[],"said":{},"days":{}}')).toEqual(newForm([]));
  });

  it('says to the minute, on the clock of a zone, when something happened', () => {
    const arrest: OpenStep = { ...step, action: 'arrest', happened: true, carries: ['date'], may: [], grounds: [] };
    const form = { ...newForm(['one']), days: { date: '2027-03-04' }, times: { date: '23:47' }, zone: 'Europe/Paris' };
    expect(inputOf(arrest, form)).toEqual({ action: 'arrest', words: {}, date: '2027-03-04T22:47:00.000Z' });
    expect([instantIn({ ...form, zone: 'America/Sao_Paulo' }, 'date'), instantIn({ ...form, times: {} }, 'date'), instantIn({ ...form, days: {} }, 'date')]).toEqual(['2027-03-05T02:47:00.000Z', null, null]);
    // The clocks go forward in between: an hour that is left out is none, and the day after is another distance away.
    expect([instantIn({ ...form, days: { date: '2027-03-28' }, times: { date: '01:59' } }, 'date'), instantIn({ ...form, days: { date: '2027-03-28' }, times: { date: '03:00' } }, 'date')]).toEqual(['2027-03-28T00:59:00.000Z', '2027-03-28T01:00:00.000Z']);
    // Back from a step that does not stand, on the clock of this device.
    const back = formOf({ action: 'arrest', date: '2027-03-04T22:47:00.000Z' as Instant }, ['one']);
    expect(inputOf(arrest, back)).toMatchObject({ date: '2027-03-04T22:47:00.000Z' });
  });

  it('says what speaks against when something is said to have happened', () => {
    const [earlier, at, now] = ['2027-03-04T22:47:00.000Z', '2027-03-05T08:00:00.000Z', '2027-03-05T09:00:00.000Z'] as Instant[];
    const consent = { happened: true, earliest: earlier! };
    expect([unlikely(consent, at!, now!), unlikely(consent, now!, at!), unlikely(consent, earlier!, now!), unlikely({ ...consent, earliest: at! }, earlier!, now!), unlikely({ happened: false, earliest: null }, now!, at!), unlikely(consent, null, now!)]).toEqual([null, 'future', null, 'early', null, null]);
  });

  it('says of days to answer by, and of when somebody is to be handed over, that they are past', () => {
    const [before, now] = ['2027-03-05T08:59:00.000Z', '2027-03-05T09:00:00.000Z'] as Instant[];
    const past = (action: string, member: 'date' | 'limit' | 'deadline', at: Instant | null) => isPast({ action }, member, at, now!);
    expect([past('ask', 'limit', before!), past('transmit', 'deadline', before!), past('schedule-surrender', 'date', before!), past('reschedule', 'date', before!)]).toEqual([true, true, true, true]);
    expect([past('ask', 'limit', now!), past('ask', 'limit', null), past('arrest', 'date', before!), past('release-witness', 'date', before!)]).toEqual([false, false, false, false]);
  });

  it('leaves the words of the other side as they were offered', () => {
    const accepting: OpenStep = { ...step, action: 'accept-conditions', carries: ['conditions'], may: [], grounds: [], offered: { member: 'conditions', text: 'For this case only', hash: 'H' } };
    const measure = (id: string, hash: string) => ({ id, open: [{ ...accepting, mine: true, refusal: null, offered: { ...accepting.offered!, hash } }] }) as unknown as MeasureView;
    const offers = offersTo([measure('one', 'H'), measure('other', 'I'), measure('third', 'J')], ['one', 'other'], 'accept-conditions');
    // Of each measure the one that was shown for it.
    expect(offers.map(({ of, text }) => [of, text])).toEqual([['one', 'For this case only'], ['other', 'For this case only']]);
    expect(inputOf(accepting, { ...newForm(['one', 'other']), said: { conditions: 'For whatever we like' } }, offers)).toEqual({ action: 'accept-conditions', accepts: { one: 'H', other: 'I' }, words: {} });
  });

  it('makes a step of what that asks for alone', () => {
    const form = { ...newForm(['one']), grounds: ['G', 'GONE'], said: { reasons: ' Short ', conditions: 'Not asked for' }, days: { limit: 'no day', deadline: '2030-01-02' } };
    expect(inputOf(step, form)).toEqual({ action: 'ask', words: { reasons: 'Short' }, grounds: ['G'] });
  });
});
