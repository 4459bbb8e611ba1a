/** What waits for this person over all spaces, by the places that each space keeps as entries come in: no past is read through. */
import type { Instant, ItemId } from '@comity/contracts';
import { instant } from '../clock.js';
import type { InboxEntry, NoticeSettings, WaitingClock, WaitingMessage, WaitingStep } from '../finding.js';
import { Part } from '../part.js';
import { currentOf, type StoredMessage } from '../space/entries.js';
import type { Space } from '../space/space.js';
import type { Surroundings } from '../surroundings.js';

/** The newest so many of each kind in a space; older ones show as those are dealt with. */
const most = 200;
const longestText = 200;

/** The law that clocks are of is large, and most people have no request. */
const views = new Part(() => import('../matter/view.js'));
const days = new Part(() => import('../days/stated.js'));

export async function inboxOf(spaces: readonly Space[], env: Surroundings, remind: NoticeSettings['remind']): Promise<InboxEntry[]> {
  const levelOf = ({ id }: Space) => env.settingsOf(id).level;
  const [messages, steps, due] = await Promise.all([
    Promise.all(spaces.filter(({ closed }) => !closed).map((space) => waitingIn(space, levelOf(space)))),
    Promise.all(requestsAmong(spaces).filter((space) => levelOf(space) === 'all').map(stepsIn)),
    dueIn(spaces, env, remind),
  ]);
  return [...messages.flat(), ...steps.flat(), ...due].sort(inOrder);
}

/** What is due comes first, the earliest at the head. */
function inOrder(a: InboxEntry, b: InboxEntry): number {
  if (a.kind === 'due' || b.kind === 'due') return a.kind !== b.kind ? (a.kind === 'due' ? -1 : 1) : a.at < b.at ? -1 : 1;
  return a.at < b.at ? 1 : a.at > b.at ? -1 : 0;
}

/** Clocks of requests that this person is to be reminded of. */
export async function dueIn(spaces: readonly Space[], env: Surroundings, remind: NoticeSettings['remind']): Promise<WaitingClock[]> {
  const lists = await Promise.all(requestsAmong(spaces).map(async (space) => {
    const { id, casebook } = space;
    const matter = await casebook.present();
    if (matter === null) return [];
    const [{ dueFor }, { daysBookOf }] = await Promise.all([views.get(), days.get()]);
    const daysFor = await daysBookOf(env).daysFor(Object.values(matter.rules.states));
    const due = dueFor(matter, { person: env.secrets.practitioner, network: casebook.network, now: instant(env.now()), daysFor, inside: space.members(), remind });
    return due.map(({ measures: count, ...clock }): WaitingClock => ({ kind: 'due', space: id, title: matter.dossier.title, count, ...clock }));
  }));
  return lists.flat();
}

/** Steps of others that this person has not read. */
async function stepsIn({ id, casebook, reading }: Space): Promise<WaitingStep[]> {
  const steps = await casebook.unread((seq) => reading.isBeyond(seq));
  const title = steps.length === 0 ? undefined : (await casebook.log())?.dossier.title;
  return title === undefined ? [] : steps.map((step) => ({ kind: 'step', space: id, title, on: { id: step.id, seq: step.seq }, sender: step.by, at: step.at, action: step.action, count: step.measures.length, upTo: step.seq }));
}

const requestsAmong = (spaces: readonly Space[]): Space[] => spaces.filter(({ record }) => record.kind === 'request' && !record.left);

async function waitingIn(space: Space, level: 'all' | 'mentions' | 'none'): Promise<WaitingMessage[]> {
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

const entryOf = (space: Space, message: StoredMessage, kind: WaitingMessage['kind'], at: Instant): WaitingMessage =>
  ({ kind, space: space.id, topic: message.topic ?? null, on: { id: message.id, seq: message.seq }, sender: message.sender, at, count: 1, text: currentOf(message).text.slice(0, longestText), upTo: message.seq });
