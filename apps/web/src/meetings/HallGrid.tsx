import { memo, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type Ref, type RefObject } from 'react';
import type { MeetingRoomId, Placement } from '@comity/contracts';
import type { Option } from '@comity/timetable';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { Layout, neighbour, pullAt, stepped, type By, type Cell, type Row, type Step } from './grid.js';
import { groundOf, type Ground, type Hall, type Placements } from './hall.js';
import { useWallFormat } from './wall.js';
import type { HallWords } from './words.js';

export interface Target { row: number; slot: number }
/** A meeting in somebody's hand, what each slot would mean for it, and where it would go now. */
export interface Grabbed { meeting: string; options: readonly Option[]; target: Target | null; by: 'pointer' | 'keys' }
export interface GridHandle { targetAt(x: number, y: number): Target | null; edge(x: number, y: number): void; focus(meeting: string): void; show(slot: number): void }
interface Props {
  hall: Hall; words: HallWords; rows: readonly Row[]; by: By; placements: Placements; locked: readonly string[]; clashing: ReadonlySet<string>; warned: ReadonlySet<string>; held: ReadonlySet<string>; grabbed: Grabbed | null; handle: Ref<GridHandle>;
  onOpen(meeting: string): void; onGrab(meeting: string, target: Target | null): void; onTarget(target: Target): void; onDrop(): void; onCancel(): void; onPin(meeting: string): void; onTakeOut(meeting: string): void; onPress(meeting: string, event: PointerEvent): void;
}

interface Measures { head: number; top: number; lane: number; column: number; gap: number }
const wide: Measures = { head: 176, top: 56, lane: 48, column: 132, gap: 14 };
const narrow: Measures = { head: 92, top: 56, lane: 52, column: 108, gap: 10 };
/** Room for a bar to scroll with. */
const bar = 18;
const steps: Readonly<Record<string, Step>> = { ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last' };
const stepOf = (key: string): Step | undefined => {
  const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  return key === 'ArrowLeft' || key === 'ArrowRight' ? (key === forward ? 'right' : 'left') : steps[key];
};

interface Window { rows: readonly [number, number]; slots: readonly [number, number] }
const sameWindow = (a: Window, b: Window): boolean => a.rows.join() === b.rows.join() && a.slots.join() === b.slots.join();

/** Meetings by slots against rooms or offices. Only what is seen is in the page, and the meeting that has the focus. */
export function HallGrid({ hall, words, rows, by, placements, locked, clashing, warned, held, grabbed, handle, ...on }: Props) {
  const t = useText();
  const wall = useWallFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const [measures, setMeasures] = useState(wide);
  const layout = useMemo(() => new Layout(rows, hall.table.days, measures.lane, measures.column, measures.gap), [rows, hall, measures]);
  const [seen, setSeen] = useState<Window>({ rows: [0, 0], slots: [0, 0] });
  const [current, setCurrent] = useState<Current | null>(null);
  const focusing = useRef(false);
  const look = useRef<() => void>(() => undefined);
  useLayoutEffect(() => {
    look.current = () => {
      const at = scroller.current;
      if (!at) return;
      setMeasures(at.clientWidth < 640 ? narrow : wide);
      const next: Window = { rows: layout.rowsIn(at.scrollTop, at.clientHeight - measures.top), slots: layout.slotsIn(Math.abs(at.scrollLeft), at.clientWidth - measures.head) };
      setSeen((before) => (sameWindow(before, next) ? before : next));
    };
    look.current();
  }, [layout, measures]);
  useEffect(() => {
    const at = scroller.current;
    if (!at) return undefined;
    const observer = new ResizeObserver(() => look.current());
    observer.observe(at);
    return () => observer.disconnect();
  }, []);

  const targetAt = (x: number, y: number): Target | null => {
    const at = scroller.current;
    if (!at) return null;
    const box = at.getBoundingClientRect();
    const across = (document.documentElement.dir === 'rtl' ? box.right - x : x - box.left) - measures.head, down = y - box.top - measures.top;
    return across < 0 || down < 0 || x < box.left || x > box.right || y > box.bottom ? null : layout.at(across + Math.abs(at.scrollLeft), down + at.scrollTop);
  };
  const show = ({ row, slot }: Target): void => {
    const at = scroller.current;
    if (!at || layout.tops[row] === undefined) return;
    const rtl = document.documentElement.dir === 'rtl' ? -1 : 1, left = Math.abs(at.scrollLeft), [top, start] = [layout.tops[row], layout.lefts[slot]!];
    if (top < at.scrollTop) at.scrollTop = top;
    else if (top + measures.lane > at.scrollTop + at.clientHeight - measures.top) at.scrollTop = top + measures.lane - at.clientHeight + measures.top;
    if (start < left) at.scrollLeft = rtl * start;
    else if (start + measures.column > left + at.clientWidth - measures.head) at.scrollLeft = rtl * (start + measures.column - at.clientWidth + measures.head);
  };
  useImperativeHandle(handle, () => ({
    targetAt,
    edge: (x, y) => {
      const at = scroller.current;
      if (!at) return;
      const { left, right, top, bottom } = at.getBoundingClientRect();
      at.scrollBy({ left: pullAt(x, left, right), top: pullAt(y, top, bottom) });
    },
    show: (slot) => show({ row: layout.rowsIn(scroller.current?.scrollTop ?? 0, 0)[0], slot }),
    focus: (meeting) => { focusing.current = true; setCurrent({ row: undefined, meeting }); },
  }));
  // What is stepped to, or was put somewhere, is scrolled to and drawn before it can have the focus.
  useEffect(() => {
    if (!focusing.current || !current) return;
    const row = rows.findIndex((each) => holds(each, current)), cell = scroller.current?.querySelector<HTMLElement>(`[data-current][data-meeting="${current.meeting}"]`);
    focusing.current = row !== -1 && !cell;
    if (row === -1 || !cell) return;
    show({ row, slot: rows[row]!.cells.find(({ meeting }) => meeting === current.meeting)!.slot });
    cell.focus({ preventScroll: true });
  });
  const aimed = grabbed?.by === 'keys' ? grabbed.target : null;
  const bring = useRef(show);
  useLayoutEffect(() => { bring.current = show; });
  useLayoutEffect(() => { if (aimed) bring.current(aimed); }, [aimed, layout]);

  const currentRow = current && rows.find((row) => holds(row, current));
  const reachable = current && currentRow ? { row: currentRow.id, meeting: current.meeting } : firstOf(rows.slice(seen.rows[0])) ?? firstOf(rows);
  const keys = (event: KeyboardEvent, row: number, meeting: string, slot: number): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = stepOf(event.key);
    const act = (work: () => void): void => { event.preventDefault(); event.stopPropagation(); work(); };
    if (grabbed) {
      if (grabbed.by !== 'keys') return;
      if (step) act(() => on.onTarget(stepped(grabbed.target ?? { row, slot }, step, rows.length, hall.table.slots.length, by)));
      else if (event.key === 'Enter' || event.key === ' ') act(on.onDrop);
      else if (event.key === 'Escape' || event.key === 'Tab') act(on.onCancel);
      return;
    }
    const next = step && neighbour(rows, row, meeting, step);
    if (next) act(() => { focusing.current = true; setCurrent({ row: rows[next.row]!.id, meeting: next.meeting }); });
    else if (step) event.preventDefault();
    else if (event.key === ' ') act(() => on.onGrab(meeting, { row, slot }));
    else if (event.key === 'Enter') act(() => on.onOpen(meeting));
    else if (event.key === 'p') act(() => on.onPin(meeting));
    else if (event.key === 'Delete' || event.key === 'Backspace') act(() => on.onTakeOut(meeting));
  };

  const act = useRef<Acts>({ onFocus: () => undefined, onOpen: () => undefined, onKeys: () => undefined, onPress: () => undefined });
  useLayoutEffect(() => { act.current = { onFocus: (row, meeting) => setCurrent((before) => (before?.row === row && before.meeting === meeting ? before : { row, meeting })), onOpen: on.onOpen, onKeys: keys, onPress: on.onPress }; });
  const grounds = useMemo(() => grabbed?.options.map((option) => groundOf(hall, locked, option)), [grabbed?.options, hall, locked]);
  const columns: number[] = [];
  for (let slot = seen.slots[0]; slot < seen.slots[1]; slot += 1) columns.push(slot);
  const dayStarts = useMemo(() => new Set(hall.table.days.map((_, day) => hall.table.days.slice(0, day).reduce((sum, n) => sum + n, 0))), [hall]);
  const shown = rows.map((row, index) => ({ row, index })).slice(...seen.rows);
  if (reachable && !shown.some(({ row }) => row.id === reachable.row)) { const index = rows.findIndex(({ id }) => id === reachable.row); if (index !== -1) shown.push({ row: rows[index]!, index }); }
  const head = (id: string | null): string => (by === 'offices' ? words.office(id ?? '') : words.room(id as MeetingRoomId | null));
  return (
    <div ref={scroller} className="hall-scroll" style={{ blockSize: measures.top + layout.height + bar }} onScroll={() => look.current()} data-grabbed={grabbed?.by}>
      <div className="hall-canvas" style={{ inlineSize: measures.head + layout.width, blockSize: measures.top + layout.height }}>
        <div aria-hidden="true">
          {columns.map((slot) => <div key={slot} className={`hall-column${locked.includes(hall.dateOf(slot)) ? ' hall-column-locked' : ''}`} data-ground={grounds?.[slot]} style={{ insetInlineStart: measures.head + layout.lefts[slot]!, inlineSize: measures.column, insetBlockStart: measures.top, blockSize: layout.height }} />)}
          {grabbed?.target && <Ghost grabbed={grabbed} hall={hall} layout={layout} measures={measures} words={words} ground={groundAt(hall, locked, grabbed, by, rows)} />}
        </div>
        <div role="grid" aria-label={t('hall.grid')} aria-rowcount={rows.length + 1} aria-colcount={hall.table.slots.length + 1} className="hall-grid">
          <div role="row" aria-rowindex={1} className="hall-head" style={{ blockSize: measures.top, inlineSize: measures.head + layout.width }}>
            <div role="columnheader" aria-colindex={1} className="hall-corner" style={{ inlineSize: measures.head, blockSize: measures.top }}>{t(by === 'offices' ? 'hall.by-offices' : 'hall.by-rooms')}</div>
            {columns.map((slot) => {
              const { date, time } = hall.table.slots[slot]!, named = dayStarts.has(slot) || slot === seen.slots[0];
              return <div key={slot} role="columnheader" aria-colindex={slot + 2} className="hall-time" style={{ insetInlineStart: measures.head + layout.lefts[slot]!, inlineSize: measures.column, blockSize: measures.top }}><span className={named ? 'hall-day' : 'visually-hidden'}>{wall.day(date)}</span> <time dateTime={`${date}T${time}`}>{wall.time(time)}</time></div>;
            })}
          </div>
          {shown.map(({ row, index }) => (
            <GridRow key={row.id ?? ''} row={row} index={index} top={measures.top + layout.tops[index]!} layout={layout} measures={measures} from={seen.slots[0]} to={seen.slots[1]} head={head(row.id)} words={words} hall={hall} by={by} placements={placements} clashing={clashing} warned={warned} held={held}
              current={reachable?.row === row.id ? reachable.meeting : null} grabbed={grabbed && row.cells.some(({ meeting }) => meeting === grabbed.meeting) ? grabbed.meeting : null} act={act} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The meeting that has the focus, or would; `row` undefined: in whichever row it stands first. */
interface Current { row: string | null | undefined; meeting: string }
const holds = ({ id, cells }: Row, { row, meeting: of }: Current): boolean => (row === undefined || row === id) && cells.some(({ meeting }) => meeting === of);
const firstOf = (rows: readonly Row[]): { row: string | null; meeting: string } | null => { const row = rows.find(({ cells }) => cells.length > 0); return row ? { row: row.id, meeting: row.cells[0]!.meeting } : null; };

/** What the target means: of the slot, and by rooms of the room, too. */
export function groundAt(hall: Hall, locked: readonly string[], { options, target }: Grabbed, by: By, rows: readonly Row[]): Ground {
  const option = target && options[target.slot];
  return option ? groundOf(hall, locked, option, by === 'rooms' ? rows[target.row]?.id as MeetingRoomId | null : undefined) : 'free';
}

interface Acts { onFocus(row: string | null, meeting: string): void; onOpen(meeting: string): void; onKeys(event: KeyboardEvent, row: number, meeting: string, slot: number): void; onPress(meeting: string, event: PointerEvent): void }
interface RowProps {
  row: Row; index: number; top: number; layout: Layout; measures: Measures; from: number; to: number; head: string; words: HallWords; hall: Hall; by: By; placements: Placements; clashing: ReadonlySet<string>; warned: ReadonlySet<string>; held: ReadonlySet<string>;
  current: string | null; grabbed: string | null; act: RefObject<Acts>;
}
/** Drawn anew only when something of it changes: while one scrolls, what comes into sight is all that is made. */
const GridRow = memo(function GridRow({ row, index, top, layout, measures, from, to, head, words, hall, by, placements, clashing, warned, held, current, grabbed, act }: RowProps) {
  return (
    <div role="row" aria-rowindex={index + 2} className="hall-row" style={{ insetBlockStart: top, blockSize: row.lanes * measures.lane, inlineSize: measures.head + layout.width }}>
      <div role="rowheader" aria-colindex={1} className="hall-row-head" style={{ inlineSize: measures.head }}><span>{head}</span></div>
      {row.cells.map((cell) => (cell.meeting === current || (cell.slot < to && cell.slot + cell.span > from) ? (
        <GridCell key={cell.meeting} cell={cell} row={row.id} index={index} start={measures.head + layout.lefts[cell.slot]! + 2} top={cell.lane * measures.lane + 2} width={layout.spanWidth(cell.slot, cell.span) - 4} height={measures.lane - 4} words={words} hall={hall} by={by}
          placement={placements.get(cell.meeting)!} clash={clashing.has(cell.meeting)} warns={warned.has(cell.meeting)} held={held.has(cell.meeting)} current={cell.meeting === current} grabbed={cell.meeting === grabbed} act={act} />
      ) : null))}
    </div>
  );
});

interface CellProps { cell: Cell; row: string | null; index: number; start: number; top: number; width: number; height: number; words: HallWords; hall: Hall; by: By; placement: Placement; clash: boolean; warns: boolean; held: boolean; current: boolean; grabbed: boolean; act: RefObject<Acts> }
const GridCell = memo(function GridCell({ cell: { meeting, slot }, row, index, start, top, width, height, words, hall, by, placement, clash, warns, held, current, grabbed, act }: CellProps) {
  const t = useText();
  const [first, ...others] = (hall.meetings.get(meeting)?.terms.parties ?? []).filter((party) => by === 'rooms' || party !== row).map(words.short);
  const more = by === 'offices' ? [...others, words.room(placement.place?.room ?? null)] : others;
  return (
    <div role="gridcell" aria-colindex={slot + 2} tabIndex={current ? 0 : -1} data-meeting={meeting} {...(current ? { 'data-current': '' } : {})}
      className={`hall-cell${clash ? ' hall-cell-clash' : ''}${placement.pinned ? ' hall-cell-pinned' : ''}${grabbed ? ' hall-cell-grabbed' : ''}${held ? ' hall-cell-held' : ''}`} style={{ insetInlineStart: start, insetBlockStart: top, inlineSize: width, blockSize: height }}
      onFocus={() => act.current.onFocus(row, meeting)} onClick={() => act.current.onOpen(meeting)} onKeyDown={(event) => act.current.onKeys(event, index, meeting, slot)} onPointerDown={(event) => act.current.onPress(meeting, event)}>
      <span className="hall-cell-title"><Line>{first ?? ''}</Line></span>
      <span className="hall-cell-more">
        {placement.pinned && <><Icon name="pin" small /><span className="visually-hidden">{t('hall.pinned')}</span></>}
        {clash && <span className="hall-mark"><Icon name="alarm" small />{t('hall.clash')}</span>}
        {warns && !clash && <><Icon name="info" small /><span className="visually-hidden">{t('hall.warning')}</span></>}
        <Line>{more.join(' · ')}</Line>
      </span>
    </div>
  );
});

/** A name that is set apart from the direction of the page loses its own end where there is no room for it, not its beginning. */
function Line({ children }: { children: string }) {
  return <span className="hall-line">{children.split(/\u2068(.*?)\u2069/).map((part, i) => (i % 2 === 1 ? <bdi key={i}>{part}</bdi> : part !== '' && <span key={i}>{part}</span>))}</span>;
}

function Ghost({ grabbed, hall, layout, measures, words, ground }: { grabbed: Grabbed; hall: Hall; layout: Layout; measures: Measures; words: HallWords; ground: Ground }) {
  const t = useText();
  const { row, slot } = grabbed.target!, span = hall.meetings.get(grabbed.meeting)?.terms.slots ?? 1;
  if (layout.tops[row] === undefined) return null;
  return (
    <div className="hall-ghost" data-ground={ground} style={{ insetInlineStart: measures.head + layout.lefts[slot]! + 2, insetBlockStart: measures.top + layout.laneTop(row, 0) + 2, inlineSize: layout.spanWidth(slot, span) - 4, blockSize: measures.lane - 4 }}>
      <span className="hall-cell-title"><Line>{words.title(grabbed.meeting)}</Line></span>
      <span className="hall-cell-more">{t(`hall.ground-${ground}`)}</span>
    </div>
  );
}
