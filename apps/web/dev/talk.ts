/** Conversations played from memory: what was said before, what is said now, and what is done to either. */
import { problem } from '@comity/contracts';
import type { Instant, ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import type { DraftScope, MentionAt, MessageEntry, MessageInput, Ref, SpaceSettings, SpaceView, TimelineEntry, TimelinePage, TimelineScope, TopicView } from '@comity/sdk';
import { at, me, personAt, uuid } from './people.js';
import { edited } from './said.js';
import { bare, countOf, entryOf, spaces as seeded, unreadOf } from './spaces.js';

const indexOf = (space: SpaceId): number => seeded.findIndex((each) => each.id === space);
const without = (people: PractitionerId[], id: PractitionerId): PractitionerId[] => people.filter((each) => each !== id);

export class Talk {
  #sent = new Map<SpaceId, TimelineEntry[]>();
  #changes = new Map<ItemId, Partial<MessageEntry>>();
  #drafts = new Map<string, string>();
  #opened = new Map<SpaceId, TopicView[]>();
  #titles = new Map<ItemId, string>();
  #settings = new Map<SpaceId, SpaceSettings>();

  constructor(private readonly offline: boolean, private readonly changed: (space: SpaceId) => void) {}

  view(space: SpaceView): SpaceView {
    const topics = [...(this.#opened.get(space.id) ?? []), ...space.topics].map((topic) => ({ ...topic, title: this.#titles.get(topic.id) ?? topic.title }));
    return { ...space, topics, settings: this.#settings.get(space.id) ?? space.settings };
  }

  send(space: SpaceId, { text, mentions, marking, topic, reply, alert, poll }: MessageInput, forwarded: MessageEntry['forwarded'] = null): ItemId {
    const id = crypto.randomUUID() as ItemId;
    const others = without(seeded[indexOf(space)]?.members ?? [], me.id);
    const answered = reply && this.#message(space, reply);
    this.#append(space, {
      ...bare, type: 'message', key: id, id, seq: this.offline ? null : this.#total(space) + 1, sender: me.id, device: me.devices[0]?.id ?? (uuid(5) as never), own: true, text, sentAt: at(0), storedAt: null, delivery: this.offline ? 'queued' : 'stored', refusal: null, readBy: [], deliveredTo: [],
      ...marking, topic, mentions, forwarded, reply: reply && answered ? { on: reply, sender: answered.sender, text: answered.text, withdrawn: answered.withdrawn !== null } : null,
      alert: alert ? { acknowledged: [], outstanding: others, mine: false, reminded: null } : null,
      poll: poll && { options: poll.options.map((option) => ({ text: option, by: [] })), multiple: poll.multiple, closed: false, mine: [] },
    });
    return id;
  }

  edit(space: SpaceId, on: Ref, text: string, mentions: MentionAt[]): void { this.#change(space, on, (message) => ({ ...edited(message, text), mentions })); }
  withdraw(space: SpaceId, on: Ref): void { this.#change(space, on, () => ({ text: '', withdrawn: at(0), reactions: [], pinned: null })); }
  react(space: SpaceId, on: Ref, emoji: string, set: boolean): void {
    this.#change(space, on, ({ reactions }) => {
      const known = reactions.some((each) => each.emoji === emoji) ? reactions : [...reactions, { emoji, by: [] }];
      return { reactions: known.map((each) => (each.emoji === emoji ? { emoji, by: set ? [...without(each.by, me.id), me.id] : without(each.by, me.id) } : each)).filter((each) => each.by.length > 0) };
    });
  }
  pin(space: SpaceId, on: Ref, set: boolean): void { this.#change(space, on, () => ({ pinned: set ? { by: me.id, at: at(0) } : null })); }
  pins(space: SpaceId): TimelineEntry[] {
    const newest = Math.max(0, this.#total(space) - 200);
    return this.#range(space, newest, this.#total(space)).filter((entry) => entry.type === 'message' && entry.pinned !== null).reverse();
  }
  vote(space: SpaceId, on: Ref, choices: number[]): void {
    this.#change(space, on, ({ poll }) => ({ poll: poll && { ...poll, mine: choices, options: poll.options.map((option, i) => ({ ...option, by: choices.includes(i) ? [...without(option.by, me.id), me.id] : without(option.by, me.id) })) } }));
  }
  closePoll(space: SpaceId, on: Ref): void { this.#change(space, on, ({ poll }) => ({ poll: poll && { ...poll, closed: true } })); }
  acknowledge(space: SpaceId, on: Ref): void {
    this.#change(space, on, ({ alert }) => ({ alert: alert && { ...alert, mine: true, acknowledged: [...alert.acknowledged, { person: me.id, at: at(0) }], outstanding: without(alert.outstanding, me.id) } }));
  }
  remind(space: SpaceId, on: Ref): void { this.#change(space, on, ({ alert }) => ({ alert: alert && { ...alert, reminded: at(0) } })); }

  createTopic(space: SpaceId, title: string): ItemId {
    const id = crypto.randomUUID() as ItemId;
    const seq = this.#total(space) + 1;
    this.#opened.set(space, [{ id, seq, title, unread: 0, mentions: 0, lastActivity: at(0) }, ...(this.#opened.get(space) ?? [])]);
    this.#append(space, { type: 'topic', key: id, id, seq, by: me.id, title, at: at(0) });
    return id;
  }
  renameTopic(space: SpaceId, on: Ref, title: string): void { this.#titles.set(on.id, title); this.changed(space); }

  forward(from: { space: SpaceId; on: Ref }, to: SpaceId, comment: string): ItemId {
    const message = this.#message(from.space, from.on);
    if (!message || (!message.own && (message.handling === 'H2' || message.handling === 'H3' || message.tlp === 'red'))) throw Object.assign(new Error('not-allowed'), { kind: 'problem', problem: problem('not-allowed') });
    const { handling, restriction, evaluation, tlp } = message;
    const input = { topic: null, reply: null, mentions: [], alert: false, poll: null, files: [] };
    if (comment !== '') this.send(to, { ...input, text: comment, marking: { handling: 'none', restriction: null, evaluation: null, tlp: null } });
    const sender = personAt(Math.max(0, [...Array(20).keys()].findIndex((i) => personAt(i).id === message.sender)));
    return this.send(to, { ...input, text: message.text, marking: { handling, restriction, evaluation, tlp } }, { sender: message.sender, authority: sender.authority.id, sentAt: message.sentAt, from: from.space });
  }

  timeline(space: SpaceId, from: number, count: number, scope?: TimelineScope): TimelinePage {
    const unread = unreadOf(indexOf(space));
    const first = unread > 0 ? countOf(indexOf(space)) - unread : null;
    const scoped = this.#scoped(space, scope);
    const total = scoped?.length ?? this.#total(space);
    const start = from < 0 ? Math.max(0, total + from) : Math.min(from, total);
    const end = Math.min(total, start + count);
    const entries = scoped ? scoped.slice(start, end).map((index) => this.#entry(space, index)) : this.#range(space, start, end);
    return { total, from: start, entries, erased: 0, anew: false, firstUnread: first === null || !scoped ? first : scoped.includes(first) ? scoped.indexOf(first) : null };
  }
  locate(space: SpaceId, on: Ref, scope?: TimelineScope): number | null {
    const index = on.seq - 1;
    const entry = index < this.#total(space) ? this.#entry(space, index) : undefined;
    if (entry?.type !== 'message' || entry.id !== on.id) return null;
    const scoped = this.#scoped(space, scope);
    return !scoped ? index : scoped.includes(index) ? scoped.indexOf(index) : null;
  }
  indexAt(space: SpaceId, instant: Instant, scope?: TimelineScope): number {
    const order = this.#scoped(space, scope) ?? [...Array(this.#total(space)).keys()];
    const found = order.findIndex((index) => { const entry = this.#entry(space, index); return (entry.type === 'message' ? entry.sentAt : entry.at) >= instant; });
    return found === -1 ? order.length : found;
  }
  draft(space: SpaceId | null, topic?: DraftScope): string { return this.#drafts.get(`${space} ${topic ?? 'main'}`) ?? ''; }
  saveDraft(space: SpaceId | null, text: string, topic?: DraftScope): void { this.#drafts.set(`${space} ${topic ?? 'main'}`, text); }
  set(space: SpaceId, settings: SpaceSettings): void { this.#settings.set(space, settings); }

  #total(space: SpaceId): number { return countOf(indexOf(space)) + (this.#sent.get(space)?.length ?? 0); }
  #entry(space: SpaceId, index: number): TimelineEntry {
    const stored = countOf(indexOf(space));
    const entry = index < stored ? entryOf(indexOf(space), index) : this.#sent.get(space)?.[index - stored];
    if (!entry) throw new Error('no such entry');
    return entry.type === 'message' ? { ...entry, ...this.#changes.get(entry.id) } : entry;
  }
  #range(space: SpaceId, from: number, to: number): TimelineEntry[] { return Array.from({ length: Math.max(0, to - from) }, (_, i) => this.#entry(space, from + i)); }
  /** Indices of a view; null where it holds everything. */
  #scoped(space: SpaceId, scope?: TimelineScope): number[] | null {
    if (scope === undefined || (seeded[indexOf(space)]?.topics.length === 0 && !this.#opened.has(space))) return null;
    return [...Array(this.#total(space)).keys()].filter((index) => {
      const entry = this.#entry(space, index);
      if (entry.type === 'topic') return scope === 'main' || scope === entry.id;
      return scope === 'main' ? entry.type !== 'message' || entry.topic === null : entry.type === 'message' && entry.topic === scope;
    });
  }
  #message(space: SpaceId, on: Ref): MessageEntry | null {
    const index = this.locate(space, on);
    const entry = index === null ? null : this.#entry(space, index);
    return entry?.type === 'message' ? entry : null;
  }
  #append(space: SpaceId, entry: TimelineEntry): void {
    this.#sent.set(space, [...(this.#sent.get(space) ?? []), entry]);
    this.changed(space);
  }
  #change(space: SpaceId, on: Ref, change: (message: MessageEntry) => Partial<MessageEntry>): void {
    const message = this.#message(space, on);
    if (!message) throw Object.assign(new Error('not-found'), { kind: 'problem', problem: problem('not-found') });
    this.#changes.set(on.id, { ...this.#changes.get(on.id), ...change(message) });
    this.changed(space);
  }
}
