/** Columns of a sheet for what the fields of entries say: one for each name of a field that is filled in somewhere. */
import { entryKinds, fieldsOf, type FieldOfEntry } from '@comity/contracts/register';
import type { EntrySummary, FieldValue } from '@comity/sdk';
import type { Text } from '../i18n/text.js';
import { partName } from './words.js';

export type Whole = Pick<EntrySummary, 'kind' | 'fields'>;
/** In the order of kinds and of their fields. Kinds that call a field alike share its column; what `headings` names has one already, and whether a task is done is its state. */
export function columnsOf(t: Text, headings: readonly string[], entries: readonly Whole[], words: (field: FieldOfEntry, value: FieldValue) => string): { name: string; cell(entry: Whole): string }[] {
  const columns = new Map<string, Map<string, FieldOfEntry>>();
  for (const kind of entryKinds) {
    const filled = new Set(entries.flatMap((entry) => (entry.kind === kind ? Object.keys(entry.fields ?? {}) : [])));
    for (const field of fieldsOf(kind)) {
      const name = partName(t, kind, field.id);
      if (filled.has(field.id) && field.shape !== 'flag' && !headings.includes(name)) columns.set(name, (columns.get(name) ?? new Map<string, FieldOfEntry>()).set(kind, field));
    }
  }
  return [...columns].map(([name, byKind]) => ({ name, cell: ({ kind, fields }) => { const field = byKind.get(kind); const value = field && fields?.[field.id]; return value === undefined ? '' : cellOf(value, () => words(field!, value)); } }));
}

/** Days and amounts as spreadsheets read them in every language; anything else in words. */
const cellOf = (value: FieldValue, inWords: () => string): string => (typeof value === 'object' && 'amount' in value ? `${value.amount} ${value.currency}` : typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : inWords());
