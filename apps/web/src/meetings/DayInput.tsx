import { useId } from 'react';

/** A day, by the browser's own picker. */
export function DayInput({ label, value, onChange }: { label: string; value: string; onChange(day: string): void }) {
  const id = useId();
  return <div className="field"><label htmlFor={id}>{label}</label><input id={id} type="date" className="input" value={value} max="9999-12-31" onChange={({ target }) => onChange(target.value)} /></div>;
}
