import { useRef, useState } from 'react';
import { asStated, daysOf, knownDays } from '@comity/casework';
import { dayLimits } from '@comity/contracts';
import { meetingsOf, type StateDaysView } from '@comity/sdk';
import { useParty } from '../casework/hooks.js';
import { useAction } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useWeekdays } from '../i18n/weekdays.js';
import { AddDays } from './AddDays.js';
import { draftOf, leftOut, markOf, statementOf, withDays, type Draft } from './days.js';

/** What stating them came to: whether everybody counts by it, or by another authority's word. */
export type Said = 'days.said' | 'days.said-behind';

/** A year of a State's days, edited by those who may state them. What is stated meanwhile comes in where nothing was changed, and is told where something was. */
export function Year({ view, year, onSaid }: { view: StateDaysView; year: number; onSaid(said: Said | null): void }) {
  const t = useText();
  const party = useParty();
  const weekdays = useWeekdays();
  const format = useFormat();
  const table = useRef<HTMLTableElement>(null);
  const [draft, setDraft] = useState(() => draftOf(view, year));
  const { run, busy, failure } = useAction();
  const { state, stated, own } = view, { rows, restDays } = draft;
  if (!draft.changed && draft.mark !== markOf(view)) setDraft(draftOf(view, year));
  const overtaken = draft.changed && !busy && (own?.stated?.at ?? null) !== (draft.from?.at ?? null);
  const change = (next: Partial<Draft>): void => { setDraft({ ...draft, ...next, changed: true }); onSaid(null); };
  const remove = (at: number): void => {
    change({ rows: rows.filter((_, i) => i !== at) });
    requestAnimationFrame(() => {
      const buttons = table.current?.querySelectorAll<HTMLElement>('tbody button') ?? [];
      (buttons[Math.min(at, buttons.length - 1)] ?? table.current?.caption)?.focus();
    });
  };
  const save = async (): Promise<void> => {
    const counts = await run(async (client) => {
      const first = await client.act((remote) => meetingsOf(remote).stateDays(statementOf(draft, year)));
      // It stands as it was stated until that comes in.
      setDraft((now) => ({ ...now, changed: false, mark: markOf(view) }));
      return first;
    });
    if (counts !== undefined) onSaid(counts ? 'days.said' : 'days.said-behind');
  };
  const gone = leftOut(draft, year), tooMany = rows.length > dayLimits.days;
  return (
    <section className="card stack" aria-label={t('days.of-year', { year: String(year) })}>
      <Source state={state} stated={stated} year={year} />
      {own?.first === false && stated && <Notice tone="info" title={t('days.other-first', { name: party(stated.authority) })}><p>{t('days.other-first-hint')}</p></Notice>}
      <fieldset className="set-up-days" disabled={!own}>
        <legend>{t('days.rest')}</legend>
        <div className="set-up-weekdays">
          {weekdays.map(({ day, name }) => (
            <label key={day} className="hall-check"><input type="checkbox" checked={restDays.includes(day)} disabled={!restDays.includes(day) && restDays.length >= dayLimits.restDays} onChange={({ target }) => change({ restDays: target.checked ? [...restDays, day].sort((a, b) => a - b) : restDays.filter((each) => each !== day) })} /><span>{name}</span></label>
          ))}
        </div>
      </fieldset>
      <table className="days-table" ref={table}>
        <caption tabIndex={-1}>{t('days.holidays', { count: rows.length })}</caption>
        <thead><tr><th scope="col">{t('days.date')}</th><th scope="col">{t('days.column')}</th>{own && <th scope="col"><span className="visually-hidden">{t('days.remove')}</span></th>}</tr></thead>
        <tbody>
          {rows.map(({ date, name }, at) => (
            <tr key={date}>
              <th scope="row"><time dateTime={date}>{format.day(`${date}T12:00:00`)}</time></th>
              <td>{name === null ? <span className="muted">{t('days.unnamed')}</span> : <bdi>{name}</bdi>}</td>
              {own && <td><IconButton icon="close" label={t('days.remove-one', { on: format.day(`${date}T12:00:00`) })} onPress={() => remove(at)} /></td>}
            </tr>
          ))}
        </tbody>
      </table>
      {own && <AddDays year={year} onAdd={(more) => change({ rows: withDays(rows, more) })} />}
      <div role="status" className="stack">
        {overtaken && <Notice tone="warning" title={t('days.meanwhile')} action={<><Button onPress={() => setDraft({ ...draft, from: own?.stated ?? null })}>{t('days.meanwhile-keep')}</Button><Button look="quiet" onPress={() => setDraft(draftOf(view, year))}>{t('days.meanwhile-anew')}</Button></>}><p>{t('days.meanwhile-hint')}</p></Notice>}
        {tooMany ? <p>{t('days.too-many', { most: dayLimits.days })}</p> : gone.length > 0 && <p>{t('days.left-out', { most: dayLimits.days, years: format.list(gone.map(String)) })}</p>}
      </div>
      <FailureNotice failure={failure} />
      {own && <div className="row row-end"><Button look="primary" isPending={busy} isDisabled={tooMany || overtaken} onPress={() => void save()}>{t('days.state-them')}</Button></div>}
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
