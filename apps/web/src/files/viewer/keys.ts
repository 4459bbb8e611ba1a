/** Keys of the viewer, wherever in it the focus is, except where something is typed or chosen. */
import { useEffect, useEffectEvent } from 'react';

/** `act` answers whether the key was its own. */
export function useKeys(act: (event: KeyboardEvent) => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof HTMLElement && /^(?:INPUT|SELECT|AUDIO|VIDEO)$/.test(event.target.tagName))) return;
    if (act(event)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
}
