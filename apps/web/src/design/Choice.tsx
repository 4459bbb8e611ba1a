/** A native select with our looks: complete for keyboard, touch and assistive technology, and weighs nothing. */
import { useId, type ReactNode } from 'react';

export function Choice<T extends string>({ label, value, onChange, options, hint }: { label: string; value: T; onChange(value: NoInfer<T>): void; options: readonly { value: T; label: string }[]; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input select" value={value} onChange={(event) => onChange(event.target.value as T)} {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
      {hint !== undefined && <span id={`${id}-hint`} className="hint">{hint}</span>}
    </div>
  );
}

/** A few choices side by side. */
export function Segments<T extends string>({ label, value, onChange, options }: { label: string; value: T; onChange(value: NoInfer<T>): void; options: readonly { value: T; label: string }[] }) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend>{label}</legend>
      <div className="segments-row">
        {options.map((option) => (
          <label key={option.value} className="segment">
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
