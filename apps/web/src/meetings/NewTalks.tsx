import '../casework/casework.css';
import './set-up.css';
import './talks.css';
import { useId, useMemo, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useLocation } from 'wouter';
import { knownDays, type DaysOf } from '@comity/casework';
import type { AuthorityId, MeetingSlot } from '@comity/contracts';
import type { CommonSlot } from '@comity/timetable';
import { DaysKnown } from '../casework/DaysKnown.js';
import { useNow, useParty } from '../casework/hooks.js';
import { useAction, useAuthority, useClient, usePerson, useSelf, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { useDaysOf } from '../days/hooks.js';
import { Empty } from '../design/Empty.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Page } from '../shell/Page.js';
import { useStateName } from '../states/names.js';
import { newAsk, writtenAsk } from './ask-draft.js';
import { TalksBeginning } from './begin-talks.js';
import { meetings, touches } from './hooks.js';
import { ownBusy } from './own-busy.js';
import { Plain } from './Plain.js';
import { saidHours } from './said-hours.js';
import { daysWithin, talkDays, talkSlots, termsAt, type DayChoice, type Hours, type Sides } from './talk-slots.js';
import { askPath } from './talks.js';
import { isZoneName, zonesOf } from './zones.js';
import { ownZone, useZoned } from './zoned.js';

const office = (zone: string): Hours => ({ zone, from: '09:00', to: '17:00' });
const shownAtOnce = 9, millis = 60_000, day = 86_400_000;
const lengths = ['30', '60', '90', '120'] as const, weeks = ['2', '4', '8'] as const;

/** Talks with another office, outside of any plenary: when it is for both, best first. The secretariat has no part in it. */
export function NewTalks() {
  const t = useText();
  return <Page title={t('talks.begin')} back="/sessions" lead={t('talks.begin-lead')}><Search /></Page>;
}

function Search() {
  const t = useText();
  const party = useParty();
  const self = useSelf();
  const authority = useAuthority();
  const { value: authorities } = useWatch(useClient().authorities());
  const now = useNow();
  const [other, setOther] = useState<AuthorityId | ''>('');
  const [ours, setOurs] = useState<Hours>(() => office(ownZone()));
  const [typed, setTheirs] = useState<Hours | null>(null);
  const [minutes, setMinutes] = useState<typeof lengths[number]>('60');
  const [span, setSpan] = useState<typeof weeks[number]>('4');
  const [chosen, setChosen] = useState<number | null>(null);
  const [choice, setChoice] = useState<DayChoice>(() => new Map());
  const { value: busy, failure: unread } = useWatch(useClient().watch('meeting-own-busy', (remote) => ownBusy(meetings(remote), self), touches(null, 'session', 'published', 'roster')));
  const [ownState, otherState] = [authority(self.authority)?.state ?? '', other === '' ? '' : authority(other)?.state ?? ''];
  const { value: said } = useWatch(useClient().watch(`meeting-said-hours ${other}`, async (remote) => (other === '' ? null : saidHours(meetings(remote), other)), touches(null, 'session', 'roster')));
  const guess = useMemo(() => office(zonesOf(otherState)[0] ?? ''), [otherState]);
  const theirs = typed ?? said ?? guess;
  // From tomorrow on: nobody agrees on talks within the hour. What was chosen stays, also over midnight.
  const tomorrow = Math.ceil(now.getTime() / day) * day;
  const [from, setFrom] = useState(tomorrow);
  if (chosen === null && from !== tomorrow) setFrom(tomorrow);
  const sound = [ours, theirs].every(({ zone, from: begin, to }) => isZoneName(zone) && begin !== '' && to !== '' && begin !== to);
  const daysFor = useDaysOf(...[ownState, otherState].filter((state) => state !== ''));
  const until = from + Number(span) * 7 * day;
  const sides = useMemo((): Sides => [{ ...ours, state: ownState }, { ...theirs, state: otherState }], [ours, theirs, ownState, otherState]);
  const slots = useMemo(() => {
    if (other === '' || !sound || !busy) return null;
    return talkSlots(sides, { from, until, minutes: Number(minutes), busy }, choice, daysFor);
  }, [other, sound, busy, from, until, minutes, sides, choice, daysFor]);
  const slot = slots?.find(({ startsAt }) => startsAt === chosen);
  const { send, going, failure } = useBegin();
  if (!authorities) return <Busy />;
  const offices = authorities.filter(({ id, kind, ended }) => id !== self.authority && kind !== 'secretariat' && !ended).map(({ id }) => ({ value: id as AuthorityId | '', label: party(id) })).sort((a, b) => a.label.localeCompare(b.label));
  const choose = (id: AuthorityId | ''): void => {
    setOther(id);
    setChosen(null);
    setTheirs(null);
    setChoice(new Map());
  };
  return (
    <Form className="stack" onSubmit={(event) => { event.preventDefault(); if (slot && slots && other !== '') void send(other, slots, slot, ours); }}>
      <fieldset className="card stack">
        <legend className="card-legend">{t('talks.with')}</legend>
        <Choice<AuthorityId | ''> label={t('talks.office')} value={other} onChange={choose} options={[{ value: '', label: t('request.choose') }, ...offices]} />
        <HoursFields legend={t('talks.hours-ours')} hours={ours} state={ownState} daysFor={daysFor} until={until} onChange={setOurs} source={t('talks.hours-told')} />
        {other !== '' && <HoursFields legend={t('talks.hours-theirs', { name: party(other) })} hours={theirs} state={otherState} daysFor={daysFor} until={until} onChange={setTheirs} source={typed ? null : t(said ? 'talks.hours-said' : 'talks.hours-assumed')} />}
        <div className="set-up-row">
          <Choice<typeof lengths[number]> label={t('talks.length')} value={minutes} onChange={setMinutes} options={lengths.map((value) => ({ value, label: t('talks.minutes', { count: Number(value) }) }))} />
          <Choice<typeof weeks[number]> label={t('talks.within')} value={span} onChange={setSpan} options={weeks.map((value) => ({ value, label: t('talks.weeks', { count: Number(value) }) }))} />
        </div>
        {other !== '' && !sound && <p className="field-error" role="status">{t('talks.hours-wrong')}</p>}
      </fieldset>
      <FailureNotice failure={unread} />
      {slots && <Days days={daysWithin(sides, { from, until }, daysFor)} choice={choice} onChange={setChoice} />}
      {slots && <Slots key={`${other} ${minutes} ${span}`} slots={slots} ours={ours} theirs={theirs} chosen={slot ? chosen : null} onChoose={setChosen} />}
      <FailureNotice failure={failure} />
      <div className="row row-end"><Button look="primary" type="submit" icon="forward" isDisabled={slot === undefined} isPending={going}>{t('talks.begin-go')}</Button></div>
    </Form>
  );
}

/** Makes the talks, with this person on the list, and leads to what is asked of the other office. */
function useBegin() {
  const client = useClient();
  const self = useSelf();
  const person = usePerson();
  const authority = useAuthority();
  const [, navigate] = useLocation();
  const [beginning] = useState(() => new TalksBeginning(() => crypto.randomUUID()));
  const { run, busy: going, failure } = useAction();
  const send = async (other: AuthorityId, slots: readonly CommonSlot[], slot: CommonSlot, { zone, from, to }: Hours): Promise<void> => {
    const id = await run(async ({ remote }) => {
      const title = [self.authority, other].map((each) => authority(each)?.name ?? '').join(' – ').slice(0, 120);
      // The chosen one is among them, however many there are.
      const by = { authority: self.authority, practitioner: self.practitioner, name: person(self.practitioner)?.name ?? '' };
      const made = await beginning.go(meetings(remote), by, other, { title, zone, slotMinutes: 30, days: talkDays([slot, ...slots], zone) }, slot, { zone, from, to: to === '00:00' ? '24:00' : to });
      // Where the service sees the slot elsewhere, the time is chosen anew from what it says.
      const at = termsAt(slot, made.slots), draft = newAsk([other]);
      const text = (each: MeetingSlot | undefined): string => (each ? `${each.date} ${each.time}` : '');
      await client.remote.saveDraft(null, writtenAsk.write({ ...draft, terms: { ...draft.terms, slots: String((slot.endsAt - slot.startsAt) / (30 * millis)), earliest: text(at?.first), latest: text(at?.last) }, wishes: { ...draft.wishes, delegates: [made.delegate] } }), `meeting-${made.id}`);
      return made.id;
    });
    if (id !== undefined) navigate(askPath(id));
  };
  return { send, going, failure };
}

function HoursFields({ legend, hours, state, daysFor, until, source, onChange }: { legend: string; hours: Hours; state: string; daysFor: DaysOf; until: number; source: string | null; onChange(hours: Hours): void }) {
  const t = useText();
  const id = useId();
  const name = useStateName();
  const days = daysFor(state), now = useNow();
  const known = knownDays(state, days, ...[now.getTime(), until].map((at) => new Date(at).toISOString().slice(0, 10)) as [string, string]);
  const zones = useMemo(() => [...new Set([...zonesOf(state), ...Intl.supportedValuesOf('timeZone')])], [state]);
  const set = (part: Partial<Hours>): void => onChange({ ...hours, ...part });
  return (
    <fieldset className="stack set-up-days">
      <legend>{legend}</legend>
      <div className="set-up-row">
        <Plain label={t('hall.field-zone')} value={hours.zone} onChange={(value) => set({ zone: value.trim() })} list={id} dir="ltr" required />
        <datalist id={id}>{zones.map((each) => <option key={each} value={each}>{each}</option>)}</datalist>
        <Plain label={t('hall.from')} type="time" value={hours.from} onChange={(from) => set({ from })} required />
        <Plain label={t('hall.to')} type="time" value={hours.to} onChange={(to) => set({ to })} required />
      </div>
      {source !== null && <p className="hint">{source}</p>}
      <p className="hint">{t(known.known !== 'unverified' ? 'talks.days-known' : days.zone === 'UTC' && !days.stated ? 'talks.days-unknown' : 'talks.days-unverified', { state: isolated(name(state)) })} <DaysKnown days={[known]} /></p>
    </fieldset>
  );
}

/** Which days are offered: all on which people of both States work, unless whoever looks for a time says otherwise of one. */
function Days({ days, choice, onChange }: { days: readonly { date: string; holidayOf: readonly string[] }[]; choice: DayChoice; onChange(choice: DayChoice): void }) {
  const t = useText();
  const format = useFormat();
  const name = useStateName();
  return (
    <details className="card set-up-each">
      <summary>{t('talks.days-choose')}</summary>
      <p className="hint">{t('talks.days-choose-hint')}</p>
      <div className="talk-checks">
        {days.map(({ date, holidayOf }) => (
          <label key={date} className="check-line">
            <input type="checkbox" checked={choice.get(date) ?? holidayOf.length === 0} onChange={({ target }) => onChange(new Map(choice).set(date, target.checked))} />
            <span>{format.day(`${date}T12:00:00`)}{holidayOf.length > 0 && <span className="hint">{t('talks.days-holiday', { states: format.list(holidayOf.map((state) => isolated(name(state)))) })}</span>}</span>
          </label>
        ))}
      </div>
    </details>
  );
}

function Slots({ slots, ours, theirs, chosen, onChoose }: { slots: readonly CommonSlot[]; ours: Hours; theirs: Hours; chosen: number | null; onChoose(at: number): void }) {
  const t = useText();
  const id = useId();
  const [here, there] = [useZoned(ours.zone), useZoned(theirs.zone)];
  const [all, setAll] = useState(false);
  const hidden = slots.length - shownAtOnce;
  if (slots.length === 0) return <Empty title={t('talks.no-slots')}>{t('talks.no-slots-hint')}</Empty>;
  const outside = ({ outside: [one, other] }: CommonSlot): string => [one > 0 ? t('talks.outside-ours', { count: one }) : null, other > 0 ? t('talks.outside-theirs', { count: other }) : null].filter(Boolean).join(' · ');
  return (
    <fieldset className="card stack">
      <legend className="card-legend">{t('talks.slots')}</legend>
      <p className="muted">{t('talks.slots-hint')}</p>
      <ul className="talk-slots">
        {slots.slice(0, all ? 100 : shownAtOnce).map((slot) => {
          const [from, to] = [slot.startsAt, slot.endsAt].map((at) => new Date(at).toISOString()) as [string, string];
          return (
            <li key={slot.startsAt}>
              <label className="talk-slot">
                <input type="radio" name={id} checked={chosen === slot.startsAt} onChange={() => onChoose(slot.startsAt)} />
                <strong>{here.day(from)}, {here.span(from, to)}</strong>
                <span className="muted">{here.name(from)}</span>
                <span className="agenda-own">{there.day(from)}, {there.span(from, to)}</span>
                <span className="muted">{there.name(from)}</span>
                <span className={slot.best ? 'tag tag-good' : outside(slot) === '' ? 'tag' : 'tag tag-warning'}>{slot.best ? t('talks.slot-best') : outside(slot) || t('talks.slot-good')}</span>
              </label>
            </li>
          );
        })}
      </ul>
      {!all && hidden > 0 && <div><Button onPress={() => setAll(true)}>{t('talks.slots-more')}</Button></div>}
    </fieldset>
  );
}
