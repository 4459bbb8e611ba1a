import { setupI18n } from '@lingui/core';
import { describe, expect, it } from '@jest/globals';
import { entryFields, entryKinds, fieldsOf } from '@comity/contracts/register';
import type { EntrySummary, FieldValue } from '@comity/sdk';
import { locales, readCatalogue } from '../../build/po.js';
import type { Text } from '../i18n/text.js';
import { csvOf } from '../casework/csv.js';
import { columnsOf, sheetOf, type Whole } from './columns.js';

const plainText = ((id: string) => id.replace('register.field-', '')) as Text;
const words = ({ shape }: { shape: string }, value: FieldValue): string => (typeof value === 'string' ? (shape === 'country' ? `State ${value}` : value) : JSON.stringify(value));
const fieldsIn = (entries: Whole[]): string[][] => {
  const columns = columnsOf(plainText, entries, words);
  return [columns.map(({ name }) => name), ...entries.map((entry) => columns.map(({ cell }) => cell(entry)))];
};

describe('the fields of entries in a sheet', () => {
  it('give an asset a column for what it is worth, where it is, came from and went through, and for the cases it belongs to', () => {
    const asset = { kind: 'asset', fields: { value: { amount: '1250000.50', currency: 'USD' }, country: 'KY', date: '2026-02-01', origin: 'PE', transit: 'Panama, Malta', cluster: 'Harbour' } } as const satisfies Whole;
    expect(fieldsIn([asset])).toEqual([['value', 'located', 'valued-on', 'origin', 'transit', 'cluster'], ['1250000.50 USD', 'State KY', '2026-02-01', 'State PE', 'Panama, Malta', 'Harbour']]);
  });

  it('share a column where two kinds call a field alike, and have none for what nobody filled in', () => {
    expect(fieldsIn([{ kind: 'account', fields: { number: '77', country: 'CH' } }, { kind: 'vehicle', fields: { country: 'ES', plate: 'LB-1' } }, { kind: 'asset', fields: { country: 'KY' } }, { kind: 'person', fields: {} }]))
      .toEqual([['account-number', 'country', 'located', 'plate'], ['77', 'State CH', '', ''], ['', 'State ES', '', 'LB-1'], ['', '', 'State KY', ''], ['', '', '', '']]);
  });

  it('have none where the sheet says it already', () => {
    expect(fieldsIn([{ kind: 'task', fields: { owner: 'ana', due: '2026-12-01', done: true, details: 'By letter' } }, { kind: 'event', fields: { date: '2026-12-02' } }])).toEqual([['due', 'details'], ['2026-12-01', 'By letter'], ['', '']]);
  });

  it('are no formula, whatever is written in them', () => {
    expect(csvOf(fieldsIn([{ kind: 'asset', fields: { transit: '=1+1', cluster: '@SUM(A1)' } }]))).toContain('"\'=1+1","\'@SUM(A1)"');
  });
});

describe.each(locales)('the register as a sheet, in %s', (locale) => {
  const said = { by: 'ana', at: '2026-03-01T12:00:00.000Z', seq: 2 } as EntrySummary['made'];
  const entry = (change: Partial<EntrySummary>): EntrySummary => ({
    id: 'e' as never, space: 's' as never, kind: 'account', title: 'Entry', handling: 'none', evaluation: null, made: said, changed: said, struck: false, dated: [], owner: null, task: null, proposals: 0, linked: 0, sha256: null, ...change,
  });
  const sheet = async (...entries: EntrySummary[]): Promise<{ t: Text; rows: string[][] }> => {
    const messages = await readCatalogue(locale);
    const i18n = setupI18n({ locale, messages: { [locale]: messages } });
    const t = ((id: string, values?: Record<string, unknown>) => i18n._(id, values)) as Text;
    return { t, rows: sheetOf(t, entries, { words, name: String, zone: 'UTC' }) };
  };
  const cell = (rows: string[][], column: string, row = 1): string | undefined => rows[row]![rows[0]!.indexOf(column)];

  it('says of every kind each field that is filled in, and calls no two columns alike', async () => {
    const filled = entryKinds.map((kind) => entry({ kind, fields: Object.fromEntries(fieldsOf(kind).map(({ id }) => [id, `${kind} ${id}`])), dated: kind === 'account' || kind === 'asset' ? [] : [{ field: 'date', date: `${kind} date` }], owner: `${kind} owner` as never }));
    const { rows } = await sheet(...filled);
    expect(rows[0]!.filter((name, i) => rows[0]!.indexOf(name) !== i)).toEqual([]);
    for (const [i, kind] of entryKinds.entries()) {
      for (const { id, shape } of fieldsOf(kind)) if (shape !== 'flag') expect(rows[i + 1]!.filter((each) => each.replace('State ', '') === `${kind} ${id}`)).toHaveLength(1);
    }
    expect(Object.keys(entryFields)).toHaveLength(rows.length - 1);
  });

  it('says with which codes an entry goes out, with the words of H3', async () => {
    const bears = { handling: 'H3', restriction: 'Not for the press', evaluation: { source: 'B', information: 2 }, tlp: 'amber-strict' } as const;
    const { t, rows } = await sheet(entry({ fields: {}, bears }), entry({ handling: 'H1' }));
    expect([t('handling.label'), t('talk-marks.restriction'), t('talk-marks.tlp'), t('talk-marks.source')].map((column) => cell(rows, column))).toEqual(['H3', 'Not for the press', 'TLP:AMBER+STRICT', 'B2']);
    expect([cell(rows, t('handling.label'), 2), cell(rows, t('talk-marks.tlp'), 2)]).toEqual(['H1', '']);
  });
});
