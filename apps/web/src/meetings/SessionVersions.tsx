import '../casework/casework.css';
import './talks.css';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Agenda, AuthorityId, MeetingSession, Place, PublishedMeeting } from '@comity/contracts';
import { useParty } from '../casework/hooks.js';
import { Busy } from '../design/Busy.js';
import { Choice, Segments } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { agendaDays, changesSince } from './agenda.js';
import { AgendaTime } from './AgendaItem.js';
import { DayCard, DayChoice, VersionChoice, VersionWords } from './AgendaVersion.js';
import { HallChanges } from './HallChanges.js';
import { usePublications } from './hooks.js';
import { sessionPath } from './place.js';
import { useAgendaAt } from './talks.js';
import { useWallFormat } from './wall.js';

/** For the secretariat: what offices were told, and when. `rest`: behind `versions/`, which of them. */
export function SessionVersions({ session, rest }: { session: MeetingSession; rest: string }) {
  const t = useText();
  const { value: versions, failure } = usePublications(session.id);
  if (!versions) return failure ? <FailureNotice failure={failure} /> : <Busy />;
  const last = versions[0]?.version ?? 0, shown = Number(rest);
  if (versions.some(({ version }) => version === shown)) return <Version key={shown} session={session} version={shown} last={last} />;
  return (
    <section className="card" aria-label={t('hall.versions')}>
      <h2>{t('hall.versions')}</h2>
      <ul className="rows">
        {versions.map((each) => (
          <li key={each.version}>
            <span className="row-words">
              <Link href={sessionPath(session.id, `versions/${each.version}`)}><VersionWords version={each} /></Link>
              <span className="muted">{each.version === 1 ? t('hall.version-first', { count: each.changed }) : t('hall.version-changed', { count: each.changed })}</span>
            </span>
            {each.version === last && <span className="tag">{t('hall.version-stands')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One of them: what became other with it, or since, and what offices read. */
function Version({ session, version, last }: { session: MeetingSession; version: number; last: number }) {
  const [against, setAgainst] = useState<'last' | 'before'>('last');
  const since = version < last && against === 'last';
  const { value: shown, failure } = useAgendaAt(session.id, version), { value: other, failure: unread } = useAgendaAt(session.id, since ? last : version > 1 ? version - 1 : null);
  if (!shown || other === undefined) return failure ?? unread ? <FailureNotice failure={failure ?? unread} /> : <Busy />;
  return <Shown session={session} agenda={shown} other={other} last={last} against={since ? 'last' : 'before'} setAgainst={setAgainst} />;
}

function Shown({ session, agenda, other, last, against, setAgainst }: { session: MeetingSession; agenda: Agenda; other: Agenda | null; last: number; against: 'last' | 'before'; setAgainst(against: 'last' | 'before'): void }) {
  const t = useText();
  const [, navigate] = useLocation();
  const party = useParty();
  const [of, setOf] = useState('');
  const [chosen, setChosen] = useState('');
  const offices = useMemo(() => [...new Set(agenda.meetings.flatMap(({ parties }) => parties))].map((value) => ({ value: value as string, label: party(value) })).sort((a, b) => a.label.localeCompare(b.label)), [agenda, party]);
  const [ours, theirs] = useMemo(() => [agenda, other].map((each) => (each?.meetings ?? []).filter(({ parties }) => of === '' || parties.includes(of as AuthorityId))) as [PublishedMeeting[], PublishedMeeting[]], [agenda, other, of]);
  const days = useMemo(() => agendaDays({ meetings: ours, changes: [] }), [ours]);
  const day = days.find(({ date }) => date === chosen) ?? days[0];
  const { version } = agenda, compared = other?.version;
  return (
    <div className="stack">
      <p><Link href={sessionPath(session.id, 'versions')}>{t('hall.versions-all')}</Link></p>
      <h2><VersionWords version={agenda} /></h2>
      {version < last && <Notice tone="warning" role="status" title={t('talks.version-old', { version, last })} />}
      <div className="row agenda-tools">
        <VersionChoice last={last} shown={version} onChange={(next) => navigate(sessionPath(session.id, `versions/${next}`))} />
        <Choice<string> label={t('hall.filter-office')} value={of} onChange={setOf} options={[{ value: '', label: t('hall.all-offices') }, ...offices]} />
        {version < last && version > 1 && <Segments<'last' | 'before'> label={t('hall.version-against')} value={against} onChange={setAgainst} options={[{ value: 'last', label: t('hall.version-since') }, { value: 'before', label: t('hall.version-with') }]} />}
      </div>
      {compared !== undefined && (
        <section className="card stack" aria-label={t('hall.version-changes')}>
          <h3>{t('hall.version-from', { from: Math.min(version, compared), to: Math.max(version, compared) })}</h3>
          <Changes key={`${against} ${of}`} before={compared > version ? ours : theirs} after={compared > version ? theirs : ours} />
        </section>
      )}
      {days.length > 1 && <DayChoice days={days} shown={day?.date} onChange={setChosen} />}
      {day ? <DayCard day={day}>{({ meeting }) => <div className="agenda-item"><AgendaTime session={session} meeting={meeting} /><span className="row-words">{meeting.parties.map((id) => <span key={id}>{party(id)}</span>)}</span></div>}</DayCard> : <Empty title={t('talks.no-meetings')} />}
    </div>
  );
}

/** Rooms are called as they were called then. */
function Changes({ before, after }: { before: readonly PublishedMeeting[]; after: readonly PublishedMeeting[] }) {
  const t = useText();
  const wall = useWallFormat();
  const party = useParty();
  const all = [...before, ...after], of = new Map<string, PublishedMeeting>(all.map((meeting) => [meeting.request, meeting])), rooms = new Map(all.flatMap(({ room }) => (room ? [[room.id, room.name] as const] : [])));
  const partiesOf = (request: string): readonly AuthorityId[] => of.get(request)?.parties ?? [];
  const place = (where: Place | null): string => (where === null ? t('hall.not-placed') : where.room === null ? wall.at(where.at) : wall.row(wall.at(where.at), isolated(rooms.get(where.room) ?? t('hall.room-unknown'))));
  return <HallChanges partiesOf={partiesOf} words={{ office: party, title: (request) => partiesOf(request).map(party).join(' – '), place }} changes={changesSince(before, after)} />;
}
