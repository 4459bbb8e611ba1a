import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { Virtualizer, type CustomContainerComponentProps, type CustomItemComponentProps, type VirtualizerHandle } from 'virtua';
import { Link } from 'wouter';
import type { EntryId, EntrySummary } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { EntryMarks } from './EntryMarks.js';
import { ordered, type Column, type Order } from './listing.js';
import { entryPath } from './place.js';
import { When } from './When.js';
import { kindIcons } from './words.js';

const columns = ['title', 'date', 'changed'] as const satisfies readonly Column[];
/** Numbered as a table is: the heading is the first. */
const firstRow = 2;
/** What of the list is kept above and below the frame, in pixels. */
const beyond = 240;

/** Entries in rows, of which only those on screen are in the page. Every heading sorts, and says so. */
export function EntryTable({ entries, order, onOrder, chosen, onChosen }: { entries: readonly EntrySummary[]; order: Order; onOrder(order: Order): void; chosen: ReadonlySet<EntryId>; onChosen(chosen: ReadonlySet<EntryId>): void }) {
  const t = useText();
  const table = useRef<HTMLTableElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { scroller, above } = useScroller(table);
  /** The row that has the focus stays, wherever one scrolls. */
  const [held, setHeld] = useState<number | null>(null);
  const choose = (ids: readonly EntryId[], wanted: boolean): void => {
    const next = new Set(chosen);
    for (const id of ids) if (wanted) next.add(id); else next.delete(id);
    onChosen(next);
  };
  const every = entries.every(({ id }) => chosen.has(id));
  const focus = (row: number): boolean => {
    const input = table.current?.querySelector<HTMLInputElement>(`tr[aria-rowindex="${row + firstRow}"] .register-choose input`);
    input?.focus();
    return input != null && input === document.activeElement;
  };
  /** What is not measured yet is hidden, and cannot take the focus. */
  const focusOnceThere = (row: number, frames = 60): void => { requestAnimationFrame(() => { if (!focus(row) && frames > 0) focusOnceThere(row, frames - 1); }); };
  /** With the arrows from row to row; with Shift as well, both are chosen. */
  const step = (event: KeyboardEvent, from: number): void => {
    const to = event.key === 'ArrowDown' ? from + 1 : event.key === 'ArrowUp' ? from - 1 : -1;
    const [here, there] = [entries[from], entries[to]];
    if (!here || !there) return;
    event.preventDefault();
    if (event.shiftKey) choose([here.id, there.id], true);
    if (focus(to)) return;
    list.current?.scrollToIndex(to, { align: 'nearest' });
    focusOnceThere(to);
  };
  return (
    <div className="register-list"><table ref={table} className="card register-table" aria-label={t('register.title')} aria-rowcount={entries.length + 1}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className="register-choose"><input type="checkbox" aria-label={t('register.choose-all')} checked={every} onChange={({ target }) => choose(entries.map(({ id }) => id), target.checked)} /></th>
          {columns.map((column) => (
            <th key={column} scope="col" className={`register-${column}`} aria-sort={order.by !== column ? 'none' : order.down ? 'descending' : 'ascending'}>
              <button type="button" onClick={() => onOrder(ordered(order, column))}>{t(`register.column-${column}`)}{order.by === column && <Icon name={order.down ? 'down' : 'up'} small />}</button>
            </th>
          ))}
        </tr>
      </thead>
      <Virtualizer ref={list} as={Body} item={RowBox} scrollRef={scroller} startMargin={above} data={entries} bufferSize={beyond} keepMounted={held === null ? [] : [held]}>
        {(entry, i) => <Row key={entry.id} entry={entry} chosen={chosen.has(entry.id)} onChosen={(wanted) => choose([entry.id], wanted)} onStep={(event) => step(event, i)} onFocus={() => setHeld(i)} />}
      </Virtualizer>
    </table></div>
  );
}

/** The page that the table scrolls with, and how much of it stands above the rows. */
function useScroller(table: RefObject<HTMLTableElement | null>): { scroller: RefObject<HTMLElement | null>; above: number } {
  const scroller = useRef<HTMLElement>(null);
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => {
    const page = table.current?.closest<HTMLElement>('.page') ?? null;
    const rows = table.current?.tBodies[0];
    scroller.current = page;
    if (!page || !rows) return undefined;
    const measure = (): void => setAbove(Math.round(rows.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop));
    const watch = new ResizeObserver(measure);
    for (const part of page.children) watch.observe(part);
    measure();
    return () => watch.disconnect();
  }, [table]);
  return { scroller, above };
}

const Body = (props: CustomContainerComponentProps) => <tbody {...props} />;
const RowBox = ({ index, ...props }: CustomItemComponentProps) => <tr aria-rowindex={index + firstRow} {...props} />;

interface RowProps { entry: EntrySummary; chosen: boolean; onChosen(wanted: boolean): void; onStep(event: KeyboardEvent): void; onFocus(): void }

function Row({ entry, chosen, onChosen, onStep, onFocus }: RowProps) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const { kind, title, struck, changed } = entry;
  const by = person(changed.by)?.name ?? t('person.unknown');
  return (
    <>
      <td className="register-choose" onFocus={onFocus}><input type="checkbox" aria-label={t('register.choose-entry', { title: isolated(title) })} checked={chosen} onChange={({ target }) => onChosen(target.checked)} onKeyDown={onStep} /></td>
      <td className={struck ? 'register-entry register-struck' : 'register-entry'} onFocus={onFocus}>
        <div className="register-name">
          <Icon name={kindIcons[kind]} />
          <div>
            <Link href={entryPath(entry.space, entry.id)} className="register-link"><bdi>{title}</bdi></Link>
            <div className="register-marks"><span className="muted">{t(`register.kind-${kind}`)}</span><EntryMarks entry={entry} /></div>
          </div>
        </div>
      </td>
      <td><When entry={entry} /></td>
      <td className="register-changed"><time dateTime={changed.at} title={format.moment(changed.at)}>{format.brief(changed.at)}</time> <bdi className="muted">{by}</bdi></td>
    </>
  );
}
