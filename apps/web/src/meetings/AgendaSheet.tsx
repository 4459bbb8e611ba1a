import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Agenda, DelegateId, MeetingSession } from '@comity/contracts';
import { useAuthority, useSelf, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Icon } from '../design/Icon.js';
import { usePreferences } from '../i18n/PreferencesProvider.js';
import { useText } from '../i18n/text.js';
import { letterLanguages, type LetterLanguage } from '../letter/frame.js';
import { isLetterLanguage, useTongue } from '../letter/tongue.js';
import { agendaDays } from './agenda.js';
import { agendaFrames, ownNames } from './agenda-frames.js';
import type { Talk } from './meeting-request.js';
import { sessionPath } from './place.js';
import { sheetPath, useDelegatesWatch } from './talks.js';
import { wallFormatOf } from './wall.js';
import { zonedOf } from './zoned.js';

/** The agenda of the delegation, or of one of its delegates, as a sheet in a language of its own. */
export function AgendaSheet({ session, agenda, language }: { session: MeetingSession; agenda: Agenda; talks: readonly Talk[]; language: string }) {
  const t = useText();
  const { preferences } = usePreferences();
  const [, navigate] = useLocation();
  const own = useSelf().authority;
  const [whose, setWhose] = useState('');
  const chosen = isLetterLanguage(language) ? language : preferences.language;
  const tongue = useTongue(chosen);
  const authority = useAuthority();
  const { value: delegates } = useWatch(useDelegatesWatch(session.id));
  if (!tongue || !delegates) return <Busy />;
  const frame = agendaFrames[tongue.language];
  const { facts } = session;
  const wall = wallFormatOf(tongue.language);
  const zoned = zonedOf(tongue.language, facts.zone);
  const party = (id: typeof own): string => { const known = authority(id); return known === undefined ? id.slice(0, 8) : `${known.name} (${tongue.states[known.state] ?? known.state})`; };
  const people = delegates.filter((each) => each.authority === own);
  const person = people.find(({ id }) => id === whose);
  const named = (ids: readonly DelegateId[]): string => people.filter(({ id }) => ids.includes(id)).map(({ name }) => name).join(', ') || frame.whole;
  const days = agendaDays({ ...agenda, meetings: agenda.meetings.filter(({ delegates: ids }) => person === undefined || ids.includes(person.id) || !people.some(({ id }) => ids.includes(id))) });
  return (
    <div className="stack">
      <div className="card stack agenda-ways">
        <Choice<LetterLanguage> label={t('talks.sheet-language')} value={chosen} onChange={(value) => navigate(sheetPath(session.id, value), { replace: true })} options={letterLanguages.map((value) => ({ value, label: ownNames[value] }))} />
        {people.length > 0 && <Choice<string> label={t('talks.sheet-whose')} value={whose} onChange={setWhose} options={[{ value: '', label: t('talks.sheet-all') }, ...people.map(({ id, name }) => ({ value: id as string, label: name }))]} />}
        <div className="row row-end">
          <Link href={sessionPath(session.id, 'agenda')} className="button button-plain"><Icon name="back" /><span>{t('action.back')}</span></Link>
          <Button look="primary" icon="files" onPress={() => window.print()}>{t('talks.print-now')}</Button>
        </div>
      </div>
      <article className="agenda-sheet" lang={tongue.language} dir={tongue.language === 'ar' ? 'rtl' : 'ltr'} aria-label={frame.agenda}>
        <header>
          <h2>{frame.agenda}</h2>
          <p><bdi>{party(own)}</bdi></p>
          {person && <p><bdi>{person.name}</bdi></p>}
          <p><bdi>{facts.title}</bdi>{facts.place !== null && <> · <bdi>{facts.place}</bdi></>}</p>
          <p>{frame.zone} <bdi>{zoned.name(agenda.meetings[0]?.startsAt ?? session.slots[0]!.startsAt)}</bdi> · {frame.version} {new Intl.NumberFormat(tongue.language).format(agenda.version)}</p>
        </header>
        {days.length === 0 && <p>{frame.none}</p>}
        {days.map((day) => (
          <table key={day.date}>
            <caption>{wall.longDay(day.date)}</caption>
            <thead><tr><th scope="col">{frame.time}</th><th scope="col">{frame.meeting}</th><th scope="col">{frame.room}</th>{!person && <th scope="col">{frame.people}</th>}</tr></thead>
            <tbody>
              {day.items.map(({ meeting }) => (
                <tr key={meeting.request}>
                  <td><bdi>{zoned.span(meeting.startsAt, meeting.endsAt)}</bdi></td>
                  <th scope="row">{meeting.parties.filter((id) => id !== own).map((id) => <bdi key={id} className="block">{party(id)}</bdi>)}{meeting.languages !== null && <span className="agenda-small">{frame.interpreted}</span>}</th>
                  <td>{meeting.room === null ? frame.without : <bdi>{meeting.room.name}</bdi>}</td>
                  {!person && <td><bdi>{named(meeting.delegates)}</bdi></td>}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </article>
    </div>
  );
}
