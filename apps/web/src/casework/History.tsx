import { useEffect, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { ChoiceMember, Failure, MeasureView, Member, StepView } from '@comity/sdk';
import { useClient, usePerson } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import { TimesDiffer } from '../messaging/TimesDiffer.js';
import { Article } from './Article.js';
import { Said } from './Said.js';
import { EnclosedFiles } from './Enclosures.js';
import { questionOf, sourceOf, type Dated } from './steps.js';
import { useLawWords } from './words.js';

const few = 6;
const page = 50;

/** The steps that were taken, the newest first: who, when, by which provision, and in what words. What was before is asked for. */
export function History({ space, measure: { id, steps, earlier } }: { space: SpaceId; measure: MeasureView }) {
  const t = useText();
  const { remote } = useClient();
  const count = earlier + steps.length;
  // A search leads to one step, by its place in the log.
  const sought = Number(new URLSearchParams(useSearch()).get('at') ?? '0');
  const there = sought > 0 && (earlier > 0 || steps.some(({ seq }) => seq === sought));
  const place = steps.findIndex(({ seq }) => seq === sought);
  const [shown, setShown] = useState(!there ? few : place === -1 ? count : Math.max(few, steps.length - place));
  const [older, setOlder] = useState<StepView[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const from = Math.max(0, earlier - Math.max(0, shown - steps.length));
  useEffect(() => {
    if (from === earlier) return undefined;
    let current = true;
    remote.earlierSteps(space, id, from, earlier).then((found) => { if (current) setOlder(found); }, (thrown: unknown) => { if (current) setFailure(thrown as Failure); });
    return () => { current = false; };
  }, [remote, space, id, from, earlier]);
  const all = [...older, ...steps];
  const seen = all.slice(-shown);
  const list = useRef<HTMLOListElement>(null);
  const isShown = there && seen.some(({ seq }) => seq === sought);
  useEffect(() => {
    if (!isShown) return;
    const step = list.current?.querySelector<HTMLElement>(`[data-seq="${sought}"]`);
    step?.focus({ preventScroll: true });
    step?.scrollIntoView({ block: 'center' });
  }, [isShown, sought]);
  return (
    <div className="history">
      <h3>{t('request.history', { count })}</h3>
      <ol ref={list} reversed start={count}>{seen.map((step, i) => <li key={count - seen.length + i} {...(sought > 0 && step.seq === sought ? { 'data-seq': step.seq, tabIndex: -1, className: 'step-sought' } : {})}><Step space={space} step={step} question={step.words.answer === undefined ? null : questionOf(all.slice(0, all.length - seen.length + i), step.action)?.text ?? null} /></li>).reverse()}</ol>
      {failure && <FailureNotice failure={failure} />}
      {seen.length < count && <Button look="quiet" onPress={() => { setFailure(null); setShown(shown + page); }}>{t('request.history-earlier')}</Button>}
    </div>
  );
}

const lists = ['route', 'classification', 'record'] as const satisfies readonly ChoiceMember[];
const dates = ['date', 'limit', 'deadline'] as const satisfies readonly Dated[];

/** `question`: what it answers, which then stands beside it. */
function Step({ space, step, question }: { space: SpaceId; step: StepView; question: string | null }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const name = usePerson()(step.by)?.name ?? t('person.unknown');
  const source = sourceOf(step);
  const said = Object.entries(step.words) as [Member, string][];
  return (
    <>
      <p className="step-line"><strong>{words.action(step.action)}</strong> <Article article={step.article} verified={step.verified} /></p>
      <p className="muted">{step.from === null || step.from === step.to ? words.state(step.to) : t('request.from-to', { from: words.state(step.from), to: words.state(step.to) })}</p>
      <p className="muted"><bdi>{name}</bdi> · {words.actor(step.actor)} · <time dateTime={step.at}>{format.moment(step.at)}</time></p>
      <TimesDiffer written={step.at} stored={step.storedAt} className="part-missing" />
      <Marks marking={step.marking} />
      {step.grounds.length > 0 && <p>{t('request.on-grounds', { grounds: format.list(step.grounds.map(words.ground)) })}</p>}
      {dates.map((member) => { const on = step[member]; return on !== null && <p key={member}>{words.member(member)}: <time dateTime={on}>{format.moment(on)}</time></p>; })}
      {lists.map((member) => { const id = step[member]; return id !== null && <p key={member}>{words.member(member)}: {words.choice(id)}</p>; })}
      <div className={question === null ? undefined : 'question-answer'}>
        {question !== null && <Said label={words.member('question')} text={question} />}
        {said.map(([member, text]) => <Said key={member} label={words.member(member, step.action)} text={text} />)}
      </div>
      {step.enclosures.length > 0 && <EnclosedFiles space={space} enclosures={step.enclosures} label={t('request.enclosures')} />}
      {step.accepts !== null && <p className={step.accepts.step === null ? 'part-missing' : 'muted'}>{step.accepts.step === null ? t('request.accepts-own') : t('request.accepts-step', { number: step.accepts.step })}</p>}
      {source === 'attested' && <p className="muted">{t('request.attested')}</p>}
      {source === 'queued' && <p className="muted">{t('request.queued')}</p>}
      {step.passed.length > 0 && <p className="part-missing">{t('request.passed', { gates: format.list(step.passed.map(words.gate)) })}</p>}
    </>
  );
}
