import { useEffect, useRef } from 'react';
import { Form } from 'react-aria-components/Form';
import { entryKinds, fieldsOf, registerLimits, type EntryKind } from '@comity/contracts/register';
import type { BroughtFrom, EntryInput, Failure, Ref, SpaceView } from '@comity/sdk';
import { Link } from 'wouter';
import { useSpaces } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { messagePath } from '../messaging/place.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { inputOf, missingOf, type Draft } from './draft.js';
import { FieldInput } from './FieldInput.js';
import { LinkFields } from './LinkFields.js';
import { MarkingButton } from './MarkingButton.js';
import { entryPath } from './place.js';
import { partName, ruleWords } from './words.js';

interface Props {
  space: SpaceView; kind: EntryKind; draft: Draft;
  /** Absent for an entry that exists: it stays what it is. */
  onKind?: (kind: EntryKind) => void;
  /** The version that it is made from, and the message. */
  origin: Pick<EntryInput, 'after' | 'source'>;
  /** What a new one is made of, where that stands elsewhere. */
  from?: BroughtFrom;
  /** The entry itself, which is not linked with itself. */
  self: string | null;
  /** `barred`: it cannot be saved any more. */
  busy: boolean; barred: boolean; failure: Failure | null;
  onChange(draft: Draft): void; onSave(input: EntryInput): void;
}

/** The form of an entry: what its kind asks for, how it may be used, what it has to do with others. */
export function Editor({ space, kind, draft, onKind, origin, from, self, busy, barred, failure, onChange, onSave }: Props) {
  const t = useText();
  const format = useFormat();
  const notice = useRef<HTMLDivElement>(null);
  // The button is always in sight; what it led to should be.
  useEffect(() => { if (failure) notice.current?.scrollIntoView({ block: 'center' }); }, [failure]);
  const change = (part: Partial<Draft>): void => onChange({ ...draft, ...part });
  const input = inputOf(kind, draft, origin);
  const missing = missingOf(kind, draft);
  const isNew = origin.after === null;
  const hashes = fieldsOf(kind).some(({ shape }) => shape === 'file') && draft.file !== null && !('sha256' in draft.file);
  return (
    <Form className="stack register-form" onSubmit={(event) => { event.preventDefault(); if (input && !barred) onSave(input); }}>
      {onKind && <Choice label={t('register.form-kind')} hint={t(`register.about-${kind}`)} value={kind} onChange={onKind} options={entryKinds.map((value) => ({ value, label: t(`register.kind-${value}`) }))} />}
      {from && <Brought from={from} />}
      {origin.source && <Source space={space} on={origin.source} />}
      <section className="card stack">
        <Field label={t('register.field-title')} hint={t('register.title-hint')} value={draft.title} onChange={(title) => change({ title })} isRequired maxLength={registerLimits.title} autoComplete="off" />
        <div className="register-fields">
          {fieldsOf(kind).filter(({ shape }) => shape !== 'flag' || !isNew).map((field) => <FieldInput key={field.id} space={space} kind={kind} field={field} draft={draft} isNew={isNew} {...(from && 'on' in from && { from })} onChange={change} />)}
        </div>
      </section>
      <LinkFields space={space} self={self} links={draft.links} onChange={(links) => change({ links })} />
      <MarkingButton marking={draft.marking} onChange={(marking) => change({ marking })} />
      <div ref={notice}><FailureNotice failure={failure} describe={(pointer, rule) => ruleWords(t, kind, pointer, rule)} /></div>
      <div className="page-foot">
        <p className="muted" role="status">{barred ? t('register.barred') : missing.length > 0 ? t('register.missing', { fields: format.list(missing.map((part) => partName(t, kind, part))) }) : t('register.ready')}</p>
        <Button look="primary" type="submit" isDisabled={input === null || barred} isPending={busy}>{busy ? (hashes ? t('register.hashing') : t('register.saving')) : isNew ? t('register.save-new') : t('register.save')}</Button>
      </div>
    </Form>
  );
}

function Brought({ from }: { from: BroughtFrom }) {
  const t = useText();
  const titleOf = useSpaceTitle();
  const title = useSpaces().value?.find(({ id }) => id === from.space);
  return (
    <Notice tone="info" title={t('register.brought', { title: isolated(title ? titleOf(title) : t('space.untitled')) })} action={<Link href={'on' in from ? messagePath(from.space, from.on) : entryPath(from.space, from.entry)} className="button button-plain">{t('register.brought-see')}</Link>}>
      <p>{t('register.brought-hint')}</p>
    </Notice>
  );
}

function Source({ space, on }: { space: SpaceView; on: Ref }) {
  const t = useText();
  return <p className="muted">{t('register.from-message')}: <Link href={messagePath(space.id, on)}>{t('register.see-message')}</Link></p>;
}
