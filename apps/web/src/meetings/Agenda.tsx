import '../casework/casework.css';
import './talks.css';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Agenda as Published, MeetingSession, PlaceChange } from '@comity/contracts';
import { useNow } from '../casework/hooks.js';
import { useSelf, useSpaces } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Segments } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { ToastProvider } from '../messaging/toast.js';
import { agendaDays, type AgendaItem } from './agenda.js';
import { AgendaFeed } from './AgendaFeed.js';
import { AgendaMail } from './AgendaMail.js';
import { AgendaTime, LateButton } from './AgendaItem.js';
import { AgendaSheet } from './AgendaSheet.js';
import { JoinLine } from './Join.js';
import type { Talk } from './meeting-request.js';
import { AgendaOutcome } from './MeetingOutcome.js';
import { useCaseTitle, useOthers } from './MeetingWords.js';
import { sessionPath } from './place.js';
import { sheetPath, talkPath, useAgenda, useTalks } from './talks.js';
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

function Shown({ session, agenda, talks }: { session: MeetingSession; agenda: Published; talks: readonly Talk[] }) {
  const t = useText();
  const format = useFormat();
  const wall = useWallFormat();
  const [view, setView] = useState<'day' | 'list'>('day');
  const days = agendaDays(agenda);
  const [chosen, setChosen] = useState('');
  const now = useNow();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: session.facts.zone }).format(now);
  const date = days.find((day) => day.date === chosen)?.date ?? days.find((day) => day.date >= today)?.date ?? days[0]?.date;
  const shown = view === 'list' ? days : days.filter((day) => day.date === date);
  return (
    <>
      <div className="section-head">
        <h2>{t('talks.agenda')}</h2>
        <Link href={sheetPath(session.id)} className="button button-plain"><Icon name="files" /><span>{t('talks.print')}</span></Link>
      </div>
      <p className="muted">{t('talks.version', { version: agenda.version, at: format.moment(agenda.publishedAt ?? '') })}</p>
      <Changes agenda={agenda} talks={talks} />
      {days.length === 0 && <Empty title={t('talks.no-meetings')} />}
      {days.length > 0 && (
        <div className="row agenda-tools">
          <Segments label={t('talks.view')} value={view} onChange={setView} options={[{ value: 'day', label: t('talks.view-day') }, { value: 'list', label: t('talks.view-list') }]} />
          {view === 'day' && days.length > 1 && <Segments<string> label={t('talks.day')} value={date ?? ''} onChange={setChosen} options={days.map((day) => ({ value: day.date, label: wall.day(day.date) }))} />}
        </div>
      )}
      {shown.map((day) => (
        <section key={day.date} className="card" aria-label={wall.longDay(day.date)}>
          <h3>{wall.longDay(day.date)}</h3>
          <ol className="agenda">{day.items.map((item) => <li key={item.meeting.request}><Item session={session} item={item} talks={talks} published={agenda.version} /></li>)}</ol>
        </section>
      ))}
    </>
  );
}

function Item({ session, item: { meeting, change, next }, talks, published }: { session: MeetingSession; item: AgendaItem; talks: readonly Talk[]; published: number }) {
  const t = useText();
  const talk = talks.find(({ id }) => id === meeting.request);
  const others = useOthers(useSelf().authority);
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
          {change !== null && <span className="row"><span className="tag tag-new">{t(`talks.change-${change}`)}</span></span>}
        </span>
        <LateButton session={session} meeting={meeting} />
        {inside !== undefined && <JoinLine space={inside.id} />}
        {talk && <AgendaOutcome session={session} talk={talk} meeting={meeting} published={published} />}
      </div>
      {next !== null && <p className="agenda-next muted">{next.room === null ? t('talks.next', { count: next.minutes }) : t('talks.next-room', { count: next.minutes, room: next.room })}</p>}
    </>
  );
}

/** What is not as it was in the version before. */
function Changes({ agenda: { changes, version }, talks }: { agenda: Published; talks: readonly Talk[] }) {
  const t = useText();
  const wall = useWallFormat();
  const others = useOthers(useSelf().authority);
  if (version < 2 || changes.length === 0) return null;
  const words = ({ request, before, after }: PlaceChange): string => {
    const talk = talks.find(({ id }) => id === request);
    const name = talk ? others(talk) : t('talks.meeting');
    return before === null ? t('talks.changed-new', { name, at: wall.at(after!.at) }) : after === null ? t('talks.changed-gone', { name, at: wall.at(before.at) })
      : before.at.date === after.at.date && before.at.time === after.at.time ? t('talks.changed-room', { name, at: wall.at(after.at) }) : t('talks.changed-moved', { name, before: wall.at(before.at), after: wall.at(after.at) });
  };
  return <Notice tone="info" title={t('talks.changes', { version: version - 1 })}><ul className="talk-changes">{changes.map((change) => <li key={change.request}>{words(change)}</li>)}</ul></Notice>;
}
