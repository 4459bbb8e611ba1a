import './hall.css';
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import type { Clash, MeetingRoomId, MeetingSession } from '@comity/contracts';
import { useNow } from '../casework/hooks.js';
import { usePerson } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { nowhere, wishOf, type Conflict, type Draft, type DraftView, type Wanted } from './draft.js';
import { noFilter, rowsOf, type By, type Filter } from './grid.js';
import { groundOf, Hall } from './hall.js';
import { groundAt, HallGrid, type Grabbed, type GridHandle, type Target } from './HallGrid.js';
import { HallMove, type Wish } from './HallMove.js';
import { HallPlans } from './HallPlans.js';
import { HallPublish } from './HallPublish.js';
import { HallTools } from './HallTools.js';
import { HallUnplaced } from './HallUnplaced.js';
import { useDelegates, useElsewhere, useInterpreters, useOffices, usePublished, useRequests, useRooms } from './hooks.js';
import { useDraft } from './use-draft.js';
import { usePresence } from './use-presence.js';
import { useWallFormat } from './wall.js';
import { useHallWords, type HallWords } from './words.js';

/** The timetable of a session, for its secretaries. */
export function HallPage({ session }: { session: MeetingSession }) {
  const id = session.id;
  const [offices, rooms, interpreters, delegates, requests, elsewhere] = [useOffices(id), useRooms(id), useInterpreters(id), useDelegates(id), useRequests(id), useElsewhere(id)];
  const [draft, view] = useDraft(id), away = useSteady(elsewhere.value);
  const failure = [offices, rooms, interpreters, delegates, requests, elsewhere].find((each) => each.failure && !each.value)?.failure ?? (view.ready ? null : view.failure);
  const hall = useMemo(
    () => (offices.value && rooms.value && interpreters.value && delegates.value && requests.value && away ? new Hall({ session, offices: offices.value, rooms: rooms.value, interpreters: interpreters.value, delegates: delegates.value, requests: requests.value, elsewhere: away }) : null),
    [session, offices.value, rooms.value, interpreters.value, delegates.value, requests.value, away],
  );
  if (!hall || !view.ready) return <><FailureNotice failure={failure} />{!failure && <Busy />}</>;
  return <Planned hall={hall} draft={draft} view={view} />;
}

function Planned({ hall, draft, view }: { hall: Hall; draft: Draft; view: DraftView }) {
  const t = useText();
  const format = useFormat();
  const wall = useWallFormat();
  const words = useHallWords(hall);
  const person = usePerson();
  const { placements, locked } = view;
  const [by, setBy] = useState<By>('rooms');
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [open, openNow] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
  const [grabbed, setGrabbed] = useState<Grabbed | null>(null);
  const [said, setSaid] = useState('');
  const others = usePresence(hall.rows.session.id, (hall.meetings.get(grabbed?.meeting ?? open ?? '')?.id) ?? null);
  const held = useMemo(() => new Set<string>(others.flatMap(({ holding }) => holding ?? [])), [others]);
  const grid = useRef<GridHandle>(null);
  /** What is in hand, as it lay when it was taken: what a colleague does with it until it is put down is not overwritten. */
  const taken = useRef<Wanted>(undefined);
  const take = useCallback((meeting: string): void => { const request = hall.meetings.get(meeting)!.id; taken.current = wishOf(placements.get(meeting) ?? nowhere(request)); }, [hall, placements]);
  const setOpen = useCallback((meeting: string | null): void => {
    if (meeting !== null && hall.meetings.has(meeting)) take(meeting);
    openNow(meeting);
  }, [hall, take]);
  // First where everything lies, then what is wrong with it.
  const settled = useDeferredValue(placements, null);
  const now = useNow();
  const { value: agenda } = usePublished(hall.rows.session.id), told = agenda?.meetings;
  const { clashes, warnings } = useMemo(() => {
    if (settled === null) return { clashes: [], warnings: [] };
    const found = hall.judge(settled, told ?? [], now);
    // Until it is known where offices were told to be, nothing is too short a notice.
    return { ...found, clashes: found.clashes.filter((clash) => !hall.isPast(clash, now) && (told !== undefined || clash.rule !== 'too-soon')) };
  }, [hall, settled, told, now]);
  const warned = useMemo(() => requestsOf(warnings), [warnings]);
  const clashing = useMemo(() => requestsOf(clashes), [clashes]);
  const unplaced = useMemo(() => hall.unplaced(placements), [hall, placements]);
  const ids = useMemo(() => (by === 'rooms' ? hall.rows.rooms.toSorted((a, b) => a.class.localeCompare(b.class) || a.name.localeCompare(b.name, undefined, { numeric: true })).map(({ id }) => id as string) : hall.rows.offices.map(({ authority }) => authority as string).sort((a, b) => words.office(a).localeCompare(words.office(b)))), [hall, by, words]);
  const rows = useMemo(() => rowsOf(hall, placements, by, ids, filter, clashing), [hall, placements, by, ids, filter, clashing]);
  const closed = hall.rows.session.facts.state === 'closed';
  const conflictTitle = ({ request, by: colleague }: Conflict): string => {
    const name = colleague === null ? undefined : person(colleague)?.name;
    return name === undefined ? t('hall.conflict', { meeting: words.title(request) }) : t('hall.conflict-by', { name: isolated(name), meeting: words.title(request) });
  };

  /** Puts a meeting somewhere, and says what that means. A clash is said, not forbidden: publishing is. */
  const put = useCallback((meeting: string, slot: number, { room, interpreter, waiver }: Wish = {}) => {
    const option = hall.options(placements, meeting, new Date(), waiver !== undefined)[slot]!;
    const before = placements.get(meeting), seen = taken.current?.request === meeting ? [taken.current] : [];
    taken.current = undefined;
    if (groundOf(hall, locked, option) === 'locked' || (before?.place && locked.includes(before.place.at.date))) { setSaid(t('hall.said-locked')); return; }
    const place = hall.placeAt(placements, meeting, slot, option, room, interpreter);
    // Whoever said yes to a time said it of that one.
    const kept = waiver ?? (before?.place && before.place.at.date === place.at.date && before.place.at.time === place.at.time ? before.waiver : null);
    void draft.edit([{ request: hall.meetings.get(meeting)!.id, place, pinned: waiver !== undefined || (before?.pinned ?? false), ...(kept && { waiver: kept }) }], seen);
    const ground = groundOf(hall, locked, option, room);
    setSaid(ground === 'free' ? t('hall.said-moved', { meeting: words.title(meeting), place: words.place(place) }) : t('hall.said-clash', { meeting: words.title(meeting), place: words.place(place), why: words.against(option) ?? t('hall.ground-clash') }));
  }, [hall, placements, locked, draft, words, t]);
  const change = useCallback((meeting: string, what: 'pin' | 'out') => {
    const before = placements.get(meeting);
    if (!before?.place) return;
    if (what === 'out' && locked.includes(before.place.at.date)) { setSaid(t('hall.said-locked')); return; }
    if (what === 'pin' && taken.current?.request === meeting) taken.current = { ...taken.current, pinned: !before.pinned };
    void draft.edit([what === 'pin' ? { request: before.request, place: before.place, pinned: !before.pinned } : { request: before.request, place: null, pinned: false }]);
    setSaid(t(what === 'out' ? 'hall.said-out' : before.pinned ? 'hall.said-unpinned' : 'hall.said-pinned', { meeting: words.title(meeting) }));
  }, [placements, locked, draft, words, t]);

  /** What lets a meeting in, as one step that can be taken back. */
  const carry = useCallback((meeting: string, moves: Wanted[] | null) => {
    const place = moves?.find(({ request }) => request === hall.meetings.get(meeting)?.id)?.place;
    if (!moves || !place) { setSaid(t('hall.said-no-more')); return; }
    void draft.edit(moves);
    setSaid(t('hall.said-moved', { meeting: words.title(meeting), place: words.place(place) }));
    grid.current?.focus(meeting);
  }, [hall, draft, words, t]);

  const grab = (meeting: string, target: Target | null, how: Grabbed['by']): Grabbed => {
    take(meeting);
    const next = { meeting, options: hall.options(placements, meeting, new Date()), target, by: how };
    setGrabbed(next);
    if (how === 'keys') setSaid(t('hall.said-grabbed', { meeting: words.title(meeting) }));
    return next;
  };
  const aim = (held: Grabbed, target: Target | null): Grabbed => {
    const next = { ...held, target };
    setGrabbed(next);
    if (target) {
      const option = held.options[target.slot]!, ground = groundAt(hall, locked, next, by, rows), row = rows[target.row]?.id ?? null;
      setSaid(wall.row(...[words.slot(target.slot), by === 'rooms' ? words.room(row as MeetingRoomId | null) : null, t(`hall.ground-${ground}`), ground === 'locked' ? null : words.against(option)].filter((each) => each !== null)));
    }
    return next;
  };
  const drop = (held: Grabbed): void => {
    setGrabbed(null);
    if (!held.target) { setSaid(t('hall.said-cancelled')); return; }
    const row = rows[held.target.row];
    put(held.meeting, held.target.slot, by === 'rooms' && row ? { room: row.id as MeetingRoomId | null } : {});
    grid.current?.focus(held.meeting);
  };
  const cancel = (): void => { setGrabbed(null); setSaid(t('hall.said-cancelled')); };
  const press = usePressing({ disabled: closed, onStart: (meeting) => grab(meeting, null, 'pointer'), onMove: (held, x, y) => { const target = grid.current?.targetAt(x, y) ?? null; grid.current?.edge(x, y); return same(target, held.target) ? held : aim(held, target); }, onDrop: drop, onCancel: cancel });
  // What is in hand would not lie where it was taken any more.
  const canUndo = view.canUndo && grabbed === null, canRedo = view.canRedo && grabbed === null;
  const undo = useCallback(() => { if (canUndo) { void draft.undo(); setSaid(t('hall.said-undone')); } }, [draft, canUndo, t]);
  const redo = useCallback(() => { if (canRedo) { void draft.redo(); setSaid(t('hall.said-redone')); } }, [draft, canRedo, t]);
  useUndoKeys(undo, redo);
  const show = useCallback((slot: number) => grid.current?.show(slot), []);

  if (hall.meetings.size === 0) return <Empty title={t('hall.no-requests')}>{t('hall.no-requests-hint')}</Empty>;
  return (
    <div className="hall stack">
      <FailureNotice failure={view.failure} />
      {view.conflicts.map((conflict) => (
        <Notice key={conflict.request} tone="warning" role="alert" title={conflictTitle(conflict)} action={(
          <div className="row"><Button onPress={() => void draft.settle(conflict, false)}>{t('hall.conflict-theirs')}</Button><Button look="primary" onPress={() => void draft.settle(conflict, true)}>{t('hall.conflict-mine')}</Button></div>
        )}><p>{t('hall.conflict-both', { theirs: words.place(conflict.theirs.place), mine: words.place(conflict.mine.place) })}</p></Notice>
      ))}
      <HallTools {...{ hall, words, by, setBy, filter, setFilter, closed, canUndo, canRedo, undo, redo }} show={show} publish={setPublishing} />
      {!closed && <HallPlans hall={hall} words={words} draft={draft} view={view} />}
      {!closed && (
        <fieldset className="hall-days">
          <legend>{t('hall.lock-days')}</legend>
          <div className="chips">{hall.rows.session.facts.days.map(({ date }) => <button key={date} type="button" className="chip" aria-pressed={locked.includes(date)} onClick={() => void draft.lock(date, !locked.includes(date))}>{wall.day(date)}</button>)}</div>
        </fieldset>
      )}
      <p className="hall-count muted">{t('hall.count', { placed: format.number(hall.meetings.size - unplaced.length), all: format.number(hall.meetings.size) })}{settled !== null && <> · {t('hall.clashes', { count: clashing.size })}</>}{warned.size > 0 && <> · {t('hall.warnings', { count: warned.size })}</>}{view.saving && <> · {t('hall.saving')}</>}</p>
      {others.length > 0 && <ul className="hall-others muted">{others.map(({ by: colleague, holding }) => { const name = isolated(person(colleague)?.name ?? t('hall.somebody')); return <li key={colleague}>{holding === null ? t('hall.other-here', { name }) : t('hall.other-holds', { name, meeting: words.title(holding) })}</li>; })}</ul>}
      <p className="hint hall-keys">{t('hall.keys')}</p>
      <p className="visually-hidden" role="status">{said}</p>
      {rows.length === 0 ? <Empty title={t('hall.none-left')} action={<Button onPress={() => setFilter(noFilter)}>{t('hall.filter-clear')}</Button>} /> : (
        <HallGrid hall={hall} words={words} rows={rows} by={by} placements={placements} locked={locked} clashing={clashing} warned={warned} held={held} grabbed={grabbed} handle={grid}
          onOpen={setOpen} onGrab={(meeting, target) => { if (!closed) grab(meeting, target, 'keys'); }} onTarget={(target) => { if (grabbed) aim(grabbed, target); }} onDrop={() => { if (grabbed) drop(grabbed); }} onCancel={cancel}
          onPin={(meeting) => { if (!closed) change(meeting, 'pin'); }} onTakeOut={(meeting) => { if (!closed) change(meeting, 'out'); }} onPress={press} />
      )}
      <Found title={t('hall.clash-list', { count: clashes.length })} found={clashes} words={words} onOpen={setOpen} />
      <Found title={t('hall.warning-list', { count: warnings.length })} found={warnings} words={words} onOpen={setOpen} />
      {unplaced.length > 0 && <HallUnplaced hall={hall} words={words} unplaced={unplaced} onCarry={carry} placements={placements} locked={locked} onMove={setOpen} onPress={press} closed={closed} />}
      {open !== null && hall.meetings.has(open) && <HallMove hall={hall} words={words} meeting={open} placements={placements} locked={locked} closed={closed} clashes={clashes.filter(({ requests }) => (requests as string[]).includes(open))} warnings={warnings.filter(({ requests }) => (requests as string[]).includes(open))} now={now} onPut={(slot, wish) => { put(open, slot, wish); setOpen(null); grid.current?.focus(open); }} onChange={(what) => { change(open, what); if (what === 'out') setOpen(null); }} onClose={() => setOpen(null)} />}
      {publishing && <HallPublish hall={hall} words={words} view={view} clashes={clashes} warnings={warnings} unplaced={unplaced.length} onClose={() => setPublishing(false)} />}
    </div>
  );
}

/** The same one as long as it says the same: it is asked for with each hint about plans, and a hall is made of it. */
function useSteady<T>(value: T): T {
  const [kept, keep] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  keep(value);
  return value;
}

const none: ReadonlySet<string> = new Set();
/** The same set while there are none: rows are made anew with another one. */
const requestsOf = (found: readonly Clash[]): ReadonlySet<string> => (found.length === 0 ? none : new Set(found.flatMap(({ requests }) => requests)));
const same = (a: Target | null, b: Target | null): boolean => a === b || (a !== null && b !== null && a.row === b.row && a.slot === b.slot);

/** Meetings of which something is said, each of which opens. */
const Found = memo(function Found({ title, found, words, onOpen }: { title: string; found: readonly Clash[]; words: HallWords; onOpen(meeting: string | null): void }) {
  const format = useFormat();
  return found.length === 0 ? null : (
    <details className="card"><summary>{title}</summary>
      <ul className="hall-clashes">{found.slice(0, 50).map((each, i) => <li key={i}><button type="button" className="hall-link" onClick={() => onOpen(each.requests[0] ?? null)}>{format.list(each.requests.map(words.title))}</button> {each.at && <span className="muted">{words.at(each.at)}</span>} <span>{words.clash(each)}</span></li>)}</ul>
    </details>
  );
});

interface Pressing { disabled: boolean; onStart(meeting: string): Grabbed; onMove(held: Grabbed, x: number, y: number): Grabbed; onDrop(held: Grabbed): void; onCancel(): void }
/**
 * Dragging by pointer events on the window: the cell that is dragged may leave the page when it is scrolled, which ends a drag of the browser's own. Touch scrolls,
 * and moves by the dialog.
 */
function usePressing({ disabled, ...latest }: Pressing): (meeting: string, event: PointerEvent) => void {
  const act = useRef(latest);
  useEffect(() => { act.current = latest; });
  const ending = useRef<AbortController>(null);
  useEffect(() => () => ending.current?.abort(), []);
  return useCallback((meeting, event) => {
    if (disabled || event.button !== 0 || event.pointerType === 'touch') return;
    const { clientX: fromX, clientY: fromY } = event, end = new AbortController();
    let held: Grabbed | null = null;
    ending.current?.abort();
    ending.current = end;
    const on = <E extends keyof WindowEventMap>(type: E, listener: (event: WindowEventMap[E]) => void): void => addEventListener(type, listener, { signal: end.signal, capture: true });
    on('pointermove', ({ clientX, clientY, buttons }) => {
      if (buttons === 0) { end.abort(); if (held) act.current.onCancel(); return; }
      if (!held && Math.hypot(clientX - fromX, clientY - fromY) < 5) return;
      held = act.current.onMove(held ?? act.current.onStart(meeting), clientX, clientY);
    });
    on('pointerup', () => {
      end.abort();
      if (!held) return;
      // The click that ends a drag opens nothing.
      const swallow = (click: Event): void => { click.stopPropagation(); click.preventDefault(); };
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
      act.current.onDrop(held);
    });
    on('pointercancel', () => { end.abort(); if (held) act.current.onCancel(); });
    on('keydown', (key) => { if (key.key === 'Escape' && held) { key.preventDefault(); key.stopPropagation(); end.abort(); act.current.onCancel(); } });
    on('selectstart', (select) => select.preventDefault());
  }, [disabled]);
}

function useUndoKeys(undo: () => void, redo: () => void): void {
  const act = useRef({ undo, redo });
  useEffect(() => { act.current = { undo, redo }; });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || document.querySelector('[role="dialog"]')) return;
      const key = event.key.toLowerCase(), again = key === 'y' || (key === 'z' && event.shiftKey);
      if (!again && key !== 'z') return;
      event.preventDefault();
      if (again) act.current.redo();
      else act.current.undo();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
