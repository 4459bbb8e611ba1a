/** Whom a message can mention: the members, their authorities, everyone. */
import { useMemo } from 'react';
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { usePerson, useSelf } from '../client/hooks.js';
import { fold } from '../directory/grouping.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import type { Words } from './words.js';

export type Who = { type: 'person'; id: PractitionerId } | { type: 'authority'; id: AuthorityId } | { type: 'all' };
export interface Mentionable { key: string; who: Who; name: string; detail: string }

export function useMentionables(space: SpaceView): Mentionable[] {
  const t = useText();
  const person = usePerson();
  const self = useSelf();
  const state = useStateName();
  return useMemo(() => {
    const members = space.members.flatMap((id) => person(id) ?? []);
    const people = members.filter(({ id }) => id !== self.practitioner).map((member): Mentionable => ({ key: member.id, who: { type: 'person', id: member.id }, name: member.name, detail: `${member.authority.name} · ${state(member.authority.state)}` }));
    const authorities = [...new Map(members.map(({ authority }) => [authority.id, authority])).values()].map((authority): Mentionable => ({ key: authority.id, who: { type: 'authority', id: authority.id }, name: authority.name, detail: t('talk-mention.authority', { state: state(authority.state) }) }));
    return [...people.sort((a, b) => a.name.localeCompare(b.name)), ...authorities, { key: 'all', who: { type: 'all' }, name: t('talk-mention.all'), detail: t('space.members', { count: space.members.length }) }];
  }, [space.members, person, self.practitioner, state, t]);
}

const most = 8;
/** As the protocol has them: so many mentions, each so long at most. */
const limits = { mentions: 50, length: 200 };
export function matching(mentionables: readonly Mentionable[], query: string): Mentionable[] {
  const wanted = fold(query.trim());
  const starts = mentionables.filter(({ name }) => fold(name).split(/\s+/).some((_, i, words) => words.slice(i).join(' ').startsWith(wanted)));
  return starts.slice(0, most);
}

/** Names written out after an `@` without choosing from the list, or kept in a draft, mention whom they name. */
export function withWrittenMentions(words: Words, mentionables: readonly Mentionable[]): Words {
  const longestFirst = [...mentionables].sort((a, b) => b.name.length - a.name.length);
  const found = [...words.mentions];
  for (let at = words.text.indexOf('@'); at !== -1; at = words.text.indexOf('@', at + 1)) {
    if (found.some((mention) => at >= mention.at && at < mention.at + mention.length)) continue;
    const named = longestFirst.find(({ name }) => words.text.startsWith(name, at + 1) && !/^[\p{L}\p{N}]/u.test(words.text.slice(at + 1 + name.length)));
    if (named) found.push({ ...named.who, at, length: named.name.length + 1 });
  }
  return { text: words.text, mentions: found.filter(({ length }) => length <= limits.length).sort((a, b) => a.at - b.at).slice(0, limits.mentions) };
}

