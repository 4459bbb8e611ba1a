import { useId, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Instant, PractitionerId } from '@comity/contracts';
import type { MatterView, OpenStep } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { LongField } from '../design/LongField.js';
import { Sheet } from '../design/Sheet.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Addressees } from './Addressees.js';
import { StepFailure } from './StepFailure.js';
import { brings, chosenFirst, type Bringing, datesOf, groundsOf, openIn, wordsOf, type Asked, type Dated, type Written } from './steps.js';
import { Article } from './Article.js';
import { useLawWords } from './words.js';

interface Props { matter: MatterView; step: OpenStep; measure: string; onTaken(action: string): void; onClose(): void }

/** Asks for what a step has to carry, and for which measures it is taken; says why when the law does not let it be. */
export function StepSheet({ matter, step, measure, onTaken, onClose }: Props) {
  const t = useText();
  const words = useLawWords();
  const { run, busy, failure } = useAction();
  const [measures, setMeasures] = useState(() => chosenFirst(matter.measureViews, step.action, measure));
  const [grounds, setGrounds] = useState<string[]>([]);
  const [said, setSaid] = useState<Partial<Record<Written, string>>>({});
  const [days, setDays] = useState<Partial<Record<Dated, string>>>({});
  const [addressees, setAddressees] = useState<PractitionerId[]>([]);
  const wantsGrounds = groundsOf(step);
  const invites = brings(step.action);
  const wantedWords = wordsOf(step);
  const wantedDates = datesOf(step);
  const lacking = measures.length === 0 || (wantsGrounds?.required === true && grounds.length === 0) || (invites?.required === true && addressees.length === 0)
    || wantedWords.some(({ member, required }) => required && (said[member] ?? '').trim() === '') || wantedDates.some(({ member, required }) => required && instantOf(days[member]) === null);

  const take = async (): Promise<void> => {
    const texts = Object.fromEntries(wantedWords.flatMap(({ member }) => { const text = (said[member] ?? '').trim(); return text === '' ? [] : [[member, text]]; }));
    const dates = Object.fromEntries(wantedDates.flatMap(({ member }) => { const instant = instantOf(days[member]); return instant === null ? [] : [[member, instant]]; })) as Partial<Record<Dated, Instant>>;
    const done = await run((client) => client.act((remote) => remote.takeStep(matter.space, measures, {
      action: step.action, words: texts, ...dates, ...(grounds.length > 0 ? { grounds } : {}), ...(addressees.length > 0 ? { addressees } : {}),
    }).then(() => true)));
    if (done) onTaken(step.action);
  };
  return (
    <Sheet title={words.action(step.action)} wide onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void take(); }}>
        <p className="muted"><Article article={step.article} verified={step.verified} /></p>
        <MeasuresChoice matter={matter} action={step.action} chosen={measures} onChange={setMeasures} />
        {wantsGrounds && <GroundsChoice step={step} required={wantsGrounds.required} chosen={grounds} onChange={setGrounds} />}
        {wantedWords.map((asked) => <LongField key={asked.member} label={words.member(asked.member)} hint={<Needed {...asked} />} value={said[asked.member] ?? ''} onChange={(text) => setSaid({ ...said, [asked.member]: text })} isRequired={asked.required} maxLength={20_000} />)}
        {wantedDates.map((asked) => <Day key={asked.member} {...asked} value={days[asked.member] ?? ''} onChange={(day) => setDays({ ...days, [asked.member]: day })} />)}
        {invites && <Addressees matter={matter} action={step.action as Bringing} chosen={addressees} onChange={setAddressees} />}
        <StepFailure failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look={step.action === 'refuse' || step.action === 'withdraw' ? 'danger' : 'primary'} type="submit" isDisabled={lacking} isPending={busy}>{busy ? t('request.taking') : t('request.take', { action: words.action(step.action) })}</Button>
        </div>
      </Form>
    </Sheet>
  );
}

/** The last instant of a day, in the time of whoever chose it. */
function instantOf(day: string | undefined): Instant | null {
  const end = new Date(`${day ?? ''}T23:59:59.000`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString() as Instant;
}

function Needed({ required }: Asked<unknown>) {
  const t = useText();
  return <>{required ? t('request.needed') : t('request.optional')}</>;
}

function MeasuresChoice({ matter, action, chosen, onChange }: { matter: MatterView; action: string; chosen: readonly string[]; onChange(measures: string[]): void }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const open = openIn(matter.measureViews, action);
  if (matter.measureViews.length === 1) return null;
  return (
    <fieldset className="choices">
      <legend>{t('request.step-measures')}</legend>
      {open.map((measure) => (
        <label key={measure.id} className="check-line">
          <input type="checkbox" checked={chosen.includes(measure.id)} onChange={({ target }) => onChange(open.flatMap(({ id }) => ((id === measure.id ? target.checked : chosen.includes(id)) ? [id] : [])))} />
          <span>{t('request.measure-line', { number: format.number(matter.measureViews.indexOf(measure) + 1), assistance: words.assistance(measure.assistance) })}</span>
        </label>
      ))}
    </fieldset>
  );
}

function GroundsChoice({ step, required, chosen, onChange }: { step: OpenStep; required: boolean; chosen: readonly string[]; onChange(grounds: string[]): void }) {
  const t = useText();
  const words = useLawWords();
  return (
    <fieldset className="choices">
      <legend>{t('request.grounds')}</legend>
      <p className="hint">{required ? t('request.needed') : t('request.optional')}</p>
      {step.grounds.map(({ id, article, verified, refusal }) => (
        <label key={`${id} ${article}`} className="check-line">
          <input type="checkbox" checked={chosen.includes(id)} onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))} />
          <span>{words.ground(id)} <Article article={article} verified={verified} />{refusal && <span className="ground-refusal"><Icon name="lock" small /> {words.refusal(refusal)} <Article article={refusal.article} verified={refusal.verified} /></span>}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Day({ member, required, value, onChange }: Asked<Dated> & { value: string; onChange(day: string): void }) {
  const words = useLawWords();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.member(member)}</label>
      <input id={id} className="input" type="date" value={value} required={required} aria-describedby={`${id}-hint`} onChange={({ target }) => onChange(target.value)} />
      <span id={`${id}-hint`} className="hint"><Needed member={member} required={required} /></span>
    </div>
  );
}
