import './casework.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { Failure, MatterView, OpenStep } from '@comity/sdk';
import { useClient, usePerson, useSelf, useSpaces } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { explain } from '../failure/explain.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { Undone } from '../failure/Undone.js';
import { useFormat } from '../i18n/format.js';
import { ServiceKnows } from '../figures/ServiceKnows.js';
import { StatisticsChoices } from '../figures/StatisticsChoices.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import { Members } from '../messaging/Members.js';
import { ToastProvider, useToast } from '../messaging/toast.js';
import { useCommands, type Command } from '../shell/commands.js';
import { Page } from '../shell/Page.js';
import { useMatter, useParty, useStepsSeen } from './hooks.js';
import { Enclosures } from './Enclosures.js';
import { rulesOf } from './law.js';
import { LawAround } from './LawAround.js';
import { PeriodFacts } from './PeriodFacts.js';
import { MatterContent } from './MatterContent.js';
import { MeasureCard } from './MeasureCard.js';
import { PassageNotice, PassageSheet } from './Passage.js';
import { References } from './References.js';
import { RefusedSteps } from './RefusedSteps.js';
import { SourceSaid } from './SourceSaid.js';
import { useListingAddress } from './listing-hooks.js';
import { askedIn, offeredAt } from './steps.js';
import { StepSheet } from './StepSheet.js';
import { Article } from './Article.js';
import { useLawWords } from './words.js';

const TemplateSave = later(() => import('./TemplateSave.js').then((m) => ({ default: m.TemplateSave })));
const EvidenceSheet = later(() => import('../evidence/EvidenceSheet.js').then((m) => ({ default: m.EvidenceSheet })));

/** One request: where each measure stands, what can be done, what is due, what happened. */
export function MatterPage({ id }: { id: SpaceId }) {
  const t = useText();
  const { value: matter, failure } = useMatter(id);
  // Of what was transmitted the notice of its passage says it.
  if (matter) return <ToastProvider>{matter.passage === null && <Undone space={matter.space} />}<Matter matter={matter} /></ToastProvider>;
  if (failure?.kind === 'problem' && failure.problem.code === 'not-found') return <Empty heading title={t('request.none')} action={<Link href="/requests" className="button button-primary">{t('request.to-list')}</Link>}>{t('request.none-hint')}</Empty>;
  return failure ? <Page title={t('request.title')} back="/requests"><FailureNotice failure={failure} /></Page> : <Busy />;
}

interface Taking { step: OpenStep; measure: string }

function Matter({ matter }: { matter: MatterView }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const toast = useToast();
  const back = useListingAddress();
  const [taking, setTaking] = useAsked(matter);
  const [completing, setCompleting] = useState(false);
  const [saving, setSaving] = useState<'evidence' | 'template' | null>(null);
  const { role } = useSelf();
  useStepsSeen(matter);
  const law = useMemo(() => rulesOf(matter.basis, matter.kind), [matter]);
  const several = matter.measureViews.length > 1;
  const took = useRef<string | null>(null);
  // The button that was pressed goes with the step: the focus stays with its measure.
  useEffect(() => {
    if (taking !== null || took.current === null) return undefined;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        document.querySelector<HTMLElement>(`[data-measure="${took.current}"] h2`)?.focus();
        took.current = null;
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [matter, taking]);
  const taken = (action: string): void => {
    took.current = taking?.measure ?? null;
    setTaking(null);
    setCompleting(false);
    toast({ text: t('request.taken', { action: words.action(action) }) });
  };
  useCommands(useMemo((): Command[] => matter.measureViews.flatMap((measure, i) => offeredAt(matter.measureViews, measure).map((step): Command => ({
    id: `step ${measure.id} ${step.action}`, icon: 'request', run: () => setTaking({ step, measure: measure.id }),
    label: several ? t('request.step-of', { action: words.action(step.action), number: format.number(i + 1) }) : words.action(step.action),
  }))), [matter, several, words, format, t, setTaking]));
  return (
    <Page title={matter.title} back={back} lead={<Standing matter={matter} />} actions={(
      <>
        {matter.canEdit && <Link href={`/requests/${matter.space}/draft`} className="button button-plain"><Icon name="edit" /><span>{matter.transmittedAt === null ? t('request.edit') : t('request.complete-title')}</span></Link>}
        <Link href={`/requests/${matter.space}/letter`} className="button button-plain"><Icon name="note" /><span>{t('request.letter')}</span></Link>
        {matter.draft !== null && matter.draft !== matter.space && <Link href={`/spaces/${matter.draft}`} className="button button-plain"><Icon name="spaces" /><span>{t('request.deliberation')}</span></Link>}
        <Link href={`/spaces/${matter.space}`} className="button button-plain"><Icon name="spaces" /><span>{t('request.conversation')}</span></Link>
        {matter.side === 'requesting' && (role === 'officer' || role === 'focal-point') && <Button icon="note" onPress={() => setSaving('template')}>{t('request.template-save')}</Button>}
        <Button icon="seal" onPress={() => setSaving('evidence')}>{t('evidence.open')}</Button>
      </>
    )}>
      {matter.strangers.length > 0 && <Strangers matter={matter} />}
      {matter.passage && <PassageNotice matter={matter} passage={matter.passage} onComplete={() => setCompleting(true)} />}
      <Parties matter={matter} />
      {matter.source !== null && <SourceSaid source={matter.source} />}
      <BeforeSending matter={matter} />
      {matter.measureViews.map((measure, i) => <MeasureCard key={measure.id} matter={matter} measure={measure} number={several ? i + 1 : null} onTake={(step) => setTaking({ step, measure: measure.id })} />)}
      <RefusedSteps matter={matter} onTake={(step, measure) => setTaking({ step, measure })} />
      <MatterContent matter={matter} />
      {law.ok && <LawAround rules={law.rules} />}
      <Enclosures matter={matter} />
      <StatisticsChoices matter={matter} />
      <ServiceKnows matter={matter} />
      <People space={matter.space} />
      {taking && <StepSheet matter={matter} {...taking} onTaken={taken} onClose={() => setTaking(null)} />}
      {completing && matter.passage && <PassageSheet matter={matter} passage={matter.passage} onTaken={taken} onClose={() => setCompleting(false)} />}
      {saving === 'template' && <Later><TemplateSave matter={matter} onSaved={() => { setSaving(null); toast({ text: t('request.template-saved') }); }} onClose={() => setSaving(null)} /></Later>}
      {saving === 'evidence' && <Later><EvidenceSheet space={matter.space} of="request" onSaved={() => { setSaving(null); toast({ text: t('evidence.saved') }); }} onClose={() => setSaving(null)} /></Later>}
    </Page>
  );
}

/** The step that is being taken. What the address asks for (`?step=`, with `measure=`) is taken once: opened if it is open by what the worker says now, else said to be not, or why that is not known. */
function useAsked({ space }: MatterView): [Taking | null, (taking: Taking | null) => void] {
  const t = useText();
  const toast = useToast();
  const { remote } = useClient();
  const [path, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const [asked, of] = [search.get('step'), search.get('measure')];
  const [taking, setTaking] = useState<Taking | null>(null);
  useEffect(() => {
    if (asked === null) return;
    // Coming back to the page does not ask again.
    navigate(path, { replace: true });
    // What the page had from before may be of yesterday.
    remote.matter(space).then(({ measureViews }) => {
      const found = askedIn(measureViews, asked, of);
      if (found) setTaking((other) => other ?? found);
      else toast({ text: t('request.step-not-open') });
    }, (thrown: unknown) => { toast({ text: t(explain(thrown as Failure).what) }); });
  }, [asked, of, path, navigate, remote, space, t, toast]);
  return [taking, setTaking];
}

function Standing({ matter }: { matter: MatterView }) {
  const t = useText();
  const words = useLawWords();
  return (
    <span className="request-row-marks">
      <span className="tag">{words.cycle(matter.kind)}</span>
      <span className="tag tag-state">{words.state(matter.state)}</span>
      {matter.urgent && <span className="tag tag-urgent"><Icon name="alarm" small />{t('request.urgent')}</span>}
      {matter.side && <span>{t(`request.side-${matter.side}`)}</span>}
      <span>{t(`request.waiting-${matter.waitingFor}`)}</span>
      <Marks marking={{ ...matter.within, restriction: null }} />
    </span>
  );
}

function Strangers({ matter }: { matter: MatterView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const who = format.list(matter.strangers.map((id) => isolated(person(id)?.name ?? t('person.unknown'))));
  return <Notice tone="warning" title={t('request.strangers')}><p>{t('request.strangers-hint', { who })}</p></Notice>;
}

function Parties({ matter }: { matter: MatterView }) {
  const t = useText();
  const format = useFormat();
  const party = useParty();
  const words = useLawWords();
  return (
    <dl className="card facts matter-facts">
      <div><dt>{words.actor('requesting')}</dt><dd>{party(matter.requesting)}</dd></div>
      <div><dt>{words.actor('requested')}</dt><dd>{party(matter.requested)}</dd></div>
      {matter.executing.length > 0 && <div><dt>{words.actor('executing')}</dt><dd>{matter.executing.map((id) => <span key={id} className="block">{party(id)}</span>)}</dd></div>}
      <References matter={matter} />
      <div><dt>{t('request.basis')}</dt><dd><ol className="plain-list">{matter.basis.instruments.map((id) => <li key={id}>{words.pack(id)}{matter.basis.agreed.includes(id) && <span className="muted"> {t('request.basis-is-agreed')}</span>}</li>)}</ol></dd></div>
      <PeriodFacts matter={matter} />
      {matter.basis.lawPermits.map((id) => <div key={id}><dt>{t('request.law-permits-short')}</dt><dd>{words.ground(id)}</dd></div>)}
      {matter.transmittedAt !== null && <div><dt>{t('request.transmitted')}</dt><dd><time dateTime={matter.transmittedAt}>{format.moment(matter.transmittedAt)}</time></dd></div>}
    </dl>
  );
}

/** What the request lacks before it can go out, or further: parts of its content; and, as long as it is a draft, another pair of eyes. */
function BeforeSending({ matter }: { matter: MatterView }) {
  const t = useText();
  const words = useLawWords();
  const self = useSelf();
  const person = usePerson();
  const { value: spaces } = useSpaces();
  const space = spaces?.find(({ id }) => id === matter.space);
  const isDraft = matter.transmittedAt === null;
  const needed = (isDraft || matter.canEdit ? matter.missing : []).filter(({ wherePossible }) => !wherePossible).filter(({ part, article }, i, all) => all.findIndex((each) => each.part === part && each.article === article) === i);
  const alone = isDraft && space !== undefined && !space.members.some((id) => id !== self.practitioner && person(id)?.authority.id === matter.requesting);
  return (
    <>
      {needed.length > 0 && (
        <Notice tone="warning" title={t('request.missing-count', { count: needed.length })} action={matter.canEdit && <Link href={`/requests/${matter.space}/draft`} className="button button-plain">{isDraft ? t('request.edit') : t('request.complete-title')}</Link>}>
          <ul>{needed.map(({ part, article, verified, action }) => <li key={`${part} ${article}`}>{words.part(part)} <Article article={article} verified={verified} />{!isDraft && <span className="muted"> {words.action(action)}</span>}</li>)}</ul>
        </Notice>
      )}
      {matter.reopens && matter.canEdit && <Notice tone="info" title={t('request.reopens')} action={<Link href={`/requests/${matter.space}/draft`} className="button button-plain">{t('request.edit')}</Link>}><p>{t('request.reopens-hint')}</p></Notice>}
      {alone && <Notice tone="info" title={t('request.alone')} action={<a className="button button-plain" href="#request-people" onClick={(event) => { event.preventDefault(); document.querySelector<HTMLElement>('#request-people h3')?.focus(); }}>{t('request.to-people')}</a>}><p>{t('request.alone-hint')}</p></Notice>}
    </>
  );
}

function People({ space: id }: { space: SpaceId }) {
  const t = useText();
  const { value: spaces } = useSpaces();
  const space = spaces?.find((each) => each.id === id);
  if (!space) return null;
  return (
    <section id="request-people" className="card" aria-label={t('request.people')}>
      <h2>{t('request.people')}</h2>
      <p className="muted">{t('request.people-hint')}</p>
      <Members space={space} />
    </section>
  );
}
