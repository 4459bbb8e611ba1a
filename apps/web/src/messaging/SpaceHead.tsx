import { useEffect, type RefObject } from 'react';
import { Link } from 'wouter';
import type { SpaceView, TopicView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Icon, type IconName } from '../design/Icon.js';
import { Verification } from '../design/Person.js';
import { useText } from '../i18n/text.js';
import { setTitle } from '../notices/title.js';
import { registerPath, spacePath, type View } from './place.js';
import { PolicyMarks } from './PolicyMarks.js';
import { SpaceSort } from './SpaceMark.js';
import { useSpaceTitle } from './space-title.js';

interface Props { space: SpaceView; view: View; topic: TopicView | null; details: boolean; dateButton: RefObject<HTMLButtonElement | null>; onDate(): void; onNewTopic(): void; onRename(): void }

export function SpaceHead({ space, view, topic, details, dateButton, onDate, onNewTopic, onRename }: Props) {
  const t = useText();
  const person = usePerson();
  const title = useSpaceTitle()(space);
  const other = space.other === null ? undefined : person(space.other);
  const authorities = new Set(space.members.flatMap((id) => person(id)?.authority.id ?? [])).size;
  useEffect(() => { setTitle(`${title} · Comity`); }, [title]);
  return (
    <header className="space-head">
      <Link href="/" className="button button-icon button-quiet space-back" aria-label={t('space.to-list')} title={t('space.to-list')}><Icon name="back" /></Link>
      <div className="space-head-words">
        <h1><bdi>{title}</bdi> {other && <Verification person={other} />}</h1>
        {topic
          ? <p className="muted"><Icon name="topic" small /> <bdi>{topic.title}</bdi></p>
          : (
            <p className="muted space-about">
              <span><SpaceSort space={space} />{space.kind === 'direct' && other ? <bdi>{other.authority.name}</bdi> : t('space.members-authorities', { members: space.members.length, authorities })}</span>
              {space.purpose !== null && <><span>·</span><span className="space-purpose" dir="auto">{space.purpose}</span></>}
            </p>
          )}
      </div>
      <div className="space-marks">
        {space.kind === 'request' && <Link href={`/requests/${space.id}`} className="button button-plain"><Icon name="request" /><span>{t('space.to-request')}</span></Link>}
        {space.kind === 'case-file' && <Link href={registerPath(space.id)} className="button button-plain"><Icon name="register" /><span>{t('space.to-register')}</span></Link>}
        <PolicyMarks policy={space.policy} />
      </div>
      {topic && topic.seq !== null && !space.readOnly && <HeadButton icon="edit" label={t('talk-topic.rename')} onClick={onRename} />}
      {space.topics.length === 0 && !space.readOnly && <HeadButton icon="topic" label={t('talk-topic.new')} onClick={onNewTopic} />}
      <HeadButton ref={dateButton} icon="calendar" label={t('talk-date.title')} onClick={onDate} />
      <Link href={`/spaces/${space.id}/files`} className="button button-icon button-quiet" aria-label={t('attach.list')} title={t('attach.list')}><Icon name="files" /></Link>
      <Link href={spacePath(space.id, view, !details)} className="button button-icon button-quiet" data-tour="details" aria-label={details ? t('space.hide-details') : t('space.show-details')} title={details ? t('space.hide-details') : t('space.show-details')}><Icon name="details" /></Link>
    </header>
  );
}

function HeadButton({ ref, icon, label, onClick }: { ref?: RefObject<HTMLButtonElement | null>; icon: IconName; label: string; onClick(): void }) {
  return <button ref={ref} type="button" className="button button-icon button-quiet" aria-label={label} title={label} onClick={onClick}><Icon name={icon} /></button>;
}
