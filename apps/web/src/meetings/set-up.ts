/** What a secretariat sets up: days of slots by a small generator, and tables that come in as CSV. Pure. */
import type { AuthorityId, AwayReason, Delegate, DelegateId, Interpreter, InterpreterId, MeetingRoom, MeetingRoomId, Office, OfficeView, SessionDay } from '@comity/contracts';

export interface DayPlan { first: string; last: string; weekends: boolean; from: string; to: string; minutes: number; breaks: { from: string; to: string; reason: AwayReason }[] }
export type DayFault = 'no-days' | 'too-many-days' | 'no-slots' | 'too-many-slots' | 'break-order';
const most = { days: 60, slots: 31 };

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Every day alike: slots from one time to the other, without those that a break cuts; after a break they begin when it ends. */
export function daysOf({ first, last, weekends, from, to, minutes, breaks }: DayPlan): SessionDay[] | DayFault {
  if (breaks.some((each) => each.from >= each.to)) return 'break-order';
  const dates: string[] = [];
  for (let day = Date.parse(`${first}T00:00:00Z`); day <= Date.parse(`${last}T00:00:00Z`) && dates.length <= most.days; day += 86_400_000) {
    const weekday = new Date(day).getUTCDay();
    if (weekends || (weekday !== 0 && weekday !== 6)) dates.push(new Date(day).toISOString().slice(0, 10));
  }
  if (dates.length === 0) return 'no-days';
  if (dates.length > most.days) return 'too-many-days';
  const ordered = [...breaks].sort((a, b) => a.from.localeCompare(b.from)), starts: string[] = [], end = minutesOf(to);
  for (let at = minutesOf(from); at + minutes <= end;) {
    const within = ordered.find((each) => at < minutesOf(each.to) && minutesOf(each.from) < at + minutes);
    if (within) { at = minutesOf(within.to); continue; }
    starts.push(timeOf(at));
    at += minutes;
  }
  if (starts.length === 0) return 'no-slots';
  if (starts.length > most.slots) return 'too-many-slots';
  return dates.map((date) => ({ date, starts, breaks: ordered }));
}

/** The generator as it would have made these days, as far as they are alike. */
export function planOf(days: readonly SessionDay[], minutes: number): DayPlan {
  const [first, last] = [days[0]!, days.at(-1)!];
  return {
    first: first.date, last: last.date, weekends: days.some(({ date }) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())),
    from: first.starts[0]!, to: timeOf(Math.min(1_439, minutesOf(first.starts.at(-1)!) + minutes)), minutes, breaks: first.breaks.map(({ from, to, reason }) => ({ from, to, reason })),
  };
}

/** A table of RFC 4180, by comma, semicolon or tab, whichever its first line has; each row with the line it begins on. Null: too large, or a quote that does not end. */
export function readCsv(text: string): { line: number; cells: string[] }[] | null {
  if (text.length > 1_000_000) return null;
  const body = text.replace(/^\ufeff/, ''), head = body.slice(0, body.search(/[\r\n]|$/));
  const separator = [',', ';', '\t'].reduce((best, each) => (head.split(each).length > head.split(best).length ? each : best), ',');
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [], cell = '', quoted = false, line = 1, began = 1;
  const endCell = (): void => { cells.push(cell.trim()); cell = ''; };
  const endRow = (): void => { endCell(); if (cells.some((each) => each !== '')) rows.push({ line: began, cells }); cells = []; began = line; };
  for (let i = 0; i < body.length; i += 1) {
    const letter = body[i]!;
    if (letter === '\n') line += 1;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (body[i + 1] === '"') { cell += '"'; i += 1; } else quoted = false;
    } else if (letter === '"' && cell.trim() === '') { cell = ''; quoted = true; } else if (letter === separator) endCell();
    else if (letter === '\n') endRow();
    else if (letter !== '\r') cell += letter;
    if (rows.length > 5_000) return null;
  }
  if (quoted) return null;
  endRow();
  return rows;
}

export const columns = {
  offices: ['state', 'authority', 'requests'], rooms: ['name', 'class', 'seats', 'security', 'equipment'], interpreters: ['name', 'from', 'to'], delegates: ['state', 'authority', 'name'],
} as const;
export type Table = keyof typeof columns;
/** What is wrong with a line, and in which column. */
export interface LineFault { line: number; column: string; fault: 'missing' | 'unknown' | 'not-valid' | 'twice' }
export interface Read<T> { rows: T[]; changed: number; faults: LineFault[]; /** Columns that are needed and not there. */ lacking: string[] }
export interface Known {
  authorities: readonly { id: AuthorityId; name: string; state: string }[]; stateName(code: string): string;
  offices: readonly OfficeView[]; rooms: readonly MeetingRoom[]; interpreters: readonly Interpreter[]; delegates: readonly Delegate[];
}
type RowOf = { offices: Office; rooms: MeetingRoom; interpreters: Interpreter; delegates: Delegate };

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
/** One line of text as the contract takes it: nothing that controls a screen, or turns the direction of what follows. */
const isLine = (text: string, length: number): boolean => text !== '' && [...text].length <= length && !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text);
const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const optional: ReadonlySet<string> = new Set(['requests', 'class', 'seats', 'security', 'equipment']);
const newId = <T extends string>(): T => crypto.randomUUID() as string as T;

/** Rows of a table by its header, each checked; those that are there already keep their id and are changed. */
export function readTable<T extends Table>(table: T, csv: readonly { line: number; cells: readonly string[] }[], known: Known): Read<RowOf[T]> {
  const header = (csv[0]?.cells ?? []).map(fold);
  const lacking = columns[table].filter((column) => !optional.has(column) && !header.includes(column));
  const read: Read<RowOf[Table]> = { rows: [], changed: 0, faults: [], lacking };
  if (lacking.length > 0) return read as Read<RowOf[T]>;
  const seen = new Set<string>();
  for (const { line, cells } of csv.slice(1)) {
    const faults: LineFault[] = [];
    const wrong = (column: string, fault: LineFault['fault']): void => { faults.push({ line, column, fault }); };
    const get = (column: string): string => cells[header.indexOf(column)] ?? '';
    const number = (column: string, from: number, to: number, otherwise: number): number => {
      const text = get(column), value = Number(text);
      if (text === '') return otherwise;
      if (!/^\d+$/.test(text) || value < from || value > to) wrong(column, 'not-valid');
      return value;
    };
    const line_ = (column: string, length: number): string => { const text = get(column); if (text === '') wrong(column, 'missing'); else if (!isLine(text, length)) wrong(column, 'not-valid'); return text; };
    const authority = (): AuthorityId | undefined => {
      const [state, name] = [fold(get('state')), fold(get('authority'))];
      const found = known.authorities.filter((each) => (fold(each.state) === state || fold(known.stateName(each.state)) === state) && (fold(each.name) === name || name === ''));
      if (found.length !== 1) wrong(name === '' && found.length > 1 ? 'authority' : found.length === 0 ? 'authority' : 'state', state === '' ? 'missing' : 'unknown');
      return found.length === 1 ? found[0]!.id : undefined;
    };
    const add = (key: string, row: RowOf[Table], column: string): void => {
      if (faults.length === 0 && seen.has(key)) wrong(column, 'twice');
      seen.add(key);
      if (faults.length === 0) { read.rows.push(row); if (row.version > 0) read.changed += 1; }
    };
    switch (table) {
      case 'offices': {
        const id = authority(), requests = get('requests') === '' ? null : number('requests', 0, 500, 0), before = known.offices.find((each) => each.authority === id);
        add(id ?? '', { version: before?.version ?? 0, authority: id!, requests, away: before?.away ?? [], remote: before?.remote ?? null }, 'authority');
        break;
      }
      case 'rooms': {
        const name = line_('name', 80), kind = get('class') === '' ? 'table' : get('class'), before = known.rooms.find((each) => fold(each.name) === fold(name));
        const equipment = [...new Set(get('equipment').split(/[\s|]+/).filter((each) => each !== ''))];
        if (!slug.test(kind) || kind.length > 40) wrong('class', 'not-valid');
        if (equipment.length > 20 || equipment.some((each) => !slug.test(each) || each.length > 40)) wrong('equipment', 'not-valid');
        add(fold(name), { version: before?.version ?? 0, id: before?.id ?? newId<MeetingRoomId>(), name, class: kind, seats: number('seats', 1, 2_000, 6), security: number('security', 0, 3, 0), equipment, away: before?.away ?? [] }, 'name');
        break;
      }
      case 'interpreters': {
        const name = line_('name', 120), pair = ['from', 'to'].map((column) => { const code = get(column).toLowerCase(); if (!/^[a-z]{2,3}$/.test(code)) wrong(column, code === '' ? 'missing' : 'not-valid'); return code; }).sort();
        if (pair[0] === pair[1] && faults.length === 0) wrong('to', 'not-valid');
        const before = known.interpreters.find((each) => fold(each.name) === fold(name) && each.pair.join() === pair.join());
        add(`${fold(name)} ${pair.join()}`, { version: before?.version ?? 0, id: before?.id ?? newId<InterpreterId>(), name, pair: pair as [string, string], away: before?.away ?? [] }, 'name');
        break;
      }
      case 'delegates': {
        const id = authority(), name = line_('name', 120), before = known.delegates.find((each) => each.authority === id && fold(each.name) === fold(name));
        if (id !== undefined && !known.offices.some((each) => each.authority === id)) wrong('authority', 'unknown');
        add(`${id ?? ''} ${fold(name)}`, { version: before?.version ?? 0, id: before?.id ?? newId<DelegateId>(), authority: id!, name, practitioner: before?.practitioner ?? null, away: before?.away ?? [], remote: before?.remote ?? null }, 'name');
        break;
      }
    }
    read.faults.push(...faults);
  }
  return read as Read<RowOf[T]>;
}
