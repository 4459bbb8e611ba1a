/** What the inbox shows of what waits: which rows, in which filter, and what they are called between renders. */
import type { InboxEntry } from '@comity/sdk';
import { isPressing, type MeetingWaiting } from '../meetings/waiting.js';

export const inboxFilters = ['all', 'alerts', 'mentions', 'unread', 'requests', 'meetings'] as const;
export type InboxFilter = (typeof inboxFilters)[number];
export type InboxItem = InboxEntry | MeetingWaiting;

/** A meeting that begins and whoever is late first, then what is due, then the newest. */
export function together(entries: readonly InboxEntry[], meetings: readonly MeetingWaiting[]): InboxItem[] {
  const [due, others] = [entries.filter(({ kind }) => kind === 'due'), entries.filter(({ kind }) => kind !== 'due')];
  const rest = [...others, ...meetings.filter((each) => !isPressing(each))].sort((a, b) => Date.parse(b.at ?? '1970') - Date.parse(a.at ?? '1970'));
  return [...meetings.filter(isPressing), ...due, ...rest];
}

/** A row of unread messages stays the same row while more arrive. */
export function keyOf(entry: InboxItem): string {
  if (entry.kind === 'meeting') return entry.key;
  if (entry.kind === 'due') return `due ${entry.space} ${entry.clock} ${entry.at}`;
  return entry.kind === 'unread' ? `unread ${entry.space} ${entry.topic ?? 'main'}` : `${entry.space} ${entry.on.seq}`;
}
export const isAlert = ({ kind }: InboxItem): boolean => kind === 'alert' || kind === 'reminder';
export type Said = Exclude<InboxEntry, { kind: 'due' }>;
export type Looked = MeetingWaiting & { seen: NonNullable<MeetingWaiting['seen']> };
/** What is due, and what waits for an answer, goes by a step alone: nothing else can be done with its row. */
export type Settleable = Said | Looked;
export const canSettle = (entry: InboxItem): entry is Settleable => (entry.kind === 'meeting' ? entry.seen !== null : entry.kind !== 'due');
/** What reading does away with. */
export const isReadable = (entry: InboxItem): entry is Settleable => canSettle(entry) && !isAlert(entry);

export function matches(entry: InboxItem, filter: InboxFilter): boolean {
  switch (filter) {
    case 'all': return true;
    case 'alerts': return isAlert(entry);
    case 'mentions': return entry.kind === 'mention';
    case 'unread': return entry.kind === 'unread';
    case 'requests': return entry.kind === 'step' || entry.kind === 'due';
    case 'meetings': return entry.kind === 'meeting';
  }
}
