import { describe, expect, it } from '@jest/globals';
import { groupStates, typedGroups } from './recovery-groups.js';

const code = 'A7KD-9FQ2-XM4T-PW8H-2CVR-6JNB-EZ3Y-K5SG-7T1M-QX0C-4DHN-R8WE-VJ2B-G6PA';

describe('a recovery code as it is typed', () => {
  it('is read as forgivingly as the code itself', () => {
    expect(typedGroups(' a7kd 9fq2–xm4t.pw')).toEqual(['A7KD', '9FQ2', 'XM4T', 'PW']);
    expect(typedGroups('7tIm-qxoc')).toEqual(['7T1M', 'QX0C']);
  });
  it('shows which group is wrong, as soon as it is', () => {
    expect(groupStates('A7KD9F', code).slice(0, 3)).toEqual(['whole', 'started', 'empty']);
    expect(groupStates('A7KD9X', code).slice(0, 2)).toEqual(['whole', 'wrong']);
    expect(new Set(groupStates(code.toLowerCase(), code))).toEqual(new Set(['whole']));
  });
  it('shows how far it is when nobody but its owner knows it', () => {
    expect(groupStates('ZZZZ Z', null).slice(0, 3)).toEqual(['whole', 'started', 'empty']);
  });
});
