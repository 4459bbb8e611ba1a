import { useId } from 'react';
import type { Instant } from '@comity/contracts';
import type { OpenStep } from '@comity/sdk';
import { useAuthority, useSelf } from '../client/hooks.js';
import { Choice } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { ownZone, sameClock, useZoned } from '../meetings/zoned.js';
import { useNow } from './hooks.js';
import { daysOf } from './law.js';
import { instantIn, isPast, unlikely, type StepForm } from './step-draft.js';
import { Needed } from './Needed.js';
import type { Asked, Dated } from './steps.js';
import { useLawWords } from './words.js';

/** When something happened or is to happen, to the minute: on the clock of this device, or of the capital of one's State where that shows another time. */
export function WhenField({ member, required, step, form, onChange }: Asked<Dated> & { step: OpenStep; form: StepForm; onChange(part: Partial<StepForm>): void }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const id = useId();
  const state = useAuthority()(useSelf().authority)?.state;
  const now = useNow().toISOString() as Instant;
  const at = instantIn(form, member);
  const [own, home] = [ownZone(), state === undefined ? 'UTC' : daysOf(state).zone];
  const [ours, theirs] = [useZoned(own).name(at ?? now), useZoned(home).name(at ?? now)];
  // Of a State that is not in the table there is no clock to offer.
  const two = home !== 'UTC' && !sameClock(at ?? now, own, home);
  const wrong = unlikely(step, at, now);
  const past = isPast(step, member, at, now);
  const described = `${id}-hint${wrong === null ? '' : ` ${id}-wrong`}${past ? ` ${id}-past` : ''}`;
  return (
    <fieldset className="choices">
      <legend>{words.member(member)}</legend>
      <p id={`${id}-hint`} className="hint"><Needed required={required} /> {two ? t('request.step-zone-hint') : t('request.step-zone', { zone: ours })}</p>
      <div className="row">
        <div className="field"><label htmlFor={id}>{t('request.step-day')}</label><input id={id} className="input" type="date" value={form.days[member] ?? ''} required={required} aria-describedby={described} aria-invalid={wrong !== null} onChange={({ target }) => onChange({ days: { ...form.days, [member]: target.value } })} /></div>
        <div className="field"><label htmlFor={`${id}-time`}>{t('request.step-time')}</label><input id={`${id}-time`} className="input" type="time" value={form.times[member] ?? ''} required={required} aria-describedby={described} aria-invalid={wrong !== null} onChange={({ target }) => onChange({ times: { ...form.times, [member]: target.value } })} /></div>
        {two && <Choice label={t('request.step-clock')} value={form.zone ?? own} onChange={(zone) => onChange({ zone: zone === own ? null : zone })} options={[{ value: own, label: t('request.step-clock-own', { zone: ours }) }, { value: home, label: t('request.step-clock-state', { zone: theirs }) }]} />}
      </div>
      {past && <div id={`${id}-past`}><Notice tone="warning" role="status" title={t('request.step-past')} /></div>}
      {wrong !== null && <p id={`${id}-wrong`} role="alert" className="field-error">{wrong === 'future' ? t('request.step-future') : t('request.step-early', { on: format.moment(step.earliest ?? now) })}</p>}
    </fieldset>
  );
}
