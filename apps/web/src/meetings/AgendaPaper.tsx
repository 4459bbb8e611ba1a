import type { ReactNode } from 'react';
import type { Agenda, AuthorityId, Delegate, DelegateId, MeetingSession } from '@comity/contracts';
import { useAuthority } from '../client/hooks.js';
import type { LetterLanguage } from '../letter/frame.js';
import type { Tongue } from '../letter/tongue.js';
import { agendaDays } from './agenda.js';
import { agendaFrames } from './agenda-frames.js';
import { sessionClockOf, timedOf } from './session-clock.js';
import { rowOf, wallFormatOf } from './wall.js';

type Shown = Pick<Agenda, 'meetings' | 'changes' | 'version'>;
interface Sheet { session: MeetingSession; agenda: Shown; tongue: Tongue }

/** Days before months in English, too, as on the screen. */
const tagOf = (language: LetterLanguage): string => (language === 'en' ? 'en-GB' : language);

/** An office as a letter to it would call it. */
function useParty({ states }: Tongue): (id: AuthorityId) => string {
  const authority = useAuthority();
  return (id) => { const known = authority(id); return known === undefined ? id.slice(0, 8) : `${known.name} (${states[known.state] ?? known.state})`; };
}

/** The meetings of a delegation, or of one of its delegates, on paper. */
export function DelegationPaper({ session, agenda, tongue, own, person, people }: Sheet & { own: AuthorityId; person: Delegate | undefined; people: readonly Delegate[] }) {
  const party = useParty(tongue);
  const frame = agendaFrames[tongue.language];
  const clock = sessionClockOf(tagOf(tongue.language), session);
  const named = (ids: readonly DelegateId[]): string => rowOf(tongue.language, people.filter(({ id }) => ids.includes(id)).map(({ name }) => name)) || frame.whole;
  const meetings = agenda.meetings.filter(({ delegates: ids }) => person === undefined || ids.includes(person.id) || !people.some(({ id }) => ids.includes(id)));
  return (
    <Paper session={session} agenda={{ ...agenda, meetings }} tongue={tongue} title={frame.agenda} of={[party(own), ...(person ? [person.name] : [])]} columns={[frame.time, frame.meeting, frame.room, ...(person ? [] : [frame.people])]} row={(meeting) => (
      <>
        <td>{clock.span(meeting)}</td>
        <th scope="row">{meeting.parties.filter((id) => id !== own).map((id) => <bdi key={id}>{party(id)}</bdi>)}{meeting.languages !== null && <span className="agenda-small">{frame.interpreted}</span>}</th>
        <td>{meeting.room === null ? frame.without : <bdi>{meeting.room.name}</bdi>}</td>
        {!person && <td><bdi>{named(meeting.delegates)}</bdi></td>}
      </>
    )} />
  );
}

/** The meetings in a room, as they hang at its door. `names`: with the delegations. */
export function RoomPaper({ session, agenda, tongue, room, names }: Sheet & { room: string; names: boolean }) {
  const party = useParty(tongue);
  const frame = agendaFrames[tongue.language];
  const clock = sessionClockOf(tagOf(tongue.language), session);
  return (
    <Paper session={session} agenda={agenda} tongue={tongue} title={frame.door} of={[room]} columns={[frame.time, frame.parties]} row={(meeting) => (
      <>
        <td>{clock.span(meeting)}</td>
        <th scope="row">{names ? meeting.parties.map((id) => <bdi key={id}>{party(id)}</bdi>) : frame.taken}{meeting.languages !== null && <span className="agenda-small">{frame.interpreted}</span>}</th>
      </>
    )} />
  );
}

/** All meetings of a session in one list, by time and room, for whoever is asked where somebody is. */
export function ListPaper({ session, agenda, tongue }: Sheet) {
  const party = useParty(tongue);
  const frame = agendaFrames[tongue.language];
  const clock = sessionClockOf(tagOf(tongue.language), session);
  const byRoom = new Intl.Collator(tongue.language, { numeric: true });
  const meetings = agenda.meetings.toSorted((a, b) => byRoom.compare(a.room?.name ?? '', b.room?.name ?? ''));
  return (
    <Paper dense session={session} agenda={{ ...agenda, meetings }} tongue={tongue} title={frame.all} of={[]} columns={[frame.time, frame.room, frame.parties]} row={(meeting) => (
      <>
        <td>{clock.span(meeting)}</td>
        <td>{meeting.room === null ? frame.without : <bdi>{meeting.room.name}</bdi>}</td>
        <th scope="row">{meeting.parties.map((id) => <bdi key={id}>{party(id)}</bdi>)}{meeting.languages !== null && <span className="agenda-small">{frame.interpreted}</span>}</th>
      </>
    )} />
  );
}

function Paper({ session, agenda, tongue: { language }, title, of, columns, row, dense = false }: Sheet & { title: string; of: readonly string[]; columns: readonly string[]; row(meeting: Shown['meetings'][number]): ReactNode; dense?: boolean }) {
  const { facts } = session;
  const frame = agendaFrames[language];
  const wall = wallFormatOf(tagOf(language));
  const clock = sessionClockOf(tagOf(language), session);
  const days = agendaDays(agenda);
  return (
    <article className={dense ? 'agenda-sheet agenda-dense' : 'agenda-sheet'} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {of.map((line) => <p key={line}><bdi>{line}</bdi></p>)}
        <p><bdi>{facts.title}</bdi>{facts.place !== null && <> · <bdi>{facts.place}</bdi></>}</p>
        <p>{frame.zone} <bdi>{clock.name(agenda.meetings[0] ?? timedOf(session.slots[0]!))}</bdi> · {frame.version} {new Intl.NumberFormat(language).format(agenda.version)}</p>
      </header>
      {days.length === 0 && <p>{frame.none}</p>}
      {days.map((day) => (
        <table key={day.date}>
          <caption>{wall.longDay(day.date)}</caption>
          <thead><tr>{columns.map((each) => <th key={each} scope="col">{each}</th>)}</tr></thead>
          <tbody>{day.items.map(({ meeting }) => <tr key={meeting.request}>{row(meeting)}</tr>)}</tbody>
        </table>
      ))}
    </article>
  );
}
