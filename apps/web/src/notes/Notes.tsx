import './notes.css';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ItemId } from '@comity/contracts';
import type { NoteSummary, SpaceView } from '@comity/sdk';
import { useClient, usePerson, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { ClosedNotice } from '../messaging/ClosedNotice.js';
import { registerPath } from '../messaging/place.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { notePath } from '../register/place.js';
import { Page } from '../shell/Page.js';
import { NotePage } from './NotePage.js';
import { TitleSheet } from './TitleSheet.js';

/** The notes of a case file, or one of them. */
export function Notes({ space, id }: { space: SpaceView; id: ItemId | null }) {
  return id === null ? <NotesPage space={space} /> : <NotePage key={id} space={space} id={id} />;
}

function NotesPage({ space }: { space: SpaceView }) {
  const t = useText();
  const title = useSpaceTitle()(space);
  const { value: notes, failure } = useWatch(useClient().watch(`notes ${space.id}`, (remote) => remote.notes(space.id), (event) => event.type === 'notes' && event.space === space.id));
  const [naming, setNaming] = useState(false);
  const begin = <Button look="primary" icon="plus" onPress={() => setNaming(true)}>{t('note.new')}</Button>;
  return (
    <Page title={t('note.title')} back={registerPath(space.id)} lead={<bdi>{title}</bdi>} {...(space.readOnly || notes?.length === 0 ? {} : { actions: begin })}>
      {space.left && <Notice tone="info" title={t('register.left')}><p>{t('note.left-hint')}</p></Notice>}
      <ClosedNotice space={space} />
      <FailureNotice failure={failure ?? null} />
      {!notes && !failure && <Busy />}
      {notes?.length === 0 && <Empty title={t('note.empty')} action={space.readOnly ? undefined : begin}>{t('note.empty-hint')}</Empty>}
      {notes && notes.length > 0 && <ul className="note-list card">{notes.map((note) => <NoteRow key={note.id} space={space} note={note} />)}</ul>}
      {naming && <TitleSheet space={space} note={null} onClose={() => setNaming(false)} />}
    </Page>
  );
}

function NoteRow({ space, note }: { space: SpaceView; note: NoteSummary }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  return (
    <li>
      <Icon name="note" />
      <Link href={notePath(space.id, note.id)} className="note-link"><bdi>{note.title}</bdi></Link>
      {note.struck && <span className="tag">{t('register.struck')}</span>}
      <span className="muted">{t('register.by-at', { name: isolated(person(note.changed.by)?.name ?? t('person.unknown')), at: format.moment(note.changed.at) })}</span>
    </li>
  );
}
