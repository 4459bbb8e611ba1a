import { useEffect } from 'react';
import { Link } from 'wouter';
import type { MeetingSessionId } from '@comity/contracts';
import type { MeetingSign } from '@comity/sdk';
import { useNow } from '../casework/hooks.js';
import { useClient, useWatch } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { meetings, touches } from './hooks.js';
import { sessionPath } from './place.js';

const useSigns = (): readonly MeetingSign[] => useWatch(useClient().watch('meeting-signs', (remote) => meetings(remote).signs(), touches(null, 'seen'))).value ?? [];
const freshIn = ({ unseen, timetable, late }: MeetingSign): number => unseen.length + (timetable ? 1 : 0) + (late > 0 ? 1 : 0);

/** At the link to the sessions: what was not looked at yet. */
export function SignsCount() {
  const t = useText();
  const format = useFormat();
  const count = useSigns().reduce((sum, sign) => sum + freshIn(sign), 0);
  if (count === 0) return null;
  return <span className="nav-count"><span aria-hidden="true">{format.number(count)}</span><span className="visually-hidden">{t('talks.signs-count', { count })}</span></span>;
}

/** Marks that this person looked at who is late. */
export function useLateSeen(id: MeetingSessionId): void {
  const client = useClient();
  const late = useSigns().find(({ session }) => session === id)?.late ?? 0;
  useEffect(() => { if (late > 0) void meetings(client.remote).markSeen(id, 'late', late).catch(() => undefined); }, [client, id, late]);
}

/** Above the sessions: requests that wait for this office until they are answered, and what is new until it is looked at. */
export function SessionSigns() {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const signs = useSigns();
  if (signs.length === 0) return null;
  const wordsOf = ({ session, role, answer, unseen, timetable, late, deadline }: MeetingSign): { path: string; words: string; more?: string }[] => [
    ...(answer > 0 ? [{ path: sessionPath(session, 'requests'), words: t('talks.signs-answer', { count: answer }), ...(deadline !== null && new Date(deadline) > now ? { more: t('talks.signs-deadline', { at: format.moment(deadline) }) } : {}) }] : []),
    ...(unseen.length > 0 ? [{ path: sessionPath(session, unseen.length === 1 ? `requests/${unseen[0]!}` : 'requests'), words: t('talks.signs-unseen', { count: unseen.length }) }] : []),
    ...(timetable ? [{ path: sessionPath(session, 'agenda'), words: t('talks.signs-timetable') }] : []),
    ...(late > 0 ? [{ path: sessionPath(session, role === 'secretary' ? '' : 'agenda'), words: t(role === 'secretary' ? 'talks.signs-late-office' : 'talks.signs-late') }] : []),
  ];
  return (
    <section className="card" aria-label={t('talks.signs')}>
      <h2>{t('talks.signs')}</h2>
      <ul className="rows">
        {signs.flatMap((sign) => wordsOf(sign).map(({ path, words, more }) => (
          <li key={`${sign.session} ${words}`}>
            <Icon name="alarm" />
            <span className="row-words"><Link href={path}>{words}</Link><span className="muted"><bdi>{sign.title}</bdi>{more !== undefined && <> · {more}</>}</span></span>
          </li>
        )))}
      </ul>
      {'Notification' in globalThis && Notification.permission === 'denied' && <p className="hint">{t('talks.signs-denied')}</p>}
    </section>
  );
}
