import '../register/register.css';
import { Link, useLocation } from 'wouter';
import type { MeetingSessionId, SpaceId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { useAction, useClient, usePerson, useSpaces, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { ClosedNotice } from '../messaging/ClosedNotice.js';
import { registerPath, spacePath } from '../messaging/place.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { notePath } from '../register/place.js';
import { Join } from './Join.js';
import { meetings, touches } from './hooks.js';
import { MeetingDecisions } from './MeetingDecisions.js';
import type { Talk } from './meeting-request.js';
import { paperOf, papersToBegin } from './papers.js';
import { PreReading } from './PreReading.js';

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
          <div className="talk-papers"><Papers space={space} /><PreReading space={space} /></div>
          <MeetingDecisions space={space} session={session} talk={talk} />
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

/** Notes that all write together: the agenda, the minutes. Two that were begun at the same moment are two, told apart by who wrote in them last. */
function Papers({ space }: { space: SpaceView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const { value: notes } = useWatch(useClient().watch(`notes ${space.id}`, (remote) => remote.notes(space.id), (event) => event.type === 'notes' && event.space === space.id));
  const begin = async (title: string): Promise<void> => {
    const note = await run(({ remote }) => remote.newNote(space.id, title));
    if (note !== undefined) navigate(notePath(space.id, note));
  };
  return (
    <section className="stack-tight" aria-label={t('talks.papers')}>
      <h4>{t('talks.papers')}</h4>
      {notes && notes.length > 0 && (
        <ul className="rows">
          {notes.map((note) => {
            const paper = paperOf(note), title = paper === null ? note.title : t(`talks.paper-${paper}`);
            return (
              <li key={note.id}>
                <Icon name="note" />
                <span className="row-words">
                  <Link href={notePath(space.id, note.id)}><bdi>{title}</bdi></Link>
                  {title !== note.title && <span className="muted"><bdi>{note.title}</bdi></span>}
                  <span className="muted">{t('register.by-at', { name: isolated(person(note.changed.by)?.name ?? t('person.unknown')), at: format.moment(note.changed.at) })}</span>
                </span>
                {note.struck && <span className="tag">{t('register.struck')}</span>}
              </li>
            );
          })}
        </ul>
      )}
      {notes && !space.readOnly && <div className="row">{papersToBegin(notes).map((paper) => <Button key={paper} icon="plus" isPending={busy} onPress={() => void begin(t(`talks.paper-${paper}`))}>{t(`talks.begin-${paper}`)}</Button>)}</div>}
      <FailureNotice failure={failure} />
    </section>
  );
}
