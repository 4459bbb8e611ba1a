import { useLocation } from 'wouter';
import type { MatterView, OpenStep, RefusedStep, StepInput } from '@comity/sdk';
import { useAction, usePerson } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useToast } from '../messaging/toast.js';
import { baseOf, draftFrom, draftOf, writtenForm } from './draft.js';
import { lawEdition } from './law.js';
import { RefusalLine } from './RefusalNotice.js';
import { formOf, readForm, scopeOf, writeForm } from './step-draft.js';
import { isOpen } from './steps.js';
import { StepFailure } from './StepFailure.js';
import { useLawWords } from './words.js';
import { WroteWords } from './Wrote.js';

interface Props { matter: MatterView; onTake(step: OpenStep, measure: string): void }

/** Steps that came to the log and count for nothing: too late, or against the law. Everybody sees them so; one's own words can be taken up again. */
export function RefusedSteps({ matter, onTake }: Props) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const person = usePerson();
  if (matter.refused.length === 0) return null;
  return (
    <section className="card refused-steps" aria-label={t('request.refused-steps')}>
      <h2>{t('request.refused-steps')}</h2>
      <p className="muted">{t('request.refused-steps-hint')}</p>
      <ul className="rows">
        {matter.refused.map((step) => (
          <li key={step.seq}>
            <div className="row-words">
              <strong>{step.action === null ? t('request.dossier') : words.action(step.action)}</strong>
              <span className="muted"><bdi>{person(step.by)?.name ?? t('person.unknown')}</bdi> · <time dateTime={step.at}>{format.moment(step.at)}</time></span>
              <RefusalLine refusal={step.refusal} />
              {step.wrote && <WroteWords wrote={step.wrote} />}
              <TakeOver matter={matter} step={step} onTake={onTake} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where a step of that action can be taken now. */
function openFor({ measureViews }: MatterView, { action }: StepInput, measures: readonly string[]): { step: OpenStep; measure: string } | null {
  for (const { id, open } of measureViews.filter((each) => measures.includes(each.id))) {
    const step = open.find((each) => each.action === action && isOpen(each));
    if (step) return { step, measure: id };
  }
  return null;
}

/** Puts one's words where they are written; what is being written there stays. */
function TakeOver({ matter, step: { wrote, measures, refusal }, onTake }: Props & { step: RefusedStep }) {
  const t = useText();
  const toast = useToast();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  if (wrote === null) return null;
  const { space } = matter;
  if ('dossier' in wrote) {
    if (!matter.canEdit) return null;
    const take = async (): Promise<void> => {
      const kept = await run(async ({ remote }) => {
        if (writtenForm.read(await remote.draft(space, 'request')) !== null) return 'busy';
        const current = baseOf(draftOf(matter));
        await remote.saveDraft(space, writtenForm.write({ draft: { ...draftFrom(wrote.dossier), ...(matter.transmittedAt === null && { edition: lawEdition }) }, base: refusal.code === 'overtaken' ? '' : current }), 'request');
        return 'done';
      });
      if (kept === 'busy') toast({ text: t('request.take-over-busy') });
      else if (kept === 'done') navigate(`/requests/${space}/draft`);
    };
    return <><Button onPress={() => void take()} isPending={busy}>{t('request.take-over-dossier')}</Button><StepFailure failure={failure} /></>;
  }
  const open = openFor(matter, wrote.step, measures);
  if (open === null) return null;
  const take = async (): Promise<void> => {
    const kept = await run(async ({ remote }) => {
      const scope = scopeOf(wrote.step.action);
      if (readForm(await remote.draft(space, scope)) !== null) return 'busy';
      await remote.saveDraft(space, writeForm(formOf(wrote.step, measures)), scope);
      return 'done';
    });
    if (kept === 'busy') toast({ text: t('request.take-over-busy') });
    else if (kept === 'done') onTake(open.step, open.measure);
  };
  return <><Button onPress={() => void take()} isPending={busy}>{t('request.take-over-step')}</Button><StepFailure failure={failure} /></>;
}
