import { useEffect } from 'react';
import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { usePerson, useSpaces } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { Verification } from '../design/Person.js';
import { useText } from '../i18n/text.js';
import { AlarmCard } from '../alarms/AlarmCard.js';
import { Composer } from './Composer.js';
import { SpaceDetails } from './SpaceDetails.js';
import { Successors } from './Successors.js';
import { useSpaceTitle } from './space-title.js';
import { Thread } from './Thread.js';

/** One conversation: who can read, what was said, what to say. */
export function SpacePage({ id, details }: { id: SpaceId; details: boolean }) {
  const t = useText();
  const { value: spaces } = useSpaces();
  const space = spaces?.find((each) => each.id === id);
  if (!spaces) return <Busy />;
  if (!space) return <Empty title={t('space.missing')} action={<Link href="/" className="button button-plain">{t('space.to-list')}</Link>}>{t('space.missing-hint')}</Empty>;
  return (
    <div className={details ? 'space space-with-details' : 'space'}>
      <section className="space-main" aria-label={t('space.conversation')}>
        <SpaceHead space={space} details={details} />
        <SpaceState space={space} />
        <Thread key={space.id} space={space} />
        {!space.left && <Composer key={`composer ${space.id}`} space={space} />}
      </section>
      {details && <SpaceDetails space={space} />}
    </div>
  );
}

function SpaceHead({ space, details }: { space: SpaceView; details: boolean }) {
  const t = useText();
  const person = usePerson();
  const title = useSpaceTitle()(space);
  const other = space.other === null ? undefined : person(space.other);
  const authorities = new Set(space.members.flatMap((id) => person(id)?.authority.id ?? [])).size;
  useEffect(() => { document.title = `${title} · Comity`; }, [title]);
  return (
    <header className="space-head">
      <Link href="/" className="button button-icon button-quiet space-back" aria-label={t('space.to-list')} title={t('space.to-list')}><Icon name="back" /></Link>
      <div className="space-head-words">
        <h1><bdi>{title}</bdi> {other && <Verification person={other} />}</h1>
        <p className="muted">{space.kind === 'direct' && other ? <bdi>{other.authority.name}</bdi> : t('space.members-authorities', { members: space.members.length, authorities })}{space.purpose !== null && <> · <bdi>{space.purpose}</bdi></>}</p>
      </div>
      <Link href={details ? `/spaces/${space.id}` : `/spaces/${space.id}/details`} className="button button-icon button-quiet" aria-label={details ? t('space.hide-details') : t('space.show-details')} title={details ? t('space.hide-details') : t('space.show-details')}><Icon name="details" /></Link>
    </header>
  );
}

function SpaceState({ space }: { space: SpaceView }) {
  const t = useText();
  const open = space.alarms.filter((alarm) => !alarm.acknowledged);
  return (
    <div className="space-state">
      {space.sync === 'syncing' && <p className="sync" role="status"><span className="spinner" aria-hidden="true" />{t('space.syncing')}</p>}
      {space.left && <Notice tone="info" title={t('space.left')}><p>{t('space.left-hint')}</p></Notice>}
      {space.sync === 'barred' && <Notice tone="warning" title={t('space.barred')}><p>{t('space.barred-hint')}</p></Notice>}
      {space.successors.length > 0 && !space.left && <Successors space={space} />}
      {open.slice(0, 2).map((alarm) => <AlarmCard key={alarm.id} alarm={alarm} compact />)}
    </div>
  );
}
