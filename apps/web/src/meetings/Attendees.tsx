import '../casework/casework.css';
import './talks.css';
import { useState } from 'react';
import { useLingui } from '@lingui/react';
import { Link } from 'wouter';
import type { AuthorityId, Delegate, MeetingSession, OfficeView } from '@comity/contracts';
import { useNow } from '../casework/hooks.js';
import { useAuthority, useSelf, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useStateName } from '../states/names.js';
import { OwnDelegation, RemoteWords } from './AttendeesOwn.js';
import { askPath, useDelegatesWatch, useOfficesWatch } from './talks.js';

/** Who attends: the own delegation, and every office with its State. */
export function Attendees({ session }: { session: MeetingSession }) {
  const self = useSelf();
  const { value: offices, failure } = useWatch(useOfficesWatch(session.id));
  const { value: delegates, failure: other } = useWatch(useDelegatesWatch(session.id));
  if (!offices || !delegates) return failure || other ? <FailureNotice failure={failure ?? other ?? null} /> : <Busy />;
  const own = offices.find(({ authority }) => authority === self.authority);
  return (
    <div className="stack">
      {own && <OwnDelegation session={session} office={own} delegates={delegates.filter(({ authority }) => authority === self.authority)} />}
      <Offices session={session} own={self.authority} offices={offices} delegates={delegates} />
    </div>
  );
}

function Offices({ session, own, offices, delegates }: { session: MeetingSession; own: AuthorityId; offices: readonly OfficeView[]; delegates: readonly Delegate[] }) {
  const t = useText();
  const { i18n } = useLingui();
  const authority = useAuthority();
  const state = useStateName();
  const now = useNow();
  const [search, setSearch] = useState('');
  const fold = (text: string): string => text.toLocaleLowerCase(i18n.locale);
  const rows = offices.filter((office) => office.authority !== own)
    .map(({ authority: id, remote }) => ({ id, name: authority(id)?.name ?? t('request.authority-unknown'), state: state(authority(id)?.state ?? ''), people: delegates.filter((each) => each.authority === id), remote }))
    .filter(({ name, state: where }) => fold(`${name} ${where}`).includes(fold(search.trim())))
    .sort((a, b) => a.state.localeCompare(b.state, i18n.locale) || a.name.localeCompare(b.name, i18n.locale));
  const mayAsk = session.facts.state === 'open' && (session.facts.deadline === null || new Date(session.facts.deadline) > now);
  return (
    <section className="card" aria-label={t('talks.attending')}>
      <h2>{t('talks.attending')}</h2>
      <p className="muted">{t('talks.attending-count', { count: offices.length })}</p>
      <div className="list-filter"><Icon name="search" small /><input type="search" className="input" aria-label={t('talks.find-office')} placeholder={t('talks.find-office')} value={search} onChange={({ target }) => setSearch(target.value)} /></div>
      {rows.length === 0 && <Empty title={t('talks.no-office')} />}
      <ul className="rows">
        {rows.map(({ id, name, state: where, people, remote }) => (
          <li key={id}>
            <Icon name="organisation" />
            <span className="row-words"><strong><bdi>{name}</bdi></strong><span className="muted">{where}</span>{people.length > 0 && <span className="muted">{people.map((each) => <bdi key={each.id} className="talk-name">{each.name}</bdi>)}</span>}<RemoteWords remote={remote} works /></span>
            {mayAsk && <Link href={askPath(session.id, id)} className="button button-plain" aria-label={t('talks.ask-name', { name })}>{t('talks.ask')}</Link>}
          </li>
        ))}
      </ul>
    </section>
  );
}
