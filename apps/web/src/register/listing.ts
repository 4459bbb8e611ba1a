/** The register as a table and as a timeline: order and groups of entries. */
import type { EntrySummary } from '@comity/sdk';
import { fold } from '../directory/grouping.js';

export type Column = 'title' | 'date' | 'changed';
export interface Order { by: Column; down: boolean }

/** Of a task the day it is due, of others their first date. */
export const dateOf = ({ task, dated }: EntrySummary): string | null => (task ? task.due : dated[0]?.date ?? null);
/** A press on the column again turns it around; days and changes begin with the newest. */
export const ordered = (order: Order, by: Column): Order => (order.by === by ? { by, down: !order.down } : { by, down: by !== 'title' });

/** In the log; what waits to be sent comes after all of it. */
const placeOf = ({ changed: { seq } }: EntrySummary): number => seq ?? Number.MAX_SAFE_INTEGER;

/** What has no date comes last, whichever way. */
export function sorted(entries: readonly EntrySummary[], { by, down }: Order, locale: string): EntrySummary[] {
  const sign = down ? -1 : 1;
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return [...entries].sort((a, b) => {
    if (by === 'title') return sign * compare(a.title, b.title);
    if (by === 'changed') return sign * (placeOf(a) - placeOf(b));
    const [one, other] = [dateOf(a), dateOf(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * one.localeCompare(other);
  });
}

/** Those whose label holds every word, in whatever spelling. */
export function named<T extends { label: string }>(choices: readonly T[], wanted: string): T[] {
  if (wanted.trim() === '') return [...choices];
  const words = fold(wanted.trim()).split(/\s+/);
  return choices.filter(({ label }) => { const name = fold(label); return words.every((word) => name.includes(word)); });
}

export interface Dated { entry: EntrySummary; field: string; date: string }
/** Everything dated by year, the earliest first. */
export function timelineOf(entries: readonly EntrySummary[]): { year: string; items: Dated[] }[] {
  const all = entries.flatMap((entry) => entry.dated.map(({ field, date }): Dated => ({ entry, field, date }))).sort((a, b) => a.date.localeCompare(b.date));
  const years = new Map<string, Dated[]>();
  for (const item of all) {
    const year = item.date.slice(0, 4);
    const items = years.get(year) ?? [];
    items.push(item);
    years.set(year, items);
  }
  return [...years].map(([year, items]) => ({ year, items }));
}

/** The first so many of it. */
export function firstOf(years: ReturnType<typeof timelineOf>, count: number): ReturnType<typeof timelineOf> {
  let left = count;
  return years.flatMap(({ year, items }) => {
    const some = items.slice(0, left);
    left -= some.length;
    return some.length === 0 ? [] : [{ year, items: some }];
  });
}

/** A day by which, against the reader's own calendar. */
export function today(now = new Date()): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
export type TaskState = 'done' | 'late' | 'open';
export const taskState = ({ done, due }: NonNullable<EntrySummary['task']>, day = today()): TaskState => (done ? 'done' : due !== null && due < day ? 'late' : 'open');
