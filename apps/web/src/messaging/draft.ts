/** Keeps what is being written: loads it when a conversation, or a form, opens, saves it a moment after the last key and on leaving. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { DraftScope } from '@comity/sdk';
import { useClient } from '../client/hooks.js';

const pause = 400;

/** `typed` is to be called before the text changes by the person's hand: what they wrote wins over what was stored. `clear`: nothing of it is kept. */
export function useDraft(space: SpaceId | null, topic: DraftScope, text: string, setText: (text: string) => void): { loaded: boolean; typed: () => void; clear: () => void } {
  const client = useClient();
  const [loaded, setLoaded] = useState(false);
  const touched = useRef(false);
  const unsaved = useRef<string | null>(null);

  useEffect(() => {
    let current = true;
    const done = (draft: string): void => {
      if (!current) return;
      if (!touched.current) setText(draft);
      setLoaded(true);
    };
    client.remote.draft(space, topic).then(done, () => done(''));
    return () => { current = false; };
  }, [client, space, topic, setText]);

  const save = useCallback(() => {
    if (unsaved.current === null) return;
    const draft = unsaved.current;
    unsaved.current = null;
    // A draft that could not be saved is still on the screen; the next key tries again.
    client.remote.saveDraft(space, draft, topic).catch(() => undefined);
  }, [client, space, topic]);
  useEffect(() => {
    if (!touched.current) return undefined;
    unsaved.current = text;
    const timer = setTimeout(save, pause);
    return () => clearTimeout(timer);
  }, [text, save]);
  useEffect(() => {
    addEventListener('pagehide', save);
    return () => { removeEventListener('pagehide', save); save(); };
  }, [save]);

  const typed = useCallback(() => { touched.current = true; }, []);
  const clear = useCallback(() => {
    touched.current = false;
    unsaved.current = null;
    client.remote.saveDraft(space, '', topic).catch(() => undefined);
  }, [client, space, topic]);
  return { loaded, typed, clear };
}
