import '../register/register.css';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Link, useLocation } from 'wouter';
import { registerLimits } from '@comity/contracts/register';
import type { MeetingSessionId, SpaceId } from '@comity/contracts';
import type { EntrySummary, SpaceView } from '@comity/sdk';
import { DraftedFrom } from '../casework/DraftedFrom.js';
import { useAction, useClient, usePerson, useSpaces, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { ClosedNotice } from '../messaging/ClosedNotice.js';
import { registerPath, spacePath } from '../messaging/place.js';
import { plain } from '../messaging/marking.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { EntryMarks } from '../register/EntryMarks.js';
import { entryPath, notePath } from '../register/place.js';
import { When } from '../register/When.js';
import { DayInput } from './DayInput.js';
import { useDecisions } from './EnterOutcome.js';
import { Join } from './Join.js';
import { isJoinEntry } from './join.js';
import { meetings, touches } from './hooks.js';
import type { Talk } from './meeting-request.js';

const BringEntry = later(() => import('../register/BringEntry.js').then((m) => ({ default: m.BringEntry })));
const DraftFromEntry = later(() => import('../casework/DraftFromEntry.js').then((m) => ({ default: m.DraftFromEntry })));

/** What the parties alone know of their meeting: its topic, what to read before, what is agreed, what is to be done. */
export function MeetingSpace({ id, session, talk }: { id: SpaceId; session: MeetingSessionId; talk: Talk }) {
  const t = useText();
  const spaces = useSpaces().value;
  const titleOf = useSpaceTitle();
  const space = spaces?.find((each) => each.id === id);
  return (
    <section className="card stack" aria-label={t('talks.topic-part')}>
      <h3>{t('talks.topic-part')}</h3>
      {!spaces && <Busy />}
      {spaces && !space && <p className="muted">{t('talks.outside')}</p>}
      {space && (
        <>
          <p className="talk-topic"><bdi>{titleOf(space)}</bdi></p>
          <div className="row">
            <Link href={spacePath(id)} className="button button-plain"><Icon name="spaces" /><span>{t('talks.to-words')}</span></Link>
            <Link href={`/spaces/${id}/files`} className="button button-plain"><Icon name="files" /><span>{t('talks.to-files')}</span></Link>
            <Link href={registerPath(id)} className="button button-plain"><Icon name="register" /><span>{t('space.to-register')}</span></Link>
          </div>
          <Closes session={session} space={space} />
          <Join space={space} />
          <Papers space={space} />
          <Outcome space={space} session={session} talk={talk} />
        </>
      )}
    </section>
  );
}

/** When it closes by itself, or that it is closed. */
function Closes({ session, space }: { session: MeetingSessionId; space: SpaceView }) {
  const t = useText();
  const format = useFormat();
  const { value: at } = useWatch(useClient().watch(`meeting-closing ${space.id} ${space.lastActivity} ${String(space.closed)}`, (remote) => meetings(remote).closing(space.id), touches(session, 'session', 'requests')));
  return <>{at && !space.left && <p className="muted">{t('closing.by-rule', { date: format.date(at) })}</p>}<ClosedNotice space={space} /></>;
}

/** Notes that all write together: the agenda, the minutes. */
function Papers({ space }: { space: SpaceView }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const { value: notes } = useWatch(useClient().watch(`notes ${space.id}`, (remote) => remote.notes(space.id), (event) => event.type === 'notes' && event.space === space.id));
  const begin = async (title: string): Promise<void> => {
    const note = await run(({ remote }) => remote.newNote(space.id, title));
    if (note !== undefined) navigate(notePath(space.id, note));
  };
  return (
    <>
      <h4>{t('talks.papers')}</h4>
      {notes && notes.length > 0 && <ul className="rows">{notes.map((note) => <li key={note.id}><Icon name="note" /><span className="row-words"><Link href={notePath(space.id, note.id)}><bdi>{note.title}</bdi></Link></span></li>)}</ul>}
      {notes && !space.readOnly && <div className="row">{(['agenda', 'minutes'] as const).filter((kind) => !notes.some(({ title }) => title === t(`talks.paper-${kind}`))).map((kind) => <Button key={kind} icon="plus" isPending={busy} onPress={() => void begin(t(`talks.paper-${kind}`))}>{t(`talks.begin-${kind}`)}</Button>)}</div>}
      <FailureNotice failure={failure} />
    </>
  );
}

/** Decisions and action points, entries of the space's register like others; an action point becomes a draft request. */
function Outcome({ space, session, talk }: { space: SpaceView; session: MeetingSessionId; talk: Talk }) {
  const t = useText();
  const standing = (useDecisions(space.id) ?? []).filter((entry) => !entry.struck && !isJoinEntry(entry));
  return (
    <>
      <h4>{t('talks.outcome')}</h4>
      {standing.length === 0 && <p className="muted">{t('talks.outcome-none')}</p>}
      {standing.length > 0 && <ul className="rows" aria-label={t('talks.outcome')}>{standing.map((entry) => <OutcomeRow key={entry.id} space={space} session={session} entry={entry} talk={talk} />)}</ul>}
      {!space.readOnly && <OutcomeForm space={space} />}
    </>
  );
}

function OutcomeRow({ space, session, entry, talk }: { space: SpaceView; session: MeetingSessionId; entry: EntrySummary; talk: Talk }) {
  const t = useText();
  const person = usePerson();
  const [open, setOpen] = useState<'draft' | 'bring' | null>(null);
  const close = (): void => setOpen(null);
  const owner = entry.task?.owner ?? null;
  return (
    <li>
      <Icon name={entry.kind === 'task' ? 'task' : 'note'} />
      <span className="row-words">
        <Link href={entryPath(space.id, entry.id)}><bdi>{entry.title}</bdi></Link>
        {entry.task && <span className="muted">{owner === null ? t('talks.nobody') : isolated(person(owner)?.name ?? t('person.unknown'))}{entry.task.due !== null && <> · <When entry={entry} /></>}</span>}
        <span className="register-marks"><EntryMarks entry={entry} /></span>
        <DraftedFrom origin={entry.id} />
      </span>
      {entry.task && !entry.task.done && <Button icon="request" aria-label={t('talks.promote-name', { title: entry.title })} onPress={() => setOpen('draft')}>{t('talks.promote')}</Button>}
      <Button icon="register" aria-label={t('talks.bring-name', { title: entry.title })} onPress={() => setOpen('bring')}>{t('talks.bring')}</Button>
      {open === 'draft' && <Later><DraftFromEntry id={entry.id} space={space.id} session={session} parties={talk.terms.parties} onClose={close} /></Later>}
      {open === 'bring' && <Later><BringEntry id={entry.id} space={space.id} onClose={close} /></Later>}
    </li>
  );
}

function OutcomeForm({ space }: { space: SpaceView }) {
  const t = useText();
  const person = usePerson();
  const { run, busy, failure } = useAction();
  const [kind, setKind] = useState<'task' | 'note'>('task');
  const [title, setTitle] = useState('');
  const [owner, setOwner] = useState('');
  const [due, setDue] = useState('');
  const add = async (): Promise<void> => {
    const words = title.trim();
    if (words === '') return;
    const fields = kind === 'note' ? { text: words } : { ...(owner !== '' && { owner }), ...(due !== '' && { due }) };
    const done = await run((client) => client.act((remote) => remote.writeEntry(space.id, { after: null, kind, title: words, fields, links: [], marking: plain, source: null })));
    if (done === undefined) return;
    setTitle('');
    setOwner('');
    setDue('');
  };
  return (
    <Form className="stack-tight" onSubmit={(event) => { event.preventDefault(); void add(); }}>
      <Segments label={t('talks.outcome-kind')} value={kind} onChange={setKind} options={[{ value: 'task', label: t('talks.action-point') }, { value: 'note', label: t('talks.decision') }]} />
      <div className="talk-add talk-outcome">
        <Field label={t('talks.outcome-words')} value={title} onChange={setTitle} maxLength={registerLimits.title} autoComplete="off" />
        {kind === 'task' && <Choice<string> label={t('talks.owner')} value={owner} onChange={setOwner} options={[{ value: '', label: t('talks.nobody') }, ...space.members.map((id) => ({ value: id as string, label: person(id)?.name ?? t('person.unknown') }))]} />}
        {kind === 'task' && <DayInput label={t('talks.due')} value={due} onChange={setDue} />}
        <Button type="submit" icon="plus" isDisabled={title.trim() === ''} isPending={busy}>{t('talks.outcome-add')}</Button>
      </div>
      <FailureNotice failure={failure} />
    </Form>
  );
}
