import { useCallback, useRef } from 'react';
import type { ItemId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import type { Client } from '../client/client.js';

const pause = 3_000;

/** Tells the others, at most every three seconds, that one is writing; nothing where one switched that off. */
export function useTypingSignal({ id, settings: { typing } }: SpaceView): (client: Client, topic: ItemId | null) => void {
  const last = useRef(0);
  return useCallback((client, topic) => {
    const now = performance.now();
    if (!typing || (last.current !== 0 && now - last.current < pause)) return;
    last.current = now;
    // A lost word of this kind is worth nothing: the next key says it again.
    client.remote.typing(id, topic).catch(() => undefined);
  }, [id, typing]);
}
