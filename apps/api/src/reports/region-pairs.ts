/** Requests by the regions of their parties: how many were asked for, and of those how many were agreed and held. Pure. */
import type { SessionFigures } from '@comity/contracts';
import { suppressed, tellable } from './suppression.js';

interface Pair { key: string; count: number; accepted: number; met: number }

/** What was agreed and held by whole rows, and each only where its sum over all pairs is told, too. */
export function pairsOf(pairs: readonly Pair[], sums: Pick<SessionFigures, 'accepted' | 'met'>): SessionFigures['pairs'] {
  const rows = pairs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const { cells } = suppressed(rows.map(({ key, count }) => ({ key, count })));
  // How far requests go, without steps of which the sum is kept back: each is of those before it.
  const stepsOf = ({ count, accepted, met }: Pair): number[] => [count, ...(sums.accepted === null ? [] : [accepted]), ...(sums.met === null ? [] : [met])];
  const hidden = new Set(cells.filter(({ count }) => count === null).map(({ key }) => key));
  const told = tellable(rows.map((row) => ({ key: row.key, parts: stepsOf(row).map((step, i, steps) => step - (steps[i + 1] ?? 0)) })), hidden);
  return rows.map(({ key, accepted, met }, i) => ({ key, count: cells[i]!.count, accepted: sums.accepted !== null && told.has(key) ? accepted : null, met: sums.met !== null && told.has(key) ? met : null }));
}
