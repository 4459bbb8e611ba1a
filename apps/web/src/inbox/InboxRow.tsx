import '../casework/casework.css';
import { memo } from 'react';
import { Link } from 'wouter';
import type { SpaceView, WaitingClock } from '@comity/sdk';
import { Due } from '../casework/Due.js';
import { useDue } from '../casework/hooks.js';
import { useLawWords } from '../casework/words.js';
import { usePerson } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { Icon, type IconName } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { messagePath, spacePath } from '../messaging/place.js';
import { SpaceSort } from '../messaging/SpaceMark.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { isAlert, type Said } from './rows.js';

const icons: Record<Said['kind'], IconName> = { alert: 'bell', reminder: 'bell', mention: 'at', unread: 'spaces', step: 'request' };
interface Props { entry: Said; space: SpaceView | undefined; selected: boolean; onSelect(selected: boolean): void; onSettle(): void }

export const InboxRow = memo(function InboxRow({ entry, space, selected, onSelect, onSettle }: Props) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const name = usePerson()(entry.sender)?.name ?? t('person.unknown');
  const titleOf = useSpaceTitle();
  const title = entry.kind === 'step' ? t('inbox.of', { title: isolated(entry.title), count: entry.count }) : space ? titleOf(space) : t('space.untitled');
  const topic = entry.kind === 'step' ? undefined : space?.topics.find(({ id }) => id === entry.topic)?.title;
  const what = entry.kind === 'unread' ? t('space.unread', { count: entry.count })
    : entry.kind === 'step' ? words.did(entry.action, isolated(name)) ?? t('inbox.step', { name: isolated(name), action: words.action(entry.action) })
      : t(`inbox.${entry.kind}`, { name });
  return (
    <li className={`inbox-row inbox-${entry.kind}`}>
      <input type="checkbox" checked={selected} aria-label={t('inbox.select', { what, title })} onChange={({ target }) => onSelect(target.checked)} />
      <Link href={pathOf(entry, space)} className="inbox-link">
        <Icon name={entry.kind === 'unread' && space?.kind === 'case-file' ? 'case-file' : icons[entry.kind]} />
        <span className="inbox-words">
          <span className="inbox-line">
            <span className="inbox-what">{what}</span>
            <time dateTime={entry.at}>{format.brief(entry.at)}</time>
          </span>
          <span className="inbox-place" dir="auto">{entry.kind !== 'step' && <SpaceSort space={space} />}<bdi>{title}</bdi>{topic !== undefined && <> · <bdi>{topic}</bdi></>}</span>
          {entry.kind !== 'step' && <span className="inbox-text" dir="auto">{entry.kind === 'unread' && <><bdi>{name}</bdi>{': '}</>}{entry.text}</span>}
        </span>
      </Link>
      <IconButton icon="check" label={isAlert(entry) ? t('inbox.acknowledge') : t('inbox.mark-read')} onPress={onSettle} />
    </li>
  );
});

/** What a request waits for by a certain day: there is nothing to settle but by a step. */
export function DueRow({ entry, now }: { entry: WaitingClock; now: Date }) {
  const t = useText();
  const words = useLawWords();
  const due = useDue();
  return (
    <li className="inbox-row inbox-due">
      <Link href={requestPath(entry)} className="inbox-link">
        <Icon name="alarm" />
        <span className="inbox-words">
          <span className="inbox-line"><span className="inbox-what">{words.clock(entry.clock)}</span><Due {...due(entry.at, now)} at={entry.at} /></span>
          <span className="inbox-place" dir="auto"><bdi>{t('inbox.of', { title: isolated(entry.title), count: entry.count })}</bdi></span>
        </span>
      </Link>
    </li>
  );
}

const requestPath = ({ space }: Pick<WaitingClock, 'space'>): string => `/requests/${space}`;

function pathOf(entry: Said, view: SpaceView | undefined): string {
  if (entry.kind === 'step') return requestPath(entry);
  if (entry.kind !== 'unread') return messagePath(entry.space, entry.on);
  return spacePath(entry.space, entry.topic ?? ((view?.topics.length ?? 0) > 0 ? 'main' : undefined));
}
