import { describe, expect, it } from '@jest/globals';
import type { FieldValue } from '@comity/sdk';
import type { Text } from '../i18n/text.js';
import { csvOf } from '../casework/csv.js';
import { columnsOf, type Whole } from './columns.js';

const t = ((id: string) => id.replace('register.field-', '')) as Text;
const words = ({ shape }: { shape: string }, value: FieldValue): string => (typeof value === 'string' ? (shape === 'country' ? `State ${value}` : value) : JSON.stringify(value));
const sheetOf = (entries: Whole[], headings: string[] = []): string[][] => {
  const columns = columnsOf(t, headings, entries, words);
  return [columns.map(({ name }) => name), ...entries.map((entry) => columns.map(({ cell }) => cell(entry)))];
};

describe('the fields of entries in a sheet', () => {
  it('give an asset a column for what it is worth, where it is, came from and went through, and for the cases it belongs to', () => {
    const asset = { kind: 'asset', fields: { value: { amount: '1250000.50', currency: 'USD' }, country: 'KY', date: '2026-02-01', origin: 'PE', transit: 'Panama, Malta', cluster: 'Harbour' } } as const satisfies Whole;
    expect(sheetOf([asset])).toEqual([['value', 'located', 'valued-on', 'origin', 'transit', 'cluster'], ['1250000.50 USD', 'State KY', '2026-02-01', 'State PE', 'Panama, Malta', 'Harbour']]);
  });

  it('share a column where two kinds call a field alike, and have none for what nobody filled in', () => {
    expect(sheetOf([{ kind: 'account', fields: { number: '77', country: 'CH' } }, { kind: 'vehicle', fields: { country: 'ES', plate: 'LB-1' } }, { kind: 'asset', fields: { country: 'KY' } }, { kind: 'person', fields: {} }]))
      .toEqual([['account-number', 'country', 'located', 'plate'], ['77', 'State CH', '', ''], ['', 'State ES', '', 'LB-1'], ['', '', 'State KY', ''], ['', '', '', '']]);
  });

  it('have none where the sheet says it already', () => {
    expect(sheetOf([{ kind: 'task', fields: { owner: 'ana', due: '2026-12-01', done: true, details: 'By letter' } }], ['owner'])).toEqual([['due', 'details'], ['2026-12-01', 'By letter']]);
  });

  it('are no formula, whatever is written in them', () => {
    expect(csvOf(sheetOf([{ kind: 'asset', fields: { transit: '=1+1', cluster: '@SUM(A1)' } }]))).toContain('"\'=1+1","\'@SUM(A1)"');
  });
});
