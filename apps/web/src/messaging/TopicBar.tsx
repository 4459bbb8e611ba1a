import './topics.css';
import { Link } from 'wouter';
import type { SpaceView, TopicView } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { Counts } from './Counts.js';
import { spacePath, type View } from './place.js';

/** The views of a conversation: everything, what has no topic, each topic; each with what is unread in it. */
export function TopicBar({ space, view, details, onNew }: { space: SpaceView; view: View; details: boolean; onNew(): void }) {
  const t = useText();
  const inTopics = space.topics.reduce((sum, topic) => ({ unread: sum.unread + topic.unread, mentions: sum.mentions + topic.mentions }), { unread: 0, mentions: 0 });
  const item = (to: View, title: string, counts: { unread: number; mentions: number }) => (
    <li key={to ?? 'all'}>
      <Link href={spacePath(space.id, to, details)} className="topic" {...(to === view ? { 'aria-current': 'true' as const } : {})}>
        <bdi className="topic-title">{title}</bdi>
        <Counts {...counts} />
      </Link>
    </li>
  );
  return (
    <nav className="topics" aria-label={t('talk-topic.label')}>
      <ul>
        {item(undefined, t('talk-topic.all'), space)}
        {item('main', t('talk-topic.main'), { unread: Math.max(0, space.unread - inTopics.unread), mentions: Math.max(0, space.mentions - inTopics.mentions) })}
        {space.topics.map((topic: TopicView) => item(topic.id, topic.title, topic))}
      </ul>
      {!space.readOnly && <button type="button" className="topic topic-new" onClick={onNew}><Icon name="plus" small /><span>{t('talk-topic.new')}</span></button>}
    </nav>
  );
}
