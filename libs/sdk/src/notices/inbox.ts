/** What waits for this person over all spaces, by the places that each space keeps as entries come in: no past is read through. */
import type { Instant, ItemId } from '@comity/contracts';
import type { InboxEntry } from '../finding.js';
import { currentOf, type StoredMessage } from '../space/entries.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';

/** The newest so many of each kind in a space; older ones show as those are dealt with. */
const most = 200;
const longestText = 200;

export async function inboxOf(spaces: readonly Space[], env: Pick<Surroundings, 'settingsOf'>): Promise<InboxEntry[]> {
  const lists = await Promise.all(spaces.map((space) => waitingIn(space, env.settingsOf(space.id).level)));
  return lists.flat().sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

async function waitingIn(space: Space, level: 'all' | 'mentions' | 'none'): Promise<InboxEntry[]> {
  const { record, history } = space;
  const alerts = await messagesAt(space, record.alerts.slice(-most));
  const mentions = level === 'none' ? [] : await messagesAt(space, record.mentioned.map(({ place }) => place).filter((place) => !record.alerts.includes(place)).slice(-most));
  const entries = [
    ...alerts.map((message) => {
      const reminded = message.alert?.reminders.at(-1);
      return entryOf(space, message, reminded === undefined ? 'alert' : 'reminder', reminded ?? message.sentAt);
    }),
    ...mentions.map((message) => entryOf(space, message, 'mention', message.sentAt)),
  ];
  if (level !== 'all') return entries;
  // What stands by itself above is not counted once more.
  const shown = new Map<ItemId | null, number>();
  for (const message of [...alerts, ...mentions]) if (space.reading.isUnread(message)) shown.set(message.topic ?? null, (shown.get(message.topic ?? null) ?? 0) + 1);
  for (const view of [{ ...record.main, id: null, lastActivity: record.lastActivity }, ...record.topics]) {
    const count = view.unread - (shown.get(view.id) ?? 0);
    const [first] = view.first === null ? [] : await history.at([view.first.place]);
    if (count > 0 && first?.type === 'message') entries.push({ ...entryOf(space, first, 'unread', view.lastActivity), topic: view.id, count, upTo: record.cursor });
  }
  return entries;
}

async function messagesAt(space: Space, places: readonly number[]): Promise<StoredMessage[]> {
  return (await space.history.at([...places].sort((a, b) => a - b))).filter((entry) => entry.type === 'message');
}

const entryOf = (space: Space, message: StoredMessage, kind: InboxEntry['kind'], at: Instant): InboxEntry =>
  ({ kind, space: space.id, topic: message.topic ?? null, on: { id: message.id, seq: message.seq }, sender: message.sender, at, count: 1, text: currentOf(message).text.slice(0, longestText), upTo: message.seq });
