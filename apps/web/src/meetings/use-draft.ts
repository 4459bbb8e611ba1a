import { useEffect, useState, useSyncExternalStore } from 'react';
import type { MeetingSessionId } from '@comity/contracts';
import { useClient } from '../client/hooks.js';
import { Draft, type DraftView } from './draft.js';
import { meetings, touches } from './hooks.js';

/** The draft of a session, as long as its page is open: what colleagues do comes in by itself. */
export function useDraft(id: MeetingSessionId): [Draft, DraftView] {
  const client = useClient();
  const [draft] = useState(() => new Draft({
    load: (since) => meetings(client.remote).draft(id, since),
    edit: (edits) => client.act((remote) => meetings(remote).edit(id, edits)),
    lock: (lockVersion, locked) => client.act((remote) => meetings(remote).lockDays(id, lockVersion, locked)),
  }));
  useEffect(() => {
    void draft.refresh();
    const concerns = touches(id, 'draft');
    return client.on((event) => { if (concerns(event)) void draft.refresh(); });
  }, [draft, client, id]);
  return [draft, useSyncExternalStore(draft.subscribe, draft.snapshot)];
}
