/**
 * Deals with rows of the inbox: they leave at once, and what that means reaches the service when the time to take it back
 * is over. A read mark never moves back, and an acknowledgement cannot be called back: so neither is given before.
 */
import { useCallback, useMemo, useState } from 'react';
import type { Failure } from '@comity/sdk';
import { useClient } from '../client/hooks.js';
import { useText } from '../i18n/text.js';
import { meetings, useSignsWatch } from '../meetings/hooks.js';
import { useToast } from '../messaging/toast.js';
import type { Remote } from '../worker/protocol.js';
import { keyOf, type InboxItem, type Settleable } from './rows.js';

export type Dealing = 'read' | 'acknowledge';

const deal = (remote: Remote, dealing: Dealing, entry: Settleable): Promise<void> =>
  (entry.kind === 'meeting' ? meetings(remote).markSeen(entry.session, entry.seen.what, entry.seen.version) : dealing === 'acknowledge' ? remote.acknowledge(entry.space, entry.on) : remote.markRead(entry.space, entry.upTo, entry.kind === 'step' ? 'steps' : entry.topic ?? 'main'));

export function useSettling(): { isGone(entry: InboxItem): boolean; settle(dealing: Dealing, entries: readonly Settleable[]): void; failure: Failure | null } {
  const t = useText();
  const client = useClient();
  const toast = useToast();
  const signs = useSignsWatch();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<Failure | null>(null);
  const settle = useCallback((dealing: Dealing, entries: readonly Settleable[]): void => {
    if (entries.length === 0) return;
    const keys = entries.map(keyOf);
    const back = (): void => setGone((now) => new Set([...now].filter((key) => !keys.includes(key))));
    setGone((now) => new Set([...now, ...keys]));
    toast({
      text: dealing === 'read' ? t('inbox.done-read', { count: entries.length }) : t('inbox.done-acknowledged', { count: entries.length }),
      undo: back,
      perform: () => {
        Promise.all(entries.map((entry) => deal(client.remote, dealing, entry))).then(() => Promise.all([client.inbox().refresh(), signs.refresh()])).catch((thrown: unknown) => { setFailure(thrown as Failure); }).finally(back);
      },
    });
  }, [client, signs, t, toast]);
  return useMemo(() => ({ isGone: (entry) => gone.has(keyOf(entry)), settle, failure }), [gone, settle, failure]);
}
