/**
 * The space as its person sees it at this moment: what the log brought, and on top of it what waits in the outbox and
 * shows already. What the service refuses leaves the outbox, and with it what it did here.
 */
import type { Ref } from '@comity/e2ee';
import type { ItemId } from '@comity/contracts';
import type { TopicView } from '../api.js';
import type { Surroundings } from '../surroundings.js';
import { perform, type Deed } from './deeds.js';
import type { StoredMessage, StoredTopic } from './entries.js';
import type { QueuedText } from './outbox.js';
import type { ScopeName } from './record.js';
import type { Space } from './space.js';

export class Present {
  constructor(private readonly space: Space, private readonly env: Pick<Surroundings, 'secrets' | 'device'>) {}

  /** What waits to change messages, by the message's id. */
  deeds(): ReadonlyMap<ItemId, Deed[]> {
    const deeds = new Map<ItemId, Deed[]>();
    for (const { content: act } of this.space.outbox.acts()) if (act.type !== 'topic' && act.type !== 'rename-topic') deeds.set(act.on.id, [...(deeds.get(act.on.id) ?? []), act]);
    return deeds;
  }

  /** A message as changed by what waits. */
  done(message: StoredMessage, deeds: readonly Deed[] | undefined): StoredMessage {
    return (deeds ?? []).reduce((changed, act) => {
      const result = act.on.seq === message.seq ? perform(changed, act, { by: this.env.secrets.practitioner, seq: Number.MAX_SAFE_INTEGER, at: act.sentAt }) : undefined;
      return result?.ok === true ? result.message : changed;
    }, message);
  }

  /** The message of a reference: in the log, or acknowledged and on its way there. */
  async message(on: Ref): Promise<StoredMessage | undefined> {
    const found = await this.space.history.find(on);
    const queued = found === undefined ? this.space.outbox.texts().find(({ id, seq }) => id === on.id && seq === on.seq) : undefined;
    const message = found?.entry.type === 'message' ? found.entry : queued === undefined ? undefined : this.messageOf(queued);
    return message === undefined ? undefined : this.done(message, this.deeds().get(on.id));
  }

  /** What waits to be shown in a view: messages, and topics just opened. */
  queued(scope: ScopeName): (QueuedText | StoredTopic)[] {
    const topics = new Set(this.topics().map(({ id }) => id));
    const opened = this.space.outbox.acts().flatMap(({ id, content }): StoredTopic[] => (content.type !== 'topic' ? [] : [{ type: 'topic', seq: 0, id, by: this.env.secrets.practitioner, title: content.title, at: content.sentAt }]));
    const texts = this.space.outbox.texts().filter(({ content: { topic } }) => scope === 'all' || (topic !== null && topics.has(topic) ? topic : 'main') === scope);
    return [...opened.filter(({ id }) => scope === 'all' || scope === 'main' || scope === id), ...texts];
  }

  messageOf({ id, seq, handling, content }: QueuedText): StoredMessage {
    const { text, sentAt, topic, reply, mentions, restriction, evaluation, tlp, alert, poll, forwarded, files } = content;
    return {
      type: 'message', seq: seq ?? 0, id, sender: this.env.secrets.practitioner, device: this.env.device, text, handling, sentAt, mentions, files, ...(topic !== null && { topic }), ...(reply !== null && { reply }),
      ...(restriction !== null && { restriction }), ...(evaluation !== null && { evaluation }), ...(tlp !== null && { tlp }), ...(forwarded !== null && { forwarded }),
      ...(alert && { alert: { asked: this.space.members().filter((person) => person !== this.env.secrets.practitioner), acknowledged: [], reminders: [] } }), ...(poll !== null && { poll: { ...poll, votes: [], closed: null } }),
    };
  }

  /** Newest activity first. */
  topics(): TopicView[] {
    const views = new Map(this.space.record.topics.map(({ id, seq, title, unread, mentions, lastActivity }): [ItemId, TopicView] => [id, { id, seq, title, unread, mentions, lastActivity }]));
    for (const { id, seq, content } of this.space.outbox.acts()) {
      if (content.type === 'topic') views.set(id, { id, seq, title: content.title, unread: 0, mentions: 0, lastActivity: content.sentAt });
      const renamed = content.type === 'rename-topic' ? views.get(content.on.id) : undefined;
      if (content.type === 'rename-topic' && renamed?.seq === content.on.seq) views.set(renamed.id, { ...renamed, title: content.title });
    }
    return [...views.values()].sort((a, b) => (a.lastActivity < b.lastActivity ? 1 : -1));
  }
}
