import type { Duty, MatterView, MeasureView, OpenStep } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Clocks } from './Clocks.js';
import { History } from './History.js';
import { RefusalLine } from './RefusalNotice.js';
import { offeredAt } from './steps.js';
import { firstLine, useTrackedName } from './tracked.js';
import { Article } from './Article.js';
import { AssetFacts } from './AssetFacts.js';
import { useLawWords } from './words.js';

interface Props { matter: MatterView; measure: MeasureView; /** Null where there is only one. */ number: number | null; onTake(step: OpenStep): void }

export function MeasureCard({ matter, measure, number, onTake }: Props) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const called = t('request.measure-named', { kind: matter.kind, name: useTrackedName()(measure) });
  const title = number === null ? called : t('request.measure-line', { number: format.number(number), assistance: called });
  // The first line of what is sought is the name already.
  const sought = measure.assistance === null && measure.sought.trim() === firstLine(measure.sought) ? '' : measure.sought;
  const can = offeredAt(matter.measureViews, measure);
  const blocked = measure.open.filter((step) => step.mine && step.refusal !== null && !step.besides);
  return (
    <section className="card measure" data-measure={measure.id} aria-label={title}>
      <div className="section-head"><h2 tabIndex={-1}>{title}</h2><span className="tag tag-state">{measure.state === null ? t('request.not-drafted') : words.state(measure.state)}</span></div>
      {sought !== '' && <p dir="auto" className="said">{sought}</p>}
      <AssetFacts facts={measure.facts} />
      <Steps label={t('request.can')} steps={can.filter((step) => !step.besides)} onTake={onTake} />
      <Steps label={t('request.can-besides')} steps={can.filter((step) => step.besides)} onTake={onTake} quiet />
      {can.length === 0 && blocked.length === 0 && matter.waitingFor !== 'nobody' && <p className="muted">{t('request.nothing-open')}</p>}
      {blocked.length > 0 && (
        <div className="blocked">
          <h3>{t('request.not-yet')}</h3>
          <ul>{blocked.map((step) => <li key={step.action}><Icon name="lock" small /><div><strong>{words.action(step.action)}</strong>{step.refusal && <RefusalLine refusal={step.refusal} />}</div></li>)}</ul>
        </div>
      )}
      <Clocks clocks={measure.clocks} />
      <Duties measure={measure} />
      <History space={matter.space} measure={measure} />
    </section>
  );
}

function Steps({ label, steps, onTake, quiet = false }: { label: string; steps: readonly OpenStep[]; onTake(step: OpenStep): void; quiet?: boolean }) {
  const words = useLawWords();
  if (steps.length === 0) return null;
  return (
    <div className="steps" role="group" aria-label={label}>
      <h3>{label}</h3>
      <div className="row">{steps.map((step) => <Button key={step.action} look={quiet ? 'quiet' : 'plain'} onPress={() => onTake(step)}>{words.action(step.action)}</Button>)}</div>
    </div>
  );
}

/** Several instruments may bind the same people to the same. */
function together(duties: readonly Duty[]): [Duty, ...Duty[]][] {
  const found: [Duty, ...Duty[]][] = [];
  for (const duty of duties) {
    const same = found.find(([first]) => first.id === duty.id && String(first.bound) === String(duty.bound));
    if (same) same.push(duty);
    else found.push([duty]);
  }
  return found;
}

function Duties({ measure }: { measure: MeasureView }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  if (measure.duties.length === 0) return null;
  const duties = together(measure.duties);
  return (
    <div>
      <h3>{t('request.duties')}</h3>
      <ul className="duties">
        {duties.map(([first, ...more]) => (
          <li key={`${first.id} ${first.article}`}>
            <span>{words.duty(first.id)}</span> {[first, ...more].map(({ article, verified }) => <Article key={article} article={article} verified={verified} />)}
            <span className="muted">{t('request.duty-bound', { who: format.list(first.bound.map(words.actor)) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
