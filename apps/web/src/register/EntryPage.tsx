import { useState, useSyncExternalStore } from 'react';
import { Link, Redirect } from 'wouter';
import { fieldsOf } from '@comity/contracts/register';
import type { EntryId, EntryView, FieldsInput, SpaceView } from '@comity/sdk';
import { useAction, useClient, usePerson } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { Later, later } from '../failure/Later.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Forwarded } from '../messaging/Forwarded.js';
import { messagePath, registerPath } from '../messaging/place.js';
import { useToast } from '../messaging/toast.js';
import { Page } from '../shell/Page.js';
import { Custody } from './Custody.js';
import { contentOf, revisionOf } from './draft.js';
import { EntryMarks } from './EntryMarks.js';
import { ExhibitFile } from './ExhibitFile.js';
import { FileVersions } from './FileVersions.js';
import { FileVersionSheet } from './FileVersionSheet.js';
import { GoesOn, Moving } from './Moving.js';
import { useEntry, useMessage, usePlaces, usePrinted } from './hooks.js';
import { importerOf } from './importing.js';
import { Links } from './Links.js';
import { MoveSheet } from './MoveSheet.js';
import { PartValue } from './PartValue.js';
import { entryPath, logPath, revisionPath } from './place.js';
import { Proposals } from './Proposals.js';
import { StrikeSheet } from './StrikeSheet.js';
import { Versions } from './Versions.js';
import { kindIcons, partName } from './words.js';

const DraftFromEntry = later(() => import('../casework/DraftFromEntry.js').then((m) => ({ default: m.DraftFromEntry })));

/** One entry: what is stated, what it is linked with, how it came to be. */
export function EntryPage({ space, id }: { space: SpaceView; id: EntryId }) {
  const t = useText();
  const { value: entry, failure } = useEntry(space.id, id);
  // An entry of a compartment is looked at there, where it is revised as well.
  if (entry && entry.space !== space.id) return <Redirect to={entryPath(entry.space, id)} replace />;
  if (entry) return <Entry space={space} entry={entry} />;
  if (failure?.kind === 'problem' && failure.problem.code === 'not-found') return <Empty heading title={t('register.none')} action={<Link href={registerPath(space.id)} className="button button-primary">{t('register.to-register')}</Link>}>{t('register.none-hint')}</Empty>;
  return failure ? <Page title={t('register.title')} back={registerPath(space.id)}><FailureNotice failure={failure} /></Page> : <Busy />;
}

function Entry({ space, entry }: { space: SpaceView; entry: EntryView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const [striking, setStriking] = useState(false);
  const name = (id: Parameters<typeof person>[0]): string => isolated(person(id)?.name ?? t('person.unknown'));
  const home = space.within ?? space.id;
  const [moving, setMoving] = useState(false);
  const places = usePlaces(space);
  const elsewhere = places.filter(({ id }) => id !== space.id);
  const { kind, struckOut, movedTo, moving: target } = entry;
  const writable = !space.readOnly && !entry.struck;
  usePrinted([space.id], { entry: entry.id });
  return (
    <Page title={entry.title} back={registerPath(home)} mark={<span className="register-mark"><Icon name={kindIcons[kind]} /></span>}
      lead={<span className="register-marks"><span>{t(`register.kind-${kind}`)}</span><EntryMarks entry={entry} /></span>}
      {...(writable ? { actions: <Actions space={space} entry={entry} {...(target === null && { onStrike: () => setStriking(true) })} {...(elsewhere.length > 0 && target === null && entry.proposals === 0 && { onMove: () => setMoving(true) })} /> } : {})}>
      {struckOut && <Notice tone="warning" title={t('register.struck-by', { name: name(struckOut.by), at: format.moment(struckOut.at) })}>{struckOut.reason === '' ? <p>{t('register.reason-erased')}</p> : <p className="register-words" dir="auto">{struckOut.reason}</p>}{movedTo && <p><Link href={entryPath(movedTo.space, movedTo.entry)}><GoesOn places={places} to={movedTo.space} /></Link></p>}</Notice>}
      {target !== null && <Moving places={places} to={target} />}
      {entry.partial && <Notice tone="info" title={t('register.partial')}><p>{t('register.partial-hint')}</p></Notice>}
      <Proposals space={space} entry={entry} writable={writable} />
      <Facts entry={entry} space={space} />
      {entry.exhibit && <Exhibit space={space} entry={entry} exhibit={entry.exhibit} writable={writable && target === null} />}
      {kind === 'exhibit' && <Custody space={space.id} entry={entry} writable={writable} />}
      <Links register={home} id={entry.id} links={entry.links} />
      <Versions entry={entry} />
      <p className="muted">{t('register.log-told')} <Link href={logPath(space.id, entry.id)}>{t('register.log-of-entry')}</Link></p>
      {moving && <MoveSheet from={space} title={entry.title} hint={t('register.move-hint')} places={elsewhere} move={(remote, to, reason) => remote.moveEntry(space.id, entry.id, to, reason)} pathOf={entryPath} onClose={() => setMoving(false)} />}
      {striking && <StrikeSheet space={space.id} entry={entry} onClose={() => setStriking(false)} />}
    </Page>
  );
}

function Actions({ space, entry, onStrike, onMove }: { space: SpaceView; entry: EntryView; onStrike?(): void; onMove?(): void }) {
  const t = useText();
  const toast = useToast();
  const { run, busy, failure } = useAction();
  const [drafting, setDrafting] = useState(false);
  const done = entry.task?.done === true;
  const set = (next: boolean): Promise<true | undefined> => run(({ remote }) => {
    const revision = revisionOf(entry);
    const { done: _before, ...rest } = revision.fields;
    const stated: FieldsInput = next ? { ...rest, done: true } : rest;
    return remote.reviseEntry(space.id, entry.id, { ...revision, fields: stated }).then(() => true as const);
  });
  const toggle = async (): Promise<void> => { if (await set(!done) && !done) toast({ text: t('register.done-now') }); };
  return (
    <>
      <FailureNotice failure={failure} />
      {(entry.kind === 'asset' || entry.kind === 'account') && <Button icon="request" onPress={() => setDrafting(true)}>{t('request.asset-recover')}</Button>}
      {drafting && <Later><DraftFromEntry id={entry.id} space={entry.space} session={null} parties={[]} onClose={() => setDrafting(false)} /></Later>}
      {entry.task && <Button look={done ? 'plain' : 'primary'} icon={done ? 'task' : 'check'} isPending={busy} onPress={() => void toggle()}>{done ? t('register.reopen') : t('register.mark-done')}</Button>}
      <Link href={revisionPath(space.id, entry.id)} className="button button-plain"><Icon name="edit" /><span>{t('register.revise')}</span></Link>
      {onMove && <Button icon="lock" onPress={onMove}>{t('register.move')}</Button>}
      {onStrike && <Button look="quiet" icon="withdraw" onPress={onStrike}>{t('register.strike')}</Button>}
    </>
  );
}

function Facts({ space, entry }: { space: SpaceView; entry: EntryView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const { kind, fields, marking, made, source, moved } = entry;
  const message = useMessage(space.id, source);
  const content = contentOf(entry);
  const stated = fieldsOf(kind).filter(({ id, shape }) => shape !== 'flag' && shape !== 'file' && fields[id] !== undefined);
  const marked = marking.handling !== 'none' || marking.evaluation !== null || marking.tlp !== null;
  return (
    <section className="card">
      <dl className="facts register-facts">
        {stated.map(({ id, shape }) => <div key={id} className={shape === 'text' ? 'register-long' : ''}><dt>{partName(t, kind, id)}</dt><dd><PartValue kind={kind} part={id} content={content} /></dd></div>)}
        {marked && <div><dt>{t('register.field-marking')}</dt><dd><PartValue kind={kind} part="marking" content={content} /></dd></div>}
        {moved && <div><dt>{t('register.moved-from')}</dt><dd>{moved.space === null ? t('register.moved-unread') : <Link href={entryPath(moved.space, moved.entry)}>{t('register.moved-see')}</Link>}</dd></div>}
        {source && <div><dt>{t('register.from-message')}</dt><dd><Link href={messagePath(space.id, source)}>{t('register.see-message')}</Link>{message === null && <> · <span className="muted">{t('register.source-gone')}</span></>}{message?.forwarded && <Forwarded origin={message.forwarded} />}</dd></div>}
        <div><dt>{t('register.made')}</dt><dd>{t('register.by-at', { name: isolated(person(made.by)?.name ?? t('person.unknown')), at: format.moment(made.at) })}</dd></div>
      </dl>
      {stated.length === 0 && !entry.exhibit && <p className="muted">{t('register.nothing-stated')}</p>}
    </section>
  );
}

/** The file itself, and by what it can be told from every other. */
function Exhibit({ space, entry, exhibit, writable }: { space: SpaceView; entry: EntryView; exhibit: NonNullable<EntryView['exhibit']>; writable: boolean }) {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const queue = importerOf(useClient(), space.id, entry.id);
  const { items: [next] } = useSyncExternalStore(queue.subscribe, queue.snapshot);
  const former = entry.files.filter(({ state }) => state !== 'current');
  return (
    <section className="card register-exhibit">
      <div className="section-head">
        <h2>{t('register.field-file')}</h2>
        {writable && entry.kind === 'document' && <Button icon="plus" onPress={() => setAdding(true)}>{t('register.file-new')}</Button>}
      </div>
      {next?.refusal && !adding && <p className="transfer-failure">{t('register.file-not-added', { title: entry.title })}</p>}
      <ExhibitFile space={space.id} file={exhibit} source={entry.source} />
      {former.length > 0 && <FileVersions space={space.id} entry={entry} />}
      {adding && <FileVersionSheet space={space} entry={entry} onClose={() => setAdding(false)} />}
    </section>
  );
}
