/** The access log of a case file as it is looked through: what matches, and in groups. */
import type { PractitionerId } from '@comity/contracts';
import type { AccessRow } from '@comity/sdk';
import { named } from './listing.js';

export type AccessGrouping = 'what' | 'who';
/** `what`: the id of one entry or note. Every condition must hold; empty ones do. */
export interface AccessFilter { who: PractitionerId | ''; how: AccessRow['how'] | ''; what: string | null; text: string }

/** What an access was of. A file is with the entry that registers it. */
export const accessKey = ({ space, what, id, title }: AccessRow): string => `${space} ${id ?? `${what} ${title ?? ''}`}`;

export function matching(rows: readonly AccessRow[], { who, how, what, text }: AccessFilter, titleOf: (row: AccessRow) => string): AccessRow[] {
  const some = rows.filter((row) => (who === '' || row.by === who) && (how === '' || row.how === how) && (what === null || row.id === what));
  return named(some.map((row) => ({ row, label: titleOf(row) })), text).map(({ row }) => row);
}

/** In the order in which the first row of each comes. */
export const grouped = (rows: readonly AccessRow[], by: AccessGrouping): { key: string; rows: AccessRow[] }[] =>
  [...Map.groupBy(rows, (row) => (by === 'who' ? row.by : accessKey(row)))].map(([key, some]) => ({ key, rows: some }));
