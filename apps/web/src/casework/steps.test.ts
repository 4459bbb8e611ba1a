import { describe, expect, it } from '@jest/globals';
import { questionOf, sourceOf } from './steps.js';

describe('a step that answers', () => {
  it('is to what was asked last, in a question or as the purpose of another use', () => {
    const steps = [{ action: 'ask', words: { question: 'Which vault?' } }, { action: 'request-consent', words: { purpose: 'A civil claim' } }, { action: 'consent-to-use', words: {} }, { action: 'request-consent', words: { purpose: 'A tax case' } }, { action: 'request-speciality-consent', words: { purpose: 'A murder of before' } }];
    expect(['supply', 'status-reply', 'consent-to-use', 'refuse-use', 'consent-to-re-extradition', 'refuse-speciality-consent', 'close'].map((action) => questionOf(steps, action)?.text)).toEqual(['Which vault?', undefined, 'A tax case', 'A tax case', 'A murder of before', 'A murder of before', undefined]);
  });
});

describe('a step in the history', () => {
  it('says that it is known by somebody’s word wherever it is, in the draft or in the space of both sides', () => {
    expect([sourceOf({ attested: true, seq: null }), sourceOf({ attested: true, seq: 4 }), sourceOf({ attested: false, seq: null }), sourceOf({ attested: false, seq: 4 })]).toEqual(['attested', 'attested', 'queued', 'log']);
  });
});
