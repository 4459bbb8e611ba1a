import type { MeasureView, Member, StepView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Article } from './Article.js';
import { useLawWords } from './words.js';
import { sourceOf, type Dated } from './steps.js';

/** Every step that was taken, the newest first: who, when, by which provision, and in what words. */
export function History({ measure }: { measure: MeasureView }) {
  const t = useText();
  return (
    <details className="history" open={measure.steps.length <= 8}>
      <summary><h3>{t('request.history', { count: measure.steps.length })}</h3></summary>
      <ol reversed>{measure.steps.map((step, i) => <li key={`${i} ${step.at}`}><Step step={step} /></li>).reverse()}</ol>
    </details>
  );
}

const dates = ['date', 'limit', 'deadline'] as const satisfies readonly Dated[];

function Step({ step }: { step: StepView }) {
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
      {step.grounds.length > 0 && <p>{t('request.on-grounds', { grounds: format.list(step.grounds.map(words.ground)) })}</p>}
      {dates.map((member) => { const on = step[member]; return on !== null && <p key={member}>{words.member(member)}: <time dateTime={on}>{format.moment(on)}</time></p>; })}
      {said.map(([member, text]) => <blockquote key={member}><span className="muted">{words.member(member)}</span><p dir="auto" className="said">{text}</p></blockquote>)}
      {source === 'attested' && <p className="muted">{t('request.attested')}</p>}
      {source === 'queued' && <p className="muted">{t('request.queued')}</p>}
      {step.passed.length > 0 && <p className="part-missing">{t('request.passed', { gates: format.list(step.passed.map(words.gate)) })}</p>}
    </>
  );
}
