import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { Button, IconButton } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { useFormat, useTag } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { useWeekdays } from '../i18n/weekdays.js';
import { Article } from './Article.js';
import { ActBy } from './ActBy.js';
import { byDay, datedOf, dayAfter, monthAfter, monthOf, weeksOf, type Dated, type Row } from './listing.js';
import { useShown } from './listing-hooks.js';
import { Moment } from './Moment.js';
import { More } from './More.js';
import { useLawWords } from './words.js';

/** Of a day that is only a date: its noon falls on it everywhere. */
const noon = (day: string): string => `${day}T12:00:00`;
const inDay = 3;
const atOnce = 50;

interface Props { rows: readonly Row[]; month: string | null; onMonth(month: string | null): void; now: Date }

/** What runs out when: the days of a month, and below them what is due on each, with its article. */
export function RequestCalendar({ rows, month: chosen, onMonth, now }: Props) {
  const t = useText();
  const items = useMemo(() => datedOf(rows, now), [rows, now]);
  const present = monthOf(now);
  const month = chosen ?? present;
  const days = useMemo(() => byDay(items), [items]);
  const inMonth = items.filter(({ day }) => day.startsWith(month));
  const before = month === present ? items.filter(({ day, late }) => late && day < `${month}-01`) : [];
  const agenda = useRef<HTMLElement>(null);
  const tag = useTag();
  const name = useMemo(() => new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15T00:00:00Z`)), [tag, month]);
  const go = (next: string): void => onMonth(next === present ? null : next);
  const toDay = (day: string): void => {
    const heading = agenda.current?.querySelector<HTMLElement>(`[data-day="${day}"] h3`);
    heading?.focus();
    heading?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div className="calendar">
      <section className="card calendar-month" aria-label={name}>
        <div className="calendar-head">
          <h2 aria-live="polite">{name}</h2>
          <div className="row">
            {month !== present && <Button look="quiet" onPress={() => onMonth(null)}>{t('request.month-present')}</Button>}
            <IconButton icon="back" label={t('request.month-before')} onPress={() => go(monthAfter(month, -1))} />
            <IconButton icon="forward" label={t('request.month-after')} onPress={() => go(monthAfter(month, 1))} />
          </div>
        </div>
        <Month name={name} month={month} days={days} today={datePart(now)} onMonth={go} onOpen={toDay} />
      </section>
      <section ref={agenda} className="calendar-agenda" aria-label={t('request.agenda', { month: name })}>
        {before.length > 0 && <Before items={before} now={now} />}
        {inMonth.length === 0 && <p className="muted">{t('request.agenda-none')}</p>}
        <Agenda key={month} items={inMonth} now={now} />
      </section>
    </div>
  );
}

const datePart = (now: Date): string => `${monthOf(now)}-${String(now.getDate()).padStart(2, '0')}`;

/** A grid of days: the arrows go from day to day, Page Up and Down from month to month; Enter leads to what is due on it. */
function Month({ name, month, days, today, onMonth, onOpen }: { name: string; month: string; days: ReadonlyMap<string, Dated[]>; today: string; onMonth(month: string): void; onOpen(day: string): void }) {
  const weekdays = useWeekdays();
  const [asked, setAsked] = useState(today);
  const focused = useRef(false);
  const current = asked.startsWith(month) ? asked : today.startsWith(month) ? today : `${month}-01`;
  const weeks = useMemo(() => weeksOf(month, weekdays[0]?.day ?? 1), [month, weekdays]);
  const move = (day: string): void => {
    setAsked(day);
    focused.current = true;
    if (!day.startsWith(month)) onMonth(day.slice(0, 7));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['date'] === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const along = document.documentElement.dir === 'rtl' ? -1 : 1;
    const week = weeks.find((each) => each.includes(current)) ?? [];
    const last = (wanted: string): string => `${wanted}-${String(Math.min(Number(current.slice(8)), new Date(Date.UTC(Number(wanted.slice(0, 4)), Number(wanted.slice(5)), 0)).getUTCDate())).padStart(2, '0')}`;
    const next: Record<string, () => string | undefined> = {
      ArrowRight: () => dayAfter(current, along), ArrowLeft: () => dayAfter(current, -along), ArrowDown: () => dayAfter(current, 7), ArrowUp: () => dayAfter(current, -7), Home: () => week[0], End: () => week.at(-1),
      PageDown: () => last(monthAfter(month, 1)), PageUp: () => last(monthAfter(month, -1)),
    };
    if (event.key === 'Enter' || event.key === ' ') onOpen(current);
    else {
      const day = next[event.key]?.();
      if (day === undefined) return;
      move(day);
    }
    event.preventDefault();
  };
  /** The focus follows the day also into another month. */
  const follow = (cell: HTMLTableCellElement | null): void => {
    if (!cell || !focused.current) return;
    focused.current = false;
    cell.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a calendar is a grid of days, which has keys of its own (WAI-ARIA, grid pattern)
    <table role="grid" aria-label={name} className="month" onKeyDown={onKeyDown}>
      <thead><tr>{weekdays.map(({ day, name: weekday }) => <th key={day} scope="col">{weekday}</th>)}</tr></thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => <Day key={day} day={day} items={days.get(day) ?? []} within={day.startsWith(month)} today={day === today} current={day === current} follow={follow} onOpen={(open) => { setAsked(open); onOpen(open); }} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, items, within, today, current, follow, onOpen }: { day: string; items: readonly Dated[]; within: boolean; today: boolean; current: boolean; follow(cell: HTMLTableCellElement | null): void; onOpen(day: string): void }) {
  const t = useText();
  const format = useFormat();
  const late = items.filter((item) => item.late).length;
  const beyond = items.length - inDay;
  const date = format.day(noon(day));
  const label = items.length === 0 ? date : late > 0 ? t('request.day-late', { day: date, count: items.length }) : t('request.day-due', { day: date, count: items.length });
  return (
    <td ref={current ? follow : null} tabIndex={current ? 0 : -1} data-date={day} {...(today ? { 'aria-current': 'date' } : {})} className={`month-day${within ? '' : ' month-outside'}${late > 0 ? ' month-late' : items.length > 0 ? ' month-some' : ''}`} onClick={() => onOpen(day)}>
      <span className="visually-hidden">{label}</span>
      <span className="month-number" aria-hidden="true">{format.number(Number(day.slice(8)))}</span>
      {items.length > 0 && <span className="month-count" aria-hidden="true">{format.number(items.length)}</span>}
      {/* For pointers; by keyboard the list below has the same links. */}
      <span className="month-items">
        {items.slice(0, inDay).map(({ row, clock, late: over }) => <Link key={`${row.matter.space} ${clock.id} ${clock.at}`} tabIndex={-1} href={`/requests/${row.matter.space}`} className={`month-item${over ? ' month-item-late' : ''}`} title={row.matter.title} onClick={(event) => event.stopPropagation()}>{over && <Icon name="alarm" small />}<bdi>{row.matter.title}</bdi></Link>)}
        {beyond > 0 && <span className="muted">+{format.number(beyond)}</span>}
      </span>
    </td>
  );
}

/** What is over does not get lost with its month. */
function Before({ items, now }: { items: readonly Dated[]; now: Date }) {
  const t = useText();
  const { shown, more } = useShown(items, atOnce);
  return <><Group heading={<h3 className="calendar-late">{t('request.agenda-before')}</h3>} items={shown} now={now} /><More onMore={more} /></>;
}

function Agenda({ items, now }: { items: readonly Dated[]; now: Date }) {
  const format = useFormat();
  const { shown, more } = useShown(items, atOnce);
  return (
    <>
      {[...byDay(shown)].map(([day, due]) => <Group key={day} day={day} heading={<h3 tabIndex={-1}>{format.day(noon(day))}</h3>} items={due} now={now} />)}
      <More onMore={more} />
    </>
  );
}

function Group({ heading, items, day, now }: { heading: React.ReactNode; items: readonly Dated[]; day?: string; now: Date }) {
  return (
    <section className="agenda-day" data-day={day}>
      {heading}
      <ul className="card request-list">{items.map((item) => <li key={`${item.row.matter.space} ${item.clock.id} ${item.clock.article} ${item.clock.at}`}><Line item={item} now={now} /></li>)}</ul>
    </section>
  );
}

function Line({ item: { row: { matter, party, kind }, clock }, now }: { item: Dated; now: Date }) {
  const t = useText();
  const words = useLawWords();
  return (
    <div className="agenda-line">
      <span className="request-row-words">
        <Link href={`/requests/${matter.space}`} className="request-link"><bdi>{matter.title}</bdi></Link>
        <span className="muted">{matter.side === 'requesting' ? t('request.to', { name: party }) : t('request.from', { name: party })}{matter.kind !== 'mla' && <> · {kind}</>}</span>
        <span>{words.clock(clock.id)} <Article article={clock.article} verified={clock.verified} />{clock.measures > 1 && <span className="muted"> · {t('request.measure-count', { kind: matter.kind, count: clock.measures })}</span>}</span>
      </span>
      <span className="clock-when"><Moment clock={clock} now={now} />{!clock.paused && <ActBy end={clock} now={now} />}</span>
    </div>
  );
}
