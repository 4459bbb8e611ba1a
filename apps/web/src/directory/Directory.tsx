import '../messaging/details.css';
import { useMemo, useState } from 'react';
import { useLingui } from '@lingui/react';
import { Link } from 'wouter';
import { usePeople } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Icon } from '../design/Icon.js';
import { PersonLine } from '../design/Person.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useRoleName } from '../identity/role-name.js';
import { Page } from '../shell/Page.js';
import { useStateName } from '../states/names.js';
import { groupPeople } from './grouping.js';

/** Everybody in the network, by authority and State. */
export function Directory() {
  const t = useText();
  const { i18n } = useLingui();
  const { value: people, failure } = usePeople();
  const state = useStateName();
  const roleName = useRoleName();
  const [search, setSearch] = useState('');
  const groups = useMemo(() => groupPeople(people ?? [], search, state, i18n.locale), [people, search, state, i18n.locale]);
  return (
    <Page title={t('directory.title')} lead={t('directory.lead')}>
      <div className="list-filter"><Icon name="search" small /><input type="search" className="input" aria-label={t('picker.search')} placeholder={t('picker.search')} value={search} onChange={(event) => setSearch(event.target.value)} /></div>
      {!people && (failure ? <FailureNotice failure={failure} /> : <Busy />)}
      {people && groups.length === 0 && <p className="muted list-none" role="status">{t('directory.none-found')}</p>}
      {groups.map((group) => (
        <section key={group.authority.id} className="card directory-group" aria-label={group.authority.name}>
          <header className="directory-head">
            <h2><bdi>{group.authority.name}</bdi></h2>
            <p className="muted">{state(group.authority.state)} · {t(`authority-kind.${group.authority.kind}`)}{group.authority.ended && <> · {t('authority.ended')}</>}</p>
          </header>
          <ul className="people">
            {group.people.map((person) => (
              <li key={person.id}><Link href={`/directory/${person.id}`} className="person-link"><PersonLine person={person} detail={[person.title ?? '', roleName(person.role)].filter((part) => part !== '').join(' · ')} /></Link></li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
