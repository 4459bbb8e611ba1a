import { Link } from 'wouter';
import { useParty } from '../casework/hooks.js';
import { useSelf } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { Icon, type IconName } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useOthers } from '../meetings/MeetingWords.js';
import type { MeetingWaiting } from '../meetings/waiting.js';
import { ownZone, useZoned } from '../meetings/zoned.js';

const icons: Record<MeetingWaiting['news']['of'], IconName> = { request: 'calendar', timetable: 'calendar', late: 'alarm', 'late-office': 'alarm', soon: 'alarm' };
interface Props { entry: MeetingWaiting; selected: boolean; onSelect(selected: boolean): void; onSettle(): void }

/** What is new around a meeting, until it is looked at; a request for one until it is answered; one that begins until it is over. */
export function MeetingRow({ entry: { news, title, path, at, seen }, selected, onSelect, onSettle }: Props) {
  const t = useText();
  const format = useFormat();
  const party = useParty();
  const others = useOthers(useSelf().authority);
  const here = useZoned(ownZone());
  const what = news.of === 'request' ? t(`inbox.meeting-${news.act}`, { name: party(news.by) }) : news.of === 'soon' ? t('inbox.meeting-soon', { names: others({ terms: { parties: [...news.parties] } }), time: here.time(at!) }) : t(`talks.signs-${news.of}`);
  return (
    <li className={`inbox-row inbox-meeting${seen === null ? ' inbox-fixed' : ''}`}>
      {seen !== null && <input type="checkbox" checked={selected} aria-label={t('inbox.select', { what, title })} onChange={({ target }) => onSelect(target.checked)} />}
      <Link href={path} className="inbox-link">
        <Icon name={icons[news.of]} />
        <span className="inbox-words">
          <span className="inbox-line"><span className="inbox-what">{what}</span>{at !== null && news.of !== 'soon' && <time dateTime={at}>{format.brief(at)}</time>}</span>
          <span className="inbox-place" dir="auto"><bdi>{title}</bdi></span>
          {news.of === 'request' && news.waits && <span className="inbox-text">{[t('inbox.meeting-waits'), ...(news.deadline === null ? [] : [t('talks.signs-deadline', { at: format.moment(news.deadline) })])].join(' · ')}</span>}
        </span>
      </Link>
      {seen !== null && <IconButton icon="check" label={t('inbox.meeting-seen')} onPress={onSettle} />}
    </li>
  );
}
