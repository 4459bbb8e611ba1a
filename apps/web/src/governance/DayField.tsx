import { useId } from 'react';

/** The last instant of a day that has not ended, in the time of whoever chose it; null for no such day. */
export function endOfDay(day: string): string | null {
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) || end.getTime() <= Date.now() ? null : end.toISOString();
}

const today = (): string => { const now = new Date(); return [String(now.getFullYear()), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-'); };

/** A day, by the browser's own picker: complete for keyboard, touch and every calendar. */
export function DayField({ label, hint, value, onChange }: { label: string; hint: string; value: string; onChange(day: string): void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" type="date" min={today()} value={value} required aria-describedby={`${id}-hint`} onChange={(event) => onChange(event.target.value)} />
      <span id={`${id}-hint`} className="hint">{hint}</span>
    </div>
  );
}
