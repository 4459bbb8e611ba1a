/** Turns what was measured into tables: plain for the terminal, Markdown for docs/PERFORMANCE.md. */
import { readFileSync, writeFileSync } from 'node:fs';

export interface Table { title: string; note?: string; columns: string[]; rows: string[][] }

/** Three significant digits, thousands separated; a dash for what was not measured. */
export function figure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '-';
  const magnitude = Math.abs(value);
  if (magnitude >= 100) return Math.round(value).toLocaleString('en-US');
  return magnitude >= 10 ? value.toFixed(1) : value.toFixed(2);
}
export const ratio = (product: number | undefined, floor: number | undefined): string =>
  product === undefined || floor === undefined || floor === 0 || !Number.isFinite(product / floor) ? '-' : `${(product / floor).toFixed(2)}x`;

export function plain(table: Table): string {
  const widths = table.columns.map((column, i) => Math.max(column.length, ...table.rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: string[]): string => cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return [`\n${table.title}`, ...(table.note === undefined ? [] : [table.note]), line(table.columns), ...table.rows.map(line)].join('\n');
}

export function markdown(table: Table): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [`### ${table.title}`, '', ...(table.note === undefined ? [] : [table.note, '']), line(table.columns), line(table.columns.map((_, i) => (i === 0 ? '---' : '---:'))), ...table.rows.map(line)].join('\n');
}

const end = '<!-- bench: end -->';

/** Replaces the block of a document that a script generates; the prose around it stays. */
export function writeBlock(file: URL, tables: Table[], script = 'bench'): void {
  const begin = `<!-- bench: begin (written by \`npm run ${script} -- --write\`) -->`;
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < from) throw new Error(`${file.pathname} has no block for the figures`);
  writeFileSync(file, `${text.slice(0, from)}${begin}\n\n${tables.map(markdown).join('\n\n')}\n\n${text.slice(to)}`);
}
