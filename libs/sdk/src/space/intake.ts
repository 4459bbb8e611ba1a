/**
 * What an opened item does to the timeline: a message or a topic becomes an entry, an act changes the entry it names.
 * Trust: a member sent it, who may be hostile. An act on what this client does not hold, or that may not be, has no
 * effect and is no reason for an alarm: two honest people may cross each other, and a row for each would let a hostile
 * one bury the conversation.
 */
import { isCaseContent, isOfferContent, isRegisterContent, type Closing, type MessageContent, type ProfileContent } from '@comity/e2ee';
import type { Instant, ItemId, PractitionerId } from '@comity/contracts';
import type { ClosingChange } from '../api.js';
import type { Surroundings } from '../surroundings.js';
import { perform, type Deed } from './deeds.js';
import { givenFrom } from './grants.js';
import { currentOf, type Opened, type StoredEntry, type StoredMessage } from './entries.js';
import type { Ground } from './ground.js';
import { nothingUnread, type TopicRecord } from './record.js';

/** Bounds on lists that stand in a space's record. */
export const timelineLimits = { topics: 200, topicsOfOnePerson: 40, pins: 100, alerts: 1_000 } as const;

export class Intake {
  constructor(private readonly space: Ground, private readonly env: Pick<Surroundings, 'secrets'>) {}

  /** Runs within the space's turn. */
  async take(opened: Opened): Promise<void> {
    const entry = await this.entryOf(opened);
    if (entry === null) return;
    const place = this.space.history.append(entry);
    if (entry.type === 'message') this.announce(entry, place, opened.at);
  }

  /** The entry an item becomes; null for what only changed others. */
  private async entryOf(opened: Opened): Promise<StoredEntry | null> {
    const { content, seq, id, by } = opened;
    if (content.type === 'history') return { type: 'history', seq, id, by, to: content.to, from: givenFrom(content), at: opened.at };
    if (content.type === 'keys') return null;
    if (isCaseContent(content)) return this.space.casebook.take({ ...opened, content }, this.space.history.total);
    if (isRegisterContent(content)) return this.space.register.take({ ...opened, content }, this.space.history.total);
    if (isOfferContent(content)) return (await this.space.offers.get()).take({ ...opened, content }, this.space.history.total);
    const at = content.sentAt < opened.at ? content.sentAt : opened.at;
    switch (content.type) {
      case 'text': return this.messageOf(opened, content);
      case 'profile': return this.profileOf(opened, content);
      case 'topic': return this.openTopic({ id, seq, title: content.title, by, titled: seq }, at) ? { type: 'topic', seq, id, by, title: content.title, at } : null;
      case 'rename-topic': {
        const topic = this.topic(content.on.id);
        if (topic !== undefined && topic.seq === content.on.seq && topic.titled < seq) Object.assign(topic, { title: content.title, titled: seq });
        return null;
      }
      default:
        await this.act(content, { by, seq, at });
        return null;
    }
  }

  private messageOf({ id, device, by, handling, seq, at: storedAt }: Opened, content: Extract<MessageContent, { type: 'text' }>): StoredMessage {
    const { text, sentAt, topic, reply, mentions, restriction, evaluation, tlp, alert, poll, forwarded, files } = content;
    // In a topic this client does not know, a message is in none.
    const known = topic !== null && this.topic(topic) !== undefined;
    return {
      type: 'message', seq, id, sender: by, device, text, handling, sentAt, storedAt, ...(known && { topic }), ...(reply !== null && { reply }), ...(mentions.length > 0 && { mentions }), ...(restriction !== null && { restriction }),
      ...(evaluation !== null && { evaluation }), ...(tlp !== null && { tlp }), ...(forwarded !== null && { forwarded }), ...(files.length > 0 && { files }),
      ...(alert && { alert: { asked: (this.space.insiders() ?? []).filter((person) => person !== by), acknowledged: [], reminders: [] } }), ...(poll !== null && { poll: { ...poll, votes: [], closed: null } }),
    };
  }

  /** Counts a new message, and shows it in the list of spaces. */
  private announce(message: StoredMessage, place: number, at: Instant): void {
    const { record, reading, typing } = this.space;
    const time = message.sentAt < at ? message.sentAt : at;
    const topic = message.topic === undefined ? undefined : this.topic(message.topic);
    if (topic !== undefined && topic.lastActivity < time) topic.lastActivity = time;
    if (record.preview === null || record.preview.seq < message.seq) {
      record.preview = previewOf(message);
      record.lastActivity = time;
    }
    reading.arrived(message, place);
    typing.ended(message.sender, message.topic ?? null);
    if (message.alert?.asked.includes(this.env.secrets.practitioner) === true && record.alerts.length < timelineLimits.alerts) record.alerts.push(place);
  }

  /** A profile that says nothing new has its part in the transcript, and none in the timeline. */
  private profileOf({ id, by, seq, at }: Opened, { title, purpose, sentAt, topics, within, closing }: ProfileContent): StoredEntry | null {
    const { record } = this.space;
    // Said by the first owner who says anything, and for good, also that it is none: nobody makes another one of it later.
    if (record.kind === 'case-file' && record.within === undefined && this.space.policy()?.owners.includes(by)) record.within = within ?? null;
    const change = closing && this.closes(closing, { by, seq });
    // Topics from before what this person may read, or whose beginning is erased.
    for (const { on, title: name } of topics) {
      const known = this.topic(on.id);
      if (known?.title === name) known.titled = Math.max(known.titled, seq);
      else if (on.seq < record.since || on.seq < record.erasedBefore) this.openTopic({ ...on, title: name, by: null, titled: seq }, at);
    }
    if (change === undefined && (record.kind === 'direct' || (record.named && title === record.title && purpose === record.purpose))) return null;
    // One thing at a time, so that nobody renames unseen.
    if (change === undefined || !record.named) Object.assign(record, { title, purpose, named: true });
    return { type: 'profile', seq, id, by, title, purpose, at: sentAt, ...(change && { closing: change }) };
  }

  /** What was said later in the log stands, whoever says the former again; what a rule says stands while nobody said anything. Undefined for what changes nothing, or is only said again. */
  private closes({ closed, at }: Closing, { by, seq }: { by: PractitionerId; seq: number }): ClosingChange | undefined {
    const { record } = this.space;
    if (record.kind !== 'case-file' || !this.space.policy()?.owners.includes(by) || (at !== null && at >= seq)) return undefined;
    const { closing: before } = record;
    const said = at === null ? (closed ? 'closed' : 'open') : at === 0 && closed ? 'over' : undefined;
    // Read anew.
    if (before?.seq === seq) return said;
    if (before !== undefined && (at ?? seq) <= before.at) return undefined;
    const changes = closed !== (before?.closed ?? false);
    record.closing = { closed, at: at ?? seq, seq: before === undefined || changes ? seq : before.seq };
    return changes ? said : undefined;
  }

  private openTopic(topic: Pick<TopicRecord, 'id' | 'seq' | 'title' | 'by' | 'titled'>, at: Instant): boolean {
    const { topics } = this.space.record;
    if (topics.length >= timelineLimits.topics || this.topic(topic.id) !== undefined) return false;
    // Nobody uses up the space's topics alone.
    if (topic.by !== null && topics.filter(({ by }) => by === topic.by).length >= timelineLimits.topicsOfOnePerson) return false;
    topics.push({ ...topic, lastActivity: at, ...nothingUnread() });
    return true;
  }

  private topic(id: ItemId) { return this.space.record.topics.find((topic) => topic.id === id); }

  private async act(act: Deed, doer: { by: PractitionerId; seq: number; at: Instant }): Promise<void> {
    const { history, record, reading } = this.space;
    const found = act.on.seq < doer.seq ? await history.find(act.on) : undefined;
    if (found?.entry.type !== 'message') return;
    const { place, entry: before } = found;
    if (act.type === 'pin' && act.set && record.pins.length >= timelineLimits.pins) return;
    const result = perform(before, act, doer);
    if (!result.ok) return;
    const after = result.message;
    await history.update(place, after);
    await reading.changed(before, after, place);
    if (after.withdrawn !== undefined) this.space.register.forget(after.id);
    if (record.preview?.seq === after.seq) record.preview = after.withdrawn === undefined ? previewOf(after) : null;
    record.pins = listed(record.pins, place, after.pin?.set === true);
    if (after.alert === undefined || after.alert.acknowledged.some(({ person }) => person === this.env.secrets.practitioner)) record.alerts = listed(record.alerts, place, false);
  }
}

const previewOf = (message: StoredMessage) => ({ seq: message.seq, sender: message.sender, text: currentOf(message).text.slice(0, 200) });
/** A list with a place in it, at its end, or without. */
const listed = (places: number[], place: number, wanted: boolean): number[] =>
  (places.includes(place) === wanted ? places : wanted ? [...places, place] : places.filter((each) => each !== place));
