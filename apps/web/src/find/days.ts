/** Days of the reader's own calendar and the instants at which they begin. */
import type { Instant } from '@comity/contracts';

/** `day` as a date field gives it, YYYY-MM-DD; `plus` so many days. Undefined for what is no date. */
export function startOfDay(day: string, plus = 0): Instant | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return undefined;
  const start = new Date(Number(year), Number(month) - 1, Number(date) + plus);
  return Number.isNaN(start.getTime()) ? undefined : (start.toISOString() as Instant);
}

/** The day an instant falls on, as a date field wants it; `plus` so many days. */
export function dayOf(instant: Instant | undefined, plus = 0): string {
  if (instant === undefined) return '';
  const at = new Date(instant);
  at.setDate(at.getDate() + plus);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
