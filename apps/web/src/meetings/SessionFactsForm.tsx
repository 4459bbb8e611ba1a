import { useId, useMemo, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { meetingLimits, type Instant, type MeetingSessionId, type SessionFacts } from '@comity/contracts';
import type { Failure } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { caseFault, withCases } from './cases.js';
import { Plain } from './Plain.js';
import { SessionCases } from './SessionCases.js';
import { SessionEachDay, SessionPattern } from './SessionDays.js';
import { daysOf, planOf, withWay, type DayPlan } from './set-up.js';
import { useWallFormat } from './wall.js';

const kinds = ['plenary', 'forum', 'operational', 'series', 'bilateral'] as const;
const states = ['preparing', 'open', 'closed'] as const;
/** Of an instant, as an input of the browser takes it, in the time of whoever looks. */
const localOf = (instant: string | null): string => { if (instant === null) return ''; const at = new Date(instant); return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16); };
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const fresh = (): DayPlan => ({ way: 'range', first: inDays(30), last: inDays(34), weekends: false, weekdays: [], every: 2, from: '09:00', to: '17:00', minutes: 30, breaks: [{ from: '12:30', to: '13:30', reason: 'meal' }], added: [], without: [], own: {} });
/** What the service says of a slot at a time that the clocks leave out, or show twice. */
const slotPointer = /^\/(?:facts\/)?days\/(\d+)\/starts\/(\d+)$/;

/** Title, place, zone and days; the days are made by a few answers, and each may differ. */
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
  const [plan, setPlan] = useState<DayPlan>(() => (before ? planOf(before.days, before.slotMinutes) : fresh()));
  const [together, setTogether] = useState(before === null);
  const [touched, setTouched] = useState(false);
  const change = (next: DayPlan): void => { setPlan(next); setTouched(true); };
  const made = useMemo(() => daysOf(plan), [plan]);
  const days = 'fault' in made ? [] : made;
  const faulty = 'fault' in made ? made : null;
  const casesFault = kind === 'forum' ? caseFault(cases) : null;
  const count = days.reduce((sum, { starts }) => sum + starts.length, 0);
  // The first case is there to be numbered otherwise.
  const choose = (chosen: SessionFacts['kind']): void => {
    setKind(chosen);
    if (chosen === 'forum' && cases.length === 0) setCases(withCases([], 1, () => crypto.randomUUID()));
    if (chosen === 'series' && plan.way === 'range' && before === null) change(withWay(plan, 'series'));
  };
  const save = (): void => {
    if (faulty !== null || title.trim() === '' || casesFault !== null) return;
    const at = deadline === '' ? null : new Date(deadline).toISOString() as Instant;
    onSave({ kind, title: title.trim(), place: place.trim() === '' ? null : place.trim(), zone: zone.trim(), state, deadline: at, requestsPerOffice: limit.trim() === '' ? null : Number(limit), slotMinutes: plan.minutes, days, cases: kind === 'forum' ? cases : [], notice: Number(notice) });
  };
  const describe = (pointer: string, rule: string): string => {
    if (pointer === '/facts/cases') return t('hall.cases-wanted');
    const [, day, slot] = slotPointer.exec(pointer) ?? [], clash = days[Number(day)], time = clash?.starts[Number(slot)];
    return clash && time ? t('hall.days-clocks', { day: wall.longDay(clash.date), time: wall.time(time) }) : `${pointer}: ${rule}`;
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
      {together ? <SessionPattern plan={plan} onChange={change} /> : <div className="row">{days.length > 0 && <p>{t('hall.days-are', { first: wall.longDay(days[0]!.date), last: wall.longDay(days.at(-1)!.date), slots: count, minutes: plan.minutes })}</p>}<Button onPress={() => setTogether(true)}>{t('hall.days-anew')}</Button></div>}
      <p role="status" className={faulty ? 'field-error' : 'muted'}>{faulty === null ? t('hall.days-make', { days: days.length, slots: count }) : faulty.date === null ? t(`hall.days-${faulty.fault}`) : t('hall.days-of-day', { day: wall.longDay(faulty.date), what: t(`hall.days-${faulty.fault}`) })}</p>
      <SessionEachDay plan={plan} days={days} onChange={change} />
      {touched && before && <Notice tone="info" title={t('hall.days-move')} />}
      <FailureNotice failure={failure} describe={describe} />
      <div className="row row-end"><Button look="primary" type="submit" isPending={busy} isDisabled={faulty !== null || casesFault !== null || title.trim() === ''}>{t(before ? 'hall.save' : 'hall.add')}</Button></div>
    </Form>
  );
}
