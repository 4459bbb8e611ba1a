import { memo } from 'react';
import { Link } from 'wouter';
import type { InboxEntry, SpaceView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { Icon, type IconName } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { messagePath, spacePath } from '../messaging/place.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { isAlert } from './rows.js';

const icons: Record<InboxEntry['kind'], IconName> = { alert: 'bell', reminder: 'bell', mention: 'at', unread: 'spaces' };
interface Props { entry: InboxEntry; space: SpaceView | undefined; selected: boolean; onSelect(selected: boolean): void; onSettle(): void }

export const InboxRow = memo(function InboxRow({ entry, space, selected, onSelect, onSettle }: Props) {
  const t = useText();
  const format = useFormat();
  const name = usePerson()(entry.sender)?.name ?? t('person.unknown');
  const titleOf = useSpaceTitle();
  const title = space ? titleOf(space) : t('space.untitled');
  const topic = space?.topics.find(({ id }) => id === entry.topic)?.title;
  const what = entry.kind === 'unread' ? t('space.unread', { count: entry.count }) : t(`inbox.${entry.kind}`, { name });
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
          <span className="inbox-place" dir="auto">{space?.kind === 'case-file' && <>{t('space.case-file')} · </>}<bdi>{title}</bdi>{topic !== undefined && <> · <bdi>{topic}</bdi></>}</span>
          <span className="inbox-text" dir="auto">{entry.kind === 'unread' && <><bdi>{name}</bdi>{': '}</>}{entry.text}</span>
        </span>
      </Link>
      <IconButton icon="check" label={isAlert(entry) ? t('inbox.acknowledge') : t('inbox.mark-read')} onPress={onSettle} />
    </li>
  );
});

function pathOf({ kind, space, topic, on }: InboxEntry, view: SpaceView | undefined): string {
  if (kind !== 'unread') return messagePath(space, on);
  return spacePath(space, topic ?? ((view?.topics.length ?? 0) > 0 ? 'main' : undefined));
}
