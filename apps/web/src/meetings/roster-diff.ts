/** What makes a row of a session's set-up another one than it was, and what a table would bring. Pure. */
import type { Delegate, Interpreter, MeetingRoom, Office } from '@comity/contracts';
import type { ImportedRow, ImportTable } from '@comity/sdk';

export type RosterField = 'name' | 'pair' | 'requests' | 'class' | 'seats' | 'security' | 'equipment' | 'practitioner' | 'away' | 'remote';
export interface RosterChange { field: RosterField; before: string | number | null; after: string | number | null }
export type RosterRow = ImportedRow[ImportTable];

const spans = ({ away }: { away: readonly unknown[] }): string => JSON.stringify(away);
const hours = ({ remote }: { remote: unknown }): string => JSON.stringify(remote);
const fields: { [T in ImportTable]: Partial<Record<RosterField, (row: ImportedRow[T]) => string | number | null>> } = {
  offices: { requests: ({ requests }: Office) => requests, away: spans, remote: hours },
  rooms: { name: ({ name }: MeetingRoom) => name, class: (row) => row.class, seats: ({ seats }) => seats, security: ({ security }) => security, equipment: ({ equipment }) => [...equipment].sort().join(' '), away: spans },
  interpreters: { name: ({ name }: Interpreter) => name, pair: ({ pair }) => pair.join(' – '), away: spans },
  delegates: { name: ({ name }: Delegate) => name, practitioner: ({ practitioner }) => practitioner, away: spans, remote: hours },
};
export const idOf = (row: RosterRow): string => ('authority' in row && !('id' in row) ? row.authority : row.id);

export function changesOf<T extends ImportTable>(table: T, before: ImportedRow[T], after: ImportedRow[T]): RosterChange[] {
  return Object.entries(fields[table]).flatMap(([field, of]) => {
    const [was, is] = [of(before), of(after)];
    return was === is ? [] : [{ field: field as RosterField, before: was, after: is }];
  });
}

export type Fate = 'changed' | 'new' | 'unchanged';
export interface Coming<T extends ImportTable> { row: ImportedRow[T]; fate: Fate; changes: RosterChange[] }
const rank: Record<Fate, number> = { changed: 0, new: 1, unchanged: 2 };

/** What becomes of each row: what changes stands first, what stays as it is last. */
export function comingOf<T extends ImportTable>(table: T, rows: readonly ImportedRow[T][], held: readonly ImportedRow[T][]): Coming<T>[] {
  const known = new Map(held.map((row) => [idOf(row), row]));
  return rows.map((row): Coming<T> => {
    const before = known.get(idOf(row)), changes = before === undefined ? [] : changesOf(table, before, row);
    return { row, changes, fate: before === undefined ? 'new' : changes.length > 0 ? 'changed' : 'unchanged' };
  }).sort((a, b) => rank[a.fate] - rank[b.fate]);
}
