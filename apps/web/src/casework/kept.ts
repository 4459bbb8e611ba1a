/** Keeps what is being written on this device, sealed, until it is saved for all or thrown away. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import { useClient } from '../client/hooks.js';
import { keptText, readKept, type Draft, type Kept } from './draft.js';

const pause = 400;

/** What was kept of a request, or of a new one; undefined while it is read. */
export function useKept(space: SpaceId | null): Kept | null | undefined {
  const client = useClient();
  const [kept, setKept] = useState<Kept | null>();
  useEffect(() => {
    let current = true;
    client.remote.matterDraft(space).then((text) => { if (current) setKept(readKept(text)); }, () => { if (current) setKept(null); });
    return () => { current = false; };
  }, [client, space]);
  return kept;
}

/** Saves a moment after the last key and on leaving. `forget` ends it: what was written is elsewhere now, or nowhere. */
export function useKeeping(space: SpaceId | null, draft: Draft, base: string | null): { touch: () => void; forget: () => Promise<void> } {
  const client = useClient();
  const touched = useRef(false);
  const unsaved = useRef<string | null>(null);
  const save = useCallback(() => {
    if (unsaved.current === null) return;
    const text = unsaved.current;
    unsaved.current = null;
    // What could not be saved is still on the screen; the next key tries again.
    client.remote.saveMatterDraft(space, text).catch(() => undefined);
  }, [client, space]);
  useEffect(() => {
    if (!touched.current) return undefined;
    unsaved.current = keptText(draft, base);
    const timer = setTimeout(save, pause);
    return () => clearTimeout(timer);
  }, [draft, base, save]);
  useEffect(() => {
    addEventListener('pagehide', save);
    return () => { removeEventListener('pagehide', save); save(); };
  }, [save]);
  const touch = useCallback(() => { touched.current = true; }, []);
  const forget = useCallback(async () => {
    touched.current = false;
    unsaved.current = null;
    await client.remote.saveMatterDraft(space, '').catch(() => undefined);
  }, [client, space]);
  return { touch, forget };
}
