/** People who lost everything and were vouched for anew: whom an owner could bring back into a channel. */
import type { PractitionerId } from '@comity/contracts';
import type { Surroundings } from '../surroundings.js';
import type { Space } from './space.js';

export function successorsIn(space: Space, env: Surroundings): PractitionerId[] {
  if (space.record.kind === 'direct') return [];
  const { chain, present } = env.directory;
  const members = space.members();
  const found = new Set<PractitionerId>();
  for (const person of [...space.record.departed, ...members]) {
    let last = chain.persons.get(person);
    while (last?.successor != null) last = chain.persons.get(last.successor);
    if (last !== undefined && last.id !== person && !members.includes(last.id) && chain.person(last.id, present) !== undefined) found.add(last.id);
  }
  return [...found];
}
