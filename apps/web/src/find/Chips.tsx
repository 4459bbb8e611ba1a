import type { SearchConditions } from '@comity/sdk';
import { usePerson, useSpaces } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { withCondition } from './Filters.js';

type Filter = Exclude<keyof SearchConditions, 'text'>;

/** The conditions beside the words, each of which a press takes away. */
export function Chips({ conditions, onChange }: { conditions: SearchConditions; onChange(conditions: SearchConditions): void }) {
  const t = useText();
  const words = useConditionWords();
  const set = (['sender', 'space', 'topic', 'since', 'until', 'hasFile', 'mentionsMe'] as const).filter((key) => conditions[key] !== undefined);
  if (set.length === 0) return null;
  const without = (key: Filter): SearchConditions => withCondition(key === 'space' ? withCondition(conditions, 'topic', undefined) : conditions, key, undefined);
  return (
    <ul className="chips" aria-label={t('find.active')}>
      {set.map((key) => {
        const label = words(key, conditions);
        return <li key={key}><button type="button" className="chip" aria-label={t('find.remove', { filter: label })} onClick={() => onChange(without(key))}><bdi>{label}</bdi><Icon name="close" small /></button></li>;
      })}
    </ul>
  );
}

function useConditionWords(): (key: Filter, conditions: SearchConditions) => string {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const titleOf = useSpaceTitle();
  const { value: spaces } = useSpaces();
  return (key, conditions) => {
    const space = spaces?.find(({ id }) => id === conditions.space);
    switch (key) {
      case 'sender': return t('find.chip-sender', { name: (conditions.sender && person(conditions.sender)?.name) ?? t('person.unknown') });
      case 'space': return t('find.chip-space', { title: space ? titleOf(space) : t('space.untitled') });
      case 'topic': return conditions.topic === 'main' ? t('find.no-topic') : t('find.chip-topic', { title: space?.topics.find(({ id }) => id === conditions.topic)?.title ?? t('space.untitled') });
      case 'since': return t('find.chip-since', { day: format.day(conditions.since ?? '') });
      // The last day that counts, not the moment after it.
      case 'until': return t('find.chip-until', { day: format.day(new Date(Date.parse(conditions.until ?? '') - 1).toISOString()) });
      case 'hasFile': return t('find.has-file');
      case 'mentionsMe': return t('find.mentions-me');
    }
  };
}
