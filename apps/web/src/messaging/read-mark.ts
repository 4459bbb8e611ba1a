/** Moves the read mark to what was really seen: on screen, in a visible window that has the focus. */
import { useCallback, useRef } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { TimelineEntry } from '@comity/sdk';
import { useClient } from '../client/hooks.js';
import type { View } from './place.js';

export function useReadMark(space: SpaceId, view: View): (entries: readonly (TimelineEntry | undefined)[], lastVisible: number) => void {
  const client = useClient();
  const marked = useRef(0);
  return useCallback((entries, lastVisible) => {
    if (document.visibilityState !== 'visible' || !document.hasFocus()) return;
    for (let index = Math.min(lastVisible, entries.length - 1); index >= 0; index--) {
      const seq = entries[index]?.seq;
      if (typeof seq !== 'number') continue;
      if (seq > marked.current) {
        marked.current = seq;
        // A lost mark is made good by the next one.
        client.remote.markRead(space, seq, ...(view === undefined ? [] : [view])).catch(() => { marked.current = 0; });
      }
      return;
    }
  }, [client, space, view]);
}
