import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuthorityId, OutcomeWordBody, WallAt } from '@comity/contracts';
import { outcomeOf, takesOutcome } from './meeting-outcome.js';

const [kenya, france, spain] = [randomUUID(), randomUUID(), randomUUID()] as [AuthorityId, AuthorityId, AuthorityId];
const nine: WallAt = { date: '2026-11-30', time: '09:00' }, ten: WallAt = { date: '2026-11-30', time: '10:00' };
const word = (authority: AuthorityId, outcome: OutcomeWordBody['outcome'], change: Partial<OutcomeWordBody> = {}) =>
  ({ authority, outcome, at: nine, reason: outcome === 'not-held' ? 'other' : null, absent: outcome === 'no-show' ? [france] : [], ...change }) as OutcomeWordBody;
const stateOf = (...words: OutcomeWordBody[]) => outcomeOf([kenya, france, spain], words, nine).state;

describe('what became of a meeting', () => {
  it('is what its parties say, whoever of them says it, as long as all say the same', () => {
    expect(stateOf()).toBe('untold');
    expect(stateOf(word(kenya, 'held'))).toBe('held');
    expect(stateOf(word(kenya, 'held'), word(france, 'held'))).toBe('held');
    expect(stateOf(word(kenya, 'held'), word(france, 'cut-short'))).toBe('contested');
    expect(stateOf(word(kenya, 'not-held', { reason: 'no-room' }), word(france, 'not-held', { reason: 'postponed' }))).toBe('not-held');
  });

  it('is contested where they name others who did not come, in whatever order they name them', () => {
    expect(stateOf(word(kenya, 'no-show', { absent: [france, spain] }), word(france, 'no-show', { absent: [spain, france] }))).toBe('no-show');
    expect(stateOf(word(kenya, 'no-show', { absent: [france] }), word(france, 'no-show', { absent: [kenya] }))).toBe('contested');
  });

  it('is what each of them said last, of the slot in which it lay', () => {
    expect(stateOf(word(kenya, 'held'), word(france, 'no-show', { absent: [kenya] }), word(france, 'held'))).toBe('held');
    expect(stateOf(word(kenya, 'not-held', { at: ten }), word(france, 'held'))).toBe('held');
    expect(stateOf(word(kenya, 'held'), word(kenya, 'not-held', { at: ten }))).toBe('held');
  });

  it('is said by parties alone, of parties alone, and not that nobody came and yet somebody saw it', () => {
    const stranger = randomUUID() as AuthorityId;
    expect(stateOf(word(stranger, 'held'))).toBe('untold');
    expect(takesOutcome([kenya, france], word(kenya, 'no-show', { absent: [stranger] }))).toBe(false);
    expect(takesOutcome([kenya, france], word(kenya, 'no-show', { absent: [kenya, france] }))).toBe(false);
    expect(takesOutcome([kenya, france], word(kenya, 'no-show', { absent: [kenya] }))).toBe(true);
  });
});
