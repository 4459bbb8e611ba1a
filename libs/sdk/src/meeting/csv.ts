/**
 * Reads tables of offices, rooms, interpreters and delegates (RFC 4180; comma or semicolon, as spreadsheets write them). Pure. Whatever a cell says is text: nothing is computed,
 * and what could act as a formula elsewhere, or turn a line around, is refused with its line and column.
 */
import { Interpreter, Language, line, meetingLimits, MeetingRoom, PractitionerId, WallAt, type AuthorityId, type AwaySpan, type Delegate, type DelegateId, type InterpreterId, type MeetingRoomId, type Office, type OfficeView } from '@comity/contracts';
import { z } from 'zod';
import type { CsvFault, CsvPreview, CsvRule, StateNames } from '../meetings.js';

interface Row { line: number; cells: Record<string, string> }
interface Table { rows: Row[]; faults: CsvFault[] }
export interface KnownAuthority { id: AuthorityId; name: string; state: string }
/** Whose authorities a table may name; `states`: names of States by their codes, as the reader writes them; `days`: of the session. */
export interface Known { authorities: readonly KnownAuthority[]; states: StateNames; days: readonly string[] }

/** Cells by column. Columns that are required have to be there; the others may. */
export function tableOf(text: string, required: readonly string[], optional: readonly string[]): Table {
  const whole = (rule: CsvRule, at = 1, field: string | null = null): Table => ({ rows: [], faults: [{ line: at, field, rule }] });
  if (new TextEncoder().encode(text).length > meetingLimits.csvBytes) return whole('too-long');
  const garbled = text.search(/[\0\ufffd]/);
  if (garbled >= 0) return whole('encoding', text.slice(0, garbled).split('\n').length);
  const lines = cellsOf(text.replace(/^\ufeff/, ''));
  if (typeof lines === 'number' || lines.length === 0) return whole('not-a-table', typeof lines === 'number' ? lines : 1);
  if (lines.length - 1 > meetingLimits.csvLines) return whole('too-long');
  const [head, ...rest] = lines;
  const names = head!.cells.map((cell) => cell.trim().toLowerCase());
  const missing = required.find((name) => !names.includes(name));
  if (missing !== undefined) return whole('missing-column', head!.line, missing);
  const unknown = names.find((name) => !required.includes(name) && !optional.includes(name));
  if (unknown !== undefined) return whole('unknown-column', head!.line, null);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) return whole('twice', head!.line, twice);
  const faults: CsvFault[] = [];
  const rows = rest.flatMap(({ line: at, cells }): Row[] => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    if (cells.length > names.length) { faults.push({ line: at, field: null, rule: 'too-many-cells' }); return []; }
    // Columns are of our own list: no name of a file becomes a member.
    return [{ line: at, cells: Object.fromEntries(names.map((name, i) => [name, (cells[i] ?? '').trim()])) }];
  });
  return { rows, faults };
}

/** Lines with the number at which each begins; or the number of the one in which a cell has a quote that does not end, or that stands in its middle. */
function cellsOf(text: string): { line: number; cells: string[] }[] | number {
  const end = text.search(/[\r\n]/), first = end < 0 ? text : text.slice(0, end);
  const separator = first.includes(';') && !first.includes(',') ? ';' : first.includes('\t') && !first.includes(',') ? '\t' : ',';
  const lines: { line: number; cells: string[] }[] = [];
  let cells: string[] = [], number = 1, began = 1, i = 0;
  while (i < text.length) {
    const at = number;
    let cell = '';
    if (text[i] === '"') {
      for (i += 1; ; i += 1) {
        if (i >= text.length) return at;
        if (text[i] === '"' && text[i + 1] === '"') i += 1;
        else if (text[i] === '"') break;
        else if (text[i] === '\n') number += 1;
        cell += text[i]!;
      }
      i += 1;
      if (i < text.length && text[i] !== separator && text[i] !== '\r' && text[i] !== '\n') return at;
    } else {
      const from = i;
      while (i < text.length && text[i] !== separator && text[i] !== '\r' && text[i] !== '\n') i += 1;
      cell = text.slice(from, i);
      if (cell.includes('"')) return at;
    }
    cells.push(cell);
    if (text[i] === separator) {
      i += 1;
      if (i < text.length && text[i] !== '\r' && text[i] !== '\n') continue;
      cells.push('');
    }
    if (text[i] === '\r' && text[i + 1] === '\n') i += 1;
    if (i >= text.length || text[i] === '\r' || text[i] === '\n') {
      lines.push({ line: began, cells });
      i += 1;
      number += 1;
      [cells, began] = [[], number];
    }
  }
  return lines;
}

/** A name that no spreadsheet takes for a formula. */
const safe = (max: number) => line(max).refine((text) => !/^[=+\-@\t\r]/.test(text), 'must not begin as a formula does');
const count = (min: number, max: number) => z.string().regex(/^\d{1,6}$/).transform(Number).pipe(z.number().min(min).max(max));

class Reader {
  readonly faults: CsvFault[];
  constructor(readonly table: Table) { this.faults = [...table.faults]; }
  /** The cell as its contract has it; undefined, with a fault, if it is not. */
  cell<T>({ line: at, cells }: Row, field: string, contract: z.ZodType<T>, fallback?: T): T | undefined {
    const text = cells[field] ?? '';
    if (text === '' && fallback !== undefined) return fallback;
    const parsed = text === '' ? undefined : contract.safeParse(text);
    if (parsed?.success === true) return parsed.data;
    this.fault(at, field, text === '' ? 'empty' : 'malformed');
    return undefined;
  }
  fault(at: number, field: string | null, rule: CsvRule): undefined { this.faults.push({ line: at, field, rule }); return undefined; }
  preview<T>(rows: T[], isChange: (row: T) => boolean): CsvPreview<T> { return { rows: this.faults.length > 0 ? [] : rows, changed: this.faults.length > 0 ? 0 : rows.filter(isChange).length, faults: this.faults.sort((a, b) => a.line - b.line) }; }
}

const isChange = ({ version }: { version: number }): boolean => version > 0;
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
/** By id or whole name, by its State (code or name) where that has one, or by both. */
function authorityIn(reader: Reader, row: Row, { authorities, states }: Known): AuthorityId | undefined {
  const [name = '', state = ''] = [row.cells['authority'], row.cells['state']];
  if (name === '' && state === '') return reader.fault(row.line, 'authority', 'empty');
  const found = authorities.filter((each) => (state === '' || [each.state, states[each.state] ?? ''].some((called) => fold(called) === fold(state))) && (name === '' || each.id === name || fold(each.name) === fold(name)));
  return found.length === 1 ? found[0]!.id : reader.fault(row.line, 'authority', 'unknown-authority');
}

/** A day and time with nothing behind them, which could be half a day or a zone. */
const wallAt = z.string().transform((text) => { const [date, time, ...rest] = text.split(/[ T]/); return rest.length > 0 ? {} : { date, time }; }).pipe(WallAt);
/** `arrives`, `leaves`: a day and time of the session, before and after which somebody is away; empty: as it is, and so is all else of `held`. Nobody is taken in who would be there at no time by it. */
function awayOf(reader: Reader, row: Row, { days }: Known, held: readonly AwaySpan[] = []): AwaySpan[] | undefined {
  const arrives = reader.cell<WallAt | null>(row, 'arrives', wallAt, null), leaves = reader.cell<WallAt | null>(row, 'leaves', wallAt, null);
  if (arrives === undefined || leaves === undefined) return undefined;
  const said = days.flatMap((date): AwaySpan[] => [
    ...(arrives !== null && date <= arrives.date ? [{ date, from: '00:00', to: date < arrives.date ? '24:00' : arrives.time, reason: 'arrival' as const }] : []),
    ...(leaves !== null && date >= leaves.date ? [{ date, from: date > leaves.date ? '00:00' : leaves.time, to: '24:00', reason: 'departure' as const }] : []),
  ]).filter(({ from, to }) => from < to);
  const isIn = (all: readonly AwaySpan[], { date, from, to, reason }: AwaySpan): boolean => all.some((span) => span.date === date && span.from === from && span.to === to && span.reason === reason);
  const stays = held.filter((span) => (span.reason === 'arrival' && arrives !== null) || (span.reason === 'departure' && leaves !== null) ? isIn(said, span) : true);
  const away = [...stays, ...said.filter((span) => !isIn(held, span))];
  if (arrives === null && leaves === null) return away;
  if (!days.some((date) => isThere(away, date))) return reader.fault(row.line, leaves === null || !days.some((date) => isThere(said.filter(({ reason }) => reason === 'arrival'), date)) ? 'arrives' : 'leaves', 'malformed');
  return away.length <= meetingLimits.spans ? away : reader.fault(row.line, arrives === null ? 'leaves' : 'arrives', 'too-often-away');
}
/** Whether there is time on a day after arriving and before leaving. */
function isThere(away: readonly AwaySpan[], day: string): boolean {
  const on = away.filter(({ date }) => date === day);
  const comes = on.filter(({ reason, from }) => reason === 'arrival' && from === '00:00').map(({ to }) => to), goes = on.filter(({ reason, to }) => reason === 'departure' && to === '24:00').map(({ from }) => from);
  return ['00:00', ...comes].sort().at(-1)! < ['24:00', ...goes].sort()[0]!;
}

/** `requests`: its own limit; empty: the session's. */
export function officesOf(csv: string, known: Known, held: readonly OfficeView[]): CsvPreview<Office> {
  const reader = new Reader(tableOf(csv, ['authority'], ['state', 'requests', 'arrives', 'leaves'])), seen = new Set<AuthorityId>();
  const rows = reader.table.rows.flatMap((row): Office[] => {
    const authority = authorityIn(reader, row, known);
    const requests = reader.cell<number | null>(row, 'requests', count(0, 500), null);
    const before = held.find((each) => each.authority === authority), away = awayOf(reader, row, known, before?.away ?? []);
    if (authority === undefined || requests === undefined || away === undefined) return [];
    if (seen.has(authority)) { reader.fault(row.line, 'authority', 'twice'); return []; }
    seen.add(authority);
    return [{ version: before?.version ?? 0, authority, requests, away, remote: before?.remote ?? null }];
  });
  return reader.preview(rows, isChange);
}

/** `name`, `class`, `seats`, `security` (0 to 3; empty: 0), `equipment` (words with blanks between them). Rooms are known again by their names. */
export function roomsOf(csv: string, held: readonly MeetingRoom[], newId: () => MeetingRoomId): CsvPreview<MeetingRoom> {
  const reader = new Reader(tableOf(csv, ['name', 'class', 'seats'], ['security', 'equipment'])), seen = new Set<string>();
  const rows = reader.table.rows.flatMap((row): MeetingRoom[] => {
    const name = reader.cell(row, 'name', safe(80)), kind = reader.cell(row, 'class', MeetingRoom.shape.class), seats = reader.cell(row, 'seats', count(1, 2_000)), security = reader.cell(row, 'security', count(0, 3), 0);
    const equipment = reader.cell(row, 'equipment', z.string().transform((text) => text.split(/\s+/)).pipe(MeetingRoom.shape.equipment), []);
    if (name === undefined || kind === undefined || seats === undefined || security === undefined || equipment === undefined) return [];
    if (seen.has(name)) { reader.fault(row.line, 'name', 'twice'); return []; }
    seen.add(name);
    const before = held.find((each) => each.name === name);
    return [{ version: before?.version ?? 0, id: before?.id ?? newId(), name, class: kind, seats, security, equipment, away: before?.away ?? [] }];
  });
  return reader.preview(rows, isChange);
}

/** `from`, `to`: codes of languages, whichever first. Interpreters are known again by name and languages. */
export function interpretersOf(csv: string, held: readonly Interpreter[], newId: () => InterpreterId): CsvPreview<Interpreter> {
  const reader = new Reader(tableOf(csv, ['name', 'from', 'to'], [])), seen = new Set<string>();
  const code = z.string().toLowerCase().pipe(Language);
  const rows = reader.table.rows.flatMap((row): Interpreter[] => {
    const name = reader.cell(row, 'name', safe(120)), from = reader.cell(row, 'from', code), to = reader.cell(row, 'to', code);
    if (name === undefined || from === undefined || to === undefined) return [];
    const pair = Interpreter.shape.pair.safeParse([from, to].sort());
    if (!pair.success) { reader.fault(row.line, 'to', 'malformed'); return []; }
    const key = `${name} ${pair.data.join(' ')}`;
    if (seen.has(key)) { reader.fault(row.line, 'name', 'twice'); return []; }
    seen.add(key);
    const before = held.find((each) => each.name === name && each.pair.join(' ') === pair.data.join(' '));
    return [{ version: before?.version ?? 0, id: before?.id ?? newId(), name, pair: pair.data, away: before?.away ?? [] }];
  });
  return reader.preview(rows, isChange);
}

/** `practitioner`: id of the person's account; empty: none. Delegates are known again by authority and name. */
export function delegatesOf(csv: string, known: Known, attending: ReadonlySet<AuthorityId>, people: ReadonlyMap<PractitionerId, { authority: AuthorityId }>, held: readonly Delegate[], newId: () => DelegateId): CsvPreview<Delegate> {
  const reader = new Reader(tableOf(csv, ['authority', 'name'], ['state', 'practitioner', 'arrives', 'leaves'])), seen = new Set<string>();
  const rows = reader.table.rows.flatMap((row): Delegate[] => {
    const authority = authorityIn(reader, row, known), name = reader.cell(row, 'name', safe(120)), practitioner = reader.cell<PractitionerId | null>(row, 'practitioner', PractitionerId.nullable(), null);
    const before = held.find((each) => each.authority === authority && each.name === name), away = awayOf(reader, row, known, before?.away);
    if (authority === undefined || name === undefined || practitioner === undefined || away === undefined) return [];
    if (!attending.has(authority)) { reader.fault(row.line, 'authority', 'not-attending'); return []; }
    if (practitioner !== null && people.get(practitioner)?.authority !== authority) { reader.fault(row.line, 'practitioner', 'unknown-person'); return []; }
    const key = `${authority} ${name}`;
    if (seen.has(key)) { reader.fault(row.line, 'name', 'twice'); return []; }
    if (practitioner !== null && seen.has(practitioner)) { reader.fault(row.line, 'practitioner', 'twice'); return []; }
    seen.add(key).add(practitioner ?? key);
    return [{ version: before?.version ?? 0, id: before?.id ?? newId(), authority, name, practitioner, away, remote: before?.remote ?? null }];
  });
  return reader.preview(rows, isChange);
}
