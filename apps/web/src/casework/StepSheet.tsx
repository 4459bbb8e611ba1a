import { useCallback, useId, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Instant, PractitionerId } from '@comity/contracts';
import type { ChoiceMember, MatterView, OpenStep, StepInput } from '@comity/sdk';
import { useAction, useAuthority, useClient, usePerson } from '../client/hooks.js';
import { useAttachments } from '../files/attachments.js';
import { discardFiles } from '../files/discard.js';
import { Button } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { LongField } from '../design/LongField.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { tongueOfState } from '../meetings/state-tongue.js';
import { Addressees } from './Addressees.js';
import { AdvanceFields, usePlaces } from './AdvanceFields.js';
import { isChosen, newAdvance, shareAt } from './advance.js';
import { dueOf, effectsOf, forcesOf } from './effects.js';
import { useDraft } from '../messaging/draft.js';
import { forbiddingReasons } from '../messaging/forbidding.js';
import { isComplete } from '../messaging/marking.js';
import { Marks } from '../messaging/Marks.js';
import { MarkingButton } from '../register/MarkingButton.js';
import { dayOf, hasHour, inputOf, instantIn, isMarkable, isPast, newForm, readForm, scopeOf, unlikely, writeForm, type StepForm } from './step-draft.js';
import { useNow } from './hooks.js';
import { lifeCycles, sendingOf } from './law.js';
import { Faster } from './Faster.js';
import { Needed } from './Needed.js';
import { Said } from './Said.js';
import { SourceBefore } from './SourceSaid.js';
import { StepFailure } from './StepFailure.js';
import { mostEnclosures } from './EnclosureFields.js';
import { StepFiles } from './StepFiles.js';
import { brings, choicesOf, chosenFirst, countsOf, datesOf, groundsOf, offersTo, openIn, questionOf, takesFiles, wordsOf, type Asked, type Dated, type MeasureOffer } from './steps.js';
import { Article } from './Article.js';
import { useTrackedName } from './tracked.js';
import { Unheard } from './Unheard.js';
import { WhenField } from './WhenField.js';
import { useLawWords } from './words.js';

/** There is no way back from them. */
const dangerous: ReadonlySet<string> = new Set(['refuse', 'withdraw', 'discard']);

/** Whoever takes it gives the request to another pair of eyes, or sends it out. */
const isForOthers = ({ kind }: MatterView, { action }: OpenStep): boolean => action === 'submit' || action === 'share-draft' || sendingOf(lifeCycles.get(kind)!, action) !== undefined;

interface Props { matter: MatterView; step: OpenStep; measure: string; onTaken(action: string): void; onClose(): void }

/** Asks for what a step has to carry, and for which measures it is taken; says why when the law does not let it be. What is typed stays, sealed on the device, until the step is taken. */
export function StepSheet({ matter, step, measure, onTaken, onClose }: Props) {
  const t = useText();
  const words = useLawWords();
  const hint = words.hint(step.action);
  const client = useClient();
  const { run, busy, failure } = useAction();
  const attachments = useAttachments(matter.space, 'step');
  const [begin] = useState(() => newForm(chosenFirst(matter.measureViews, step, measure)));
  const [counts] = useState(() => countsOf(matter.measureViews));
  const [form, setForm] = useState(begin);
  const [found, setFound] = useState(false);
  const restore = useCallback((text: string) => {
    const kept = readForm(text);
    if (kept === null) return;
    // It may have been written for other measures than the one that was pressed.
    setForm(kept.measures.includes(measure) ? kept : { ...kept, measures: begin.measures });
    setFound(true);
  }, [begin, measure]);
  const { typed, clear } = useDraft(matter.space, scopeOf(step.action), writeForm(form), restore);
  const authority = useAuthority();
  const person = usePerson();
  const known = usePlaces(matter).length > 0;
  const [advance, setAdvance] = useState(() => newAdvance(matter, tongueOfState(authority(matter.requested)?.state), known));
  const change = (part: Partial<StepForm>): void => {
    typed();
    setForm({ ...form, ...part });
  };
  const beginAnew = (): void => {
    clear();
    // In a step that takes none they are another one's.
    if (files) discardFiles(client, matter.space, attachments);
    setForm(begin);
    setFound(false);
  };
  const { grounds, said, days } = form;
  const addressees = form.addressees as PractitionerId[];
  const now = useNow().toISOString() as Instant;
  const open = openIn(matter.measureViews, step.action);
  const measures = form.measures.filter((id) => open.some((each) => each.id === id));
  const offers = offersTo(matter.measureViews, measures, step.action);
  const wantsGrounds = groundsOf(step);
  const invites = brings(step);
  const shares = step.action === 'share-draft';
  const wantedWords = wordsOf(step).filter(() => !shares || advance.where === 'elsewhere');
  const wantedDates = datesOf(step);
  const wantedChoices = choicesOf(step);
  const files = takesFiles(step);
  const uploaded = !files || (!attachments.preparing && attachments.rows.every(({ transfer }) => transfer?.state === 'done') && form.enclosures.length + attachments.rows.length <= mostEnclosures);
  const kept = step.action === 'forward' ? matter.keptBack : null;
  const lacking = !uploaded || kept !== null || !isComplete(form.marking) || (shares && (!isChosen(advance) || (advance.where !== 'elsewhere' && matter.keptFromAsked !== null))) || measures.length === 0 || (wantsGrounds?.required === true && grounds.length === 0) || (invites?.required === true && addressees.length === 0)
    || wantedWords.some(({ member, required }) => required && (said[member] ?? '').trim() === '') || wantedDates.some(({ member, required }) => required && instantIn(form, member) === null)
    || wantedDates.some(({ member }) => unlikely(step, instantIn(form, member), now) !== null || (!hasHour(member) && isPast(step, member, instantIn(form, member), now))) || wantedChoices.some(({ member, required }) => required && form.choices[member] === undefined);

  const take = async (): Promise<void> => {
    const { ids } = attachments;
    const giveBack = files ? attachments.take() : undefined;
    const done = await run(async (by) => {
      const input = inputOf(step, form, offers, ids);
      const say = (more: Pick<StepInput, 'shares'>): Promise<void> => by.act((remote) => remote.takeStep(matter.space, measures, { ...input, ...more }));
      if (shares && advance.where !== 'elsewhere') await shareAt(by, matter, advance, { authority, person }, (space) => setAdvance({ ...advance, where: 'here', space }), (given) => say({ shares: given }));
      else await say({});
      return true;
    });
    if (!done) return giveBack?.();
    clear();
    onTaken(step.action);
  };
  return (
    <Sheet title={words.action(step.action)} wide onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void take(); }}>
        <p className="muted"><Article article={step.article} verified={step.verified} /></p>
        {found && <Notice tone="info" role="status" title={t('request.kept')} action={<Button onPress={beginAnew}>{t('request.kept-discard')}</Button>}><p>{t('request.kept-hint')}</p></Notice>}
        {hint !== null && <p>{hint}</p>}
        {matter.source !== null && isForOthers(matter, step) && <SourceBefore source={matter.source} requesting={matter.requesting} />}
        {!busy && <Faster matter={matter} measures={form.measures} action={step.action} counts={counts} />}
        <MeasuresChoice matter={matter} action={step.action} chosen={measures} onChange={(next) => change({ measures: next })} />
        <Unheard matter={matter} measures={measures} action={step.action} />
        {dueOf(matter, step.action, measures).map(({ effect, article, verified }) => <p key={article} className="muted">{t('request.effect', { effect })} <Article article={article} verified={verified} /></p>)}
        {wantsGrounds && <GroundsChoice matter={matter} step={step} required={wantsGrounds.required} chosen={grounds} onChange={(next) => change({ grounds: next })} />}
        {wantedChoices.map((asked) => <OneOf key={asked.member} {...asked} kind={matter.kind} step={step} chosen={form.choices[asked.member]} onChange={(id) => change({ choices: { ...form.choices, [asked.member]: id } })} />)}
        <Offers matter={matter} offers={offers} />
        <Questions matter={matter} measures={measures} action={step.action} />
        {wantedWords.map((asked) => <LongField key={asked.member} label={words.member(asked.member, step.action)} hint={<Needed required={asked.required} />} value={said[asked.member] ?? ''} onChange={(text) => change({ said: { ...said, [asked.member]: text } })} isRequired={asked.required} maxLength={20_000} />)}
        {wantedDates.map((asked) => (hasHour(asked.member) ? <WhenField key={asked.member} {...asked} step={step} form={form} onChange={change} /> : <Day key={asked.member} {...asked} first={dayOf(now)} past={isPast(step, asked.member, instantIn(form, asked.member), now)} value={days[asked.member] ?? ''} onChange={(day) => change({ days: { ...days, [asked.member]: day } })} />))}
        {files && <StepFiles space={matter.space} attachments={attachments} again={form.enclosures.length} onDrop={() => change({ enclosures: [] })} />}
        {isMarkable(step) && <MarkingButton marking={form.marking} onChange={(marking) => change({ marking })} />}
        {shares && <AdvanceFields matter={matter} advance={advance} onChange={setAdvance} />}
        {kept !== null && <Notice tone="warning" role="status" title={t('request.kept-back')}><Marks marking={matter.within} /><p>{kept === 'TLP:AMBER+STRICT' ? `${kept}: ${t('talk-tlp.amber-strict')}` : t(forbiddingReasons[kept])}</p><p>{t('request.kept-back-hint')}</p></Notice>}
        {invites && <Addressees matter={matter} action={invites.whom} chosen={addressees} onChange={(next) => change({ addressees: next })} />}
        <StepFailure failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look={dangerous.has(step.action) ? 'danger' : 'primary'} type="submit" isDisabled={lacking} isPending={busy}>{busy ? t('request.taking') : t('request.take', { action: words.action(step.action) })}</Button>
        </div>
      </Form>
    </Sheet>
  );
}

/** What is to be answered, of each measure that is chosen; once where it was asked of several in the same words. */
function Questions({ matter, measures, action }: { matter: MatterView; measures: readonly string[]; action: string }) {
  const words = useLawWords();
  const asked = matter.measureViews.filter(({ id }) => measures.includes(id)).flatMap(({ steps }) => questionOf(steps, action) ?? []);
  return asked.filter(({ text }, i) => asked.findIndex((each) => each.text === text) === i).map(({ member, text }) => <Said key={text} label={words.member(member)} text={text} />);
}

/** What is accepted as it was offered: once where that was for several measures, and with the measures that it is for where there is more than one. */
function Offers({ matter, offers }: { matter: MatterView; offers: readonly MeasureOffer[] }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const name = useTrackedName();
  const different = offers.filter(({ hash }, i) => offers.findIndex((each) => each.hash === hash) === i);
  const line = ({ of }: MeasureOffer): string => { const i = matter.measureViews.findIndex(({ id }) => id === of); return isolated(t('request.measure-line', { number: format.number(i + 1), assistance: name(matter.measureViews[i]!) })); };
  return different.map(({ hash, member, text }) => <Said key={hash} text={text} label={different.length === 1 ? t('request.offered', { what: words.member(member) }) : t('request.offered-for', { what: words.member(member), measures: format.list(offers.filter((each) => each.hash === hash).map(line)) })} />);
}

function MeasuresChoice({ matter, action, chosen, onChange }: { matter: MatterView; action: string; chosen: readonly string[]; onChange(measures: string[]): void }) {
  const t = useText();
  const format = useFormat();
  const name = useTrackedName();
  const open = openIn(matter.measureViews, action);
  if (matter.measureViews.length === 1 || open.length === 0) return null;
  return (
    <fieldset className="choices">
      <legend>{t('request.step-measures', { kind: matter.kind })}</legend>
      {open.map((measure) => (
        <label key={measure.id} className="check-line">
          <input type="checkbox" checked={chosen.includes(measure.id)} onChange={({ target }) => onChange(open.flatMap(({ id }) => ((id === measure.id ? target.checked : chosen.includes(id)) ? [id] : [])))} />
          <span>{t('request.measure-line', { number: format.number(matter.measureViews.indexOf(measure) + 1), assistance: name(measure) })}</span>
        </label>
      ))}
    </fieldset>
  );
}

function GroundsChoice({ matter, step, required, chosen, onChange }: { matter: MatterView; step: OpenStep; required: boolean; chosen: readonly string[]; onChange(grounds: string[]): void }) {
  const t = useText();
  const words = useLawWords();
  const forces = forcesOf(matter);
  const forceOf = (id: string, article: string) => { const force = forces.get(`${id} ${article}`); return force && <span className="block hint">{t(force === 'mandatory' ? 'request.ground-mandatory' : 'request.ground-optional')}</span>; };
  return (
    <fieldset className="choices">
      <legend>{t('request.grounds')}</legend>
      <p className="hint">{required ? t('request.needed') : t('request.optional')}</p>
      {step.grounds.map(({ id, article, verified, refusal }) => (
        <label key={`${id} ${article}`} className="check-line">
          <input type="checkbox" checked={chosen.includes(id)} onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))} />
          <span>{words.ground(id)} <Article article={article} verified={verified} />{forceOf(id, article)}{refusal && <span className="ground-refusal"><Icon name="lock" small /> {words.refusal(refusal)} <Article article={refusal.article} verified={refusal.verified} /></span>}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What speaks against a choice already now is said beside it; it can be chosen all the same, and is then refused by its article. */
function OneOf({ member, required, kind, step, chosen, onChange }: Asked<ChoiceMember> & { kind: MatterView['kind']; step: OpenStep; chosen: string | undefined; onChange(id: string): void }) {
  const t = useText();
  const words = useLawWords();
  const name = useId();
  const effects = effectsOf(kind);
  return (
    <fieldset className="choices">
      <legend>{words.member(member)}</legend>
      <p className="hint"><Needed required={required} /></p>
      {step.choices.filter(({ list }) => list === member).map(({ id, article, verified, refusal }) => (
        <label key={id} className="check-line">
          <input type="radio" name={name} checked={chosen === id} onChange={() => onChange(id)} />
          <span>{words.choice(id)} <Article article={article} verified={verified} />{effects.has(id) && <span className="block hint">{t('request.effect', { effect: effects.get(id)!.effect })}</span>}{refusal && <span className="ground-refusal"><Icon name="lock" small /> {words.refusal(refusal)} <Article article={refusal.article} verified={refusal.verified} /></span>}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Day({ member, required, first, past, value, onChange }: Asked<Dated> & { first: string; past: boolean; value: string; onChange(day: string): void }) {
  const t = useText();
  const words = useLawWords();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.member(member)}</label>
      <input id={id} className="input" type="date" min={first} value={value} required={required} aria-invalid={past} aria-describedby={`${id}-hint${past ? ` ${id}-wrong` : ''}`} onChange={({ target }) => onChange(target.value)} />
      <span id={`${id}-hint`} className="hint"><Needed required={required} /></span>
      {past && <span id={`${id}-wrong`} role="alert" className="field-error">{t('request.step-past')}</span>}
    </div>
  );
}
