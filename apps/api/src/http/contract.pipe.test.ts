import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ContractPipe, parseContract } from './contract.pipe.js';
import { Refusal } from './refusal.js';

const schema = z.object({ 'a/b': z.object({ '~c': z.array(z.number().int().min(1)) }).strict(), d: z.enum(['x', 'y']).optional() }).strict();
const errors = (value: unknown) => {
  try {
    parseContract(schema, value);
    return [];
  } catch (error) {
    return error instanceof Refusal ? error.problem.errors : [];
  }
};

describe('the contract at the door', () => {
  it('lets through what the contract names', () => {
    const value = { 'a/b': { '~c': [1, 2] } };
    expect(new ContractPipe().transform(value, { type: 'body', schema })).toEqual(value);
    expect(new ContractPipe().transform('as it is', { type: 'custom' })).toBe('as it is');
  });

  it('points with RFC 6901 and names the rule', () => {
    expect(errors({ 'a/b': { '~c': [1, 0] } })).toEqual([{ pointer: '/a~1b/~0c/1', rule: expect.stringContaining('>=1') }]);
    expect(errors({ 'a/b': 'canary' })).toEqual([{ pointer: '/a~1b', rule: 'must be object' }]);
  });

  it('quotes nothing of what came', () => {
    expect(JSON.stringify(errors({ 'a/b': { '~c': ['canary'], canary: 1 }, canary: 'canary', d: 'canary' }))).not.toContain('canary');
  });

  it('shows at most twenty faults', () => {
    expect(errors({ 'a/b': { '~c': Array.from({ length: 500 }, () => 'x') } })).toHaveLength(20);
  });
});
