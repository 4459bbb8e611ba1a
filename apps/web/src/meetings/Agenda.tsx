import '../casework/casework.css';
import './talks.css';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { isTheirs } from '@comity/casework';
import type { Agenda as Published, Delegate, MeetingSession, PlaceChange } from '@comity/contracts';
import { useNow } from '../casework/hooks.js';
import { useClient, useSelf, useSpaces, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Segments } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { ToastProvider } from '../messaging/toast.js';
import { agendaDays, changesSince, type AgendaItem } from './agenda.js';
import { AgendaFeed } from './AgendaFeed.js';
import { AgendaMail } from './AgendaMail.js';
import { AgendaTime, LateButton, LateOthers } from './AgendaItem.js';
import { AgendaSheet } from './AgendaSheet.js';
import { DayCard, DayChoice, VersionChoice, VersionWords } from './AgendaVersion.js';
import { JoinLine } from './Join.js';
import type { Talk } from './meeting-request.js';
import { AgendaOutcome } from './MeetingOutcome.js';
import { useCaseTitle, useOthers } from './MeetingWords.js';
import { meetings } from './hooks.js';
import { sessionPath } from './place.js';
import { ReadingLine } from './PreReading.js';
import { sessionDate } from './session-clock.js';
import { useLateSeen } from './SessionSigns.js';
import { sheetPath, talkPath, useAgenda, useAgendaAt, useDelegatesWatch, useSeenWatch, useTalks } from './talks.js';
import { useWallFormat } from './wall.js';

/** Our own meetings as they were published. `rest`: behind `agenda/`. */
export function Agenda({ session, rest }: { session: MeetingSession; rest: string }) {
  const t = useText();
  const { value: agenda, failure } = useAgenda(session.id);
  const { talks } = useTalks(session.id);
  const [what, language = ''] = rest.split('/');
  if (!agenda || !talks) return failure ? <FailureNotice failure={failure} /> : <Busy />;
  if (what === 'sheet' && agenda.version > 0) return <AgendaSheet session={session} agenda={agenda} talks={talks} language={language} />;
  return (
    <ToastProvider>
      <div className="stack">
        {agenda.version === 0 ? <Empty title={t(session.founder === null ? 'talks.unpublished' : 'talks.unagreed')} action={<Link href={sessionPath(session.id, 'requests')} className="button button-primary">{t('talks.to-requests')}</Link>}>{t(session.founder === null ? 'talks.unpublished-hint' : 'talks.unagreed-hint')}</Empty> : <Shown session={session} agenda={agenda} talks={talks} />}
        <AgendaFeed />
        <AgendaMail />
      </div>
    </ToastProvider>
  );
}

/** The version that this device showed before this look began, which goes on until the page is left; undefined: not known yet. */
function useShownBefore({ id }: MeetingSession, version: number): number | undefined {
  const client = useClient();
  const seen = useWatch(useSeenWatch(id)).value;
  const [before, setBefore] = useState<number>();
  if (before === undefined && seen !== undefined) setBefore(seen['agenda'] ?? 0);
  useEffect(() => { if (before !== undefined) void meetings(client.remote).markSeen(id, 'agenda', version).catch(() => undefined); }, [client, id, before, version]);
  useLateSeen(id);
  return before;
}

function Shown({ session, agenda: last, talks }: { session: MeetingSession; agenda: Published; talks: readonly Talk[] }) {
  const t = useText();
  const self = useSelf();
  const shownBefore = useShownBefore(session, last.version);
  const since = Math.min(shownBefore || last.version, last.version - 1);
  const before = useAgendaAt(session.id, since < last.version - 1 ? since : null).value;
  const [earlier, setEarlier] = useState<number | null>(null);
  const old = useAgendaAt(session.id, earlier).value ?? null;
  const delegates = useWatch(useDelegatesWatch(session.id)).value ?? [];
  const [whose, setWhose] = useState<'mine' | 'all' | null>(null);
  const version = old ?? { ...last, changes: before ? changesSince(before.meetings, last.meetings) : last.changes };
  const mine = version.meetings.filter((meeting) => isTheirs(meeting, delegates, self));
  const some = ![0, version.meetings.length].includes(mine.length), only = some && whose !== 'all';
  const agenda = only ? { ...version, meetings: mine } : version;
  const [view, setView] = useState<'day' | 'list'>('day');
  const days = agendaDays(agenda);
  const [chosen, setChosen] = useState('');
  const now = useNow();
  const today = sessionDate(session, now);
  const date = days.find((day) => day.date === chosen)?.date ?? days.find((day) => day.date >= today)?.date ?? days[0]?.date;
  const shown = view === 'list' ? days : days.filter((day) => day.date === date);
  return (
    <>
      <div className="section-head">
        <h2>{t('talks.agenda')}</h2>
        <Link href={sheetPath(session.id)} className="button button-plain"><Icon name="files" /><span>{t('talks.print')}</span></Link>
      </div>
      <p className="muted"><VersionWords version={version} /></p>
      {old === null ? <Changes changes={version.changes} since={since} talks={talks} /> : <Notice tone="warning" role="status" title={t('talks.version-old', { version: old.version, last: last.version })} />}
      {days.length === 0 && <Empty title={t('talks.no-meetings')} />}
      {(days.length > 0 || last.version > 1) && (
        <div className="row agenda-tools">
          {some && <Segments label={t('talks.whose')} value={whose ?? 'mine'} onChange={setWhose} options={[{ value: 'mine', label: t('talks.whose-mine') }, { value: 'all', label: t('talks.whose-all') }]} />}
          <Segments label={t('talks.view')} value={view} onChange={setView} options={[{ value: 'day', label: t('talks.view-day') }, { value: 'list', label: t('talks.view-list') }]} />
          {view === 'day' && days.length > 1 && <DayChoice days={days} shown={date} onChange={setChosen} />}
          {last.version > 1 && <VersionChoice last={last.version} shown={earlier ?? last.version} onChange={(value) => setEarlier(value === last.version ? null : value)} />}
        </div>
      )}
      {shown.map((day) => <DayCard key={day.date} day={day}>{(item) => <Item session={session} item={item} talks={talks} delegates={delegates} published={agenda.version} old={old !== null} />}</DayCard>)}
    </>
  );
}

function Item({ session, item: { meeting, change, next }, talks, delegates, published, old }: { session: MeetingSession; item: AgendaItem; talks: readonly Talk[]; delegates: readonly Delegate[]; published: number; old: boolean }) {
  const t = useText();
  const talk = talks.find(({ id }) => id === meeting.request);
  const own = useSelf().authority;
  const others = useOthers(own);
  const go = delegates.filter(({ id, authority }) => authority === own && meeting.delegates.includes(id));
  const caseTitle = useCaseTitle(session);
  const about = talk?.terms.case ?? null;
  const inside = useSpaces().value?.find(({ id, left }) => id === talk?.terms.space && !left);
  return (
    <>
      <div className="agenda-item">
        <AgendaTime session={session} meeting={meeting} />
        <span className="row-words">
          {talk ? <Link href={talkPath(session.id, meeting.request)}><bdi>{others({ terms: meeting })}</bdi></Link> : <bdi>{others({ terms: meeting })}</bdi>}
          {about !== null && <span className="muted">{caseTitle(about)}</span>}
          {go.length > 0 && <span className="muted">{t('talks.go')} {go.map(({ id, name }) => <bdi key={id} className="talk-name">{name}</bdi>)}</span>}
          {!old && <LateOthers meeting={meeting} own={own} />}
          {change !== null && !old && <span className="row"><span className="tag tag-new">{t(`talks.change-${change}`)}</span></span>}
        </span>
        {!old && <LateButton session={session} meeting={meeting} />}
        {!old && inside !== undefined && <><JoinLine space={inside.id} /><ReadingLine space={inside.id} meeting={meeting} to={talkPath(session.id, meeting.request)} /></>}
        {talk && !old && <AgendaOutcome session={session} talk={talk} meeting={meeting} published={published} />}
      </div>
      {next !== null && <p className="agenda-next muted">{next.room === null ? t('talks.next', { count: next.minutes }) : t('talks.next-room', { count: next.minutes, room: isolated(next.room) })}</p>}
    </>
  );
}

/** What is not as it was in the version that this person saw before, or else in the one before. */
function Changes({ changes, since, talks }: { changes: readonly PlaceChange[]; since: number; talks: readonly Talk[] }) {
  const t = useText();
  const wall = useWallFormat();
  const others = useOthers(useSelf().authority);
  if (since < 1 || changes.length === 0) return null;
  const words = ({ request, before, after }: PlaceChange): string => {
    const talk = talks.find(({ id }) => id === request);
    const name = talk ? others(talk) : t('talks.meeting');
    return before === null ? t('talks.changed-new', { name, at: wall.at(after!.at) }) : after === null ? t('talks.changed-gone', { name, at: wall.at(before.at) })
      : before.at.date === after.at.date && before.at.time === after.at.time ? t('talks.changed-room', { name, at: wall.at(after.at) }) : t('talks.changed-moved', { name, before: wall.at(before.at), after: wall.at(after.at) });
  };
  return <Notice tone="info" title={t('talks.changes', { version: since })}><ul className="talk-changes">{changes.map((change) => <li key={change.request}>{words(change)}</li>)}</ul></Notice>;
}
