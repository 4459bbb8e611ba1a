/** Whether something that came in is worth a notification: by the person's settings, the hour and where they look. */
import type { ComityEvent, MatterSummary, NoticeSettings, SpaceSettings, SpaceView } from '@comity/sdk';

export type NoticeKind = Extract<ComityEvent, { type: 'notice' }>['kind'];

/** Minutes since midnight of `HH:MM`. */
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Whether `now`, in the time zone of the device, lies in the quiet hours. They may run over midnight; `days` are those on which they begin. */
export function isQuiet(quiet: NoticeSettings['quiet'], now: Date): boolean {
  if (quiet === null) return false;
  const at = now.getHours() * 60 + now.getMinutes();
  const from = minutes(quiet.from);
  const to = minutes(quiet.to);
  const today = quiet.days.includes(now.getDay());
  const yesterday = quiet.days.includes((now.getDay() + 6) % 7);
  if (from === to) return today;
  if (from < to) return today && at >= from && at < to;
  return (today && at >= from) || (yesterday && at < to);
}

/** An alert asks every member for an acknowledgement: quiet hours do not hold it back, and neither does `mentions`; `none` is kept, except where a clock alarms: somebody is in custody. */
export function isWanted(kind: NoticeKind, level: SpaceSettings['level'], settings: NoticeSettings, now: Date): boolean {
  if (!settings.notify || (level === 'none' && kind !== 'alarm')) return false;
  if (kind === 'alert' || kind === 'alarm') return true;
  return !isQuiet(settings.quiet, now) && (level === 'all' || kind === 'mention' || kind === 'task' || kind === 'due');
}

type Steps = readonly Pick<MatterSummary, 'space' | 'unread'>[];
/** Steps of requests that are not read, where all is wanted: what a request counts beyond the messages of its conversation. */
export const unreadSteps = (spaces: readonly SpaceView[], matters: Steps): number => matters.reduce((sum, matter) => {
  const space = spaces.find(({ id }) => id === matter.space);
  return sum + (space?.settings.level === 'all' ? Math.max(0, matter.unread - space.unread) : 0);
}, 0);

/** What the tab's title and the app's badge count: everything unread where all is wanted, else what is meant for this person. */
export const attention = (spaces: readonly SpaceView[], matters: Steps): number => spaces.reduce((sum, { settings: { level }, unread, mentions, alerts }) =>
  sum + (level === 'all' ? Math.max(unread, alerts) : level === 'mentions' ? Math.max(mentions, alerts) : 0), unreadSteps(spaces, matters));
