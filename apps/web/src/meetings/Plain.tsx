import { useId } from 'react';

interface Props { label: string; value: string; onChange(value: string): void; onBlur?(): void; type?: 'text' | 'date' | 'time' | 'number' | 'datetime-local'; list?: string; dir?: 'ltr' | 'auto'; required?: boolean; min?: number; max?: number; maxLength?: number }

/** A field of the browser's own kind: its pickers know keyboard, touch and every calendar. */
export function Plain({ label, value, onChange, type = 'text', ...rest }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" type={type} value={value} onChange={({ target }) => onChange(target.value)} {...rest} />
    </div>
  );
}
