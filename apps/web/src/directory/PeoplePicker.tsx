import './pages.css';
import { useMemo, useState } from 'react';
import { useLingui } from '@lingui/react';
import type { PractitionerId } from '@comity/contracts';
import { usePeople, usePerson } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Icon } from '../design/Icon.js';
import { PersonLine } from '../design/Person.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { groupPeople } from './grouping.js';

/** Choose people across authorities: search, tick, see who is chosen. Whoever has no current access is not offered. */
export function PeoplePicker({ chosen, onChange, without, single = false, legend }: { legend?: string; chosen: PractitionerId[]; onChange(people: PractitionerId[]): void; without: readonly PractitionerId[]; single?: boolean }) {
  const t = useText();
  const { i18n } = useLingui();
  const { value: people } = usePeople();
  const person = usePerson();
  const state = useStateName();
  const [search, setSearch] = useState('');
  const groups = useMemo(() => groupPeople((people ?? []).filter((each) => each.current && !without.includes(each.id)), search, state, i18n.locale), [people, without, search, state, i18n.locale]);
  if (!people) return <Busy />;
  const toggle = (id: PractitionerId): void => {
    if (single) onChange([id]);
    else onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  };
  return (
    <fieldset className="picker">
      <legend>{legend ?? (single ? t('picker.legend-one') : t('picker.legend'))}</legend>
      <div className="list-filter"><Icon name="search" small /><input type="search" className="input" aria-label={t('picker.search')} placeholder={t('picker.search')} value={search} onChange={(event) => setSearch(event.target.value)} /></div>
      {chosen.length > 0 && !single && (
        <ul className="chips" aria-label={t('picker.chosen', { count: chosen.length })}>
          {chosen.map((id) => (
            <li key={id}><button type="button" className="chip" onClick={() => toggle(id)} aria-label={t('picker.remove', { name: person(id)?.name ?? '' })}><bdi>{person(id)?.name}</bdi><Icon name="close" small /></button></li>
          ))}
        </ul>
      )}
      <div className="picker-list">
        {groups.length === 0 && <p className="muted list-none" role="status">{search === '' ? t('picker.nobody') : t('directory.none-found')}</p>}
        {groups.map((group) => (
          <div key={group.authority.id} role="group" aria-label={group.authority.name} className="picker-group">
            <p className="picker-authority"><bdi>{group.authority.name}</bdi> <span className="muted">{state(group.authority.state)}</span></p>
            {group.people.map((each) => (
              <label key={each.id} className="picker-person">
                <input type={single ? 'radio' : 'checkbox'} name="picker" checked={chosen.includes(each.id)} onChange={() => toggle(each.id)} />
                <PersonLine person={each} {...(each.title === null ? {} : { detail: each.title })} />
              </label>
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
