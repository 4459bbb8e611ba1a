/** People of an authority whom a row of delegates may be: each once on the list. `own`: whom that row is already, also where their access has ended. */
import type { AuthorityId, Delegate, PractitionerId } from '@comity/contracts';

export const accountsFor = <P extends { id: PractitionerId; current: boolean; authority: { id: AuthorityId } }>(people: readonly P[], authority: AuthorityId, delegates: readonly Pick<Delegate, 'practitioner'>[], own: PractitionerId | null): P[] =>
  people.filter(({ id, current, authority: of }) => of.id === authority && (id === own || (current && !delegates.some(({ practitioner }) => practitioner === id))));
