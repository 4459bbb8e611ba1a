/**
 * Keeps back what somebody could be recognised by: counts below a threshold, and as many others as it takes that the total of a table gives none of them
 * away. Pure. What it does not stand against: comparing the figures of two days, between which one request moved.
 */

/** Counts from one up to here are not told. */
export const threshold = 5;
/** What is kept back of one table together is of at least so many: a smaller sum of few cells could have one solution. */
const least = 2 * threshold;

export interface Cell { key: string; count: number }
export interface Told { key: string; count: number | null }

const sum = (cells: readonly Cell[]): number => cells.reduce((all, { count }) => all + count, 0);

/**
 * A table that sums to `total`, as it may be told beside it; null: the total cannot be told either. `requestsOf`: of how many requests some of the cells are together, where one of
 * them counts more than once; it is these that are few or enough, since a reader who subtracts what is told from a sum has the rest of it.
 */
export function suppressed(cells: readonly Cell[], requestsOf: (some: readonly Cell[]) => number = sum): { cells: Told[]; total: number | null } {
  const total = sum(cells), all = requestsOf(cells);
  const isFew = (cell: Cell): boolean => cell.count > 0 && requestsOf([cell]) < threshold;
  const small = cells.filter(isFew);
  const hidden = new Set(small);
  if (total > 0 && all < threshold) return { cells: cells.map(({ key }) => ({ key, count: null })), total: null };
  // Even which cells are empty could tell what is in the others.
  if (small.length > 0 && all < least) return { cells: cells.map(({ key }) => ({ key, count: null })), total };
  const others = cells.filter((cell) => cell.count > 0 && !isFew(cell)).sort((a, b) => a.count - b.count);
  while (hidden.size > 0 && (hidden.size < 2 || requestsOf([...hidden]) < least)) {
    const next = others.shift();
    if (next === undefined) break;
    hidden.add(next);
  }
  return { cells: cells.map((cell) => ({ key: cell.key, count: hidden.has(cell) ? null : cell.count })), total };
}

/**
 * Rows of which the parts may be told, where the sum of every column is known beside them. A row goes in whole or not at all: one that is `hidden` already, or has a part that is few, is
 * kept back, and as many others as it takes that no column leaves less than `least` to two rows at least. Then each part that is kept back could be `threshold` more or less.
 */
export function tellable(rows: readonly { key: string; parts: readonly number[] }[], hidden: ReadonlySet<string>): Set<string> {
  const size = ({ parts }: (typeof rows)[number]): number => parts.reduce((all, each) => all + each, 0);
  const isFew = ({ parts }: (typeof rows)[number]): boolean => parts.some((count) => count > 0 && count < threshold);
  const kept = rows.filter((row) => hidden.has(row.key) || isFew(row)), others = rows.filter((row) => !kept.includes(row)).sort((a, b) => size(a) - size(b));
  const isLittle = (column: number): boolean => { const left = kept.reduce((all, { parts }) => all + parts[column]!, 0); return left > 0 && left < least; };
  while (others.length > 0 && kept.length > 0 && (kept.length < 2 || kept[0]!.parts.some((_, column) => isLittle(column)))) kept.push(others.shift()!);
  return new Set(others.map(({ key }) => key));
}

/** The sum of some cells, where it follows from what is told: nothing of them is kept back, or nothing of the others. */
export function sumOf({ cells, total }: ReturnType<typeof suppressed>, keys: readonly string[]): number | null {
  const sum = (some: readonly Told[]): number | null => some.reduce<number | null>((all, { count }) => (all === null || count === null ? null : all + count), 0);
  const outside = sum(cells.filter(({ key }) => !keys.includes(key)));
  return sum(cells.filter(({ key }) => keys.includes(key))) ?? (total === null || outside === null ? null : total - outside);
}

/**
 * Whether the sum of counts that are kept back may be told. `could`: of each, what a reader knows it could be, in ascending order. Knowing the sum, they must know no more: the least and
 * the most of it are as far apart as before, or by `threshold` at least.
 */
export function staysOpen(could: readonly (readonly number[])[], sum: number): boolean {
  // Of those that could be the same, each stays as open as the others.
  const different = new Map(could.map((own, i) => [own.join(), i]));
  return [...different.values()].every((i) => {
    const own = could[i]!, others = reachable(could.filter((_, j) => j !== i));
    const left = own.filter((value) => value <= sum && ((others >> BigInt(sum - value)) & 1n) === 1n);
    return left.length > 0 && left.at(-1)! - left[0]! >= Math.min(threshold, own.at(-1)! - own[0]!);
  });
}

/** Bit n: counts that could be these can add up to n. */
export const reachable = (could: readonly (readonly number[])[]): bigint => could.reduce((sums, values) => values.reduce((next, value) => next | (sums << BigInt(value)), 0n), 1n);

/** A percentile by the nearest rank; null where so few counted that it would be one of them, or tell of one. */
export function percentile(histogram: readonly { days: number; count: number }[], share: number): number | null {
  const n = histogram.reduce((sum, { count }) => sum + count, 0);
  const rank = Math.ceil(n * share);
  // The highest rank is the one that stands out.
  if (n < threshold || rank >= n) return null;
  let passed = 0;
  for (const { days, count } of [...histogram].sort((a, b) => a.days - b.days)) {
    passed += count;
    if (passed >= rank) return days;
  }
  return null;
}
