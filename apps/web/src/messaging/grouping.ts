/** What stands above a message: a new day, a new sender, or nothing, when it continues the one before. */
import type { TimelineEntry } from '@comity/sdk';
import { sameDay } from '../i18n/format.js';

export const entryTime = (entry: TimelineEntry): string => (entry.type === 'message' ? entry.sentAt : entry.at);
const minutesApart = 10;

export const startsDay = (entry: TimelineEntry, previous: TimelineEntry | undefined): boolean =>
  previous === undefined || !sameDay(new Date(entryTime(entry)), new Date(entryTime(previous)));

/** Whether the sender's name is shown: another sender, another topic, a new day, or a pause. */
export function startsGroup(entry: TimelineEntry, previous: TimelineEntry | undefined): boolean {
  if (entry.type !== 'message' || previous?.type !== 'message') return true;
  if (entry.sender !== previous.sender || entry.topic !== previous.topic || startsDay(entry, previous)) return true;
  return new Date(entry.sentAt).getTime() - new Date(previous.sentAt).getTime() > minutesApart * 60_000;
}
