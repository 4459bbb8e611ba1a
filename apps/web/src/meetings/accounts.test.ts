import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import { accountsFor } from './accounts.js';

const [lima, oslo] = ['lima', 'oslo'] as [AuthorityId, AuthorityId];
const person = (id: string, authority = lima, current = true) => ({ id: id as PractitionerId, current, authority: { id: authority } });

describe('accounts for a delegate', () => {
  it('are of the same authority, in use, and not on the list already, but for the one that the delegate has', () => {
    const people = [person('ana'), person('ben'), person('eva', oslo), person('gone', lima, false)], listed = [{ practitioner: 'ben' as PractitionerId }, { practitioner: 'gone' as PractitionerId }, { practitioner: null }];
    const offered = (own: string | null) => accountsFor(people, lima, listed, own as PractitionerId | null).map(({ id }) => id);
    expect([offered(null), offered('ben'), offered('gone')]).toEqual([['ana'], ['ana', 'ben'], ['ana', 'gone']]);
  });
});
