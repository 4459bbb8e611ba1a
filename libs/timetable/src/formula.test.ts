import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Formula } from './formula.js';

/** Whether the clauses can be true with these literals being what they are, by unit propagation: enough for counts, whose other variables follow. */
function holds(clauses: readonly (readonly number[])[], given: readonly number[]): boolean {
  const known = new Set(given);
  for (let changed = true; changed;) {
    changed = false;
    for (const clause of clauses) {
      if (clause.some((literal) => known.has(literal))) continue;
      const open = clause.filter((literal) => !known.has(-literal));
      if (open.length === 0) return false;
      if (open.length === 1) {
        known.add(open[0]!);
        changed = true;
      }
    }
  }
  return true;
}

describe('a formula', () => {
  it('counts what is true of its literals, up to where it was to count', () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 9 }), fc.integer({ min: 1, max: 9 }), (bits, most) => {
      const formula = new Formula();
      const literals = bits.map(() => formula.variable());
      const sums = formula.count(literals, most, true);
      const given = literals.map((literal, i) => (bits[i] === true ? literal : -literal));
      const total = bits.filter(Boolean).length;
      const clauses = formula.take();
      for (const [i, sum] of sums.entries()) {
        expect(holds(clauses, [...given, sum])).toBe(total > i);
        expect(holds(clauses, [...given, -sum])).toBe(total <= i);
      }
    }));
  });
  it('lets no more be true than it was told', () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 12 }), (bits, limit) => {
      const formula = new Formula();
      const literals = bits.map(() => formula.variable());
      formula.atMost(limit, literals);
      expect(holds(formula.take(), literals.map((literal, i) => (bits[i] === true ? literal : -literal)))).toBe(bits.filter(Boolean).length <= limit);
    }));
  });
});
