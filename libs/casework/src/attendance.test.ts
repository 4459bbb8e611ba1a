import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Delegate, DelegateId, PractitionerId } from '@comity/contracts';
import { isTheirs } from './attendance.js';

const own = 'kenya' as AuthorityId;
const delegate = (id: string, practitioner: string | null, authority = 'kenya') => ({ id: id as DelegateId, authority: authority as AuthorityId, practitioner: practitioner as PractitionerId | null }) as Delegate;
const list = [delegate('a', 'amina'), delegate('n', null), delegate('f', 'zoe', 'france')];
const whose = (...delegates: string[]) => ['amina', 'omar'].filter((person) => isTheirs({ parties: [own, 'france' as AuthorityId], delegates: delegates as DelegateId[] }, list, { authority: own, practitioner: person as PractitionerId }));

describe('a meeting', () => {
  it('is of everybody of a party, or of those whom it named, unless none of them has an account', () => {
    expect([whose(), whose('f'), whose('a'), whose('a', 'n'), whose('n'), whose('n', 'f')]).toEqual([['amina', 'omar'], ['amina', 'omar'], ['amina'], ['amina'], ['amina', 'omar'], ['amina', 'omar']]);
    expect(isTheirs({ parties: ['france' as AuthorityId], delegates: [] }, list, { authority: own, practitioner: 'omar' as PractitionerId })).toBe(false);
  });
});
