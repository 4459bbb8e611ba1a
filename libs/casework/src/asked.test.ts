import { describe, expect, it } from '@jest/globals';
import { Matter, rulesFor, type Step } from '../test/matter.js';
import { standingOf } from '../test/walk.js';
import { answersOwed } from './index.js';

const rules = rulesFor('mla', { instruments: ['uncac'] });
const assessed: Step[] = [['requesting', 'draft'], ['requesting', 'submit'], ['requesting', 'transmit'], ['requested', 'acknowledge'], ['requested', 'assess']];
const owed = (...steps: Step[]) => answersOwed(rules, standingOf(rules, new Matter(rules, ...assessed, ...steps).history)).map(({ action }) => action);

describe('what was asked along the way', () => {
  it('is owed an answer until it has one, whatever else is done', () => {
    const executed: Step[] = [['requested', 'accept'], ['requested', 'execute'], ['requesting', 'request-consent']];
    expect([owed(...executed), owed(...executed, ['requested', 'cannot-keep-confidential']), owed(...executed, ['requesting', 'close']), owed(...executed, ['requested', 'refuse-use'])])
      .toEqual([['consent-to-use', 'refuse-use'], ['consent-to-use', 'refuse-use'], ['consent-to-use', 'refuse-use'], []]);
  });
  it('of how it stands is owed a reply until whoever is asked says so or takes another step; seeing an alarm is none', () => {
    const query: Step = ['requesting', 'status-query'];
    expect([owed(), owed(['requested', 'status-reply']), owed(query), owed(query, ['requesting', 'see-alarm'], query), owed(query, ['executing', 'see-alarm'])]).toEqual([[], [], ['status-reply'], ['status-reply'], ['status-reply']]);
    expect([owed(query, ['requested', 'status-reply']), owed(query, ['executing', 'accept']), owed(query, ['executing', 'accept'], query), owed(query, ['requesting', 'withdraw']), owed(['requesting', 'withdraw'], query)]).toEqual([[], [], ['status-reply'], ['status-reply'], ['status-reply']]);
  });
});
