import { describe, expect, it } from '@jest/globals';
import { caseFault, referenceOf, withCases } from './cases.js';

let made = 0;
const newId = () => `00000000-0000-4000-8000-${String(made += 1).padStart(12, '0')}`;
const of = (...references: string[]) => references.map((reference) => ({ id: newId(), reference }));

describe('cases of a forum', () => {
  it('are numbered on from the highest number, not above what a session holds', () => {
    expect(withCases([], 3, newId).map(({ reference }) => reference)).toEqual(['1', '2', '3']);
    expect(withCases(of('AR-2026/14', '7', '2'), 2, newId).map(({ reference }) => reference)).toEqual(['AR-2026/14', '7', '2', '8', '9']);
    expect(withCases(withCases([], 499, newId), 20, newId).length).toBe(500);
    expect(new Set(withCases([], 20, newId).map(({ id }) => id)).size).toBe(20);
  });

  it('have a reference with a digit, each its own', () => {
    expect(caseFault([])).toBe('no-cases');
    expect(caseFault(of('1', 'AR-2026/14', '3.B'))).toBeNull();
    for (const name of ['PETROV', '', 'A B 1', '-1', 'AR-20261234567890123456', 'é1']) expect([name, caseFault(of(name))]).toEqual([name, 'case-malformed']);
    expect(caseFault(of('1', '2', '1'))).toBe('case-twice');
    expect(caseFault([...withCases([], 500, newId), ...of('X1')])).toBe('too-many-cases');
  });

  it('are taken as typed, whatever the case of letters and the space around', () => {
    expect(referenceOf(' ar-2026 / 14 ')).toBe('AR-2026/14');
  });
});
