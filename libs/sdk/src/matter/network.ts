/** What the chain of statements says of who is who, as far as requests ask for it. */
import type { Directory } from '../directory/directory.js';
import type { Network } from './law.js';

export const networkOf = (directory: Pick<Directory, 'chain'>): Network => ({
  authorityOf: (person) => directory.chain.persons.get(person)?.authority,
  stateOf: (authority) => directory.chain.authorities.get(authority)?.state,
  humanOf: (person) => {
    let first = person;
    for (let known = directory.chain.persons.get(first); known?.supersedes != null; known = directory.chain.persons.get(first)) first = known.supersedes;
    return first;
  },
});
