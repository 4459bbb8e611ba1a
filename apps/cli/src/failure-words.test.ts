import { describe, expect, it } from '@jest/globals';
import { problem, problems, type ProblemCode } from '@comity/contracts';
import { inWords } from './failure-words.js';

describe('a failure at the terminal', () => {
  it.each(Object.keys(problems) as ProblemCode[])('is told in a sentence, not as a code: %s', (code) => {
    const words = inWords({ kind: 'problem', problem: problem(code) });
    expect(words).toMatch(/^[A-Z].* .*[.a-zA-Z]$/);
    expect(words).not.toContain(code.includes('-') ? code : `${code}.`);
  });
  it('names the field, the rule and the reference', () => {
    expect(inWords({ kind: 'problem', problem: problem('invalid-input', { errors: [{ pointer: '/text', rule: 'must not be empty' }], reference: 'ab12' }) })).toBe('The request does not follow its contract. Text: must not be empty. Reference: ab12');
  });
  it('says what to do without a connection, locked, and at a wrong secret', () => {
    expect(inWords({ kind: 'offline' })).toContain('cannot be reached');
    expect(inWords({ kind: 'not-ready', phase: 'locked' })).toContain('comity unlock');
    expect(inWords({ kind: 'wrong-passphrase' })).toContain('not the passphrase');
  });
});
