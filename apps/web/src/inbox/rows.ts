/** What the inbox shows of what waits: which rows, in which filter, and what they are called between renders. */
import type { InboxEntry } from '@comity/sdk';

export const inboxFilters = ['all', 'alerts', 'mentions', 'unread', 'requests'] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/** A row of unread messages stays the same row while more arrive. */
export function keyOf(entry: InboxEntry): string {
  if (entry.kind === 'due') return `due ${entry.space} ${entry.clock} ${entry.at}`;
  return entry.kind === 'unread' ? `unread ${entry.space} ${entry.topic ?? 'main'}` : `${entry.space} ${entry.on.seq}`;
}
export const isAlert = ({ kind }: InboxEntry): boolean => kind === 'alert' || kind === 'reminder';
/** What is due goes by a step alone: nothing else can be done with its row. */
export type Settleable = Exclude<InboxEntry, { kind: 'due' }>;
export const canSettle = (entry: InboxEntry): entry is Settleable => entry.kind !== 'due';
/** What reading does away with. */
export const isReadable = (entry: InboxEntry): entry is Settleable => canSettle(entry) && !isAlert(entry);

export function matches(entry: InboxEntry, filter: InboxFilter): boolean {
  switch (filter) {
    case 'all': return true;
    case 'alerts': return isAlert(entry);
    case 'mentions': return entry.kind === 'mention';
    case 'unread': return entry.kind === 'unread';
    case 'requests': return entry.kind === 'step' || entry.kind === 'due';
  }
}
