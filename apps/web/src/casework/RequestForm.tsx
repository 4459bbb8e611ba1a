import './casework.css';
import { useId, useMemo } from 'react';
import { Form } from 'react-aria-components/Form';
import { Link, useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import { useAction } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Field } from '../design/Field.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { useForm } from '../messaging/form.js';
import { Page } from '../shell/Page.js';
import { AuthorityChoice } from './AuthorityChoice.js';
import { BasisFields } from './BasisFields.js';
import { ContentAhead, ContentFields } from './ContentFields.js';
import { baseOf, draftOf, inputOf, isTooLong, lawOf, missingOf, newDraft, partsOf, writtenAnew, writtenForm, type Draft } from './draft.js';
import { useMatter } from './hooks.js';
import { MeasureFields } from './MeasureFields.js';
import { RefusalNotice } from './RefusalNotice.js';
import { StepFailure } from './StepFailure.js';

/** First: who is asked, on what basis, for what. With that the draft has a space, in which its content is written. */
export function NewRequest() {
  return <Editor space={null} current={null} />;
}

/** A draft that is written on. */
export function RevisedRequest({ space }: { space: SpaceId }) {
  const t = useText();
  const { value: matter, failure } = useMatter(space);
  if (!matter) return failure ? <Page title={t('request.draft-title')} back="/requests"><FailureNotice failure={failure} /></Page> : <Busy />;
  if (!matter.canEdit) return <Empty heading title={t('request.frozen')} action={<Link href={`/requests/${space}`} className="button button-primary">{t('request.open')}</Link>}>{t('request.frozen-hint')}</Empty>;
  return <Editor space={space} current={draftOf(matter)} />;
}

function Editor({ space, current }: { space: SpaceId | null; current: Draft | null }) {
  const t = useText();
  const id = useId();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const begin = { draft: current ?? newDraft(), base: current && baseOf(current) };
  const { form: { draft, base }, loaded, found, change: keep, beginAnew, saved } = useForm(space, 'request', begin, space === null ? writtenAnew : writtenForm);
  const change = (part: Partial<Draft>): void => keep({ draft: { ...draft, ...part }, base });
  const { instruments, agreed, measures } = draft;
  const { rules, refusal } = useMemo(() => lawOf({ instruments, agreed }), [instruments, agreed]);
  const parts = useMemo(() => (rules ? partsOf(rules, measures) : []), [rules, measures]);
  const missing = missingOf(draft, parts);
  const input = inputOf(draft, parts);
  const tooLong = input !== null && isTooLong(input);
  // A colleague was faster.
  const overtaken = current !== null && base !== baseOf(current) && !busy;

  const save = async (): Promise<void> => {
    if (input === null) return;
    const made = await saved(() => run((client) => client.act(async (remote) => {
      if (space === null) return remote.draftMatter(input);
      await remote.reviseMatter(space, input);
      return space;
    })));
    if (made !== undefined) navigate(space === null ? `/requests/${made}/draft` : `/requests/${made}`, { replace: true });
  };
  if (!loaded) return <Busy />;
  return (
    <Page title={space === null ? t('request.new') : t('request.draft-title')} back={space === null ? '/requests' : `/requests/${space}`} lead={t('request.form-lead')}>
      <Form className="stack request-form" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {overtaken && <Notice tone="warning" role="status" title={t('request.overtaken')} action={<Button onPress={beginAnew}>{t('request.take-theirs')}</Button>}><p>{t('request.overtaken-hint')}</p></Notice>}
        {found && !overtaken && <Notice tone="info" role="status" title={t('request.kept')} action={<Button onPress={beginAnew}>{t('request.kept-discard')}</Button>}><p>{t('request.kept-hint')}</p></Notice>}
        <section className="card stack">
          <AuthorityChoice value={draft.requested} onChange={(requested) => change({ requested })} />
          <Field label={t('request.field-title')} hint={t('request.field-title-hint')} value={draft.title} onChange={(title) => change({ title })} isRequired maxLength={120} autoComplete="off" />
          <label className="check-line" htmlFor={`${id}-urgent`}><input id={`${id}-urgent`} type="checkbox" checked={draft.urgent} onChange={({ target }) => change({ urgent: target.checked })} /><span>{t('request.field-urgent')}<span className="hint">{t('request.field-urgent-hint')}</span></span></label>
        </section>
        <BasisFields instruments={instruments} agreed={agreed} onChange={change} />
        {refusal && <RefusalNotice refusal={refusal} />}
        <MeasureFields rules={rules} measures={measures} onChange={(next) => change({ measures: next })} />
        {space === null ? <ContentAhead parts={parts} /> : <ContentFields draft={draft} parts={parts} hasBasis={rules !== null} onChange={(sections) => change({ sections })} />}
        <StepFailure failure={failure} />
        <div className="page-foot">
          <p className="muted" role="status">{input === null ? t('request.not-enough') : tooLong ? t('request.too-long') : space === null ? t('request.enough') : missing.length === 0 ? t('request.complete') : t('request.missing-count', { count: missing.length })}</p>
          <Button look="primary" type="submit" isDisabled={input === null || tooLong} isPending={busy}>{busy ? t('request.saving') : space === null ? t('request.save-new') : t('request.save')}</Button>
        </div>
      </Form>
    </Page>
  );
}
