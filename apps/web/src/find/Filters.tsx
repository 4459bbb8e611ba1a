import { useId, useMemo } from 'react';
import type { ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import type { SearchConditions } from '@comity/sdk';
import { usePeople, useSpaces } from '../client/hooks.js';
import { Choice } from '../design/Choice.js';
import { groupPeople } from '../directory/grouping.js';
import { useText } from '../i18n/text.js';
import { useSpaceSort, useSpaceTitle } from '../messaging/space-title.js';
import { useStateName } from '../states/names.js';
import { dayOf, startOfDay } from './days.js';

interface Props { conditions: SearchConditions; onChange(conditions: SearchConditions): void }

/** A condition that is not set stands for no condition. */
export const withCondition = <K extends keyof SearchConditions>(conditions: SearchConditions, key: K, value: SearchConditions[K] | undefined): SearchConditions => {
  const rest = { ...conditions };
  delete rest[key];
  return value === undefined || value === false ? rest : { ...rest, [key]: value };
};

/** Everything a search can be narrowed by. */
export function Filters({ conditions, onChange }: Props) {
  const t = useText();
  const set = <K extends keyof SearchConditions>(key: K, value: SearchConditions[K] | undefined): void => onChange(withCondition(conditions, key, value));
  return (
    <fieldset className="card find-filters">
      <legend className="visually-hidden">{t('find.filters')}</legend>
      <PersonFilter conditions={conditions} onChange={onChange} />
      <SpaceFilter conditions={conditions} onChange={onChange} />
      <Day label={t('find.since')} value={dayOf(conditions.since)} onChange={(day) => set('since', startOfDay(day))} />
      <Day label={t('find.until')} value={dayOf(conditions.until, -1)} onChange={(day) => set('until', startOfDay(day, 1))} />
      <Check label={t('find.has-file')} checked={conditions.hasFile === true} onChange={(on) => set('hasFile', on)} />
      <Check label={t('find.mentions-me')} checked={conditions.mentionsMe === true} onChange={(on) => set('mentionsMe', on)} />
    </fieldset>
  );
}

function PersonFilter({ conditions, onChange }: Props) {
  const t = useText();
  const { value: people } = usePeople();
  const state = useStateName();
  const id = useId();
  const groups = useMemo(() => groupPeople(people ?? [], '', state, document.documentElement.lang), [people, state]);
  return (
    <div className="field">
      <label htmlFor={id}>{t('find.sender')}</label>
      <select id={id} className="input select" value={conditions.sender ?? ''} onChange={({ target }) => onChange(withCondition(conditions, 'sender', target.value === '' ? undefined : (target.value as PractitionerId)))}>
        <option value="">{t('find.anybody')}</option>
        {groups.map(({ authority, people: members }) => (
          <optgroup key={authority.id} label={`${authority.name} · ${state(authority.state)}`}>{members.map((person) => <option key={person.id} value={person.id}>{person.name}</option>)}</optgroup>
        ))}
      </select>
    </div>
  );
}

function SpaceFilter({ conditions, onChange }: Props) {
  const t = useText();
  const { value: spaces } = useSpaces();
  const titleOf = useSpaceTitle();
  const sortOf = useSpaceSort();
  const space = spaces?.find(({ id }) => id === conditions.space);
  const options = useMemo(() => (spaces ?? []).map((each) => ({ value: each.id as string, label: [titleOf(each), ...(each.kind === 'request' ? [sortOf(each)] : [])].join(' · ') })).sort((a, b) => a.label.localeCompare(b.label)), [spaces, titleOf, sortOf]);
  return (
    <>
      <Choice label={t('find.space')} value={conditions.space ?? ''} options={[{ value: '', label: t('find.any-space') }, ...options]}
        onChange={(id) => onChange(withCondition(withCondition(conditions, 'topic', undefined), 'space', id === '' ? undefined : (id as SpaceId)))} />
      {space !== undefined && space.topics.length > 0 && (
        <Choice label={t('find.topic')} value={conditions.topic ?? ''} onChange={(id) => onChange(withCondition(conditions, 'topic', id === '' ? undefined : (id as ItemId | 'main')))}
          options={[{ value: '', label: t('find.any-topic') }, { value: 'main', label: t('find.no-topic') }, ...space.topics.map((topic) => ({ value: topic.id as string, label: topic.title }))]} />
      )}
    </>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange(day: string): void }) {
  const id = useId();
  return <div className="field"><label htmlFor={id}>{label}</label><input id={id} type="date" className="input" value={value} onChange={({ target }) => onChange(target.value)} /></div>;
}

function Check({ label, checked, onChange }: { label: string; checked: boolean; onChange(on: boolean): void }) {
  return <label className="find-check"><input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} /><span>{label}</span></label>;
}
