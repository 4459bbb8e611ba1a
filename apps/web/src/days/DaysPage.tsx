import '../meetings/set-up.css';
import './days.css';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import { asStated, daysOf, knownDays } from '@comity/casework';
import { dayLimits } from '@comity/contracts';
import { meetingsOf, type StateDaysView } from '@comity/sdk';
import { useNow, useParty } from '../casework/hooks.js';
import { useAction, useAuthority, useClient, useSelf, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button, IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useWeekdays } from '../i18n/weekdays.js';
import { Plain } from '../meetings/Plain.js';
import { Page } from '../shell/Page.js';
import { useStateName } from '../states/names.js';
import { nameOf, readDays, rowsOf, statementOf, withDays, type DayRow, type DaysRead } from './days.js';
import { useStateDays } from './hooks.js';

/** The working days of a State in a year: whose word they are, and, for its focal points, what they are. Deadlines and talks of all count by them. */
export function DaysPage({ state: asked }: { state: string }) {
  const t = useText();
  const name = useStateName();
  const [, navigate] = useLocation();
  const own = useAuthority()(useSelf().authority)?.state ?? '';
  const { value: authorities } = useWatch(useClient().authorities());
  const thisYear = useNow().getFullYear();
  const [year, setYear] = useState(thisYear);
  const [said, setSaid] = useState('');
  const state = asked === '' ? own : asked;
  const { value: views, failure } = useStateDays(state);
  const states = [...new Set([...(authorities ?? []).filter(({ kind }) => kind !== 'secretariat').map((each) => each.state), state])].filter((each) => each !== '');
  const [view] = views ?? [];
  return (
    <Page title={t('days.title')} lead={t('days.lead')} back="/sessions">
      <FailureNotice failure={failure} />
      <div className="set-up-row">
        <Choice label={t('days.state')} value={state} onChange={(value) => navigate(`/sessions/days/${value}`)} options={states.map((value) => ({ value, label: name(value) })).sort((a, b) => a.label.localeCompare(b.label))} />
        <Choice label={t('days.year')} value={String(year)} onChange={(value) => setYear(Number(value))} options={[-1, 0, 1, 2, 3].map((after) => String(thisYear + after)).map((value) => ({ value, label: value }))} />
      </div>
      {view?.state === state ? <Year key={`${state} ${year} ${view.stated?.at ?? ''}`} view={view} year={year} onSaid={(done) => setSaid(done ? `${state} ${year}` : '')} /> : !failure && <Busy />}
      <p role="status">{said === `${state} ${year}` && t('days.said')}</p>
    </Page>
  );
}

function Year({ view: { state, stated, mayState }, year, onSaid }: { view: StateDaysView; year: number; onSaid(done: boolean): void }) {
  const t = useText();
  const weekdays = useWeekdays();
  const format = useFormat();
  const table = daysOf(state);
  const [rows, setRows] = useState(() => rowsOf(state, stated, year));
  const [restDays, setRestDays] = useState<readonly number[]>(() => (stated?.restDays ?? table.weekend).toSorted((a, b) => a - b));
  const { run, busy, failure } = useAction();
  const change = (next: DayRow[]): void => { setRows(next); onSaid(false); };
  const save = async (): Promise<void> => { if (await run((client) => client.act((remote) => meetingsOf(remote).stateDays(statementOf(stated, year, rows, restDays)).then(() => true)))) onSaid(true); };
  return (
    <section className="card stack" aria-label={t('days.of-year', { year: String(year) })}>
      <Source state={state} stated={stated} year={year} />
      <fieldset className="set-up-days" disabled={!mayState}>
        <legend>{t('days.rest')}</legend>
        <div className="set-up-weekdays">
          {weekdays.map(({ day, name }) => (
            <label key={day} className="hall-check"><input type="checkbox" checked={restDays.includes(day)} disabled={!restDays.includes(day) && restDays.length >= dayLimits.restDays} onChange={({ target }) => { onSaid(false); setRestDays(target.checked ? [...restDays, day].sort((a, b) => a - b) : restDays.filter((each) => each !== day)); }} /><span>{name}</span></label>
          ))}
        </div>
      </fieldset>
      <table className="days-table">
        <caption>{t('days.holidays', { count: rows.length })}</caption>
        <thead><tr><th scope="col">{t('days.date')}</th><th scope="col">{t('days.name')}</th>{mayState && <th scope="col"><span className="visually-hidden">{t('days.remove')}</span></th>}</tr></thead>
        <tbody>
          {rows.map(({ date, name }) => (
            <tr key={date}>
              <th scope="row"><time dateTime={date}>{format.day(`${date}T12:00:00`)}</time></th>
              <td><bdi>{name ?? '—'}</bdi></td>
              {mayState && <td><IconButton icon="close" label={t('days.remove-one', { on: format.day(`${date}T12:00:00`) })} onPress={() => change(rows.filter((each) => each.date !== date))} /></td>}
            </tr>
          ))}
        </tbody>
      </table>
      {mayState && <Add year={year} onAdd={(more) => change(withDays(rows, more))} />}
      <FailureNotice failure={failure} />
      {mayState && <div className="row row-end"><Button look="primary" isPending={busy} isDisabled={rows.length > dayLimits.days} onPress={() => void save()}>{t('days.state-them')}</Button></div>}
    </section>
  );
}

function Source({ state, stated, year }: { state: string; stated: StateDaysView['stated']; year: number }) {
  const t = useText();
  const party = useParty();
  const format = useFormat();
  const { verified, complete, source } = daysOf(state);
  const by = stated && { name: party(stated.authority), on: format.moment(stated.at) };
  const { known } = knownDays(state, stated === null ? daysOf(state) : asStated(daysOf(state), stated), `${year}-01-01`, `${year}-12-31`);
  if (known === 'stated') return <p><span className="tag tag-good">{t('days.stated')}</span> {by && t('days.stated-by', by)}</p>;
  return <p><span className="tag">{t(`days.${known}`)}</span> {verified && complete ? t('days.from-law', { source: isolated(source) }) : t('days.from-table')} {by && t('days.rest-by', by)}</p>;
}

/** One by one, or from a file, which is shown before it is taken over. */
function Add({ year, onAdd }: { year: number; onAdd(rows: DayRow[]): void }) {
  const t = useText();
  const id = useId();
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const [read, setRead] = useState<DaysRead | null>(null);
  const here = read?.days.filter((day) => day.date.startsWith(`${year}-`)) ?? [];
  const add = (): void => {
    onAdd([{ date, name: nameOf(name) }]);
    setDate('');
    setName('');
  };
  return (
    <>
      <form className="set-up-row" onSubmit={(event) => { event.preventDefault(); if (date.startsWith(`${year}-`)) add(); }}>
        <Plain label={t('days.date')} type="date" value={date} onChange={setDate} required />
        <Plain label={t('days.name')} value={name} onChange={setName} maxLength={dayLimits.name / 2} dir="auto" />
        <Button type="submit" icon="plus" isDisabled={!date.startsWith(`${year}-`)}>{t('days.add')}</Button>
      </form>
      <div className="field">
        <label htmlFor={id}>{t('days.file')}</label>
        <input id={id} type="file" accept=".csv,.ics,text/csv,text/calendar" aria-describedby={`${id}-hint`} onChange={({ target }) => { const file = target.files?.[0]; if (file) void file.slice(0, largest).text().then((text) => setRead(readDays(text))); target.value = ''; }} />
        <span id={`${id}-hint`} className="hint">{t('days.file-hint')}</span>
      </div>
      <div role="status" className="stack">
        {read && <p>{t('days.file-brings', { count: here.length, year: String(year) })}{read.unread > 0 && <> {t('days.file-unread', { count: read.unread })}</>}</p>}
        {here.length > 0 && <ul className="rows days-coming">{here.map((row) => <li key={row.date}><time dateTime={row.date}>{row.date}</time><bdi>{row.name ?? ''}</bdi></li>)}</ul>}
        {here.length > 0 && <div className="row"><Button onPress={() => { onAdd(here); setRead(null); }}>{t('days.file-take', { count: here.length })}</Button><Button look="quiet" onPress={() => setRead(null)}>{t('action.cancel')}</Button></div>}
      </div>
    </>
  );
}
const largest = 1_048_576;
