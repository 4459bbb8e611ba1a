/** Every message of a conversation that carries files, the newest first; read a stretch at a time. */
import { useEffect, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { Failure, TimelineEntry } from '@comity/sdk';
import { useClient } from '../client/hooks.js';

export type MessageWithFiles = Extract<TimelineEntry, { type: 'message' }>;
const stretch = 500;

export function useAllFiles(space: SpaceId): { messages: readonly MessageWithFiles[]; complete: boolean; failure: Failure | null } {
  const client = useClient();
  const [state, setState] = useState<{ messages: readonly MessageWithFiles[]; complete: boolean; failure: Failure | null }>({ messages: [], complete: false, failure: null });
  useEffect(() => {
    let round = 0;
    const read = async (): Promise<void> => {
      const mine = round += 1;
      const found: MessageWithFiles[] = [];
      try {
        let { total: end } = await client.remote.timeline(space, -1, 1);
        while (end > 0 && mine === round) {
          const from = Math.max(0, end - stretch);
          const { entries } = await client.remote.timeline(space, from, end - from);
          found.push(...entries.filter((entry): entry is MessageWithFiles => entry.type === 'message' && entry.seq !== null && entry.withdrawn === null && entry.files.length > 0).reverse());
          end = from;
          if (mine === round) setState({ messages: [...found], complete: end === 0, failure: null });
        }
        if (mine === round) setState({ messages: found, complete: true, failure: null });
      } catch (thrown) {
        if (mine === round) setState({ messages: found, complete: true, failure: thrown as Failure });
      }
    };
    void read();
    const off = client.on((event) => { if (event.type === 'timeline' && event.space === space) void read(); });
    return () => { round += 1; off(); };
  }, [client, space]);
  return state;
}
