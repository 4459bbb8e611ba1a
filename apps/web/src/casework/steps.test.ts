import { describe, expect, it } from '@jest/globals';
import { sourceOf } from './steps.js';

describe('a step in the history', () => {
  it('says that it is known by somebody’s word wherever it is, in the draft or in the space of both sides', () => {
    expect([sourceOf({ attested: true, seq: null }), sourceOf({ attested: true, seq: 4 }), sourceOf({ attested: false, seq: null }), sourceOf({ attested: false, seq: 4 })]).toEqual(['attested', 'attested', 'queued', 'log']);
  });
});
