/** What the page that is open can do, for the palette: each part of it says so while it is shown. */
import { useEffect } from 'react';
import type { IconName } from '../design/Icon.js';

export interface Command { id: string; label: string; icon: IconName; run(): void }
const offered = new Map<symbol, readonly Command[]>();

export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const key = Symbol('commands');
    offered.set(key, commands);
    return () => { offered.delete(key); };
  }, [commands]);
}
export const offeredCommands = (): Command[] => [...offered.values()].flat();
