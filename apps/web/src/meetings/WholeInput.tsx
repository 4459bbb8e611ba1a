import { useState } from 'react';
import { Plain } from './Plain.js';

/** A whole number between two bounds. Whoever types 12 types 1 first: what is outside of them stands until the field is left. */
export function WholeInput({ label, value, least, most, onChange }: { label: string; value: number; least: number; most: number; onChange(value: number): void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const within = (text: string): number => Math.max(least, Math.min(most, Math.floor(Number(text))));
  const type = (text: string): void => {
    setTyped(text);
    if (text !== '' && Number(text) === within(text)) onChange(within(text));
  };
  const leave = (): void => {
    if (typed !== null && typed !== '' && !Number.isNaN(within(typed))) onChange(within(typed));
    setTyped(null);
  };
  return <Plain label={label} type="number" min={least} max={most} value={typed ?? String(value)} onChange={type} onBlur={leave} required />;
}
