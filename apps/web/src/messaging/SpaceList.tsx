import { useMemo, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { SpaceView } from '@comity/sdk';
import { usePerson, useSelf, useSpaces } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { Icon, type IconName } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { isEphemeral, usePolicyWords } from './policy-words.js';
import { useSpaceSort, useSpaceTitle } from './space-title.js';
import { Counts } from './Counts.js';
import { SpaceMark } from './SpaceMark.js';

const ClosedList = later(() => import('./ClosedList.js').then((m) => ({ default: m.ClosedList })));

/** All conversations, the latest first, those that are closed at the end; `main` where they are what the page is about. */
export function SpaceList({ main = false }: { main?: boolean }) {
  const t = useText();
  const { value: spaces, failure } = useSpaces();
  const titleOf = useSpaceTitle();
  const [filter, setFilter] = useState('');
  const Heading = main ? 'h1' : 'h2';
  const shown = useMemo(() => {
    const wanted = filter.trim().toLocaleLowerCase();
    return (spaces ?? []).filter((space) => wanted === '' || titleOf(space).toLocaleLowerCase().includes(wanted))
      .sort((a, b) => b.lastActivity.localeCompare(a.lastActivity));
  }, [spaces, filter, titleOf]);
  const closed = shown.filter((space) => space.closed);
  const rows = (some: SpaceView[]) => some.map((space) => <li key={space.id}><SpaceRow space={space} title={titleOf(space)} /></li>);
  return (
    <section className="list" tabIndex={-1} aria-label={t('spaces.title')}>
      <header className="list-head">
        <Heading>{t('spaces.title')}</Heading>
        <div className="row">
          <Link href="/search" className="button button-icon button-quiet" aria-label={t('spaces.search')} title={t('spaces.search')}><Icon name="search" /></Link>
          <Link href="/new" className="button button-plain" title={t('spaces.begin')}><Icon name="plus" /><span>{t('spaces.new')}</span></Link>
        </div>
      </header>
      {(spaces?.length ?? 0) > 6 && (
        <div className="list-filter">
          <Icon name="search" small />
          <input type="search" className="input" aria-label={t('spaces.filter')} placeholder={t('spaces.filter')} value={filter} onChange={(event) => setFilter(event.target.value)} />
        </div>
      )}
      <div className="list-body">
        {!spaces && !failure && <Busy />}
        {!spaces && <FailureNotice failure={failure} />}
        {spaces?.length === 0 && <Empty title={t('spaces.empty')} action={<Link href="/new" className="button button-primary">{t('spaces.begin')}</Link>}>{t('spaces.empty-hint')}</Empty>}
        {spaces && spaces.length > 0 && shown.length === 0 && <p className="muted list-none" role="status">{t('spaces.none-found')}</p>}
        <ul className="spaces">{rows(shown.filter(({ closed }) => !closed))}</ul>
        {closed.length > 0 && <Later><ClosedList spaces={closed} filtered={filter !== ''}>{rows(closed)}</ClosedList></Later>}
      </div>
    </section>
  );
}

function SpaceRow({ space, title }: { space: SpaceView; title: string }) {
  const t = useText();
  const words = usePolicyWords();
  const format = useFormat();
  const person = usePerson();
  const self = useSelf();
  const { id } = useParams<{ id?: string }>();
  const sender = space.preview && (space.preview.sender === self.practitioner ? t('person.you') : person(space.preview.sender)?.name ?? t('person.unknown'));
  const { hold, retention } = space.policy;
  const sort = useSpaceSort()(space);
  const alarmed = space.sync === 'alarm' || space.alarms.some((alarm) => !alarm.acknowledged);
  return (
    <Link href={`/spaces/${space.id}`} className={space.unread > 0 ? 'space-row space-unread' : 'space-row'} {...(id === space.id ? { 'aria-current': 'page' as const } : {})}>
      <SpaceMark space={space} title={title} />
      <span className="space-words">
        <span className="space-line">
          <bdi className="space-title">{title}</bdi>
          {hold && <ListMark icon="lock" words={t('policy.hold')} />}
          {!hold && retention !== null && isEphemeral(retention) && <ListMark icon="queued" words={words.mark(retention)} />}
          <time dateTime={space.lastActivity}>{format.brief(space.lastActivity)}</time>
        </span>
        {sort !== null && <bdi className={space.kind === 'request' ? 'space-sort' : 'visually-hidden'}>{sort}</bdi>}
        <span className="space-line">
          <span className="space-preview">{space.preview ? <><span className="space-sender"><bdi>{sender}</bdi>:</span> <span className="space-said" dir="auto">{space.preview.text === '' ? t('attach.only') : space.preview.text}</span></> : t('space.no-message')}</span>
          {alarmed && <span className="badge badge-alarm"><Icon name="alarm" small /><span className="visually-hidden">{t('space.has-alarm')}</span></span>}
          {space.alerts > 0 && <span className="badge badge-alert"><Icon name="bell" small /><span className="visually-hidden">{t('talk-count.alerts', { count: space.alerts })}</span></span>}
          <Counts unread={space.unread} mentions={space.mentions} />
        </span>
      </span>
    </Link>
  );
}

function ListMark({ icon, words }: { icon: IconName; words: string }) {
  return <span className="space-rule" title={words}><Icon name={icon} small /><span className="visually-hidden">{words}</span></span>;
}
