import './talks.css';
import { Link } from 'wouter';
import { useNow } from '../casework/hooks.js';
import { useSelf } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { useSession } from './hooks.js';
import { useOthers } from './MeetingWords.js';
import { noticePath, type MeetingNotice } from './notice.js';
import { useAgenda } from './talks.js';
import { ownZone, useZoned } from './zoned.js';

/** Over whatever page is open, to whoever looks at one: a meeting of theirs begins within a quarter of an hour. */
export function MeetingSoon({ notice, onClose }: { notice: MeetingNotice; onClose(): void }) {
  const t = useText();
  const now = useNow();
  const others = useOthers(useSelf().authority);
  const here = useZoned(ownZone());
  const session = useSession(notice.session).value;
  const meeting = useAgenda(notice.session).value?.meetings.find(({ request }) => request === notice.request);
  if (!session || !meeting || new Date(meeting.endsAt) < now) return null;
  return (
    <div className="meeting-soon">
      <Notice tone="info" role="status" title={t('talks.soon', { time: here.time(meeting.startsAt) })} action={<IconButton icon="close" label={t('talks.soon-close')} onPress={onClose} />}>
        <p><Link href={noticePath(notice)} onClick={onClose}><bdi>{others({ terms: meeting })}</bdi></Link></p>
        {session.founder === null && <p>{meeting.room === null ? t('talks.room-none') : <bdi>{meeting.room.name}</bdi>}</p>}
      </Notice>
    </div>
  );
}
