import './casework.css';
import { useId, useMemo, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Link, useLocation } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { MatterKind, MatterView } from '@comity/sdk';
import { useAction, useClient, useSelf } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Field } from '../design/Field.js';
import { Notice } from '../design/Notice.js';
import { later, Later } from '../failure/Later.js';
import { useAttachments, type Attachments } from '../files/attachments.js';
import { discardFiles } from '../files/discard.js';
import { useMeasure } from '../files/measure.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useForm } from '../messaging/form.js';
import { isComplete, plain } from '../messaging/marking.js';
import { Page } from '../shell/Page.js';
import { isOwn } from './advance.js';
import { AuthorityChoice } from './AuthorityChoice.js';
import { AssetFields } from './AssetFields.js';
import { BasisFields } from './BasisFields.js';
import { EnclosureFields, mostEnclosures } from './EnclosureFields.js';
import { ContentAhead, ContentFields, focusPart } from './ContentFields.js';
import { baseOf, draftOf, inputOf, lacksOf, lawOf, missingOf, newDraft, packIdsFor, partsOf, saidOf, shareOf, withSettled, writtenAnew, writtenForm, type Draft } from './draft.js';
import { DraftMarking } from './DraftMarking.js';
import { draftFromTemplate } from './template.js';
import { SourceFields } from './SourceFields.js';
import { TranslationFields } from './TranslationFields.js';
import { textsOf } from './translating.js';
import { longestReference } from './References.js';
import { useMatter } from './hooks.js';
import { kinds, sendingOf } from './law.js';
import { LawAround } from './LawAround.js';
import { MeasureFields } from './MeasureFields.js';
import { RefusalNotice } from './RefusalNotice.js';
import { StepFailure } from './StepFailure.js';
import { useLawWords } from './words.js';

const TemplatePick = later(() => import('./TemplatePick.js').then((m) => ({ default: m.TemplatePick })));

/** From here on it is told how full the request is. */
const nearlyFull = 0.5;

interface EditorProps { space: SpaceId | null; current: Draft | null; matter: MatterView | null; sent: MatterView | null; attachments: Attachments | null }

/** First: who is asked, on what basis, for what. With that the draft has a space, in which its content is written. */
export function NewRequest() {
  return <Editor space={null} current={null} matter={null} sent={null} attachments={null} />;
}

/** A draft that is written on. */
export function RevisedRequest({ space }: { space: SpaceId }) {
  const t = useText();
  const { value: matter, failure } = useMatter(space);
  if (!matter) return failure ? <Page title={t('request.draft-title')} back="/requests"><FailureNotice failure={failure} /></Page> : <Busy />;
  if (!matter.canEdit) return <Empty heading title={t('request.frozen')} action={<Link href={`/requests/${space}`} className="button button-primary">{t('request.open')}</Link>}>{t('request.frozen-hint')}</Empty>;
  return <WithFiles space={space} matter={matter} />;
}

function WithFiles({ space, matter }: { space: SpaceId; matter: MatterView }) {
  const attachments = useAttachments(space, 'request');
  return <Editor space={space} current={draftOf(matter)} matter={matter} sent={matter.transmittedAt === null ? null : matter} attachments={attachments} />;
}

/** `sent`: it went out, and only parts are added to it. */
function Editor({ space, current, matter, sent, attachments }: EditorProps) {
  const t = useText();
  const id = useId();
  const client = useClient();
  const self = useSelf();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const fresh = { draft: current ?? newDraft(), base: current && baseOf(current) };
  const { form: { draft: written, base }, loaded, found, change: keep, beginAnew, saved } = useForm(space, 'request', fresh, space === null ? writtenAnew : writtenForm);
  const draft = sent === null ? written : withSettled(written, sent);
  const change = (part: Partial<Draft>): void => keep({ draft: { ...draft, ...part }, base });
  /** How often it was begun anew: what was left out before is no part of it. */
  const [anew, setAnew] = useState(0);
  const begin = (): void => { setAnew(anew + 1); if (space !== null && attachments !== null) discardFiles(client, space, attachments); beginAnew(); };
  const [picking, setPicking] = useState(false);
  const [template, setTemplate] = useState<string | null>(null);
  const words = useLawWords();
  const format = useFormat();
  const { percent } = useMeasure();
  const { kind, instruments, agreed, lawPermits, periods, counting, measures } = written;
  const edition = sent === null ? written.edition : sent.basis.edition ?? 1;
  const { rules, refusal } = useMemo(() => lawOf({ kind, instruments, agreed, lawPermits, periods, counting, edition }), [kind, instruments, agreed, lawPermits, periods, counting, edition]);
  const next = sent?.measureViews.flatMap(({ open }) => open.filter(({ mine, carries }) => mine && carries.includes('content')).map(({ action }) => action));
  // What only going out carried is of no use any more.
  const parts = rules ? partsOf(rules, measures, next).filter(({ steps }) => sent === null || steps.some((step) => sendingOf(rules.cycle, step) === undefined)) : [];
  const settledDraft = sent === null ? undefined : draftOf(sent);
  const settled = sent?.sections.map(({ part }) => part) ?? [];
  const changeKind = (chosen: MatterKind): void => change({ kind: chosen, instruments: instruments.filter((each) => packIdsFor(chosen).includes(each)) });
  const missing = missingOf(draft, parts);
  const uploaded = attachments === null || (!attachments.preparing && attachments.rows.every(({ transfer }) => transfer?.state === 'done'));
  const input = inputOf(draft, parts, settled, attachments?.ids);
  const [lack] = lacksOf(draft);
  const over = (input?.enclosures ?? []).length > mostEnclosures;
  const share = input === null ? 0 : shareOf(input);
  const tooLong = share > 1;
  // A colleague was faster.
  const overtaken = current !== null && base !== baseOf(current) && !busy;

  const save = async (): Promise<void> => {
    if (input === null || !uploaded || over) return;
    const giveBack = attachments?.take();
    const made = await saved(() => run((client) => client.act(async (remote) => {
      if (space === null) return remote.draftMatter(input);
      await remote.reviseMatter(space, input);
      return space;
    })));
    if (made === undefined) giveBack?.();
    else navigate(space === null ? `/requests/${made}/draft` : `/requests/${made}`, { replace: true });
  };
  if (!loaded) return <Busy />;
  return (
    <Page title={space === null ? t('request.new') : sent ? t('request.complete-title') : t('request.draft-title')} back={space === null ? '/requests' : `/requests/${space}`} lead={sent ? t('request.complete-lead') : t('request.form-lead')}>
      <Form className="stack request-form" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {overtaken && <Notice tone="warning" role="status" title={t('request.overtaken')} action={<Button onPress={begin}>{t('request.take-theirs')}</Button>}><p>{t('request.overtaken-hint')}</p></Notice>}
        {found && !overtaken && <Notice tone="info" role="status" title={t('request.kept')} action={<Button onPress={begin}>{t('request.kept-discard')}</Button>}><p>{t('request.kept-hint')}</p></Notice>}
        {template !== null && <Notice tone="info" role="status" title={t('request.template-taken', { name: isolated(template) })} />}
        {space === null && <div className="row"><Button icon="note" onPress={() => setPicking(true)}>{t('request.template-start')}</Button></div>}
        {!sent && <SourceFields key={anew} source={draft.source} onChange={(source) => change({ source })} />}
        {!sent && <section className="card stack">
          {space === null && <Segments label={t('request.field-kind')} value={kind} onChange={changeKind} options={kinds.map((value) => ({ value, label: words.cycle(value) }))} />}
          <AuthorityChoice value={draft.requested} onChange={(requested) => change({ requested })} />
          <Field label={t('request.field-title')} hint={t('request.field-title-hint')} value={draft.title} onChange={(title) => change({ title })} isRequired maxLength={120} autoComplete="off" />
          <Field label={t('request.reference')} hint={t('request.reference-hint')} value={draft.reference} onChange={(reference) => change({ reference })} maxLength={longestReference} autoComplete="off" />
          <label className="check-line" htmlFor={`${id}-urgent`}><input id={`${id}-urgent`} type="checkbox" checked={draft.urgent} onChange={({ target }) => change({ urgent: target.checked })} /><span>{t('request.field-urgent')}<span className="hint">{t('request.field-urgent-hint')}</span></span></label>
        </section>}
        {!sent && <DraftMarking draft={draft} floor={matter?.floor ?? (draft.source === null || isOwn(draft.source, self.practitioner) ? plain : draft.source)} onChange={(marking) => change({ marking })} />}
        {!sent && <BasisFields kind={kind} draft={draft} onChange={change} />}
        {refusal && <RefusalNotice refusal={refusal} />}
        {!sent && rules && <LawAround rules={rules} />}
        {!sent && <MeasureFields kind={kind} rules={rules} measures={measures} onChange={(next) => change({ measures: next })} />}
        {sent !== null && kind === 'asset' && <section className="card stack" aria-label={t('request.measures', { kind })}>{draft.measures.map((measure, i) => <AssetFields key={measure.id} name={format.number(i + 1)} asset={measure} settled={settledDraft?.measures.find(({ id: each }) => each === measure.id)} onChange={(next) => change({ measures: draft.measures.map((each) => (each.id === next.id ? next : each)) })} />)}</section>}
        {space === null ? <ContentAhead kind={kind} parts={parts} /> : <ContentFields draft={draft} parts={parts} settled={settled} hasBasis={rules !== null} onChange={(sections) => change({ sections })} />}
        {space !== null && attachments && <EnclosureFields space={space} enclosed={(matter?.enclosures ?? []).filter(({ file }) => draft.enclosures.includes(file.id))} attachments={attachments} settled={sent !== null} onRemove={(file) => change({ enclosures: draft.enclosures.filter((each) => each !== file) })} />}
        {space !== null && <TranslationFields kind={kind} texts={textsOf({ title: draft.title, sections: saidOf(draft, parts, settled), measures })} translations={draft.translations} settled={sent !== null} onChange={(translations) => change({ translations })} />}
        {share >= nearlyFull && !tooLong && <p className="muted">{t('request.full', { share: percent(Math.floor(share * 100) / 100) })}</p>}
        <StepFailure failure={failure} />
        <div className="page-foot">
          <p className="muted" role="status">{lack ? t('request.lacks', { what: lack.what, kind, number: format.number(lack.measure) }) : !uploaded ? t('request.uploading') : tooLong ? t('request.too-long') : space === null ? t('request.enough') : missing[0] ? <button type="button" className="link-button" onClick={() => focusPart(missing[0]!)}>{t('request.missing-count', { count: missing.length })}</button> : parts.some(({ due }) => due) ? t('request.complete') : t('request.nothing-asked')}</p>
          <Button look="primary" type="submit" isDisabled={input === null || !isComplete(draft.marking ?? plain) || tooLong || !uploaded || over} isPending={busy}>{busy ? t('request.saving') : space === null ? t('request.save-new') : t('request.save')}</Button>
        </div>
      </Form>
      {picking && <Later><TemplatePick onTaken={(taken) => { setPicking(false); setTemplate(taken.name); keep({ draft: { ...draftFromTemplate(taken), requested: draft.requested, reference: draft.reference, source: draft.source }, base }); }} onClose={() => setPicking(false)} /></Later>}
    </Page>
  );
}
