import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { registerLimits } from '@comity/contracts/register';
import type { ItemId } from '@comity/contracts';
import type { Failure, Marking, NoteView, SpaceView } from '@comity/sdk';
import { useAction, useClient, useOnline, usePerson } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { ClosedNotice } from '../messaging/ClosedNotice.js';
import { isComplete, plain } from '../messaging/marking.js';
import { TypingLine } from '../messaging/TypingLine.js';
import { useTypingSignal } from '../messaging/typing-signal.js';
import { usePlaces, usePrinted } from '../register/hooks.js';
import { MarkingButton } from '../register/MarkingButton.js';
import { MoveSheet } from '../register/MoveSheet.js';
import { GoesOn, Moving } from '../register/Moving.js';
import { entryPath, notePath, notesPath } from '../register/place.js';
import { Page } from '../shell/Page.js';
import { NoteEditor } from './NoteEditor.js';
import { TitleSheet } from './TitleSheet.js';
import { Pen } from './pen.js';

/** From here on it is said that a note is nearly full. */
const nearlyFull = 0.9;
/** Whether it is more than a version of an entry holds. */
const isLong = ({ text }: NoteView): boolean => text.length > registerLimits.text;

/** One note, open to be written in together. */
export function NotePage({ space, id }: { space: SpaceView; id: ItemId }) {
  usePrinted([space.id], { note: id });
  const t = useText();
  const { pen, failure, lost, reopen } = usePen(space, id);
  if (failure?.kind === 'problem' && failure.problem.code === 'not-found') return <Empty heading title={t('note.none')} action={<Link href={notesPath(space.id)} className="button button-primary">{t('note.to-notes')}</Link>}>{t('note.none-hint')}</Empty>;
  if (failure) return <Page title={t('note.title')} back={notesPath(space.id)}><FailureNotice failure={failure} /></Page>;
  return pen ? <OpenNote key={pen.doc.guid} space={space} pen={pen} lost={lost} onRefused={reopen} /> : <Busy />;
}

/** A pen of one's own for as long as the note is open; a new one when what was written would have been refused by others. */
function usePen(space: SpaceView, id: ItemId): { pen: Pen | null; failure: Failure | null; lost: Failure | null; reopen(failure: Failure | null): void } {
  const client = useClient();
  const signal = useTypingSignal(space);
  const [pen, setPen] = useState<Pen | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [opened, setOpened] = useState<{ round: number; lost: Failure | null }>({ round: 0, lost: null });
  const { readOnly } = space;
  const { round } = opened;
  useEffect(() => {
    let made: Pen | null = null;
    let current = true;
    const open = async (): Promise<void> => {
      const writing = readOnly ? null : await client.remote.beginWriting(space.id, id);
      if (!current) return;
      made = new Pen(client, space.id, id, writing, () => signal(client, id));
      setPen(made);
    };
    open().catch((thrown: unknown) => { if (current) setFailure(thrown as Failure); });
    const leave = (): void => { made?.flush(); };
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      current = false;
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
      made?.close();
    };
  }, [client, space.id, id, readOnly, signal, round]);
  const reopen = (lost: Failure | null): void => setOpened({ round: round + 1, lost });
  return { pen, failure, lost: opened.lost, reopen };
}

function OpenNote({ space, pen, lost, onRefused }: { space: SpaceView; pen: Pen; lost: Failure | null; onRefused(failure: Failure | null): void }) {
  const t = useText();
  const format = useFormat();
  const online = useOnline();
  const { view, failure, unsaved, refused } = useSyncExternalStore(pen.subscribe, pen.state);
  const [naming, setNaming] = useState(false);
  const [moving, setMoving] = useState(false);
  const places = usePlaces(space);
  const elsewhere = places.filter(({ id }) => id !== space.id);
  useEffect(() => { if (refused) onRefused(failure); }, [refused, failure, onRefused]);
  if (!view) return failure ? <Page title={t('note.title')} back={notesPath(space.id)}><FailureNotice failure={failure} /></Page> : <Busy />;
  const { struckOut, moved, movedTo } = view;
  const writable = !space.readOnly && !view.struck && view.moving === null;
  return (
    <Page title={view.title} back={notesPath(space.id)} lead={<Saved unsaved={unsaved} waiting={view.changed.seq === null} online={online} />} {...(writable ? { actions: <Actions space={space} pen={pen} view={view} onRename={() => setNaming(true)} {...(elsewhere.length > 0 && { onMove: () => setMoving(true) })} /> } : {})}>
      {space.left && <Notice tone="info" title={t('register.left')}><p>{t('note.left-hint')}</p></Notice>}
      <ClosedNotice space={space} />
      {struckOut && <Struck struckOut={struckOut}>{movedTo && <p><Link href={notePath(movedTo.space, movedTo.note)}><GoesOn places={places} to={movedTo.space} /></Link></p>}</Struck>}
      {view.moving !== null && <Moving places={places} to={view.moving} />}
      {moved && <p className="muted">{t('register.moved-from')}: {moved.space === null ? t('note.moved-unread') : <Link href={notePath(moved.space, moved.note)}>{t('note.moved-see')}</Link>}</p>}
      {lost && <Notice tone="warning" title={t('note.lost')}><p>{t('note.lost-hint')}</p></Notice>}
      {view.begins !== null && <Begins by={view.begins} />}
      {view.doubtful && <Notice tone="warning" title={t('note.doubtful')}><p>{t('note.doubtful-hint')}</p></Notice>}
      {view.used >= nearlyFull && <Notice tone="warning" title={view.used >= 1 ? t('note.full') : t('note.nearly-full')}><p>{t('note.full-hint')}</p></Notice>}
      {writable && isLong(view) && <Notice tone="info" title={t('note.too-long', { count: format.number(registerLimits.text) })} />}
      <FailureNotice failure={refused ? null : failure} />
      <NoteEditor pen={pen} title={view.title} writable={writable} />
      <TypingLine space={space.id} view={view.id} topics={[]} />
      <Deeds view={view} />
      {moving && <MoveSheet from={space} title={view.title} hint={t('note.move-hint')} places={elsewhere} move={async (remote, to, reason) => { await pen.flushed(); return remote.moveNote(space.id, view.id, to, reason); }} pathOf={notePath} onClose={() => setMoving(false)} />}
      {naming && <TitleSheet space={space} note={view} onClose={() => setNaming(false)} />}
    </Page>
  );
}

function Struck({ struckOut: { by, at, reason }, children }: { struckOut: NonNullable<NoteView['struckOut']>; children: ReactNode }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  return <Notice tone="warning" title={t('note.did-struck', { name: isolated(person(by)?.name ?? t('person.unknown')) })}><p><time dateTime={at}>{format.moment(at)}</time></p><p className="register-words" dir="auto">{reason}</p>{children}<p>{t('note.struck-hint')}</p></Notice>;
}

function Saved({ unsaved, waiting, online }: { unsaved: boolean; waiting: boolean; online: boolean }) {
  const t = useText();
  return <span role="status">{!online && (unsaved || waiting) ? t('note.offline') : unsaved || waiting ? t('note.saving') : t('note.saved')}</span>;
}

function Begins({ by }: { by: NonNullable<NoteView['begins']> }) {
  const t = useText();
  const person = usePerson();
  return <Notice tone="info" title={t('note.begins', { name: isolated(person(by)?.name ?? t('person.unknown')) })}><p>{t('note.begins-hint')}</p></Notice>;
}

function Actions({ space, pen, view, onRename, onMove }: { space: SpaceView; pen: Pen; view: NoteView; onRename(): void; onMove?(): void }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [chosen, setChosen] = useState<Marking | null>(null);
  const marking = chosen ?? view.marking ?? plain;
  const freeze = async (): Promise<void> => {
    await pen.flushed();
    const entry = await run(({ remote }) => remote.freezeNote(space.id, view.id, marking));
    if (entry !== undefined) navigate(entryPath(space.id, entry));
  };
  return (
    <>
      <FailureNotice failure={failure} />
      <Button look="primary" icon="seal" isPending={busy} isDisabled={view.text === '' || isLong(view) || !isComplete(marking)} onPress={() => void freeze()}>{t('note.freeze')}</Button>
      <MarkingButton marking={marking} onChange={setChosen} />
      <Button icon="edit" onPress={onRename}>{t('note.rename')}</Button>
      {onMove && <Button icon="lock" onPress={onMove}>{t('register.move')}</Button>}
    </>
  );
}

/** Who wrote when. The newest first. */
function Deeds({ view: { history } }: { view: NoteView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  return (
    <details className="card note-history">
      <summary><h2>{t('note.history')}</h2></summary>
      <p className="muted">{t('note.history-hint')}</p>
      <ol reversed className="register-chain">
        {history.map(({ by, at, seq, does, since }, i) => (
          <li key={`${since}-${i}`} className={does === 'refused' || does === 'false-snapshot' || does === 'other-snapshot' ? 'note-refused' : undefined}>
            {t(`note.did-${does}`, { name: isolated(person(by)?.name ?? t('person.unknown')) })} <time dateTime={at}>{format.moment(at)}</time>{seq === null && <> · {t('register.queued')}</>}
          </li>
        )).reverse()}
      </ol>
    </details>
  );
}
