import './register.css';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import { entryKinds } from '@comity/contracts/register';
import type { SpaceView } from '@comity/sdk';
import { usePerson, useSpaces } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { Notice } from '../design/Notice.js';
import { later, Later } from '../failure/Later.js';
import { Undone } from '../failure/Undone.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { registerPath } from '../messaging/place.js';
import { ToastProvider } from '../messaging/toast.js';
import { useCommands, type Command } from '../shell/commands.js';
import { EntryForm, RevisedEntry } from './EntryForm.js';
import { AccessPage } from './AccessPage.js';
import { BroughtEntry } from './BroughtEntry.js';
import { Compartments } from './Compartments.js';
import { EntryPage } from './EntryPage.js';
import { ImportPage } from './ImportPage.js';
import { compartmentsPath, importPath, logPath, newEntryPath, notesPath, readRegisterPlace } from './place.js';
import { PromotedEntry } from './PromotedEntry.js';
import { noFilter, RegisterPage, type Listing } from './RegisterPage.js';
import { Unmoved } from './Unmoved.js';
import { kindIcons } from './words.js';

/** Loaded with the first note that somebody opens: it brings the editor along. */
const Notes = later(() => import('../notes/Notes.js').then((m) => ({ default: m.Notes })));

/** Beside a case file's conversation: what its members know, kept together. What one looked for is still there on coming back. */
export function Register({ id, rest }: { id: SpaceId; rest: string }) {
  const t = useText();
  const { value: spaces } = useSpaces();
  const space = spaces?.find((each) => each.id === id);
  if (!spaces) return <Busy />;
  if (space?.kind !== 'case-file') return <Empty heading title={t('register.not-here')} action={<Link href={space ? `/spaces/${id}` : '/'} className="button button-plain">{t('space.to-list')}</Link>}>{t('register.not-here-hint')}</Empty>;
  return <ToastProvider><Undone space={id} /><Unmoved space={id} /><Strangers space={space} /><Place space={space} rest={rest} /></ToastProvider>;
}

function Place({ space, rest }: { space: SpaceView; rest: string }) {
  const t = useText();
  const [, navigate] = useLocation();
  const [listing, setListing] = useState<Listing>(noFilter);
  useCommands(useMemo((): Command[] => [
    { id: 'conversation', icon: 'spaces', label: t('register.conversation'), run: () => navigate(`/spaces/${space.id}`) },
    { id: 'register', icon: 'register', label: t('register.to-register'), run: () => navigate(registerPath(space.id)) },
    ...(space.within === null ? [{ id: 'compartments', icon: 'lock' as const, label: t('register.to-compartments'), run: () => navigate(compartmentsPath(space.id)) }] : []),
    { id: 'log', icon: 'details', label: t('register.to-log'), run: () => navigate(logPath(space.id)) },
    { id: 'notes', icon: 'note', label: t('note.to-notes'), run: () => navigate(notesPath(space.id)) },
    ...(space.readOnly ? [] : [{ id: 'import', icon: 'files' as const, label: t('register.import'), run: () => navigate(importPath(space.id)) }]),
    ...(space.readOnly ? [] : entryKinds.map((kind): Command => ({ id: `new ${kind}`, icon: kindIcons[kind], label: t('register.form-new', { kind: t(`register.kind-${kind}`) }), run: () => navigate(newEntryPath(space.id, kind)) }))),
  ], [space.id, space.readOnly, space.within, t, navigate]));
  const place = readRegisterPlace(rest);
  if (place.at === 'list') return <RegisterPage space={space} place={place} listing={listing} onListing={setListing} />;
  if (place.at === 'notes') return <Later fallback={<Busy />}><Notes space={space} id={place.id} /></Later>;
  if (place.at === 'new') return <EntryForm key={place.kind} space={space} kind={place.kind} />;
  if (place.at === 'compartments') return <Compartments space={space} />;
  if (place.at === 'log') return <AccessPage key={place.what} space={space} what={place.what} />;
  if (place.at === 'import') return <ImportPage space={space} />;
  if (place.at === 'from') return <PromotedEntry key={rest} space={space} on={place.on} />;
  if (place.at === 'brought') return <BroughtEntry key={rest} space={space} from={place.from} />;
  return place.at === 'revise' ? <RevisedEntry key={place.id} space={space} id={place.id} /> : <EntryPage key={place.id} space={space} id={place.id} />;
}

/** Somebody is in a compartment who is not in its case file: what is written meanwhile stays here. */
function Strangers({ space }: { space: SpaceView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  if (space.strangers.length === 0 || space.left) return null;
  return <div className="undone"><Notice tone="warning" role="status" title={t('register.strangers')}><p>{t('register.strangers-hint', { names: format.list(space.strangers.map((id) => person(id)?.name ?? t('person.unknown'))) })}</p></Notice></div>;
}
