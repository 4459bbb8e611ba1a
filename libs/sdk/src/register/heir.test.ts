import { describe, expect, it } from '@jest/globals';
import type { PractitionerId } from '@comity/contracts';
import { heirOf, type Estate } from './heir.js';

const people = (names: string) => names.split(' ').filter((name) => name !== '') as PractitionerId[];

describe('a compartment whose owner ana left the case file', () => {
  const cases: [what: string, heir: string | undefined, estate: { inside?: string; owners?: string; keepers?: string; gone?: string; away?: string }][] = [
    ['goes to who has been inside longest', 'ben', {}],
    ['goes to an owner of the case file before others', 'dan', { keepers: 'ana dan' }],
    ['goes to the first of several of them', 'cem', { keepers: 'dan cem' }],
    ['goes to nobody where another owner is inside', undefined, { owners: 'ana cem' }],
    ['passes over an owner who left as well', 'ben', { owners: 'ana cem', gone: 'ana cem' }],
    ['passes over an owner who has no device', 'ben', { owners: 'ana cem', away: 'cem' }],
    ['passes over an owner of the case file who is not inside, left it, or has no device', 'ben', { keepers: 'eve cem dan', gone: 'ana cem', away: 'dan' }],
    ['passes over whoever left, and whoever has no device', 'dan', { gone: 'ana ben', away: 'cem' }],
    ['goes to nobody where nobody is left', undefined, { inside: 'ana' }],
    ['goes to nobody where nobody has a device', undefined, { away: 'ben cem dan' }],
  ];
  it.each(cases)('%s', (_, heir, { inside = 'ana ben cem dan', owners = 'ana', keepers = '', gone = 'ana', away = '' }) => {
    const estate: Estate = { inside: people(inside), owners: people(owners), keepers: people(keepers), gone: people(gone), isThere: (person) => !people(away).includes(person) };
    expect(heirOf(estate)).toBe(heir);
  });
});
