/** People by authority, each list in the alphabet of the language; a search looks at names, titles, authorities and States. */
import type { AuthorityView, PersonView } from '@comity/sdk';

export interface AuthorityGroup { authority: AuthorityView; people: PersonView[] }

/** Folds case, accents and the Arabic vowel signs, tatweel and alef forms that people leave out when they search. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/[\p{Mn}\u0640]/gu, '').replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627').replace(/\u0649/g, '\u064a').toLocaleLowerCase();

export function groupPeople(people: readonly PersonView[], search: string, stateName: (code: string) => string, locale: string): AuthorityGroup[] {
  const wanted = fold(search.trim()).split(/\s+/).filter((word) => word !== '');
  const matches = (person: PersonView): boolean => {
    const text = fold(`${person.name} ${person.title ?? ''} ${person.authority.name} ${stateName(person.authority.state)}`);
    return wanted.every((word) => text.includes(word));
  };
  const groups = new Map<string, AuthorityGroup>();
  for (const person of people) {
    if (!matches(person)) continue;
    const group = groups.get(person.authority.id) ?? { authority: person.authority, people: [] };
    group.people.push(person);
    groups.set(person.authority.id, group);
  }
  const collator = new Intl.Collator(locale);
  const sorted = [...groups.values()].sort((a, b) => collator.compare(stateName(a.authority.state), stateName(b.authority.state)) || collator.compare(a.authority.name, b.authority.name));
  for (const group of sorted) group.people.sort((a, b) => collator.compare(a.name, b.name));
  return sorted;
}
