import { useEffect } from 'react';
import { Link } from 'wouter';
import type { MeetingSessionId } from '@comity/contracts';
import type { MeetingSign } from '@comity/sdk';
import { useNow } from '../casework/hooks.js';
import { useClient, useWatch } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { meetings, useSignsWatch } from './hooks.js';
import { sessionPath } from './place.js';

const useSigns = (): readonly MeetingSign[] => useWatch(useSignsWatch()).value ?? [];
const newOf = ({ requests }: MeetingSign) => requests.filter(({ fresh }) => fresh);
const freshIn = (sign: MeetingSign): number => newOf(sign).length + (sign.timetable === null ? 0 : 1) + (sign.late > 0 ? 1 : 0);

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
  const wordsOf = (sign: MeetingSign): { path: string; words: string; more?: string }[] => {
    const { session, role, requests, timetable, late, deadline } = sign, answer = requests.filter(({ waits }) => waits).length, unseen = newOf(sign);
    return [
      ...(answer > 0 ? [{ path: sessionPath(session, 'requests'), words: t('talks.signs-answer', { count: answer }), ...(deadline !== null && new Date(deadline) > now ? { more: t('talks.signs-deadline', { at: format.moment(deadline) }) } : {}) }] : []),
      ...(unseen.length > 0 ? [{ path: sessionPath(session, unseen.length === 1 ? `requests/${unseen[0]!.id}` : 'requests'), words: t('talks.signs-unseen', { count: unseen.length }) }] : []),
      ...(timetable === null ? [] : [{ path: sessionPath(session, 'agenda'), words: t('talks.signs-timetable') }]),
      ...(late > 0 ? [{ path: sessionPath(session, role === 'secretary' ? '' : 'agenda'), words: t(role === 'secretary' ? 'talks.signs-late-office' : 'talks.signs-late') }] : []),
    ];
  };
  const rows = signs.flatMap((sign) => wordsOf(sign).map((words) => ({ sign, ...words })));
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-label={t('talks.signs')}>
      <h2>{t('talks.signs')}</h2>
      <ul className="rows">
        {rows.map(({ sign, path, words, more }) => (
          <li key={`${sign.session} ${words}`}>
            <Icon name="alarm" />
            <span className="row-words"><Link href={path}>{words}</Link><span className="muted"><bdi>{sign.title}</bdi>{more !== undefined && <> · {more}</>}</span></span>
          </li>
        ))}
      </ul>
      {'Notification' in globalThis && Notification.permission === 'denied' && <p className="hint">{t('talks.signs-denied')}</p>}
    </section>
  );
}
