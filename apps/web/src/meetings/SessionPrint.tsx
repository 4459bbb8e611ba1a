import './talks.css';
import './set-up.css';
import { useState, type ReactNode } from 'react';
import type { AuthorityId, Delegate, MeetingRoomId, MeetingSession } from '@comity/contracts';
import { useParty } from '../casework/hooks.js';
import { useAuthority } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { usePreferences } from '../i18n/PreferencesProvider.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { letterLanguages, type LetterLanguage } from '../letter/frame.js';
import { useTongue } from '../letter/tongue.js';
import { ownNames } from './agenda-frames.js';
import { DelegationPaper, ListPaper, RoomPaper } from './AgendaPaper.js';
import { useDelegates, useOffices, usePublished } from './hooks.js';
import { tongueOfState } from './state-tongue.js';

type Published = NonNullable<ReturnType<typeof usePublished>['value']>;
const languages = letterLanguages.map((value) => ({ value, label: ownNames[value] }));

/** What can be printed. */
const sorts = ['delegations', 'rooms', 'list'] as const;
type Sort = (typeof sorts)[number];

/** For the secretariat’s desk: every delegation's agenda in its language, what hangs at the door of each room, or all meetings in one list, printed in one go. */
export function SessionPrint({ session }: { session: MeetingSession }) {
  const t = useText();
  const [what, setWhat] = useState<Sort>('delegations');
  const published = usePublished(session.id), offices = useOffices(session.id), delegates = useDelegates(session.id);
  const failure = [published, offices, delegates].find((each) => each.failure)?.failure;
  if (!published.value || !offices.value || !delegates.value) return failure ? <FailureNotice failure={failure} /> : <Busy />;
  const choice = <Segments<Sort> label={t('hall.print-what')} value={what} onChange={setWhat} options={sorts.map((value) => ({ value, label: t(`hall.print-${value}`) }))} />;
  if (what === 'list') return <List session={session} agenda={published.value} choice={choice} />;
  return what === 'rooms' ? <Rooms session={session} agenda={published.value} choice={choice} /> : <Delegations session={session} agenda={published.value} offices={offices.value.map(({ authority }) => authority)} delegates={delegates.value} choice={choice} />;
}

interface Part { session: MeetingSession; agenda: Published; choice: ReactNode }

function Delegations({ session, agenda, offices, delegates, choice }: Part & { offices: readonly AuthorityId[]; delegates: readonly Delegate[] }) {
  const t = useText();
  const party = useParty();
  const authority = useAuthority();
  const [spoken, setSpoken] = useState<ReadonlyMap<AuthorityId, LetterLanguage>>(new Map());
  const meeting = new Set(agenda.meetings.flatMap(({ parties }) => parties));
  const [left, setLeft] = useState<ReadonlySet<AuthorityId>>(() => new Set(offices.filter((office) => !meeting.has(office))));
  const all = offices.map((office) => ({ office, label: party(office), language: spoken.get(office) ?? tongueOfState(authority(office)?.state) })).sort((a, b) => a.label.localeCompare(b.label));
  const chosen = all.filter(({ office }) => !left.has(office));
  const people = Map.groupBy(delegates, (each) => each.authority), met = new Map(offices.map((office) => [office, agenda.meetings.filter(({ parties }) => parties.includes(office))]));
  const leave = (office: AuthorityId, wanted: boolean): void => { const next = new Set(left); if (wanted) next.delete(office); else next.add(office); setLeft(next); };
  return (
    <div className="stack">
      <div className="card stack agenda-ways">
        {choice}
        <label className="hall-check"><input type="checkbox" checked={left.size === 0} onChange={() => setLeft(left.size === 0 ? new Set(offices) : new Set())} /><span>{t('hall.choose-all')}</span></label>
        <ul className="set-up-choices print-choices">
          {all.map(({ office, label, language }) => (
            <li key={office}>
              <label className="hall-check"><input type="checkbox" checked={!left.has(office)} onChange={({ target }) => leave(office, target.checked)} /><span>{label}</span></label>
              <select className="input select" aria-label={t('hall.print-language-of', { name: label })} value={language} onChange={({ target }) => setSpoken(new Map([...spoken, [office, target.value as LetterLanguage]]))}>{languages.map(({ value, label: name }) => <option key={value} value={value}>{name}</option>)}</select>
            </li>
          ))}
        </ul>
        <Print count={chosen.length} words="hall.print-count" />
      </div>
      {chosen.map(({ office, language }) => <InTongue key={office} language={language}>{(tongue) => <DelegationPaper session={session} agenda={{ ...agenda, meetings: met.get(office) ?? [] }} tongue={tongue} own={office} person={undefined} people={people.get(office) ?? []} />}</InTongue>)}
    </div>
  );
}

function Rooms({ session, agenda, choice }: Part) {
  const t = useText();
  const { preferences } = usePreferences();
  const [language, setLanguage] = useState<LetterLanguage>(preferences.language);
  const [names, setNames] = useState<'on' | 'off'>('off');
  const [only, setOnly] = useState('');
  const byRoom = Map.groupBy(agenda.meetings.filter(({ room }) => room !== null), ({ room }) => room!.id);
  const rooms = [...byRoom].map(([id, meetings]): { id: MeetingRoomId; name: string; meetings: Published['meetings'] } => ({ id, name: meetings[0]!.room!.name, meetings })).sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  const chosen = rooms.filter(({ id }) => only === '' || id === only);
  return (
    <div className="stack">
      <div className="card stack agenda-ways">
        {choice}
        <div className="set-up-row">
          <Choice<string> label={t('hall.room')} value={only} onChange={setOnly} options={[{ value: '', label: t('hall.print-all-rooms') }, ...rooms.map(({ id, name }) => ({ value: id as string, label: isolated(name) }))]} />
          <Choice<LetterLanguage> label={t('talks.sheet-language')} value={language} onChange={setLanguage} options={languages} />
        </div>
        <Segments<'on' | 'off'> label={t('hall.screen-names')} value={names} onChange={setNames} options={[{ value: 'off', label: t('hall.screen-names-off') }, { value: 'on', label: t('hall.screen-names-on') }]} />
        <Print count={chosen.length} words="hall.print-count" />
      </div>
      <InTongue language={language}>{(tongue) => chosen.map(({ id, name, meetings }) => <RoomPaper key={id} session={session} agenda={{ ...agenda, meetings }} tongue={tongue} room={name} names={names === 'on'} />)}</InTongue>
    </div>
  );
}

function List({ session, agenda, choice }: Part) {
  const t = useText();
  const { preferences } = usePreferences();
  const [language, setLanguage] = useState<LetterLanguage>(preferences.language);
  return (
    <div className="stack">
      <div className="card stack agenda-ways">
        {choice}
        <Choice<LetterLanguage> label={t('talks.sheet-language')} value={language} onChange={setLanguage} options={languages} />
        <Print count={agenda.meetings.length} words="hall.print-meetings" />
      </div>
      <InTongue language={language}>{(tongue) => <ListPaper session={session} agenda={agenda} tongue={tongue} />}</InTongue>
    </div>
  );
}

function Print({ count, words }: { count: number; words: 'hall.print-count' | 'hall.print-meetings' }) {
  const t = useText();
  return (
    <div className="row row-end">
      <p role="status" className="muted">{t(words, { count })}</p>
      <Button look="primary" icon="files" isDisabled={count === 0} onPress={() => window.print()}>{t('talks.print-now')}</Button>
    </div>
  );
}

/** Each sheet in a language of its own. */
function InTongue({ language, children }: { language: LetterLanguage; children(tongue: NonNullable<ReturnType<typeof useTongue>>): ReactNode }) {
  const tongue = useTongue(language);
  return tongue ? children(tongue) : <Busy />;
}
