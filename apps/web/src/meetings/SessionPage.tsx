import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { MeetingSession, MeetingSessionId } from '@comity/contracts';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { Page } from '../shell/Page.js';
import { useElsewhere, useOffices, useRequests, useSecretary, useSession } from './hooks.js';
import { sessionPath } from './place.js';
import { useWallFormat } from './wall.js';

const loadHall = () => import('./HallPage.js');
const HallPage = later(() => loadHall().then((m) => ({ default: m.HallPage })));
const SessionPrint = later(() => import('./SessionPrint.js').then((m) => ({ default: m.SessionPrint })));
const SessionRequests = later(() => import('./SessionRequests.js').then((m) => ({ default: m.SessionRequests })));
const SessionSetup = later(() => import('./SessionSetup.js').then((m) => ({ default: m.SessionSetup })));
const SessionVersions = later(() => import('./SessionVersions.js').then((m) => ({ default: m.SessionVersions })));
const SessionWent = later(() => import('./SessionWent.js').then((m) => ({ default: m.SessionWent })));
const LateOffices = later(() => import('./LateOffices.js').then((m) => ({ default: m.LateOffices })));
const Agenda = later(() => import('./Agenda.js').then((m) => ({ default: m.Agenda })));
const Attendees = later(() => import('./Attendees.js').then((m) => ({ default: m.Attendees })));
const MeetingRequests = later(() => import('./MeetingRequests.js').then((m) => ({ default: m.MeetingRequests })));

type Part = { rest: string; label: string; page: ReactNode };
/** The pages of a session by role; the first of them stands at its own address. */
function useParts(session: MeetingSession, rest: string): Part[] {
  const t = useText();
  const behind = rest.split('/').slice(1).join('/');
  if (session.role === 'secretary') return [
    { rest: 'timetable', label: t('hall.timetable'), page: <HallPage session={session} /> },
    { rest: 'requests', label: t('hall.requests'), page: <SessionRequests session={session} /> },
    ...(session.published > 0 ? [{ rest: 'versions', label: t('hall.versions'), page: <SessionVersions session={session} rest={behind} /> }, { rest: 'print', label: t('hall.print'), page: <SessionPrint session={session} /> }, { rest: 'went', label: t('hall.went'), page: <SessionWent session={session} /> }] : []),
    { rest: 'set-up', label: t('hall.set-up'), page: <SessionSetup session={session} /> },
  ];
  const agenda = { rest: 'agenda', label: t('talks.agenda'), page: <Agenda session={session} rest={behind} /> };
  const requests = { rest: 'requests', label: t('talks.requests'), page: <MeetingRequests session={session} rest={behind} /> };
  return [...(session.published > 0 ? [agenda, requests] : [requests, agenda]), { rest: 'attendees', label: t('talks.attending'), page: <Attendees session={session} /> }];
}

/** One session, with links between its pages. */
export function SessionPage({ id, rest }: { id: MeetingSessionId; rest: string }) {
  const t = useText();
  const { value: session, failure } = useSession(id);
  const hall = useSecretary() && (rest === '' || rest === 'timetable');
  return (
    <>
      {hall && <Ahead id={id} />}
      {session ? <Shown session={session} rest={rest} /> : <Page title={t('hall.title')} back="/sessions"><FailureNotice failure={failure} />{!failure && <Busy />}</Page>}
    </>
  );
}

/** The page of a timetable and what takes longest of it are asked for together with the session, not after it. */
function Ahead({ id }: { id: MeetingSessionId }) {
  useEffect(() => { void loadHall().catch(() => undefined); }, []);
  useRequests(id);
  useOffices(id);
  useElsewhere(id);
  return null;
}

function Shown({ session, rest }: { session: MeetingSession; rest: string }) {
  const t = useText();
  const wall = useWallFormat();
  const { facts: { title, kind, place }, slots, id } = session;
  const parts = useParts(session, rest);
  const here = parts.find((part) => part.rest === rest.split('/')[0]) ?? parts[0];
  const [first, last] = [slots[0], slots.at(-1)];
  return (
    <Page title={title} back="/sessions" lead={[t(`hall.kind-${kind}`), first && last && wall.range(first.date, last.date), place].filter(Boolean).join(' · ')}>
      {parts.length > 1 && <nav aria-label={t('hall.parts')} className="tabs">{parts.map((part) => <Link key={part.rest} href={sessionPath(id, part.rest)} className="tab" {...(part === here ? { 'aria-current': 'page' as const } : {})}>{part.label}</Link>)}</nav>}
      {session.role === 'secretary' && session.facts.state === 'open' && <Later><LateOffices session={session} /></Later>}
      <Later fallback={<Busy />}>{here?.page ?? <Empty title={t('hall.nothing-yet')} />}</Later>
    </Page>
  );
}
