/** Tells, without content, of what comes in for this person: once for each space and each batch, by the weightiest of it. */
import type { PractitionerId } from '@comity/contracts';
import type { ComityEvent } from '../api.js';
import { currentOf, type StoredMessage } from '../space/entries.js';
import type { Taken } from '../space/news.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';

type Kind = Exclude<Extract<ComityEvent, { type: 'notice' }>['kind'], 'due' | 'alarm'>;
const weight: readonly (Kind | null)[] = [null, 'message', 'step', 'task', 'mention', 'alert'];

type Parts = Pick<Surroundings, 'news' | 'emit' | 'secrets'>;

export function tellOfNews(env: Parts, spaces: () => readonly Space[]): void {
  env.news.listen((id, taken) => {
    const space = spaces().find((each) => each.id === id);
    if (space === undefined) return;
    const kind = weight[Math.max(...taken.map((each) => weight.indexOf(kindOf(space, each, env.secrets.practitioner))))];
    if (kind !== undefined && kind !== null) env.emit({ type: 'notice', space: id, kind });
  });
}

function kindOf(space: Space, { entry, before }: Taken, self: PractitionerId): Kind | null {
  if (entry.type === 'step') return before === null && entry.by !== self && entry.refused === null && space.reading.isBeyond(entry.seq) ? 'step' : null;
  if (entry.type === 'entry') return before === null && entry.by !== self && entry.owner === self && space.reading.isBeyond(entry.seq) ? 'task' : null;
  if (entry.type === 'offer') return before === null && entry.by !== self && entry.refused === null && space.reading.isBeyond(entry.seq) ? 'message' : null;
  if (entry.type !== 'message' || entry.sender === self) return null;
  const former = before?.type === 'message' ? before : null;
  const unread = space.reading.isUnread(entry);
  if (asks(entry, self) && (former === null ? unread : remindersOf(entry) > remindersOf(former))) return 'alert';
  if (!unread) return null;
  const means = (message: StoredMessage): boolean => space.reading.mentionsMe(message.sender, currentOf(message).mentions);
  if (means(entry) && (former === null || !means(former))) return 'mention';
  return former === null ? 'message' : null;
}

/** Whether an alert waits for somebody. */
const asks = ({ alert }: StoredMessage, person: PractitionerId): boolean => alert !== undefined && alert.asked.includes(person) && !alert.acknowledged.some((each) => each.person === person);
const remindersOf = ({ alert }: StoredMessage): number => alert?.reminders.length ?? 0;
