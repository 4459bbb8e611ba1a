/** All of a file at an address of this page, for as long as it is shown. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { Failure } from '@comity/sdk';
import { wholeOf, type Source } from './content.js';

/** Where a picture says how large it is, at the latest. */
const headersAt = 1_048_576;

export function useWhole(source: Source, type: string, wanted: boolean, onFailure: (failure: Failure) => void): { url: string | null; done: number; headers: Uint8Array | null } {
  const [done, setDone] = useState(0);
  const [ready, setReady] = useState<{ url: string; headers: Uint8Array } | null>(null);
  const fail = useEffectEvent(onFailure);
  useEffect(() => {
    if (!wanted) return undefined;
    const ending = new AbortController();
    let made: string | undefined;
    const load = async (): Promise<void> => {
      const blob = await wholeOf(source, type, setDone, ending.signal);
      const headers = new Uint8Array(await blob.slice(0, headersAt).arrayBuffer());
      if (ending.signal.aborted) return;
      made = URL.createObjectURL(blob);
      setReady({ url: made, headers });
    };
    load().catch((thrown: unknown) => { if (!ending.signal.aborted) fail(thrown as Failure); });
    return () => {
      ending.abort();
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [source, type, wanted]);
  return { url: ready?.url ?? null, done, headers: ready?.headers ?? null };
}
