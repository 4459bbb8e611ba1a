/** What stands where in the grid: slots from one side to the other, rooms or offices from top to bottom. Pure; measures are the page's matter. */
import type { MeetingTerms, Placement } from '@comity/contracts';
import type { Hall, Placements } from './hall.js';

export type By = 'rooms' | 'offices';
/** `lane`: below one another where meetings overlap, which is a clash. */
export interface Cell { meeting: string; slot: number; span: number; lane: number }
/** `id` null: meetings without a room. */
export interface Row { id: string | null; cells: readonly Cell[]; lanes: number }
/** `class`: of rooms; `interpreter`: an id. */
export interface Filter { office: string | null; case: string | null; day: string | null; class: string | null; interpreter: string | null; pinned: boolean; clashing: boolean }
export const noFilter: Filter = { office: null, case: null, day: null, class: null, interpreter: null, pinned: false, clashing: false };

/** Rows in the order of `ids`; those without a meeting only while nothing but a day or a class of rooms is filtered: they are where meetings can go. */
export function rowsOf(hall: Hall, placements: Placements, by: By, ids: readonly string[], filter: Filter, clashing: ReadonlySet<string>): Row[] {
  const filtered = filter.office !== null || filter.case !== null || filter.interpreter !== null || filter.pinned || filter.clashing || (by === 'offices' && (filter.day !== null || filter.class !== null));
  const classes = new Map<string, string>(hall.rows.rooms.map((room) => [room.id, room.class]));
  const cells = new Map<string | null, { meeting: string; slot: number; span: number }[]>();
  const known = new Set(ids);
  for (const placement of placements.values()) {
    const meeting = hall.meetings.get(placement.request), slot = hall.slotOf(placement);
    if (meeting === undefined || slot === undefined || !shows(filter, placement, meeting.terms, clashing) || (filter.class !== null && classes.get(placement.place!.room ?? '') !== filter.class)) continue;
    const room = placement.place!.room;
    const rows = by === 'offices' ? meeting.terms.parties : [room !== null && known.has(room) ? room : null];
    for (const row of rows) cells.set(row, [...(cells.get(row) ?? []), { meeting: meeting.id, slot, span: meeting.terms.slots }]);
  }
  const all: (string | null)[] = by === 'rooms' && (cells.has(null) || ids.length === 0) ? [...ids, null] : [...ids];
  return all.filter((id) => cells.has(id) || (!filtered && (filter.class === null || classes.get(id ?? '') === filter.class))).map((id) => inLanes(id, cells.get(id) ?? []));
}

function shows({ office, case: about, day, interpreter, pinned, clashing: onlyClashing }: Filter, placement: Placement, terms: Pick<MeetingTerms, 'parties' | 'case'>, clashing: ReadonlySet<string>): boolean {
  return (office === null || (terms.parties as readonly string[]).includes(office)) && (about === null || terms.case === about) && (day === null || placement.place?.at.date === day) && (interpreter === null || placement.place?.interpreter === interpreter) && (!pinned || placement.pinned) && (!onlyClashing || clashing.has(placement.request));
}

function inLanes(id: string | null, cells: readonly Omit<Cell, 'lane'>[]): Row {
  const ends: number[] = [];
  const placed = [...cells].sort((a, b) => a.slot - b.slot || a.meeting.localeCompare(b.meeting)).map((cell): Cell => {
    const free = ends.findIndex((end) => end <= cell.slot);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = cell.slot + cell.span;
    return { ...cell, lane };
  });
  return { id, cells: placed, lanes: Math.max(1, ends.length) };
}

/** Where rows and columns lie. Days stand apart, by a gap before each but the first. */
export class Layout {
  readonly tops: readonly number[];
  readonly lefts: readonly number[];
  readonly height: number;
  readonly width: number;

  constructor(rows: readonly Row[], days: readonly number[], private readonly lane: number, readonly column: number, gap: number) {
    const tops: number[] = [];
    let top = 0;
    for (const row of rows) { tops.push(top); top += row.lanes * lane; }
    const lefts: number[] = [];
    let left = 0;
    for (const [day, slots] of days.entries()) {
      if (day > 0) left += gap;
      for (let i = 0; i < slots; i += 1) { lefts.push(left); left += column; }
    }
    this.tops = tops; this.lefts = lefts; this.height = top; this.width = left;
  }

  /** The row and the slot under a point; null beside them. */
  at(x: number, y: number): { row: number; slot: number } | null {
    const row = lastAtMost(this.tops, y), slot = lastAtMost(this.lefts, x);
    return row < 0 || slot < 0 || y >= this.height || x >= this.lefts[slot]! + this.column ? null : { row, slot };
  }
  /** Of rows, from the first to before the last that a window of this height shows, and one around. */
  rowsIn(top: number, height: number): [from: number, to: number] {
    return [Math.max(0, lastAtMost(this.tops, top) - 1), Math.min(this.tops.length, lastAtMost(this.tops, top + height) + 2)];
  }
  slotsIn(left: number, width: number): [from: number, to: number] {
    return [Math.max(0, lastAtMost(this.lefts, left) - 1), Math.min(this.lefts.length, lastAtMost(this.lefts, left + width) + 1)];
  }
  spanWidth(slot: number, span: number): number {
    const last = Math.min(slot + span, this.lefts.length) - 1;
    return this.lefts[last]! + this.column - this.lefts[slot]!;
  }
  laneTop(row: number, lane: number): number { return this.tops[row]! + lane * this.lane; }
}

function lastAtMost(values: readonly number[], at: number): number {
  let low = 0, high = values.length;
  while (low < high) { const middle = (low + high) >> 1; if (values[middle]! <= at) low = middle + 1; else high = middle; }
  return low - 1;
}

const edge = 48, pull = 16;
/** By how much what is dragged pulls the grid along, near the ends of what is in sight. */
export function pullAt(at: number, from: number, to: number): number {
  if (Math.abs(at - from) <= edge) return -pull;
  return Math.abs(to - at) <= edge ? pull : 0;
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';
/** The meeting that a step leads to: along the row, or at the same time in the next row that has one. */
export function neighbour(rows: readonly Row[], row: number, meeting: string, step: Step): { row: number; meeting: string } | null {
  const cells = rows[row]?.cells ?? [], index = cells.findIndex((cell) => cell.meeting === meeting);
  if (index === -1) return null;
  const to = (cell: Cell | undefined, at = row) => (cell ? { row: at, meeting: cell.meeting } : null);
  if (step === 'left' || step === 'right') return to(cells[index + (step === 'right' ? 1 : -1)]);
  if (step === 'first' || step === 'last') return to(step === 'first' ? cells[0] : cells.at(-1));
  const by = step === 'down' ? 1 : -1, { slot } = cells[index]!;
  for (let at = row + by; at >= 0 && at < rows.length; at += by) {
    const near = rows[at]!.cells.reduce<Cell | undefined>((best, cell) => (best === undefined || Math.abs(cell.slot - slot) < Math.abs(best.slot - slot) ? cell : best), undefined);
    if (near) return to(near, at);
  }
  return null;
}

/** A grabbed meeting's next target; it stays in the grid, and by offices in its row. */
export function stepped(target: { row: number; slot: number }, step: Step, rows: number, slots: number, by: By): { row: number; slot: number } {
  const move = { left: [0, -1], right: [0, 1], up: [-1, 0], down: [1, 0], first: [0, -slots], last: [0, slots] }[step] as [number, number];
  const within = (value: number, end: number) => Math.max(0, Math.min(end - 1, value));
  return { row: by === 'offices' ? target.row : within(target.row + move[0], rows), slot: within(target.slot + move[1], slots) };
}
