/** Nearer and farther, by buttons and keys. */
import { useState } from 'react';

const steps = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8] as const;

export function useZoom(): { zoom: number; nearer(): void; farther(): void; fit(): void; onKey(event: KeyboardEvent): boolean } {
  const [zoom, setZoom] = useState(1);
  const nearer = (): void => setZoom((now) => steps.find((step) => step > now) ?? now);
  const farther = (): void => setZoom((now) => steps.findLast((step) => step < now) ?? now);
  const fit = (): void => setZoom(1);
  const onKey = ({ key }: KeyboardEvent): boolean => {
    const act = ({ '+': nearer, '=': nearer, '-': farther, '0': fit } as Record<string, (() => void) | undefined>)[key];
    act?.();
    return act !== undefined;
  };
  return { zoom, nearer, farther, fit, onKey };
}
