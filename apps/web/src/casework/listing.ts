/** Requests as the list, the table, the board, the calendar, the timeline and the workload show them: narrowed down, in order, in groups. Words, stages and the present come from outside. */
import type { AuthorityId, Instant, PractitionerId } from '@comity/contracts';
import type { MatterClock, MatterConditions, MatterKind, MatterSummary } from '@comity/sdk';
import { fold } from '../directory/grouping.js';
import { dayOf } from '../find/days.js';

export const columns = ['title', 'kind', 'other', 'stage', 'waiting', 'urgent', 'transmitted', 'last', 'due'] as const;
export type Column = (typeof columns)[number];
export interface Order { by: Column; down: boolean }
export const usualOrder: Order = { by: 'due', down: false };

/** What a request is sorted and looked through by. `place`: of its stage in the life cycle, kind by kind. `next`: what holds somebody in custody; else the deadline, least time or lapse that comes first, or the deadline that is over longest. */
export interface Row { matter: MatterSummary; other: AuthorityId; party: string; kind: string; stage: string; place: number; next: MatterClock | null; overdue: boolean; folded: string }

/** `stages`: of each kind, in the order of the kinds. */
export interface Surroundings { stages: readonly (readonly [MatterKind, readonly string[]])[]; kindName(kind: MatterKind): string; stageName(state: string): string; party(id: AuthorityId): string; now: Date }

/** Of what only lapses or lasts, an end that is over asks for nothing any more; of somebody's custody it does. */
const runs = (clock: MatterClock, now: Date): boolean => !clock.paused && (clock.custody || isDeadline(clock) || Date.parse(clock.at) > now.getTime());
/** Custody before all else, then what ends first. */
const before = (a: MatterClock, b: MatterClock): number => Number(b.custody) - Number(a.custody) || compare(a.at, b.at);
const firstOf = (clocks: readonly MatterClock[]): MatterClock | null => clocks.toSorted(before)[0] ?? null;
const isDeadline = ({ meaning, paused }: MatterClock): boolean => (meaning === 'deadline' || meaning === 'suggested') && !paused;
export const isLate = (clock: MatterClock, now: Date): boolean => isDeadline(clock) && Date.parse(clock.at) < now.getTime();
export const otherOf = ({ side, requesting, requested }: MatterSummary): AuthorityId => (side === 'requesting' ? requested : requesting);

export function rowsOf(matters: readonly MatterSummary[], { stages, kindName, stageName, party, now }: Surroundings): Row[] {
  const places = stages.flatMap(([kind, states]) => states.map((state) => `${kind} ${state}`));
  return matters.map((matter) => {
    const other = otherOf(matter);
    const [name, kind, stage] = [party(other), kindName(matter.kind), stageName(matter.state)];
    const at = places.indexOf(`${matter.kind} ${matter.state}`);
    return {
      matter, other, party: name, kind, stage, place: at === -1 ? places.length : at, next: firstOf(matter.clocks.filter((clock) => runs(clock, now))), overdue: matter.clocks.some((clock) => isLate(clock, now)),
      folded: fold(`${matter.title} ${name} ${kind} ${stage} ${matter.references.ours ?? ''} ${matter.references.theirs ?? ''}`),
    };
  });
}

export const isNarrow = ({ text, ...others }: MatterConditions): boolean => text.trim() !== '' || Object.values(others).some((value) => value !== undefined);

export function narrowed(rows: readonly Row[], { text, kind, state, waitingFor, authority, officer, overdue, urgent, custody }: MatterConditions): Row[] {
  const words = fold(text.trim()).split(/\s+/);
  return rows.filter((row) => (kind === undefined || row.matter.kind === kind) && (state === undefined || row.matter.state === state) && (waitingFor === undefined || row.matter.waitingFor === waitingFor) && (authority === undefined || row.other === authority)
    && (officer === undefined || row.matter.officer === officer) && (overdue === undefined || row.overdue) && (urgent === undefined || row.matter.urgent) && (custody === undefined || row.next?.custody === true) && words.every((word) => row.folded.includes(word)));
}

/** What was discarded as a draft is out of the way, except among what is over, or where its stage was asked for. */
export const kept = (rows: readonly Row[], { state }: MatterConditions): Row[] => rows.filter(({ matter }) => matter.state !== 'DISCARDED' || state === 'DISCARDED');

/** How many each of the quick filters would show by itself. */
export function countsOf(rows: readonly Row[]): { us: number; them: number; overdue: number; urgent: number; custody: number } {
  const count = (holds: (row: Row) => boolean): number => rows.filter(holds).length;
  return { us: count(({ matter }) => matter.waitingFor === 'us'), them: count(({ matter }) => matter.waitingFor === 'them'), overdue: count(({ overdue }) => overdue), urgent: count(({ matter }) => matter.urgent), custody: count(({ next }) => next?.custody === true) };
}

const waiting = ['us', 'them', 'nobody'] as const;
const valueOf: Record<Exclude<Column, 'title' | 'kind' | 'other'>, (row: Row) => string | number | null> = {
  stage: ({ place }) => place, waiting: ({ matter }) => waiting.indexOf(matter.waitingFor), urgent: ({ matter }) => (matter.urgent ? 0 : 1),
  transmitted: ({ matter }) => matter.transmittedAt, last: ({ matter }) => matter.lastStepAt, due: ({ next }) => (next === null ? null : `${next.custody ? 0 : 1} ${next.at}`),
};
const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** A press on the column again turns it around; what happened begins with the newest. */
export const ordered = (order: Order, by: Column): Order => (order.by === by ? { by, down: !order.down } : { by, down: by === 'last' || by === 'transmitted' });

/** What has no such date comes last, whichever way; by what is due, somebody's custody comes before any date. Of equals what is due first comes first, then what is urgent, then what moved last. */
export function sorted(rows: readonly Row[], { by, down }: Order, locale: string): Row[] {
  const sign = down ? -1 : 1;
  const collator = new Intl.Collator(locale, { numeric: true });
  const text = (row: Row): string => (by === 'title' ? row.matter.title : by === 'kind' ? row.kind : row.party);
  const among = (column: Exclude<Column, 'title' | 'kind' | 'other'>, turn: number) => (a: Row, b: Row): number => {
    const [one, other] = [valueOf[column](a), valueOf[column](b)];
    return one === null || other === null ? Number(one === null) - Number(other === null) : turn * compare(one, other);
  };
  const first = by === 'title' || by === 'kind' || by === 'other' ? (a: Row, b: Row) => sign * collator.compare(text(a), text(b)) : among(by, sign);
  const rest = [among('due', 1), among('urgent', 1), among('last', -1)];
  return [...rows].sort((a, b) => first(a, b) || rest.reduce((found, next) => found || next(a, b), 0));
}

export interface Stage { kind: MatterKind; state: string; rows: Row[] }
/** By stage, in the order of the life cycles, one kind after another; stages where nothing is are left out. */
export function boardOf(rows: readonly Row[]): Stage[] {
  const stages = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.matter.kind} ${row.matter.state}`;
    const stage = stages.get(key);
    if (stage) stage.push(row);
    else stages.set(key, [row]);
  }
  return [...stages.values()].map((found) => ({ kind: found[0]!.matter.kind, state: found[0]!.matter.state, rows: found })).sort((a, b) => a.rows[0]!.place - b.rows[0]!.place);
}

export interface Dated { row: Row; clock: MatterClock; late: boolean; /** Of the reader's own calendar, YYYY-MM-DD. */ day: string }
/** Every clock of these requests, the earliest first. */
export const datedOf = (rows: readonly Row[], now: Date): Dated[] =>
  rows.flatMap((row) => row.matter.clocks.map((clock): Dated => ({ row, clock, late: isLate(clock, now), day: dayOf(clock.at) }))).sort((a, b) => compare(a.clock.at, b.clock.at));

export function byDay(items: readonly Dated[]): Map<string, Dated[]> {
  const days = new Map<string, Dated[]>();
  for (const item of items) {
    const day = days.get(item.day);
    if (day) day.push(item);
    else days.set(item.day, [item]);
  }
  return days;
}

const day = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
/** `month`: YYYY-MM. */
export const monthOf = (now: Date): string => dayOf(now.toISOString() as Instant).slice(0, 7);
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return iso(Date.UTC(year, number - 1 + by, 1)).slice(0, 7);
}
/** The weeks of a month, whole: its first and last also have days of its neighbours. `firstDay`: 0, a Sunday, to 6. */
export function weeksOf(month: string, firstDay: number): string[][] {
  const start = Date.parse(`${month}-01T00:00:00Z`);
  const end = Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`);
  const begin = start - ((new Date(start).getUTCDay() - firstDay + 7) % 7) * day;
  const weeks = Math.ceil((end - begin) / (7 * day));
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (_each, i) => iso(begin + (week * 7 + i) * day)));
}
export const dayAfter = (date: string, by: number): string => iso(Date.parse(`${date}T00:00:00Z`) + by * day);

/** What an officer of one's own side has on their desk: of what is not over yet. */
export interface Load { officer: PractitionerId | null; open: number; us: number; overdue: number; urgent: number; next: MatterClock | null }
/** The fullest desk first: by what is overdue, then by what waits for it. Null: what nobody of this side has done anything about. */
export function loadsOf(rows: readonly Row[]): Load[] {
  const desks = new Map<PractitionerId | null, Row[]>();
  for (const row of rows) {
    if (row.matter.waitingFor === 'nobody') continue;
    const desk = desks.get(row.matter.officer);
    if (desk) desk.push(row);
    else desks.set(row.matter.officer, [row]);
  }
  const loads = [...desks].map(([officer, found]): Load => {
    const { us, overdue, urgent } = countsOf(found);
    return { officer, open: found.length, us, overdue, urgent, next: firstOf(found.flatMap(({ next }) => next ?? [])) };
  });
  return loads.sort((a, b) => b.overdue - a.overdue || b.us - a.us || b.open - a.open);
}

/** The time that a timeline shows, in milliseconds: from the first of a month to the first of one. */
export interface Span { from: number; to: number; /** The first moment of each month in it. */ months: number[] }
const [back, ahead] = [2, 10];
/** From what began first to what ends last, but no more than some months around the present: what is beyond is cut off at the edge. */
export function spanOf(items: readonly Dated[], now: Date): Span {
  const month = (time: number, by: number): number => Date.UTC(new Date(time).getUTCFullYear(), new Date(time).getUTCMonth() + by, 1);
  const [first, last] = [month(now.getTime(), -back), month(now.getTime(), ahead + 1)];
  const from = Math.max(first, Math.min(...items.map(({ clock }) => month(Date.parse(clock.startedAt), 0)), month(now.getTime(), 0)));
  const to = Math.min(last, Math.max(...items.map(({ clock }) => month(Date.parse(clock.at), 1)), month(now.getTime(), 1)));
  const months: number[] = [];
  for (let at = from; at < to; at = month(at, 1)) months.push(at);
  return { from, to, months };
}
/** Where of a span something lies, in hundredths of it. */
export function barOf({ startedAt, at }: Pick<MatterClock, 'startedAt' | 'at'>, span: Span): { start: number; length: number } {
  const place = (instant: string): number => Math.min(100, Math.max(0, ((Date.parse(instant) - span.from) / (span.to - span.from)) * 100));
  const start = place(startedAt);
  return { start, length: Math.max(0, place(at) - start) };
}
