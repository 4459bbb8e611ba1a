import { useState, type ReactNode } from 'react';
import { minutesOf, timeOf, type AwayReason, type SessionDay } from '@comity/contracts';
import { Button, IconButton } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { useText } from '../i18n/text.js';
import { useWeekdays } from '../i18n/weekdays.js';
import { Plain } from './Plain.js';
import { datesOf, hoursOf, ways, withDay, withoutDay, withOwn, withWay, type DayPlan, type Hours } from './set-up.js';
import { useWallFormat } from './wall.js';
import { WholeInput } from './WholeInput.js';

const breakReasons = ['break', 'meal', 'prayer', 'plenary', 'other'] as const satisfies readonly AwayReason[];
interface Props { plan: DayPlan; onChange(plan: DayPlan): void }

/** Which days, and the hours of them all. */
export function SessionPattern({ plan, onChange }: Props) {
  const t = useText();
  const weekdays = useWeekdays();
  const set = (change: Partial<DayPlan>): void => onChange({ ...plan, ...change });
  return (
    <fieldset className="stack set-up-days">
      <legend>{t('hall.days')}</legend>
      <Segments label={t('hall.way')} value={plan.way} onChange={(way) => onChange(withWay(plan, way))} options={ways.map((value) => ({ value, label: t(`hall.way-${value}`) }))} />
      {plan.way === 'chosen' ? <p className="hint">{t('hall.way-chosen-hint')}</p> : (
        <div className="set-up-row">
          <Plain label={t('hall.first-day')} type="date" value={plan.first} onChange={(first) => set({ first })} required />
          <Plain label={t('hall.last-day')} type="date" value={plan.last} onChange={(last) => set({ last })} required />
          {plan.way === 'series' && <WholeInput label={t('hall.every')} value={plan.every} least={1} most={26} onChange={(every) => set({ every })} />}
        </div>
      )}
      {plan.way === 'series' && (
        <div className="set-up-weekdays" role="group" aria-label={t('hall.weekdays')}>
          {weekdays.map(({ day, name }) => <label key={day} className="hall-check"><input type="checkbox" checked={plan.weekdays.includes(day)} onChange={({ target }) => set({ weekdays: target.checked ? [...plan.weekdays, day] : plan.weekdays.filter((each) => each !== day) })} /><span>{name}</span></label>)}
        </div>
      )}
      {plan.way === 'range' && <label className="hall-check"><input type="checkbox" checked={plan.weekends} onChange={({ target }) => set({ weekends: target.checked })} /><span>{t('hall.weekends')}</span></label>}
      <HoursFields hours={plan} onChange={set}>
        <WholeInput label={t('hall.minutes')} value={plan.minutes} least={5} most={480} onChange={(minutes) => set({ minutes })} />
      </HoursFields>
    </fieldset>
  );
}

function HoursFields({ hours, onChange, children }: { hours: Hours; onChange(hours: Hours): void; children?: ReactNode }) {
  const t = useText();
  const { from, to, breaks } = hours;
  const set = (change: Partial<Hours>): void => onChange({ from, to, breaks, ...change });
  const setBreak = (at: number, change: Partial<Hours['breaks'][number]>): void => set({ breaks: breaks.map((each, i) => (i === at ? { ...each, ...change } : each)) });
  return (
    <>
      <div className="set-up-row">
        <Plain label={t('hall.from')} type="time" value={from} onChange={(time) => set({ from: time })} required />
        <Plain label={t('hall.to')} type="time" value={to} onChange={(time) => set({ to: time })} required />
        {children}
      </div>
      {breaks.map((each, i) => (
        <div key={i} className="set-up-row" role="group" aria-label={t('hall.break-number', { number: i + 1 })}>
          <Plain label={t('hall.from')} type="time" value={each.from} onChange={(time) => setBreak(i, { from: time })} required />
          <Plain label={t('hall.to')} type="time" value={each.to} onChange={(time) => setBreak(i, { to: time })} required />
          <Choice<AwayReason> label={t('hall.reason')} value={each.reason} onChange={(reason) => setBreak(i, { reason })} options={breakReasons.map((value) => ({ value, label: t(`hall.away-${value}`) }))} />
          <IconButton icon="close" label={t('hall.break-remove', { number: i + 1 })} onPress={() => set({ breaks: breaks.filter((_, at) => at !== i) })} />
        </div>
      ))}
      {breaks.length < 10 && <div><Button icon="plus" onPress={() => set({ breaks: [...breaks, { from: '10:30', to: '11:00', reason: 'break' }] })}>{t('hall.break-add')}</Button></div>}
    </>
  );
}

/** Each day by itself: other hours, none at all, or one more. `days`: what the plan makes, where it does. */
export function SessionEachDay({ plan, days, onChange }: Props & { days: readonly SessionDay[] }) {
  const t = useText();
  const wall = useWallFormat();
  const [open, setOpen] = useState<string | null>(null);
  const [further, setFurther] = useState('');
  const dates = datesOf(plan), made = new Map(days.map((day) => [day.date, day]));
  const span = ({ starts }: SessionDay): string => t('hall.day-slots', { from: wall.time(starts[0]!), to: wall.time(timeOf(minutesOf(starts.at(-1)!) + plan.minutes)), slots: starts.length });
  return (
    <details className="set-up-each" open={plan.way === 'chosen' ? true : undefined}>
      <summary>{t('hall.day-by-day')}</summary>
      <ul className="rows">
        {dates.map((date) => {
          const day = made.get(date), isOwn = Object.hasOwn(plan.own, date), name = wall.longDay(date);
          return (
            <li key={date} className="set-up-day">
              <span className="row-words"><span>{name}</span>{day && <span className="muted">{span(day)}</span>}</span>
              {isOwn && <span className="tag">{t('hall.day-own')}</span>}
              <Button look="quiet" aria-expanded={open === date} aria-label={t('hall.day-adjust', { day: name })} onPress={() => setOpen(open === date ? null : date)}>{t('hall.day-adjust-short')}</Button>
              <IconButton icon="withdraw" label={t('hall.day-remove', { day: name })} onPress={() => onChange(withoutDay(plan, date))} />
              {open === date && (
                <div className="stack set-up-own" role="group" aria-label={t('hall.day-adjust', { day: name })}>
                  <HoursFields hours={hoursOf(plan, date)} onChange={(hours) => onChange(withOwn(plan, date, hours))} />
                  {isOwn && <div><Button onPress={() => onChange(withOwn(plan, date, null))}>{t('hall.day-as-others')}</Button></div>}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <div className="set-up-row">
        <Plain label={t('hall.day-new')} type="date" value={further} onChange={setFurther} />
        <Button icon="plus" isDisabled={further === '' || dates.includes(further)} onPress={() => { onChange(withDay(plan, further)); setFurther(''); }}>{t('hall.day-add')}</Button>
      </div>
    </details>
  );
}
