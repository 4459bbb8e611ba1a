import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { EntryKind } from '@comity/contracts/register';
import type { EntryId, EntryInput, EntryView, Ref, SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { registerPath } from '../messaging/place.js';
import { Page } from '../shell/Page.js';
import { contentOf, draftOf, emptyDraft, type Draft } from './draft.js';
import { Editor } from './Editor.js';
import { useEntry } from './hooks.js';
import { entryPath } from './place.js';

interface New { space: SpaceView; kind: EntryKind; draft?: Draft; source?: Ref | null; missing?: boolean }

/** An entry that nobody has seen yet. */
export function EntryForm({ space, kind: begun, draft: begin = emptyDraft, source = null, missing = false }: New) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [kind, setKind] = useState(begun);
  const [draft, setDraft] = useState(begin);
  const save = async (input: EntryInput): Promise<void> => {
    const id = await run(({ remote }) => remote.writeEntry(space.id, input));
    if (id !== undefined) navigate(entryPath(space.id, id), { replace: true });
  };
  if (space.left) return <Left space={space} />;
  return (
    <Page title={t('register.form-new', { kind: t(`register.kind-${kind}`) })} back={registerPath(space.id)}>
      {missing && <Notice tone="warning" title={t('talk-link.missing')}><p>{t('register.message-missing')}</p></Notice>}
      <Editor space={space} kind={kind} onKind={setKind} draft={draft} origin={{ after: null, source }} self={null} busy={busy} failure={failure} onChange={setDraft} onSave={(input) => void save(input)} />
    </Page>
  );
}

/** A new version of an entry. */
export function RevisedEntry({ space, id }: { space: SpaceView; id: EntryId }) {
  const t = useText();
  const { value: entry, failure } = useEntry(space.id, id);
  if (!entry) return failure ? <Page title={t('register.title')} back={registerPath(space.id)}><FailureNotice failure={failure} /></Page> : <Busy />;
  if (space.left) return <Left space={space} />;
  if (entry.struck) return <Empty heading title={t('register.struck')} action={<Link href={entryPath(space.id, id)} className="button button-primary">{t('register.see')}</Link>}>{t('register.struck-hint')}</Empty>;
  return <Revision space={space} entry={entry} />;
}

const newestOf = ({ versions }: EntryView): string | null => versions.find(({ state }) => state === 'current')?.key ?? null;

function Revision({ space, entry }: { space: SpaceView; entry: EntryView }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [draft, setDraft] = useState(() => draftOf(contentOf(entry)));
  const [base, setBase] = useState(() => newestOf(entry));
  const begin = (): void => { setDraft(draftOf(contentOf(entry))); setBase(newestOf(entry)); };
  const save = async (input: EntryInput): Promise<void> => {
    if (await run(({ remote }) => remote.reviseEntry(space.id, entry.id, input).then(() => true))) navigate(entryPath(space.id, entry.id), { replace: true });
  };
  return (
    <Page title={t('register.form-revise', { title: entry.title })} lead={t(`register.kind-${entry.kind}`)} back={entryPath(space.id, entry.id)}>
      {base !== newestOf(entry) && !busy && <Notice tone="warning" role="status" title={t('register.overtaken')} action={<Button onPress={begin}>{t('register.from-theirs')}</Button>}><p>{t('register.overtaken-hint')}</p></Notice>}
      <Editor space={space} kind={entry.kind} draft={draft} origin={{ after: base, source: entry.source }} self={entry.id} busy={busy} failure={failure} onChange={setDraft} onSave={(input) => void save(input)} />
    </Page>
  );
}

function Left({ space }: { space: SpaceView }) {
  const t = useText();
  return <Empty heading title={t('register.left')} action={<Link href={registerPath(space.id)} className="button button-primary">{t('register.to-register')}</Link>}>{t('register.left-hint')}</Empty>;
}
