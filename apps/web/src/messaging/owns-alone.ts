import type { PractitionerId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';

/** Whether this person, and none of the others inside, owns the conversation. */
export function ownsAlone({ owners, members }: Pick<SpaceView, 'owners' | 'members'>, person: PractitionerId): boolean {
  return owners.includes(person) && members.length > 1 && members.every((member) => member === person || !owners.includes(member));
}
