/** The register as a sheet: what is known of every entry, and a column for each name of a field that is filled in somewhere. */
import { entryKinds, fieldsOf, type FieldOfEntry } from '@comity/contracts/register';
import type { EntrySummary, FieldValue } from '@comity/sdk';
import { stamp } from '../casework/stamp.js';
import type { PlainId, Text } from '../i18n/text.js';
import { tlpName } from '../messaging/marking.js';
import { dateOf } from './listing.js';
import { partId } from './words.js';

export type Whole = Pick<EntrySummary, 'kind' | 'fields'>;
type Words = (field: FieldOfEntry, value: FieldValue) => string;

/** Headings and rows. `zone`: that of the times, which their heading names. */
export function sheetOf(t: Text, entries: readonly EntrySummary[], { words, name, zone }: { words: Words; name(person: EntrySummary['made']['by']): string; zone: string }): string[][] {
  const columns = columnsOf(t, entries, words);
  const state = ({ struck, task }: EntrySummary): string => (struck ? t('register.struck') : task ? t(task.done ? 'register.task-done' : 'register.task-open') : '');
  return [
    [
      t('register.filter-kind'), t('register.field-title'), t('register.column-date'), t('handling.label'), t('talk-marks.restriction'), t('talk-marks.tlp'), t('talk-marks.source'), t('register.column-state'), t('register.field-owner'), t('register.links'), t('register.fingerprint'),
      t('request.column-in-zone', { column: t('register.column-changed'), zone }), t('register.column-by'), ...columns.map((column) => column.name),
    ],
    ...entries.map((entry) => {
      const { kind, title, owner, linked, sha256, changed } = entry;
      const { handling, restriction, evaluation, tlp } = entry.bears ?? { restriction: null, tlp: null, ...entry };
      return [
        t(`register.kind-${kind}`), title, dateOf(entry) ?? '', handling === 'none' ? '' : handling, restriction ?? '', tlp === null ? '' : tlpName(tlp), evaluation ? `${evaluation.source}${evaluation.information}` : '', state(entry), owner === null ? '' : name(owner), String(linked), sha256 ?? '',
        stamp(changed.at), name(changed.by), ...columns.map(({ cell }) => cell(entry)),
      ];
    }),
  ];
}

/** What every entry is listed with has its column already; so has, as its state, whether a task is done. */
const listed: readonly PlainId[] = ['register.field-date', 'register.field-owner'];
/** In the order of kinds and of their fields. Kinds that call a field alike share its column. */
export function columnsOf(t: Text, entries: readonly Whole[], words: Words): { name: string; cell(entry: Whole): string }[] {
  const columns = new Map<PlainId, Map<string, FieldOfEntry>>();
  for (const kind of entryKinds) {
    const filled = new Set(entries.flatMap((entry) => (entry.kind === kind ? Object.keys(entry.fields ?? {}) : [])));
    for (const field of fieldsOf(kind)) {
      const id = partId(kind, field.id);
      if (filled.has(field.id) && field.shape !== 'flag' && !listed.includes(id)) columns.set(id, (columns.get(id) ?? new Map<string, FieldOfEntry>()).set(kind, field));
    }
  }
  return [...columns].map(([id, byKind]) => ({ name: t(id), cell: ({ kind, fields }) => { const field = byKind.get(kind); const value = field && fields?.[field.id]; return value === undefined ? '' : cellOf(value, () => words(field!, value)); } }));
}

/** Days and amounts as spreadsheets read them in every language; anything else in words. */
const cellOf = (value: FieldValue, inWords: () => string): string => (typeof value === 'object' && 'amount' in value ? `${value.amount} ${value.currency}` : typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : inWords());
