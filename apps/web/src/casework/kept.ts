/** Keeps what is being written on this device, sealed, until it is saved for all or thrown away. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ItemId, SpaceId } from '@comity/contracts';
import type { Client } from '../client/client.js';
import { useClient } from '../client/hooks.js';
import { keptText, readKept, type Draft, type Kept } from './draft.js';

const pause = 400;
/** The place among the drafts of a space where its request is; no topic has this id. */
const place = '00000000-0000-4000-8000-00000072e9e5' as ItemId;

/** Puts there what somebody wrote elsewhere. */
export const keepDraft = (client: Client, space: SpaceId, draft: Draft, base: string | null): Promise<void> => client.remote.saveDraft(space, keptText(draft, base), place);
/** Whether something is being written there. */
export const isKept = async (client: Client, space: SpaceId): Promise<boolean> => readKept(await client.remote.draft(space, place)) !== null;

/** What was kept of a request; undefined while it is read. */
export function useKept(space: SpaceId): Kept | null | undefined {
  const client = useClient();
  const [kept, setKept] = useState<Kept | null>();
  useEffect(() => {
    let current = true;
    client.remote.draft(space, place).then((text) => { if (current) setKept(readKept(text)); }, () => { if (current) setKept(null); });
    return () => { current = false; };
  }, [client, space]);
  return kept;
}

/**
 * Saves a moment after the last key and on leaving. `forget` ends it: what was written is elsewhere now, or nowhere. Before a request has
 * its space there is no place to keep it: then the browser asks before it is lost.
 */
export function useKeeping(space: SpaceId | null, draft: Draft, base: string | null): { touch: () => void; forget: () => Promise<void> } {
  const client = useClient();
  const touched = useRef(false);
  const unsaved = useRef<string | null>(null);
  const save = useCallback(() => {
    if (unsaved.current === null || space === null) return;
    const text = unsaved.current;
    unsaved.current = null;
    // What could not be saved is still on the screen; the next key tries again.
    client.remote.saveDraft(space, text, place).catch(() => undefined);
  }, [client, space]);
  useEffect(() => {
    if (!touched.current) return undefined;
    unsaved.current = keptText(draft, base);
    const timer = setTimeout(save, pause);
    return () => clearTimeout(timer);
  }, [draft, base, save]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => { if (space === null && touched.current) event.preventDefault(); };
    addEventListener('pagehide', save);
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('pagehide', save);
      removeEventListener('beforeunload', ask);
      save();
    };
  }, [save, space]);
  const touch = useCallback(() => { touched.current = true; }, []);
  const forget = useCallback(async () => {
    touched.current = false;
    unsaved.current = null;
    if (space !== null) await client.remote.saveDraft(space, '', place).catch(() => undefined);
  }, [client, space]);
  return { touch, forget };
}
