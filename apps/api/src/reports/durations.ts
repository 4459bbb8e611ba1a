/** Days to acknowledge and to execute, by kind, as far as they tell of nobody. Pure. */
import { MatterKind, type Figures } from '@comity/contracts';
import { percentile } from './suppression.js';

export interface Count { figure: string; kind: MatterKind; key: string; count: number }

/** That there is a percentile tells of how many there are at least: so there is none where their number is kept back. */
export function durationsOf(counts: readonly Count[], tables: Figures['tables']): Figures['durations'] {
  const isTold = (of: Figures['tables'][number]['of'], key: string): boolean => tables.find((table) => table.of === of)?.cells.find((cell) => cell.key === key)?.count != null;
  const none = { median: null, p90: null };
  return MatterKind.options.map((kind) => ({
    kind, acknowledge: isTold('kind', kind) ? daysOf(counts, kind, 'acknowledge') : none, execute: isTold('kind', kind) && isTold('outcome', 'done') ? daysOf(counts, kind, 'execute') : none,
  }));
}

function daysOf(counts: readonly Count[], kind: MatterKind, figure: 'acknowledge' | 'execute'): { median: number | null; p90: number | null } {
  const histogram = counts.filter((row) => row.figure === figure && row.kind === kind).map(({ key, count }) => ({ days: Number(key), count }));
  return { median: percentile(histogram, 0.5), p90: percentile(histogram, 0.9) };
}
