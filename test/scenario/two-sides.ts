/** Who a request is between in most tests of one: two officers of the authority that asks, since one alone sends none, and one of the authority of another State that is asked. */
import type { AuthorityId } from '@comity/contracts';
import type { People, Person } from './people.js';

interface Cast { asking: { authority: string; state: string; first: string; second: string }; asked: { authority: string; state: string; other: string } }
export interface Sides { first: Person; second: Person; other: Person; asked: AuthorityId }

const madrid = { authority: 'Fiscalía Especial', state: 'ES', first: 'Ana Ruiz', second: 'Ben Adu' };
const paris = { authority: 'Parquet financier', state: 'FR', other: 'Claire Aubry' };
export const nairobiAndParis: Cast = { asking: { authority: 'Asset Recovery Office', state: 'KE', first: 'Wanjiru Kamau', second: 'Otieno Odhiambo' }, asked: paris };
export const madridAndParis: Cast = { asking: madrid, asked: paris };
export const madridAndAmman: Cast = { asking: madrid, asked: { authority: 'Public Prosecution', state: 'JO', other: 'Salma Haddad' } };

/** The first of those who ask, and whoever is asked, are focal points. */
export async function twoSides(people: People, { asking: from, asked: to }: Cast): Promise<Sides> {
  await people.admit(from.authority, from.state);
  const asked = await people.admit(to.authority, to.state);
  const first = await people.enrol(from.first, from.authority, people.officers[0], 'focal-point');
  const second = await people.enrol(from.second, from.authority, first);
  const other = await people.enrol(to.other, to.authority, people.officers[0], 'focal-point');
  await people.settled(first, second, other);
  return { first, second, other, asked };
}
