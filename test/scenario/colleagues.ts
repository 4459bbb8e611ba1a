/** Two people of one authority and the channel they share: what tests of their devices begin with. */
import type { SpaceId } from '@comity/contracts';
import { People, type Person } from './people.js';

export interface Colleagues { people: People; leila: Person; peter: Person; channel: SpaceId }

export async function gatherColleagues(): Promise<Colleagues> {
  const people = await People.gather();
  await people.admit('Central Authority', 'TN');
  const leila = await people.enrol('Leila Ben Salah', 'Central Authority', people.officers[0], 'focal-point');
  const peter = await people.enrol('Peter Otieno', 'Central Authority', leila);
  const channel = await leila.client.createChannel({ title: 'Coordination', purpose: null, members: [peter.id] });
  return { people, leila, peter, channel };
}
