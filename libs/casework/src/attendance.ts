/** Whose meeting it is. */
import type { AuthorityId, Delegate, PractitionerId, PublishedMeeting } from '@comity/contracts';

/** Of their authority, and where it named whom it needs, only if it named them. */
export function isTheirs({ parties, delegates: ids }: Pick<PublishedMeeting, 'parties' | 'delegates'>, delegates: readonly Pick<Delegate, 'id' | 'authority' | 'practitioner'>[], { authority: own, practitioner: person }: { authority: AuthorityId; practitioner: PractitionerId }): boolean {
  const named = delegates.filter(({ id, authority }) => authority === own && ids.includes(id));
  return parties.includes(own) && (named.length === 0 || named.some(({ practitioner }) => practitioner === person));
}
