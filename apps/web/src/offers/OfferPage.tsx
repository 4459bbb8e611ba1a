import { useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { ItemId, Problem, SpaceId } from '@comity/contracts';
import type { Member, OfferStepView, OfferView, OpenOfferStep, UseView } from '@comity/sdk';
import { Article } from '../casework/Article.js';
import { DraftedFrom } from '../casework/DraftedFrom.js';
import { useParty } from '../casework/hooks.js';
import { Said } from '../casework/Said.js';
import { useLawWords } from '../casework/words.js';
import { useAction, usePerson } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { explain } from '../failure/explain.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { Undone } from '../failure/Undone.js';
import { MessageFiles } from '../files/MessageFiles.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import { TimesDiffer } from '../messaging/TimesDiffer.js';
import { useToast } from '../messaging/toast.js';
import { Page } from '../shell/Page.js';
import { ConditionList } from './ConditionList.js';
import { draftOf } from './draft.js';
import { useOffer } from './hooks.js';
import { OfferStepSheet } from './OfferStepSheet.js';
import { newOfferPath } from './place.js';
import { cycleOf, isAnswer } from './steps.js';

const DraftFromOffer = later(() => import('../casework/DraftFromOffer.js').then((m) => ({ default: m.DraftFromOffer })));

/** One piece of information under conditions: what it is, what binds, what may be done, what happened. */
export function OfferPage({ space, id }: { space: SpaceId; id: ItemId }) {
  const t = useText();
  const { value: offer, failure } = useOffer(space, id);
  const undone = <Undone space={space} />;
  if (offer) return <>{undone}<One offer={offer} /></>;
  if (failure?.kind === 'problem' && failure.problem.code === 'not-found') return <>{undone}<Empty heading title={t('offer.gone')} action={<Link href="/offers" className="button button-primary">{t('offer.to-ledger')}</Link>}>{t('offer.gone-hint')}</Empty></>;
  return failure ? <Page title={t('offer.ledger')} back="/offers"><FailureNotice failure={failure} /></Page> : <Busy />;
}

function One({ offer }: { offer: OfferView }) {
  const t = useText();
  const words = useLawWords();
  const toast = useToast();
  const [taking, setTaking] = useState<OpenOfferStep | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const done = ({ action }: OpenOfferStep): void => {
    setTaking(null);
    // The button that was pressed goes with the step.
    requestAnimationFrame(() => heading.current?.focus());
    toast({ text: t('request.taken', { action: words.action(action, cycleOf(action)) }) });
  };
  const answers = offer.open.filter(isAnswer);
  const rest = offer.open.filter((step) => !isAnswer(step));
  const [title = ''] = offer.nature.split('\n', 1);
  return (
    <Page title={title.length > 120 ? `${title.slice(0, 119)}…` : title} back="/offers" lead={<Lead offer={offer} />} actions={<Link href={`/spaces/${offer.space}`} className="button button-plain"><Icon name="spaces" /><span>{t('request.conversation')}</span></Link>}>
      {offer.refusal && <UndoneOffer offer={offer} refusal={offer.refusal} />}
      <Facts offer={offer} />
      <Section title={t('offer.conditions')} ref={heading}>
        <p className="muted">{t(offer.state === 'OFFERED' || offer.state === 'DECLINED' ? 'offer.conditions-hint' : 'offer.conditions-bind')}</p>
        <ConditionList conditions={offer.conditions} />
        {offer.duties.length > 0 && <p className="muted">{offer.duties.map(({ id, article, verified, pack }) => <span key={`${pack} ${id} ${article}`} className="block">{words.duty(id)} <Article article={article} verified={verified} /></span>)}</p>}
        {answers.length > 0 && <Steps steps={answers} onTake={setTaking} first="accept" />}
      </Section>
      <Content offer={offer} />
      {(offer.useViews.length > 0 || rest.length > 0) && (
        <Section title={t('offer.uses')}>
          {offer.useViews.length > 0 && <ul className="plain-list offer-lines">{offer.useViews.map((use) => <li key={use.key}><Use use={use} onTake={setTaking} /></li>)}</ul>}
          {rest.length > 0 && <Steps steps={rest} onTake={setTaking} />}
        </Section>
      )}
      <Refused offer={offer} />
      <History offer={offer} />
      {taking && <OfferStepSheet offer={offer} step={taking} onTaken={() => done(taking)} onClose={() => setTaking(null)} />}
    </Page>
  );
}

/** The service did not take it: nothing that was written is lost, and what becomes of it is chosen here. */
function UndoneOffer({ offer, refusal }: { offer: OfferView; refusal: Problem }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const [taken, setTaken] = useState(false);
  const form = newOfferPath(offer.space);
  const giveUp = (): Promise<boolean | undefined> => run(({ remote }) => remote.discard(offer.space, offer.id).then(() => true));
  const anew = async (): Promise<void> => {
    const begun = await run(async ({ remote }) => {
      if (await remote.draft(offer.space, 'offer') !== '') return false;
      await remote.saveDraft(offer.space, draftOf(offer), 'offer');
      return true;
    });
    if (begun === false) setTaken(true);
    else if (begun && await giveUp()) navigate(form, { replace: true });
  };
  const why = explain({ kind: 'problem', problem: refusal });
  return (
    <Notice tone="warning" role="alert" title={t('offer.undone')}>
      <p>{t(why.what)} {t(why.todo)}</p>
      <p>{t('offer.undone-hint')}</p>
      {taken && <p>{t('offer.undone-taken')} <Link href={form}>{t('offer.new')}</Link></p>}
      <FailureNotice failure={failure} />
      <div className="row">
        <Button look="primary" isPending={busy} onPress={() => void anew()}>{t('offer.undone-anew')}</Button>
        <Button isDisabled={busy} onPress={() => void giveUp().then((gone) => { if (gone) navigate('/offers', { replace: true }); })}>{t('offer.undone-drop')}</Button>
      </div>
    </Notice>
  );
}

function Section({ title, ref, children }: { title: string; ref?: React.Ref<HTMLHeadingElement>; children: ReactNode }) {
  return <section className="card stack" aria-label={title}><h2 ref={ref} tabIndex={-1}>{title}</h2>{children}</section>;
}

function Lead({ offer }: { offer: OfferView }) {
  const t = useText();
  const words = useLawWords();
  return <span className="request-row-marks">{offer.refusal ? <span className="tag tag-warning">{t('offer.undone')}</span> : <span className="tag tag-state">{words.state(offer.state)}</span>}<Marks marking={{ ...offer, restriction: null }} />{offer.side && <span>{t(`offer.side-${offer.side}`)}</span>}{offer.waiting && <span>{t('offer.waits')}</span>}{offer.seq === null && offer.refusal === null && <span>{t('offer.queued')}</span>}</span>;
}

function Facts({ offer }: { offer: OfferView }) {
  const t = useText();
  const format = useFormat();
  const party = useParty();
  const words = useLawWords();
  const name = usePerson()(offer.by)?.name ?? t('person.unknown');
  return (
    <dl className="card facts matter-facts">
      <div><dt>{t('offer.nature')}</dt><dd className="said"><bdi>{offer.nature}</bdi></dd></div>
      <div><dt>{words.actor('providing')}</dt><dd>{party(offer.from)}<span className="block muted"><bdi>{name}</bdi></span></dd></div>
      <div><dt>{words.actor('receiving')}</dt><dd>{party(offer.to)}</dd></div>
      <div><dt>{t('request.basis')}</dt><dd>{offer.basis.map((id) => <span key={id} className="block">{words.pack(id)}</span>)}</dd></div>
      <div><dt>{t('offer.handling')}</dt><dd>{t(`handling.${offer.handling}`)}{offer.restriction !== null && <span className="block said"><bdi>{offer.restriction}</bdi></span>}</dd></div>
      {offer.refusal === null && <div><dt>{t('offer.offered-at')}</dt><dd><time dateTime={offer.at}>{format.moment(offer.at)}</time></dd></div>}
    </dl>
  );
}

/** What was offered, or why it is not to be seen yet. */
function Content({ offer }: { offer: OfferView }) {
  const t = useText();
  const { content, state, side, held } = offer;
  const hidden = state === 'DECLINED' ? t('offer.content-declined') : state === 'OFFERED' ? t(side === 'receiving' ? 'offer.content-closed' : 'offer.content-elsewhere') : t('offer.content-underway');
  return (
    <Section title={t('offer.content')}>
      {held && <Held offer={offer} />}
      {content === null ? <p className="muted"><Icon name="lock" small /> {hidden}</p> : (
        <>
          {offer.refusal === null && (state === 'OFFERED' || state === 'ACCEPTED') && <p className="muted">{t('offer.content-own')}</p>}
          {content.text !== '' && <p className="said" dir="auto">{content.text}</p>}
          {content.files.length > 0 && (content.on === null ? <ul className="plain-list">{content.files.map(({ id, name }) => <li key={id}><Icon name="attach" small /> <bdi>{name}</bdi></li>)}</ul> : <MessageFiles space={offer.space} on={content.on} files={content.files} />)}
          {content.on !== null && <Onward offer={offer} />}
        </>
      )}
    </Section>
  );
}

/** What was delivered goes on into a request, and which came of it. */
function Onward({ offer }: { offer: OfferView }) {
  const t = useText();
  const [drafting, setDrafting] = useState(false);
  return (
    <>
      <DraftedFrom origin={offer.id} />
      <div className="row"><Button icon="request" onPress={() => setDrafting(true)}>{t('request.source-draft')}</Button></div>
      {drafting && <Later><DraftFromOffer offer={offer} onClose={() => setDrafting(false)} /></Later>}
    </>
  );
}

function Held({ offer: { held } }: { offer: OfferView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  if (held?.why !== 'strangers') return held && <Notice tone="info" title={t(`offer.held-${held.why}`)}><p>{t(`offer.held-${held.why}-hint`)}</p></Notice>;
  const who = format.list(held.people.map((id) => isolated(person(id)?.name ?? t('person.unknown'))));
  return <Notice tone="warning" title={t('offer.held-strangers')}><p>{t('offer.held-strangers-hint', { who })}</p></Notice>;
}

function Use({ use, onTake }: { use: UseView; onTake(step: OpenOfferStep): void }) {
  const words = useLawWords();
  return (
    <>
      <p className="said"><strong><bdi>{use.purpose}</bdi></strong></p>
      <p className="offer-marks"><span className="tag tag-state">{words.state(use.state)}</span></p>
      {use.steps.slice(1).map((step) => <AllSaid key={step.action} said={step.words} />)}
      {use.open.length > 0 && <Steps steps={use.open} onTake={onTake} first="grant" />}
    </>
  );
}

function Steps({ steps, first, onTake }: { steps: readonly OpenOfferStep[]; first?: string; onTake(step: OpenOfferStep): void }) {
  const words = useLawWords();
  return <div className="row">{steps.map((step) => <Button key={step.action} look={step.action === first ? 'primary' : 'plain'} onPress={() => onTake(step)}>{words.action(step.action, cycleOf(step.action))}</Button>)}</div>;
}

function AllSaid({ said }: { said: OfferStepView['words'] }) {
  const words = useLawWords();
  return (Object.entries(said) as [Member, string][]).map(([member, text]) => <Said key={member} label={words.member(member)} text={text} />);
}

/** What somebody tried and does not stand: another step came first, or the law does not allow it. */
function Refused({ offer }: { offer: OfferView }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const person = usePerson();
  if (offer.refused.length === 0) return null;
  return (
    <Section title={t('offer.refused')}>
      <ul className="plain-list offer-lines">
        {offer.refused.map(({ seq, by, at, action, refusal }) => (
          <li key={seq}>
            <p><strong>{words.action(action, cycleOf(action))}</strong> · <bdi>{person(by)?.name ?? t('person.unknown')}</bdi> · <time dateTime={at}>{format.moment(at)}</time></p>
            <p className="muted">{words.refusal(refusal)} <Article article={refusal.article} verified={refusal.verified} /></p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History({ offer }: { offer: OfferView }) {
  const t = useText();
  const last = Number.MAX_SAFE_INTEGER;
  const steps = [...offer.steps, ...offer.useViews.flatMap((use) => use.steps)].sort((a, b) => (b.seq ?? last) - (a.seq ?? last));
  return (
    <section className="card history" aria-label={t('offer.history')}>
      <h2>{t('offer.history')}</h2>
      <ol reversed>{steps.map((step, i) => <li key={`${steps.length - i}`}><Step step={step} undone={offer.refusal !== null} /></li>)}</ol>
    </section>
  );
}

function Step({ step, undone }: { step: OfferStepView; undone: boolean }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const name = usePerson()(step.by)?.name ?? t('person.unknown');
  return (
    <>
      <p className="step-line"><strong>{words.action(step.action, cycleOf(step.action))}</strong> <Article article={step.article} verified={step.verified} /></p>
      <p className="muted"><bdi>{name}</bdi> · {words.actor(step.actor)} · <time dateTime={step.at}>{format.moment(step.at)}</time></p>
      <TimesDiffer written={step.at} stored={step.storedAt} className="part-missing" />
      <AllSaid said={step.words} />
      {step.request !== null && <p><Link href={`/requests/${step.request}`}>{t('offer.to-request')}</Link></p>}
      {step.seq === null && <p className="muted">{t(undone ? 'offer.undone' : 'request.queued')}</p>}
    </>
  );
}
