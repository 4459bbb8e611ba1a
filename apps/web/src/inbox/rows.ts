/** What the inbox shows of what waits: which rows, in which filter, and what they are called between renders. */
import type { InboxEntry } from '@comity/sdk';

export const inboxFilters = ['all', 'alerts', 'mentions', 'unread'] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/** A row of unread messages stays the same row while more arrive. */
export const keyOf = ({ kind, space, topic, on }: InboxEntry): string => (kind === 'unread' ? `unread ${space} ${topic ?? 'main'}` : `${space} ${on.seq}`);
export const isAlert = ({ kind }: InboxEntry): boolean => kind === 'alert' || kind === 'reminder';

export function matches(entry: InboxEntry, filter: InboxFilter): boolean {
  switch (filter) {
    case 'all': return true;
    case 'alerts': return isAlert(entry);
    case 'mentions': return entry.kind === 'mention';
    case 'unread': return entry.kind === 'unread';
  }
}
