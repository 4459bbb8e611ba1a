/** What the chain of statements says of who is who, as far as requests ask for it. */
import type { Chain } from '@comity/e2ee';
import type { Network } from './law.js';

export const networkOf = (directory: { readonly chain: Chain }): Network => ({
  authorityOf: (person) => directory.chain.persons.get(person)?.authority,
  stateOf: (authority) => directory.chain.authorities.get(authority)?.state,
  humanOf: (person) => {
    let first = person;
    for (let known = directory.chain.persons.get(first); known?.supersedes != null; known = directory.chain.persons.get(first)) first = known.supersedes;
    return first;
  },
});
