import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { registerLimits, type EntryKind } from '@comity/contracts/register';
import type { BroughtFrom, EntryId, EntryInput, EntryView, Ref, SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { ClosedNotice } from '../messaging/ClosedNotice.js';
import { useForm } from '../messaging/form.js';
import { registerPath } from '../messaging/place.js';
import { Page } from '../shell/Page.js';
import { contentOf, draftOf, emptyDraft, writtenForm, type Draft } from './draft.js';
import { Editor } from './Editor.js';
import { useEntry } from './hooks.js';
import { entryPath, newEntryPath } from './place.js';

/** `from`: it is made of what stands elsewhere, of which nothing is kept here before it is saved. `missing`: there is no such message. `gone`: there was when the form was opened. `cut`: not all of its words fit. */
interface New { space: SpaceView; kind: EntryKind; draft?: Draft; source?: Ref | null; from?: BroughtFrom; missing?: boolean; gone?: boolean; cut?: boolean }

const scopeOf = (source: Ref | null, from: BroughtFrom | undefined) => `entry-${from === undefined ? source?.id ?? 'new' : 'on' in from ? from.on.id : from.entry}` as const;

/** An entry that nobody has seen yet. */
export function EntryForm({ space, kind: begun, draft: begin = emptyDraft, source = null, from, missing = false, gone = false, cut = false }: New) {
  const t = useText();
  const format = useFormat();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const { form: { kind, draft }, loaded, found, change, beginAnew, saved } = useForm(space.id, scopeOf(source, from), { kind: begun, draft: begin, base: null }, writtenForm, gone || from !== undefined);
  const save = async (input: EntryInput): Promise<void> => {
    const id = await saved(() => run(({ remote }) => remote.writeEntry(space.id, input, from)));
    if (id !== undefined) navigate(entryPath(space.id, id), { replace: true });
  };
  if (!loaded) return <Busy />;
  return (
    <Page title={t('register.form-new', { kind: t(`register.kind-${kind}`) })} back={registerPath(space.within ?? space.id)}>
      {space.left && <Left />}
      <ClosedNotice space={space} />
      {space.within !== null && <Notice tone="info" title={t('register.kept-inside', { title: isolated(space.title ?? t('space.untitled')) })}><p>{t('register.kept-inside-hint')}</p></Notice>}
      {missing && <Notice tone="warning" title={t('talk-link.missing')}><p>{t('register.message-missing')}</p></Notice>}
      {gone && <Notice tone="warning" role="status" title={t('register.message-gone')} action={<Link href={newEntryPath(space.id)} className="button button-plain">{t('register.without-message')}</Link>}><p>{t('register.message-gone-hint')}</p></Notice>}
      {cut && <Notice tone="info" title={t('register.cut')}><p>{t('register.cut-hint', { count: format.number(registerLimits.text) })}</p></Notice>}
      {found && !gone && <Found onBegin={beginAnew} />}
      <Editor space={space} kind={kind} onKind={(next) => change({ kind: next, draft, base: null })} draft={draft} origin={{ after: null, source }} {...(from && { from })} self={null} busy={busy} barred={space.readOnly || gone} failure={failure} onChange={(next) => change({ kind, draft: next, base: null })} onSave={(input) => void save(input)} />
    </Page>
  );
}

/** A new version of an entry. */
export function RevisedEntry({ space, id }: { space: SpaceView; id: EntryId }) {
  const t = useText();
  const { value: entry, failure } = useEntry(space.id, id);
  if (!entry) return failure ? <Page title={t('register.title')} back={registerPath(space.id)}><FailureNotice failure={failure} /></Page> : <Busy />;
  return <Revision space={space} entry={entry} />;
}

const newestOf = ({ versions }: EntryView): string | null => versions.find(({ state }) => state === 'current')?.key ?? null;
const formOf = (entry: EntryView) => ({ kind: entry.kind, draft: draftOf(contentOf(entry)), base: newestOf(entry) });

function Revision({ space, entry }: { space: SpaceView; entry: EntryView }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [begin] = useState(() => formOf(entry));
  const { form, loaded, found, change, beginAnew, saved } = useForm(space.id, `entry-${entry.id}`, begin, writtenForm);
  const { draft, base } = form;
  const barred = space.readOnly || entry.struck;
  const save = async (input: EntryInput): Promise<void> => {
    if (await saved(() => run(({ remote }) => remote.reviseEntry(space.id, entry.id, input).then(() => true)))) navigate(entryPath(space.id, entry.id), { replace: true });
  };
  if (!loaded) return <Busy />;
  return (
    <Page title={t('register.form-revise', { title: entry.title })} lead={t(`register.kind-${entry.kind}`)} back={entryPath(space.id, entry.id)}>
      {space.left && <Left />}
      <ClosedNotice space={space} />
      {entry.struck && <Notice tone="warning" role="status" title={t('register.struck')} action={<Link href={entryPath(space.id, entry.id)} className="button button-plain">{t('register.see')}</Link>}><p>{t('register.struck-hint')}</p></Notice>}
      {found && <Found onBegin={beginAnew} />}
      {base !== newestOf(entry) && !busy && !barred && <Notice tone="warning" role="status" title={t('register.overtaken')} action={<Button onPress={() => change(formOf(entry))}>{t('register.from-theirs')}</Button>}><p>{t('register.overtaken-hint')}</p></Notice>}
      <Editor space={space} kind={entry.kind} draft={draft} origin={{ after: base, source: entry.source }} self={entry.id} busy={busy} barred={barred} failure={failure} onChange={(next) => change({ ...form, draft: next })} onSave={(input) => void save(input)} />
    </Page>
  );
}

function Left() {
  const t = useText();
  return <Notice tone="warning" role="status" title={t('register.left')}><p>{t('register.left-hint')}</p></Notice>;
}

/** What was typed some other time is there again. */
function Found({ onBegin }: { onBegin(): void }) {
  const t = useText();
  return <Notice tone="info" role="status" title={t('register.kept')} action={<Button onPress={onBegin}>{t('register.begin-anew')}</Button>}><p>{t('register.kept-hint')}</p></Notice>;
}
