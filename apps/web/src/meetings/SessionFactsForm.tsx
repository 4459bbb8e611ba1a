import { useId, useMemo, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { meetingLimits, type AwayReason, type Instant, type MeetingSessionId, type SessionFacts } from '@comity/contracts';
import type { Failure } from '@comity/sdk';
import { Button, IconButton } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { caseFault, withCases } from './cases.js';
import { Plain } from './Plain.js';
import { SessionCases } from './SessionCases.js';
import { daysOf, planOf, type DayPlan } from './set-up.js';
import { useWallFormat } from './wall.js';

const kinds = ['plenary', 'forum', 'operational', 'series', 'bilateral'] as const;
const states = ['preparing', 'open', 'closed'] as const;
const breakReasons = ['break', 'meal', 'prayer', 'plenary', 'other'] as const satisfies readonly AwayReason[];
/** Of an instant, as an input of the browser takes it, in the time of whoever looks. */
const localOf = (instant: string | null): string => { if (instant === null) return ''; const at = new Date(instant); return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16); };
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const fresh = (): DayPlan => ({ first: inDays(30), last: inDays(34), weekends: false, from: '09:00', to: '17:00', minutes: 30, breaks: [{ from: '12:30', to: '13:30', reason: 'meal' }] });

/** Title, place, zone and days; the days are made alike by a few answers. */
export function SessionFactsForm({ session, before, busy, failure, onSave }: { session: MeetingSessionId | null; before: SessionFacts | null; busy: boolean; failure: Failure | null; onSave(facts: SessionFacts): void }) {
  const t = useText();
  const wall = useWallFormat();
  const zoneId = useId();
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const [title, setTitle] = useState(before?.title ?? '');
  const [kind, setKind] = useState(before?.kind ?? 'plenary');
  const [place, setPlace] = useState(before?.place ?? '');
  const [zone, setZone] = useState(before?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [state, setState] = useState(before?.state ?? 'preparing');
  const [deadline, setDeadline] = useState(localOf(before?.deadline ?? null));
  const [limit, setLimit] = useState(before ? before.requestsPerOffice === null ? '' : String(before.requestsPerOffice) : '20');
  const [notice, setNotice] = useState(String(before?.notice ?? meetingLimits.notice));
  const [cases, setCases] = useState(before?.cases ?? []);
  const [plan, setPlan] = useState<DayPlan | null>(before ? null : fresh);
  const days = plan ? daysOf(plan) : before!.days;
  const fault = typeof days === 'string' ? days : null;
  const casesFault = kind === 'forum' ? caseFault(cases) : null;
  const count = typeof days === 'string' ? 0 : days.reduce((sum, { starts }) => sum + starts.length, 0);
  // The first case is there to be numbered otherwise.
  const choose = (chosen: SessionFacts['kind']): void => { setKind(chosen); if (chosen === 'forum' && cases.length === 0) setCases(withCases([], 1, () => crypto.randomUUID())); };
  const save = (): void => {
    if (typeof days === 'string' || title.trim() === '' || casesFault !== null) return;
    const at = deadline === '' ? null : new Date(deadline).toISOString() as Instant;
    onSave({ kind, title: title.trim(), place: place.trim() === '' ? null : place.trim(), zone: zone.trim(), state, deadline: at, requestsPerOffice: limit.trim() === '' ? null : Number(limit), slotMinutes: plan?.minutes ?? before!.slotMinutes, days, cases: kind === 'forum' ? cases : [], notice: Number(notice) });
  };
  return (
    <Form className="card stack" onSubmit={(event) => { event.preventDefault(); save(); }}>
      <h2>{t('hall.facts')}</h2>
      <Field label={t('hall.field-title')} value={title} onChange={setTitle} maxLength={120} isRequired autoFocus={before === null} />
      <div className="set-up-row">
        <Choice<SessionFacts['kind']> label={t('hall.field-kind')} value={kind} onChange={choose} options={kinds.map((value) => ({ value, label: t(`hall.kind-${value}`) }))} />
        <Field label={t('hall.field-place')} value={place} onChange={setPlace} maxLength={120} />
        <Plain label={t('hall.field-zone')} value={zone} onChange={setZone} list={zoneId} dir="ltr" required />
        <datalist id={zoneId}>{zones.map((each) => <option key={each} value={each}>{each}</option>)}</datalist>
      </div>
      <Segments label={t('hall.field-state')} value={state} onChange={setState} options={states.map((value) => ({ value, label: t(`hall.state-${value}`) }))} />
      <p className="hint">{t(`hall.state-${state}-hint`)}</p>
      <div className="set-up-row">
        <Plain label={t('hall.field-deadline')} type="datetime-local" value={deadline} onChange={setDeadline} />
        <Plain label={t('hall.field-limit')} type="number" min={1} max={500} value={limit} onChange={setLimit} />
        <Plain label={t('hall.field-notice')} type="number" min={0} max={1_440} value={notice} onChange={setNotice} required />
      </div>
      {kind === 'forum' && <SessionCases session={session} cases={cases} onChange={setCases} />}
      {plan ? <Days plan={plan} onChange={setPlan} /> : <div className="row"><p>{t('hall.days-are', { first: wall.longDay(before!.days[0]!.date), last: wall.longDay(before!.days.at(-1)!.date), slots: count, minutes: before!.slotMinutes })}</p><Button onPress={() => setPlan(planOf(before!.days, before!.slotMinutes))}>{t('hall.days-anew')}</Button></div>}
      {plan && <p role="status" className={fault ? 'field-error' : 'muted'}>{fault ? t(`hall.days-${fault}`) : t('hall.days-make', { days: typeof days === 'string' ? 0 : days.length, slots: count })}</p>}
      {plan && before && <Notice tone="info" title={t('hall.days-move')} />}
      <FailureNotice failure={failure} describe={(pointer, rule) => (pointer === '/facts/cases' ? t('hall.cases-wanted') : `${pointer}: ${rule}`)} />
      <div className="row row-end"><Button look="primary" type="submit" isPending={busy} isDisabled={fault !== null || casesFault !== null || title.trim() === ''}>{t(before ? 'hall.save' : 'hall.add')}</Button></div>
    </Form>
  );
}

function Days({ plan, onChange }: { plan: DayPlan; onChange(plan: DayPlan): void }) {
  const t = useText();
  const set = (change: Partial<DayPlan>): void => onChange({ ...plan, ...change });
  const setBreak = (at: number, change: Partial<DayPlan['breaks'][number]>): void => set({ breaks: plan.breaks.map((each, i) => (i === at ? { ...each, ...change } : each)) });
  return (
    <fieldset className="stack set-up-days">
      <legend>{t('hall.days')}</legend>
      <div className="set-up-row">
        <Plain label={t('hall.first-day')} type="date" value={plan.first} onChange={(first) => set({ first })} required />
        <Plain label={t('hall.last-day')} type="date" value={plan.last} onChange={(last) => set({ last })} required />
        <Plain label={t('hall.from')} type="time" value={plan.from} onChange={(from) => set({ from })} required />
        <Plain label={t('hall.to')} type="time" value={plan.to} onChange={(to) => set({ to })} required />
        <Plain label={t('hall.minutes')} type="number" min={5} max={480} value={String(plan.minutes)} onChange={(minutes) => set({ minutes: Math.max(5, Math.min(480, Math.floor(Number(minutes)) || 5)) })} required />
      </div>
      <label className="hall-check"><input type="checkbox" checked={plan.weekends} onChange={({ target }) => set({ weekends: target.checked })} /><span>{t('hall.weekends')}</span></label>
      {plan.breaks.map((each, i) => (
        <div key={i} className="set-up-row" role="group" aria-label={t('hall.break-number', { number: i + 1 })}>
          <Plain label={t('hall.from')} type="time" value={each.from} onChange={(from) => setBreak(i, { from })} required />
          <Plain label={t('hall.to')} type="time" value={each.to} onChange={(to) => setBreak(i, { to })} required />
          <Choice<AwayReason> label={t('hall.reason')} value={each.reason} onChange={(reason) => setBreak(i, { reason })} options={breakReasons.map((value) => ({ value, label: t(`hall.away-${value}`) }))} />
          <IconButton icon="close" label={t('hall.break-remove', { number: i + 1 })} onPress={() => set({ breaks: plan.breaks.filter((_, at) => at !== i) })} />
        </div>
      ))}
      {plan.breaks.length < 10 && <div><Button icon="plus" onPress={() => set({ breaks: [...plan.breaks, { from: '10:30', to: '11:00', reason: 'break' }] })}>{t('hall.break-add')}</Button></div>}
    </fieldset>
  );
}
