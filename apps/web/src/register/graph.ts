/**
 * The links of a register as a drawing: which entries are near one another, and where each is put. The same entries and links give the same drawing,
 * whoever looks at it and whenever.
 */
import type { EntryId, EntryTie } from '@comity/sdk';

/** Two linked entries, and what each of them says of it; `one` is before `other` in the order of ids. */
export interface Pair { one: EntryId; other: EntryId; said: { from: EntryId; label: string }[] }
export interface Point { x: number; y: number }
export interface Drawing { places: ReadonlyMap<EntryId, Point>; width: number; height: number }
export type Direction = 'left' | 'right' | 'up' | 'down';

/** So many entries are drawn at once. */
export const mostDrawn = 500;
/** What an entry takes up: its sign, and two lines of its title. */
export const cell = { width: 160, height: 112 } as const;

/** Links between entries that are shown. */
export function pairsOf(shown: ReadonlySet<EntryId>, ties: readonly EntryTie[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { from, to, label } of ties) {
    if (!shown.has(from) || !shown.has(to)) continue;
    const [one, other] = from < to ? [from, to] : [to, from];
    const pair = pairs.get(`${one} ${other}`) ?? { one, other, said: [] };
    pairs.set(`${one} ${other}`, { ...pair, said: [...pair.said, { from, label }] });
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

function nextTo(pairs: readonly Pair[]): Map<EntryId, EntryId[]> {
  const near = new Map<EntryId, EntryId[]>();
  const add = (of: EntryId, id: EntryId): void => { near.set(of, [...(near.get(of) ?? []), id]); };
  for (const { one, other } of pairs) { add(one, other); add(other, one); }
  return near;
}

/** An entry with all that so many links lead to from it, the nearest first. */
export function around(centre: EntryId, pairs: readonly Pair[], steps: number): Set<EntryId> {
  const near = nextTo(pairs);
  const found = new Set([centre]);
  let edge = [centre];
  for (let step = 0; step < steps; step += 1) {
    edge = [...new Set(edge.flatMap((id) => near.get(id) ?? []))].filter((id) => !found.has(id));
    if (edge.length === 0) break;
    for (const id of edge) found.add(id);
  }
  return found;
}

/** Where a cell is, in cells from the middle of its group; every other row is moved by half a cell, so that fewer lines run behind entries. */
interface Cell { column: number; row: number }
const shift = (row: number): number => (Math.abs(row % 2) === 1 ? 0.5 : 0);

/** Each entry in a cell of its own, linked ones close together; `across`: how many cells a row has, unless a group of linked entries is wider. */
export function drawingOf(ids: Iterable<EntryId>, pairs: readonly Pair[], across: number): Drawing {
  const near = nextTo(pairs);
  const count = (id: EntryId): number => near.get(id)?.length ?? 0;
  const order = [...ids].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
  const left = new Set(order);
  const groups: Map<EntryId, Cell>[] = [];
  for (const id of order) {
    if (!left.has(id) || count(id) === 0) continue;
    const group = around(id, pairs, order.length);
    for (const each of group) left.delete(each);
    groups.push(cellsOf(order.filter((each) => group.has(each)), pairs.filter(({ one }) => group.has(one))));
  }
  const alone = [...left];
  const sizes = groups.map((group) => extentOf(group));
  const columns = Math.max(1, ...sizes.map(({ width }) => width), Math.min(across, Math.max(alone.length, sizes.reduce((sum, { width }) => sum + width, 0))));
  const places = new Map<EntryId, Point>();
  let [x, y, tallest] = [0, 0, 0];
  for (const [i, group] of groups.entries()) {
    const { left: from, top, width, height } = sizes[i]!;
    if (x > 0 && x + width > columns) [x, y, tallest] = [0, y + tallest, 0];
    for (const [id, { column, row }] of group) places.set(id, middleOf(x + column + shift(row) - from, y + row - top));
    x += width;
    tallest = Math.max(tallest, height);
  }
  const below = y + tallest;
  for (const [i, id] of alone.entries()) places.set(id, middleOf(i % Math.floor(columns), below + Math.floor(i / Math.floor(columns))));
  return { places, width: columns * cell.width, height: (below + Math.ceil(alone.length / Math.floor(columns))) * cell.height };
}

const middleOf = (column: number, row: number): Point => ({ x: (column + 0.5) * cell.width, y: (row + 0.5) * cell.height });

function extentOf(group: ReadonlyMap<EntryId, Cell>): { left: number; top: number; width: number; height: number } {
  const columns = [...group.values()].map(({ column, row }) => column + shift(row));
  const rows = [...group.values()].map(({ row }) => row);
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  return { left, top, width: Math.max(...columns) - left + 1, height: Math.max(...rows) - top + 1 };
}

/** Linked entries pull at one another and all push each other away (Fruchterman and Reingold, 1991), from a spiral on; then each takes the nearest free cell. */
function cellsOf(order: readonly EntryId[], pairs: readonly Pair[]): Map<EntryId, Cell> {
  const [xs, ys] = [Float64Array.from(order, (_, i) => Math.sqrt(i) * Math.cos(i * 2.4)), Float64Array.from(order, (_, i) => Math.sqrt(i) * Math.sin(i * 2.4))];
  const numbers = new Map(order.map((id, i) => [id, i]));
  const springs = pairs.map(({ one, other }) => [numbers.get(one)!, numbers.get(other)!] as const);
  const rounds = Math.max(60, Math.min(300, Math.round(8_000_000 / order.length ** 2)));
  for (let round = 0; round < rounds; round += 1) relax(xs, ys, springs, 1.5 * (1 - round / rounds) + 0.01);
  const taken = new Set<string>();
  const cells = new Map<EntryId, Cell>();
  for (const [i, id] of order.entries()) {
    const free = freeNear({ x: xs[i]!, y: ys[i]! }, taken);
    taken.add(`${free.column} ${free.row}`);
    cells.set(id, free);
  }
  return cells;
}

/** Entries further apart than three cells, squared, leave each other alone, and all are drawn to the middle: a large group stays together. */
const apart = 9;

/** One round, in cells; nothing moves further than `most`. Written without objects: of five hundred entries there are a hundred thousand pairs. */
function relax(xs: Float64Array, ys: Float64Array, springs: readonly (readonly [number, number])[], most: number): void {
  const [fx, fy] = [new Float64Array(xs.length), new Float64Array(xs.length)];
  const push = (a: number, b: number, dx: number, dy: number, part: number): void => {
    fx[a]! += dx * part; fy[a]! += dy * part;
    fx[b]! -= dx * part; fy[b]! -= dy * part;
  };
  for (let a = 0; a < xs.length; a += 1) {
    for (let b = a + 1; b < xs.length; b += 1) {
      const dx = xs[b]! - xs[a]!;
      const dy = ys[b]! - ys[a]!;
      const square = dx * dx + dy * dy;
      if (square < apart) push(a, b, dx, dy, -2 / Math.max(0.0025, square));
    }
  }
  for (const [a, b] of springs) {
    const [dx, dy] = [xs[b]! - xs[a]!, ys[b]! - ys[a]!];
    push(a, b, dx, dy, Math.hypot(dx, dy) / 1.4);
  }
  for (let i = 0; i < xs.length; i += 1) {
    fx[i]! -= xs[i]! * 0.05;
    fy[i]! -= ys[i]! * 0.05;
    const scale = Math.min(1, most / Math.max(most, Math.hypot(fx[i]!, fy[i]!)));
    xs[i]! += fx[i]! * scale;
    ys[i]! += fy[i]! * scale;
  }
}

function freeNear({ x, y }: Point, taken: ReadonlySet<string>): Cell {
  const row0 = Math.round(y);
  for (let reach = 0; ; reach += 1) {
    let best: { cell: Cell; distance: number } | undefined;
    for (let row = row0 - reach; row <= row0 + reach; row += 1) {
      const middle = Math.round(x - shift(row));
      // What lies within was looked at before.
      for (let column = middle - reach; column <= middle + reach; column += Math.abs(row - row0) === reach ? 1 : Math.max(1, 2 * reach)) {
        const distance = Math.hypot(column + shift(row) - x, row - y);
        if (!taken.has(`${column} ${row}`) && (best === undefined || distance < best.distance)) best = { cell: { column, row }, distance };
      }
    }
    if (best !== undefined) return best.cell;
  }
}

/** The entry that an arrow key leads to: the nearest one that lies that way rather than aside. */
export function towards(places: ReadonlyMap<EntryId, Point>, from: EntryId, direction: Direction): EntryId | null {
  const start = places.get(from);
  if (start === undefined) return null;
  const [sideways, sign] = [direction === 'left' || direction === 'right', direction === 'left' || direction === 'up' ? -1 : 1];
  let best: { id: EntryId; far: number } | null = null;
  for (const [id, { x, y }] of places) {
    const [dx, dy] = [x - start.x, y - start.y];
    const [along, aside] = sideways ? [dx * sign, Math.abs(dy)] : [dy * sign, Math.abs(dx)];
    const far = along + 2 * aside;
    if (id !== from && along > 0 && aside <= 2 * along && (best === null || far < best.far)) best = { id, far };
  }
  return best?.id ?? null;
}
