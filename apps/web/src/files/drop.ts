/** Files dragged over a conversation: the whole of it is the target, and says so. */
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { dropped, holdsFiles, type FileInput } from './input.js';

/** Whether files hang over the element that encloses `inside` and matches `target`. */
export function useDrop(inside: RefObject<HTMLElement | null>, target: string, onFiles: (inputs: FileInput[]) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useEffectEvent((data: DataTransfer) => { void dropped(data).then(onFiles); });
  useEffect(() => {
    const area = inside.current?.closest<HTMLElement>(target);
    if (!area) return undefined;
    const ending = new AbortController();
    const on = <K extends 'dragenter' | 'dragover' | 'dragleave' | 'drop'>(type: K, listener: (event: DragEvent) => void): void => {
      area.addEventListener(type, (event) => { if (holdsFiles(event.dataTransfer)) { event.preventDefault(); listener(event); } }, { signal: ending.signal });
    };
    on('dragenter', () => { setOver(true); });
    on('dragover', (event) => { if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'; });
    on('dragleave', (event) => { if (!(event.relatedTarget instanceof Node && area.contains(event.relatedTarget))) setOver(false); });
    on('drop', (event) => { setOver(false); if (event.dataTransfer) take(event.dataTransfer); });
    // Dropped beside it, a file must not open in place of the client.
    for (const type of ['dragover', 'drop'] as const) addEventListener(type, (event) => { if (holdsFiles(event.dataTransfer)) event.preventDefault(); }, { signal: ending.signal });
    return () => { ending.abort(); };
  }, [inside, target]);
  return over;
}
