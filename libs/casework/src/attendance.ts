/** Whose meeting it is. */
import type { AuthorityId, Delegate, PractitionerId, PublishedMeeting } from '@comity/contracts';

/** Of their authority, and where it named whom it needs, only if it named them. Of those it named, whoever has no account sees nothing here: where none of them has one, it is everybody's of the authority. */
export function isTheirs({ parties, delegates: ids }: Pick<PublishedMeeting, 'parties' | 'delegates'>, delegates: readonly Pick<Delegate, 'id' | 'authority' | 'practitioner'>[], { authority: own, practitioner: person }: { authority: AuthorityId; practitioner: PractitionerId }): boolean {
  const named = delegates.filter(({ id, authority }) => authority === own && ids.includes(id)).flatMap(({ practitioner }) => practitioner ?? []);
  return parties.includes(own) && (named.length === 0 || named.includes(person));
}
